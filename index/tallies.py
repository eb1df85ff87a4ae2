"""How many reviews of each film are for, against and in two minds: of the film, and of each aspect.

A table of the store holds these counts by film and source, so that all films can be ranked at once without
reading a review. Every change of reviews, or of what they say, happens within `counting`, which keeps it
true.
"""

import sqlite3
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from typing import Any, Literal, NamedTuple, Self

from .database import Database
from .types import Tally

VERDICT = "verdict"
"""The thing that a review's own verdict is counted under; aspects are counted under their names."""
MILLION = 1_000_000
_AT_ONCE = 10_000

# A line for each thing that a review judges; a migration in `schema.py` once did the same for all of them.
_SAID = """
    SELECT thing, film_id, source, sum(side = 'pos') AS positive, sum(side = 'neg') AS negative,
        sum(side = 'mixed') AS mixed, sum(doubt) AS doubt
    FROM (
        SELECT 'verdict' AS thing, film_id, source, CASE
            WHEN label IS NOT NULL THEN label
            WHEN stars IS NOT NULL THEN iif(stars >= 0.6 - 1e-9, 'pos', 'neg')
            ELSE iif(predicted >= 0.5, 'pos', 'neg') END AS side,
            CASE WHEN label IS NULL AND stars IS NULL
            THEN CAST(round(min(predicted, 1 - predicted) * 1000000) AS INTEGER) ELSE 0 END AS doubt
        FROM reviews WHERE film_id IS NOT NULL AND {where}
        UNION ALL
        SELECT key, film_id, source, iif(min(value) = max(value), min(value), 'mixed'), 0
        FROM reviews JOIN sentences ON review = row, json_each(aspects)
        WHERE film_id IS NOT NULL AND {where} GROUP BY row, key
    ) GROUP BY thing, film_id, source
"""
_ADD = f"""
    INSERT INTO tallies
    SELECT thing, film_id, source, ?1 * positive, ?1 * negative, ?1 * mixed, ?1 * doubt FROM ({_SAID})
    WHERE true
    ON CONFLICT DO UPDATE SET positive = positive + excluded.positive,
        negative = negative + excluded.negative, mixed = mixed + excluded.mixed,
        doubt = doubt + excluded.doubt
"""


class Counted(NamedTuple):
    """Reviews on each side; `doubt` is how many verdicts the model expects to be wrong, in millionths."""

    positive: int = 0
    negative: int = 0
    mixed: int = 0
    doubt: int = 0

    @property
    def tally(self) -> Tally:
        """The same without the doubt."""
        return Tally(self.positive, self.negative, self.mixed)

    def plus(self, other: Self) -> "Counted":
        """Both together."""
        return Counted(*(mine + theirs for mine, theirs in zip(self, other, strict=True)))


@contextmanager
def counting(
    connection: sqlite3.Connection,
    column: Literal["row", "id", "film_id", "source"],
    values: Collection[Any],
) -> Iterator[None]:
    """Counts reviews out before, and in after, what is done to them meanwhile; within a transaction.

    They are those with one of the values in a column of `reviews`, before and after.
    """
    pending = list(dict.fromkeys(values))
    parts = [pending[start : start + _AT_ONCE] for start in range(0, len(pending), _AT_ONCE)]
    _count(connection, -1, column, parts)
    yield
    _count(connection, 1, column, parts)
    connection.execute("DELETE FROM tallies WHERE positive = 0 AND negative = 0 AND mixed = 0")


def _count(connection: sqlite3.Connection, sign: int, column: str, parts: Iterable[Collection[Any]]) -> None:
    for part in parts:
        numbered = ",".join(f"?{place}" for place in range(2, len(part) + 2))
        connection.execute(_ADD.format(where=f"reviews.{column} IN ({numbered})"), (sign, *part))


def of_films(database: Database, thing: str, without: Collection[str] = ()) -> dict[str, Counted]:
    """The stored counts of one thing by film id, without those of some sources."""
    return _stored(database, "film_id", "thing", thing, without)


def of_film(database: Database, film_id: str, without: Collection[str] = ()) -> dict[str, Counted]:
    """The stored counts of one film by thing, without those of some sources."""
    return _stored(database, "thing", "film_id", film_id, without)


def _stored(
    database: Database, by: str, column: str, value: str, without: Collection[str]
) -> dict[str, Counted]:
    found = database.rows_of(
        f"SELECT {by}, sum(positive), sum(negative), sum(mixed), sum(doubt) FROM tallies"
        f" WHERE {column} = ? AND source NOT IN ({','.join('?' * len(without))}) GROUP BY {by}",
        value, *without,
    )  # fmt: skip
    return {key: Counted(*counts) for key, *counts in found}


def wrong(database: Database) -> list[tuple[str, str]]:
    """The things and films whose stored counts are not what a recount gives, for a check of the index."""
    fresh = _SAID.format(where="true")
    return database.rows_of(
        f"SELECT DISTINCT thing, film_id FROM (SELECT * FROM ({fresh} EXCEPT SELECT * FROM tallies)"
        f" UNION ALL SELECT * FROM (SELECT * FROM tallies EXCEPT SELECT * FROM ({fresh})))"
    )
