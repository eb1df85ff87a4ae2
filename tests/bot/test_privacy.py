"""/privacy: what is held on a person is shown to them, given to them and deleted, and nobody else's is."""

import json
import logging
from collections.abc import Callable
from pathlib import Path
from typing import cast

import pytest
import simcord

from bot.client import ReviewBot
from index.library import Library
from index.members import Members

from . import seen
from .test_review import LIKED, draft, own, told, write


def remembered(world: simcord.Env, member: simcord.MemberActor) -> int:
    """How many conversations of a person are in the memory."""
    return len(cast(ReviewBot, world.bot).talk.memory.of(member.id))


async def test_nothing_is_held_on_who_only_asks_for_it(
    alice: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    card = await alice.slash(channel, "privacy")
    assert card.ephemeral and "None." in told(card) and "Nothing." in told(card)
    [delete] = [part for part in seen.components(card) if part.get("custom_id") == "own.forget"]
    assert delete["disabled"]


async def test_shows_reviews_by_server_and_what_was_talked_about(
    alice: simcord.MemberActor,
    channel: simcord.ChannelHandle,
    world: simcord.Env,
    members: Members,
    bot_library: Library,
) -> None:
    me = world.bot.user
    assert me is not None
    await write(alice, channel, "kite", stars="5")
    await write(alice, channel, "waltz")
    members.write("77", str(alice.id), draft(bot_library, "noise"))
    members.write("77", "1234", draft(bot_library, "kite"))
    await alice.send(channel, f"{me.mention} how is the music in Café Nocturne?")
    card = await alice.slash(channel, "privacy")
    shown = told(card)
    assert "Test Guild: 2 reviews" in shown and "A server that I am no longer in: 1 review" in shown
    assert "Café Nocturne (2015)." in shown and "In memory only" in shown
    direct = await alice.user.slash("privacy")
    assert "Test Guild: 2 reviews" in told(direct)


async def test_the_file_holds_everything(
    alice: simcord.MemberActor,
    channel: simcord.ChannelHandle,
    world: simcord.Env,
    make_bot: Callable[..., ReviewBot],
) -> None:
    await write(alice, channel, "kite", stars="4.5", spoiler=True)
    bob = world.guild.add_member(world.create_user("bob"))
    await write(bob, channel, "kite", "Bob's own words on the same film.")
    card = await alice.slash(channel, "privacy")
    await world.restart_bot(make_bot())
    given = await alice.click(card.response, label="Get all of it as a file")
    assert given.ephemeral and given.response is not None
    [file] = given.response.attachments
    held = json.loads(await file.read())
    assert held["user"] == str(alice.id) and held["last_talked_about"] == []
    [review] = held["reviews"]
    assert review["server_name"] == "Test Guild" and review["film"] == "A Boy and His Kite"
    assert (review["year"], review["stars_of_five"], review["spoiler"]) == (2010, 4.5, True)
    assert review["text"] == LIKED and review["name_shown"] == "alice"


async def test_deletes_everything_after_a_confirmation(
    alice: simcord.MemberActor,
    channel: simcord.ChannelHandle,
    world: simcord.Env,
    make_bot: Callable[..., ReviewBot],
    members: Members,
    bot_library: Library,
    servers: Path,
) -> None:
    me = world.bot.user
    assert me is not None
    await write(alice, channel, "kite", stars="5")
    members.write("77", str(alice.id), draft(bot_library, "noise"))
    bob = world.guild.add_member(world.create_user("bob"))
    await write(bob, channel, "kite", "Bob's own words on the same film.")
    card = await alice.slash(channel, "privacy")
    await world.restart_bot(make_bot())
    await alice.send(channel, f"{me.mention} how is the music in Café Nocturne?")
    await bob.send(channel, f"{me.mention} how is the music in Café Nocturne?")
    assert remembered(world, alice) == remembered(world, bob) == 1
    await alice.click(card.response, label="Delete everything…")
    assert "Delete all 2 of your reviews for good?" in told(card) and "2 servers" in told(card)
    await alice.click(card.response, label="Keep it")
    assert "Test Guild: 1 review" in told(card) and members.held(str(alice.id))
    await alice.click(card.response, label="Delete everything…")
    await alice.click(card.response, label="Delete everything")
    assert "All 2 of your reviews are deleted." in told(card) and seen.labels(seen.components(card)) == []
    assert members.held(str(alice.id)) == {} and remembered(world, alice) == 0
    assert own(members, bob) == ["Bob's own words on the same film."] and remembered(world, bob) == 1
    assert "13 reviews" in told(await alice.slash(channel, "opinion", film="kite"))
    assert "None." in told(await alice.slash(channel, "privacy"))
    for path in servers.rglob("*"):
        assert not path.is_file() or LIKED.encode() not in path.read_bytes(), "gone from the disk as well"


async def test_only_ever_ones_own(
    alice: simcord.MemberActor, channel: simcord.ChannelHandle, world: simcord.Env, members: Members
) -> None:
    """The buttons carry no name: whoever presses them gets at their own things."""
    await write(alice, channel, "kite", stars="5")
    bob = world.guild.add_member(world.create_user("bob"))
    await write(bob, channel, "kite", "Bob's own words on the same film.")
    card = await bob.slash(channel, "privacy")
    await bob.click(card.response, label="Delete everything…")
    await bob.click(card.response, label="Delete everything")
    assert own(members, bob) == [] and own(members, alice) == [LIKED]


async def test_a_conversation_alone_can_be_forgotten(
    alice: simcord.MemberActor, channel: simcord.ChannelHandle, world: simcord.Env
) -> None:
    me = world.bot.user
    assert me is not None
    await alice.send(channel, f"{me.mention} how is the music in Café Nocturne?")
    card = await alice.slash(channel, "privacy")
    await alice.click(card.response, label="Delete everything…")
    assert "Forget what we talked about?" in told(card)
    await alice.click(card.response, label="Delete everything")
    assert "Forgotten." in told(card) and remembered(world, alice) == 0


async def test_a_failure_is_told_and_may_be_tried_again(
    alice: simcord.MemberActor,
    channel: simcord.ChannelHandle,
    members: Members,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    await write(alice, channel, "kite", stars="5")
    card = await alice.slash(channel, "privacy")
    await alice.click(card.response, label="Delete everything…")

    def full(owner: str) -> int:
        raise OSError(28, f"full: {LIKED}")

    monkeypatch.setattr(members, "forget", full)
    with caplog.at_level(logging.DEBUG):
        failed = await alice.click(card.response, label="Delete everything")
    monkeypatch.undo()
    assert "Something went wrong on my side" in seen.text(list(seen.walk(failed.followups[-1].components)))
    assert not any("letting go" in r.getMessage() for r in caplog.records if r.name.startswith("bot"))
    await alice.click(card.response, label="Delete everything")
    assert "Your review is deleted." in told(card) and own(members, alice) == []
