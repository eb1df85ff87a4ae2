"""The sentence that fits: by meaning, from codes that were made when the review was stored."""

import sqlite3
from pathlib import Path

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from index.build import Builder
from index.database import FILE
from index.embed import MiniLM
from index.library import Library
from index.matching import CODED_WORDS, best_sentences, sentence_codes
from index.settings import Settings
from tests.conftest import NoMeaning
from tests.index.corpus import write_reviews

REVIEWS = [
    ["The plot is thin.", "A beautiful score.", "I saw it in May."],
    ["Only one."],
    [],
    ["The lead can't act.", "There is a lovely song, though."],
]


def test_the_best_sentence_is_by_meaning(embedder: MiniLM) -> None:
    codes = sentence_codes(REVIEWS, embedder)
    assert [len(code) for code in codes] == [3 * 48, 0, 0, 2 * 48]
    assert best_sentences(embedder.embed(["the music is lovely"])[0], codes) == [1, 0, 0, 1]
    assert best_sentences(embedder.embed(["a weak story"])[0], codes)[0] == 0


def test_signs_choose_nearly_as_the_whole_vectors_do(embedder: MiniLM, library: Library) -> None:
    films = library.suggest_films("", 9)
    sentences = sorted({quote.text for film in films for quote in library.quotes(film_id=film.id)})
    (code,) = sentence_codes([sentences], embedder)
    vectors = embedder.embed(sentences)
    for question in ("great music", "a boring story", "car chase", "the actors"):
        asked = embedder.embed([question])[0]
        (best,) = best_sentences(asked, [code])
        assert vectors[best] @ asked > (vectors @ asked).max() - 0.15


@given(st.lists(st.lists(st.text("ab ", max_size=9), max_size=4), max_size=5))
def test_any_review_has_a_code_for_each_sentence_it_begins_with(reviews: list[list[str]]) -> None:
    codes = sentence_codes(reviews, NoMeaning())
    assert [len(code) for code in codes] == [len(r) if len(r) > 1 else 0 for r in reviews]
    best = best_sentences(np.ones(8, np.float32), codes)
    assert all(0 <= place < max(1, len(review)) for place, review in zip(best, reviews, strict=True))


def test_the_end_of_a_long_review_has_none() -> None:
    (code,) = sentence_codes([["one two three four five"] * 90], NoMeaning())
    assert len(code) == CODED_WORDS // 5


def test_an_index_without_codes_answers_and_gets_them_with_the_next_build(
    tmp_path: Path, embedder: MiniLM
) -> None:
    reviews = write_reviews(tmp_path / "a.csv")
    with Builder(tmp_path / "index", Settings(), embedder=embedder) as builder:
        builder.build([str(reviews)])

    def matches() -> list[str]:
        library = Library.open(tmp_path / "index", Settings(), embedder=embedder)
        found = [hit.match for hit in library.search("the music", 5)]
        library.close()
        return found

    before = matches()
    with sqlite3.connect(tmp_path / "index" / FILE) as store:
        store.execute("UPDATE vectors SET codes = NULL")
    assert len(matches()) == len(before)
    with Builder(tmp_path / "index", Settings(), embedder=embedder) as builder:
        assert builder.build([str(reviews)]).added == 0
    assert matches() == before
