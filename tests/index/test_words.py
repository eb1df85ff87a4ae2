"""The file of words answers as FTS5 does."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from index import words
from index.store import Store
from index.types import Review
from index.words import Words, words_of
from tests.index.test_store import analysis, vector

TEXTS = st.lists(
    st.text(alphabet="aábcdes ing.,'-XÉ7", min_size=1, max_size=40).filter(str.strip), min_size=1, max_size=12
)


def filled(folder: Path, texts: list[str]) -> Store:
    store = Store(folder, create=True)
    reviews = [Review(source="s", raw=text, id=str(n), text=text) for n, text in enumerate(texts)]
    vectors = np.stack([vector(n) for n in range(len(texts))])
    store.add(reviews, [analysis(text) for text in texts], vectors)
    return store


def written(store: Store) -> Words:
    path = store.folder / "test.words"
    with path.open("wb") as file:
        words.write(file, store.texts(), store.stems)
    return Words(path)


def by_fts5(store: Store, terms: list[str]) -> dict[int, float]:
    one_of_each = {stem: term for term, stem in store.stems(terms).items()}
    query = " OR ".join(f'"{term}"' for term in one_of_each.values())
    return dict(store.rows_of("SELECT rowid, -rank FROM words WHERE words MATCH ?", query))


@settings(max_examples=40, deadline=None)
@example(["7", "X", "."], 0)  # less than a word a review
@given(TEXTS, st.integers(0, 11))
def test_scores_are_those_of_fts5(
    tmp_path_factory: pytest.TempPathFactory, texts: list[str], asked: int
) -> None:
    store = filled(tmp_path_factory.mktemp("words"), texts)
    terms = list(dict.fromkeys(words_of(texts[asked % len(texts)])))
    postings = written(store)
    rows, scores = postings.score(dict.fromkeys(postings.stems(terms).values()))
    expected = by_fts5(store, terms) if terms else {}
    assert rows.tolist() == sorted(expected)
    np.testing.assert_allclose(scores, [expected[row] for row in rows.tolist()], rtol=5e-3, atol=1e-5)
    store.close()


def test_inflections_lead_to_one_stem(tmp_path: Path) -> None:
    store = filled(tmp_path, ["The car chases are great.", "A chase in a car.", "Nothing of the kind."])
    postings = written(store)
    stems = postings.stems(["chases", "chase", "car", "boat"])
    assert stems["chases"] == stems["chase"] and "boat" not in stems
    assert postings.count(stems["chase"]) == 2
    filed = store.stems(["chasing"])["chasing"]
    assert postings.stems([filed]) == {filed: stems["chase"]}


def test_no_reviews_make_a_file_of_nothing(tmp_path: Path) -> None:
    path = tmp_path / "none.words"
    with path.open("wb") as file:
        words.write(file, [], lambda _: {})
    nothing = Words(path)
    assert nothing.stems(["film"]) == {} and nothing.score([])[0].tolist() == []


@pytest.mark.parametrize("keep", [0, 20, 60])
def test_a_file_that_is_cut_short_is_no_file(tmp_path: Path, keep: int) -> None:
    store = filled(tmp_path, ["A fine film."])
    written(store)
    path = tmp_path / "test.words"
    path.write_bytes(path.read_bytes()[:keep])
    with pytest.raises((OSError, ValueError)):
        Words(path)
