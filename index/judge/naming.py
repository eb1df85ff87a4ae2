"""What a capitalised name is that names nobody who made the film: a character, or a thing."""

import re

_AS_CHARACTER = re.compile(
    r"\b(?!(?:It|That|Here|There|He|She|Let|What|Who)['\u2019])[A-Z][\w-]+['\u2019]s?\s$"
    r"|\b(?:[Cc]haracter|named|called|plays|playing|played|portrays|portraying|as|role of)\s$"
    r"|\b(?:[Pp]resident|[Gg]eneral|[Mm]ajor)\s$"
)
_THING_BEFORE = re.compile(r"\b(?:an?|the|these|those|some|any|every)\s$", re.IGNORECASE)
_YEAR_AFTER = re.compile(r"\s*\(['\u2019]?\d\d")
_QUOTES = ("'", '"', "\u201c", "\u201d", "\u2018", "\u2019")


def of_thing(sentence: str, start: int, end: int) -> bool:
    """Whether a word behind an article or a name before a year in brackets names a thing: "a Jowett".

    A full name behind an article may be a person's ("a Stephen King story"): that is for the model to tell.
    """
    behind = " " not in sentence[start:end] and _THING_BEFORE.search(sentence[max(0, start - 8) : start])
    return bool(behind or _YEAR_AFTER.match(sentence, end))


def of_character(sentence: str, start: int, end: int) -> bool:
    """Whether the name is that of a character (after "plays", or "Reyes's"), or a title in quotes."""
    quoted = start > 0 and sentence[start - 1] in _QUOTES and sentence[end : end + 1] in _QUOTES
    return quoted or bool(_AS_CHARACTER.search(sentence[max(0, start - 40) : start]))
