"""What becomes of the bot and its data when something around them breaks; each module is a command."""
