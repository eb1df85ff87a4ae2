"""The conversation: a command or a sentence becomes one call on `index`, its result a Discord reply."""
