"""Which sentence of a found review fits the question best."""

import math
import re
from collections.abc import Sequence

import numpy as np

from .embed import Embedder, Vectors

_WORD = re.compile(r"[^\W_]{3,}", re.UNICODE)
SHORTLIST = 4
"""Sentences of a review that are embedded: those that share the most words with the question."""


def best_sentences(
    question: str, vector: Vectors, reviews: Sequence[Sequence[str]], embedder: Embedder
) -> list[str]:
    """The best sentence of each review by cosine, among those that share the most words.

    Args:
        question: the text that was searched for.
        vector: its embedding, `(dimension,) float32`, L2-normalised.
        reviews: the sentences of each found review.
        embedder: the model that made `vector`.

    Returns:
        one sentence a review; empty for a review without sentences.
    """
    asked = set(_WORD.findall(question.casefold()))
    shortlists = [
        sorted(sentences, key=lambda s: -_shared(asked, s))[:SHORTLIST] for sentences in reviews
    ]
    embedded = embedder.embed([s for shortlist in shortlists if len(shortlist) > 1 for s in shortlist])
    scores = iter((embedded @ vector).tolist())
    best = []
    for shortlist in shortlists:
        if len(shortlist) > 1:
            best.append(shortlist[int(np.argmax([next(scores) for _ in shortlist]))])
        else:
            best.append(shortlist[0] if shortlist else "")
    return best


def _shared(asked: set[str], sentence: str) -> float:
    words = set(_WORD.findall(sentence.casefold()))
    return len(words & asked) / math.sqrt(4 + len(words))
