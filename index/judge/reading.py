"""A sentence with the log-odds of its parts: what is said just there, or else around there."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ..types import Polarity

Part = tuple[int, int]
"""Start and end of a part of a sentence."""

CLEAR = 0.5
"""Log-odds from which a part of a sentence speaks for itself; below, the larger part around it decides."""


@dataclass(frozen=True, slots=True)
class Reading:
    """`positive`: log-odds of the whole sentence; `parts`: of parts of it, by their text.

    `lean` is what the rest of the review adds to each of them: it helps to tell which way an opinion goes,
    but makes no opinion.
    """

    text: str
    positive: float
    parts: Mapping[str, float]
    lean: float = 0.0

    def bare(self, part: Part) -> float:
        """Log-odds of a part by itself; those of the sentence where nobody scored the part."""
        return self.parts.get(self.text[part[0] : part[1]], self.positive)

    def local(self, parts: Sequence[Part], topic: str = "") -> float:
        """Log-odds of the smallest of the parts (inner to outer) that is clear, else of the sentence.

        What `topic`, a word like "script", weighs by itself is taken off: it says nothing of this script.
        """
        own = self.parts.get(topic, 0.0) if topic else 0.0
        for part in parts:
            said = self.bare(part) + self.lean - own
            if abs(said) >= CLEAR:
                return said
        return self.positive + self.lean


def join(values: Sequence[float]) -> Polarity:
    """One polarity for all that is said of one thing: "mixed" when it is contradictory."""
    good, bad = max(values) > 0, min(values) < 0
    return "mixed" if good and bad else "pos" if good else "neg"
