"""Opinions that were formed lately, each kept until what it was formed on is another."""

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable

from .types import Opinion


class OpinionCache:
    """The opinions that were asked for last, of all places together; safe from several threads."""

    def __init__(self, most: int) -> None:
        """Keeps at most so many."""
        self._most = most
        self._kept: OrderedDict[Hashable, tuple[object, Opinion]] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, asked: Hashable, formed_on: object, form: Callable[[], Opinion]) -> Opinion:
        """The opinion on what is asked: a kept one if it was formed on the same, else what `form` makes."""
        with self._lock:
            kept = self._kept.get(asked)
            if kept is not None and kept[0] == formed_on:
                self._kept.move_to_end(asked)
                return kept[1]
        opinion = form()
        with self._lock:
            self._kept[asked] = formed_on, opinion
            self._kept.move_to_end(asked)
            while len(self._kept) > self._most:
                self._kept.popitem(last=False)
        return opinion
