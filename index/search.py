"""Hybrid retrieval: reviews by meaning (vectors) and by words (BM25), weighed against each other.

Both scores are standardised over the candidates (z-scores) and added with a weight, which beat reciprocal
rank fusion on same-film retrieval (`benchmarks/retrieval.py`).
"""

import math
import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

import numpy as np

from .embed import Vectors
from .settings import SearchSection
from .store import Store
from .vectors import Only, Rows, VectorIndex

_WORD = re.compile(r"[^\W_]+", re.UNICODE)
_MAX_TERMS = 48
_FEW_TERMS = 3  # that are looked for however common they are
_MAX_OCCURRENCES = 20_000
"""Reviews that the words of a question may occur in, all words added up: each one is scored. The rarest words
come first, so that a large corpus drops "the" and "film" while a small one keeps them."""


@dataclass(frozen=True, slots=True)
class Gathered:
    """Candidates of one store: `rows`, cosine `meaning` and BM25 `words` of each, all `(n,)`."""

    rows: Rows
    meaning: Vectors
    words: Vectors


class Retriever:
    """Gathers the rows of a store that may fit a text; reading is thread-safe."""

    def __init__(
        self, store: Store, index: VectorIndex, settings: SearchSection, like: "Retriever | None" = None
    ) -> None:
        """Works on a store and the vector index loaded from it.

        A store too small to tell which words are rare leans on another: `like` is that one's retriever.
        """
        self._store = store
        self._index = index
        self._settings = settings
        self._like = like
        self._choices: dict[frozenset[str], Only] = {}

    def rank(
        self, text: str, vector: Vectors, k: int, *, among: Collection[int] | None = None,
        without: Collection[int] = (),
    ) -> list[tuple[int, float]]:  # fmt: skip
        """The rows that fit best with their scores, see `gather` and `weigh`."""
        gathered = self.gather(text, vector, among=among, without=without)
        return [(row, score) for _, row, score in weigh([gathered], self._settings, k)]

    def gather(
        self, text: str, vector: Vectors, *, among: Collection[int] | None = None,
        without: Collection[int] = (), hidden: frozenset[str] = frozenset(),
    ) -> Gathered:  # fmt: skip
        """The candidates for a text.

        Args:
            text: the question or review, clean.
            vector: its embedding, `(dimension,) float32`, L2-normalised.
            among: only these rows, or None for all.
            without: rows to leave out.
            hidden: sources whose rows are left out; where `among` is told, it must leave them out itself.
        """
        allowed = None if among is None else set(among) - set(without)
        left_out = set(without)
        by_meaning = self._by_meaning(vector, allowed, left_out, hidden)
        by_words = self._by_words(text, allowed, left_out, hidden)
        missing = [row for row in by_words if row not in by_meaning]
        if missing:
            rows, vectors = self._store.vectors(missing)
            by_meaning.update(zip(rows.tolist(), (vectors @ vector).tolist(), strict=True))
        rows_ = [row for row in by_meaning if row in by_words or row not in left_out]
        return Gathered(
            np.array(rows_, np.int64),
            np.array([by_meaning[row] for row in rows_], np.float32),
            np.array([by_words.get(row, 0.0) for row in rows_], np.float32),
        )

    def _by_meaning(
        self, vector: Vectors, allowed: set[int] | None, left_out: set[int], hidden: frozenset[str]
    ) -> dict[int, float]:
        if allowed is not None:
            rows, vectors = self._store.vectors(allowed)
            return dict(zip(rows.tolist(), (vectors @ vector).tolist(), strict=True)) if len(rows) else {}
        only = self._only(hidden) if hidden else None
        rows, scores = self._index.search(vector, self._settings.candidates + len(left_out), only)
        return _pairs(rows, scores, left_out)

    def _only(self, hidden: frozenset[str]) -> Only:
        if hidden not in self._choices:
            self._choices[hidden] = Only(self._store.rows(without=hidden))
        return self._choices[hidden]

    def _by_words(
        self, text: str, allowed: set[int] | None, left_out: set[int], hidden: frozenset[str]
    ) -> dict[int, float]:
        terms = (self._like or self)._terms(text)
        if not terms:
            return {}
        found = self._bm25(terms) if self._like else self._fts5(terms, allowed, left_out, hidden)
        return {
            row: score
            for row, score in found
            if row not in left_out and (allowed is None or row in allowed)
        }

    def _fts5(
        self, terms: Sequence[str], allowed: set[int] | None, left_out: set[int], hidden: frozenset[str]
    ) -> list[tuple[int, float]]:
        query = " OR ".join(f'"{term}"' for term in terms)
        limit = self._settings.candidates + len(left_out) if allowed is None else -1
        seen = "" if allowed is not None or not hidden else (
            f"AND rowid NOT IN (SELECT row FROM reviews WHERE source IN ({','.join('?' * len(hidden))}))"
        )  # fmt: skip
        return self._store.rows_of(
            f"SELECT rowid, -rank FROM words WHERE words MATCH ? {seen} ORDER BY rank LIMIT ?",
            query, *(hidden if seen else ()), limit,
        )  # fmt: skip

    def _bm25(self, terms: Sequence[str]) -> list[tuple[int, float]]:
        """As FTS5 computes it (k1 = 1.2, b = 0.75), with the rarity of words and the length of `like`."""
        assert self._like is not None
        frequency = self._like._store.document_frequency(terms)
        total, length = self._like._size
        scores = []
        for row, counts in self._store.occurrences(terms).items():
            size = len(self._store.one("SELECT text FROM reviews WHERE row = ?", row) or "") / length
            score = 0.0
            for term, count in counts.items():
                n = frequency.get(term, 0)
                rarity = max(math.log((total - n + 0.5) / (n + 0.5)), 1e-6)
                score += rarity * count * 2.2 / (count + 1.2 * (0.25 + 0.75 * size))
            scores.append((row, score))
        return scores

    @cached_property
    def _size(self) -> tuple[int, float]:
        """How many reviews there are, and their mean length in characters."""
        count, mean = self._store.rows_of("SELECT count(*), avg(length(text)) FROM reviews")[0]
        return count, mean or 1.0

    def _terms(self, text: str) -> list[str]:
        """The rarest words of the text: common ones cost the most and tell the least."""
        words = list(dict.fromkeys(word.casefold() for word in _WORD.findall(text)))
        if len(words) <= _FEW_TERMS:
            return words
        frequency = self._store.document_frequency(words)
        known = sorted((word for word in words if frequency.get(word)), key=lambda word: frequency[word])
        total = accumulate(frequency[word] for word in known)
        kept = sum(1 for occurrences in total if occurrences <= _MAX_OCCURRENCES)
        return known[: min(max(kept, _FEW_TERMS), _MAX_TERMS)]


def weigh(
    gathered: Sequence[Gathered], settings: SearchSection, k: int
) -> list[tuple[int, int, float]]:
    """The best candidates of one or several stores.

    Returns:
        (which of the stores, row, score) of the best k; scores are sums of weighted z-scores, comparable
        within one answer only.
    """
    which = np.concatenate([np.full(len(one.rows), place) for place, one in enumerate(gathered)])
    rows = np.concatenate([one.rows for one in gathered])
    if not len(rows):
        return []
    words = np.concatenate([one.words for one in gathered])
    weight = settings.bm25_weight if words.any() else 0.0
    meaning = np.concatenate([one.meaning for one in gathered])
    scores = weight * _standardised(words) + (1 - weight) * _standardised(meaning)
    best = np.argsort(-scores, kind="stable")[:k]
    return [(int(which[i]), int(rows[i]), float(scores[i])) for i in best]


def _standardised(scores: np.ndarray) -> np.ndarray:
    spread = float(scores.std())
    centred: np.ndarray = scores - scores.mean()
    return centred / spread if spread > 0 else centred


def _pairs(rows: Rows, scores: Vectors, left_out: set[int]) -> dict[int, float]:
    pairs = zip(rows.tolist(), scores.tolist(), strict=True)
    return {row: score for row, score in pairs if row not in left_out}
