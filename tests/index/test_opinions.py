from typing import Literal

from hypothesis import given, settings
from hypothesis import strategies as st

from index.opinions import fold, form_opinion
from index.types import ASPECTS, Aspect, JudgedReview, Opinion, Tally
from tests.index.judged import alike, judged_review, judged_reviews


def film(judged: list[JudgedReview], aspect: Aspect | None = None) -> Opinion:
    return form_opinion(subject="About a Boy (2002)", kind="film", id="f", judged=judged, aspect=aspect)


def person(judged: list[JudgedReview], aspect: Aspect | None = None) -> Opinion:
    return form_opinion(subject="Hugh Grant", kind="person", id="1", judged=judged, aspect=aspect)


@given(judged_reviews())
@settings(deadline=None)
def test_a_films_counts_are_those_of_its_reviews(judged: list[JudgedReview]) -> None:
    opinion = film(judged)
    verdicts = [j.review.verdict for j in judged]
    assert (opinion.reviews, opinion.for_it, opinion.against) == (
        len(judged),
        verdicts.count("pos"),
        verdicts.count("neg"),
    )
    assert sum(opinion.basis.values()) == len(judged)
    for aspect in ASPECTS:
        said = [{s.aspects[aspect] for s in j.sentences if aspect in s.aspects} for j in judged]
        tally = Tally(
            said.count({"pos"}), said.count({"neg"}), sum(len(s) > 1 or s == {"mixed"} for s in said)
        )
        assert opinion.aspects.get(aspect, Tally()) == tally
        assert (aspect in opinion.aspects) == (tally.total > 0)
    assert [t.total for t in opinion.aspects.values()] == sorted(
        (t.total for t in opinion.aspects.values()), reverse=True
    )


@given(judged_reviews(), st.sampled_from(["film", "person"]), st.none() | st.sampled_from(ASPECTS))
@settings(deadline=None)
def test_share_and_interval_agree_with_the_counts(
    judged: list[JudgedReview], kind: Literal["film", "person"], aspect: Aspect | None
) -> None:
    opinion = film(judged, aspect) if kind == "film" else person(judged, aspect)
    sided = opinion.for_it + opinion.against
    assert sided <= opinion.reviews <= len(judged)
    if sided == 0:
        assert (opinion.positive, opinion.low, opinion.high) == (None, None, None)
        return
    assert opinion.positive == opinion.for_it / sided
    assert opinion.low is not None and opinion.high is not None
    assert 0 <= opinion.low <= opinion.positive <= opinion.high <= 1


@given(judged_reviews(), st.sampled_from(ASPECTS))
@settings(deadline=None)
def test_an_aspect_asked_for_is_the_films_tally_of_it(judged: list[JudgedReview], aspect: Aspect) -> None:
    asked, tally = film(judged, aspect), film(judged).aspects.get(aspect, Tally())
    assert (asked.reviews, asked.for_it, asked.against) == (tally.total, tally.positive, tally.negative)
    assert set(asked.aspects) <= {aspect}


@given(judged_reviews())
@settings(deadline=None)
def test_a_person_is_judged_only_where_named(judged: list[JudgedReview]) -> None:
    opinion = person(judged)
    named = [j for j in judged if any(m.name == "Hugh Grant" for s in j.sentences for m in s.people)]
    assert opinion.reviews == len(named)
    assert opinion.basis == ({"model": len(named)} if named else {})
    for quote in (*opinion.praise, *opinion.criticism):
        review = next(j for j in judged if j.review.id == quote.review_id)
        assert any(
            m.name == "Hugh Grant" and m.polarity == quote.polarity and s.text in quote.text
            for s in review.sentences
            for m in s.people
        )


def test_praise_of_a_person_in_a_bad_review_is_praise_of_the_person() -> None:
    bad = judged_review(
        1,
        [("Hugh Grant shines in a dreadful film.", "mixed", {"acting": "pos"}, {"Hugh Grant": "pos"})],
        label="neg",
    )
    opinion = person([bad])
    assert (opinion.for_it, opinion.against) == (1, 0)
    assert [q.text for q in opinion.praise] == ["Hugh Grant shines in a dreadful film."]
    assert film([bad]).against == 1
    assert film([bad]).praise == ()


def test_people_and_topics_are_counted_in_reviews() -> None:
    judged = alike(
        3,
        ("Hugh Grant is very funny, and funny again.", "pos", {"impact": "pos"}, {"Hugh Grant": "pos"}),
        "pos",
    )
    opinion = film(judged)
    assert opinion.people == {"Hugh Grant": Tally(positive=3)}
    assert opinion.topics == {"the humour": Tally(positive=3)}
    assert person(judged).people == {}


def test_nothing_counted_says_so() -> None:
    for opinion in (film([]), person([]), film([], "music"), person([], "music")):
        assert opinion.reviews == 0 and opinion.positive is None and not opinion.praise
        assert opinion.summary.startswith(("There are no reviews", "No review here"))


def test_folding_judgements() -> None:
    assert fold([]) == fold(["none"]) == "none"
    assert fold(["pos", "none", "pos"]) == "pos"
    assert fold(["pos", "neg"]) == fold(["mixed", "pos"]) == "mixed"
