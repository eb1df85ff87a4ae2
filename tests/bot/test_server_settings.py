"""/settings: each select, who may use them, and what they change."""

import json
import logging
from collections.abc import Callable
from pathlib import Path
from typing import Any, cast

import discord
import pytest
import simcord

from bot.client import ReviewBot
from bot.servers import COPY, SETTINGS, ServerSettings

from . import seen
from .conftest import Watched
from .test_review import LIKED, told, write

TWO = {"reviews": 40, "letters": 3}


@pytest.fixture
def boss(world: simcord.Env, channel: simcord.ChannelHandle) -> simcord.MemberActor:
    role = world.guild.create_role("Managers", permissions=discord.Permissions(manage_guild=True))
    return world.guild.add_member(world.create_user("boss"), roles=[role])


def now(world: simcord.Env) -> ServerSettings:
    """What holds in the server."""
    return cast(ReviewBot, world.bot).servers.settings(world.guild.id)


async def choose(
    member: simcord.MemberActor, card: simcord.InteractionResult, what: str, *values: Any
) -> simcord.InteractionResult:
    """Uses one of the selects."""
    return await member.select(card.response, list(values), custom_id=f"own.set:{what}")


def chosen(card: simcord.InteractionResult, what: str) -> list[str]:
    """What a select shows as chosen."""
    [part] = [part for part in seen.components(card) if part.get("custom_id") == f"own.set:{what}"]
    if "options" in part:
        return [option["value"] for option in part["options"] if option.get("default")]
    return [str(value["id"]) for value in part.get("default_values", [])]


async def test_shows_what_holds_and_stores_every_change_at_once(
    boss: simcord.MemberActor,
    channel: simcord.ChannelHandle,
    world: simcord.Env,
    make_bot: Callable[..., ReviewBot],
    servers: Path,
) -> None:
    card = await boss.slash(channel, "settings")
    assert card.ephemeral and "Settings of Test Guild" in told(card)
    assert [chosen(card, what) for what in ("spoilers", "answers", "members", "channels")] == [
        ["hide"], ["all"], ["on"], [],
    ]  # fmt: skip
    await choose(boss, card, "spoilers", "drop")
    assert "Stored." in told(card) and chosen(card, "spoilers") == ["drop"]
    await world.restart_bot(make_bot())
    await choose(boss, card, "answers", "asker")
    await choose(boss, card, "channels", channel)
    await choose(boss, card, "members", "off")
    assert chosen(card, "channels") == [str(channel.id)]
    expected = ServerSettings(
        spoilers="drop", private=True, channels=frozenset({channel.id}), members=False
    )
    assert now(world) == expected
    await world.restart_bot(make_bot())
    assert now(world) == expected
    stored = json.loads((servers / str(world.guild.id) / SETTINGS).read_text())
    assert stored["settings"]["spoilers"] == "drop"
    await choose(boss, card, "channels")
    assert now(world).channels == frozenset() and chosen(card, "channels") == []


async def test_the_command_is_offered_to_managers_only(world: simcord.Env) -> None:
    command = cast(ReviewBot, world.bot).tree.get_command("settings")
    assert command is not None
    described = command.to_dict(cast(ReviewBot, world.bot).tree)
    assert described["default_member_permissions"] == discord.Permissions(manage_guild=True).value
    assert (described["contexts"], described["integration_types"]) == ([0], [0])


async def test_whoever_may_not_manage_is_refused_in_code_too(
    alice: simcord.MemberActor,
    boss: simcord.MemberActor,
    channel: simcord.ChannelHandle,
    world: simcord.Env,
) -> None:
    # A server's own rules may offer the command to everybody; that does not make them managers.
    command = world.backend.find_command("settings", world.guild.id)
    assert command is not None
    command["default_member_permissions"] = None
    refused = await alice.slash(channel, "settings")
    sentence = "Only people who may manage this server can see or change its settings."
    assert refused.ephemeral and told(refused) == sentence
    card = await boss.slash(channel, "settings")
    assert card.response is not None
    role = world.backend.get_guild(world.guild.id).members[boss.id].role_ids
    role.clear()  # no manager any more
    changes = {"spoilers": "show", "answers": "asker", "members": "off", "channels": channel}
    for what, value in changes.items():
        pressed = await choose(boss, card, what, value)
        assert sentence in told(pressed)
    assert now(world) == ServerSettings() and world.errors


async def test_which_corpora_answer(
    boss: simcord.MemberActor,
    alice: simcord.MemberActor,
    channel: simcord.ChannelHandle,
    world: simcord.Env,
    watched: Watched,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    only = await boss.slash(channel, "settings")
    assert "there are no others" in told(only)
    stats = watched.library.stats()

    class Two:
        sources = TWO

    monkeypatch.setattr(watched.library, "stats", lambda: Two)
    card = await boss.slash(channel, "settings")
    assert sorted(chosen(card, "sources")) == ["letters", "reviews"]
    await choose(boss, card, "sources", "letters")
    assert now(world).without == {"reviews"} and chosen(card, "sources") == ["letters"]
    monkeypatch.setattr(watched.library, "stats", lambda: stats)
    gone = await alice.slash(channel, "opinion", film="kite")
    assert "12 reviews" not in told(gone)
    await choose(boss, card, "sources", "letters")
    assert "At least one has to stay" in told(card) and now(world).without == {"reviews"}


async def test_spoilers_are_hidden_dropped_or_shown(
    boss: simcord.MemberActor, channel: simcord.ChannelHandle, world: simcord.Env
) -> None:
    words = "The kite was the ghost of the boy all along, they tell us."
    await write(boss, channel, "kite", words, spoiler=True)
    card = await boss.slash(channel, "settings")
    for handling, shown in (("hide", "||"), ("drop", None), ("show", "> **")):
        if handling != "hide":
            await choose(boss, card, "spoilers", handling)
        found = told(await boss.slash(channel, "search", topic="the ghost of the boy", film="kite"))
        lines = [line for line in found.split("\n") if "ghost" in line and not line.startswith("#")]
        if shown is None:
            assert lines == [] and "[…]" in found
        else:
            assert lines and all(("||" in line) == (shown == "||") for line in lines)


async def test_answers_for_the_asker_only(
    boss: simcord.MemberActor, alice: simcord.MemberActor, channel: simcord.ChannelHandle, world: simcord.Env
) -> None:
    assert not (await alice.slash(channel, "opinion", film="kite")).ephemeral
    await choose(boss, await boss.slash(channel, "settings"), "answers", "asker")
    assert (await alice.slash(channel, "opinion", film="kite")).ephemeral
    me = world.bot.user
    assert me is not None
    await alice.send(channel, f"{me.mention} opinion kite")
    pointer = channel.last_message
    assert pointer is not None and pointer.author == me
    words = str([part.to_dict() for part in pointer.components])
    assert "I answer only the one who asks" in words and "Kite" not in words


async def test_channels_where_it_answers_openly(
    boss: simcord.MemberActor, alice: simcord.MemberActor, channel: simcord.ChannelHandle, world: simcord.Env
) -> None:
    home = world.guild.create_text_channel("film-club")
    await choose(boss, await boss.slash(channel, "settings"), "channels", home)
    assert (await alice.slash(channel, "opinion", film="kite")).ephemeral
    assert not (await alice.slash(home, "opinion", film="kite")).ephemeral
    me = world.bot.user
    assert me is not None
    await alice.send(channel, f"{me.mention} opinion kite")
    pointer = channel.last_message
    assert pointer is not None and f"Mention me in <#{home.id}>" in str(
        [part.to_dict() for part in pointer.components]
    )
    await alice.send(home, f"{me.mention} opinion kite")
    assert home.last_message is not None and home.last_message.attachments


async def test_members_reviews_come_back_when_switched_on_again(
    boss: simcord.MemberActor, alice: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    await write(alice, channel, "kite", LIKED, stars="5")
    card = await boss.slash(channel, "settings")
    await choose(boss, card, "members", "off")
    assert "12 reviews" in told(await alice.slash(channel, "opinion", film="kite"))
    await choose(boss, card, "members", "on")
    assert "13 reviews" in told(await alice.slash(channel, "opinion", film="kite"))


async def test_a_full_disk_is_told_and_nothing_changes(
    boss: simcord.MemberActor,
    channel: simcord.ChannelHandle,
    world: simcord.Env,
    servers: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    card = await boss.slash(channel, "settings")
    await choose(boss, card, "spoilers", "drop")

    def full(*args: object) -> None:
        raise OSError(28, f"full: {servers}")

    monkeypatch.setattr("os.fsync", full)
    with caplog.at_level(logging.DEBUG):
        await choose(boss, card, "spoilers", "show")
    monkeypatch.undo()
    assert "That could not be stored, so nothing has changed." in told(card)
    assert chosen(card, "spoilers") == ["drop"] and now(world).spoilers == "drop"
    assert not any(str(servers) in r.getMessage() for r in caplog.records if r.name.startswith("bot"))
    assert sorted(path.name for path in (servers / str(world.guild.id)).iterdir()) == [COPY, SETTINGS]


async def test_damaged_settings_are_strict_told_and_mended(
    boss: simcord.MemberActor,
    alice: simcord.MemberActor,
    channel: simcord.ChannelHandle,
    world: simcord.Env,
    make_bot: Callable[..., ReviewBot],
    servers: Path,
) -> None:
    await choose(boss, await boss.slash(channel, "settings"), "spoilers", "show")
    folder = servers / str(world.guild.id)
    for name in (SETTINGS, COPY):
        (folder / name).write_text("{}")
    await world.restart_bot(make_bot())
    assert (await alice.slash(channel, "opinion", film="kite")).ephemeral
    card = await boss.slash(channel, "settings")
    assert "The stored settings were damaged." in told(card)
    shown = [chosen(card, what) for what in ("spoilers", "answers", "members")]
    assert shown == [["drop"], ["asker"], ["off"]]
    await choose(boss, card, "answers", "all")
    assert "damaged" not in told(card)
    await world.restart_bot(make_bot())
    assert now(world) == ServerSettings(spoilers="drop", private=False, members=False)


async def test_another_servers_settings_stay_as_they_are(
    boss: simcord.MemberActor, channel: simcord.ChannelHandle, world: simcord.Env
) -> None:
    other = world.create_guild("Elsewhere")
    await choose(boss, await boss.slash(channel, "settings"), "answers", "asker")
    assert cast(ReviewBot, world.bot).servers.settings(other.id) == ServerSettings()

