"""/random and its button."""

import random
from collections.abc import Callable, Sequence
from typing import TypeVar

import pytest
import simcord

from bot.answers import Answers
from bot.cards.sheet import Reply
from bot.client import ReviewBot
from bot.errors import GONE
from bot.settings import BotSection
from index.library import Library
from index.types import Scope

from . import seen
from .conftest import Watched

T = TypeVar("T")


def title(said: str) -> str:
    return said.split("## ")[1].split("\n")[0]


def title_of(reply: Reply) -> str:
    return title(seen.text(list(seen.walk(reply.layout.to_components()))))


async def test_any_film_with_enough_reviews(
    alice: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    card = await alice.slash(channel, "random")
    said = seen.text(seen.components(card))
    assert "Drawn from 3 films with enough reviews" in said
    assert title(said) in {
        "A Boy and His Kite (2010)", "The Lighthouse Keeper's Daughter (2004)", "*Noise* & <Static> (1999)"
    }  # fmt: skip
    assert "Another one" in seen.labels(seen.components(card))
    [gallery] = [part for part in seen.components(card) if part["type"] == 12]
    assert gallery["items"][0]["description"].startswith("Reviews by aspect")


async def test_of_a_genre_and_liked(alice: simcord.MemberActor, channel: simcord.ChannelHandle) -> None:
    drama = seen.text(seen.components(await alice.slash(channel, "random", genre="drama", liked=True)))
    assert "Drawn from 2 films most reviewers are for: Drama" in drama
    only = seen.components(await alice.slash(channel, "random", genre="Comedy"))
    assert title(seen.text(only)) == "*Noise* & <Static> (1999)"
    assert "Another one" not in seen.labels(only), "there is no other"


async def test_refuses_in_one_sentence(alice: simcord.MemberActor, channel: simcord.ChannelHandle) -> None:
    nothing = await alice.slash(channel, "random", genre="Comedy", liked=True)
    assert seen.text(seen.components(nothing)).startswith("No film here fits that")
    refused = await alice.slash(channel, "random", genre="Opera")
    alice._env.errors  # noqa: B018  reading them tells SimCord that this one was expected
    assert seen.text(seen.components(refused)).startswith("I know no genre “Opera”.")


async def test_suggests_genres(alice: simcord.MemberActor, channel: simcord.ChannelHandle) -> None:
    assert [c["value"] for c in await alice.autocomplete(channel, "random", "genre", "fam")] == ["Family"]


def test_chance_decides_and_can_be_given(bot_library: Library) -> None:
    class Last(random.Random):
        def choice(self, seq: Sequence[T]) -> T:  # type: ignore[override]
            return seq[-1]

    answers = Answers(bot_library, BotSection(), None, Last())
    drawn = title_of(answers.picks.random())
    assert title_of(answers.within(Scope()).picks.random()) == drawn
    others = {
        title_of(Answers(bot_library, BotSection(), None, random.Random(n)).picks.random()) for n in range(20)
    }
    assert len(others) == 3


async def test_another_one_is_another_and_outlives_a_restart(
    alice: simcord.MemberActor,
    channel: simcord.ChannelHandle,
    world: simcord.Env,
    make_bot: Callable[..., ReviewBot],
) -> None:
    card = await alice.slash(channel, "random", genre="Drama")
    first = title(seen.text(seen.components(card)))
    other = await alice.click(card.response, label="Another one")
    assert other.ephemeral, "what everybody sees is not replaced by one person's wish"
    second = title(seen.text(seen.components(other)))
    assert second != first
    await world.restart_bot(make_bot())
    await alice.click(other.response, label="Another one")
    assert title(seen.text(seen.components(other))) == first, "there are but two"
    again = await alice.click(card.response, label="Another one")
    assert title(seen.text(seen.components(again))) == second


async def test_a_genre_that_is_gone_is_told(
    alice: simcord.MemberActor,
    channel: simcord.ChannelHandle,
    watched: Watched,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    card = await alice.slash(channel, "random", genre="Drama")
    monkeypatch.setattr(watched, "genres", lambda: [("Comedy", 1)], raising=False)
    gone = await alice.click(card.response, label="Another one")
    assert seen.text(seen.components(gone)).startswith("I know no genre “Drama”. There are Comedy.")
    monkeypatch.setattr(watched, "genres", lambda: [("Drama", 1)], raising=False)
    monkeypatch.setattr(watched, "film", lambda film_id: None, raising=False)
    similar = await alice.click(card.response, label="Similar films")
    assert seen.text(seen.components(similar)) == GONE
