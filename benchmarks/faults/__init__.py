"""What goes wrong when it is made to: each module breaks something on purpose and tells what held."""
