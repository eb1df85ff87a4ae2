"""The table of counts always equals a recount, whatever is written."""

import re
import shutil
import tempfile
from pathlib import Path

import numpy as np
import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from index import tallies
from index.build import Builder
from index.embed import MiniLM
from index.library import Library
from index.opinions import fold
from index.schema import MIGRATIONS
from index.settings import Settings
from index.store import Store
from index.tallies import Counted
from index.types import ASPECTS, Analysis, Aspect, FilmRef, Polarity, Review, Sentence
from index.verify import verify
from tests.index.corpus import REVIEWS, write_films, write_reviews

SIDES: tuple[Polarity, ...] = ("pos", "neg", "mixed")
aspects = st.dictionaries(st.sampled_from(ASPECTS[:3]), st.sampled_from(SIDES), max_size=3)
analyses = st.builds(
    lambda share, said: analysis(share, said), st.floats(0, 1), st.lists(aspects, min_size=1, max_size=3)
)
written = st.tuples(
    st.sampled_from([f"r{n}" for n in range(6)]),
    st.sampled_from(["f1", "f2", ""]),
    st.sampled_from(["here", "there"]),
    st.none() | st.sampled_from(SIDES),
    st.none() | st.floats(0, 1),
    analyses,
)


def analysis(share: float, said: list[dict[Aspect, Polarity]]) -> Analysis:
    return Analysis(share, tuple(Sentence("x", n, n + 1, share, "none", a) for n, a in enumerate(said)))


def stored(store: Store) -> dict[tuple[str, str], Counted]:
    """What the table holds, by film and thing."""
    found = store.rows_of(
        "SELECT film_id, thing, sum(positive), sum(negative), sum(mixed), sum(doubt) FROM tallies"
        " GROUP BY 1, 2"
    )
    return {(film_id, thing): Counted(*counts) for film_id, thing, *counts in found}


def recounted(store: Store) -> dict[tuple[str, str], Counted]:
    """The same from the reviews themselves, in Python."""
    judged = [each for each in store.judged() if each.review.film_id]
    found: dict[tuple[str, str], Counted] = {}
    for each in judged:
        review = each.review
        share = review.predicted or 0.0
        doubt = int(min(share, 1 - share) * tallies.MILLION + 0.5) if review.basis == "model" else 0
        said = [(tallies.VERDICT, review.verdict, doubt)]
        for aspect in dict.fromkeys(a for s in each.sentences for a in s.aspects):
            side = fold(s.aspects[aspect] for s in each.sentences if aspect in s.aspects)
            said += [(aspect, side, 0)] if side != "none" else []
        for thing, side, unsure in said:
            one = Counted(side == "pos", side == "neg", side == "mixed", unsure)
            key = review.film_id, thing
            found[key] = found.get(key, Counted()).plus(one)
    return found


class TableAgainstRecount(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.store = Store(Path(self.folder.name), create=True)
        with self.store.transaction() as connection:
            connection.executemany(
                "INSERT INTO films (id, title, title_key) VALUES (?, ?, ?)",
                [("f1", "A", "a"), ("f2", "B", "b")],
            )

    def teardown(self) -> None:
        self.store.close()
        self.folder.cleanup()

    @rule(batch=st.lists(written, min_size=1, max_size=4, unique_by=lambda one: one[0]))
    def add(self, batch: list[tuple[str, str, str, Polarity | None, float | None, Analysis]]) -> None:
        reviews = [
            Review(source, "xxx", id, FilmRef(film), film, "xxx", stars, label)
            for id, film, source, label, stars, _ in batch
        ]
        vectors = np.eye(len(batch), 8, dtype=np.float32)
        self.store.add(reviews, [one[-1] for one in batch], vectors)

    @precondition(lambda self: self.store.counts()["reviews"])
    @rule(data=st.data(), again=analyses)
    def judge_again(self, data: st.DataObject, again: Analysis) -> None:
        row = data.draw(st.sampled_from(self.store.rows()))
        self.store.judge_again({row: again}, ())

    @rule()
    def settle(self) -> None:
        self.store.settle()

    @rule(
        id=st.sampled_from(["r0", "r1"]),
        film=st.sampled_from(["", "f1"]),
        source=st.sampled_from(["", "here"]),
    )
    def remove(self, id: str, film: str, source: str) -> None:
        self.store.remove(review=id, film=film, source=source, among=["r2"])

    @invariant()
    def they_agree(self) -> None:
        assert stored(self.store) == recounted(self.store)
        assert tallies.wrong(self.store) == []


TestTable = TableAgainstRecount.TestCase
TestTable.settings = settings(max_examples=40, stateful_step_count=10, deadline=None)


def test_a_failed_write_leaves_the_counts_alone(small_index: Path, tmp_path: Path) -> None:
    store = Store(Path(shutil.copytree(small_index, tmp_path / "copy")))
    before = stored(store)
    review = Review("s", "x", "g1", film_id="no such film", text="x")
    with pytest.raises(Exception, match="FOREIGN KEY"):
        store.add([review], [analysis(1.0, [{}])], np.eye(1, 8, dtype=np.float32))
    assert stored(store) == before == recounted(store)


def test_an_older_index_is_counted_when_it_is_opened(small_index: Path, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(small_index, tmp_path / "old"))
    store = Store(folder)
    expected = stored(store)
    [number] = [n for n, script in enumerate(MIGRATIONS) if "CREATE TABLE tallies" in script]
    store.connection.execute("DROP TABLE tallies")
    for later in MIGRATIONS[number + 1 :]:
        for table in re.findall(r"CREATE TABLE (\w+)", later):
            store.connection.execute(f"DROP TABLE {table}")
        for table, column in re.findall(r"ALTER TABLE (\w+) ADD COLUMN (\w+)", later):
            store.connection.execute(f"ALTER TABLE {table} DROP COLUMN {column}")
    store.connection.execute(f"PRAGMA user_version = {number}")
    store.close()
    again = Store(folder)
    assert stored(again) == expected != {}


def test_films_that_turn_out_to_be_one_are_counted_as_one(
    tmp_path: Path, embedder: MiniLM
) -> None:
    rows = [(id, title, "" if id == "n1" else year, stars, text) for id, title, year, stars, text in REVIEWS]
    with Builder(tmp_path / "index", Settings(), embedder=embedder) as builder:
        builder.build([str(write_reviews(tmp_path / "a.csv", rows))], films=write_films(tmp_path / "f.csv"))
        assert tallies.of_film(builder.store, "night-ferry-2004")[tallies.VERDICT].tally.total == 3
        assert stored(builder.store) == recounted(builder.store)
        builder.remove(film="night-ferry-2004")
        assert tallies.of_film(builder.store, "night-ferry-2004") == {}


def test_counts_are_those_of_the_opinions(library: Library) -> None:
    for film in library._view.seen().films.values():
        told = tallies.of_film(library._view.shelf.store, film.id)
        opinion = library.opinion_of_film(film.id)
        verdict = told.pop(tallies.VERDICT)
        assert verdict[:3] == (opinion.for_it, opinion.against, opinion.mixed)
        assert verdict.doubt / tallies.MILLION == pytest.approx(opinion.doubt, abs=1e-5)
        assert {aspect: counts.tally for aspect, counts in told.items()} == dict(opinion.aspects)


def test_sources_can_be_left_out(library: Library) -> None:
    store = library._view.shelf.store
    [source] = store.sources()
    assert tallies.of_films(store, tallies.VERDICT, [source]) == {}


def test_verify_finds_wrong_counts(small_index: Path, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(small_index, tmp_path / "copy"))
    store = Store(folder)
    store.connection.execute("UPDATE tallies SET positive = positive + 1 WHERE thing = 'acting'")
    store.close()
    assert any("counts of acting" in problem for problem in verify(folder))
