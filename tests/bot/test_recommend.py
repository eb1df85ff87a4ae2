"""/recommend and its buttons."""

from collections.abc import Callable

import pytest
import simcord

from bot.client import ReviewBot
from bot.errors import GONE
from bot.picks import NOTHING_ASKED
from bot.recommendations import description
from index.types import Person

from . import seen
from .conftest import Watched
from .test_opinion import is_quoted

DESCRIBED = "a quiet and moving film about the sea, fathers and daughters"


async def test_films_like_a_film_and_why(alice: simcord.MemberActor, channel: simcord.ChannelHandle) -> None:
    card = await alice.slash(channel, "recommend", like="kite")
    parts = seen.components(card)
    said = seen.text(parts)
    assert "Reviewed in much the same way as A Boy and His Kite (2010)" in said
    assert "kite" not in seen.options(parts) and seen.options(parts)
    assert seen.quotes(parts) and all(is_quoted(quote) for quote in seen.quotes(parts))
    assert seen.labels(parts).count("Review") == len(seen.quotes(parts))
    review = await alice.click(card.response, custom_id=next(p["custom_id"] for p in parts if p["type"] == 2))
    assert review.ephemeral
    assert seen.quotes(parts)[0].rstrip("…") in seen.text(seen.components(review)).replace("\n", " ")


async def test_films_for_a_description(alice: simcord.MemberActor, channel: simcord.ChannelHandle) -> None:
    card = await alice.slash(channel, "recommend", description=DESCRIBED)
    parts = seen.components(card)
    assert f"Films for “{DESCRIBED}”" in seen.text(parts)
    assert seen.options(parts)[0] == "keeper"
    assert "**1. The Lighthouse Keeper's Daughter (2004)** · 5 of 7 for it" in seen.text(parts)
    assert "A quiet and moving story about fathers and daughters." in seen.quotes(parts)
    film = await alice.select(card.response, ["keeper"])
    assert film.ephemeral and "71\u00a0% for it" in seen.text(seen.components(film))


async def test_of_one_genre(alice: simcord.MemberActor, channel: simcord.ChannelHandle) -> None:
    card = await alice.slash(channel, "recommend", description="something funny", genre="comedy")
    assert set(seen.options(seen.components(card))) <= {"waltz", "noise"}
    assert ": Comedy" in seen.text(seen.components(card))


async def test_says_so_when_nothing_comes_near(
    alice: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    card = await alice.slash(channel, "recommend", description="tax law for dentists in Prussia")
    assert "No film here is reviewed like that." in seen.text(seen.components(card))


async def test_asks_back_which_film(alice: simcord.MemberActor, channel: simcord.ChannelHandle) -> None:
    asked = await alice.slash(channel, "recommend", like="Solar Winds", genre="Drama")
    assert "Which Solar Winds do you mean?" in seen.text(seen.components(asked))
    await alice.click(asked.response, label="Solar Winds (1972)")
    said = seen.text(seen.components(asked))
    assert "much the same way as Solar Winds (1972): Drama" in said


@pytest.mark.parametrize(
    ("options", "answer"),
    [
        ({}, NOTHING_ASKED),
        ({"like": "Inception"}, "I have no reviews of Inception."),
        ({"like": "kite", "genre": "Opera"}, "I know no genre “Opera”."),
    ],
)
async def test_refuses_in_one_sentence(
    alice: simcord.MemberActor, channel: simcord.ChannelHandle, options: dict[str, str], answer: str
) -> None:
    result = await alice.slash(channel, "recommend", **options)
    alice._env.errors  # noqa: B018  reading them tells SimCord that this one was expected
    assert seen.text(seen.components(result)).startswith(answer)


async def test_suggests_films_and_genres(alice: simcord.MemberActor, channel: simcord.ChannelHandle) -> None:
    films = await alice.autocomplete(channel, "recommend", "like", "light")
    assert [choice["value"] for choice in films] == ["keeper"]
    genres = await alice.autocomplete(channel, "recommend", "genre", "com")
    assert genres == [{"name": "Comedy (2)", "value": "Comedy"}]


async def test_answers_after_a_restart(
    alice: simcord.MemberActor,
    channel: simcord.ChannelHandle,
    world: simcord.Env,
    make_bot: Callable[..., ReviewBot],
) -> None:
    card = await alice.slash(channel, "recommend", description=DESCRIBED)
    asked = await alice.slash(channel, "recommend", like="Solar Winds")
    await world.restart_bot(make_bot())
    film = await alice.select(card.response, ["keeper"])
    assert "## The Lighthouse Keeper's Daughter (2004)" in seen.text(seen.components(film))
    review = await alice.click(
        card.response, custom_id=next(p["custom_id"] for p in seen.components(card) if p["type"] == 2)
    )
    assert "for it (by" in seen.text(seen.components(review)) or "for it (" in seen.text(
        seen.components(review)
    )
    await alice.click(asked.response, label="Solar Winds (2002)")
    assert "Solar Winds (2002)" in seen.text(seen.components(asked))


async def test_a_film_that_is_gone_is_told(
    alice: simcord.MemberActor,
    channel: simcord.ChannelHandle,
    watched: Watched,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    card = await alice.slash(channel, "recommend", description=DESCRIBED)
    monkeypatch.setattr(watched, "film", lambda film_id: None, raising=False)
    gone = await alice.select(card.response, ["keeper"])
    assert seen.text(seen.components(gone)) == GONE


@pytest.mark.parametrize(
    ("words", "described"),
    [
        ("recommend me a sad film about a father", "a sad film about a father"),
        ("can you suggest something funny for kids?", "something funny for kids"),
        ("I'm in the mood for a slow love story", "a slow love story"),
        ("a heist with twists", "a heist with twists"),
        ("recommend", "recommend"),
        ("what should I watch tonight?", "tonight"),
    ],
)
def test_what_a_message_describes(words: str, described: str) -> None:
    assert description(words) == described


def test_a_person_is_no_part_of_the_description() -> None:
    grant = Person(1, "Hugh Grant")
    assert description("recommend a comedy with Hugh Grant please", grant) == "a comedy please"
    assert description("something by grant?", grant) == "something"
