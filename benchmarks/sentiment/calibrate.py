"""Weighs encoder and n-grams against each other: python -m benchmarks.sentiment.calibrate --data FOLDER

Logistic regressions on the calibration films, which neither was trained on (Platt 1999; stacking, Wolpert
1992). Writes weights/calibration.json.
"""

# mypy: disable-error-code="import-untyped"

import argparse
import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt
from sklearn.linear_model import LogisticRegression

from benchmarks.sentiment.data import read_phrases, read_reviews_and_quotes
from index.bert import FloatArray
from index.judge.checked import keep
from index.judge.encoder import Encoder, Passage
from index.judge.ngram_model import NgramModel
from index.sentences import spans
from index.sentiment import CARD, WEIGHTS, features

STRENGTH = 1.0  # of the prior on slopes, whose columns are first brought to unit variance


def stack(columns: Sequence[FloatArray], labels: Sequence[int]) -> list[float]:
    """Slopes and offset of a logistic regression on rows of features; (k + 1,)."""
    x, y = np.stack(columns).astype(np.float64), np.array(labels)
    spread = x.std(axis=0) + 1e-9
    model = LogisticRegression(C=STRENGTH, max_iter=1000).fit(x / spread, y)
    slopes: npt.NDArray[np.float64] = model.coef_.ravel() / spread
    return [round(float(value), 5) for value in (*slopes, model.intercept_[0])]


def calibrate(data: Path, weights: Path) -> dict[str, list[float]]:
    """The calibration as `PackagedSentiment` reads it."""
    encoder, ngrams = Encoder.load(weights), NgramModel.load(weights)
    reviews, quotes = read_reviews_and_quotes(data)
    phrases, whole = read_phrases(data, quotes)
    rows: dict[str, tuple[list[FloatArray], list[int]]] = {k: ([], []) for k in ("long", "short", "sentence")}

    def add(kind: str, texts: Sequence[str], labels: Sequence[int]) -> None:
        passages = [Passage([t[a:b] for a, b in spans(t)] or [t]) for t in texts]
        for passage, reading, label in zip(passages, encoder.read(passages), labels, strict=True):
            long, short, each = features(reading, *ngrams.score(passage.sentences))
            found = {"long": [long], "short": [short], "sentence": each if len(each) == 1 else []}
            for name in ("long",) if kind == "long" else ("short", "sentence"):
                rows[name][0].extend(found[name])
                rows[name][1].extend([label] * len(found[name]))

    add("long", *reviews.part("calibrate"))
    add("short", *quotes.part("calibrate"))
    held = [i for i, side in enumerate(phrases.sides) if side == "calibrate" and whole[i]]
    add("short", [phrases.texts[i] for i in held], [phrases.labels[i] for i in held])
    found = {kind: stack(*of) for kind, of in rows.items()}
    keep(weights / CARD, (json.dumps(found, indent=2) + "\n").encode())
    return found


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--weights", type=Path, default=WEIGHTS)
    options = parser.parse_args()
    print(json.dumps(calibrate(options.data, options.weights), indent=2))
