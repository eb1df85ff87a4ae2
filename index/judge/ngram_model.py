"""The n-gram half of the sentiment model: linear, trained in minutes, and good at what the encoder misses.

NB-SVM of Wang and Manning (2012), "Baselines and Bigrams": logistic regression on n-grams scaled by their
naive Bayes log-count ratio, so that each n-gram ends up with one weight a head. Training and figures:
benchmarks/sentiment and weights/MODEL_CARD.md.
"""

import io
from collections.abc import Sequence
from itertools import chain
from pathlib import Path

import numpy as np

from ..bert import FloatArray
from .checked import checked
from .ngrams import ngrams

CARD, ARRAYS = "ngrams.json", "ngrams.npz"
HEADS = ("review", "sentence")


class NgramModel:
    """N-gram weights, a row of two an n-gram: that a review and that a sentence is positive."""

    def __init__(self, vocabulary: Sequence[str], weights: FloatArray, name: str = "") -> None:
        """`weights`: (n-grams, 2) float32, columns as HEADS."""
        self.name = name
        # by hash, for a quarter of a million strings take up ten times as much
        hashes = np.fromiter(map(hash, vocabulary), np.int64, len(vocabulary))
        order = np.argsort(hashes)
        self._hashes, self._rows, self._weights = hashes[order], order.astype(np.int32), weights

    @classmethod
    def load(cls, folder: Path) -> "NgramModel":
        """Reads the weights in `folder` and checks them against their hash.

        Raises ModelError when a file is missing, damaged or of another format.
        """
        with checked(folder, CARD, ARRAYS, "n-gram weights") as (raw, card):
            with np.load(io.BytesIO(raw), allow_pickle=False) as arrays:
                vocabulary = arrays["ngrams"].tobytes().decode("utf-8").split("\n")
                weights = np.stack([arrays[head] for head in HEADS], axis=1).astype(np.float32)
            if len(vocabulary) != len(weights):
                raise ValueError("a word without weights, or the other way round")
            return cls(vocabulary, weights, str(card["sha256"])[:12])

    def score(self, sentences: Sequence[str]) -> tuple[float, FloatArray]:
        """The sentences of a review in; the summed weights of the whole and of each, (n,) float32, out.

        The n-grams of a review are the distinct ones of its sentences.
        """
        found = [ngrams(sentence) for sentence in sentences]
        sizes = [len(grams) for grams in found]
        hashes = np.fromiter(map(hash, chain.from_iterable(found)), np.int64, sum(sizes))
        owners = np.repeat(np.arange(len(found)), sizes)
        rows = np.minimum(np.searchsorted(self._hashes, hashes), max(len(self._hashes) - 1, 0))
        known = self._hashes[rows] == hashes if len(self._hashes) else np.zeros(len(rows), bool)
        rows, owners = self._rows[rows[known]], owners[known]
        each = np.bincount(owners, self._weights[rows, 1], len(found)).astype(np.float32)
        # in the order of the file: hashes are others in each process, and so would be the last bits of a sum
        return float(self._weights[np.unique(rows), 0].sum()), each
