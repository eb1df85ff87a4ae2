"""Trains the head that tells what kind of question a message is."""
