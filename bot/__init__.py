"""The conversation: a command or a sentence becomes one call on `index`, its result a Discord reply."""

from pathlib import Path

from index.language import add_translations

add_translations(Path(__file__).with_name("locale"))
