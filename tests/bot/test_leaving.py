"""What is kept of a server that removed the bot, and for how long. SimCord's clock tells the days."""

import datetime
import logging
from collections.abc import Callable
from pathlib import Path
from typing import Any, cast

import pytest
import simcord

from bot.client import ReviewBot
from bot.servers import ServerSettings
from index.members import Members

from .test_review import own, write

DAY = 24 * 3600


def bot_of(world: simcord.Env) -> ReviewBot:
    """The bot that runs now."""
    return cast(ReviewBot, world.bot)


async def remove(world: simcord.Env) -> None:
    """Removes the bot from the first server."""
    world.backend.remove_guild(world.guild.id)
    await world.settle()


async def test_a_server_that_removed_the_bot_is_deleted_after_the_grace(
    alice: simcord.MemberActor,
    channel: simcord.ChannelHandle,
    world: simcord.Env,
    servers: Path,
    members: Members,
) -> None:
    await write(alice, channel, "kite", stars="5")
    bot_of(world).servers.save(world.guild.id, ServerSettings(private=True))
    today = world.now().date()
    await remove(world)
    assert bot_of(world).servers.left(world.guild.id) == today
    for _ in range(13):
        await world.advance_time(DAY)
    assert (servers / str(world.guild.id)).exists() and own(members, alice) != []
    for _ in range(2):
        await world.advance_time(DAY)
    assert not (servers / str(world.guild.id)).exists() and own(members, alice) == []
    assert bot_of(world).servers.settings(world.guild.id) == ServerSettings()


async def test_one_that_invites_it_back_is_no_longer_counted(
    alice: simcord.MemberActor, channel: simcord.ChannelHandle, world: simcord.Env
) -> None:
    await write(alice, channel, "kite", stars="5")
    guild = world.bot.get_guild(world.guild.id)
    await remove(world)
    assert bot_of(world).servers.left(world.guild.id) is not None
    await cast(Any, world.bot).get_cog("LeavingCog").on_guild_join(guild)
    assert bot_of(world).servers.left(world.guild.id) is None


async def test_a_server_that_is_only_out_of_reach_is_not_left(
    alice: simcord.MemberActor, channel: simcord.ChannelHandle, world: simcord.Env
) -> None:
    await write(alice, channel, "kite", stars="5")
    world.backend.emit("GUILD_DELETE", {"id": str(world.guild.id), "unavailable": True})
    await world.settle()
    await world.advance_time(DAY)
    assert bot_of(world).servers.left(world.guild.id) is None


async def test_left_and_come_back_to_while_offline(
    alice: simcord.MemberActor,
    channel: simcord.ChannelHandle,
    world: simcord.Env,
    servers: Path,
    make_bot: Callable[..., ReviewBot],
) -> None:
    await write(alice, channel, "kite", stars="5")
    elsewhere = 4242  # a server that the bot is not in any more
    bot_of(world).servers.save(elsewhere, ServerSettings())
    bot_of(world).servers.leave(world.guild.id, datetime.date(2020, 1, 1))  # and one that it is back in
    await world.restart_bot(make_bot())
    assert bot_of(world).servers.left(elsewhere) == world.now().date()
    assert bot_of(world).servers.left(world.guild.id) is None
    for _ in range(15):
        await world.advance_time(DAY)
    assert not (servers / str(elsewhere)).exists() and (servers / str(world.guild.id)).exists()


async def test_a_grace_that_ended_while_offline_ends_at_the_start(
    world: simcord.Env, servers: Path, make_bot: Callable[..., ReviewBot]
) -> None:
    bot_of(world).servers.save(4242, ServerSettings())
    bot_of(world).servers.leave(4242, world.now().date() - datetime.timedelta(days=14))
    await world.restart_bot(make_bot())
    assert not (servers / "4242").exists()


async def test_what_can_not_be_deleted_is_tried_again(
    alice: simcord.MemberActor,
    channel: simcord.ChannelHandle,
    world: simcord.Env,
    servers: Path,
    members: Members,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    await write(alice, channel, "kite", stars="5")
    await remove(world)

    def refuse(circle: str) -> None:
        raise PermissionError(13, f"no: {servers}")

    monkeypatch.setattr(members, "forget_circle", refuse)
    with caplog.at_level(logging.DEBUG):
        for _ in range(15):
            await world.advance_time(DAY)
    monkeypatch.undo()
    assert (servers / str(world.guild.id)).exists()
    ours = [record.getMessage() for record in caplog.records if record.name.startswith("bot")]
    assert any("PermissionError" in line for line in ours) and not any(str(servers) in line for line in ours)
    await world.advance_time(DAY)
    assert not (servers / str(world.guild.id)).exists()
