"""How often each of many did something lately. Held in memory only, bounded, and forgotten after a while."""

import time
from collections import OrderedDict
from collections.abc import Callable

KEPT = 20_000  # of whom it is known at a time; beyond, who began first begins anew


class Rates:
    """Counts what each does within spans of time: a span begins with the first and holds so many."""

    def __init__(
        self, most: int, seconds: float, kept: int = KEPT, clock: Callable[[], float] = time.monotonic
    ) -> None:
        """`most` within `seconds` for each; `clock` tells seconds that only grow."""
        self._most, self._seconds, self._kept, self._clock = most, seconds, kept, clock
        self._spans: OrderedDict[int, tuple[float, int]] = OrderedDict()  # in the order of their beginnings

    def __len__(self) -> int:
        """Of how many something is known."""
        return len(self._spans)

    def is_full(self, key: int) -> bool:
        """Whether as many are counted as there may be."""
        self._forget()
        return self._spans.get(key, (0.0, 0))[1] >= self._most

    def take(self, key: int) -> bool:
        """Counts one more; false, and nothing is counted, when there are as many as there may be."""
        if self.is_full(key):
            return False
        began, count = self._spans.get(key, (self._clock(), 0))
        self._spans[key] = began, count + 1
        return True

    def _forget(self) -> None:
        over = self._clock() - self._seconds
        while self._spans and (len(self._spans) > self._kept or next(iter(self._spans.values()))[0] <= over):
            self._spans.popitem(last=False)
