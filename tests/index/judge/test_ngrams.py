"""The n-grams that the linear models see."""

from hypothesis import given
from hypothesis import strategies as st

from index.judge.ngrams import negates, ngrams, words


def test_words_keep_ratings_contractions_and_marks() -> None:
    assert words("It isn\u2019t 8/10, it's WELL-acted!") == [
        "it",
        "isn't",
        "8/10",
        ",",
        "it's",
        "well-acted",
        "!",
    ]


def test_up_to_three_words() -> None:
    assert ngrams("so very good") == {"so", "very", "good", "so very", "very good", "so very good"}


def test_negation_reaches_three_words_within_a_clause() -> None:
    marked = {gram for gram in ngrams("not a very good, funny film") if gram.startswith("not_")}
    assert marked == {"not_a", "not_very", "not_good"}
    assert not any(gram.startswith("not_") for gram in ngrams("not only funny"))


def test_negators() -> None:
    assert negates("isn't") and negates("never") and negates("hardly") and not negates("note")


@given(st.text(max_size=60))
def test_same_text_same_ngrams_whatever_the_case(text: str) -> None:
    assert ngrams(text) == ngrams(text)
    assert "" not in ngrams(text)
