"""Films to see: what of a view is looked at for a recommendation, and in which order."""

from collections.abc import Callable, Sequence

from . import ranking, recommending, tallies
from .embed import Embedder, Vectors
from .settings import SearchSection
from .types import Film, Polarity, Quote, Recommended
from .view import Place, View


def like_film(
    view: View, embedder: Callable[[], Embedder], film_id: str, k: int, genre: str = ""
) -> tuple[Recommended, ...]:
    """Films whose reviews read like a film's, the likest first, never another edition of it.

    Raises:
        KeyError: there is no such film.
    """
    seen, reading = view.seen(), view.shelf.reading()
    film, own = seen.films[film_id], reading.place(film_id)
    films = {one.id: one for one in ranking.of_genre(seen.films.values(), genre)}
    found = recommending.like_film(film, reading, films, view.counted(tallies.VERDICT))[:k]
    if own is None or not found:
        return ()
    vector = reading.means[own]
    nearest = [_judged(view, view.nearest(other.id, vector, reading)) for other in found]
    why = recommending.why(nearest, "", vector, embedder, reading)
    return _recommended(view, found, why, film)


def described(
    view: View, embedder: Callable[[], Embedder], search: SearchSection, question: str, vector: Vectors,
    k: int, genre: str = "", person_id: int | None = None,
) -> tuple[Recommended, ...]:  # fmt: skip
    """Films whose reviews read like a description, the likest first; none where none comes near.

    `vector` is the description's embedding, `(dimension,) float32`; `person_id` leaves only their films.
    """
    seen, reading = view.seen(), view.shelf.reading()
    ranked = view.ranked(question, vector, recommending.CANDIDATES, search)
    person = seen.people.get(person_id) if person_id is not None else None
    films = {
        one.id: one
        for one in ranking.of_genre(seen.films.values(), genre)
        if person_id is None or (person is not None and one.id in person.films)
    }
    film_ids = view.films_at([place for place, _ in ranked])
    told = [(film_id, score) for film_id, (_, score) in zip(film_ids, ranked, strict=True)]
    verdicts = view.counted(tallies.VERDICT)
    found = recommending.like_words(question, vector, told, reading, films, verdicts)[: 2 * k]
    # who names somebody, or no more than a genre, asks for films that no words may come near
    open_to_all = person is not None or recommending.is_bare(question)
    side: Polarity | None = "pos" if open_to_all else None
    nearest = {film.id: _judged(view, view.nearest(film.id, vector, side=side)) for film in found}
    scores = {id: max((each.score for each in near), default=0.0) for id, near in nearest.items()}
    if not open_to_all:
        # a genre that is spoken of is a sign by itself that a film was described
        genre_told = recommending.genres_meant(question)
        nearest_of_all = max(scores.values(), default=0.0)
        if nearest_of_all < (recommending.NEAR_ENOUGH if genre_told else recommending.NEAR):
            return ()
        found = [film for film in found if scores[film.id] >= recommending.NEAR_ENOUGH]
    found = found[:k]
    why = recommending.why([nearest[film.id] for film in found], question, vector, embedder, None)
    return _recommended(view, found, why, None)


def _recommended(
    view: View, films: Sequence[Film], why: Sequence[Quote | None], like: Film | None
) -> tuple[Recommended, ...]:
    theirs = view.counted_of(like.id) if like else None
    made = {*like.directors, *like.cast} if like else set()
    found = []
    for film, quote in zip(films, why, strict=True):
        mine = view.counted_of(film.id)
        both = tuple(n for n in dict.fromkeys((*film.directors, *film.cast)) if n in made)
        verdict = mine.get(tallies.VERDICT, tallies.Counted()).tally
        found.append(Recommended(film, verdict, quote, tuple(recommending.praised(mine, theirs)), both))
    return tuple(found)


def _judged(view: View, scored: Sequence[tuple[Place, float]]) -> list[recommending.Near]:
    """The nearest of some reviews, judged."""
    nearest = scored[: recommending.LOOKED_AT]
    judged = view.judged_at([place for place, _ in nearest])
    return [recommending.Near(judged[place], score) for place, score in nearest if place in judged]
