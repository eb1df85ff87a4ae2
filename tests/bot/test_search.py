"""/search."""

import simcord

from . import seen
from .corpus import REVIEWS


async def test_finds_a_topic_and_marks_the_sentence(
    alice: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    result = await alice.slash(channel, "search", topic="car chase")
    found = seen.quotes(seen.components(result))
    assert all("car chase" in quote for quote in found[:2])
    assert "Solar Winds (2002)" in seen.text(seen.components(result))
    full = await alice.click(result.response, custom_id=_first_button(result))
    assert full.ephemeral
    assert "car chase" in seen.text(seen.components(full))


async def test_narrows_to_film_person_and_side(
    alice: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    result = await alice.slash(channel, "search", topic="story", film="kite", sentiment="negative")
    said = seen.text(seen.components(result))
    assert "only those against it, of A Boy and His Kite (2010)" in said
    against = {" ".join(row[5].split()) for row in REVIEWS if row[0] == "kite" and row[3] == "negative"}
    assert set(seen.quotes(seen.components(result))) == against
    named = await alice.slash(channel, "search", topic="performance", person="Rufus Bell")
    assert all("Rufus Bell" in quote for quote in seen.quotes(seen.components(named)))


async def test_unknown_film_or_person_is_told_before_anything_is_searched(
    alice: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    for option in ({"film": "Qwertyuiop"}, {"person": "Qwertyuiop Asdf"}):
        result = await alice.slash(channel, "search", topic="music", **option)
        assert seen.text(seen.components(result)).startswith("I have no reviews of Qwertyuiop")


async def test_a_blank_topic_is_told(alice: simcord.MemberActor, channel: simcord.ChannelHandle) -> None:
    result = await alice.slash(channel, "search", topic="  ")
    assert seen.text(seen.components(result)) == "Please give me a few words to look for."
    alice._env.errors  # noqa: B018  as above: expected


async def test_suggests_films_and_people(alice: simcord.MemberActor, channel: simcord.ChannelHandle) -> None:
    assert (await alice.autocomplete(channel, "search", "film", "kite"))[0]["value"] == "kite"
    assert (await alice.autocomplete(channel, "search", "person", "rufus"))[0]["name"] == "Rufus Bell"


def _first_button(result: simcord.InteractionResult) -> str:
    return next(str(part["custom_id"]) for part in seen.components(result) if part["type"] == 2)
