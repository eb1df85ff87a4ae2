"""Guesses the intent of words that no rule reads, from the phrasings that come nearest in meaning."""

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cache
from heapq import nlargest
from typing import Protocol

from .intents import Intent
from .phrasings import FILM, OTHER, OTHER_WHO, PHRASINGS, TEXTS, WHO

_NEAREST = 12
_SHARPNESS = 14.0
A_LOT = 300  # characters; what is asked stands in the last of them


class Meaning(Protocol):
    """What guessing asks of a library."""

    def like(self, text: str, phrases: Sequence[str]) -> Sequence[float]:
        """How near a text comes in meaning to each phrase, 1 at most; empty without a model."""


def guess(words: str, spans: Sequence[tuple[int, int, bool]], library: Meaning) -> Mapping[Intent, float]:
    """The share of each intent among the phrasings nearest to a message; empty without a model.

    Args:
        words: the message.
        spans: start and end of the titles and names in it, and whether each is a person's.
        library: compares texts.
    """
    kinds = [person for _, _, person in spans]
    films, people = min(kinds.count(False), 2), min(kinds.count(True), 2)
    scores = library.like(_with_known_names(words, spans)[-A_LOT:], TEXTS)
    if not scores:
        return {}
    nearest = nlargest(_NEAREST, ((scores[place], PHRASINGS[place][0]) for place in _of_shape(films, people)))
    shares: dict[Intent, float] = defaultdict(float)
    for score, intent in nearest:
        shares[intent] += math.exp(_SHARPNESS * score)
    total = sum(shares.values())
    return {intent: share / total for intent, share in shares.items()}


@cache
def _of_shape(films: int, people: int) -> tuple[int, ...]:
    """The places of the phrasings that name as many films and people."""
    return tuple(
        place
        for place, text in enumerate(TEXTS)
        if ((FILM in text) + (OTHER in text), (WHO in text) + (OTHER_WHO in text)) == (films, people)
    )


def _with_known_names(words: str, spans: Sequence[tuple[int, int, bool]]) -> str:
    films, people = iter((FILM, OTHER)), iter((WHO, OTHER_WHO))
    pieces, end = [], 0
    for start, stop, person in sorted(spans):
        if start >= end:
            name = next(people, OTHER_WHO) if person else next(films, OTHER)
            pieces += [words[end:start], name]
            end = stop
    return "".join([*pieces, words[end:]])
