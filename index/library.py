"""Everything that can be asked of a built index, in one place.

All methods block (SQLite, FAISS, the model) and may be called from several threads. Answers follow the
store: what another process commits is seen by the next question, without a restart.
"""

import threading
from collections import OrderedDict
from collections.abc import Collection, Sequence
from copy import copy
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Self

import numpy as np

from .circles import Circles
from .clean import clean
from .embed import Embedder, SentenceTransformerEmbedder
from .errors import IndexMissing, ModelError
from .lookup import Named
from .matching import best_sentences
from .opinions import evidence, form_opinion
from .quotes import rank_quotes
from .search import weigh
from .seen import Seen, everything, narrowed
from .settings import Settings
from .shelf import Shelf
from .store import Store
from .types import (
    Aspect,
    Film,
    FilmMatch,
    Hit,
    JudgedReview,
    Opinion,
    Person,
    PersonMatch,
    Polarity,
    Quote,
    Review,
    Scope,
    Stats,
)

_PLACES = 256  # kept at hand; each holds its own counts and opinions


class Library:
    """An opened index, as far as it is seen from one place."""

    def __init__(
        self,
        shelf: Shelf,
        settings: Settings,
        embedder: Embedder | None = None,
        circles: Circles | None = None,
    ) -> None:
        """Use `open`."""
        self._shelf = shelf
        self._settings = settings
        self._loaded_embedder = embedder
        self._loading = threading.Lock()
        self._scope = Scope()
        self._whole = self
        self._circles = circles
        self._places: OrderedDict[Scope, Library] = OrderedDict()
        self._opinions: dict[tuple[tuple[int, int], str, int, str], Opinion] = {}
        self._seen = everything(shelf.current())

    @classmethod
    def open(
        cls,
        folder: Path,
        settings: Settings,
        *,
        embedder: Embedder | None = None,
        members: Path | None = None,
    ) -> Self:
        """Opens the index of a folder.

        The embedding model is loaded with the first question that needs it (or by `warm_up`). `members` is
        the folder of what circles of people wrote themselves; without it there is no such thing.

        Raises:
            IndexMissing: there is no index, or nothing was built yet.
            IndexDamaged: the store can't be read.
        """
        shelf = Shelf(folder, settings.search)
        if not shelf.store.counts()["reviews"]:
            shelf.close()
            raise IndexMissing(
                f"The index in {folder} holds no reviews; build one first: python -m index build demo"
            )
        circles = Circles(members, shelf, settings.search) if members is not None else None
        return cls(shelf, settings, embedder, circles)

    def within(self, scope: Scope) -> "Library":
        """The library as it is seen from a place. Cheap: the places asked last are kept."""
        whole = self._whole
        if scope == Scope():
            return whole
        with whole._loading:
            place = whole._places.get(scope)
            if place is None:
                place = copy(whole)
                place._scope = scope
                whole._places[scope] = place
            whole._places.move_to_end(scope)
            while len(whole._places) > _PLACES:
                whole._places.popitem(last=False)
        return place

    @property
    def circles(self) -> Circles | None:
        """What circles of people wrote themselves."""
        return self._circles

    def close(self) -> None:
        """Closes the stores."""
        if self._circles is not None:
            self._circles.close()
        self._shelf.close()

    def warm_up(self) -> None:
        """Loads the model and answers one question, so that the first person does not wait for it."""
        self.search("a film", k=1)

    @property
    def embedder(self) -> Embedder:
        """The embedding model, loaded when it is first needed."""
        whole = self._whole
        with whole._loading:
            if whole._loaded_embedder is None:
                whole._loaded_embedder = SentenceTransformerEmbedder(self._settings.embedding)
            return whole._loaded_embedder

    def _own(self) -> Shelf | None:
        """The shelf of the circle's own reviews, if it has written any."""
        if not self._scope.members or self._circles is None:
            return None
        return self._circles.shelf(self._scope.members)

    def _current(self) -> Seen:
        """The films and people that are seen now."""
        state, whole = self._shelf.current(), self._whole
        if self is whole:
            if self._seen.changes != (state.change, -1):
                self._seen, self._opinions = everything(state), {}
            return self._seen
        base, own = whole._current(), self._own()
        if own is None and not self._scope.without:
            self._seen, self._opinions = base, whole._opinions
            return base
        theirs = own.current() if own is not None else None
        changes = (base.changes[0], theirs.change if theirs is not None else -1)
        if self._opinions is whole._opinions or self._seen.changes != changes:
            self._seen = narrowed(base, self._shelf, self._scope.without, theirs)
            self._opinions = {}
        return self._seen

    # --- looking things up --------------------------------------------------------------------------------

    def stats(self) -> Stats:
        """What the index holds."""
        store, own, seen = self._shelf.store, self._own(), self._current()
        sources = {name: n for name, n in store.sources().items() if name not in self._scope.without}
        counts = store.counts(self._scope.without)
        return Stats(
            sum(sources.values()), len(seen.films), len(seen.people), counts["sentences"],
            sources, store.meta("model"), store.meta("updated"),
            own.store.counts()["reviews"] if own is not None else 0,
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
        seen = self._current()
        film = seen.films[film_id]
        key = (seen.changes, film_id, -1, aspect or "")
        opinion = self._opinions.get(key)
        if opinion is None:
            opinion = form_opinion(
                subject=film.name, kind="film", id=film.id,
                judged=self._judged(film_id, None), aspect=aspect, films=(film,),
            )  # fmt: skip
            self._remember(key, opinion)
        return opinion

    def opinion_of_person(self, person_id: int, aspect: Aspect | None = None) -> Opinion:
        """What reviewers say of a person, from the sentences that name them.

        Raises:
            KeyError: there is no such person.
        """
        seen = self._current()
        person = seen.people[person_id]
        key = (seen.changes, "", person_id, aspect or "")
        opinion = self._opinions.get(key)
        if opinion is None:
            films = [seen.films[id] for id in person.films if id in seen.films]
            films.sort(key=lambda film: -film.reviews)
            opinion = form_opinion(
                subject=person.name, kind="person", id=str(person.id),
                judged=self._judged(None, person_id), aspect=aspect, films=films,
            )  # fmt: skip
            self._remember(key, opinion)
        return opinion

    def _remember(self, key: tuple[tuple[int, int], str, int, str], opinion: Opinion) -> None:
        if len(self._opinions) >= 1024:
            self._opinions.clear()
        self._opinions[key] = opinion

    def _judged(self, film_id: str | None, person_id: int | None) -> tuple[JudgedReview, ...]:
        """The judged reviews of a film, or those that name a person; the circle's own come first."""
        public = self._shelf.store.judged(
            film_id=film_id or "", person_id=person_id, without=self._scope.without
        )
        own, seen = self._own(), self._current()
        if own is None:
            return public
        theirs: list[JudgedReview] = []
        for own_film, own_person in self._own_names(seen, film_id, person_id):
            theirs += own.store.judged(film_id=own_film, person_id=own_person)
        shown = (replace(j, review=self._as_seen(seen, j.review)) for j in theirs)
        return (*shown, *public)

    def _own_names(
        self, seen: Seen, film_id: str | None, person_id: int | None
    ) -> list[tuple[str, int | None]]:
        """How the circle's own shelf calls a film, a person or both; empty where it lacks one."""
        films: Sequence[str] = ("",) if film_id is None else seen.own.get(film_id, ())
        person: int | None = None
        if person_id is not None:
            known = seen.people.get(person_id)
            if known is None or known.name not in seen.own_people:
                return []
            person = seen.own_people[known.name]
        return [(film, person) for film in films]

    def _as_seen(self, seen: Seen, review: Review) -> Review:
        film_id = seen.film_of(review.film_id)
        return review if film_id == review.film_id else replace(review, film_id=film_id)

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
            self._judged(film_id, person_id),
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
            self._judged(film_id, person_id),
            thing, polarity, aspect=aspect, person=person.name if person else None,
        )  # fmt: skip

    def reviews_of(
        self, film_id: str, offset: int = 0, limit: int = 5, polarity: Polarity | None = None
    ) -> tuple[Review, ...]:
        """A page of a film's reviews, or of those whose verdict is `polarity`; see `count_of`.

        The circle's own come first, then those of the corpus in the order they were stored.
        """
        seen = self._current()
        found: list[Review] = []
        for store, rows in self._rows_of_film(film_id, polarity):
            page = rows[offset : offset + limit - len(found)]
            reviews = store.reviews(page)
            found += [self._as_seen(seen, reviews[row]) for row in page if row in reviews]
            offset = max(offset - len(rows), 0)
        return tuple(found)

    def count_of(self, film_id: str, polarity: Polarity | None = None) -> int:
        """How many reviews `reviews_of` pages through."""
        return sum(len(rows) for _, rows in self._rows_of_film(film_id, polarity))

    def _rows_of_film(self, film_id: str, polarity: Polarity | None) -> list[tuple[Store, list[int]]]:
        found: list[tuple[Store, list[int]]] = []
        own = self._own()
        if own is not None:
            for own_film, _ in self._own_names(self._current(), film_id, None):
                found.append((own.store, own.store.rows(film_id=own_film, polarity=polarity or "")))
        store = self._shelf.store
        rows = store.rows(film_id=film_id, polarity=polarity or "", without=self._scope.without)
        return [(one, sorted(rows_)) for one, rows_ in (*found, (store, rows))]

    def review(self, review_id: str) -> Review | None:
        """The review of that id, if it is seen here."""
        review = self._shelf.store.review(review_id)
        if review is not None:
            return None if review.source in self._scope.without else review
        own = self._own()
        review = own.store.review(review_id) if own is not None else None
        return self._as_seen(self._current(), review) if review is not None else None

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
        return self._hits(text, k, _Among(film_id=film_id), exclude, other_than)

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
        return self._hits(text, k, _Among(film_id, person_id, polarity), exclude)

    def _hits(
        self, text: str, k: int, among: "_Among", exclude: Collection[str], other_than: str | None = None
    ) -> tuple[Hit, ...]:
        question = clean(text)
        if not question or k < 1:
            return ()
        seen = self._current()
        shelf, own, embedder = self._shelf, self._own(), self.embedder
        stored = shelf.store.meta("model")
        if embedder.name != stored:
            raise ModelError(
                f"This index was made with the model {stored!r}, config.toml now names {embedder.name!r}; "
                "build the index again, or change [embedding] model back."
            )
        vector = embedder.embed([question])[0]
        parts = [(shelf, among.rows(shelf.store, among.film_id, among.person_id, self._scope.without))]
        if own is not None:
            rows = None if among.is_all else [
                row
                for film, person in self._own_names(seen, among.film_id, among.person_id)
                for row in among.rows(own.store, film, person) or ()
            ]  # fmt: skip
            parts.append((own, rows))
        gathered = []
        for part, rows in parts:
            without = part.store.rows_of_ids(exclude)
            if other_than:
                names = [other_than] if part is shelf else seen.own.get(other_than, ())
                without += [row for name in names for row in part.store.rows(film_id=name)]
            hidden = self._scope.without if part is shelf else frozenset[str]()
            retriever = part.current().retriever
            gathered.append(retriever.gather(question, vector, among=rows, without=without, hidden=hidden))
        # a few more than asked, in case some were removed a moment ago
        ranked = weigh(gathered, self._settings.search, k + 5)
        reviews: dict[tuple[int, int], Review] = {}
        sentences: dict[tuple[int, int], list[str]] = {}
        for place, (part, _) in enumerate(parts):
            rows_ = [row for which, row, _ in ranked if which == place]
            for row, review in part.store.reviews(rows_).items():
                reviews[place, row] = self._as_seen(seen, review)
            for row, judged in part.store.sentences(list(part.store.reviews(rows_))).items():
                sentences[place, row] = [s.text for s in judged]
        kept = [(place, row, score) for place, row, score in ranked if (place, row) in reviews][:k]
        matches = best_sentences(
            question, vector, [sentences.get((place, row), []) for place, row, _ in kept], embedder
        )
        return tuple(
            Hit(review, seen.films.get(review.film_id), score, match or review.text)
            for (place, row, score), match in zip(kept, matches, strict=True)
            for review in (reviews[place, row],)
        )

    def similar_films(self, film_id: str, k: int = 5) -> tuple[tuple[Film, float], ...]:
        """Films whose reviews read like a film's: cosine between mean review vectors, best first.

        Only films with at least three reviews in the corpus are compared.
        """
        seen = self._current()
        ids, means = self._shelf.film_means()
        if film_id not in ids:
            return ()
        scores = means @ means[ids.index(film_id)]
        order = [i for i in np.argsort(-scores) if ids[i] != film_id and ids[i] in seen.films][:k]
        return tuple((seen.films[ids[i]], float(scores[i])) for i in order)


@dataclass(frozen=True, slots=True)
class _Among:
    """Which reviews are searched: a film's, those that name a person, those on one side."""

    film_id: str | None = None
    person_id: int | None = None
    polarity: Polarity | None = None

    @property
    def is_all(self) -> bool:
        return not self.film_id and self.person_id is None and not self.polarity

    def rows(
        self, store: Store, film_id: str | None, person_id: int | None, without: Collection[str] = ()
    ) -> list[int] | None:
        """The rows of a store that knows the film and the person by these names; None for all."""
        if self.is_all:
            return None
        return store.rows(
            film_id=film_id or "", person_id=person_id, polarity=self.polarity or "", without=without
        )
