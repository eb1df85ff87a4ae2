"""What people are called for short: first names, and how titles and words are abbreviated in writing."""

import re
from collections.abc import Iterator

_SHORT_FOR = {
    "al": "alfredo albert alan", "alex": "alexander alexandra alejandro", "andy": "andrew andrea", "ben": "benjamin",
    "benny": "benjamin", "beth": "elizabeth", "bill": "william", "billy": "william", "bob": "robert",
    "bobby": "robert", "cate": "catherine", "cathy": "catherine", "charlie": "charles", "chris": "christopher christian",
    "chuck": "charles", "dan": "daniel", "danny": "daniel", "dave": "david", "deb": "debra deborah",
    "don": "donald", "drew": "andrew", "ed": "edward", "eddie": "edward", "fred": "frederick", "gabe": "gabriel",
    "greg": "gregory", "jack": "john", "jake": "jacob", "jamie": "james", "jen": "jennifer", "jenny": "jennifer",
    "jim": "james", "jimmy": "james", "joe": "joseph", "joey": "joseph", "jon": "jonathan", "kate": "katherine",
    "kathy": "kathleen katherine", "ken": "kenneth", "kim": "kimberly", "larry": "lawrence laurence",
    "leo": "leonardo", "liz": "elizabeth", "liza": "elizabeth", "maggie": "margaret", "marty": "martin",
    "matt": "matthew", "matty": "matthew", "meg": "margaret", "mike": "michael", "mick": "michael",
    "nate": "nathan", "nick": "nicholas nicolas", "nic": "nicolas", "pat": "patrick patricia", "pete": "peter",
    "phil": "philip phillip", "ray": "raymond", "rich": "richard", "rick": "richard", "rob": "robert",
    "robbie": "robert", "ron": "ronald", "ronnie": "ronald", "sam": "samuel samantha", "sandy": "sandra",
    "steve": "steven stephen", "sue": "susan", "ted": "theodore edward", "tim": "timothy", "timmy": "timothy",
    "tom": "thomas", "tommy": "thomas", "tony": "anthony", "vince": "vincent", "will": "william", "woody": "woodrow",
    "gwen": "gwendolyn gwyneth", "jude": "judith", "sly": "sylvester", "arnie": "arnold", "keke": "kiki",
    "jodie": "jody", "jody": "jodie", "phillip": "philip", "philip": "phillip", "steven": "stephen",
    "stephen": "steven", "nicolas": "nicholas", "nicholas": "nicolas", "catherine": "katherine",
    "katherine": "catherine", "geoffrey": "jeffrey", "jeff": "jeffrey geoffrey", "zack": "zachary", "zac": "zachary",
}  # fmt: skip
_LONG: dict[str, list[str]] = {}
for _short, _names in _SHORT_FOR.items():
    for _name in _names.split():
        _LONG.setdefault(_name, []).append(_short)

SPELT: dict[str, tuple[str, ...]] = {
    "2": ("to", "two"), "4": ("for", "four"), "u": ("you",), "ur": ("your",), "r": ("are",), "n": ("and",),
    "nd": ("and",), "1st": ("first",), "2nd": ("second",), "3rd": ("third",), "thru": ("through",),
    "luv": ("love",), "tha": ("the",), "da": ("the",), "em": ("them",), "w": ("with",), "b4": ("before",),
    "pt": ("part",), "ep": ("episode",), "3": ("three",), "8": ("eight",), "9": ("nine",), "10": ("ten",),
}  # fmt: skip
"""Words that a title may be typed with, and what stands there instead."""
LONG: dict[str, tuple[str, ...]] = {"ny": ("new", "york"), "nyc": ("new", "york"), "xmas": ("christmas",), "spidey": ("spider", "man")}


def short_names(first: str) -> tuple[str, ...]:
    """What somebody of this first name, in lower case, is also called."""
    return tuple(_LONG.get(first, ()))


_AS_LETTERS = str.maketrans("013457", "oleast")


def in_letters(word: str) -> str:
    """A word in which figures stand for letters, with those letters: "s1m0ne"."""
    if word.isalpha() or word.isdigit() or not word.isascii() or not re.fullmatch(r"[a-z]+\d[a-z\d]*[a-z]", word):
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
