"""Ids for the reviews of a source, the same with every reading of it."""

from collections import Counter

from .types import Review


class ReviewIds:
    """Ids for the reviews of one reading of a source, no two alike: its own, else made of the content."""

    def __init__(self, source: str) -> None:
        """`source`: the name under which the source is stored."""
        self.source = source
        self._told: set[tuple[str, bytes]] = set()
        self._given: set[str] = set()
        self._repeats: Counter[str] = Counter()

    def of(self, review: Review, hash: bytes) -> str:
        """The review's id; empty for a row that repeats another to the letter, id included.

        Two rows without ids may well say the same words: both count, told apart by their number.
        """
        if review.id:
            if (review.id, hash) in self._told:
                return ""
            self._told.add((review.id, hash))
        return self._unused(review.id or f"{self.source}-{hash.hex()[:12]}")

    def apart(self, id: str) -> str:
        """The id for a review whose own is that of another source's."""
        return self._unused(f"{self.source}:{id}")

    def _unused(self, id: str) -> str:
        free = id
        while free in self._given:
            self._repeats[id] += 1
            free = f"{id}#{self._repeats[id] + 1}"
        self._given.add(free)
        return free
