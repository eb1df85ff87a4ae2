"""The store against a plain dictionary: what was added is there, what was removed is nowhere."""

import sqlite3
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from index.database import FILE
from index.errors import IndexDamaged, IndexMissing, IndexUnreadable
from index.schema import MIGRATIONS, schema_version
from index.store import Store, content_hash
from index.types import Analysis, FilmRef, Review, Sentence

TEXT = st.text(min_size=1, max_size=40).filter(str.strip)
IDS = st.sampled_from([f"r{n}" for n in range(8)])
FILMS = st.sampled_from(["f1", "f2"])


def vector(seed: int) -> np.ndarray:
    made = np.random.default_rng(seed).normal(size=8).astype(np.float32)
    return made / np.linalg.norm(made)


def analysis(text: str) -> Analysis:
    return Analysis(0.75, (Sentence(text, 0, len(text), 0.75, "pos", {"acting": "pos"}),))


class StoreAgainstDictionary(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.store = Store(Path(self.folder.name), create=True)
        with self.store.transaction() as connection:
            connection.executemany(
                "INSERT INTO films (id, title, title_key) VALUES (?, ?, ?)",
                [("f1", "A", "a"), ("f2", "B", "b")],
            )
        self.model: dict[str, Review] = {}

    def teardown(self) -> None:
        self.store.close()
        self.folder.cleanup()

    @rule(reviews=st.dictionaries(IDS, st.tuples(TEXT, FILMS), min_size=1, max_size=4))
    def add(self, reviews: dict[str, tuple[str, str]]) -> None:
        batch = [
            Review(source="s", raw=f"<b>{text}</b>", id=id, film=FilmRef(film), film_id=film, text=text)
            for id, (text, film) in reviews.items()
        ]
        vectors = np.stack([vector(i) for i in range(len(batch))])
        self.store.add(batch, [analysis(review.text) for review in batch], vectors)
        self.model |= {review.id: review for review in batch}

    @rule(id=IDS)
    def remove_one(self, id: str) -> None:
        assert self.store.remove(review=id) == (self.model.pop(id, None) is not None)

    @precondition(lambda self: self.model)
    @rule(film=FILMS)
    def remove_film(self, film: str) -> None:
        gone = [id for id, review in self.model.items() if review.film_id == film]
        assert self.store.remove(film=film) == len(gone)
        for id in gone:
            del self.model[id]

    @rule()
    def reopen(self) -> None:
        self.store.close()
        self.store = Store(Path(self.folder.name))

    @rule(id=IDS)
    def a_write_that_fails_leaves_nothing(self, id: str) -> None:
        review = Review(source="s", raw="x", id=id, film_id="no such film", text="x")
        with pytest.raises(sqlite3.IntegrityError):
            self.store.add([review], [analysis("x")], np.stack([vector(0)]))

    @invariant()
    def they_agree(self) -> None:
        assert self.store.counts()["reviews"] == len(self.model)
        assert self.store.counts()["sentences"] == len(self.model)
        rows, vectors = self.store.vectors()
        assert len(rows) == len(vectors) == len(self.model)
        for id, expected in self.model.items():
            stored = self.store.review(id)
            assert stored is not None
            assert replace(stored, film=expected.film, predicted=None) == expected
            [judged] = [j for j in self.store.judged(film_id=expected.film_id) if j.review.id == id]
            assert judged.sentences == analysis(expected.text).sentences
            assert self.store.hashes([id])[id] == (content_hash(expected), "s")

    @invariant()
    def nothing_dangles(self) -> None:
        connection = self.store.connection
        assert not connection.execute("PRAGMA foreign_key_check").fetchall()
        connection.execute("INSERT INTO words (words, rank) VALUES ('integrity-check', 1)")


TestStore = StoreAgainstDictionary.TestCase
TestStore.settings = settings(max_examples=25, stateful_step_count=12, deadline=None)


def test_words_are_counted_by_their_stem(tmp_path: Path) -> None:
    store = Store(tmp_path, create=True)
    for n, text in enumerate(["car chases", "a chase", "cars"]):
        review = Review(source="s", raw=text, id=str(n), text=text)
        store.add([review], [analysis(text)], np.stack([vector(n)]))
    assert store.document_frequency(["chase", "chases", "car", "boat"]) == {"chase": 2, "chases": 2, "car": 2}


def test_vectors_come_back_as_they_went_in(tmp_path: Path) -> None:
    store = Store(tmp_path, create=True)
    reviews = [Review(source="s", raw="x", id=str(n), text="x") for n in range(5)]
    vectors = np.stack([vector(n) for n in range(5)])
    store.add(reviews, [analysis("x")] * 5, vectors)
    rows, stored = store.vectors()
    np.testing.assert_allclose(stored, vectors, atol=1e-3)
    assert store.span() == (5, rows[-1])
    above, _ = store.vectors(above=int(rows[2]))
    assert above.tolist() == rows[3:].tolist()


def test_a_missing_index_says_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(IndexMissing, match="python -m index build"):
        Store(tmp_path / "nowhere")


@pytest.mark.parametrize("content", [b"not a database at all, but long enough to be read" * 40, b"\0" * 5000])
def test_a_file_that_is_no_store_is_left_alone(tmp_path: Path, content: bytes) -> None:
    (tmp_path / FILE).write_bytes(content)
    with pytest.raises(IndexDamaged):
        Store(tmp_path)
    assert (tmp_path / FILE).read_bytes() == content


def test_a_newer_programs_store_is_not_misread(tmp_path: Path) -> None:
    store = Store(tmp_path, create=True)
    store.connection.execute(f"PRAGMA user_version = {len(MIGRATIONS) + 1}")
    store.close()
    with pytest.raises(IndexDamaged, match="newer version"):
        Store(tmp_path)


def test_the_store_is_private(tmp_path: Path) -> None:
    Store(tmp_path / "index", create=True)
    assert (tmp_path / "index").stat().st_mode & 0o077 == 0
    assert (tmp_path / "index" / FILE).stat().st_mode & 0o077 == 0


def test_a_file_that_may_not_be_written_is_not_called_damaged(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Store(tmp_path, create=True).close()

    def read_only(path: Path, **options: Any) -> sqlite3.Connection:
        connect(path).execute("PRAGMA journal_mode = DELETE")  # as after the last writer has gone
        return connect(f"file:{path}?mode=ro", uri=True, **options)

    connect = sqlite3.connect
    monkeypatch.setattr("index.database.sqlite3.connect", read_only)
    with pytest.raises(IndexUnreadable, match=r"readonly.*rights"):
        Store(tmp_path)


def test_an_older_store_is_brought_up_to_date(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("index.schema.MIGRATIONS", MIGRATIONS[:1])
    old = Store(tmp_path, create=True)
    old.connection.execute(  # without `transaction`, whose seals such a store has no room for
        "INSERT INTO reviews (id, source, raw, text, hash, author, publication, date, url, predicted)"
        " VALUES ('r', 's', 'x', 'x', '', '', '', '', '', 0.75)"
    )
    old.close()
    monkeypatch.undo()
    new = Store(tmp_path)
    assert schema_version(new.connection) == len(MIGRATIONS)
    stored = new.review("r")
    assert stored is not None and stored.predicted == new.one("SELECT alone FROM reviews") == 0.75
