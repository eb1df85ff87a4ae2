"""Whether a sentence evaluates the film, and which way: for, against, of two minds, or not at all."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from ..types import Judgement
from .clauses import Clause
from .reading import Reading

_FIRST_PERSON = re.compile(
    r"""\b(?:i|we)(?:'ve|\shave|'d|\swould|\smust|\scan)?\s(?:\w+ly\s)?
            (?:lov|lik|enjoy|hat|dislik|ador|recommend|admir|appreciat)\w*
        |\b(?:i|we)\s(?:was|were|am)\s(?:\w+\s){0,3}
            (?:bored|moved|touched|impressed|disappointed|surprised|blown\saway|hooked)\b
        |\b(?:i|we)\s(?:\w+\s)?(?:laughed|cried|wept|yawned|fell\sasleep|dozed\soff|giggled|screamed)\b""",
    re.IGNORECASE | re.VERBOSE,
)
_RATING = re.compile(
    r"\b(?:10|[0-9])(?:\.\d)?\s?(?:/|out(?: of)?)\s?(?:10|5|4)\b|\*{2,}"
    r"|\b(?:one|two|three|four|five|\d) stars?\b",
    re.IGNORECASE,
)
_NOT_OF_THIS_FILM = re.compile(
    r"""\b(?:i|you|people|critics|many|some|others)\s(?:\w+\s)?
            (?:usually|normally|generally|typically|expected|thought\s(?:it|this)\s(?:would|was\sgoing)|said|say|claim)\b
        |\bnot\s(?:usually|normally|generally|a\s(?:big\s|huge\s)?fan)\b|\b(?:was|were)\sexpecting\b""",
    re.IGNORECASE | re.VERBOSE,
)
OFFSET, EVALUATES, STRONGEST, TOPIC, SURE = -0.8, 0.17, 1.0, 0.7, 1.0
"""From a logistic regression on the tuning batch of benchmarks/sentiment/labels.csv, rounded; OFFSET and SURE
were set by macro F1 on the same batch."""

UNDECIDED = 0.2
"""Log-odds within which nobody could say which way a sentence goes."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What speaks for an evaluation in a sentence.

    `evaluates`: log-odds of the model that it is one; `topic`: an aspect other than the film as a whole is
    named; `bare_topics`: what words like "story" weigh by themselves, which is no opinion; `contradicted`:
    some aspects are praised and others criticised.
    """

    evaluates: float
    topic: bool = False
    bare_topics: float = 0.0
    contradicted: bool = False


def judgement(reading: Reading, parts: Sequence[Clause], evidence: Evidence) -> Judgement:
    """The opinion of a sentence, "none" when it tells plot or facts, "mixed" when its clauses contradict."""
    values = [reading.bare((part.start, part.end)) for part in parts]
    strongest = abs(reading.positive - evidence.bare_topics)
    if len(parts) > 1:
        strongest = max(strongest, *map(abs, values))
    sure = bool(_FIRST_PERSON.search(reading.text) or _RATING.search(reading.text))
    score = (
        OFFSET + EVALUATES * evidence.evaluates + STRONGEST * strongest + TOPIC * evidence.topic + SURE * sure
    )
    if score <= 0:
        return "none"
    if evidence.contradicted or _turned(reading.text, parts, values):
        return "mixed"
    side = reading.positive + reading.lean
    if abs(side) < UNDECIDED and not sure:
        return "none"
    return "pos" if side > 0 else "neg"


def _turned(sentence: str, parts: Sequence[Clause], values: Sequence[float]) -> bool:
    """Whether one clause praises and the next criticises, or the other way round."""
    scored = [
        (part, value)
        for part, value in zip(parts, values, strict=True)
        if not _NOT_OF_THIS_FILM.search(sentence[part.start : part.end])
    ]
    for (one, first), (other, second) in pairwise(scored):
        needed = 0.3 if one.turns and other.turns else 1.2
        if first * second < 0 and min(abs(first), abs(second)) > needed:
            return True
    return False
