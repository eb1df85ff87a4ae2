"""Seals tell whatever is not as it was stored, and are kept true by every change."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from index.build import Builder
from index.database import FILE
from index.embed import MiniLM
from index.seals import broken
from index.settings import Settings
from index.store import Store
from index.verify import verify

CHANGES = {
    "UPDATE reviews SET author = 'A' WHERE id = 'g1'": "Review g1",
    "UPDATE reviews SET raw = raw || '!' WHERE id = 'n2'": "Review n2",
    "UPDATE reviews SET stars = 0.55 WHERE id = 'g1'": "Review g1",
    "UPDATE reviews SET url = CAST(url AS BLOB) WHERE id = 'g1'": "Review g1",
    "UPDATE sentences SET positive = positive / 2 WHERE review = 1 AND n = 0": "Review g1",
    "UPDATE mentions SET polarity = 'none' WHERE review = 1": "Review g1",
    "UPDATE vectors SET codes = zeroblob(length(codes)) WHERE review = 1": "Review g1",
    "UPDATE vectors SET vector = (SELECT vector FROM vectors WHERE review = 2) WHERE review = 1": "Review g1",
    "UPDATE films SET year = 1999 WHERE id = 'glass-harbour-1998'": "film glass-harbour-1998",
    "DELETE FROM credits WHERE film_id = 'glass-harbour-1998'": "film glass-harbour-1998",
    "UPDATE people SET name = 'Someone' WHERE id = 1": "person 1",
    "UPDATE meta SET value = 'another' WHERE key = 'model'": "table meta",
    "UPDATE sources SET location = '/'": "table sources",
    "UPDATE generations SET nprobe = 7": "table generations",
    "UPDATE seals SET seal = zeroblob(8) WHERE thing = 'review' AND key = 1": "Review g1",
    "DELETE FROM seals WHERE thing = 'review' AND key = 1": "Review g1",
    "PRAGMA foreign_keys = OFF; DELETE FROM reviews WHERE id = 'g1'": "Review of row 1",
}


@pytest.mark.parametrize("sql", CHANGES)
def test_a_change_beside_the_program_is_told(copy: Path, sql: str) -> None:
    with closing(sqlite3.connect(copy / FILE)) as connection:
        connection.executescript(sql)
    assert any(f"{CHANGES[sql]} is not as it was stored" in told for told in verify(copy)), verify(copy)


def test_text_that_is_none_any_more_does_not_hide_the_rest(copy: Path) -> None:
    with closing(sqlite3.connect(copy / FILE)) as connection:
        connection.execute("UPDATE reviews SET author = CAST(x'fffe' AS TEXT) WHERE id = 'g1'")
        connection.execute("UPDATE reviews SET author = 'A' WHERE id = 'g2'")
        connection.commit()
    told = " ".join(verify(copy))
    assert "Review g1" in told and "Review g2" in told


def test_a_store_of_before_is_sealed_by_the_next_build(copy: Path, embedder: MiniLM) -> None:
    with closing(sqlite3.connect(copy / FILE)) as connection:
        connection.executescript("DELETE FROM seals; DELETE FROM meta WHERE key = 'sealed'")
    assert verify(copy) == []
    with Builder(copy, Settings(), embedder=embedder):
        pass
    assert verify(copy) == []
    with closing(sqlite3.connect(copy / FILE)) as connection:
        connection.executescript("UPDATE reviews SET date = '1' WHERE id = 's1'")
    assert any("Review s1" in told for told in verify(copy))


@pytest.fixture
def store(copy: Path) -> Iterator[Store]:
    opened = Store(copy)
    yield opened
    opened.close()


def test_what_is_taken_back_is_not_sealed(store: Store) -> None:
    with pytest.raises(ZeroDivisionError), store.transaction() as connection:
        connection.execute("UPDATE reviews SET author = 'A' WHERE id = 'g1'")
        raise ZeroDivisionError
    with store.transaction():
        store.set_source("other", "")
    assert list(broken(store.connection)) == []


def test_a_disk_that_fills_up_in_a_transaction_is_told_as_such(store: Store) -> None:
    pages = store.one("PRAGMA page_count")
    store.connection.execute(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(sqlite3.OperationalError, match="full"), store.transaction() as connection:
        connection.execute("UPDATE reviews SET url = hex(zeroblob(1000000))")
    store.connection.execute("PRAGMA max_page_count = 1000000")
    with store.transaction():
        store.set_source("other", "")
    assert store.source_location("other") == "" and list(broken(store.connection)) == []
