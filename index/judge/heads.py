"""The heads of the network that reads reviews: what is read off the hidden states of a span.

The same as in training (`benchmarks/sentiment/network.py`), there in torch.
"""

from collections.abc import Mapping

import numpy as np

from ..bert import FloatArray
from ..types import ASPECTS
from .classes import ASPECT_CLASSES, OPINIONS


def pool(states: FloatArray) -> FloatArray:
    """The mean and the maximum over a span: (n, width) in, (2 * width,) out; of no word pieces, zeros."""
    if not len(states):
        return np.zeros(2 * states.shape[1], np.float32)
    # the ufuncs themselves: `mean` and `max` take twice as long to get there, for spans of twenty rows
    return np.concatenate((np.add.reduce(states) / len(states), np.maximum.reduce(states)))


class Heads:
    """Linear heads on pooled hidden states; `judge.classes` names what they score."""

    def __init__(self, arrays: Mapping[str, FloatArray]) -> None:
        """`arrays`: float32, by the names of the weights file; KeyError when one is missing."""
        self._review = arrays["review.weight"][0], float(arrays["review.bias"][0])
        self._people = arrays["people.weight"].T, arrays["people.bias"]
        width = arrays["polarity.weight"].shape[1]
        # one product serves the three heads of a sentence; the polarity reads the mean alone
        polarity = np.pad(arrays["polarity.weight"], ((0, 0), (0, width)))
        names = ("opinion", "aspects")
        self._sentence = np.concatenate([polarity, *(arrays[f"{n}.weight"] for n in names)]).T
        self._offset = np.concatenate([arrays["polarity.bias"], *(arrays[f"{n}.bias"] for n in names)])

    def review(self, states: FloatArray) -> float:
        """Log-odds that a window is of a positive review, from its (n, width) hidden states."""
        weights, offset = self._review
        return float(np.concatenate((states[0], states.mean(axis=0))) @ weights) + offset

    def sentences(self, pooled: FloatArray) -> tuple[FloatArray, FloatArray, FloatArray]:
        """Of (n, 2 * width) sentences: (n,) log-odds that they are positive, (n, 4) over OPINIONS and
        (n, 8, 4) over ASPECTS and ASPECT_CLASSES."""
        scores = pooled @ self._sentence + self._offset
        opinions, aspects = scores[:, 1 : 1 + len(OPINIONS)], scores[:, 1 + len(OPINIONS) :]
        return scores[:, 0], opinions, aspects.reshape(-1, len(ASPECTS), len(ASPECT_CLASSES))

    def people(self, names: FloatArray, sentences: FloatArray) -> FloatArray:
        """(n, 5) over MENTIONS, of n names and the sentences around them, both (n, 2 * width)."""
        weights, offset = self._people
        scores: FloatArray = np.concatenate((names, sentences), axis=1) @ weights + offset
        return scores
