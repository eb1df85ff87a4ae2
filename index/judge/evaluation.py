"""Whether a sentence evaluates the film, and which way: for, against, of two minds, or not at all."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from ..types import Judgement, Polarity
from .clauses import Clause

_FIRST_PERSON = re.compile(
    r"\b(?:i|we)(?:'ve| have|'d| would| must| can)? (?:\w+ly )?(?:lov|lik|enjoy|hat|dislik|ador|recommend|admir|appreciat)\w*"
    r"|\b(?:i|we) (?:was|were|am) (?:\w+ )?(?:bored|moved|touched|impressed|disappointed|surprised|blown away|hooked)\b"
    r"|\b(?:i|we) (?:\w+ )?(?:laughed|cried|wept|yawned|fell asleep|dozed off|giggled|screamed)\b",
    re.IGNORECASE,
)
_RATING = re.compile(
    r"\b(?:10|[0-9])(?:\.\d)?\s?(?:/|out of)\s?(?:10|5|4)\b|\*{2,}|\b(?:one|two|three|four|five|\d) stars?\b",
    re.IGNORECASE,
)
_ASIDE = re.compile(
    r"\b(?:i|you|people|critics|many|some|others) (?:\w+ )?(?:usually|normally|generally|typically|expected|thought (?:it|this) "
    r"(?:would|was going)|said|say|claim)\b|\bnot (?:usually|normally|generally|a (?:big |huge )?fan)\b|\b(?:was|were) expecting\b",
    re.IGNORECASE,
)


OFFSET = -0.6


@dataclass(frozen=True, slots=True)
class Evidence:
    """What speaks for an evaluation. Log-odds: `positive` and `evaluates` of the sentence, one a clause.

    `lean` is what the rest of the review adds to the log-odds of being positive: it helps to tell which way an
    opinion goes, but makes no opinion.
    """

    positive: float
    evaluates: float
    clauses: Sequence[float]
    topic: bool = False  # an aspect other than the film as a whole is named
    lean: float = 0.0
    contradicted: bool = False  # some aspects are praised and others criticised


def evaluates(sentence: str, evidence: Evidence) -> bool:
    """Whether the sentence evaluates something rather than tells plot or facts."""
    strongest = max((abs(z) for z in (evidence.positive, *evidence.clauses)), default=0.0)
    sure = bool(_FIRST_PERSON.search(sentence) or _RATING.search(sentence))
    return (
        OFFSET + 0.17 * evidence.evaluates + 1.0 * min(strongest, 4.0) + 0.7 * evidence.topic + 1.0 * sure > 0
    )


def judgement(sentence: str, parts: Sequence[Clause], evidence: Evidence) -> Judgement:
    """The opinion of a sentence: "mixed" when its clauses contradict each other."""
    if not evaluates(sentence, evidence):
        return "none"
    if evidence.contradicted or _turned(sentence, parts, evidence.clauses):
        return "mixed"
    return polarity(evidence.positive + evidence.lean)


def _turned(sentence: str, parts: Sequence[Clause], values: Sequence[float]) -> bool:
    """Whether one clause praises and the next criticises, or the other way round."""
    scored = [
        (part, value)
        for part, value in zip(parts, values, strict=True)
        if not _ASIDE.search(sentence[part.start : part.end])
    ]
    for (one, first), (other, second) in pairwise(scored):
        needed = 0.3 if one.turns and other.turns else 1.2
        if first * second < 0 and min(abs(first), abs(second)) > needed:
            return True
    return False


def polarity(log_odds: float) -> Polarity:
    """The side that log-odds are on."""
    return "pos" if log_odds > 0 else "neg"
