"""A checksum of everything that is stored of a review, a film or a person, renewed in each transaction.

SQLite notices a broken page, not a letter or a number that has become another one. A seal does: it is
written in the transaction that changes what it covers, whatever changes that, and `verify` computes it anew.
Triggers of the connection alone, which are no part of the file, tell what was touched.
"""

import hashlib
import json
import sqlite3
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, Literal, NamedTuple

Thing = Literal["review", "film", "person", "table"]

WHOLE = "sealed"
"""Remembered in `meta` once all is sealed; a migration that changes what is sealed has to delete it."""
_AT_ONCE = 500


class _Part(NamedTuple):
    """A table that belongs to a thing, the column that tells which one, and what is sealed in what order."""

    thing: Thing
    table: str
    key: str
    columns: str
    order: str = ""


_PARTS = (
    _Part("review", "reviews", "row", "id, source, film_id, raw, text, hash, stars, label, author,"
          " publication, date, url, predicted, alone, spoiler"),
    _Part("review", "sentences", "review", "n, start, stop, positive, opinion, aspects", "n"),
    _Part("review", "mentions", "review", "n, person_id, polarity", "n, person_id"),
    _Part("review", "vectors", "review", "vector, codes"),
    _Part("film", "films", "id", "title, title_key, year, genres, aka, stale"),
    _Part("film", "credits", "film_id", "role, person_id, position", "role, person_id"),
    _Part("film", "film_keys", "film_id", "key", "key"),
    _Part("person", "people", "id", "name"),
)  # fmt: skip
_SMALL = {
    "meta": "SELECT key, value FROM meta WHERE key <> 'change' ORDER BY key",
    "sources": "SELECT name, location FROM sources ORDER BY name",
    "generations": "SELECT id, file, kind, model, count, dimension, highest_row, nprobe, sha256, matrix,"
    " matrix_sha256, words, words_sha256 FROM generations ORDER BY id",
}
"""Tables of a few rows, which are sealed whole."""


class Seals:
    """What a connection has touched since the last seals were written."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        """Watches what is changed through the connection from now on."""
        self._connection = connection
        self._touched: set[tuple[Thing, Any]] = set()
        connection.create_function("touched", 2, self._touch)
        for part in _PARTS:
            for event, rows in (("INSERT", ("NEW",)), ("UPDATE", ("OLD", "NEW")), ("DELETE", ("OLD",))):
                told = " ".join(f"SELECT touched('{part.thing}', {row}.{part.key});" for row in rows)
                _trigger(connection, part.table, event, told)
        for table in _SMALL:
            for event in ("INSERT", "UPDATE", "DELETE"):
                _trigger(connection, table, event, f"SELECT touched('table', '{table}');")

    def _touch(self, thing: Thing, key: Any) -> None:
        self._touched.add((thing, key))

    def forget(self) -> None:
        """Drops what was touched, for it has been taken back."""
        self._touched.clear()

    def renew(self) -> None:
        """Seals what was touched; within the transaction that touched it."""
        for thing in _KEYS:
            keys = [key for of, key in self._touched if of == thing]
            for start in range(0, len(keys), _AT_ONCE):
                seal(self._connection, thing, keys[start : start + _AT_ONCE])
        self._touched.clear()


def unsealed(connection: sqlite3.Connection) -> list[tuple[Thing, list[Any]]]:
    """All that there is, in slices that can be sealed at once, where a store of before has no seals."""
    if connection.execute("SELECT 1 FROM meta WHERE key = ?", (WHOLE,)).fetchone():
        return []
    return [(thing, keys) for thing in _KEYS for keys in _slices(connection, thing)]


def seal(connection: sqlite3.Connection, thing: Thing, keys: Sequence[Any]) -> None:
    """Seals things of one kind anew, and forgets the seals of those that are gone; within a transaction."""
    found = _seals(connection, thing, keys)
    connection.executemany("DELETE FROM seals WHERE thing = ? AND key = ?", [(thing, key) for key in keys])
    connection.executemany(
        "INSERT INTO seals VALUES (?, ?, ?)", [(thing, key, made) for key, made in found.items()]
    )


def broken(connection: sqlite3.Connection) -> Iterator[tuple[Thing, Any]]:
    """The things that are not as they were sealed; what was never sealed only where everything was."""
    whole = connection.execute("SELECT 1 FROM meta WHERE key = ?", (WHOLE,)).fetchone()
    for thing in _KEYS:
        known: set[Any] = set()
        for keys in _slices(connection, thing):
            known.update(keys)
            told = dict(
                connection.execute(
                    f"SELECT key, seal FROM seals WHERE thing = ? AND key IN ({_marks(keys)})", (thing, *keys)
                )
            )
            for key, found in _seals(connection, thing, keys).items():
                if told.get(key, found if not whole else b"") != found:
                    yield thing, key
        for (key,) in connection.execute("SELECT key FROM seals WHERE thing = ?", (thing,)):
            if key not in known:
                yield thing, key


_KEYS: dict[Thing, str] = {
    "review": "SELECT row FROM reviews WHERE row > ? ORDER BY row LIMIT ?",
    "film": "SELECT id FROM films WHERE id > ? ORDER BY id LIMIT ?",
    "person": "SELECT id FROM people WHERE id > ? ORDER BY id LIMIT ?",
    "table": "",
}


def _slices(connection: sqlite3.Connection, thing: Thing) -> Iterator[list[Any]]:
    if thing == "table":
        yield list(_SMALL)
        return
    last: Any = "" if thing == "film" else -1
    while True:
        keys = [key for (key,) in connection.execute(_KEYS[thing], (last, _AT_ONCE))]
        if not keys:
            return
        yield keys
        last = keys[-1]


def _seals(connection: sqlite3.Connection, thing: Thing, keys: Collection[Any]) -> dict[Any, bytes]:
    """The seals of those of the things that are there."""
    with _any_text(connection):
        if thing == "table":
            return {key: _digest(connection.execute(_SMALL[key]).fetchall()) for key in keys}
        parts = [part for part in _PARTS if part.thing == thing]
        held: dict[Any, list[list[Any]]] = {}
        for place, part in enumerate(parts):
            order = f" ORDER BY {part.order}" if part.order else ""
            for key, *values in connection.execute(
                f"SELECT {part.key}, {part.columns} FROM {part.table}"
                f" WHERE {part.key} IN ({_marks(keys)}){order}",
                tuple(keys),
            ):
                if place == 0:
                    held[key] = [values, *([] for _ in parts[1:])]
                elif key in held:
                    held[key][place].append(values)
        return {key: _digest(values) for key, values in held.items()}


def _digest(values: list[Any]) -> bytes:
    told = json.dumps(values, default=lambda blob: f"x{blob.hex()}", check_circular=False)
    return hashlib.blake2b(told.encode(), digest_size=8).digest()


@contextmanager
def _any_text(connection: sqlite3.Connection) -> Iterator[None]:
    """Lets text be read that is none any more, which would end the check of all others."""
    before = connection.text_factory
    connection.text_factory = lambda raw: raw.decode("utf-8", "surrogateescape")
    try:
        yield
    finally:
        connection.text_factory = before


def _trigger(connection: sqlite3.Connection, table: str, event: str, told: str) -> None:
    connection.execute(
        f"CREATE TEMP TRIGGER touched_{table}_{event} AFTER {event} ON main.{table} BEGIN {told} END"
    )


def _marks(keys: Collection[Any]) -> str:
    return ",".join("?" * len(keys))
