"""What a ranking or a recommendation is to hold: best or worst, the aspect, genre, years, how many."""

import re
from dataclasses import dataclass, replace
from typing import Literal

from index.types import Aspect, Person

from .phrases import either

Ranked = Literal["films", "actors", "directors"]

MOST = 25
"""More than so many are never listed."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What is asked for of the corpus. What nobody said is None, empty or False.

    `genres` are spelt as films spell them; `since` and `until` are years that count themselves. `aspect` is
    ranked by; `person` is somebody whose films are meant. `count` is how many, `reviews` how many reviews at
    least each is to have. `ranked` tells films from people: "which actor is praised most".
    """

    worst: bool = False
    aspect: Aspect | None = None
    genres: tuple[str, ...] = ()
    since: int | None = None
    until: int | None = None
    person: Person | None = None
    count: int | None = None
    reviews: int | None = None
    ranked: Ranked = "films"

    @property
    def narrow(self) -> bool:
        """Whether it leaves out any film of the corpus."""
        return bool(self.genres or self.since or self.until or self.person or self.reviews)


_GENRES: dict[str, re.Pattern[str]] = {
    "Action": either(r"\baction\b", r"\bmartial[- ]arts?\b", r"\bkung[- ]?fu\b"),
    "Adventure": either(r"\badventures?\b"),
    "Animation": either(r"\banimat(?:ion|ions|ed)\b", r"\bcartoons?\b", r"\banimes?\b"),
    "Biography": either(r"\bbiograph(?:y|ies|ical)\b", r"\bbiopics?\b"),
    "Comedy": either(r"\bcomed(?:y|ies|ic)\b", r"\brom-?coms?\b", r"\bcomedia\b"),
    "Crime": either(r"\bcrime\b", r"\bgangsters?\b", r"\bmafia\b", r"\bmob\b", r"\bheists?\b", r"\bnoirs?\b"),
    "Documentary": either(r"\bdocumentar(?:y|ies)\b", r"\bdocus?\b", r"\bdocs?\b"),
    "Drama": either(r"\bdramas?\b", r"\btear-?jerkers?\b"),
    "Family": either(r"\bfamily\b", r"\bkids'?\b", r"\bchildren(?:'s)?\b"),
    "Fantasy": either(r"\bfantas(?:y|ies)\b"),
    "History": either(r"\bhistor(?:y|ical)\b", r"\bperiod (?:piece|film|movie"
                                               r"|drama)s?\b", r"\bcostume dramas?\b"),
    "Horror": either(r"\bhorrors?\b", r"\bslashers?\b", r"\bzombies?\b", r"\bvampires?\b"),
    "Music": either(r"\bconcert\b", r"\bmusic (?:film|movie|documentar)\w*\b"),
    "Musical": either(r"\bmusicals?\b"),
    "Mystery": either(r"\bmyster(?:y|ies)\b", r"\bwhodunn?its?\b", r"\bdetectives?\b"),
    "Romance": either(r"\bromanc(?:e|es)\b", r"\bromantic\b", r"\brom-?coms?\b", r"\blove stor(?:y|ies)\b"),
    "Sci-Fi": either(r"\bsci-?\s?fi\b", r"\bscience[- ]fiction\b", r"\bsf\b"),
    "Sport": either(r"\bsports?\b"),
    "Thriller": either(r"\bthrillers?\b"),
    "War": either(r"\bwar\b", r"\bww2\b"),
    "Western": either(r"\bwesterns?\b"),
}
_WORST = either(
    r"\bworst\b",
    r"\b(?:(?<!at )least|lowest|weakest|poorest|dullest|dumbest|flops?|turkeys?|stinkers?|crappiest|trashiest"
    r"|lamest)\b",
    r"\bmost (?:boring|hated|disliked|disappointing|overrated|terrible|awful|tedious|panned|predictable)\b",
    r"\b(?:terrible|awful|garbage|trash|rubbish|hated|panned)\b",
    r"\bslowest\b|\bbottom \w+\b",
)
_BEST = either(r"\b(?:best|top|greatest|finest|highest|most|\w{3,}iest)\b")
_BOTH = re.compile(r"\bworst to best\b|\bfrom worst\b", re.IGNORECASE)
_NUMBERS = {
    word: number
    for number, word in enumerate(
        re.findall(r"\w+", "one two three four five six seven eight nine ten eleven twelve"), 1
    )
} | {"a dozen": 12, "dozen": 12, "fifteen": 15, "twenty": 20, "couple": 2}
_NUMBER = rf"(?P<count>\d{{1,3}}|{'|'.join(_NUMBERS)})"
_COUNTS = (
    re.compile(rf"\b(?:top|best|worst|bottom|first|give me|list|name"
               rf"|show(?: me)?) (?:the )?{_NUMBER}\b(?!['’]?s)", re.I),
    re.compile(
        rf"\b(?<!part )(?<!episode ){_NUMBER} (?:\w+ ){{0,2}}?(?:best|worst|greatest|funniest|scariest|most"
        rf"|top|\w+est)\b", re.I
    ),
    re.compile(rf"\b(?<!part )(?<!episode ){_NUMBER} (?:\w+ )?(?:films|movies|flicks|pictures"
               rf"|titles)\b", re.I),
)
_LEAST_REVIEWS = re.compile(
    r"\b(?:(?:at least|minimum(?: of)?|min\.?|more than|over|>=?) ?(?P<least>\d{1,4})\+? (?:reviews?"
    r"|critics?|ratings?)"
    r"|(?P<plus>\d{1,4}) ?(?:\+|or more) (?:reviews?|critics?|ratings?))",
    re.IGNORECASE,
)
_YEAR = r"((?:18|19|20)\d\d)"
_BETWEEN = re.compile(rf"\b(?:from |between |in )?{_YEAR} ?(?:to|and|until|till|through|-"
                      rf"|–) ?{_YEAR}\b", re.I)
_SINCE = re.compile(rf"\b(?:since|after|newer than|from) {_YEAR}(?: (?:on|onwards?)\b)?", re.I)
_UNTIL = re.compile(rf"\b(?:before|until|till|up to|older than) {_YEAR}\b", re.I)
_ONE_YEAR = re.compile(rf"\b{_YEAR}(?!s\b)(?:'s|’s)?(?!\w)")
_DECADE = re.compile(
    r"\b(?P<century>18|19|20)?(?P<tens>\d)0['’]?s\b|\b(?P<word>twenties|thirties|forties|fifties|sixties"
    r"|seventies"
    r"|eighties|nineties|noughties|aughts)\b",
    re.IGNORECASE,
)
_DECADES = {
    "twenties": 1920, "thirties": 1930, "forties": 1940, "fifties": 1950, "sixties": 1960,
    "seventies": 1970, "eighties": 1980, "nineties": 1990, "noughties": 2000, "aughts": 2000,
}  # fmt: skip
_ACTORS = either(
    r"\b(?:which|what|best|worst|top|greatest|favou?rite|most \w+|least \w+)(?: \w+)? (?:actor|actress"
    r"|performer|star)s?\b",
    r"\bwho (?:acts|acted|performs|gives|gave|plays|is the (?:best|worst|most \w+) (?:actor|actress))\b",
)
_DIRECTORS = either(r"\b(?:which|what|best|worst|top|greatest|favou?rite|most \w+"
                    r"|least \w+)(?: \w+)? (?:director|film-?maker)s?\b")


def wish_in(
    words: str,
    aspects: tuple[Aspect, ...] = (),
    people: tuple[Person, ...] = (),
    ranking: bool = True,
    before: Wish | None = None,
) -> Wish:
    """What words wish for; take titles and names out of them first, and say whom and what they name.

    A recommendation (`ranking` false) never asks for the worst. What is left unsaid is taken from `before`,
    the wish that this one goes on with: "and for 2001?".
    """
    since, until = years_in(words)
    least = _LEAST_REVIEWS.search(words)
    counted = words[: least.start()] + words[least.end() :] if least else words
    wish = Wish(
        worst=ranking and not _BOTH.search(words) and _WORST.search(words) is not None,
        aspect=aspects[0] if aspects else None,
        genres=genres_in(words),
        since=since,
        until=until,
        person=people[0] if people else None,
        count=_count(counted),
        reviews=int(least["least"] or least["plus"]) if least else None,
        ranked="directors" if _DIRECTORS.search(words) else "actors" if _ACTORS.search(words) else "films",
    )
    return wish if before is None else _going_on(wish, before, words)


def _going_on(wish: Wish, before: Wish, words: str) -> Wish:
    dated = wish.since is not None or wish.until is not None
    sided = wish.worst or _BEST.search(words) is not None
    return replace(
        wish,
        worst=wish.worst if sided else before.worst,
        aspect=wish.aspect or (None if sided else before.aspect),
        genres=wish.genres or before.genres,
        since=wish.since if dated else before.since,
        until=wish.until if dated else before.until,
        count=wish.count or before.count,
        reviews=wish.reviews or before.reviews,
        ranked=wish.ranked if wish.ranked != "films" else before.ranked,
    )


def genres_in(words: str) -> tuple[str, ...]:
    """The genres that words name, in their order there."""
    found = [(match.start(), genre) for genre, p in _GENRES.items() if (match := p.search(words))]
    return tuple(genre for _, genre in sorted(found))


def years_in(words: str) -> tuple[int | None, int | None]:
    """The first and the last year that words speak of; (None, None) when they speak of none."""
    if found := _BETWEEN.search(words):
        first, last = sorted((int(found[1]), int(found[2])))
        return first, last
    if found := _DECADE.search(words):
        if found["word"]:
            first = _DECADES[found["word"].lower()]
        else:
            tens = int(found["tens"]) * 10
            first = int(found["century"] or (20 if tens < 20 else 19)) * 100 + tens
        return first, first + 9
    if found := _UNTIL.search(words):
        return None, int(found[1]) - found[0].lower().startswith(("before", "older"))
    if (found := _SINCE.search(words)) and (not found[0].lower().startswith("from") or "on" in found[0][9:]):
        return int(found[1]) + found[0].lower().startswith(("after", "newer")), None
    if found := _ONE_YEAR.search(words):
        return int(found[1]), int(found[1])
    return None, None


def _count(words: str) -> int | None:
    for pattern in _COUNTS:
        if found := pattern.search(words):
            number = found["count"].lower()
            count = int(number) if number.isdigit() else _NUMBERS[number]
            if 0 < count < 1000:
                return min(count, MOST)
    return None
