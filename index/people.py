"""Who may be named in a sentence: credited people, and names that no table knows."""

import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Iterator, Sequence, Set
from dataclasses import dataclass, replace
from functools import lru_cache

from rapidfuzz.distance import OSA

from .judge.naming import of_character, of_thing
from .names import is_ordinary, is_slip

_UPPER, _LOWER = "A-Z\u00c0-\u00d6\u00d8-\u00de", "a-z\u00df-\u00f6\u00f8-\u00ff"
_WORD = (
    rf"(?:(?:[A-Z]['\u2019])?[{_UPPER}][{_LOWER}]+(?:[-'\u2019]?[{_UPPER}][{_LOWER}]+)*"
    r"|(?:[A-Z]\.){1,2})"
)
_PARTICLES = "de|del|della|di|da|du|des|le|la|van|von|der|den|ten|bin|al|y"
_FULL_NAME = re.compile(
    rf"(?<![\w'\u2019]){_WORD}\s+(?:(?:{_WORD}|{_PARTICLES})\s+){{0,2}}{_WORD}(?:,?\s(?:Jr|Sr)\.?)?(?!\w)"
)
_SHOUTED_NAME = re.compile(r"(?<![\w'\u2019])[A-Z]{3,}\s[A-Z]{3,}(?![\w\s]*[A-Z]{2})(?!\w)")
_SINGLE_NAME = re.compile(
    rf"(?<![\w'\u2019-])(?:[A-Z]['\u2019])?[{_UPPER}][{_LOWER}]+(?:[A-Z][{_LOWER}]+)?(?![\w-])"
)
_NAME_BEFORE = re.compile(rf"(?<!\w)({_WORD})\s$")
_NAME_AFTER = re.compile(rf"\s({_WORD})(?!\w)")
_WORD_START = re.compile(r"(?<![\w-])(?:\w+|\S)")
_WORD_END = re.compile(r"(?!\w)(?!-[a-z])")
_SLIPS = 2  # letters that a misspelt word may have more or fewer
_OPENING = " \"'(\u201c\u2018"
_POSSESSIVE = ("'", "\u2019")
_SUFFIX = re.compile(r",?\s(?:jr|sr|ii|iii|iv)\.?$")
_LEADING = frozenset(
    re.findall(
        r"\w+",
        """if when as while but and with even though although then so that this his her both
        sir dame mr mrs ms miss""",
    )
)
_NOT_NAMES = frozenset(
    re.findall(
        r"\w+",
        """mr mrs ms miss dr doctor sir lord lady king queen prince princess captain detective officer
        agent uncle aunt father mother sister brother santa saint st street avenue new north south east
        west los las san york city hollywood america american british french italian german japanese
        chinese english russian university school award awards academy oscar festival studio studios
        pictures entertainment films movie movies film channel war world day night dvd tv imdb christmas
        halloween paris london earth god jesus disney pixar hbo bbc netflix monday tuesday wednesday
        thursday friday saturday sunday january february march april june july august september october
        november december united states kingdom century star wars trek beach island park river lake
        mountain hill house hotel""",
    )
)


@dataclass(frozen=True, slots=True)
class Named:
    """Somebody named at `sentence[start:end]`; `credited` when the film's credits hold the name.

    Whether other names are a person's at all, and not a character's, is for the model to tell.
    """

    name: str
    start: int
    end: int
    credited: bool = False

    def overlaps(self, start: int, end: int) -> bool:
        """Whether it shares characters with `sentence[start:end]`."""
        return start < self.end and self.start < end


@lru_cache(4096)  # a sentence is asked for several names
def fold(text: str) -> str:
    """Lower case without accents, one character for each of `text`, so that offsets stay."""
    if text.isascii():
        return text.lower()
    plain = []
    for character in text:
        base = unicodedata.normalize("NFKD", character)[:1].lower()
        plain.append(base if len(base) == 1 and not base.isspace() else character)
    return "".join(plain).replace("\u2019", "'")


class CreditedNames:
    """The credits of one film, ready to be found in its reviews."""

    def __init__(self, credits: Sequence[str]) -> None:
        """`credits`: full names as the film's table writes them; empty ones are ignored."""
        names = list(dict.fromkeys(" ".join(name.split()) for name in credits if name.strip()))
        self.names = frozenset(names)
        bare = {name: _SUFFIX.sub("", fold(name)) for name in names}
        surnames = Counter(form.split()[-1] for form in bare.values())
        first_names = Counter(form.split()[0] for form in bare.values())
        self._by_form: dict[str, str] = {}
        self._full = {form: name for name, form in bare.items() if " " in form}
        for name, form in bare.items():
            parts = form.split()
            forms = [fold(name), form, f"{parts[0]} {parts[-1]}"]
            if len(parts) > 1 and surnames[parts[-1]] == 1 and len(parts[-1]) > 2:
                forms.append(parts[-1])
                if len(parts) > 2 and parts[-2] in _PARTICLES.split("|"):
                    forms.append(" ".join(parts[-2:]))
            for form in forms:
                self._by_form.setdefault(form, name)
        self._forms = _Words(self._by_form)
        alone = {fold(name).split()[0]: name for name in names if " " in name}
        self._by_first = {
            first: name
            for first, name in alone.items()
            if first_names[first] == 1 and first not in self._by_form and not is_ordinary(first)
        }
        self._firsts = _Words(self._by_first)

    def find(self, sentence: str) -> list[Named]:
        """Every credited person in the sentence, in order; by full name, or by a surname nobody shares.

        A name must be written with a capital. A surname must not belong to another name ("Cary Grant" is no
        Hugh Grant) and, if it is an ordinary word ("Stone"), only begin a sentence as a possessor.
        """
        found = []
        for form, start, end in self._forms.find(fold(sentence)):
            capital = sentence[start:end].split()[-1][0].isupper()  # "van Damm" begins with none
            if capital and (" " in form or _surname(sentence, start, end)):
                found.append(Named(self._by_form[form], start, end, True))
        return found

    def first_names(self, sentence: str) -> list[Named]:
        """Where a first name stands alone that only one credited person has; a character may have it too."""
        return [
            Named(self._by_first[first], start, end)
            for first, start, end in self._firsts.find(fold(sentence))
            if sentence[start].isupper() and _stands_alone(sentence, start, end)
        ]

    def may_be_in(self, sentence: str) -> bool:
        """Whether the sentence holds the beginning of any of the names: a quick look before the others."""
        words = _places(fold(sentence)).keys()
        return not (self._forms.beginnings.isdisjoint(words) and self._firsts.beginnings.isdisjoint(words))

    def misspelt(self, name: str) -> str | None:
        """The credited person that a full name written with one or two slips stands for."""
        written = fold(name)
        most = _SLIPS * (1 + written.count(" "))
        for full, credited in self._full.items():
            if len(full) > 8 and abs(len(full) - len(written)) <= most and _misspells(written, full):
                return credited
        return None


def _misspells(written: str, name: str) -> bool:
    """Whether a full name is another with slips, each within a word, or with its words joined otherwise."""
    words, others = written.split(), name.split()
    if len(words) != len(others):
        return OSA.distance(written.replace(" ", ""), name.replace(" ", ""), score_cutoff=1) <= 1
    return all(word == other or is_slip(word, other) for word, other in zip(words, others, strict=True))


def _surname(sentence: str, start: int, end: int) -> bool:
    """Whether a single capitalised word may stand for a person of that surname."""
    word = sentence[start:end]
    opens = not sentence[:start].strip(_OPENING)
    if is_ordinary(fold(word)) and (
        word.isupper() or (opens and sentence[end : end + 1] not in ("'", "\u2019"))
    ):
        return False
    return _stands_alone(sentence, start, end)


def _stands_alone(sentence: str, start: int, end: int) -> bool:
    """Whether no other part of a name stands beside a word."""
    before, after = _NAME_BEFORE.search(sentence, 0, start), _NAME_AFTER.match(sentence, end)
    for other in (before, after):
        if other and not is_ordinary(fold(other[1])) and fold(other[1]).strip(".") not in _NOT_NAMES:
            return False
    return True


def people(
    sentence: str,
    credits: CreditedNames,
    film: str = "",
    told: CreditedNames | None = None,
    singles: Set[str] = frozenset(),
) -> list[Named]:
    """Everybody who may be named in a sentence, in order: credited people, and names that no table knows.

    The latter are capitalised words of which not all are ordinary words and that are no part of the film's
    title, and the surnames and first names of `told`, whom the rest of the review names in full. A single
    word may be a name if it is a possessor, stands inside the sentence or is one of `singles`.
    `Named.name` is the credited name where there is one.
    """
    found = credits.find(sentence)
    strangers: list[Named] = []  # characters and things
    title = fold(film)
    told_first = told.first_names(sentence) if told else []

    def add(one: Named) -> None:
        if not any(other.overlaps(one.start, one.end) for other in (*found, *strangers)):
            found.append(one)

    def nobody(start: int, end: int) -> bool:
        text = fold(sentence[start:end])
        titled = _holds(title, text)
        return titled or of_character(sentence, start, end) or of_thing(sentence, start, end)

    full, single = _capitalised(sentence)
    for span in full:
        start, end = _without_edges(sentence, *span)
        text = " ".join(sentence[start:end].split())
        if looks_like_person(text):
            credited = credits.misspelt(text)
            one = Named(credited or text, start, end, credited is not None)
            if credited or not (nobody(start, end) or _cast_as(sentence, start, end, found)):
                add(one)
            else:
                strangers.append(one)
    for one in (*(told.find(sentence) if told else ()), *told_first, *credits.first_names(sentence)):
        add(replace(one, credited=False))
    for start, end in single:
        inside = bool(sentence[:start].strip(_OPENING)) or sentence.startswith(_POSSESSIVE, end)
        plain = fold(sentence[start:end])
        if (
            len(plain) > 3
            and (inside or plain in singles)
            and not is_ordinary(plain)
            and plain not in _NOT_NAMES
            and _stands_alone(sentence, start, end)
            and not nobody(start, end)
        ):
            add(Named(sentence[start:end], start, end))
    return sorted(found, key=lambda one: one.start)


def named_in(sentences: Sequence[str], credits: CreditedNames, film: str = "") -> list[list[Named]]:
    """Everybody who may be named in each sentence of a review, see `people`; a name told once stands for its
    parts everywhere in the review.
    """
    found = [people(sentence, credits, film) for sentence in sentences]
    fresh = [one.name for named in found for one in named if one.name not in credits.names]
    if not fresh or len(sentences) == 1:
        return found
    told = CreditedNames([name for name in fresh if " " in name])
    singles = {fold(name) for name in fresh if " " not in name}
    return [
        people(sentence, credits, film, told, singles)
        if told.may_be_in(sentence) or any(single in fold(sentence) for single in singles)
        else before
        for sentence, before in zip(sentences, found, strict=True)
    ]


class _Words:
    """Finds any of some folded names as whole words, the longest that fits.

    An expression of all names would have to be compiled for every review, which takes longer than reading it.
    """

    def __init__(self, forms: Collection[str]) -> None:
        self._by_first: dict[str, list[str]] = {}
        for form in sorted(forms, key=len, reverse=True):
            if first := _WORD_START.match(form):
                self._by_first.setdefault(first[0], []).append(form)
        self.beginnings = self._by_first.keys()

    def find(self, text: str) -> Iterator[tuple[str, int, int]]:
        """Each name with where it starts and ends, in order, none within another."""
        if not self._by_first:
            return
        after = 0
        places = _places(text)
        known = self._by_first.keys() & places.keys()
        for start, first in sorted((start, word) for word in known for start in places[word]):
            for form in self._by_first[first] if start >= after else ():
                end = start + len(form)
                if text.startswith(form, start) and _WORD_END.match(text, end):
                    yield form, start, end
                    after = end
                    break


@lru_cache(256)  # a sentence is looked through for several lists of names
def _places(text: str) -> dict[str, list[int]]:
    """Where each word of a text begins."""
    places: dict[str, list[int]] = {}
    for word in _WORD_START.finditer(text):
        places.setdefault(word[0], []).append(word.start())
    return places


def _holds(text: str, word: str) -> bool:
    """Whether a text holds a word or several, as whole ones."""
    at = text.find(word)
    while at >= 0:
        inner = text[at - 1 : at] + text[at + len(word) : at + len(word) + 1]
        if not any(sign == "_" or sign.isalnum() for sign in inner):
            return True
        at = text.find(word, at + 1)
    return False


@lru_cache(256)  # a sentence is read again when the rest of its review has told names
def _capitalised(sentence: str) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
    """Where full names may stand, and single ones."""
    full = [match.span() for name in (_FULL_NAME, _SHOUTED_NAME) for match in name.finditer(sentence)]
    return full, [match.span() for match in _SINGLE_NAME.finditer(sentence)]


def _cast_as(sentence: str, start: int, end: int, found: Sequence[Named]) -> bool:
    """Whether brackets set a name beside a credited one, as casts are: "Gayle Sweeny (Jane Lynch)"."""
    for one in found:
        if one.credited:
            between = sentence[end : one.start] if end <= one.start else sentence[one.end : start]
            if between.strip() == "(":
                return True
    return False


def _without_edges(sentence: str, start: int, end: int) -> tuple[int, int]:
    """Leaves out of capitalised words what is no name: "Director David Lynch", "James Cagney Movies"."""
    words = sentence[start:end].split()
    opens = not sentence[:start].strip(_OPENING)
    if words[0].lower().strip(".") in _LEADING or (opens and is_ordinary(words[0].lower())):
        start = sentence.index(words[1], start + len(words[0]))  # its capital is the sentence's own
    if len(words) > 2 and words[-1].lower() in _NOT_NAMES:
        end = start + len(sentence[start : end - len(words[-1])].rstrip())
    return start, end


def looks_like_person(text: str) -> bool:
    """Whether capitalised words look like a person's name: two to four words, most of them not ordinary."""
    words = [word.strip(".,").lower() for word in text.split()]
    if not 2 <= len(words) <= 4 or any(word in _NOT_NAMES for word in words):
        return False
    ordinary = [len(word) > 1 and is_ordinary(word) for word in words]
    return words[0] not in ("the", "a", "an") and not (ordinary[0] and ordinary[-1]) and sum(ordinary) <= 1
