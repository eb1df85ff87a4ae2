"""What is read from one place: the corpus without the sources that are left out there, and the reviews that
the circle of people there wrote itself. Everything a library tells of reviews comes through here."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from . import tallies
from .circles import Circles
from .embed import Vectors
from .matching import best_sentences
from .recommending import Reading
from .search import weigh
from .seen import Seen, changes_of, everything, narrowed
from .settings import SearchSection
from .shelf import Shelf
from .store import Store
from .types import JudgedReview, Polarity, Review, Scope

Place = tuple[int, int]
"""A stored review: which of the stores (0 the corpus, 1 the circle's own), and its row there."""


@dataclass(frozen=True, slots=True)
class Among:
    """Which reviews are searched: a film's, those that name a person, those on one side."""

    film_id: str | None = None
    person_id: int | None = None
    polarity: Polarity | None = None

    @property
    def is_all(self) -> bool:
        """Whether nothing narrows the search."""
        return not self.film_id and self.person_id is None and not self.polarity


class View:
    """Reviews, films and people as they are seen from a place; safe from several threads."""

    def __init__(
        self,
        shelf: Shelf,
        circles: Circles | None = None,
        scope: Scope = Scope(),  # noqa: B008  # frozen
        whole: "View | None" = None,
    ) -> None:
        """`whole` is the view of the entire corpus that a narrower one starts from."""
        self.shelf = shelf
        self.scope = scope
        self._circles = circles
        self._whole = whole
        self._seen = everything(shelf.current()) if whole is None else whole.seen()

    def seen(self) -> Seen:
        """The films and people that are seen now."""
        if self._whole is None:
            state = self.shelf.current()
            if self._seen.changes != changes_of(state.change, None):
                self._seen = everything(state)
            return self._seen
        base, own = self._whole.seen(), self.own()
        if own is None and not self.scope.without:
            self._seen = base
            return base
        theirs = own.current() if own is not None else None
        changes = changes_of(base.changes[0], theirs)
        if self._seen.changes != changes or self._seen is base:
            self._seen = narrowed(base, self.shelf, self.scope.without, theirs)
        return self._seen

    def own(self) -> Shelf | None:
        """The shelf of the circle's own reviews, if it has written any."""
        if not self.scope.members or self._circles is None:
            return None
        return self._circles.shelf(self.scope.members)

    def _stores(self) -> list[Store]:
        own = self.own()
        return [self.shelf.store] if own is None else [self.shelf.store, own.store]

    def judged(self, film_id: str | None, person_id: int | None) -> tuple[JudgedReview, ...]:
        """The judged reviews of a film, or those that name a person; the circle's own come first."""
        public = self.shelf.store.judged(
            film_id=film_id or "", person_id=person_id, without=self.scope.without
        )
        own, seen = self.own(), self.seen()
        if own is None:
            return public
        theirs: list[JudgedReview] = []
        for own_film, own_person in _own_names(seen, film_id, person_id):
            theirs += own.store.judged(film_id=own_film, person_id=own_person)
        return (*(replace(j, review=_as_seen(seen, j.review)) for j in theirs), *public)

    def places(self, among: Among) -> list[Place]:
        """Where the reviews are stored; the circle's own come first, each store's in its order."""
        return [
            (place, row)
            for place in range(len(self._stores()) - 1, -1, -1)
            for row in sorted(self._rows(place, among))
        ]

    def _rows(self, place: int, among: Among) -> list[int]:
        store, polarity = self._stores()[place], among.polarity or ""
        if place == 0:
            return store.rows(
                film_id=among.film_id or "", person_id=among.person_id, polarity=polarity,
                without=self.scope.without,
            )  # fmt: skip
        names = _own_names(self.seen(), among.film_id, among.person_id)
        return [
            row
            for film, person in names
            for row in store.rows(film_id=film, person_id=person, polarity=polarity)
        ]

    def reviews(self, places: Iterable[Place]) -> dict[Place, Review]:
        """The reviews at those places that are (still) stored."""
        wanted, seen, found = list(places), self.seen(), dict[Place, Review]()
        for place, store in enumerate(self._stores()):
            rows = [row for which, row in wanted if which == place]
            found.update(
                ((place, row), _as_seen(seen, review)) for row, review in store.reviews(rows).items()
            )
        return found

    def judged_at(self, places: Sequence[Place]) -> dict[Place, JudgedReview]:
        """As `reviews`, with their judged sentences."""
        reviews, found = self.reviews(places), dict[Place, JudgedReview]()
        for which, store in enumerate(self._stores()):
            sentences = store.sentences([row for place, row in reviews if place == which])
            found.update(
                ((which, row), JudgedReview(reviews[which, row], said)) for row, said in sentences.items()
            )
        return found

    def matches(self, reviews: Mapping[Place, Review], vector: Vectors) -> dict[Place, str]:
        """The sentence of each stored review that comes nearest to a question's vector."""
        found = dict[Place, str]()
        for which, store in enumerate(self._stores()):
            rows = [row for place, row in reviews if place == which]
            spans, codes = store.spans(rows), store.codes(rows)
            best = best_sentences(vector, [codes.get(row, b"") for row in rows])
            for row, number in zip(rows, best, strict=True):
                text = reviews[which, row].text
                # there may be none, or others than were coded where the review is being judged anew
                found[which, row] = text[slice(*spans[row][number])] if number < len(spans[row]) else text
        return found

    def review(self, review_id: str) -> Review | None:
        """The review of that id, if it is seen here."""
        review = self.shelf.store.review(review_id)
        if review is not None:
            return None if review.source in self.scope.without else review
        own = self.own()
        review = own.store.review(review_id) if own is not None else None
        return _as_seen(self.seen(), review) if review is not None else None

    def ranked(
        self,
        text: str,
        vector: Vectors,
        k: int,
        settings: SearchSection,
        among: Among = Among(),  # frozen
        exclude: Collection[str] = (),
        other_than: str | None = None,
    ) -> list[tuple[Place, float]]:
        """The places of the reviews that fit a text best with their scores, see `search.Retriever.gather`."""
        seen, own = self.seen(), self.own()
        gathered = []
        for place, shelf in enumerate([self.shelf] if own is None else [self.shelf, own]):
            without = shelf.store.rows_of_ids(exclude)
            if other_than:
                names = [other_than] if place == 0 else seen.own.get(other_than, ())
                without += [row for name in names for row in shelf.store.rows(film_id=name)]
            rows = None if among.is_all else self._rows(place, among)
            hidden = self.scope.without if place == 0 else frozenset[str]()
            retriever = shelf.current().retriever
            gathered.append(retriever.gather(text, vector, among=rows, without=without, hidden=hidden))
        return [((place, row), score) for place, row, score in weigh(gathered, settings, k)]

    def nearest(
        self,
        film_id: str,
        vector: Vectors,
        reading: Reading | None = None,
        side: Polarity | None = None,
    ) -> list[tuple[Place, float]]:
        """A film's reviews with their cosine to a vector (a mean of `reading`, if given), nearest first.

        `side` leaves only those for or against the film.
        """
        found: list[tuple[Place, float]] = []
        for place, store in enumerate(self._stores()):
            rows, vectors = store.vectors(self._rows(place, Among(film_id=film_id, polarity=side)))
            if len(rows):
                scores = (reading.towards(vectors) if reading is not None else vectors) @ vector
                found += [((place, int(row)), float(score)) for row, score in zip(rows, scores, strict=True)]
        return sorted(found, key=lambda item: -item[1])

    def films_at(self, places: Iterable[Place]) -> list[str]:
        """The film that the review at each place is of; an empty id where it is of none."""
        seen, own = self.seen(), self.own()
        theirs = own.film_of_rows() if own is not None else {}
        public = self.shelf.film_of_rows()
        return [
            public.get(row, "") if place == 0 else seen.film_of(theirs.get(row, "")) for place, row in places
        ]

    def counted(self, thing: str) -> dict[str, tallies.Counted]:
        """How many reviews of each film are on which side of a thing, see `tallies`."""
        found = tallies.of_films(self.shelf.store, thing, self.scope.without)
        own, seen = self.own(), self.seen()
        for own_id, counts in (tallies.of_films(own.store, thing) if own is not None else {}).items():
            film_id = seen.film_of(own_id)
            found[film_id] = found.get(film_id, tallies.Counted()).plus(counts)
        return found

    def counted_of(self, film_id: str) -> dict[str, tallies.Counted]:
        """How many reviews of a film are on which side of each thing."""
        found = tallies.of_film(self.shelf.store, film_id, self.scope.without)
        own, seen = self.own(), self.seen()
        for own_id in seen.own.get(film_id, ()) if own is not None else ():
            assert own is not None
            for thing, counts in tallies.of_film(own.store, own_id).items():
                found[thing] = found.get(thing, tallies.Counted()).plus(counts)
        return found


def _own_names(seen: Seen, film_id: str | None, person_id: int | None) -> list[tuple[str, int | None]]:
    """How the circle's own shelf calls a film, a person or both; empty where it lacks one."""
    films: Sequence[str] = ("",) if film_id is None else seen.own.get(film_id, ())
    person: int | None = None
    if person_id is not None:
        known = seen.people.get(person_id)
        if known is None or known.name not in seen.own_people:
            return []
        person = seen.own_people[known.name]
    return [(film, person) for film in films]


def _as_seen(seen: Seen, review: Review) -> Review:
    film_id = seen.film_of(review.film_id)
    return review if film_id == review.film_id else replace(review, film_id=film_id)
