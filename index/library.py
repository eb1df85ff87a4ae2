"""Everything that can be asked of a built index, in one place.

All methods block (SQLite, FAISS, the model) and may be called from several threads. Answers follow the
store: what another process commits is seen by the next question, without a restart.
"""

import threading
import time
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Self

import numpy as np

from . import ranking, recommending, tallies, vectors
from .adviser import Adviser
from .catalogue import stored_films, stored_people
from .clean import clean
from .comparison import contrasted
from .embed import Embedder, SentenceTransformerEmbedder, Vectors
from .errors import IndexMissing, ModelError
from .lookup import Lookup, Named
from .matching import best_sentences
from .opinions import evidence, form_opinion
from .quotes import rank_quotes
from .search import Retriever
from .settings import Settings
from .store import Store
from .types import (
    Aspect,
    Comparison,
    Criteria,
    Film,
    FilmMatch,
    Hit,
    Opinion,
    Person,
    PersonMatch,
    Polarity,
    Quote,
    Ranking,
    Recommended,
    Review,
    Scope,
    Stats,
)

RELOAD_SHARE = 0.05
"""At most this share of the time goes into taking over what a running build commits."""


@dataclass(frozen=True)
class _State:
    """What is held in memory of one committed state of the store."""

    change: int
    lookup: Lookup
    films: dict[str, Film]
    people: dict[int, Person]
    retriever: Retriever
    loaded: float
    cost: float


class Library:
    """An opened index."""

    def __init__(self, store: Store, settings: Settings, embedder: Embedder | None) -> None:
        """Use `open`."""
        self._store = store
        self._settings = settings
        self._loaded_embedder = embedder
        self._loading = threading.Lock()
        self._reload = threading.Lock()
        self._means: tuple[int, Sequence[str], Vectors] = (-1, (), np.empty((0, 0), np.float32))
        self._opinions: dict[tuple[int, str, int, str], Opinion] = {}
        self._advises: tuple[int, Adviser] | None = None
        self._state = self._load()

    @classmethod
    def open(cls, folder: Path, settings: Settings, *, embedder: Embedder | None = None) -> Self:
        """Opens the index of a folder.

        The embedding model is loaded with the first question that needs it (or by `warm_up`).

        Raises:
            IndexMissing: there is no index, or nothing was built yet.
            IndexDamaged: the store can't be read.
        """
        store = Store(folder)
        if not store.counts()["reviews"]:
            store.close()
            raise IndexMissing(
                f"The index in {folder} holds no reviews; build one first: python -m index build demo"
            )
        return cls(store, settings, embedder)

    def close(self) -> None:
        """Closes the store."""
        self._store.close()

    def within(self, scope: Scope) -> "Library":
        """The library as far as it is read in some place."""
        return self

    def warm_up(self) -> None:
        """Loads the model and answers one question, so that the first person does not wait for it."""
        self.search("a film", k=1)
        self._adviser(self._current())

    @property
    def _embedder(self) -> Embedder:
        with self._loading:
            if self._loaded_embedder is None:
                self._loaded_embedder = SentenceTransformerEmbedder(self._settings.embedding)
            return self._loaded_embedder

    def _load(self) -> _State:
        started = time.monotonic()
        change = self._store.change()
        films, people = stored_films(self._store), stored_people(self._store)
        model, dimension = self._store.meta("model"), self._store.dimension()
        index = vectors.load(self._store, model, dimension)
        now = time.monotonic()
        return _State(
            change, Lookup(films, people), {f.id: f for f in films}, {p.id: p for p in people},
            Retriever(self._store, index, self._settings.search), now, now - started,
        )  # fmt: skip

    def _current(self) -> _State:
        state = self._state
        if self._store.change() == state.change:
            return state
        if time.monotonic() - state.loaded < state.cost / RELOAD_SHARE:
            return state
        if not self._reload.acquire(blocking=False):
            return state  # somebody else is at it; the last state is as good for the moment
        try:
            self._state = self._load()
            self._opinions.clear()
        finally:
            self._reload.release()
        return self._state

    # --- looking things up --------------------------------------------------------------------------------

    def stats(self) -> Stats:
        """What the index holds."""
        counts = self._store.counts()
        return Stats(
            counts["reviews"], counts["films"], counts["people"], counts["sentences"],
            self._store.sources(), self._store.meta("model"), self._store.meta("updated"),
        )  # fmt: skip

    def suggest_films(self, typed: str, limit: int = 25) -> list[Film]:
        """Films to offer while somebody types a title, likeliest first."""
        return self._current().lookup.suggest_films(typed, limit)

    def suggest_people(self, typed: str, limit: int = 25) -> list[Person]:
        """People to offer while somebody types a name, likeliest first."""
        return self._current().lookup.suggest_people(typed, limit)

    def find_film(self, text: str) -> FilmMatch:
        """The film that a title (with or without its year) or a film id means."""
        return self._current().lookup.film(text)

    def find_person(self, text: str) -> PersonMatch:
        """The person that a name, a surname or a person id means."""
        return self._current().lookup.person(text)

    def named_in(self, text: str) -> tuple[Named, ...]:
        """Films and people that a free sentence names."""
        return self._current().lookup.named_in(text)

    def unknown_in(self, text: str) -> tuple[str, ...]:
        """Names in a free sentence that stand for a film or person of which there is nothing here."""
        return self._current().lookup.unknown_in(text)

    def film(self, film_id: str) -> Film | None:
        """The film of that id, if it has reviews."""
        return self._current().films.get(film_id)

    def person(self, person_id: int) -> Person | None:
        """The person of that id, if credited in a film that has reviews."""
        return self._current().people.get(person_id)

    # --- opinions -----------------------------------------------------------------------------------------

    def opinion_of_film(self, film_id: str, aspect: Aspect | None = None) -> Opinion:
        """What reviewers say of a film, or of one aspect of it.

        Raises:
            KeyError: there is no such film.
        """
        state = self._current()
        film = state.films[film_id]
        key = (state.change, film_id, -1, aspect or "")
        opinion = self._opinions.get(key)
        if opinion is None:
            opinion = form_opinion(
                subject=film.name, kind="film", id=film.id,
                judged=self._store.judged(film_id=film_id), aspect=aspect, films=(film,),
            )  # fmt: skip
            self._remember(key, opinion)
        return opinion

    def opinion_of_person(self, person_id: int, aspect: Aspect | None = None) -> Opinion:
        """What reviewers say of a person, from the sentences that name them.

        Raises:
            KeyError: there is no such person.
        """
        state = self._current()
        person = state.people[person_id]
        key = (state.change, "", person_id, aspect or "")
        opinion = self._opinions.get(key)
        if opinion is None:
            films = [state.films[id] for id in person.films if id in state.films]
            films.sort(key=lambda film: -film.reviews)
            opinion = form_opinion(
                subject=person.name, kind="person", id=str(person.id),
                judged=self._store.judged(person_id=person_id), aspect=aspect, films=films,
            )  # fmt: skip
            self._remember(key, opinion)
        return opinion

    def _remember(self, key: tuple[int, str, int, str], opinion: Opinion) -> None:
        if len(self._opinions) >= 1024:
            self._opinions.clear()
        self._opinions[key] = opinion

    def quotes(
        self,
        *,
        film_id: str | None = None,
        person_id: int | None = None,
        aspect: Aspect | None = None,
        polarity: Polarity | None = None,
    ) -> tuple[Quote, ...]:
        """All quotable sentences about a film or a person, the most telling first."""
        person = self.person(person_id) if person_id is not None else None
        return rank_quotes(
            self._store.judged(film_id=film_id or "", person_id=person_id),
            aspect=aspect, polarity=polarity, person=person.name if person else None,
        )  # fmt: skip

    def evidence(
        self,
        thing: str,
        polarity: Polarity,
        *,
        film_id: str | None = None,
        person_id: int | None = None,
        aspect: Aspect | None = None,
    ) -> tuple[Quote, ...]:
        """The sentences behind a number of an opinion of a film or a person, see `opinions.evidence`."""
        person = self.person(person_id) if person_id is not None else None
        return evidence(
            self._store.judged(film_id=film_id or "", person_id=person_id),
            thing, polarity, aspect=aspect, person=person.name if person else None,
        )  # fmt: skip

    def reviews_of(
        self, film_id: str, offset: int = 0, limit: int = 5, polarity: Polarity | None = None
    ) -> tuple[Review, ...]:
        """A page of a film's reviews, or of those whose verdict is `polarity`; see `count_of`."""
        return self._store.reviews_of_film(film_id, offset, limit, polarity or "")

    def count_of(self, film_id: str, polarity: Polarity | None = None) -> int:
        """How many reviews `reviews_of` pages through."""
        return len(self._store.rows(film_id=film_id, polarity=polarity or ""))

    def review(self, review_id: str) -> Review | None:
        """The review of that id."""
        return self._store.review(review_id)

    # --- retrieval ----------------------------------------------------------------------------------------

    def similar(
        self,
        text: str,
        k: int = 10,
        *,
        film_id: str | None = None,
        other_than: str | None = None,
        exclude: Collection[str] = (),
    ) -> tuple[Hit, ...]:
        """Reviews that read like a text.

        Args:
            text: a review, raw or clean.
            k: at most how many.
            film_id: only this film's reviews.
            other_than: leave this film's reviews out.
            exclude: review ids to leave out.

        Raises:
            ModelError: the model is missing, or the index was made with another.
        """
        among = self._store.rows(film_id=film_id) if film_id else None
        without = self._store.rows_of_ids(exclude)
        if other_than:
            without += self._store.rows(film_id=other_than)
        return self._hits(text, k, among, without)

    def search(
        self,
        text: str,
        k: int = 10,
        *,
        film_id: str | None = None,
        person_id: int | None = None,
        polarity: Polarity | None = None,
        exclude: Collection[str] = (),
    ) -> tuple[Hit, ...]:
        """Reviews that speak of a topic ("car chase"), of all reviews or of some of them; as `similar`."""
        among = None
        if film_id or person_id is not None or polarity:
            among = self._store.rows(film_id=film_id or "", person_id=person_id, polarity=polarity or "")
        return self._hits(text, k, among, self._store.rows_of_ids(exclude))

    def _hits(
        self, text: str, k: int, among: Collection[int] | None, without: Collection[int]
    ) -> tuple[Hit, ...]:
        question = clean(text)
        if not question or k < 1:
            return ()
        state = self._current()
        embedder = self._embedder
        stored = self._store.meta("model")
        if embedder.name != stored:
            raise ModelError(
                f"This index was made with the model {stored!r}, config.toml now names {embedder.name!r}; "
                "build the index again, or change [embedding] model back."
            )
        vector = embedder.embed([question])[0]
        # a few more than asked, in case some were removed a moment ago
        ranked = state.retriever.rank(question, vector, k + 5, among=among, without=without)
        reviews = self._store.reviews([row for row, _ in ranked])
        kept = [(row, score) for row, score in ranked if row in reviews][:k]
        sentences = self._store.sentences([row for row, _ in kept])
        matches = best_sentences(
            question, vector, [[s.text for s in sentences[row]] for row, _ in kept], embedder
        )
        return tuple(
            Hit(reviews[row], state.films.get(reviews[row].film_id), score, match or reviews[row].text)
            for (row, score), match in zip(kept, matches, strict=True)
        )

    def similar_films(self, film_id: str, k: int = 5) -> tuple[tuple[Film, float], ...]:
        """Films whose reviews read like a film's: cosine between mean review vectors, best first.

        Only films with at least three reviews are compared; the mean of all films is taken out first, as
        what all reviews share says nothing.
        """
        state = self._current()
        ids, means = self._film_means(state)
        if film_id not in ids:
            return ()
        scores = means @ means[ids.index(film_id)]
        order = [i for i in np.argsort(-scores) if ids[i] != film_id and ids[i] in state.films][:k]
        return tuple((state.films[ids[i]], float(scores[i])) for i in order)

    def _film_means(self, state: _State) -> tuple[Sequence[str], Vectors]:
        if self._means[0] == state.change:
            return self._means[1:]
        rows, found = self._store.vectors()
        film_of = self._store.film_of_rows()
        ids = sorted(film.id for film in state.films.values() if film.reviews >= 3)
        place = {id: i for i, id in enumerate(ids)}
        where = np.array([place.get(film_of.get(row, ""), -1) for row in rows.tolist()], np.int64)
        sums = np.zeros((len(ids), found.shape[1]), np.float32)
        np.add.at(sums, where[where >= 0], found[where >= 0])
        directions = _normalised(sums)
        self._means = state.change, ids, _normalised(directions - directions.mean(axis=0))
        return self._means[1:]

    # --- comparing, ranking, recommending -----------------------------------------------------------------

    def compare(
        self, first: Film | Person, second: Film | Person, aspect: Aspect | None = None
    ) -> Comparison:
        """What reviewers say of two films, or of two people, and where they differ.

        Raises:
            KeyError: there is no such film or person any more.
        """
        return contrasted(self._opinion_of(first, aspect), self._opinion_of(second, aspect), aspect)

    def _opinion_of(self, one: Film | Person, aspect: Aspect | None) -> Opinion:
        if isinstance(one, Film):
            return self.opinion_of_film(one.id, aspect)
        return self.opinion_of_person(one.id, aspect)

    def rank(self, criteria: Criteria) -> Ranking:
        """The films that fit, the best or the worst first."""
        films = self._current().films.values()
        counted = self._counted(criteria.aspect or tallies.VERDICT)
        return ranking.rank(films, counted, criteria, self._settings.search.ranked_from)

    def genres(self) -> list[tuple[str, int]]:
        """Every genre and how many films here have it, the commonest first."""
        return ranking.genres(self._current().films.values())

    def films_with(self, criteria: Criteria, liked: bool = False) -> tuple[Film, ...]:
        """The films that fit and have enough reviews, or only those that most reviewers are for."""
        films = self._current().films.values()
        counted = self._counted(tallies.VERDICT)
        return ranking.enough(films, counted, criteria, self._settings.search.ranked_from, liked)

    def recommend_like(self, film_id: str, k: int = 5, genre: str = "") -> tuple[Recommended, ...]:
        """Films whose reviews read like a film's, the likest first, never another edition of it.

        Raises:
            KeyError: there is no such film.
        """
        state = self._current()
        films = {film.id: film for film in ranking.of_genre(state.films.values(), genre)}
        return self._adviser(state).like(state.films[film_id], films, k)

    def recommend(
        self, description: str, k: int = 5, genre: str = "", person_id: int | None = None
    ) -> tuple[Recommended, ...]:
        """Films whose reviews read like a description, the likest first; none where none comes near.

        With a person only films in which they are credited, whether the words come near these or not.

        Raises:
            ModelError: the model is missing, or the index was made with another.
        """
        question = clean(description)
        if not question:
            return ()
        state = self._current()
        vector = self._its_embedder().embed([question])[0]
        ranked = state.retriever.rank(question, vector, recommending.CANDIDATES)
        person = state.people.get(person_id) if person_id is not None else None
        films = {
            film.id: film
            for film in ranking.of_genre(state.films.values(), genre)
            if person_id is None or (person is not None and film.id in person.films)
        }
        return self._adviser(state).described(
            question, vector, ranked, films, k, near_or_not=person_id is not None
        )

    def _its_embedder(self) -> Embedder:
        """The model, if it is the one that the index was made with; raises ModelError otherwise."""
        if (stored := self._store.meta("model")) != self._embedder.name:
            raise ModelError(
                f"This index was made with the model {stored!r}, config.toml names {self._embedder.name!r}; "
                "build the index again, or change [embedding] model back."
            )
        return self._embedder

    def _counted(self, thing: str) -> dict[str, tallies.Counted]:
        return tallies.of_films(self._store, thing)

    def _adviser(self, state: _State) -> Adviser:
        if self._advises is None or self._advises[0] != state.change:
            self._advises = state.change, Adviser(self._store, state.films, self._its_embedder)
        return self._advises[1]


def _normalised(vectors_: Vectors) -> Vectors:
    lengths = np.maximum(np.linalg.norm(vectors_, axis=1, keepdims=True), 1e-9)
    return np.asarray(vectors_ / lengths, np.float32)
