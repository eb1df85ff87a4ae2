"""Who is named in a sentence, and in which way: credited people, and full names that no table knows."""

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from .names import is_ordinary

_NAME_WORD = r"(?:[A-Z\u00c0-\u00de][a-z\u00df-\u00ff]+(?:[-'\u2019]?[A-Z\u00c0-\u00de][a-z\u00df-\u00ff]+)*|(?:[A-Z]\.){1,2})"
_PARTICLE = r"(?:de|del|della|di|da|du|des|le|la|van|von|der|den|ten|bin|al|y)"
_FULL_NAME = re.compile(
    rf"(?<![\w'\u2019])(?:{_NAME_WORD}\s+)(?:{_NAME_WORD}\s+|{_PARTICLE}\s+){{0,2}}{_NAME_WORD}(?:,?\s(?:Jr|Sr)\.?)?(?!\w)"
)
_COMPARES = re.compile(
    r"(?:\b(?:like|unlike|than|\u00e0 la|a la|\u00e1 la|recalls?|recalling|reminiscent of|reminds? (?:me |us |one )?of|similar to|echoes(?: of)?|"
    r"evokes?|in the (?:style|vein|manner|spirit|tradition) of|compared (?:to|with)|worthy of|shades of|homage to|influenced by|"
    r"inspired by|imitat\w+|rip-?offs? of|copy(?:ing)? of|wannabe|a poor man's|would-be|next|"
    r"another|think(?: of)?|fans? of|remember|influences? as|influenced by|such as|à la)|\bas \w+ as)\s+(?:an?\s|the\s|some\s|early\s|vintage\s|old\s|bad\s|good\s|classic\s|\S+\sby\s|)*"
    r"[\"'\u201c]?\s*$",
    re.IGNORECASE,
)
_ASIDE = re.compile(
    r"(?:\b(?:written|directed|produced|composed|played|created|penned|made|novel|book|play|story|based on \w+ \w+) (?:and \w+ )?by"
    r"|\b(?:starring|stars|featuring|with|opposite|from|of|for|to|at|on|about|author|and|&)|\()\s+(?:the\s|\w+ist\s|\w+or\s|\w+er\s)?$",
    re.IGNORECASE,
)
_CHARACTER_BEFORE = re.compile(
    r"\b[A-Z][\w-]+['\u2019]s?\s$|\b(?:[Cc]haracter|named|called|[Pp]resident|[Gg]eneral|[Mm]ajor)\s$"
)
_QUOTES = ("'", '"', "\u201c", "\u201d", "\u2018", "\u2019")
_AS_STYLE = re.compile(
    r"^[\"'\u201d\u2019]?(?:-?esque|-?ian\b|-?like\b|-?style\b|\s+(?:wannabe|impersonator|imitation|knock-?off|territory))",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Named:
    """Somebody named at `sentence[start:end]`; `compared` when only likened to, as in "a la David Lynch"."""

    name: str
    start: int
    end: int
    compared: bool
    credited: bool
    aside: bool = False  # named in passing: as the author of something, or behind "with" or "starring"


def fold(text: str) -> str:
    """Lower case without accents, one character for each of `text`, so that offsets stay."""
    plain = []
    for character in text:
        base = unicodedata.normalize("NFKD", character)[:1].lower()
        plain.append(base if len(base) == 1 else character)
    return "".join(plain).replace("\u2019", "'")


class CreditedNames:
    """The credits of one film, ready to be found in its reviews."""

    def __init__(self, credits: Sequence[str]) -> None:
        """`credits`: full names as the film's table writes them; empty ones are ignored."""
        names = list(dict.fromkeys(" ".join(name.split()) for name in credits if name.strip()))
        surnames = Counter(fold(name).split()[-1] for name in names)
        self._by_key: dict[str, str] = {}
        keys: list[str] = []
        for name in names:
            folded = fold(name)
            parts = folded.split()
            forms = {folded, f"{parts[0]} {parts[-1]}"}
            if len(parts) > 1 and surnames[parts[-1]] == 1 and len(parts[-1]) > 2:
                forms.add(parts[-1])
                if len(parts) > 2 and parts[-2] in _PARTICLE[3:-1].split("|"):
                    forms.add(" ".join(parts[-2:]))
            for form in forms:
                self._by_key.setdefault(form, name)
            keys += sorted(forms)
        keys.sort(key=len, reverse=True)
        self._pattern = (
            re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, keys))})(?!\w)(?!-[a-z])") if keys else None
        )

    def find(self, sentence: str) -> list[tuple[str, int, int]]:
        """(name, start, end) of every credited person in the sentence, in order.

        A single word must be written with a capital; one that is also an ordinary word ("Grant" is not,
        "Stone" is) must not begin the sentence, unless somebody's possession.
        """
        if self._pattern is None:
            return []
        found = []
        for match in self._pattern.finditer(fold(sentence)):
            written = sentence[match.start() : match.end()]
            if not written[0].isupper():
                continue
            if " " not in match[0]:
                first = not sentence[: match.start()].strip(" \"'(\u201c")
                if (
                    first
                    and is_ordinary(match[0])
                    and sentence[match.end() : match.end() + 1] not in "'\u2019"
                ) or (written.isupper() and is_ordinary(match[0])):
                    continue
                before = re.search(rf"({_NAME_WORD})\s$", sentence[: match.start()])
                if before and not is_ordinary(before[1].lower()):
                    continue  # "Cary Grant" is not the credited Hugh Grant
            found.append((self._by_key[match[0]], match.start(), match.end()))
        return found


def people(sentence: str, credits: CreditedNames, film: str | None = None) -> list[Named]:
    """Everybody named in a sentence, in order: credited people first, else names of two to four words.

    A name that no table knows counts when it looks like a person's: capitalised words of which not all are
    ordinary words, and not part of the film's own title.
    """
    credited = credits.find(sentence)
    taken = [(start, end) for _, start, end in credited]
    found = [Named(n, s, e, _compared(sentence, s, e), True, _aside(sentence, s)) for n, s, e in credited]
    title = fold(film or "")
    for match in _FULL_NAME.finditer(sentence):
        start, end = match.span()
        text = match[0]
        first = text.split()[0]
        if not sentence[:start].strip(" \"'(\u201c") and is_ordinary(first.lower()):
            # The sentence's own capital: "Director David Lynch", "When Harry Met Sally".
            start += len(first) + 1
            text = sentence[start:end].lstrip()
        if any(start < stop and begin < end for begin, stop in taken) or not looks_like_person(text):
            continue
        if _CHARACTER_BEFORE.search(sentence, 0, start) or _is_quoted(sentence, start, end):
            continue
        if title and fold(text) in title:
            continue
        compared, aside = _compared(sentence, start, end), _aside(sentence, start)
        found.append(Named(" ".join(text.split()), start, end, compared, False, aside))
    return sorted(found, key=lambda named: named.start)


def looks_like_person(text: str) -> bool:
    """Whether capitalised words look like a person's name: two to four, mostly no ordinary words."""
    words = [word for word in re.split(r"\s+", text) if word]
    if not 2 <= len(words) <= 4:
        return False
    plain = [word.strip(".,").lower() for word in words]
    ordinary = [is_ordinary(word) and len(word) > 1 for word in plain]
    if ordinary[0] and ordinary[-1]:
        return False
    return not any(word in _NOT_NAMES for word in plain) and sum(ordinary) <= 1


_NOT_NAMES = frozenset(
    ["mr", "mrs", "ms", "miss", "dr", "doctor", "sir", "lord", "lady", "king", "queen", "prince", "princess", "captain", "detective", "officer", "agent", "uncle", "aunt", "father", "mother", "sister", "brother", "santa", "saint", "st", "street", "avenue", "new", "north", "south", "east", "west", "los", "las", "san", "york", "city", "hollywood", "america", "american", "british", "french", "italian", "german", "japanese", "chinese", "english", "russian", "university", "school", "award", "awards", "academy", "oscar", "festival", "studio", "studios", "pictures", "entertainment", "films", "movie", "movies", "film", "channel", "war", "world", "day", "night", "dvd", "tv", "imdb", "christmas", "halloween", "paris", "london", "earth", "god", "jesus", "disney", "pixar", "hbo", "bbc", "netflix", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "january", "february", "march", "april", "june", "july", "august", "september", "october", "november", "december", "united", "states", "kingdom", "century", "star", "wars", "trek"]
)


def _is_quoted(sentence: str, start: int, end: int) -> bool:
    """Whether the words stand alone in quotation marks, as titles do."""
    return sentence[start - 1 : start] in _QUOTES and sentence[end : end + 1] in _QUOTES and start > 0


def _aside(sentence: str, start: int) -> bool:
    return bool(_ASIDE.search(sentence, 0, start))


def _compared(sentence: str, start: int, end: int) -> bool:
    before = sentence[max(0, start - 60) : start]
    return bool(_COMPARES.search(before) or _AS_STYLE.match(sentence[end : end + 16]))
