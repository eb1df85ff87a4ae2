"""The films and people that are seen from one place: those of the corpus, less what is left out there, and
those that the members of a circle have written of."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

from .catalogue import mention_counts, review_counts
from .lookup import Lookup
from .shelf import Shelf, State
from .titles import title_key
from .types import Film, Person

OWN = "member:"
"""Begins the key of a film that a circle's members brought in."""


Changes = tuple[int, int, int]
"""State of the corpus; the circle's own shelf and its state, -1 where there is none."""


def changes_of(corpus: int, own: State | None) -> Changes:
    """What tells one state of what is read from all others."""
    return (corpus, own.shelf, own.change) if own is not None else (corpus, -1, -1)


@dataclass(frozen=True)
class Seen:
    """What is looked up from one place, for one state of what it reads.

    `own` leads from a film to the ids under which a circle's own shelf has it, `own_people` from a person's
    name to their number there.
    """

    changes: Changes
    films: Mapping[str, Film]
    people: Mapping[int, Person]
    lookup: Lookup
    own: Mapping[str, tuple[str, ...]]
    own_people: Mapping[str, int]

    def film_of(self, own_id: str) -> str:
        """The id under which a film of the circle's own shelf is seen."""
        return next((film_id for film_id, ids in self.own.items() if own_id in ids), own_id)


def everything(state: State) -> Seen:
    """All films and people of a shelf."""
    return Seen(
        changes_of(state.change, None), state.films, state.people,
        Lookup(list(state.films.values()), list(state.people.values())), {}, {},
    )  # fmt: skip


def narrowed(base: Seen, public: Shelf, without: Collection[str], own: State | None) -> Seen:
    """What is seen without some sources, and with a circle's own reviews."""
    films, people = dict(base.films), dict(base.people)
    if without:
        counts, named = review_counts(public.store, without), mention_counts(public.store, without)
        films = {id: replace(film, reviews=counts[id]) for id, film in films.items() if id in counts}
        people = {
            id: replace(person, films=theirs, reviews=named.get(id, 0))
            for id, person in people.items()
            if (theirs := tuple(film for film in person.films if film in films))
        }
    own_ids: dict[str, tuple[str, ...]] = {}
    own_people: dict[str, int] = {}
    if own is not None:
        dated = {(title_key(film.title), film.year): film.id for film in films.values() if film.title}
        for film in own.films.values():
            key = (title_key(film.title), film.year)
            same = film.id if film.id in base.films else dated.get(key, film.id)
            known = films.get(same) or replace(base.films.get(same, film), id=same, reviews=0)
            films[same] = replace(known, reviews=known.reviews + film.reviews)
            own_ids[same] = (*own_ids.get(same, ()), film.id)
        by_name = {person.name: id for id, person in people.items()}
        for person in own.people.values():
            own_people[person.name] = person.id
            if (id := by_name.get(person.name)) is not None:
                people[id] = replace(people[id], reviews=people[id].reviews + person.reviews)
    changes = changes_of(base.changes[0], own)
    same_names = films.keys() == base.films.keys() and people.keys() == base.people.keys()
    lookup = (
        base.lookup.counted(films, people)
        if same_names
        else Lookup(list(films.values()), list(people.values()))
    )
    return Seen(changes, films, people, lookup, own_ids, own_people)
