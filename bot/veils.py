"""Which words stand behind spoiler bars, and what a server wants done with them; cards only draw them."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from index.spoilers import gives_away, giving_away

from .servers import SpoilerHandling

__all__ = ["barred", "drops", "gives_away", "giving_away", "handling", "shows", "veil"]

LEFT_OUT = "[…]"

_handling: ContextVar[SpoilerHandling] = ContextVar("spoilers", default="hide")


@contextmanager
def handling(spoilers: SpoilerHandling) -> Iterator[None]:
    """Treats spoilers this way meanwhile; of this thread or task only."""
    before = _handling.set(spoilers)
    try:
        yield
    finally:
        _handling.reset(before)


def drops() -> bool:
    """Whether words that give away the end are left out altogether."""
    return _handling.get() == "drop"


def shows() -> bool:
    """Whether words that give away the end are shown like all others."""
    return _handling.get() == "show"


def veil(shown: str) -> str:
    """Markdown that gives away the end, as the server wants it: behind bars, left out, or as it is."""
    how = _handling.get()
    if how != "hide":
        return LEFT_OUT if how == "drop" else shown
    return barred(shown)


def barred(shown: str) -> str:
    """Markdown behind spoiler bars."""
    # Discord closes at the first two bars, be the first of them an escaped one.
    return f"||{shown}\u200b||" if shown.endswith("|") else f"||{shown}||"
