"""`verify` finds what is wrong, and nothing else."""

import sqlite3
from pathlib import Path

import pytest

from index.build import Builder
from index.database import FILE
from index.embed import MiniLM
from index.errors import IndexBusy
from index.settings import Settings
from index.verify import verify

DAMAGE = {
    "UPDATE sentences SET stop = 100000 WHERE n = 0": "outside its text",
    "DELETE FROM sentences": "no sentences",
    "DELETE FROM vectors WHERE review = (SELECT min(review) FROM vectors)": "no vector",
    "UPDATE vectors SET vector = zeroblob(768) WHERE review = 1": "not of length one",
    "UPDATE vectors SET vector = zeroblob(10) WHERE review = 1": "differ in length",
    "UPDATE mentions SET person_id = 999": "points to a row",
    "UPDATE reviews SET text = 'other words' WHERE row = 1": "word index",
    "DELETE FROM generations": "no vector file",
    "UPDATE generations SET sha256 = 'x'": "not the one that was written",
    "DELETE FROM reviews WHERE row = 1": "the store 10",
}


def test_a_sound_index_has_no_problems(copy: Path) -> None:
    assert verify(copy) == []


@pytest.mark.parametrize("sql", DAMAGE)
def test_planted_damage_is_found(copy: Path, sql: str) -> None:
    connection = sqlite3.connect(copy / FILE)
    if sql.startswith("DELETE FROM reviews"):  # as a store does, whose file then stays behind
        connection.execute("PRAGMA foreign_keys = ON")
    connection.execute(sql)
    connection.commit()
    connection.close()
    assert any(DAMAGE[sql] in problem for problem in verify(copy)), verify(copy)


def test_a_missing_or_swapped_vector_file_is_found(copy: Path) -> None:
    [path] = copy.glob("*.faiss")
    path.write_bytes(path.read_bytes()[:-1] + b"!")
    assert any("not the one that was written" in problem for problem in verify(copy))
    path.unlink()
    assert any("is missing" in problem for problem in verify(copy))


def test_a_broken_database_is_one_problem(copy: Path) -> None:
    (copy / FILE).write_bytes(b"no database " * 1000)
    [problem] = verify(copy)
    assert "damaged" in problem


def test_an_index_that_is_being_built_is_not_judged(
    copy: Path, embedder: MiniLM
) -> None:
    with Builder(copy, Settings(), embedder=embedder), pytest.raises(IndexBusy, match="is being built"):
        verify(copy)
    assert verify(copy) == []
