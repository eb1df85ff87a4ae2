"""/compare, its buttons and its select."""

from collections.abc import Callable

import pytest
import simcord

from bot.client import ReviewBot
from bot.errors import GONE
from bot.picks import FILM_WITH_PERSON, SAME
from index.library import Library

from . import seen
from .conftest import Watched
from .test_opinion import is_quoted


async def told(alice: simcord.MemberActor, channel: simcord.ChannelHandle, **options: str) -> str:
    result = await alice.slash(channel, "compare", **options)
    alice._env.errors  # noqa: B018  reading them tells SimCord that a refusal was expected
    return seen.text(seen.components(result))


async def test_two_films_side_by_side(
    alice: simcord.MemberActor, channel: simcord.ChannelHandle, bot_library: Library
) -> None:
    card = await alice.slash(channel, "compare", first="f:kite", second="f:winds02")
    parts = seen.components(card)
    said = seen.text(parts)
    assert "## A Boy and His Kite (2010) and Solar Winds (2002)" in said
    assert "8 of 12 reviews are for A Boy and His Kite, 1 of 5 for Solar Winds" in said
    assert "**67\u00a0% for it**, likely 39–86\u00a0% · 8 for it, 4 against it" in said
    assert "1 for it, 4 against it" in said
    assert len(seen.quotes(parts)) == 2 and all(is_quoted(quote) for quote in seen.quotes(parts))
    assert seen.labels(parts) == ["Review", "Review", "A Boy and His Kite (2010)", "Solar Winds (2002)"]


async def test_a_picture_with_its_words(
    alice: simcord.MemberActor, channel: simcord.ChannelHandle, bot_library: Library
) -> None:
    card = await alice.slash(channel, "compare", first="f:kite", second="f:keeper")
    [gallery] = [part for part in seen.components(card) if part["type"] == 12]
    kite, keeper = (bot_library.opinion_of_film(id).aspects["acting"] for id in ("kite", "keeper"))
    words = gallery["items"][0]["description"]
    assert f"Acting: A Boy and His Kite (2010) {kite.positive} for, {kite.negative} against" in words
    assert (
        f"The Lighthouse Keeper's Daughter (2004) {keeper.positive} for, {keeper.negative} against" in words
    )
    assert card.response is not None
    [picture] = card.response.attachments
    assert (await picture.read()).startswith(b"\x89PNG")


async def test_by_one_aspect_and_back(alice: simcord.MemberActor, channel: simcord.ChannelHandle) -> None:
    card = await alice.slash(channel, "compare", first="f:kite", second="f:keeper")
    by_acting = await seen.choose(alice, card, "acting")
    assert by_acting.ephemeral
    said = seen.text(seen.components(by_acting))
    assert "· Acting" in said and "praise the acting in A Boy and His Kite" in said
    whole = await alice.click(by_acting.response, label="All aspects")
    assert "· Acting" not in seen.text(seen.components(whole))
    assert "acting" in seen.options(seen.components(whole))


async def test_an_aspect_can_be_asked_at_once(
    alice: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    said = await told(alice, channel, first="f:kite", second="f:keeper", aspect="story")
    assert "· Story" in said and "praise the story of" in said


async def test_the_counts_are_those_of_each_films_own_card(
    alice: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    card = await alice.slash(channel, "compare", first="f:kite", second="f:keeper")
    film = await alice.click(card.response, label="A Boy and His Kite (2010)")
    assert film.ephemeral
    assert "67\u00a0% for it" in seen.text(seen.components(film))


async def test_two_people_side_by_side(alice: simcord.MemberActor, channel: simcord.ChannelHandle) -> None:
    card = await alice.slash(channel, "compare", first="Tom Askew", second="ines ferreira")
    parts = seen.components(card)
    assert "## Tom Askew and Ines Ferreira" in seen.text(parts)
    assert "with praise" in seen.text(parts)
    person = await alice.click(card.response, label="Ines Ferreira")
    assert "## Ines Ferreira" in seen.text(seen.components(person))


async def test_suggests_films_and_people_with_values_that_tell_them_apart(
    alice: simcord.MemberActor, channel: simcord.ChannelHandle, bot_library: Library
) -> None:
    films = await alice.autocomplete(channel, "compare", "first", "solar")
    assert {choice["value"] for choice in films} == {"f:winds72", "f:winds02"}
    askew = bot_library.find_person("Tom Askew").person
    assert askew is not None
    people = await alice.autocomplete(channel, "compare", "second", "askew")
    assert {"name": "Tom Askew (person)", "value": f"p:{askew.id}"} in people
    everything = await alice.autocomplete(channel, "compare", "first", "")
    assert everything[0]["value"].startswith("f:") and everything[-1]["value"].startswith("p:")
    assert len(everything) <= 25


async def test_asks_back_which_film_and_keeps_the_other(
    alice: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    asked = await alice.slash(channel, "compare", first="kite", second="Solar Winds", aspect="music")
    assert "Which Solar Winds do you mean?" in seen.text(seen.components(asked))
    await alice.click(asked.response, label="Solar Winds (2002)")
    said = seen.text(seen.components(asked))
    assert "## A Boy and His Kite (2010) and Solar Winds (2002) · Music" in said


@pytest.mark.parametrize(
    ("first", "second", "answer"),
    [
        ("f:kite", "Rufus Bell", FILM_WITH_PERSON),
        ("f:kite", "a boy and his kite", SAME),
        ("Rufus Bell", "rufus bell", SAME),
        ("f:nowhere", "f:kite", GONE),
        ("p:99999", "Rufus Bell", GONE),
    ],
)
async def test_refuses_in_one_sentence(
    alice: simcord.MemberActor, channel: simcord.ChannelHandle, first: str, second: str, answer: str
) -> None:
    assert await told(alice, channel, first=first, second=second) == answer


async def test_an_unknown_film_is_told_with_the_nearest(
    alice: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    asked = await alice.slash(channel, "compare", first="Solar Wonders Three", second="f:kite")
    assert "I have no reviews of Solar Wonders Three." in seen.text(seen.components(asked))
    for label in seen.labels(seen.components(asked))[:1]:
        await alice.click(asked.response, label=label)
        assert "A Boy and His Kite (2010)" in seen.text(seen.components(asked))


async def test_answers_after_a_restart(
    alice: simcord.MemberActor,
    channel: simcord.ChannelHandle,
    world: simcord.Env,
    make_bot: Callable[..., ReviewBot],
) -> None:
    card = await alice.slash(channel, "compare", first="f:kite", second="f:keeper")
    asked = await alice.slash(channel, "compare", first="kite", second="Solar Winds")
    await world.restart_bot(make_bot())
    by_acting = await seen.choose(alice, card, "acting")
    assert "· Acting" in seen.text(seen.components(by_acting))
    film = await alice.click(card.response, label="The Lighthouse Keeper's Daughter (2004)")
    assert "## The Lighthouse Keeper's Daughter (2004)" in seen.text(seen.components(film))
    await alice.click(asked.response, label="Solar Winds (1972)")
    assert "Solar Winds (1972)" in seen.text(seen.components(asked))


async def test_a_film_that_is_gone_is_told(
    alice: simcord.MemberActor,
    channel: simcord.ChannelHandle,
    watched: Watched,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    card = await alice.slash(channel, "compare", first="f:kite", second="f:keeper")
    monkeypatch.setattr(watched, "film", lambda film_id: None, raising=False)
    gone = await seen.choose(alice, card, "acting")
    assert seen.text(seen.components(gone)) == GONE
