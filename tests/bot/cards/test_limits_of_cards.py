"""No card, whatever it is made of, breaks one of Discord's limits."""

from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.cards import choice, compare, hits, notes, opinion, pairs, rank, recommend, reviews
from bot.cards.sheet import Reply
from bot.custom_ids import Ask
from index.types import Stats

from . import strategies as some

pages = st.integers(0, 999_999)
asks = st.builds(
    Ask,
    action=st.sampled_from(["quotes", "reviews", "review"]),
    kind=st.sampled_from(["film", "person", "review"]),
    subject=some.ids,
    aspect=st.none() | some.aspects,
    polarity=st.none() | some.polarities,
    page=pages,
    here=st.booleans(),
)
short = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def check(reply: Reply) -> None:
    some.check(reply.layout.to_components())
    assert bool(reply.files()) == (reply.picture is not None)


@short
@given(some.opinions, st.none() | some.aspects, st.none() | some.films, st.none() | some.polarities)
def test_opinion(found: Any, aspect: Any, film: Any, side: Any) -> None:
    check(opinion.opinion_card(found, aspect=aspect, film=film, side=side, here=film is None))


@short
@given(asks, some.hostile, st.lists(some.quotes, max_size=8), some.counts, st.integers(1, 8))
def test_quotes(ask: Ask, subject: str, found: Any, total: int, size: int) -> None:
    check(opinion.quotes_card(ask, subject, found, total, size))


@short
@given(asks, some.films, st.lists(some.reviews, max_size=8), st.integers(1, 8))
def test_reviews(ask: Ask, film: Any, found: Any, size: int) -> None:
    check(reviews.reviews_card(ask, film, found, film.reviews, size))


@short
@given(asks, some.reviews, st.none() | some.films)
def test_review(ask: Ask, review: Any, film: Any) -> None:
    check(reviews.review_card(ask, review, film))


@short
@given(some.hostile, st.lists(some.hits, max_size=35), st.integers(1, 8), some.hostile)
def test_hits(title: str, found: Any, shown: int, small: str) -> None:
    check(hits.hits_card(title, found, shown, small))


@short
@given(some.films, st.lists(some.films, max_size=30), st.booleans())
def test_films(film: Any, others: Any, here: bool) -> None:
    check(hits.films_card(film, others, here))


@short
@given(some.hostile, st.lists(some.films, max_size=30) | st.lists(some.people, max_size=30), asks)
def test_choices(asked: str, found: Any, pick: Ask) -> None:
    check(notes.which(asked, found, pick))
    check(notes.unknown(asked, found, pick))


@short
@given(some.hostile, some.quote_lists, some.counts, st.dictionaries(some.hostile, some.counts))
def test_words(words: str, found: Any, number: int, sources: Any) -> None:
    check(notes.told(words, found))
    check(notes.said(words, words))
    check(notes.trouble(words))
    check(notes.about_card(Stats(number, number, number, number, sources, words, words)))


@short
@given(some.rankings, pages)
def test_ranking(found: Any, page: int) -> None:
    check(rank.rank_card(found, page))


@short
@given(
    st.lists(some.recommended, max_size=8), st.none() | some.films, some.hostile, some.hostile, st.booleans()
)
def test_recommendation(found: Any, like: Any, words: str, genre: str, here: bool) -> None:
    check(recommend.recommend_card(found, like, words, genre, here))


@settings(short, max_examples=20)
@given(some.comparisons, st.tuples(some.ids, some.ids), st.booleans())
def test_comparison(found: Any, values: tuple[str, str], here: bool) -> None:
    check(compare.compare_card(found, values, here))
    assert len(pairs.alt(found.aspects, ("a" * 300, "b"))) <= 1024


@short
@given(some.hostile, st.lists(st.tuples(some.hostile, asks), max_size=8))
def test_asking_back(asked: str, choices: Any) -> None:
    check(choice.which_card(asked, choices))
    check(choice.unknown_card(asked, choices))


@pytest.mark.parametrize("card", [notes.help_card, partial(notes.help_card, "<@1>")])
def test_help(card: Callable[[], Reply]) -> None:
    check(card())
