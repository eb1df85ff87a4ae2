"""Building: twice adds nothing, changes are followed, a killed build goes on, bad input loses nothing."""

import os
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

from index.build import Builder
from index.database import FILE
from index.embed import MiniLM
from index.errors import IndexBusy, IndexMissing, SourceError
from index.library import Library
from index.store import Store
from index.types import Review
from index.verify import verify
from tests.index.corpus import FEW_AT_ONCE, REVIEWS, write_films, write_reviews


def test_building_twice_adds_nothing(tmp_path: Path, build) -> None:
    reviews, films = write_reviews(tmp_path / "a.csv"), write_films(tmp_path / "films.csv")
    first = build(reviews, films=films)
    assert (first.reviews, first.added, first.skipped, first.films) == (len(REVIEWS), len(REVIEWS), 0, 4)
    before = (tmp_path / "index" / FILE).stat().st_mtime_ns
    faiss_files = sorted((tmp_path / "index").glob("*.faiss"))
    second = build(reviews, films=films)
    assert (second.reviews, second.added, second.skipped) == (len(REVIEWS), 0, len(REVIEWS))
    assert sorted((tmp_path / "index").glob("*.faiss")) == faiss_files
    assert before  # the store itself may remember the time of the build


def test_a_source_is_mirrored(tmp_path: Path, build, embedder: MiniLM) -> None:
    path = write_reviews(tmp_path / "a.csv")
    build(path)
    changed = [(id, title, year, stars, "Nothing but seagulls." if id == "g3" else text)
               for id, title, year, stars, text in REVIEWS if id != "n3"]  # fmt: skip
    added = ("n4", "Night Ferry", 2004, "8", "The whale in the last act is a wonder.")
    report = build(write_reviews(path, [*changed, added]))
    assert (report.added, report.removed, report.reviews) == (2, 1, len(REVIEWS))
    library = Library.open(tmp_path / "index", FEW_AT_ONCE, embedder=embedder)
    assert library.review("n3") is None
    assert library.search("seagulls", 1)[0].review.id == "g3"
    assert library.search("a whale", 1)[0].review.id == "n4"
    assert all(hit.review.id != "n3" for hit in library.search("the ferry never leaves the dock", 20))
    assert all(q.review_id != "n3" for q in library.quotes(film_id="night-ferry-2004"))


def test_two_files_of_one_name_are_two_sources(tmp_path: Path, build) -> None:
    for place in "ab":
        (tmp_path / place).mkdir()
    one = write_reviews(tmp_path / "a" / "mine.csv", REVIEWS[:5])
    two = write_reviews(tmp_path / "b" / "mine.csv", REVIEWS[5:])
    build(one)
    report = build(two)
    assert (report.added, report.removed, report.reviews) == (6, 0, 11)
    assert build(one, two).added == 0


def test_a_copy_under_another_name_adds_nothing(tmp_path: Path, build) -> None:
    build(write_reviews(tmp_path / "a.csv"))
    report = build(write_reviews(tmp_path / "copy.csv"))
    assert (report.added, report.skipped, report.reviews) == (0, len(REVIEWS), len(REVIEWS))


def test_ids_of_two_sources_do_not_overwrite_each_other(tmp_path: Path, build) -> None:
    build(write_reviews(tmp_path / "a.csv", [("1", "Night Ferry", 2004, "8", "A fine ship.")]))
    other = write_reviews(tmp_path / "b.csv", [("1", "Solaris", 1972, "9", "A fine planet.")])
    assert build(other).reviews == 2
    assert build(other).added == 0


def test_ids_that_look_like_numbered_ones_stay_apart(tmp_path: Path, build) -> None:
    build(write_reviews(tmp_path / "a.csv", [("x", "Night Ferry", 2004, "8", "A fine ship.")]))
    texts = {"x": "One.", "x ": "Two.", "x#2": "Three.", "b:x": "Four.", "b:x#2": "Five."}
    rows = [(id.strip(), "Solaris", 1972, "9", text) for id, text in texts.items()]
    path = write_reviews(tmp_path / "b.csv", rows)
    assert build(path).added == 5
    assert (build(path).added, build(path).reviews) == (0, 6)


def test_sources_of_one_name_are_kept_apart_up_to_the_root(tmp_path: Path, build) -> None:
    class Told:
        def __init__(self, location: str, text: str) -> None:
            self.name, self.location, self.text = "mine", location, text

        def __iter__(self):
            yield Review(self.name, self.text)

        def count(self) -> int:
            return 1

    for location in ("/mine.csv", "mine", "/a/mine.csv", "/a/mine.tsv", "/b\udcff/mine.csv"):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr("index.build.open_source", lambda place, *_: Told(place, f"Read at {place!r}."))
            report = build(Path(location))
            assert (report.added, report.removed) == (1, 0)
            assert build(Path(location)).added == 0
    assert report.reviews == 5


def test_a_review_that_becomes_another_sources_is_not_kept_in_its_old_words(tmp_path: Path, build) -> None:
    common = ("c", "Night Ferry", 2004, "8", "A fine ship.")
    build(write_reviews(tmp_path / "a.csv", [common]))
    old = ("o", "Night Ferry", 2004, "8", "Nothing of note.")
    build(write_reviews(tmp_path / "b.csv", [("1", *old[1:]), ("2", *old[1:4], "An old opinion.")]))
    report = build(write_reviews(tmp_path / "b.csv", [("1", *old[1:]), ("2", *common[1:])]))
    assert (report.skipped, report.removed, report.reviews) == (2, 1, 2)


@pytest.mark.parametrize("order", ["table first", "reviews first"])
@pytest.mark.parametrize("undated", ["table", "reviews"])
def test_a_year_that_one_side_leaves_out_parts_no_credits_from_reviews(
    tmp_path: Path, build, embedder: MiniLM, order: str, undated: str
) -> None:
    reviews, films = tmp_path / "a.csv", tmp_path / "films.csv"
    told = {"reviews": "Night Ferry", "table": "Night Ferry"}
    told["table" if undated == "reviews" else "reviews"] += " (2004)"
    reviews.write_text(f"title,text\n{told['reviews']},Lena Fischer is great.\n")
    films.write_text(f"title,cast\n{told['table']},Lena Fischer\n")
    if order == "reviews first":
        build(reviews)
    report = build(reviews, films=films)
    assert (report.films, report.people) == (1, 1)
    library = Library.open(tmp_path / "index", FEW_AT_ONCE, embedder=embedder)
    [film] = [library.find_film("Night Ferry").film]
    assert film is not None and film.name == "Night Ferry (2004)"
    person = library.find_person("Lena Fischer").person
    assert person is not None and person.reviews == 1
    assert build(reviews, films=films).added == 0


def test_rows_without_ids_that_say_the_same_both_count(tmp_path: Path, build) -> None:
    path = tmp_path / "a.csv"
    path.write_text("title,text\nNight Ferry,A must see!\nNight Ferry,A must see!\n")
    assert build(path).added == 2
    assert build(path).added == 0


def test_bad_rows_are_counted_and_named(tmp_path: Path, build) -> None:
    path = tmp_path / "a.csv"
    path.write_text("title,text\nNight Ferry,Good.\nNight Ferry,\nNight Ferry,<br />\n")
    report = build(path)
    assert (report.added, report.rejected) == (1, 2)
    assert [(row.file, row.row) for row in report.rejections] == [("a.csv", 2), ("a.csv", 3)]
    assert all(row.why for row in report.rejections)


def test_a_source_that_breaks_loses_nothing(tmp_path: Path, build) -> None:
    path = write_reviews(tmp_path / "a.csv")
    build(path)
    path.write_bytes(b"\x00\x01\x02" * 100)
    with pytest.raises(SourceError):
        build(path)
    path.write_text("review_id,title,year,rating,text\n")
    with pytest.raises(SourceError):
        build(path)
    assert Store(tmp_path / "index").counts()["reviews"] == len(REVIEWS)


def test_a_second_builder_is_told_who_holds_the_index(
    tmp_path: Path, build, embedder: MiniLM
) -> None:
    path = write_reviews(tmp_path / "a.csv")
    with Builder(tmp_path / "index", FEW_AT_ONCE, embedder=embedder), pytest.raises(IndexBusy, match="wait"):
        build(path)


def test_a_killed_build_goes_on(tmp_path: Path) -> None:
    rows = [(f"r{n}", "Night Ferry", 2004, "8", f"Number {n}: a tense ride. " * 5) for n in range(400)]
    path = write_reviews(tmp_path / "many.csv", rows)
    config = tmp_path / "config.toml"
    config.write_text("[index]\nbatch = 10\n")
    command = [
        sys.executable, "-m", "index", "build", str(path),
        "--index", str(tmp_path / "index"), "--config", str(config),
    ]  # fmt: skip
    kept = []
    for _ in range(3):
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        wanted = (kept[-1] if kept else 0) + 30
        while process.poll() is None and _stored(tmp_path / "index") < wanted:
            time.sleep(0.02)
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
        kept.append(_stored(tmp_path / "index"))
    assert 0 < kept[0] < 400 and kept == sorted(kept)
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert '"reviews": 400' in done.stdout and f'"skipped": {kept[-1]}' in done.stdout
    assert verify(tmp_path / "index") == []


def _stored(folder: Path) -> int:
    try:
        store = Store(folder)
        count = store.counts()["reviews"]
        store.close()
    except (IndexMissing, sqlite3.OperationalError):  # not there yet
        return 0
    return count
