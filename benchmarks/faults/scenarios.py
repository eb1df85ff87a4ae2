"""What is done to stored reviews while something goes wrong: one scenario an operation."""

import csv
import json
import shutil
import sqlite3
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from benchmarks.faults.standins import QuickEmbedder, quick_analyser
from bot.servers import Servers, ServerSettings
from index import schema, vectors
from index.build import Builder
from index.database import FILE
from index.library import Library
from index.members import Members
from index.settings import IndexSection, Settings
from index.store import Store
from index.types import Draft, FilmFacts, FilmRef, Review

SETTINGS = Settings(index=IndexSection(batch=4))
CIRCLE = "1"
FILMS = (("The Glass Harbour", 1998), ("Night Ferry", 2004), ("Salt Road", 2011))
_WORDS = ("harbour", "ferry", "storm", "keeper", "music", "lantern", "gull", "tide", "rope", "salt", "widow")

Done = Callable[[], None]
"""Called after each step that has been stored for good."""
Row = tuple[str, str, int, str, str]


@dataclass(frozen=True, slots=True)
class Scenario:
    """`prepare` makes what is there before in a folder, `run` does the operation, a step after the other.

    `index` is the index folder within it, and `again` has the operation end after it was cut off; None where
    a plain build of nothing new does.
    """

    name: str
    prepare: Callable[[Path], None]
    run: Callable[[Path, Done], None]
    index: str = "index"
    again: Callable[[Path], None] | None = None


def builder(folder: Path) -> Builder:
    """A builder with the stand-ins."""
    return Builder(folder, SETTINGS, embedder=QuickEmbedder(), analyser=quick_analyser())


def library(folder: Path) -> Library:
    """The index of a scenario's folder as it is served, with its circles."""
    return Library.open(
        folder / "index", SETTINGS, embedder=QuickEmbedder(), members=folder / "servers"
    )


def rows(count: int, version: str = "") -> list[Row]:
    """Reviews of three films, all in different words."""
    found = []
    for n in range(count):
        title, year = FILMS[n % len(FILMS)]
        first, second = _WORDS[n % len(_WORDS)], _WORDS[(n * 7 + 3) % len(_WORDS)]
        text = (
            f"Number {n}{version}: the {first} is a joy to watch. Ann Quill plays the {second} with care. "
            f"The ending drags, and the {first} of page{n} never comes back."
        )
        found.append((f"r{n}", title, year, str(1 + n % 10), text))
    return found


def write_reviews(path: Path, reviews: list[Row]) -> Path:
    """Writes them as CSV."""
    with path.open("w", newline="", encoding="utf-8") as file:
        out = csv.writer(file)
        out.writerow(["review_id", "title", "year", "rating", "text"])
        out.writerows(reviews)
    return path


def state(folder: Path) -> list[str]:
    """Every stored review with where its sentences lie and its vector, in an order of their own.

    Read without this library, and without what later steps of a build may change (verdicts, judgements).
    """
    path = folder / FILE
    if not path.exists() or not path.stat().st_size:
        return []
    connection = sqlite3.connect(path)
    try:
        if not connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'vectors'").fetchone():
            return []
        found = connection.execute(
            "SELECT iif(source LIKE 'written-%', '', reviews.id), source, raw, text, stars, author, title,"
            " hex(vector), (SELECT json_group_array(start || '-' || stop) FROM sentences WHERE review = row)"
            " FROM reviews LEFT JOIN films ON films.id = film_id LEFT JOIN vectors ON review = row"
        ).fetchall()
    finally:
        connection.close()
    return sorted(json.dumps(row) for row in found)


def built(folder: Path, count: int = 24) -> None:
    """An index of so many reviews, with the source beside it."""
    folder.mkdir(parents=True, exist_ok=True)
    path = write_reviews(folder / "reviews.csv", rows(count))
    films = folder / "films.csv"
    films.write_text("title,year,director,cast\nNight Ferry,2004,Otto Brandt,Ann Quill\n", "utf-8")
    with builder(folder / "index") as building:
        building.build([str(path)], films=films)


def _sources_only(folder: Path) -> None:
    built(folder)
    shutil.rmtree(folder / "index")


def _build(folder: Path, done: Done) -> None:
    with builder(folder / "index") as building:
        store = building.store
        for name in ("add", "remove"):
            setattr(store, name, partial(_acknowledged, getattr(store, name), done))
        building.build([str(folder / "reviews.csv")], films=folder / "films.csv")


def _acknowledged(work: Callable[..., Any], done: Done, *values: Any, **named: Any) -> Any:
    answer = work(*values, **named)
    done()
    return answer


def _built_and_changed(folder: Path) -> None:
    built(folder)
    changed = [*rows(8), *rows(14, " again")[8:], *rows(30)[18:]]  # 8 same, 6 changed, 4 gone, 6 new
    write_reviews(folder / "reviews.csv", changed)


def _build_again(folder: Path) -> None:
    _build(folder, lambda: None)


def _add(folder: Path, done: Done) -> None:
    for n in range(5):
        title, year = FILMS[n % len(FILMS)]
        facts = FilmFacts(FilmRef("", title, year), cast=("Ann Quill",) if n % 2 else ())
        with builder(folder / "index") as building:
            building.add(Review("added", f"Added {n}: a zither, at last. Fine.", f"a{n}", facts.ref), facts)
        done()


def _remove(folder: Path, done: Done) -> None:
    for chosen in ({"review": "r3"}, {"film": "night-ferry-2004"}, {"review": "r0"}, {"source": "reviews"}):
        with builder(folder / "index") as building:
            building.remove(**chosen)
        done()


def _with_members(folder: Path) -> None:
    built(folder)
    opened = library(folder)
    writing = Members(opened, SETTINGS, analyser=quick_analyser())
    writing.write(CIRCLE, "ann", Draft("The tram is lovely. So is its bell.", "Ann", title="Tram", year=2020))
    opened.close()


def _write(folder: Path, done: Done) -> None:
    opened = library(folder)
    members = Members(opened, SETTINGS, analyser=quick_analyser())
    ferry = opened.find_film("Night Ferry").film
    first = members.write(CIRCLE, "ann", Draft("A tense, funny ride. I liked it.", "Ann", ferry, stars=0.8))
    done()
    members.write(CIRCLE, "ben", Draft("Dull trams and dull drivers. No.", "Ben", title="Tram", year=2020))
    done()
    members.write(CIRCLE, "ann", Draft("On second thought, dull. Sorry.", "Ann", ferry), first.id)
    done()
    members.delete(CIRCLE, "ann", first.id)
    done()
    members.write("2", "ann", Draft("Elsewhere it was a joy to me.", "Ann", ferry))
    opened.close()


def _built_and_added(folder: Path) -> None:
    built(folder)
    _add(folder, lambda: None)


def _swap(folder: Path, done: Done) -> None:
    store = Store(folder / "index")
    for _ in range(3):
        vectors.write(store, SETTINGS.index, store.meta("model"))
        done()
    store.close()


def _built_by_an_older_program(folder: Path) -> None:
    newest, schema.MIGRATIONS = schema.MIGRATIONS, schema.MIGRATIONS[:1]
    try:
        store = Store(folder / "index", create=True)
        for id, _, _, _, text in rows(6):
            store.connection.execute(
                "INSERT INTO reviews (id, source, raw, text, hash, author, publication, date, url,"
                " predicted) VALUES (?1, 's', ?2, ?2, '', '', '', '', '', 0.75)",
                (id, text),
            )
        store.close()
    finally:
        schema.MIGRATIONS = newest


def _migrate(folder: Path, done: Done) -> None:
    Store(folder / "index").close()
    done()


SCENARIOS: Mapping[str, Scenario] = {
    one.name: one
    for one in (
        Scenario("build", _sources_only, _build, again=_build_again),
        Scenario("build of a changed source", _built_and_changed, _build, again=_build_again),
        Scenario("add", built, _add),
        Scenario("remove", built, _remove),
        Scenario("a member writes", _with_members, _write, f"servers/{CIRCLE}/reviews"),
        Scenario("vector files swapped", _built_and_added, _swap),
        Scenario("older store migrated", _built_by_an_older_program, _migrate),
    )
}


# --- the settings of servers, which are no index ----------------------------------------------------------

SERVERS_SETTINGS = tuple(
    ServerSettings(private=n % 2 == 0, spoilers="drop", without=frozenset({f"corpus {n}"})) for n in range(4)
)


def save_settings(folder: Path, done: Done) -> None:
    """Saves one after the other; the first is there before anything goes wrong."""
    servers = Servers(folder / "servers")
    for settings in SERVERS_SETTINGS[1:]:
        servers.save(int(CIRCLE), settings)
        done()
