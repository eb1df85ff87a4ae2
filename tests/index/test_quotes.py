from hypothesis import given, settings
from hypothesis import strategies as st

from index.quotes import MAX_CHARACTERS, MIN_WORDS, rank_quotes
from index.types import ASPECTS, Aspect, JudgedReview, Polarity
from tests.index.judged import alike, judged_review, judged_reviews


@given(
    judged_reviews(),
    st.none() | st.sampled_from(ASPECTS),
    st.sampled_from([None, "pos", "neg", "mixed"]),
    st.sampled_from([None, "Hugh Grant"]),
)
@settings(deadline=None)
def test_quotes_are_exact_distinct_and_on_the_side_asked(
    judged: list[JudgedReview], aspect: Aspect | None, polarity: Polarity | None, person: str | None
) -> None:
    by_id = {j.review.id: j for j in judged}
    quotes = rank_quotes(judged, aspect=aspect, polarity=polarity, person=person)
    assert len({q.text.casefold() for q in quotes}) == len(quotes)
    for quote in quotes:
        source = by_id[quote.review_id]
        assert quote.text in source.review.text
        assert quote.text.startswith(tuple(s.text for s in source.sentences))
        assert quote.text.endswith(tuple(s.text for s in source.sentences))
        assert len(quote.text) <= MAX_CHARACTERS and len(quote.text.split()) >= MIN_WORDS
        assert polarity in (None, quote.polarity)
        if aspect is None and person is None:
            assert source.review.verdict in (quote.polarity, "mixed")
        if aspect is not None:
            assert any(
                s.aspects.get(aspect) == quote.polarity and s.text in quote.text for s in source.sentences
            )
        if person is not None:
            assert any(m.name == person for s in source.sentences if s.text in quote.text for m in s.people)


@given(judged_reviews())
@settings(deadline=None)
def test_each_review_speaks_once_before_any_speaks_twice_among_the_first(judged: list[JudgedReview]) -> None:
    first = rank_quotes(judged, polarity="pos")[:3]
    texts = " ".join(q.text for q in first)
    assert all(texts.count(q.text) == 1 for q in first)


def test_what_many_say_comes_before_what_one_says() -> None:
    many = alike(6, ("The jokes land every single time.", "pos", {"impact": "pos"}, {}), "pos")
    one = judged_review(
        99, [("The hats are a delight throughout.", "pos", {"visuals": "pos"}, {})], label="pos"
    )
    quotes = rank_quotes([one, *many])
    assert "jokes" in quotes[0].text
    assert {q.review_id for q in quotes} >= {"r99"}


def test_the_second_quote_says_something_else() -> None:
    judged = [
        judged_review(1, [("The jokes land every single time.", "pos", {"impact": "pos"}, {})], label="pos"),
        judged_review(2, [("Every time, the jokes land nicely.", "pos", {"impact": "pos"}, {})], label="pos"),
        judged_review(3, [("Jokes that land, one and all.", "pos", {"impact": "pos"}, {})], label="pos"),
        judged_review(4, [("The camera finds beauty in rain.", "pos", {"visuals": "pos"}, {})], label="pos"),
        judged_review(5, [("Beauty fills the camera in rain.", "pos", {"visuals": "pos"}, {})], label="pos"),
    ]
    first, second = rank_quotes(judged)[:2]
    assert {first.aspects, second.aspects} == {("impact",), ("visuals",)}


def test_a_fragment_comes_last_and_contradictions_never() -> None:
    judged = [
        judged_review(
            1, [("more of a yawn than anything else, they say", "neg", {"pacing": "neg"}, {})], label="neg"
        ),
        judged_review(2, [("The story is a shrug, no more.", "neg", {"story": "neg"}, {})], label="neg"),
        judged_review(3, [("The story is a marvel to behold.", "pos", {"story": "pos"}, {})], label="neg"),
    ]
    quotes = rank_quotes(judged)
    assert [q.review_id for q in quotes] == ["r2", "r1"]


def test_a_short_review_is_quoted_whole() -> None:
    said = [
        ("Go and see it.", "pos", {}, {}),
        ("Take your mother.", "none", {}, {}),
        ("Take your uncle too.", "pos", {}, {}),
    ]
    whole = judged_review(1, [(t, o, {}, {}) for t, o, _, _ in said], label="pos")  # type: ignore[misc]
    assert rank_quotes([whole])[0].text in whole.review.text


def test_thousands_of_sentences_are_ranked_in_a_moment() -> None:
    judged = [
        judged_review(
            i, [(f"The {w} script number {i} is a {w} joy.", "pos", {"story": "pos"}, {})], label="pos"
        )
        for i, w in enumerate(f"word{j}" for j in range(3000))
    ]
    assert len(rank_quotes(judged)) > 0


def test_what_gives_away_the_end_comes_last_and_is_marked() -> None:
    told = judged_review(1, [("In the end he dies, a brilliant ending.", "pos", {"story": "pos"}, {})])
    fine = judged_review(2, [("The ending is brilliant and so is the story.", "pos", {"story": "pos"}, {})])
    quotes = rank_quotes([told, fine], aspect="story", polarity="pos")
    assert [quote.spoiler for quote in quotes] == [False, True]
