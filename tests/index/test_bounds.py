"""What is held for each server or thread, however many there were."""

import threading
import weakref
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from index import circles
from index.circles import Circles
from index.database import Database
from index.embed import MiniLM
from index.library import _PLACES, Library
from index.members import Members, MembersError
from index.search import _CHOICES
from index.settings import Settings
from index.shelf import Shelf
from index.types import Draft, Scope

PRAISE = "Wonderful from end to end."


def opened(folder: Path) -> int:
    """How many files in a folder this process has open."""
    return sum(str(folder) in str(file.resolve()) for file in Path("/proc/self/fd").iterdir())


def test_a_thread_that_ended_keeps_no_connection(tmp_path: Path) -> None:
    database = Database(tmp_path, create=True)
    assert database.change() == 0
    before = len(database._open)
    for _ in range(50):
        thread = threading.Thread(target=database.change)
        thread.start()
        thread.join()
    assert len(database._open) == before == 1
    database.close()


def test_only_the_shelves_asked_last_are_open(
    small_index: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(circles, "_OPEN", 4)
    public = Shelf(small_index, Settings().search)
    held = Circles(tmp_path, public, Settings().search)
    shelves = [weakref.ref(shelf) for n in range(20) if (shelf := held.shelf(str(n), create=True))]
    del shelf
    alive = sum(shelf() is not None for shelf in shelves)
    assert alive == len(held._open) == circles._OPEN
    if Path("/proc/self/fd").exists():
        assert opened(tmp_path) <= 3 * circles._OPEN
    held.close()
    public.close()


def test_a_shelf_that_takes_long_to_open_holds_up_no_other(
    small_index: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    public = Shelf(small_index, Settings().search)
    held = Circles(tmp_path, public, Settings().search)
    begun, go = threading.Event(), threading.Event()

    def slowly(path: Path, *args: Any, **options: Any) -> Shelf:
        if path == held.path("slow"):
            begun.set()
            go.wait()
        return Shelf(path, *args, **options)

    monkeypatch.setattr(circles, "Shelf", slowly)
    other = next(str(n) for n in range(1000) if held._opening_of(str(n)) is not held._opening_of("slow"))
    with ThreadPoolExecutor(3) as pool:
        slow = [pool.submit(held.shelf, "slow", create=True) for _ in range(2)]
        begun.wait()
        quick = pool.submit(held.shelf, other, create=True)
        try:
            assert quick.result(timeout=60) is not None
        finally:
            go.set()
        assert slow[0].result() is slow[1].result() is held.shelf("slow")
    held.close()
    public.close()


def test_a_shelf_that_is_read_outlives_its_place_among_the_open_ones(
    small_index: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(circles, "_OPEN", 4)
    public = Shelf(small_index, Settings().search)
    held = Circles(tmp_path, public, Settings().search)
    first = held.shelf("first", create=True)
    assert first is not None
    for n in range(circles._OPEN):
        held.shelf(str(n), create=True)
    assert held.shelf("first") is not first
    assert first.store.counts()["reviews"] == 0
    held.close()
    public.close()


def test_each_of_many_shelves_keeps_few_pages(small_index: Path, tmp_path: Path) -> None:
    public = Shelf(small_index, Settings().search)
    held = Circles(tmp_path, public, Settings().search)
    shelf = held.shelf("1", create=True)
    assert shelf is not None
    small, large = (-one.store.one("PRAGMA cache_size") for one in (shelf, public))
    assert 8 * circles._OPEN * small <= 16 * large  # KB: of all, in eight threads, as of the large one in 16
    held.close()
    public.close()


def test_only_the_places_asked_last_are_kept(small_index: Path, embedder: MiniLM, tmp_path: Path) -> None:
    whole = Library.open(small_index, Settings(), embedder=embedder, members=tmp_path / "servers")
    for n in range(10_000):
        whole.within(Scope(members=str(n)))
    assert len(whole._places) == _PLACES
    whole.close()


def test_no_lock_is_kept_of_a_circle_that_nobody_writes_in(
    small_index: Path, embedder: MiniLM, tmp_path: Path
) -> None:
    whole = Library.open(small_index, Settings(), embedder=embedder, members=tmp_path / "servers")
    members = Members(whole, Settings())
    for n in range(10_000):
        members.forget_circle(str(n))
    assert not members._writing
    whole.close()


def test_choices_of_sources_are_bounded(small_index: Path, embedder: MiniLM) -> None:
    whole = Library.open(small_index, Settings(), embedder=embedder)
    for n in range(_CHOICES + 10):
        assert whole.within(Scope(frozenset({f"source {n}"}))).search("harbour", 1)
    assert len(whole._view.shelf.current().retriever._choices) == _CHOICES
    whole.close()


def test_a_circle_that_has_no_room_takes_no_new_review_but_changes_and_deletions(
    small_index: Path, embedder: MiniLM, tmp_path: Path
) -> None:
    whole = Library.open(small_index, Settings(), embedder=embedder, members=tmp_path / "servers")
    film = whole.find_film("Glass Harbour").film
    first = Members(whole, Settings()).write("1", "ann", Draft(PRAISE, "Ann", film=film))
    members = Members(whole, Settings(), most_bytes=1)
    with pytest.raises(MembersError, match="no room"):
        members.write("1", "bob", Draft(PRAISE, "Bob", film=film))
    with pytest.raises(MembersError, match="no room"):
        members.bring("1", "bob", "Bob", write_export(tmp_path))
    changed = members.write("1", "ann", Draft("Not so good after all.", "Ann", film=film), first.id)
    assert changed.text == "Not so good after all."
    assert members.write("2", "bob", Draft(PRAISE, "Bob", film=film))
    assert members.delete("1", "ann", first.id)
    whole.close()


def write_export(folder: Path) -> Path:
    """A Letterboxd export with one review."""
    export = folder / "reviews.csv"
    export.write_text(
        "Date,Name,Year,Letterboxd URI,Rating,Rewatch,Review,Tags,Watched Date\n"
        f"2024-01-01,Glass Harbour,1998,https://boxd.it/1,4,,{PRAISE},,2024-01-01\n",
        "utf-8",
    )
    return export
