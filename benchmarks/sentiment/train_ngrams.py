"""Trains the packaged n-gram weights: python -m benchmarks.sentiment.train_ngrams --data FOLDER

Needs scikit-learn and scipy besides the package. FOLDER holds imdb_train, rt_quotes, sst2_train and films
(.csv.xz). Deterministic: the split is by hash, the solver is seeded.
"""

# mypy: disable-error-code="import-untyped"

import argparse
import hashlib
import io
import json
import time
import warnings
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import scipy.sparse as sp
from sklearn.exceptions import ConvergenceWarning
from sklearn.feature_extraction.text import CountVectorizer
from sklearn.linear_model import LogisticRegression

from benchmarks.sentiment.data import Labelled, Side, read_phrases, read_reviews_and_quotes
from index.judge.ngram_model import ARRAYS, CARD, HEADS
from index.judge.ngrams import ngrams
from index.sentences import spans
from index.sentiment import WEIGHTS

Floats = npt.NDArray[np.float64]
Part = tuple[sp.csr_matrix, npt.NDArray[np.int64], float]

KEPT = 250_000  # n-grams; the accuracy on the development split is flat from 80,000 up
PHRASES, QUOTES, SENTENCES = 0.5, 1.0, 0.1  # weight of one example in the sentence head
SEED = 7


def ratio(parts: Sequence[Part]) -> Floats:
    """The log-count ratio of Wang and Manning (2012), eq. 1, with add-one smoothing; (n-grams,)."""
    counts = []
    for side in (1, 0):
        counted = sum(x.T @ ((y == side) * weight) for x, y, weight in parts) + 1.0
        counts.append(np.log(counted / counted.sum()))
    return np.asarray(counts[0] - counts[1])


def nb_svm(parts: Sequence[Part], strength: float) -> tuple[Floats, float]:
    """Weights (n-grams,) and offset of a logistic regression on the scaled n-grams."""
    scale = ratio(parts)
    features = sp.vstack([x for x, _, _ in parts]).multiply(scale).tocsr()
    labels = np.concatenate([y for _, y, _ in parts])
    weight = np.concatenate([np.full(len(y), w) for _, y, w in parts])
    model = LogisticRegression(C=strength, solver="liblinear", dual=True, max_iter=60, random_state=SEED)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)
        model.fit(features, labels, sample_weight=weight)
    return model.coef_.ravel() * scale, float(model.intercept_[0])


def sentences_of(texts: Sequence[str]) -> list[list[str]]:
    """The sentences of each text."""
    return [[text[a:b] for a, b in spans(text)] or [text] for text in texts]


def rows_of(labelled: Labelled, side: Side) -> npt.NDArray[np.bool_]:
    """Which texts belong to a side of the split; (n,)."""
    return np.asarray(np.array(labelled.sides) == side, dtype=np.bool_)


def union_rows(x: sp.csr_matrix, sizes: Sequence[int]) -> sp.csr_matrix:
    """Joins consecutive rows (sentences) into binary rows of whole reviews."""
    of = np.repeat(np.arange(len(sizes)), sizes)
    joined = sp.csr_matrix((np.ones(len(of)), (of, np.arange(len(of)))), shape=(len(sizes), len(of))) @ x
    joined.data[:] = 1.0
    return joined.tocsr()


def train(data: Path, out: Path) -> dict[str, Any]:
    """Trains both heads, writes the weights and their card to `out`, and returns the card."""
    started = time.perf_counter()
    reviews, quotes = read_reviews_and_quotes(data)
    phrases, _ = read_phrases(data, quotes)
    split = {name: sentences_of(labelled.texts) for name, labelled in (("r", reviews), ("q", quotes))}
    sizes = [len(s) for s in split["r"]]
    flat = [sentence for parts in split["r"] for sentence in parts]

    training = [s for s, side in zip(split["r"], reviews.sides, strict=True) if side == "train"]
    counted = [s for parts in training for s in parts] + quotes.part("train")[0] + phrases.part("train")[0]
    vectoriser = CountVectorizer(analyzer=ngrams, binary=True, min_df=3, dtype=np.float64)
    vectoriser.fit(counted)
    x_sentences, x_quotes = vectoriser.transform(flat), vectoriser.transform(quotes.texts)
    x_phrases = vectoriser.transform(phrases.texts)
    x_reviews = union_rows(x_sentences, sizes)

    y_reviews, y_quotes, y_phrases = (np.array(part.labels) for part in (reviews, quotes, phrases))
    r, q, p = (rows_of(part, "train") for part in (reviews, quotes, phrases))
    y_sentences, s = np.repeat(y_reviews, sizes), np.repeat(r, sizes)

    review, _ = nb_svm([(x_reviews[r], y_reviews[r], 1.0)], 0.1)
    sentence, _ = nb_svm(
        [
            (x_phrases[p], y_phrases[p], PHRASES),
            (x_quotes[q], y_quotes[q], QUOTES),
            (x_sentences[s], y_sentences[s], SENTENCES),
        ],
        0.3,
    )

    heads = np.stack([review, sentence], axis=1)
    size = np.abs(heads / np.abs(heads).mean(axis=0)).max(axis=1)
    kept = np.sort(np.argsort(-size, kind="stable")[:KEPT])
    names = vectoriser.get_feature_names_out()[kept]
    heads = heads[kept].astype(np.float16)

    arrays: dict[str, npt.NDArray[Any]] = {head: heads[:, column] for column, head in enumerate(HEADS)}
    buffer = io.BytesIO()
    arrays["ngrams"] = np.frombuffer("\n".join(names).encode(), dtype=np.uint8)
    np.savez_compressed(buffer, allow_pickle=False, **arrays)
    card = {
        "sha256": hashlib.sha256(buffer.getvalue()).hexdigest(),
        "ngrams": len(names),
        "seed": SEED,
        "trained_on": {
            "reviews": int(r.sum()),
            "quotes": int(q.sum()),
            "phrases": int(p.sum()),
            "sentences": int(s.sum()),
        },
        "seconds": round(time.perf_counter() - started, 1),
    }
    out.mkdir(parents=True, exist_ok=True)
    (out / ARRAYS).write_bytes(buffer.getvalue())
    (out / CARD).write_text(json.dumps(card, indent=2) + "\n", encoding="utf-8")
    return card


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, default=WEIGHTS)
    options = parser.parse_args()
    print(json.dumps(train(options.data, options.out), indent=2))
