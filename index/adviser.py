"""Finds films to see in a store, and a review's words for each; `recommending` tells which and why."""

from collections.abc import Callable, Mapping, Sequence

import numpy as np

from . import recommending, tallies
from .embed import Embedder, Vectors
from .recommending import Near, Reading
from .store import Store
from .types import Film, JudgedReview, Quote, Recommended


class Adviser:
    """Recommends films of one state of a store.

    Reads the vectors of all reviews once, when it is first asked; a second or two for 100,000.
    """

    def __init__(self, store: Store, films: Mapping[str, Film], embedder: Callable[[], Embedder]) -> None:
        """`films` are all that have reviews; the model is loaded only where sentences must be embedded."""
        self._store = store
        self._embedder = embedder
        self.film_of = store.film_of_rows()
        self.reading: Reading = recommending.read(films.values(), *store.vectors(), self.film_of)

    def like(self, film: Film, films: Mapping[str, Film], k: int) -> tuple[Recommended, ...]:
        """Of `films` those that are reviewed like a film, the likest first."""
        own = self.reading.place(film.id)
        found = recommending.like_film(film, self.reading, films, self._verdicts())[:k]
        if own is None or not found:
            return ()
        vector = self.reading.means[own]
        near = [self._near(self._store.rows(film_id=one.id), vector, self.reading) for one in found]
        why = recommending.why(near, "", vector, self._embedder, self.reading)
        return self._recommended(found, why, film)

    def described(
        self,
        words: str,
        vector: Vectors,
        ranked: Sequence[tuple[int, float]],
        films: Mapping[str, Film],
        k: int,
        *,
        near_or_not: bool = False,
    ) -> tuple[Recommended, ...]:
        """Of `films` those that are reviewed like a description, the likest first.

        Args:
            words: the description, clean.
            vector: its embedding.
            ranked: the rows that fit it best, with their scores.
            films: those that may be recommended.
            k: at most how many.
            near_or_not: also films that the words come nowhere near, as for a genre alone.
        """
        near_or_not = near_or_not or recommending.is_bare(words)
        told = [(self.film_of.get(row, ""), score) for row, score in ranked]
        found = recommending.like_words(words, vector, told, self.reading, films, self._verdicts())[: 2 * k]
        rows: dict[str, list[int]] = {film.id: [] for film in found}
        for row, _ in ranked:
            rows.get(self.film_of.get(row, ""), []).append(row)
        if near_or_not:
            rows = {film.id: self._store.rows(film_id=film.id, polarity="pos") for film in found}
        near = {film.id: self._near(rows[film.id], vector, None) for film in found}
        scores = {id: max((each.score for each in reviews), default=0.0) for id, reviews in near.items()}
        if not near_or_not:
            # a genre that is spoken of is a sign by itself that a film was described
            genre = recommending.genres_meant(words)
            if max(scores.values(), default=0.0) < (recommending.NEAR_ENOUGH if genre else recommending.NEAR):
                return ()
            found = [film for film in found if scores[film.id] >= recommending.NEAR_ENOUGH]
        found = found[:k]
        why = recommending.why([near[film.id] for film in found], words, vector, self._embedder, None)
        return self._recommended(found, why, None)

    def _verdicts(self) -> dict[str, tallies.Counted]:
        return tallies.of_films(self._store, tallies.VERDICT)

    def _recommended(
        self, films: Sequence[Film], why: Sequence[Quote | None], like: Film | None
    ) -> tuple[Recommended, ...]:
        theirs = tallies.of_film(self._store, like.id) if like else None
        made = {*like.directors, *like.cast} if like else set()
        found = []
        for film, quote in zip(films, why, strict=True):
            mine = tallies.of_film(self._store, film.id)
            both = tuple(n for n in dict.fromkeys((*film.directors, *film.cast)) if n in made)
            verdict = mine.get(tallies.VERDICT, tallies.Counted()).tally
            found.append(Recommended(film, verdict, quote, tuple(recommending.praised(mine, theirs)), both))
        return tuple(found)

    def _near(self, rows: Sequence[int], vector: Vectors, reading: Reading | None) -> list[Near]:
        """Of some reviews those nearest to a vector (a mean of `reading`, if that is given), judged."""
        ordered, found = self._store.vectors(rows)
        if not len(ordered):
            return []
        scores = (reading.towards(found) if reading is not None else found) @ vector
        best = np.argsort(-scores)[: recommending.LOOKED_AT]
        nearest = [int(ordered[place]) for place in best]
        reviews, sentences = self._store.reviews(nearest), self._store.sentences(nearest)
        return [
            Near(JudgedReview(reviews[row], sentences[row]), float(scores[place]))
            for row, place in zip(nearest, best, strict=True)
            if row in reviews
        ]
