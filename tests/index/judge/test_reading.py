"""What is said in a part of a sentence, or else around it."""

import pytest

from index.judge.reading import Reading, join

TEXT = "good script, bad end"


def test_the_smallest_clear_part_speaks() -> None:
    reading = Reading(TEXT, -1.0, {"good script": 0.9, "good": 0.1})
    assert reading.local(((0, 4), (0, 11))) == pytest.approx(0.9)
    assert reading.local(((0, 4),)) == pytest.approx(-1.0)


def test_a_bare_topic_weighs_nothing() -> None:
    reading = Reading(TEXT, -1.0, {"good script": 0.2, "script": -0.8})
    assert reading.local(((0, 11),), "script") == pytest.approx(1.0)


def test_the_review_leans_on_every_part() -> None:
    reading = Reading(TEXT, 0.1, {"good": 0.7}, lean=-0.4)
    assert reading.local(((0, 4),)) == pytest.approx(-0.3)
    assert reading.bare((0, 4)) == pytest.approx(0.7)


@pytest.mark.parametrize(
    ("values", "polarity"), [([1.0, 2.0], "pos"), ([-1.0], "neg"), ([1.0, -0.1], "mixed")]
)
def test_join(values: list[float], polarity: str) -> None:
    assert join(values) == polarity
