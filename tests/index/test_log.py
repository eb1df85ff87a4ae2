"""A log is damaged when acknowledged transactions stand behind a broken frame, and only then."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.database import FILE
from index.errors import IndexDamaged
from index.log import is_damaged
from index.store import Store

SOURCES = 12


@pytest.fixture(scope="module")
def log(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, bytes]]:
    """A store whose last changes are in its log alone, as if the program had been killed."""
    folder = tmp_path_factory.mktemp("log")
    store = Store(folder, create=True)
    store.checkpoint()
    for number in range(SOURCES):
        with store.transaction():
            store.set_source(f"source {number}", "/")
    copy = tmp_path_factory.mktemp("killed")
    for path in folder.iterdir():
        (copy / path.name).write_bytes(path.read_bytes())
    store.close()
    yield copy, (copy / f"{FILE}-wal").read_bytes()


def test_a_whole_log_is_read(log: tuple[Path, bytes], tmp_path: Path) -> None:
    folder, content = log
    assert not is_damaged(folder / f"{FILE}-wal")
    for name in (FILE, f"{FILE}-wal"):
        (tmp_path / name).write_bytes((folder / name).read_bytes())
    with closing(sqlite3.connect(tmp_path / FILE)) as connection:
        assert connection.execute("SELECT count(*) FROM sources").fetchone() == (SOURCES,)
    assert len(content) > 10_000


@settings(max_examples=30, deadline=None)
@given(place=st.floats(0, 0.7), bit=st.integers(0, 7))
def test_a_flipped_bit_before_other_transactions_is_noticed(
    log: tuple[Path, bytes], place: float, bit: int
) -> None:
    folder, content = log
    where = int(place * len(content))
    path = folder / "flipped"
    path.write_bytes(content[:where] + bytes([content[where] ^ 1 << bit]) + content[where + 1 :])
    assert is_damaged(path)


@settings(max_examples=30, deadline=None)
@given(st.floats(0, 1))
def test_a_log_that_was_cut_off_is_not_called_damaged(log: tuple[Path, bytes], place: float) -> None:
    folder, content = log
    path = folder / "cut"
    path.write_bytes(content[: int(place * len(content))])
    assert not is_damaged(path)


def test_a_damaged_log_is_not_opened_and_stays(log: tuple[Path, bytes], tmp_path: Path) -> None:
    folder, content = log
    (tmp_path / FILE).write_bytes((folder / FILE).read_bytes())
    damaged = content[:5000] + b"!!!!" + content[5004:]
    (tmp_path / f"{FILE}-wal").write_bytes(damaged)
    with pytest.raises(IndexDamaged, match="stored last"):
        Store(tmp_path)
    assert (tmp_path / f"{FILE}-wal").read_bytes() == damaged
