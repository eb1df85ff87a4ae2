"""Opinion or none, and which."""

import pytest

from index.judge.clauses import clauses
from index.judge.evaluation import Evidence, judgement
from index.judge.reading import Reading
from index.types import Judgement


def judge(text: str, odds: float, parts: dict[str, float] | None = None, evaluates: float = 0.0) -> Judgement:
    return judgement(Reading(text, odds, parts or {}), clauses(text), Evidence(evaluates))


@pytest.mark.parametrize(("odds", "opinion"), [(2.0, "pos"), (-2.0, "neg"), (0.1, "none"), (-0.1, "none")])
def test_strength_makes_an_opinion(odds: float, opinion: str) -> None:
    assert judge("A sentence of words.", odds) == opinion


def test_a_verdict_in_the_first_person_or_a_rating_needs_less_strength() -> None:
    assert judge("I really enjoyed it.", 0.2) == "pos"
    assert judge("7/10", 0.2) == "pos"
    assert judge("The 7th of 10 trains.", 0.2) == "none"


def test_the_tone_of_the_review_turns_an_opinion_but_makes_none() -> None:
    text = "A sentence of words."
    assert judgement(Reading(text, 0.7, {}, lean=-1.0), clauses(text), Evidence(1.0)) == "neg"
    assert judgement(Reading(text, 0.1, {}, lean=-1.0), clauses(text), Evidence(1.0)) == "none"


def test_clauses_that_contradict_each_other_are_mixed() -> None:
    text = "It looks fine, but it is dull."
    first, second = (text[one.start : one.end] for one in clauses(text))
    assert judge(text, -1.0, {first: 0.8, second: -2.0}) == "mixed"
    assert judge(text, -1.0, {first: -0.8, second: -2.0}) == "neg"


def test_what_is_said_of_other_films_contradicts_nothing() -> None:
    text = "I usually love such films, but this is dull."
    first, second = (text[one.start : one.end] for one in clauses(text))
    assert judge(text, -1.0, {first: 1.5, second: -2.0}) == "neg"


def test_what_could_go_either_way_is_no_opinion() -> None:
    text = "A sentence of words."
    assert judgement(Reading(text, 0.8, {}, lean=-0.7), clauses(text), Evidence(1.0)) == "none"


def test_bare_topic_words_make_no_opinion() -> None:
    text = "Ah, the plot of it."
    assert judgement(Reading(text, -0.8, {}), clauses(text), Evidence(0.0, topic=True)) == "neg"
    assert judgement(Reading(text, -0.8, {}), clauses(text), Evidence(0.0, True, bare_topics=-0.8)) == "none"
