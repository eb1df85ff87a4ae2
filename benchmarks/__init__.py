"""What is claimed of speed and quality, each figure by a command."""
