"""Where a sentence turns."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.judge.clauses import clauses, turning


def parts(sentence: str) -> list[str]:
    return [sentence[one.start : one.end].strip(" ,;") for one in clauses(sentence)]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("It is pretty, but it is dull.", ["It is pretty", "but it is dull."]),
        ("Flawed but fascinating.", ["Flawed", "but fascinating."]),
        ("Although it drags, the end is fine.", ["Although it drags", "the end is fine."]),
        ("Not only funny but also sad.", ["Not only funny but also sad."]),
        ("It is nothing but trouble.", ["It is nothing but trouble."]),
        ("A fine cast; a poor script.", ["A fine cast", "a poor script."]),
        ("The acting is good, the plot is bad.", ["The acting is good", "the plot is bad."]),
        ("One clause here.", ["One clause here."]),
    ],
)
def test_clauses(sentence: str, expected: list[str]) -> None:
    assert parts(sentence) == expected


def test_words_of_contrast_turn_both_sides() -> None:
    assert [one.turns for one in clauses("It is pretty, but it is dull.")] == [True, True]
    assert [one.turns for one in clauses("A fine cast; a poor script.")] == [False, False]
    assert [one.turns for one in clauses("A fine cast; sadly a poor script.")] == [True, True]


def test_only_clauses_in_contrast_are_set_against_each_other() -> None:
    sentence = "It is pretty, but it is dull."
    opposed = [sentence[one.start : one.end].strip(" ,") for one in turning(sentence)]
    assert opposed == ["It is pretty", "but it is dull."]
    assert turning("A fine cast; a poor script.") == turning("One clause here.") == []


@given(st.text(alphabet="ab ,;.but yet although-\u2014", max_size=80))
def test_clauses_cover_the_sentence_in_order(sentence: str) -> None:
    found = clauses(sentence)
    assert found[0].start == 0 and found[-1].end == len(sentence)
    assert all(one.end == other.start for one, other in pairwise(found))
