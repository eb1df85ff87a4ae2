"""A large index is not read anew for each change: what came and went is known at once all the same."""

import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from index import shelf
from index.build import Builder
from index.embed import MiniLM
from index.library import Library
from index.settings import Settings
from index.types import FilmFacts, FilmRef, Review
from tests.index.corpus import REVIEWS, write_films, write_reviews

HARBOUR = FilmFacts(FilmRef("night-ferry-2004", "Night Ferry", 2004))


@pytest.fixture
def folder(tmp_path: Path, embedder: MiniLM, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An index that counts as large, with codes and a file of words as one has, and is never read anew."""
    monkeypatch.setattr(shelf, "QUICK", -1.0)
    monkeypatch.setattr(shelf, "RELOAD_SHARE", 1e-12)
    monkeypatch.setattr("index.words.WRITTEN_FROM", 1)
    with Builder(tmp_path / "index", Settings(), embedder=embedder) as builder:
        builder.build(
            [str(write_reviews(tmp_path / "small.csv"))], films=write_films(tmp_path / "films.csv")
        )
    return tmp_path / "index"


@pytest.fixture
def library(folder: Path, embedder: MiniLM) -> Iterator[Library]:
    library = Library.open(folder, Settings(), embedder=embedder)
    library.warm_up()
    yield library
    library.close()


@pytest.fixture
def builder(folder: Path, library: Library, embedder: MiniLM) -> Iterator[Builder]:
    with Builder(folder, Settings(), embedder=embedder) as builder:
        yield builder


def written(number: int) -> Review:
    text = f"Number {number}: the quokka plays a zither in the harbour, which is a joy."
    return Review("added", text, f"added-{number}", HARBOUR.ref)


def ids(library: Library, k: int = 10) -> list[str]:
    return [hit.review.id for hit in library.search("quokka with a zither", k)]


def test_added_reviews_are_found_at_once(library: Library, builder: Builder) -> None:
    before = library._view.shelf.current()
    for number in range(3):
        builder.add(written(number), HARBOUR)
        assert f"added-{number}" in ids(library, number + 1)
    now = library._view.shelf.current()
    assert now.change == before.change and now.followed > before.followed  # it was not read anew


def test_an_edited_review_is_found_in_its_new_words_only(library: Library, builder: Builder) -> None:
    builder.add(written(0), HARBOUR)
    assert ids(library, 1) == ["added-0"]
    builder.add(replace(written(0), raw="A numbat juggles lanterns on the roof."), HARBOUR)
    [hit] = library.search("numbat juggling lanterns", 1)
    assert hit.review.id == "added-0" and "numbat" in hit.match
    assert [hit.review.text for hit in library.search("quokka", 30) if "quokka" in hit.review.text] == []


def test_removed_reviews_leave_no_gap_in_an_answer(library: Library, builder: Builder) -> None:
    for number in range(12):
        builder.add(written(number), HARBOUR)
    assert len(set(ids(library)) & {f"added-{number}" for number in range(12)}) == 10
    builder.store.remove(among=[f"added-{number}" for number in range(11)])
    found = ids(library)
    assert found[0] == "added-11" and len(found) == 10
    assert not set(found) & {f"added-{number}" for number in range(11)}


def test_the_next_reading_takes_over_what_was_followed(
    library: Library, builder: Builder, monkeypatch: pytest.MonkeyPatch
) -> None:
    builder.add(written(0), HARBOUR)
    assert library.stats().reviews == len(REVIEWS) + 1
    monkeypatch.setattr(shelf, "RELOAD_SHARE", 1e9)
    for number in range(1, 3):
        builder.add(written(number), HARBOUR)
        assert f"added-{number}" in ids(library, 3)  # beside the thread that reads anew
    deadline = time.monotonic() + 60
    while library._view.shelf.current().change != library._view.shelf.store.change():
        assert time.monotonic() < deadline
    assert set(ids(library, 3)) == {"added-0", "added-1", "added-2"}
