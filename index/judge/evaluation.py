"""Whether a sentence evaluates the film, and which way: for, against, of two minds, or not at all."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ..types import Judgement, Polarity
from .clauses import Clause

_FIRST_PERSON = re.compile(
    r"\b(?:i|we)(?:'ve| have|'d| would| must| can)? (?:\w+ly )?(?:lov|lik|enjoy|hat|dislik|ador|recommend|admir|appreciat)\w*"
    r"|\b(?:i|we) (?:was|were|am) (?:\w+ )?(?:bored|moved|touched|impressed|disappointed|surprised|blown away|hooked)\b",
    re.IGNORECASE,
)
_RATING = re.compile(r"\b(?:10|[0-9])(?:\.\d)?\s?(?:/|out of)\s?(?:10|5|4)\b|\*{2,}|\b(?:one|two|three|four|five|\d) stars?\b", re.IGNORECASE)
_ASIDE = re.compile(
    r"\b(?:i|you|people|critics|many|some|others) (?:\w+ )?(?:usually|normally|generally|typically|expected|thought (?:it|this) "
    r"(?:would|was going)|said|say|claim)\b|\bnot (?:usually|normally|generally|a (?:big |huge )?fan)\b|\b(?:was|were) expecting\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Evidence:
    """What speaks for an evaluation. Log-odds: `positive` and `evaluates` of the sentence, one a clause."""

    positive: float
    evaluates: float
    clauses: Sequence[float]


def evaluates(sentence: str, evidence: Evidence) -> bool:
    """Whether the sentence evaluates something rather than tells plot or facts."""
    strongest = max((abs(z) for z in (evidence.positive, *evidence.clauses)), default=0.0)
    sure = bool(_FIRST_PERSON.search(sentence) or _RATING.search(sentence))
    return -1.5 + 0.5 * evidence.evaluates + 0.8 * min(strongest, 4.0) + 1.5 * sure > 0


def judgement(sentence: str, parts: Sequence[Clause], evidence: Evidence) -> Judgement:
    """The opinion of a sentence: "mixed" when its clauses contradict each other."""
    if not evaluates(sentence, evidence):
        return "none"
    scored = [
        (z, part.turns)
        for part, z in zip(parts, evidence.clauses, strict=True)
        if not _ASIDE.search(sentence[part.start : part.end])
    ]
    good, bad = max(scored, default=(0.0, False)), min(scored, default=(0.0, False))
    needed = 0.7 if good[1] or bad[1] else 1.8
    if good[0] > needed and bad[0] < -needed:
        return "mixed"
    return polarity(evidence.positive)


def polarity(log_odds: float) -> Polarity:
    """The side that log-odds are on."""
    return "pos" if log_odds > 0 else "neg"
