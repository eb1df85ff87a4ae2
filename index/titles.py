"""Film titles: from catalogue order to reading order, and to the key under which spellings are one.

Pure text work, no corpus needed. `reading_order` is for showing, `title_key` for comparing.
"""

import re
import unicodedata
from collections.abc import Iterator

import ftfy

_CATALOGUE_ARTICLES = (
    "the|a|an|le|la|les|l'|un|une|der|die|das|dem|den|ein|eine|el|los|las|lo|il|gli|i|uno|una|"
    "o|os|as|um|uma|de|het|een|det|en|ett|et"
)
# Fewer: "Die Hard", "As Good as It Gets" and "O Brother" begin with words that are articles elsewhere only.
_LEADING_ARTICLES = "the|a|an|le|la|les|un|une|der|das|el|il|gli|una"

_TRAILING = re.compile(
    rf"^(?P<head>.+?)\s*,\s*(?P<article>{_CATALOGUE_ARTICLES})(?P<tail>\s*(?::|\s-\s|,\s*(?=part\b"
    rf"|vol)).+)?$",
    re.IGNORECASE,
)
_LEADING = re.compile(rf"^\W*(?:(?:{_LEADING_ARTICLES})\s+|l['\u2019]\s*)(?=\S)", re.IGNORECASE)
_COMMA = re.compile(r",(?=[^\W\d_])")
_KNOWN_AS = re.compile(r"^(?:a\.?k\.?a\.?|also known as|formerly|aka)(?:\s*:\s*|\s+)", re.IGNORECASE)
_ALSO = re.compile(r"\s*[,;/]\s*a\.?k\.?a\.?\s+", re.IGNORECASE)
_NOT_A_TITLE = re.compile(r"(?:18|19|20)\d\d(?:/[ivx]+)?|[ivx]+|tv|v|vg", re.IGNORECASE)
_PART_OF_TITLE = re.compile(
    r"(?:part|pt|vol(?:ume)?|episode|chapter|director'?s cut|the movie|imax|3-?d)\b|\d{1,3}$|\W*$",
    re.IGNORECASE,
)
_YEAR_IN_BRACKETS = re.compile(r"\s*[(\[]((?:18|19|20)\d\d)(?:/[ivx]+)?[)\]]\s*$", re.IGNORECASE)
_YEAR_AT_END = re.compile(r"(?<=\w)[\s,]+((?:18|19|20)\d\d)\s*$")

_APOSTROPHES = r"'`\u2018\u2019\u00b4"
_WORD = re.compile(rf"(?:[^\W\d_]\.){{2,}}|[^\W_]+(?:[{_APOSTROPHES}][^\W_]+)*['\u2019]?|&")
_INSIDE_WORD = re.compile(rf"[.\u2044{_APOSTROPHES}]")
_LETTERS = str.maketrans(
    {"ø": "o", "æ": "ae", "œ": "oe", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "\u0131": "i", "º": "", "ª": ""}
)
_SAME_WORD = {"&": "and", "vs": "versus", "vol": "volume", "pt": "part", "dr": "doctor", "mr": "mister"}
_NUMERALS = {
    roman: str(number)
    for number, roman in enumerate(
        re.findall(r"\w+", "i ii iii iv v vi vii viii ix x xi xii xiii xiv xv xvi"), 1
    )
}
_NUMBER_WORDS = {
    word: str(number)
    for number, word in enumerate(re.findall(r"\w+", "one two three four five six seven eight nine ten"), 1)
}
_COUNTED = frozenset({"part", "episode", "chapter", "volume", "book", "number", "no"})


def reading_order(title: str) -> tuple[str, tuple[str, ...]]:
    """A title as people read it, and the alternatives that stood in brackets behind it.

    "Apartment, The (Appartement, L')" gives ("The Apartment", ("L'Appartement",)). Mojibake is mended.
    A year or a catalogue mark in brackets ("(2002)", "(TV)") is dropped: take the year with `split_year`
    first. Brackets that belong to the title ("(500) Days of Summer", "(Part 2)") stay.
    """
    main, brackets = _split_brackets(_tidy(title))
    main = _article_first(main)
    seen = {title_key(main)}
    others = []
    for bracket in brackets:
        for written in _ALSO.split(bracket):
            other = _article_first(_KNOWN_AS.sub("", written).strip())
            key = title_key(other)
            if other and not _NOT_A_TITLE.fullmatch(other) and key not in seen:
                seen.add(key)
                others.append(other)
    return main, tuple(others)


def split_year(text: str, *, bare: bool = False) -> tuple[str, int | None]:
    """Takes a year off the end: "Solaris (2002)" gives ("Solaris", 2002); `bare` takes "solaris 2002" too."""
    found = _YEAR_IN_BRACKETS.search(text) or (_YEAR_AT_END.search(text) if bare else None)
    if found is None or not text[: found.start()].strip():
        return text.strip(), None
    return text[: found.start()].strip(), int(found.group(1))


def title_key(title: str) -> str:
    """The form in which spellings of one title are equal: "The Matrix", "Matrix, The" and "matrix" are one.

    Case, accents, punctuation and a leading or trailing article go; "&" is "and"; roman numerals, and
    number words after "part" and the like, become figures. Alternatives and years in brackets behind it do
    not count. Never empty for a title that has a visible character.
    """
    text = _split_brackets(title.strip())[0]
    if "," in text:
        text = _article_first(text)
    shorter = _LEADING.sub("", text, count=1)
    return " ".join(word for word, _, _ in key_words(shorter)) or " ".join(text.casefold().split())


def key_words(text: str) -> Iterator[tuple[str, int, int]]:
    """The words of a text as a title's key spells them, each with its start and end in the text."""
    before = ""
    for found in _WORD.finditer(text):
        word = fold(found.group())
        if not word:
            continue
        word = _SAME_WORD.get(word, word)
        if before and (len(word) > 1 or before in _COUNTED or _ends_part(text, found.end())):
            word = _NUMERALS.get(word, word)
        if before in _COUNTED:
            word = _NUMBER_WORDS.get(word, word)
        before = word
        yield word, found.start(), found.end()


def fold(word: str) -> str:
    """A word without case, accents, apostrophes and inner dots."""
    word = word.casefold()
    if not word.isascii():
        word = unicodedata.normalize("NFKD", word.translate(_LETTERS))
        word = "".join(letter for letter in word if not unicodedata.combining(letter))
    return word if word.isalnum() else _INSIDE_WORD.sub("", word)


def _ends_part(text: str, end: int) -> bool:
    """Whether a title or its first half ends here: the X of "Jason X" and the V of "Rocky V: ..." count."""
    rest = text[end:].lstrip()
    return not rest or rest[0] in ":(-\u2013"


def _tidy(title: str) -> str:
    text = title if title.isascii() else ftfy.fix_text(title)
    return _COMMA.sub(", ", " ".join(text.split()))


def _article_first(title: str) -> str:
    found = _TRAILING.match(title)
    if found is None:
        return title
    article = found["article"]
    gap = "" if article.endswith(("'", "\u2019")) else " "
    return f"{article[0].upper()}{article[1:]}{gap}{found['head']}{found['tail'] or ''}"


def _split_brackets(title: str) -> tuple[str, list[str]]:
    """Cuts balanced brackets off the end, as long as something is left in front of them."""
    brackets: list[str] = []
    while title.endswith(")"):
        depth = 0
        for start in range(len(title) - 1, -1, -1):
            depth += (title[start] == ")") - (title[start] == "(")
            if depth == 0:
                break
        inside = title[start + 1 : -1].strip()
        if depth or not title[:start].strip() or _PART_OF_TITLE.match(inside):
            break
        if inside:
            brackets.insert(0, inside)
        title = title[:start].strip()
    return title, brackets
