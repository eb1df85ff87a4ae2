"""What a review and its sentences say: one small interface, and the packaged model behind it.

The packaged model reads with the encoder (`judge.encoder`) and with n-grams (`judge.ngram_model`), whose
errors are of different kinds, and weighs both by a logistic regression on films of their own.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Protocol

import numpy as np
import numpy.typing as npt

from .bert import FloatArray
from .errors import ModelError
from .judge.checked import whole
from .judge.encoder import Encoder, Passage, Reading
from .judge.ngram_model import NgramModel

WEIGHTS = Path(__file__).parent / "weights"
CARD = "calibration.json"
LONG = 3
"""Sentences beyond the first from which a text is judged as a long review alone."""


@dataclass(frozen=True, slots=True)
class Scores:
    """`review`: calibrated log-odds that the whole is positive; the rest as in `judge.encoder.Reading`.

    `positive` is calibrated too.
    """

    review: float
    positive: FloatArray
    opinions: FloatArray
    aspects: FloatArray
    people: tuple[FloatArray, ...]


class SentimentModel(Protocol):
    """What the rest of the library asks of a sentiment model; another model only has to answer this.

    `name` differs between models that judge differently.
    """

    name: str

    def judge(self, passages: Sequence[Passage]) -> list[Scores]:
        """One `Scores` for each passage, in order."""
        ...


def probability(log_odds: npt.ArrayLike) -> FloatArray:
    """Log-odds of any shape to probabilities, float32 of the same shape."""
    clipped = np.clip(np.asarray(log_odds, dtype=np.float32), -30.0, 30.0)
    return np.asarray(1.0 / (1.0 + np.exp(-clipped)), dtype=np.float32)


def features(reading: Reading, whole: float, each: FloatArray) -> tuple[FloatArray, FloatArray, FloatArray]:
    """What the calibration weighs, from a reading and the n-gram scores of the whole and of each sentence.

    Of the review as a long one (4,), as a short one (3,), and of its sentences (n, 2); all float32.
    """
    evaluates = 1.0 - probability(
        reading.opinions[:, 3] - np.logaddexp.reduce(reading.opinions[:, :3], axis=1)
    )
    weight = evaluates + 0.05
    mean = float((reading.positive * weight).sum() / weight.sum())
    plain = float(reading.positive.mean())
    long = np.array([reading.review, mean, whole, float(each.mean())], dtype=np.float32)
    short = np.array([reading.review, plain, float(each.mean())], dtype=np.float32)
    return long, short, np.stack([reading.positive, each], axis=1)


class PackagedSentiment:
    """The encoder and the n-grams, weighed by `calibration`: slopes and an offset for each kind of text."""

    def __init__(self, encoder: Encoder, ngrams: NgramModel, calibration: dict[str, list[float]]) -> None:
        """`calibration`: "long" (5,), "short" (4,), "sentence" (3,), see `features`."""
        self.name = f"{encoder.name}-{ngrams.name}"
        self._encoder, self._ngrams = encoder, ngrams
        self._long, self._short, self._sentence = (
            np.array(calibration[kind], dtype=np.float32) for kind in ("long", "short", "sentence")
        )

    @classmethod
    def load(cls, folder: Path | None = None, threads: int = 0) -> "PackagedSentiment":
        """Reads the weights in `folder` (default: the packaged ones); ModelError when they are not good.

        `threads`: of the processor; 0 takes all.
        """
        folder = folder or WEIGHTS
        encoder, ngrams = Encoder.load(folder, threads), NgramModel.load(folder)
        try:
            return cls(encoder, ngrams, json.loads(whole(folder / CARD)))
        except (ValueError, KeyError, TypeError) as error:
            raise ModelError(
                f"The calibration of the sentiment weights in {folder.name} can't be read: "
                "install the package again."
            ) from error

    def judge(self, passages: Sequence[Passage]) -> list[Scores]:
        """See `SentimentModel.judge`."""
        return [
            self._weigh(passage, reading)
            for passage, reading in zip(passages, self._encoder.read(passages), strict=True)
        ]

    def _weigh(self, passage: Passage, reading: Reading) -> Scores:
        count = len(passage.sentences)
        if not count:
            return Scores(0.0, reading.positive, reading.opinions, reading.aspects, reading.people)
        long, short, each = features(reading, *self._ngrams.score(passage.sentences))
        trust = min(1.0, (count - 1) / LONG)
        review = trust * _log_odds(self._long, long) + (1 - trust) * _log_odds(self._short, short)
        positive = each @ self._sentence[:-1] + self._sentence[-1]
        return Scores(
            float(review), positive.astype(np.float32), reading.opinions, reading.aspects, reading.people
        )


@cache
def packaged_sentiment(threads: int = 0) -> PackagedSentiment:
    """The packaged model, loaded once a process; `threads` and ModelError as `PackagedSentiment.load`."""
    return PackagedSentiment.load(threads=threads)


def _log_odds(weights: FloatArray, values: FloatArray) -> float:
    return float(values @ weights[:-1] + weights[-1])
