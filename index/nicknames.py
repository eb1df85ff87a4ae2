"""What people are called for short: first names, and how titles and words are abbreviated in writing."""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

_FILE = Path(__file__).parent / "weights" / "nicknames.txt"  # a line: the short name, what it is short for


@cache
def _short_for() -> Mapping[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for line in _FILE.read_text(encoding="utf-8").splitlines():
        short, *names = line.split()
        for name in names:
            found.setdefault(name, []).append(short)
    return {name: tuple(shorts) for name, shorts in found.items()}


SPELT: dict[str, tuple[str, ...]] = {
    "2": ("to", "two"), "4": ("for", "four"), "u": ("you",), "ur": ("your",), "r": ("are",), "n": ("and",),
    "nd": ("and",), "1st": ("first",), "2nd": ("second",), "3rd": ("third",), "thru": ("through",),
    "luv": ("love",), "tha": ("the",), "da": ("the",), "em": ("them",), "w": ("with",), "b4": ("before",),
    "pt": ("part",), "ep": ("episode",), "3": ("three",), "8": ("eight",), "9": ("nine",), "10": ("ten",),
}  # fmt: skip
"""Words that a title may be typed with, and what stands there instead."""
LONG: dict[str, tuple[str, ...]] = {
    "ny": ("new", "york"), "nyc": ("new", "york"), "xmas": ("christmas",), "spidey": ("spider", "man"),
}  # fmt: skip


def short_names(first: str) -> tuple[str, ...]:
    """What somebody of this first name, in lower case, is also called."""
    return _short_for().get(first, ())


_AS_LETTERS = str.maketrans("013457", "oleast")


def in_letters(word: str) -> str:
    """A word in which figures stand for letters, with those letters: "s1m0ne"."""
    if not re.fullmatch(r"[a-z]+\d[a-z\d]*[a-z]", word):
        return word
    return word.replace("1", "i").translate(_AS_LETTERS)


def sounds(word: str) -> Iterator[str]:
    """Other spellings of a word as it sounds: "moonlite" for "moonlight"."""
    if (letters := in_letters(word)) != word:
        yield letters
    if word.endswith("ite") and len(word) > 4:
        yield f"{word[:-3]}ight"
    if word.endswith("z") and len(word) > 3:
        yield f"{word[:-1]}s"
    if word.endswith(("in", "in'")) and len(word) > 4:
        yield f"{word.rstrip(chr(39))}g"


def initials(words: tuple[str, ...]) -> str:
    """The letters that a name of three words and more is called by: "lotr"; of figures, the figure."""
    return "".join(word if word.isdigit() else word[0] for word in words)
