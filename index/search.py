"""Hybrid retrieval: reviews by meaning (vectors) and by words (BM25), weighed against each other.

Both scores are standardised over the candidates (z-scores) and added with a weight, which beat reciprocal
rank fusion on same-film retrieval (`benchmarks/retrieval.py`).
"""

import math
import threading
from collections import OrderedDict
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

import numpy as np

from .embed import Vectors
from .settings import SearchSection
from .store import Store
from .vectors import Only, Rows, VectorIndex
from .words import words_of

_CHOICES = 64  # of sources, kept at hand
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
        self,
        store: Store,
        index: VectorIndex,
        settings: SearchSection,
        like: "Callable[[], Retriever] | None" = None,
    ) -> None:
        """Works on a store and the vector index loaded from it.

        A store too small to tell which words are rare leans on another: `like` tells that one's retriever of
        now, for it changes by itself.
        """
        self._store = store
        self._index = index
        self._settings = settings
        self._like = like
        self._choices: OrderedDict[frozenset[str], Only] = OrderedDict()
        self._choosing = threading.Lock()

    @property
    def last_row(self) -> int:
        """The highest row that is known."""
        return self._index.last_row

    def extended(self, rows: Rows, vectors: Vectors) -> "Retriever":
        """The same with reviews that the store has gained since."""
        other = Retriever(self._store, self._index.extended(rows, vectors), self._settings, self._like)
        if "_size" in self.__dict__:  # a look at every text, which a few more hardly change
            other.__dict__["_size"] = self._size
        return other

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
        left_out = np.fromiter(without, np.int64, len(without))
        allowed = None if among is None else np.unique(np.fromiter(among, np.int64, len(among)))
        only = self._only(hidden) if hidden and among is None else None

        def kept(rows: Rows, scores: Vectors) -> tuple[Rows, Vectors]:
            chosen = ~np.isin(rows, left_out)
            if allowed is not None:
                chosen &= np.isin(rows, allowed)
            elif only is not None:
                chosen &= only.holds(rows)
            return rows[chosen], scores[chosen]

        if allowed is None:
            near = self._index.search(vector, self._settings.candidates + len(left_out), only)
        else:
            near = self._cosines(allowed, vector)
        by_meaning, meaning = kept(*near)
        by_words, words = kept(*self._by_words(text))
        if allowed is None and len(words) > self._settings.candidates:
            best = np.argpartition(-words, self._settings.candidates)[: self._settings.candidates]
            by_words, words = by_words[best], words[best]
        more, more_meaning = self._cosines(by_words[~np.isin(by_words, by_meaning)], vector)
        rows = np.concatenate([by_meaning, more])
        known, places = np.zeros(len(rows), np.float32), np.argsort(rows)
        if len(rows):
            at = np.minimum(np.searchsorted(rows, by_words, sorter=places), len(rows) - 1)
            same = rows[places[at]] == by_words  # a row that was removed has no vector
            known[places[at[same]]] = words[same]
        return Gathered(rows, np.concatenate([meaning, more_meaning]), known)

    def _cosines(self, rows: Rows, vector: Vectors) -> tuple[Rows, Vectors]:
        """Those of the rows that have a vector, and its cosine to another; both `(n,)`."""
        found, vectors = self._index.vectors_of(rows)
        if len(found) < len(rows):  # stored since the index was loaded
            newer = self._store.vectors(np.setdiff1d(rows, found).tolist())
            if len(newer[0]):
                found = np.concatenate([found, newer[0]])
                vectors = np.concatenate([vectors.reshape(-1, newer[1].shape[1]), newer[1]])
        return found, (vectors @ vector if len(found) else np.empty(0, np.float32))

    def _only(self, hidden: frozenset[str]) -> Only:
        with self._choosing:
            if hidden not in self._choices:
                self._choices[hidden] = Only(self._store.rows(without=hidden))
            self._choices.move_to_end(hidden)
            while len(self._choices) > _CHOICES:
                self._choices.popitem(last=False)
            return self._choices[hidden]

    def _by_words(self, text: str) -> tuple[Rows, Vectors]:
        like = self._like() if self._like is not None else None
        terms = (like or self)._terms(text)
        if not terms:
            return np.empty(0, np.int64), np.empty(0, np.float32)
        if like is not None:
            return _arrays(self._bm25(terms, like))
        postings = self._index.words
        if postings is None:
            return _arrays(self._fts5(terms, 0))
        rows, scores = postings.score(dict.fromkeys(self._stems(terms).values()))
        if self._index.last_row > self._index.highest_row:
            newer, newer_scores = _arrays(self._fts5(terms, self._index.highest_row))
            rows, scores = np.concatenate([rows, newer]), np.concatenate([scores, newer_scores])
        return rows, scores

    def _fts5(self, terms: Sequence[str], above: int) -> list[tuple[int, float]]:
        query = " OR ".join(f'"{term}"' for term in terms)
        return self._store.rows_of(
            "SELECT rowid, -rank FROM words WHERE words MATCH ? AND rowid > ?", query, above
        )

    def _stems(self, terms: Sequence[str]) -> dict[str, int]:
        """The number under which the file of words has each term; unknown ones are left out."""
        postings = self._index.words
        assert postings is not None
        found = postings.stems(terms)
        unknown = [term for term in terms if term not in found]
        if unknown:  # an inflection that no review has
            filed = self._store.stems(unknown)
            numbers = postings.stems(list(filed.values()))
            found |= {term: numbers[stem] for term, stem in filed.items() if stem in numbers}
        return found

    def frequencies(self, terms: Sequence[str]) -> dict[str, int]:
        """In how many reviews each term occurs in any of its inflections; unknown ones are left out."""
        if self._index.words is None:
            return self._store.document_frequency(terms)
        return {term: self._index.words.count(stem) for term, stem in self._stems(terms).items()}

    def _bm25(self, terms: Sequence[str], like: "Retriever") -> list[tuple[int, float]]:
        """As FTS5 computes it (k1 = 1.2, b = 0.75), with the rarity of words and the length of `like`."""
        frequency = like.frequencies(terms)
        total, length = like._size
        scores = []
        for row, counts in self._store.occurrences(terms).items():
            size = len(self._store.one("SELECT text FROM reviews WHERE row = ?", row) or "") / length
            score = 0.0
            for term, count in counts.items():
                n = min(frequency.get(term, 0), total)  # words are counted now, reviews a moment ago
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
        terms = list(dict.fromkeys(words_of(text)))
        if len(terms) <= _FEW_TERMS:
            return terms
        frequency = dict.fromkeys(terms, 0) | self.frequencies(terms)
        # a word that no review had when the words were filed may be one of a newer review's
        newer = self._index.words is not None and self._index.last_row > self._index.highest_row
        known = sorted((term for term in terms if newer or frequency[term]), key=lambda term: frequency[term])
        total = accumulate(frequency[term] for term in known)
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


def _arrays(pairs: Sequence[tuple[int, float]]) -> tuple[Rows, Vectors]:
    rows, scores = zip(*pairs, strict=True) if pairs else ((), ())
    return np.array(rows, np.int64), np.array(scores, np.float32)
