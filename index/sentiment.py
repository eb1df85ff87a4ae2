"""How positive a text is: one small interface, and the linear n-gram model behind it.

The model is the NB-SVM of Wang and Manning (2012), "Baselines and Bigrams": logistic regression on n-grams
scaled by their naive Bayes log-count ratio, so that each n-gram ends up with one weight a head. Training and
figures: benchmarks/sentiment and weights/MODEL_CARD.md.
"""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, TypeAlias

import numpy as np
import numpy.typing as npt

from .errors import ModelError
from .judge.ngrams import ngrams

FloatArray: TypeAlias = npt.NDArray[np.float32]
WEIGHTS = Path(__file__).parent / "weights"
CARD = "sentiment.json"
ARRAYS = "sentiment.npz"
LONG = 3
"""Sentences beyond the first from which the review head alone decides."""
HEADS = ("review", "sentence", "evaluates")


@dataclass(frozen=True, slots=True)
class Scores:
    """Log-odds. `review`: the whole text is positive. `sentences`: (n, 2), as `SentimentModel.score`."""

    review: float
    sentences: FloatArray


class SentimentModel(Protocol):
    """What the rest of the library asks of a sentiment model; another model only has to answer this.

    `name` differs between models that judge differently.
    """

    name: str

    def score(self, passages: Sequence[str]) -> FloatArray:
        """Sentences or clauses in; (n, 2) float32 log-odds out: that it is positive, that it evaluates."""
        ...

    def judge(self, text: str, sentences: Sequence[str]) -> Scores:
        """A clean review and its sentences in; log-odds of the whole and of every sentence out."""
        ...


def probability(log_odds: npt.ArrayLike) -> FloatArray:
    """Log-odds of any shape to probabilities, float32 of the same shape."""
    clipped = np.clip(np.asarray(log_odds, dtype=np.float32), -30.0, 30.0)
    return np.asarray(1.0 / (1.0 + np.exp(-clipped)), dtype=np.float32)


class LinearSentiment:
    """N-gram weights, one row of three a n-gram: positive review, positive sentence, evaluating sentence.

    `calibration` turns the summed weights into log-odds that can be read as probabilities.
    """

    def __init__(
        self,
        vocabulary: Sequence[str],
        weights: FloatArray,
        calibration: dict[str, list[float]],
        name: str = "",
    ) -> None:
        """`weights`: (n-grams, 3) float32; `calibration`: slope(s) and offset a head."""
        self.name = name
        self._row = {gram: row for row, gram in enumerate(vocabulary)}
        self._weights = weights
        self._sentence = np.array(calibration["sentence"], dtype=np.float32)
        self._evaluates = np.array(calibration["evaluates"], dtype=np.float32)
        self._review = np.array(calibration["review"], dtype=np.float32)

    @classmethod
    def load(cls, folder: Path | None = None) -> "LinearSentiment":
        """Reads the weights in `folder` (default: the packaged ones) and checks them against their hash.

        Raises ModelError when a file is missing, damaged or of another format.
        """
        folder = folder or WEIGHTS
        advice = "install the package again, or train them with python -m benchmarks.sentiment.train"
        try:
            card = json.loads((folder / CARD).read_text(encoding="utf-8"))
            raw = (folder / ARRAYS).read_bytes()
            if hashlib.sha256(raw).hexdigest() != card["sha256"]:
                raise ModelError(f"The sentiment weights in {folder.name} are damaged: {advice}.")
            with np.load(folder / ARRAYS, allow_pickle=False) as arrays:
                vocabulary = arrays["ngrams"].tobytes().decode("utf-8").split("\n")
                weights = np.stack([arrays[head] for head in HEADS], axis=1).astype(np.float32)
            if len(vocabulary) != len(weights):
                raise ModelError(f"The sentiment weights in {folder.name} are damaged: {advice}.")
            return cls(vocabulary, weights, card["calibration"], card["sha256"][:12])
        except OSError as error:
            raise ModelError(f"The sentiment weights are missing from {folder.name}: {advice}.") from error
        except (ValueError, KeyError, TypeError, EOFError) as error:
            raise ModelError(f"The sentiment weights in {folder.name} can't be read: {advice}.") from error

    def _rows(self, text: str) -> list[int]:
        row = self._row
        return [row[gram] for gram in ngrams(text) if gram in row]

    def _sum(self, rows: Sequence[int]) -> FloatArray:
        return np.asarray(self._weights[rows].sum(axis=0), dtype=np.float32)

    def _calibrated(self, sums: FloatArray) -> FloatArray:
        positive = self._sentence[0] * sums[:, 1] + self._sentence[1]
        evaluates = self._evaluates[0] * sums[:, 2] + self._evaluates[1]
        return np.stack([positive, evaluates], axis=1).astype(np.float32)

    def score(self, passages: Sequence[str]) -> FloatArray:
        """See `SentimentModel.score`."""
        if not passages:
            return np.zeros((0, 2), dtype=np.float32)
        return self._calibrated(np.stack([self._sum(self._rows(text)) for text in passages]))

    def judge(self, text: str, sentences: Sequence[str]) -> Scores:
        """See `SentimentModel.judge`: the n-grams of a review are those of its sentences."""
        rows = [self._rows(sentence) for sentence in sentences or [text]]
        scores = self._calibrated(np.stack([self._sum(row) for row in rows]))
        whole = float(self._sum(list({r for row in rows for r in row}))[0])
        slope, mean_slope, offset = self._review.tolist()
        mean = float(scores[:, 0].mean())
        review = slope * whole + mean_slope * mean + offset
        # The review head learnt from long texts: a line or two is better judged as sentences.
        trust = min(1.0, (len(rows) - 1) / LONG)
        return Scores(trust * review + (1 - trust) * mean, scores[: len(sentences)])
