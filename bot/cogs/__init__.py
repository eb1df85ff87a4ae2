"""The commands, one cog a file; each is a thin way to one answer."""
