"""Who may do what is looked at where it is done, whatever Discord offers to whom."""

from dataclasses import replace
from typing import Any, cast

import discord
import pytest
import simcord
from discord import app_commands

from bot.client import ReviewBot
from bot.cogs.settings import NOT_ALLOWED
from bot.servers import ServerSettings
from index.members import Members

from . import looked_at, seen
from .pressing import by_id, controls, press, words
from .test_review import LIKED, own, write
from .test_server_settings import now


def for_managers(bot: ReviewBot) -> list[app_commands.Command[Any, Any, Any]]:
    """The commands that Discord is asked to show to some only."""
    return [
        command
        for command in bot.tree.walk_commands()
        if isinstance(command, app_commands.Command)
        and (command.default_permissions or getattr(command.parent, "default_permissions", None))
    ]


async def test_commands_for_managers_refuse_all_others_themselves(
    alice: simcord.MemberActor, channel: simcord.ChannelHandle, world: simcord.Env
) -> None:
    bot = cast(ReviewBot, world.bot)
    commands = for_managers(bot)
    assert [command.qualified_name for command in commands] == ["settings"]
    for command in commands:
        offered = world.backend.find_command(command.qualified_name, world.guild.id)
        assert offered is not None
        offered["default_member_permissions"] = None  # what a server's own rules can do
        refused = await alice.slash(channel, command.qualified_name)
        assert refused.ephemeral and words(refused) == NOT_ALLOWED
    assert world.errors


@pytest.mark.parametrize(
    "permission", ["administrator", "manage_channels", "manage_messages", "kick_members"]
)
async def test_only_those_who_manage_the_server_do(
    world: simcord.Env, channel: simcord.ChannelHandle, permission: str
) -> None:
    role = world.guild.create_role("some", permissions=discord.Permissions(**{permission: True}))
    somebody = world.guild.add_member(world.create_user("somebody"), roles=[role])
    offered = world.backend.find_command("settings", world.guild.id)
    assert offered is not None
    offered["default_member_permissions"] = None
    answer = await somebody.slash(channel, "settings")
    assert (words(answer) != NOT_ALLOWED) is (permission == "administrator")
    world.errors.clear()


async def test_the_selects_of_somebody_elses_settings(
    alice: simcord.MemberActor, channel: simcord.ChannelHandle, world: simcord.Env
) -> None:
    role = world.guild.create_role("Managers", permissions=discord.Permissions(manage_guild=True))
    boss = world.guild.add_member(world.create_user("boss"), roles=[role])
    card = await boss.slash(channel, "settings")
    public = await alice.slash(channel, "help")
    assert public.response is not None
    for name, control in by_id(controls(card)).items():
        values = control.values or (channel,)  # that of channels has no options of its own
        taken = await press(alice, replace(control, message=public.response, values=values))
        assert words(taken) == NOT_ALLOWED, name
    assert now(world) == ServerSettings()


async def test_the_buttons_of_somebody_elses_own_things(
    alice: simcord.MemberActor, channel: simcord.ChannelHandle, world: simcord.Env, members: Members
) -> None:
    """On a message that all can press, as if Discord showed private answers to everybody."""
    await write(alice, channel, "kite", stars="5")
    cards = [await alice.slash(channel, name) for name in ("review mine", "privacy")]
    cards.append(await alice.slash(channel, "review delete", review="kite"))
    found = by_id(controls(*cards))
    assert {name.partition(":")[0] for name in found} >= {"own.edit", "own.delete", "own.gone", "own.forget"}
    bob = world.guild.add_member(world.create_user("bob"))
    public = await bob.slash(channel, "help")
    assert public.response is not None
    world.backend.http_requests.clear()
    for control in found.values():
        await press(bob, replace(control, message=public.response))
    sent = repr([body for _, body in looked_at.bodies(world.http_requests)])
    assert LIKED not in sent and "Kite" not in sent
    assert own(members, alice) == [LIKED]


async def test_a_menu_used_on_somebody_elses_message_saves_nothing(
    alice: simcord.MemberActor, channel: simcord.ChannelHandle, world: simcord.Env, members: Members
) -> None:
    bob = world.guild.add_member(world.create_user("bob"))
    message = await alice.send(channel, LIKED)
    asked = await bob.context_menu(channel, "Save as review", message)
    assert asked.modal is None and "Nothing is saved" in seen.text(seen.components(asked))
    question = channel.last_message
    assert question is not None
    stored = simcord.results.ResponseMessage(world, world.backend.get_message(channel.id, question.id))
    for control in controls(stored):
        await press(bob, control)
    assert own(members, alice) == own(members, bob) == []
