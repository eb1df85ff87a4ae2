"""What a ranking is asked for: from the options of a command, from a button, from plain words."""

import re
from dataclasses import replace

from index.language import later
from index.types import Criteria

from .errors import Told
from .understanding.wishes import Wish

NO_YEAR = later("Please give a year such as 2002, or a range such as 1999-2002.")
MOST = 10
"""Films on a page."""
_YEAR = re.compile(
    r"(?P<since>(?:18|19|20)\d\d)?(?P<to>\s*(?:-|\u2013|to|\.\.)\s*)?(?P<until>(?:18|19|20)\d\d)?"
)


def of_wish(wish: Wish | None) -> Criteria:
    """What plain words wish for as criteria."""
    if wish is None:
        return Criteria()
    aspect = wish.aspect if wish.aspect != "overall" else None
    return Criteria(
        wish.worst, aspect, wish.genres, wish.since, wish.until, wish.person, wish.reviews,
        min(wish.count or MOST, MOST),
    )  # fmt: skip


def years(text: str) -> tuple[int | None, int | None]:
    """The first and the last year of "2002", "1999-2002", "1999-" or "-2002".

    Raises:
        Told: it is none of these.
    """
    found = _YEAR.fullmatch(text.strip())
    if found is None or not (found["since"] or found["until"]):
        raise Told(NO_YEAR)
    since = int(found["since"]) if found["since"] else None
    until = int(found["until"]) if found["until"] else None
    if not found["to"]:
        if since is not None and until is not None:
            raise Told(NO_YEAR)
        return since or until, since or until
    return (until, since) if since and until and since > until else (since, until)


def packed(criteria: Criteria) -> str:
    """What a button keeps of criteria besides the side and the aspect."""
    numbers = (
        criteria.minimum, criteria.count, criteria.since, criteria.until,
        criteria.person.id if criteria.person else None,
    )  # fmt: skip
    told = ",".join("" if number is None else str(number) for number in numbers)
    return f"{told};{'+'.join(criteria.genres)}"


def unpacked(text: str) -> tuple[Criteria, int | None]:
    """The inverse of `packed`: the criteria without the person, and that person's number.

    Raises:
        ValueError: the text was not made here.
    """
    told, semicolon, genres = text.partition(";")
    numbers = told.split(",")
    if not semicolon or len(numbers) != 5 or not all(n == "" or n.isdecimal() for n in numbers):
        raise ValueError("not criteria")
    minimum, count, since, until, person = (int(n) if n else None for n in numbers)
    named = tuple(genre for genre in genres.split("+") if genre)
    criteria = Criteria(genres=named, since=since, until=until, minimum=minimum)
    return replace(criteria, count=max(1, min(count or MOST, MOST))), person
