"""Everything that can be asked of a built index, in one place.

All methods block (SQLite, FAISS, the model) and may be called from several threads. Answers follow the
store: what another process commits is seen by the next question, without a restart.
"""

import threading
from collections import OrderedDict
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import Self

import numpy as np

from . import advice, ranking, tallies
from .circles import Circles
from .clean import clean, storable
from .comparison import contrasted
from .embed import Embedder, Vectors
from .errors import IndexMissing, ModelError
from .language import spoken
from .lookup import Named
from .model import Model
from .opinion_cache import OpinionCache
from .opinions import evidence, form_opinion
from .quotes import rank_quotes
from .seen import Seen
from .settings import Settings
from .shelf import Shelf
from .types import (
    Aspect,
    Comparison,
    Criteria,
    Film,
    FilmMatch,
    Hit,
    JudgedReview,
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
from .view import Among, View

_OPINIONS = 2048  # kept at hand
_PLACES = 128  # kept at hand; each counts for itself: 3 MB where there are 10,000 films and 50,000 people


class Library:
    """An opened index, as far as it is seen from one place."""

    def __init__(
        self, view: View, settings: Settings, model: Model, circles: Circles | None = None
    ) -> None:
        """Use `open`."""
        self._view = view
        self._settings = settings
        self._model = model
        self._circles = circles
        self._whole = self
        self._places: OrderedDict[Scope, Library] = OrderedDict()
        self._placing = threading.Lock()
        self._opinions = OpinionCache(_OPINIONS)

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
        return cls(View(shelf), settings, Model(settings, embedder), circles)

    def within(self, scope: Scope) -> "Library":
        """The library as it is seen from a place. Cheap: the places asked last are kept."""
        whole = self._whole
        if scope == Scope():
            return whole
        with whole._placing:
            place = whole._places.get(scope)
            if place is None:
                view = View(whole._view.shelf, whole._circles, scope, whole._view)
                place = Library(view, whole._settings, whole._model, whole._circles)
                place._whole, place._opinions = whole, whole._opinions
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
        self._view.shelf.close()

    def warm_up(self) -> None:
        """Loads the model and answers one question, so that the first person does not wait for it."""
        self.search("a film", k=1)
        self._view.shelf.reading()

    @property
    def embedder(self) -> Embedder:
        """The embedding model."""
        return self._model.load()

    # --- looking things up --------------------------------------------------------------------------------

    def stats(self) -> Stats:
        """What the index holds."""
        view = self._view
        store, own, seen, without = view.shelf.store, view.own(), view.seen(), view.scope.without
        sources = {name: n for name, n in store.sources().items() if name not in without}
        counts = store.counts(without)
        theirs = own.store.counts() if own is not None else {"reviews": 0, "sentences": 0}
        return Stats(
            sum(sources.values()), len(seen.films), len(seen.people),
            counts["sentences"] + theirs["sentences"],
            sources, store.meta("model"), store.meta("updated"), theirs["reviews"],
        )  # fmt: skip

    def suggest_films(self, typed: str, limit: int = 25) -> list[Film]:
        """Films to offer while somebody types a title, likeliest first."""
        return self._view.seen().lookup.suggest_films(typed, limit)

    def suggest_people(self, typed: str, limit: int = 25) -> list[Person]:
        """People to offer while somebody types a name, likeliest first."""
        return self._view.seen().lookup.suggest_people(typed, limit)

    def find_film(self, text: str, *, quick: bool = False) -> FilmMatch:
        """The film that a title, with or without its year, or an id means; `quick` as in `Lookup.film`."""
        return self._view.seen().lookup.film(text, quick=quick)

    def find_person(self, text: str, *, quick: bool = False) -> PersonMatch:
        """The person that a name, a surname or a person id means; `quick` as in `Lookup.person`."""
        return self._view.seen().lookup.person(text, quick=quick)

    def kin(self, film: Film) -> tuple[Film, ...]:
        """Films that somebody may have meant who was told of this one, for their titles are like it."""
        return self._view.seen().lookup.kin(film)

    def judge(self, text: str, features: Sequence[float]) -> Mapping[str, float]:
        """The probability of each kind of question, see `IntentHead.judge`; empty without a model."""
        try:
            return self._model.intents().judge(storable(text), features)
        except ModelError:
            return {}

    def named_in(self, text: str) -> tuple[Named, ...]:
        """Films and people that a free sentence names."""
        return self._view.seen().lookup.named_in(text)

    def unknown_in(self, text: str) -> tuple[str, ...]:
        """Names in a free sentence that stand for a film or person of which there is nothing here."""
        return self._view.seen().lookup.unknown_in(text)

    def film(self, film_id: str) -> Film | None:
        """The film of that id, if it has reviews."""
        return self._view.seen().films.get(film_id)

    def person(self, person_id: int) -> Person | None:
        """The person of that id, if credited in a film that has reviews."""
        return self._view.seen().people.get(person_id)

    # --- opinions -----------------------------------------------------------------------------------------

    def opinion_of_film(self, film_id: str, aspect: Aspect | None = None) -> Opinion:
        """What reviewers say of a film, or of one aspect of it.

        Raises:
            KeyError: there is no such film.
        """
        seen = self._view.seen()
        return self._opinion(seen, seen.films[film_id], (seen.films[film_id],), aspect)

    def opinion_of_person(self, person_id: int, aspect: Aspect | None = None) -> Opinion:
        """What reviewers say of a person, from the sentences that name them.

        Raises:
            KeyError: there is no such person.
        """
        seen = self._view.seen()
        person = seen.people[person_id]
        films = sorted(
            (seen.films[id] for id in person.films if id in seen.films), key=lambda film: -film.reviews
        )
        return self._opinion(seen, person, tuple(films), aspect)

    def _opinion(
        self, seen: Seen, subject: Film | Person, films: tuple[Film, ...], aspect: Aspect | None
    ) -> Opinion:
        """Forms an opinion, unless the last one still holds: nothing in the corpus and none of the circle's
        own reviews of the same subject has changed.

        Where nothing sets the subject apart here, it is formed and kept for all places, by the view that sees
        no circle: so that what one writes meanwhile gets into no opinion that others are shown.
        """
        film_id, person_id = (subject.id, None) if isinstance(subject, Film) else (None, subject.id)
        view, without, theirs = self._view, self._view.scope.without, self._own(seen, subject)
        place: tuple[object, ...] = (seen.changes[1], without)
        whole = self._whole._view.seen().films
        if not without and not theirs and all(whole.get(film.id) == film for film in films):
            view, place = self._whole._view, ()
        return self._opinions.get(
            (film_id, person_id, aspect, spoken(), place),
            (seen.changes[0], subject, films, theirs),
            lambda: form_opinion(
                subject=subject.name, kind="film" if isinstance(subject, Film) else "person",
                id=str(subject.id), judged=view.judged(film_id, person_id), aspect=aspect, films=films,
            ),
        )  # fmt: skip

    def _own(self, seen: Seen, subject: Film | Person) -> list[JudgedReview]:
        """What the circle itself has written of a film or a person, as it is stored."""
        shelf = self._view.own()
        if shelf is None:
            return []
        if isinstance(subject, Film):
            return [one for id in seen.own.get(subject.id, ()) for one in shelf.store.judged(film_id=id)]
        number = seen.own_people.get(subject.name)
        return list(shelf.store.judged(person_id=number)) if number is not None else []

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
            self._view.judged(film_id, person_id),
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
            self._view.judged(film_id, person_id),
            thing, polarity, aspect=aspect, person=person.name if person else None,
        )  # fmt: skip

    def reviews_of(
        self, film_id: str, offset: int = 0, limit: int = 5, polarity: Polarity | None = None
    ) -> tuple[Review, ...]:
        """A page of a film's reviews, or of those whose verdict is `polarity`; see `count_of`.

        The circle's own come first, then those of the corpus in the order they were stored.
        """
        places = self._view.places(Among(film_id=film_id, polarity=polarity))[offset : offset + limit]
        found = self._view.reviews(places)
        return tuple(found[place] for place in places if place in found)

    def count_of(self, film_id: str, polarity: Polarity | None = None) -> int:
        """How many reviews `reviews_of` pages through."""
        return len(self._view.places(Among(film_id=film_id, polarity=polarity)))

    def review(self, review_id: str) -> Review | None:
        """The review of that id, if it is seen here."""
        return self._view.review(review_id)

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
        return self._hits(text, k, Among(film_id=film_id), exclude, other_than)

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
        return self._hits(text, k, Among(film_id, person_id, polarity), exclude)

    def _hits(
        self,
        text: str,
        k: int,
        among: Among,
        exclude: Collection[str],
        other_than: str | None = None,
    ) -> tuple[Hit, ...]:
        question = clean(text)
        if not question or k < 1:
            return ()
        view, vector = self._view, self._embedded(question)
        wanted = k + 5  # some may have been removed a moment ago
        while True:
            ranked = view.ranked(
                question, vector, wanted, self._settings.search, among, exclude, other_than
            )
            reviews = view.reviews([place for place, _ in ranked])
            kept = [(place, score) for place, score in ranked if place in reviews][:k]
            if len(kept) == k or len(ranked) < wanted:
                break
            wanted *= 2
        matches = view.matches({place: reviews[place] for place, _ in kept}, vector)
        films = view.seen().films
        return tuple(
            Hit(reviews[place], films.get(reviews[place].film_id), score, matches[place])
            for place, score in kept
        )

    def _embedded(self, question: str) -> Vectors:
        """A question as a vector, `(dimension,) float32`, by the model that the index was made with."""
        stored = self._view.shelf.store.meta("model")
        if self.embedder.name != stored:
            raise ModelError(
                f"This index was made with the model {stored!r}, config.toml now names "
                f"{self.embedder.name!r}; build the index again, or change [embedding] model back."
            )
        vectors: Vectors = self.embedder.embed([question])
        return np.asarray(vectors[0], np.float32)

    def similar_films(self, film_id: str, k: int = 5) -> tuple[tuple[Film, float], ...]:
        """Films whose reviews read like a film's: cosine between mean review vectors, best first.

        Only films with at least three reviews in the corpus are compared.
        """
        films, reading = self._view.seen().films, self._view.shelf.reading()
        own = reading.place(film_id)
        if own is None:
            return ()
        scores, ids = reading.means @ reading.means[own], reading.ids
        order = [i for i in np.argsort(-scores) if i != own and ids[i] in films][:k]
        return tuple((films[ids[i]], float(scores[i])) for i in order)

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
        films = self._view.seen().films.values()
        counted = self._view.counted(criteria.aspect or tallies.VERDICT)
        return ranking.rank(films, counted, criteria, self._settings.search.ranked_from)

    def genres(self) -> list[tuple[str, int]]:
        """Every genre and how many films here have it, the commonest first."""
        return ranking.genres(self._view.seen().films.values())

    def films_with(self, criteria: Criteria, liked: bool = False) -> tuple[Film, ...]:
        """The films that fit and have enough reviews, or only those that most reviewers are for."""
        films = self._view.seen().films.values()
        counted = self._view.counted(tallies.VERDICT)
        return ranking.enough(films, counted, criteria, self._settings.search.ranked_from, liked)

    def recommend_like(self, film_id: str, k: int = 5, genre: str = "") -> tuple[Recommended, ...]:
        """Films whose reviews read like a film's, the likest first, never another edition of it.

        Raises:
            KeyError: there is no such film.
        """
        return advice.like_film(self._view, self._model.load, film_id, k, genre)

    def recommend(
        self, description: str, k: int = 5, genre: str = "", person_id: int | None = None
    ) -> tuple[Recommended, ...]:
        """Films whose reviews read like a description, the likest first; none where none comes near."""
        question = clean(description)
        if not question:
            return ()
        vector, search = self._embedded(question), self._settings.search
        return advice.described(self._view, self._model.load, search, question, vector, k, genre, person_id)
