"""Sets two opinions side by side and says where they differ by more than chance."""

from typing import Literal

from .interval import Z_95, differ
from .types import ASPECTS, Aspect, Comparison, Contrast, Opinion, Tally

_Z_99 = 2.575829
"""Of several aspects looked at together one differs by chance sooner than of one: they need more evidence."""
_NOT_OF_PEOPLE: frozenset[Aspect] = frozenset({"impact", "pacing"})
"""What a film does to its audience or how long it is says little of one person in it."""


def contrasted(first: Opinion, second: Opinion, aspect: Aspect | None) -> Comparison:
    """Two opinions, both formed on `aspect` where one is given, as a comparison."""
    verdict = _contrast(aspect, _whole(first), _whole(second), (first.doubt, second.doubt), Z_95)
    told = [
        _contrast(name, first.aspects.get(name, Tally()), second.aspects.get(name, Tally()), (0, 0), _Z_99)
        for name in ASPECTS
        if name != "overall" and not (first.kind == "person" and name in _NOT_OF_PEOPLE)
    ]
    told = [one for one in told if aspect is None and any(side.total for side in one.sides)]
    told.sort(key=lambda one: (-min(s.total for s in one.sides), -sum(s.total for s in one.sides)))
    return Comparison((first, second), aspect, verdict, tuple(told))


def _whole(opinion: Opinion) -> Tally:
    return Tally(opinion.for_it, opinion.against, opinion.mixed)


def _contrast(
    aspect: Aspect | None, first: Tally, second: Tally, wrong: tuple[float, float], z: float
) -> Contrast:
    shares = (first.positive, first.total), (second.positive, second.total)
    better: Literal[0, 1] | None = None
    if differ(*shares, wrong, z):
        better = 0 if first.positive * second.total > second.positive * first.total else 1
    return Contrast(aspect, (first, second), better)
