"""The measures that the quality bench prints."""

from collections import Counter
from collections.abc import Hashable, Iterable, Sequence, Set
from typing import Any

import numpy as np
import numpy.typing as npt

BINS = 10


def verdicts(shares: npt.ArrayLike, labels: Sequence[int]) -> dict[str, Any]:
    """Accuracy and expected calibration error (Guo et al. 2017, ten bins) of shares positive."""
    p, y = np.asarray(shares, dtype=np.float64), np.array(labels)
    place = np.minimum((p * BINS).astype(int), BINS - 1)
    error = sum(
        abs(p[place == one].mean() - y[place == one].mean()) * (place == one).sum()
        for one in set(place.tolist())
    )
    accuracy = round(float(((p >= 0.5) == y).mean()), 4)
    return {"n": len(y), "accuracy": accuracy, "calibration error": round(float(error) / len(y), 4)}


def f1(gold: int, found: int, both: int) -> float:
    """Harmonic mean of precision and recall, from counts; 1 where there was nothing to find."""
    return round(2 * both / (gold + found), 3) if gold + found else 1.0


def macro_f1(pairs: Iterable[tuple[str, str]], classes: Sequence[str]) -> dict[str, float]:
    """F1 of each class and their mean, from (gold, found)."""
    confusion = Counter(pairs)
    each = {
        one: f1(
            sum(n for (g, _), n in confusion.items() if g == one),
            sum(n for (_, f), n in confusion.items() if f == one),
            confusion[one, one],
        )
        for one in classes
    }
    return {"macro": round(sum(each.values()) / len(each), 3), **each}


def micro_f1(pairs: Iterable[tuple[Set[Hashable], Set[Hashable]]]) -> float:
    """F1 over all items of all (gold, found) sets."""
    listed = list(pairs)
    return f1(
        sum(len(g) for g, _ in listed), sum(len(f) for _, f in listed), sum(len(g & f) for g, f in listed)
    )
