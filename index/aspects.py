"""Which of the eight aspects a sentence evaluates, and how."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import cast

from .judge.clauses import Clause, clause_at, piece
from .judge.terms import HEADING, TERM
from .types import Aspect, Polarity

LogOdds = Callable[[int, int], float]
"""Start and end of a part of the sentence in, its log-odds of being positive out."""

CLEAR = 0.6
"""Log-odds from which a part of a sentence speaks for itself; below, the larger part around it decides."""


@dataclass(frozen=True, slots=True)
class Term:
    """A word for an aspect at `sentence[start:end]`; `piece` and `clause` are the parts around it."""

    aspect: Aspect
    start: int
    end: int
    piece: tuple[int, int]
    clause: tuple[int, int]


def terms(sentence: str, parts: Sequence[Clause]) -> list[Term]:
    """The words of a sentence that name an aspect, in order."""
    found = []
    for match in TERM.finditer(sentence):
        clause = clause_at(list(parts), match.start())
        around = piece(sentence, clause, match.start(), match.end())
        found.append(
            Term(cast(Aspect, match.lastgroup), match.start(), match.end(), around, (clause.start, clause.end))
        )
    return found


def heading(sentence: str) -> Aspect | None:
    """The aspect of a sentence like "Photography: the light is beautiful"."""
    match = HEADING.match(sentence)
    return cast(Aspect, match.lastgroup) if match else None


def local(log_odds: LogOdds, sentence: tuple[int, int], around: Sequence[tuple[int, int]]) -> float:
    """The log-odds of the smallest of the parts (inner to outer) that is clear, else of the sentence."""
    for start, end in around:
        value = log_odds(start, end)
        if abs(value) >= CLEAR:
            return value
    return log_odds(*sentence)


def join(values: Sequence[float]) -> Polarity:
    """One polarity for all mentions of an aspect or person: "mixed" when they contradict each other."""
    good, bad = max(values) > 0, min(values) < 0
    return "mixed" if good and bad else "pos" if good else "neg"


def aspects(
    sentence: str, found: Sequence[Term], log_odds: LogOdds, headed: Aspect | None
) -> dict[Aspect, Polarity]:
    """The aspects that an evaluating sentence evaluates.

    `headed` is the heading the sentence stands under, if any. A sentence that evaluates but names no aspect
    is about the film as a whole.
    """
    whole = (0, len(sentence))
    values: dict[Aspect, list[float]] = {}
    for term in found:
        values.setdefault(term.aspect, []).append(local(log_odds, whole, (term.piece, term.clause)))
    if headed and headed not in values:
        values[headed] = [log_odds(*whole)]
    if not values:
        values["overall"] = [log_odds(*whole)]
    return {aspect: join(found) for aspect, found in values.items()}
