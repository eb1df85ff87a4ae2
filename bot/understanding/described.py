"""Films that are told by who is in them and a word or two: "that kenneth branagh movie about the dog"."""

import re
from collections.abc import Iterator, Sequence
from itertools import product

from index.names import CHAT, FUNCTION_WORDS, ordinary_words
from index.titles import fold, key_words
from index.types import Film, Person

from .naming import Names

_MOST_WAYS = 40  # of telling who is meant by several surnames
_TOO_COMMON = 150  # rank up to which a word of a title tells nothing
_DESCRIBES = re.compile(
    r"\b(?:one|films?|movies?|flicks?|pictures?|vehicle|thing|comedy|thriller|drama|romcom|musical|horror"
    r"|where|as (?:a|an|the))\b",
    re.IGNORECASE,
)


def described(
    words: str, groups: Sequence[Sequence[Person]], names: Names
) -> tuple[Film, tuple[Person, ...]] | None:
    """The only film that people named in `words` share, or the one of theirs whose title the words hint at.

    `groups` holds for each of them who may be meant. None when nothing is described or several films fit.
    """
    if not groups or not _DESCRIBES.search(words):
        return None
    fitting: dict[str, tuple[Film, tuple[Person, ...]]] = {}
    for ways, people in enumerate(product(*groups)):
        if ways >= _MOST_WAYS:
            return None
        for film in _shared(people, names):
            fitting.setdefault(film.id, (film, people))
    if len(fitting) == 1 and len(groups) > 1:
        return next(iter(fitting.values()))
    said = {_stem(key) for key, _, _ in key_words(words)}
    hints = {film_id: len(said.intersection(_telling(film.title))) for film_id, (film, _) in fitting.items()}
    most = max(hints.values(), default=0)
    best = [film_id for film_id, count in hints.items() if count == most]
    return fitting[best[0]] if most and len(best) == 1 else None


def _shared(people: Sequence[Person], names: Names) -> Iterator[Film]:
    for film_id in people[0].films:
        if all(film_id in person.films for person in people[1:]) and (film := names.film(film_id)):
            yield film


def _telling(title: str) -> set[str]:
    """The words of a title that few sentences hold by chance."""
    ranks = ordinary_words()
    return {
        _stem(key)
        for key, _, _ in key_words(title)
        if len(key) > 2
        and key not in FUNCTION_WORDS
        and key not in CHAT
        and ranks.get(key, _TOO_COMMON) >= _TOO_COMMON
    }


def _stem(key: str) -> str:
    """A word as it is written here and there: "neighbours" and "neighbor's" are one."""
    return fold(key).removesuffix("s").replace("our", "or")
