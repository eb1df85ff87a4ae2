"""What goes wrong on purpose: each module tries one kind of fault many times and tells what came of it."""
