"""Which film is meant: turns what sources call a film into one stored film, and keeps its credits.

A film is a title and a year. A source's own key (an IMDB id, say) always leads to the same film; a key seen
for the first time joins a stored film of the same title and year, unless that film has another key of the
same kind. A title without a year joins the only film of that title, or stands for a film of its own.
Bare numbers are keys that every source counts anew: one does not lead to a film of another title.
"""

import json
import re
import sqlite3
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from typing import get_args

from .database import Database
from .tallies import counting
from .titles import reading_order, split_year, title_key
from .types import Film, FilmFacts, FilmRef, Person, Role

_PLAIN_KEY = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.:-]{0,59}")


class Catalogue:
    """Resolves and extends the films of a store; changes happen in a transaction of the caller."""

    def __init__(self, store: Database) -> None:
        """Works on an open store."""
        self._store = store
        self._known: dict[FilmRef, str] = {}

    @property
    def _db(self) -> sqlite3.Connection:
        return self._store.connection

    def film_id(self, ref: FilmRef) -> str:
        """The id of the film meant, which is stored if it was not; empty when the reference is."""
        if ref not in self._known:
            self._known[ref] = self._resolve(ref)
        return self._known[ref]

    @contextmanager
    def changing(self) -> Iterator[None]:
        """A transaction of the store; what was remembered in it is dropped with it when it fails."""
        try:
            with self._store.transaction():
                yield
        except BaseException:
            self._known.clear()
            raise

    def add_facts(self, facts: FilmFacts) -> str:
        """Stores a film with its credits; a film whose credits change has its reviews analysed anew."""
        film_id = self.film_id(facts.ref)
        if not film_id:
            return ""
        self._add_names(film_id, facts)
        changed = False
        credits: tuple[tuple[Role, tuple[str, ...]], ...] = (
            ("director", facts.directors), ("cast", facts.cast)
        )  # fmt: skip
        for role, names in credits:
            if not names:
                continue
            wanted = list(dict.fromkeys(name for name in names if name))
            if self._names_of(film_id, role) == wanted:
                continue
            changed = True
            self._db.execute("DELETE FROM credits WHERE film_id = ? AND role = ?", (film_id, role))
            self._db.executemany("INSERT OR IGNORE INTO people (name) VALUES (?)", [(n,) for n in wanted])
            self._db.executemany(
                "INSERT INTO credits SELECT ?, ?, id, ? FROM people WHERE name = ?",
                [(film_id, role, position, name) for position, name in enumerate(wanted)],
            )
        if changed:
            self.mark_stale(film_id)
        return film_id

    def join_undated(self) -> None:
        """Joins films that only a title stands for to the only other film of that title, if there is one.

        Which of the two came first must not matter: a table may tell the year that reviews leave out, or
        the reviews tell the year that a table leaves out.
        """
        pairs = self._db.execute(
            "SELECT u.id, d.id FROM films u JOIN films d ON d.title_key = u.title_key AND d.year IS NOT NULL"
            " WHERE u.year IS NULL AND u.title_key <> ''"
            " AND NOT EXISTS (SELECT 1 FROM film_keys WHERE film_id = u.id)"
            " AND (SELECT count(*) FROM films WHERE title_key = u.title_key) = 2"
        ).fetchall()
        for undated, dated in pairs:
            with counting(self._db, "film_id", (dated, undated)):
                self._db.execute("UPDATE reviews SET film_id = ? WHERE film_id = ?", (dated, undated))
            for role in get_args(Role):
                if not self._names_of(dated, role):
                    self._db.execute(
                        "UPDATE credits SET film_id = ? WHERE film_id = ? AND role = ?",
                        (dated, undated, role),
                    )
            genres, aka = self._db.execute(
                "SELECT genres, aka FROM films WHERE id = ?", (undated,)
            ).fetchone()
            self._add_names(
                dated, FilmFacts(FilmRef(), genres=json.loads(genres), also_known_as=json.loads(aka))
            )
            self._db.execute("DELETE FROM credits WHERE film_id = ?", (undated,))
            self._db.execute("DELETE FROM films WHERE id = ?", (undated,))
            self.mark_stale(dated)
        if pairs:
            self._known.clear()

    def directors(self, film_id: str) -> tuple[str, ...]:
        """Names of a film's directors who are not in its cast."""
        cast = self._names_of(film_id, "cast")
        return tuple(name for name in self._names_of(film_id, "director") if name not in cast)

    def credits(self, film_id: str) -> tuple[str, ...]:
        """Names of everybody credited in a film, directors first."""
        return tuple(
            name
            for (name,) in self._db.execute(
                "SELECT DISTINCT name FROM credits JOIN people ON id = person_id WHERE film_id = ?"
                " ORDER BY role DESC, position",
                (film_id,),
            )
        )

    def title(self, film_id: str) -> str:
        """The title of a stored film, or an empty string."""
        row = self._db.execute("SELECT title FROM films WHERE id = ?", (film_id,)).fetchone()
        return str(row[0]) if row else ""

    def _resolve(self, ref: FilmRef) -> str:
        written, year = split_year(ref.title)
        if year is not None:  # "Toy Story (1995)" in a table without a column for the year
            ref = FilmRef(ref.key, written, ref.year or year)
        title, aka = reading_order(ref.title) if ref.title else ("", ())
        key = title_key(title) if title else ""
        if ref.key.isdecimal() and self._is_another(self._by_key(ref.key), key):
            ref = FilmRef("", ref.title, ref.year)
        if ref.key:
            film_id = self._by_key(ref.key) or self._join_by_title(ref, key) or self._new_id(ref, title)
        elif key:
            film_id = self._by_title(key, ref.year) or self._new_id(ref, title)
        else:
            return ""
        self._db.execute(
            "INSERT OR IGNORE INTO films (id, title, title_key, year, aka) VALUES (?, ?, ?, ?, ?)",
            (film_id, title, key, ref.year, "[]"),
        )
        self._db.execute(
            "UPDATE films SET title = ?, title_key = ? WHERE id = ? AND title = ''", (title, key, film_id)
        )
        self._db.execute("UPDATE films SET year = ? WHERE id = ? AND year IS NULL", (ref.year, film_id))
        if ref.key:
            self._db.execute("INSERT OR IGNORE INTO film_keys VALUES (?, ?)", (ref.key, film_id))
        if aka:
            self._add_names(film_id, FilmFacts(ref, also_known_as=aka))
        return film_id

    def _by_key(self, key: str) -> str:
        row = self._db.execute("SELECT film_id FROM film_keys WHERE key = ?", (key,)).fetchone()
        return str(row[0]) if row else ""

    def _by_title(self, key: str, year: int | None) -> str:
        films = self._db.execute("SELECT id, year FROM films WHERE title_key = ?", (key,)).fetchall()
        if year is not None:
            same = [id for id, of_year in films if of_year == year]
            return str(same[0]) if same else ""
        undated = [id for id, of_year in films if of_year is None]
        if undated:
            return str(undated[0])
        return str(films[0][0]) if len(films) == 1 else ""

    def _join_by_title(self, ref: FilmRef, key: str) -> str:
        if not key or ref.year is None:
            return ""
        film_id = self._by_title(key, ref.year)
        if not film_id:
            return ""
        kinds = {_kind(of_film) for (of_film,) in self._db.execute(
            "SELECT key FROM film_keys WHERE film_id = ?", (film_id,)
        )}  # fmt: skip
        return "" if _kind(ref.key) in kinds else film_id

    def _is_another(self, film_id: str, key: str) -> bool:
        """Whether a film is called something else, and not just more or less of the same."""
        row = self._db.execute("SELECT title_key, aka FROM films WHERE id = ?", (film_id,)).fetchone()
        if not row or not row[0] or not key:
            return False
        words = set(key.split())
        called = (set(other.split()) for other in (row[0], *map(title_key, json.loads(row[1]))))
        return not any(words <= other or other <= words for other in called)

    def _new_id(self, ref: FilmRef, title: str) -> str:
        slug = re.sub(r"[^a-z0-9]+", "-", title_key(title)).strip("-")[:48] if title else ""
        wanted = ref.key if _PLAIN_KEY.fullmatch(ref.key) else slug or "film"
        if wanted != ref.key and ref.year:
            wanted = f"{wanted}-{ref.year}"
        free, number = wanted, 2
        while self._db.execute("SELECT 1 FROM films WHERE id = ?", (free,)).fetchone():
            free, number = f"{wanted}-{number}", number + 1
        return free

    def _names_of(self, film_id: str, role: Role) -> list[str]:
        found = self._db.execute(
            "SELECT name FROM credits JOIN people ON id = person_id WHERE film_id = ? AND role = ?"
            " ORDER BY position",
            (film_id, role),
        )
        return [name for (name,) in found]

    def mark_stale(self, film_id: str) -> None:
        """Has the reviews of a film analysed anew at the end of the build, if it has any."""
        self._db.execute(
            "UPDATE films SET stale = 1 WHERE id = ?"
            " AND EXISTS (SELECT 1 FROM reviews WHERE film_id = films.id)",
            (film_id,),
        )

    def _add_names(self, film_id: str, facts: FilmFacts) -> None:
        genres, aka = self._db.execute(
            "SELECT genres, aka FROM films WHERE id = ?", (film_id,)
        ).fetchone()
        self._db.execute(
            "UPDATE films SET genres = ?, aka = ? WHERE id = ?",
            (
                json.dumps(_union(facts.genres, json.loads(genres))),
                json.dumps(_union(json.loads(aka), facts.also_known_as)),
                film_id,
            ),
        )


def review_counts(database: Database, without: Collection[str] = ()) -> dict[str, int]:
    """How many reviews each film has that are not of the sources `without`; films with none are left out."""
    return dict(
        database.rows_of(
            "SELECT film_id, count(*) FROM reviews WHERE film_id IS NOT NULL"
            f" AND source NOT IN ({','.join('?' * len(without))}) GROUP BY film_id",
            *without,
        )
    )


def mention_counts(database: Database, without: Collection[str] = ()) -> dict[int, int]:
    """How many reviews name each person, likewise."""
    marks = ",".join("?" * len(without))
    left_out = f"WHERE review NOT IN (SELECT row FROM reviews WHERE source IN ({marks}))"
    return dict(
        database.rows_of(
            f"SELECT person_id, count(DISTINCT review) FROM mentions {left_out if without else ''}"
            " GROUP BY person_id",
            *without,
        )
    )


def stored_films(database: Database) -> list[Film]:
    """The films that have reviews, most reviewed first."""
    counts = review_counts(database)
    credits: dict[str, dict[str, list[str]]] = {}
    for film_id, role, name in database.rows_of(
        "SELECT film_id, role, name FROM credits JOIN people ON id = person_id ORDER BY position"
    ):
        credits.setdefault(film_id, {}).setdefault(role, []).append(name)
    films = []
    for id, title, year, genres, aka in database.rows_of("SELECT id, title, year, genres, aka FROM films"):
        if id not in counts:
            continue
        of_film = credits.get(id, {})
        films.append(
            Film(
                id, title, year, tuple(of_film.get("director", ())), tuple(of_film.get("cast", ())),
                tuple(json.loads(genres)), tuple(json.loads(aka)), counts[id],
            )
        )  # fmt: skip
    return sorted(films, key=lambda film: (-film.reviews, film.title, film.id))


def stored_people(database: Database) -> list[Person]:
    """Everybody credited in a film that has reviews, most named first."""
    counts = mention_counts(database)
    found: dict[int, tuple[str, set[Role], list[str]]] = {}
    for id, name, role, film_id in database.rows_of(
        "SELECT people.id, name, role, film_id FROM credits JOIN people ON people.id = person_id"
        " WHERE film_id IN (SELECT film_id FROM reviews)"
    ):
        _, roles, films = found.setdefault(id, (name, set(), []))
        roles.add(role)
        if film_id not in films:
            films.append(film_id)
    people = [
        Person(id, name, tuple(sorted(roles)), tuple(films), counts.get(id, 0))
        for id, (name, roles, films) in found.items()
    ]
    return sorted(people, key=lambda person: (-person.reviews, person.name))


def _kind(key: str) -> str:
    """What sort of key it is: "tt" of "tt0114709", "demo:" of "demo:about_a_boy"."""
    match = re.match(r"[A-Za-z]*:?", key)
    return match.group() if match else ""


def _union(first: Iterable[str], second: Iterable[str]) -> list[str]:
    return list(dict.fromkeys([*first, *second]))
