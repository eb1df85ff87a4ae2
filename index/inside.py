"""Finds keys by letters inside their beginnings: where the first letters are mistyped, those are right."""

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

_STARTS = (1, 2, 3)
_BITS = 21  # of a letter's code point


class Inside:
    """Where in a list of keys three letters stand behind the first, the second or the third one."""

    def __init__(self, keys: Sequence[str]) -> None:
        """Sorts the pieces of all keys; hundredths of a second for 100,000."""
        letters = np.array(keys, dtype="U6").view(np.uint32).reshape(-1, 6).astype(np.int64)
        self._pieces: dict[int, tuple[NDArray[np.int64], NDArray[np.int32]]] = {}
        for start in _STARTS:
            first, second, third = letters[:, start : start + 3].T
            codes = first << 2 * _BITS | second << _BITS | third
            order = np.argsort(codes, kind="stable").astype(np.int32)
            self._pieces[start] = codes[order], order

    def near(self, typed: str) -> list[int]:
        """Places of the keys that have the third to fifth letter of `typed` there or a place beside."""
        return list(dict.fromkeys(place for piece in (typed[2:5], typed[3:6]) for place in self._at(piece)))

    def behind_two(self, pair: str) -> list[int]:
        """Places of the keys whose third and fourth letter these are, in their order."""
        code = _code(pair)
        places: list[int] = np.sort(self._between(2, code, code + (1 << _BITS))).tolist()
        return places

    def _at(self, piece: str) -> Iterator[int]:
        code = _code(piece)
        found = [self._between(start, code, code + 1) for start in _STARTS]
        yield from np.unique(np.concatenate(found)).tolist()

    def _between(self, start: int, low: int, high: int) -> NDArray[np.int32]:
        codes, order = self._pieces[start]
        first, last = np.searchsorted(codes, (low, high))
        return order[first:last]


def _code(piece: str) -> int:
    """Up to three letters as a number; keys that end before the third have nothing there."""
    first, second, third = (ord(letter) for letter in piece.ljust(3, "\0"))
    return first << 2 * _BITS | second << _BITS | third
