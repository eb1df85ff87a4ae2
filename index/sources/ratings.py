"""Stars and labels as people write them, and the scale of a column of bare numbers."""

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from ..types import Polarity

# The American grade points, with 4.3 for A+. On 1,315 critics' quotes that carry a grade and a verdict, the
# line at 60 % then falls where the critics' own does: B- and above are for the film (564 of 576), C+ and
# below against it (714 of 739).
_GRADE_POINTS = {"A": 4.0, "B": 3.0, "C": 2.0, "D": 1.0, "F": 0.0}
_BEST_GRADE = 4.3

_MOST = 1e300
_NUMBER = r"(\d{1,4}(?:[.,]\d{1,4})?|[.,]\d{1,4})"
_BARE = re.compile(_NUMBER)
_OF = re.compile(
    rf"{_NUMBER}\s*(?:stars?|points?)?\s*(?:/|out\s+of|of)\s*{_NUMBER}(?:\s*(?:stars?|points?))?"
)
_PERCENT = re.compile(rf"{_NUMBER}\s*(?:%|percent|per cent)")
_STARS = re.compile(rf"{_NUMBER}\s*-?\s*stars?")
_GRADE = re.compile(r"([a-df])\s*(\+|-|−|plus|minus)?")
_SIGNS = re.compile(r"([★⭐*]*)(½|1/2)?([☆]*)")
_HALF = re.compile(r"(\d)\s*½|(\d)[\s-]+1/2|½")

_LABELS: Mapping[str, Polarity] = {
    **dict.fromkeys(
        (
            "positive",
            "pos",
            "fresh",
            "certified fresh",
            "thumbs up",
            "up",
            "good",
            "recommended",
            "true",
            "yes",
        ),
        "pos",
    ),
    **dict.fromkeys(
        ("negative", "neg", "rotten", "thumbs down", "down", "bad", "not recommended", "false", "no"), "neg"
    ),
    **dict.fromkeys(("mixed", "neutral"), "mixed"),
}


def bare_number(value: object) -> float | None:
    """The number in a cell that holds nothing else, else None."""
    if isinstance(value, bool):
        return None
    if isinstance(value, int | float):
        return float(value) if abs(value) < _MOST else None  # neither NaN nor beyond what a float holds
    if not isinstance(value, str):
        return None
    negative, text = value.strip().startswith("-"), value.strip().removeprefix("-")
    if not _BARE.fullmatch(text):
        return None
    number = float(text.replace(",", "."))
    return -number if negative else number


def stars_of(value: object, scale: float | None) -> float | None:
    """A rating as a share of its full scale, 0 to 1; None when it can't be told.

    Understands "3/5", "7 out of 10", "85%", "3.5 stars" (of five unless `scale` says otherwise), "3 1/2",
    "★★★½", grades from A+ to F, and bare numbers, which are of `scale`: None means that nobody knows.
    """
    number = bare_number(value)
    if number is not None:
        return _share(number, scale)
    if not isinstance(value, str):
        return None
    text = _HALF.sub(lambda m: f"{m[1] or m[2] or 0}.5", value.strip().strip("'\"").casefold())
    if match := _OF.fullmatch(text):
        return _share(_float(match[1]), _float(match[2]))
    if match := _PERCENT.fullmatch(text):
        return _share(_float(match[1]), 100)
    if match := _STARS.fullmatch(text):
        return _share(_float(match[1]), scale or 5)
    if match := _BARE.fullmatch(text):
        return _share(_float(match[1]), scale)
    if match := _GRADE.fullmatch(text):
        step = {"+": 0.3, "plus": 0.3, None: 0.0}.get(match[2], -0.3)
        return min(1.0, max(0.0, _GRADE_POINTS[match[1].upper()] + step) / _BEST_GRADE)
    signs = _SIGNS.fullmatch(value.strip())
    if signs and (signs[1] or signs[2]):
        given = len(signs[1]) + (0.5 if signs[2] else 0)
        full = math.ceil(given) + len(signs[3]) if signs[3] else scale or 5
        return _share(given, full)
    return None


def label_of(value: object, numbers: Mapping[float, Polarity]) -> Polarity | None:
    """The verdict in a label column ("pos", "Fresh", "thumbs-up", True); None for a blank or anything else.

    `numbers` says what bare numbers mean there, see `ColumnSurvey.labels`.
    """
    if isinstance(value, bool):
        return "pos" if value else "neg"
    number = bare_number(value)
    if number is not None:
        return numbers.get(number)
    if not isinstance(value, str):
        return None
    return _LABELS.get(re.sub(r"[\s_-]+", " ", value.strip().casefold()))


@dataclass(slots=True)
class ColumnSurvey:
    """What all numbers of a column together tell that no single one does: fed by `add`, then asked."""

    filled: int = 0
    numbers: int = 0
    within: dict[float, int] = field(default_factory=lambda: dict.fromkeys((1.0, 5.0, 10.0, 100.0), 0))
    partial: int = 0  # numbers below 1
    distinct: set[float] = field(default_factory=set)

    def add(self, value: object) -> None:
        """Takes one cell into account."""
        if value is None or (isinstance(value, str) and not value.strip()):
            return
        self.filled += 1
        number = bare_number(value)
        if number is None:
            return
        self.numbers += 1
        self.partial += number < 1
        for limit in self.within:
            self.within[limit] += number <= limit
        if len(self.distinct) < 10:
            self.distinct.add(number)

    def scale(self) -> float | None:
        """The full scale of the bare numbers: the least of 1, 5, 10 and 100 that holds 99.5 % of them.

        None when there are none, when most cells are no bare numbers (the rest are then on as many scales
        as there are critics), or when they go beyond 100. A
        column of nothing but ones is of five.
        """
        if not self.numbers or self.numbers < 0.9 * self.filled:
            return None
        for limit, count in self.within.items():
            if count >= 0.995 * self.numbers and (limit > 1 or self.partial):
                return limit
        return None

    def labels(self) -> Mapping[float, Polarity]:
        """What numbers mean in a label column: 0/1 or -1/1, else nothing (0 to 4 are no labels)."""
        if self.distinct <= {0, 1}:
            return {0: "neg", 1: "pos"}
        return {-1: "neg", 1: "pos"} if self.distinct <= {-1, 0, 1} else {}


def _float(text: str) -> float:
    return float(text.replace(",", "."))


def _share(number: float, full: float | None) -> float | None:
    return number / full if full and 0 <= number <= full else None
