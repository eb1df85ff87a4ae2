"""/person."""

import simcord

from index.library import Library

from . import seen


async def test_tells_what_is_said_of_a_person_and_leads_to_their_films(
    alice: simcord.MemberActor, channel: simcord.ChannelHandle, bot_library: Library
) -> None:
    result = await alice.slash(channel, "person", name="Ines Ferreira")
    person = bot_library.find_person("Ines Ferreira").person
    assert person is not None
    opinion = bot_library.opinion_of_person(person.id)
    said = seen.text(seen.components(result))
    assert "## Ines Ferreira" in said and opinion.summary in said
    assert "on A Boy and His Kite (2010)" in said, "a quote on a person says of which film it is"
    assert {"kite", "keeper"} <= set(seen.options(seen.components(result)))
    [films] = [p for p in seen.components(result) if p["type"] == 3 and p["placeholder"] == "Their films"]
    film = await alice.select(result.response, ["keeper"], custom_id=films["custom_id"])
    assert film.ephemeral
    assert "The Lighthouse Keeper's Daughter (2004)" in seen.text(seen.components(film))


async def test_suggests_names_and_takes_the_number_behind_one(
    alice: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    [found] = await alice.autocomplete(channel, "person", "name", "ferr")
    assert found["name"] == "Ines Ferreira"
    result = await alice.slash(channel, "person", name=found["value"])
    assert "## Ines Ferreira" in seen.text(seen.components(result))


async def test_one_aspect_of_a_person(alice: simcord.MemberActor, channel: simcord.ChannelHandle) -> None:
    result = await alice.slash(channel, "person", name="Ines Ferreira", aspect="acting")
    assert "Ines Ferreira · acting" in seen.text(seen.components(result))


async def test_says_that_a_person_is_unknown(
    alice: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    result = await alice.slash(channel, "person", name="Zebediah Quux")
    assert seen.text(seen.components(result)).startswith("I have no reviews of Zebediah Quux.")
