"""What is judged and embedded again: by other models, and where credits come late."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from index.analyse import Analyser
from index.build import Builder
from index.embed import MiniLM
from index.errors import ModelError
from index.judge.encoder import Passage
from index.library import Library
from index.sentiment import PackagedSentiment, Scores
from index.settings import EmbeddingSection, Settings
from index.store import Store
from index.types import FilmFacts, FilmRef, Review
from index.vectors import newest
from index.verify import verify
from tests.index.corpus import FEW_AT_ONCE, REVIEWS, write_films, write_reviews


def test_a_model_that_is_not_there_costs_no_vectors(tmp_path: Path, build) -> None:
    path = write_reviews(tmp_path / "a.csv")
    build(path)
    missing = Settings(embedding=EmbeddingSection(model=str(tmp_path / "no-model")))
    with Builder(tmp_path / "index", missing) as builder:
        with pytest.raises(ModelError):
            builder.build([str(path)])
        assert builder.remove(review="g1") == 1
    assert verify(tmp_path / "index") == []
    store = Store(tmp_path / "index")
    assert store.span()[0] == len(REVIEWS) - 1 and newest(store) is not None


def test_credits_that_come_later_link_the_reviews(
    tmp_path: Path, build, embedder: MiniLM
) -> None:
    path = write_reviews(tmp_path / "a.csv")
    assert build(path).people == 0
    assert build(path, films=write_films(tmp_path / "films.csv")).added == 0
    library = Library.open(tmp_path / "index", FEW_AT_ONCE, embedder=embedder)
    person = library.find_person("Lindqvist").person
    assert person is not None and person.reviews == 2


def test_another_model_embeds_everything_again(
    tmp_path: Path, build, embedder: MiniLM
) -> None:
    path = write_reviews(tmp_path / "a.csv")
    build(path)

    class Reversed:
        name, dimension = "reversed", embedder.dimension

        def embed(self, texts):
            return embedder.embed([text[::-1] for text in texts])

    with Builder(tmp_path / "index", FEW_AT_ONCE, embedder=Reversed()) as builder:
        assert builder.build([str(path)]).added == 0
    assert verify(tmp_path / "index") == []
    assert Store(tmp_path / "index").meta("model") == "reversed"


def test_another_analyser_judges_everything_again(
    tmp_path: Path, build, embedder: MiniLM
) -> None:
    path = write_reviews(tmp_path / "a.csv")
    build(path)

    class Contrary:
        name = "contrary"
        usual = PackagedSentiment.load()

        def judge(self, passages: Sequence[Passage]) -> list[Scores]:
            return [
                replace(one, review=-one.review, opinions=one.opinions[:, [1, 0, 2, 3]])
                for one in self.usual.judge(passages)
            ]

    before = Store(tmp_path / "index").judged(film_id="night-ferry-2004")
    by_another = Analyser(Contrary())
    with Builder(tmp_path / "index", FEW_AT_ONCE, embedder=embedder, analyser=by_another) as builder:
        assert builder.build([str(path)]).added == 0
    assert verify(tmp_path / "index") == []
    after = Store(tmp_path / "index").judged(film_id="night-ferry-2004")
    assert [one.review.id for one in after] == [one.review.id for one in before]
    assert [one.sentences for one in after] != [one.sentences for one in before]
    assert build(path).added == 0
    assert Store(tmp_path / "index").judged(film_id="night-ferry-2004") == before


class _CreditsLast:
    """A source that tells a film's cast behind its reviews."""

    name = location = "late"

    def count(self) -> None:
        return None

    def __iter__(self) -> Iterator[Review | FilmFacts]:
        film = FilmRef("tt1", "Boats", 2001)
        for n in range(7):
            yield Review("late", f"Ann Quill was wonderful in number {n} of her films.", str(n), film)
        yield FilmFacts(film, cast=("Ann Quill",))


def test_credits_that_come_while_reviews_are_being_judged_count(tmp_path: Path, embedder: MiniLM) -> None:
    with Builder(tmp_path / "index", FEW_AT_ONCE, embedder=embedder) as builder:
        builder.bring(_CreditsLast(), "late", lambda review: (review, FilmFacts(review.film)))
        people = builder.store.rows_of("SELECT count(*) FROM mentions JOIN people ON id = person_id")
    assert people == [(7,)]
    assert verify(tmp_path / "index") == []
