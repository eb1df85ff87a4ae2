"""How a name stands in its sentence: as one who is judged, likened to, or named in passing."""

import re

_COMPARES = re.compile(
    r"""(?:\b(?:like|unlike|than|[\u00e0\u00e1a]\sla|recall(?:s|ing)?|reminiscent\sof|reminds?\s(?:me\s|us\s|one\s)?of
        |similar\sto|echoe?s(?:\sof)?|evokes?|in\sthe\s(?:style|vein|manner|spirit|tradition)\sof
        |compared\s(?:to|with)|worthy\sof|shades\sof|homage\sto|(?:influenced|inspired)\sby|influences?\sas|such\sas
        |imitat\w+|rip-?offs?\sof|copy(?:ing)?\sof|wannabe|a\spoor\sman's|would-be|next|another|think(?:\sof)?
        |fans?\sof|remember)|\bas\s\w+\sas)
        \s+(?:an?\s|the\s|some\s|early\s|vintage\s|old\s|bad\s|good\s|classic\s|\S+\sby\s|)*["'\u201c]?\s*$""",
    re.IGNORECASE | re.VERBOSE,
)
_IN_STYLE = re.compile(
    r"^[\"'\u201d\u2019]?(?:-?esque|-?ian\b|-?like\b|-?style\b"
    r"|\s+(?:wannabe|impersonator|imitation|knock-?off|territory))",
    re.IGNORECASE,
)
_IN_PASSING = re.compile(
    r"""(?:\b(?:written|directed|produced|composed|played|created|penned|made|novel|book|play|story|based\son\s\w+\s\w+)
        \s(?:and\s\w+\s)?by
        |\b(?:starring|stars|featuring|with|opposite|from|of|for|to|at|on|about|author)
        |\()\s*(?:the\s|\w+(?:ist|or|er)\s)?$""",
    re.IGNORECASE | re.VERBOSE,
)
_AS_CHARACTER = re.compile(
    r"\b[A-Z][\w-]+['\u2019]s?\s$"
    r"|\b(?:[Cc]haracter|named|called|plays|playing|played|portrays|portraying|as|role of)\s$"
    r"|\b(?:[Pp]resident|[Gg]eneral|[Mm]ajor)\s$"
)
_THING_BEFORE = re.compile(r"\b(?:an?|the|these|those|some|any|every)\s$", re.IGNORECASE)
_YEAR_AFTER = re.compile(r"\s*\(['\u2019]?\d\d")
_JOINED = re.compile(r"\s*(?:,|and|&|,\s*and)\s*")
_QUOTES = ("'", '"', "\u201c", "\u201d", "\u2018", "\u2019")


def compared(sentence: str, start: int, end: int) -> bool:
    """Whether the film or somebody is only likened to the name: "a la David Lynch", "Lynch-like"."""
    return bool(
        _COMPARES.search(sentence[max(0, start - 60) : start]) or _IN_STYLE.match(sentence[end : end + 16])
    )


def in_passing(sentence: str, start: int) -> bool:
    """Whether the name follows "written by", "starring", "with" or a bracket."""
    return bool(_IN_PASSING.search(sentence[max(0, start - 60) : start]))


def joined(sentence: str, end: int, start: int) -> bool:
    """Whether the name at `start` only continues a list whose last name ended at `end`."""
    return bool(_JOINED.fullmatch(sentence, end, start))


def of_thing(sentence: str, start: int, end: int) -> bool:
    """Whether a name behind an article or before a year in brackets names a thing: "a Jowett Jupiter"."""
    before = _THING_BEFORE.search(sentence[max(0, start - 8) : start])
    return bool(before or _YEAR_AFTER.match(sentence, end))


def of_character(sentence: str, start: int, end: int) -> bool:
    """Whether the name is that of a character (after "plays", or "Reyes's"), or a title in quotes."""
    quoted = start > 0 and sentence[start - 1] in _QUOTES and sentence[end : end + 1] in _QUOTES
    return quoted or bool(_AS_CHARACTER.search(sentence[max(0, start - 40) : start]))
