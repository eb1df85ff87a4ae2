"""Hybrid retrieval: reviews by meaning (vectors) and by words (BM25), weighed against each other.

Both scores are standardised over the candidates (z-scores) and added with a weight, which beat reciprocal
rank fusion on same-film retrieval (`benchmarks/retrieval.py`).
"""

import re
from collections.abc import Collection

import numpy as np

from .embed import Vectors
from .settings import SearchSection
from .store import Store
from .vectors import Rows, VectorIndex

_WORD = re.compile(r"[^\W_]+", re.UNICODE)
_MAX_TERMS = 48


class Retriever:
    """Ranks the rows of a store for a text; reading is thread-safe."""

    def __init__(self, store: Store, index: VectorIndex, settings: SearchSection) -> None:
        """Works on a store and the vector index loaded from it."""
        self._store = store
        self._index = index
        self._settings = settings

    def rank(
        self, text: str, vector: Vectors, k: int, *, among: Collection[int] | None = None,
        without: Collection[int] = (),
    ) -> list[tuple[int, float]]:  # fmt: skip
        """The rows that fit best.

        Args:
            text: the question or review, clean.
            vector: its embedding, `(dimension,) float32`, L2-normalised.
            k: at most how many rows.
            among: only these rows, or None for all.
            without: rows to leave out.

        Returns:
            rows with scores (sums of weighted z-scores: comparable within one answer only), best first.
        """
        allowed = None if among is None else set(among) - set(without)
        left_out = set(without)
        by_meaning = self._by_meaning(vector, allowed, left_out)
        by_words = self._by_words(text, allowed, left_out)
        missing = [row for row in by_words if row not in by_meaning]
        if missing:
            rows, vectors = self._store.vectors(missing)
            by_meaning.update(zip(rows.tolist(), (vectors @ vector).tolist(), strict=True))
        rows_ = [row for row in by_meaning if row in by_words or row not in left_out]
        if not rows_:
            return []
        meaning = _standardised(np.array([by_meaning[row] for row in rows_]))
        words = _standardised(np.array([by_words.get(row, 0.0) for row in rows_]))
        weight = self._settings.bm25_weight if by_words else 0.0
        scores = weight * words + (1 - weight) * meaning
        best = np.argsort(-scores, kind="stable")[:k]
        return [(rows_[i], float(scores[i])) for i in best]

    def _by_meaning(self, vector: Vectors, allowed: set[int] | None, left_out: set[int]) -> dict[int, float]:
        if allowed is not None:
            rows, vectors = self._store.vectors(allowed)
            return dict(zip(rows.tolist(), (vectors @ vector).tolist(), strict=True)) if len(rows) else {}
        rows, scores = self._index.search(vector, self._settings.candidates + len(left_out))
        return _pairs(rows, scores, left_out)

    def _by_words(self, text: str, allowed: set[int] | None, left_out: set[int]) -> dict[int, float]:
        terms = self._terms(text)
        if not terms:
            return {}
        query = " OR ".join(f'"{term}"' for term in terms)
        limit = self._settings.candidates + len(left_out) if allowed is None else -1
        found = self._store.connection.execute(
            "SELECT rowid, -rank FROM words WHERE words MATCH ? ORDER BY rank LIMIT ?", (query, limit)
        )
        return {
            row: score
            for row, score in found
            if row not in left_out and (allowed is None or row in allowed)
        }

    def _terms(self, text: str) -> list[str]:
        """The rarest words of the text: common ones cost the most and tell the least."""
        words = list(dict.fromkeys(word.casefold() for word in _WORD.findall(text)))
        if len(words) <= 3:
            return words
        frequency = self._store.document_frequency(words)
        known = [word for word in words if frequency.get(word)]
        return sorted(known, key=lambda word: frequency[word])[:_MAX_TERMS]


def _standardised(scores: np.ndarray) -> np.ndarray:
    spread = float(scores.std())
    centred: np.ndarray = scores - scores.mean()
    return centred / spread if spread > 0 else centred


def _pairs(rows: Rows, scores: Vectors, left_out: set[int]) -> dict[int, float]:
    pairs = zip(rows.tolist(), scores.tolist(), strict=True)
    return {row: score for row, score in pairs if row not in left_out}
