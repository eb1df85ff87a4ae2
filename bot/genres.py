"""Genres as people read and type them; a film, a button or a value holds the name in the corpus."""

from collections.abc import Iterable, Sequence

from index.language import later, say
from index.titles import title_key

_KNOWN = frozenset(
    {
        later("Action"), later("Adventure"), later("Animation"), later("Biography"), later("Comedy"),
        later("Crime"), later("Documentary"), later("Drama"), later("Family"), later("Fantasy"),
        later("History"), later("Horror"), later("Music"), later("Musical"), later("Mystery"),
        later("Romance"), later("Sci-Fi"), later("Sport"), later("Thriller"), later("War"), later("Western"),
    }
)  # fmt: skip
"""Those with a translation; others are shown as the corpus spells them."""


def shown(genre: str) -> str:
    """A genre's name in the language spoken."""
    return say(genre) if genre in _KNOWN else genre


def meant(typed: str, known: Iterable[str]) -> str | None:
    """Which of the known genres somebody means, by its name in the corpus or in the language spoken."""
    key = title_key(typed)
    keys = {genre: _keys(genre) for genre in known}
    for genre, names in keys.items():
        if key in names:
            return genre
    for genre, names in keys.items():
        if any(name.startswith(key) or key.startswith(name) for name in names):
            return genre
    return None


def suggested(typed: str, known: Sequence[tuple[str, int]]) -> list[tuple[str, int]]:
    """Those of the known genres, with their counts, that hold what is typed; those that begin so first."""
    key = title_key(typed)
    found = [(genre, count) for genre, count in known if any(key in name for name in _keys(genre))]
    return sorted(found, key=lambda item: not any(name.startswith(key) for name in _keys(item[0])))


def _keys(genre: str) -> tuple[str, str]:
    return title_key(genre), title_key(shown(genre))
