"""The command tree, persistence, and what keeps the event loop free."""

from collections.abc import Callable
from pathlib import Path
from typing import cast

import discord
import pytest
import simcord
from discord import app_commands

from bot.client import PERMISSIONS, ReviewBot

from . import seen
from .conftest import Watched

COMMANDS = {
    "opinion", "person", "similar", "search", "compare", "rank", "recommend", "random", "help", "about",
    "review write", "review mine", "review edit", "review delete", "review import",
    "settings", "privacy",
}  # fmt: skip
SUGGESTING = {
    ("opinion", "film"), ("person", "name"), ("similar", "film"), ("search", "film"), ("search", "person"),
    ("compare", "first"), ("compare", "second"), ("rank", "genre"), ("rank", "person"),
    ("recommend", "like"), ("recommend", "genre"), ("random", "genre"),
    ("review write", "film"), ("review edit", "review"), ("review delete", "review"),
}  # fmt: skip
MENUS = {"Similar reviews", "Save as review"}


async def test_every_command_explains_itself(world: simcord.Env) -> None:
    bot = cast(ReviewBot, world.bot)
    commands = [command for cog in bot.cogs.values() for command in cog.walk_app_commands()]
    assert {command.qualified_name for command in commands} == COMMANDS
    suggesting = set()
    for command in commands:
        assert 5 <= len(command.description) <= 100
        if isinstance(command, app_commands.Group):
            continue
        for option in command.parameters:
            assert len(option.description) > 5, f"/{command.name} {option.name} says nothing"
            if option.autocomplete:
                suggesting.add((command.qualified_name, option.name))
    assert suggesting == SUGGESTING
    menus = [each for each in bot.tree.get_commands() if isinstance(each, app_commands.ContextMenu)]
    assert {menu.name for menu in menus} == MENUS


async def test_every_choice_of_aspect_is_one_of_the_index(world: simcord.Env) -> None:
    bot = cast(ReviewBot, world.bot)
    command = bot.tree.get_command("opinion")
    assert isinstance(command, app_commands.Command)
    [aspect] = [option for option in command.parameters if option.name == "aspect"]
    assert [choice.value for choice in aspect.choices] == [
        "acting", "story", "direction", "visuals", "music", "pacing", "impact", "overall"
    ]  # fmt: skip


async def test_discord_hears_of_the_commands_only_when_they_changed(
    make_bot: Callable[..., ReviewBot], tmp_path: Path
) -> None:
    def make() -> ReviewBot:
        return make_bot(synced=tmp_path / "synced")

    def told(env: simcord.Env) -> int:
        return sum(r.method == "PUT" and r.path.endswith("/commands") for r in env.http_requests)

    async with simcord.run(make()) as env:
        assert told(env) == 1
        await env.restart_bot(make())
        assert told(env) == 1
        (tmp_path / "synced").write_text("another version")
        await env.restart_bot(make())
        assert told(env) == 2


async def test_buttons_and_selects_answer_after_a_restart(
    alice: simcord.MemberActor,
    channel: simcord.ChannelHandle,
    world: simcord.Env,
    make_bot: Callable[..., ReviewBot],
) -> None:
    card = await alice.slash(channel, "opinion", film="kite")
    page = await alice.click(card.response, label="More praise")
    first = seen.quotes(seen.components(page))
    await world.restart_bot(make_bot())
    assert len(seen.quotes(seen.components(await alice.click(card.response, label="More criticism")))) >= 3
    await alice.click(page.response, label="Next")
    assert seen.quotes(seen.components(page)) != first
    assert "acting" in seen.text(seen.components(await seen.choose(alice, card, "acting")))


async def test_the_least_permissions_are_enough(world: simcord.Env) -> None:
    me = world.bot.user
    assert me is not None
    only = discord.PermissionOverwrite.from_pair(PERMISSIONS, discord.Permissions(~PERMISSIONS.value))
    channel = world.create_guild().create_text_channel("film-talk", overwrites={me: only})
    alice = world.guild.add_member(world.create_user("alice"))
    card = await alice.slash(channel, "opinion", film="kite")
    await alice.click(card.response, label="More praise")
    await alice.send(channel, f"{me.mention} opinion kite")
    answer = channel.last_message
    assert answer is not None and answer.author == me and answer.attachments
    assert answer.reference is not None
    assert world.errors == []


async def test_the_invitation_asks_for_no_more(world: simcord.Env) -> None:
    address = cast(ReviewBot, world.bot).invitation
    assert f"permissions={PERMISSIONS.value}" in address
    assert "scope=bot+applications.commands" in address
    assert not PERMISSIONS.administrator and not PERMISSIONS.manage_messages


async def test_a_removed_film_is_told(
    alice: simcord.MemberActor,
    channel: simcord.ChannelHandle,
    watched: Watched,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    card = await alice.slash(channel, "opinion", film="kite")
    monkeypatch.setattr(watched, "film", lambda film_id: None, raising=False)
    gone = await alice.click(card.response, label="Full reviews")
    assert seen.text(seen.components(gone)) == "That is no longer among my reviews; please ask again."


async def test_answers_that_it_thinks_before_any_work(
    alice: simcord.MemberActor, channel: simcord.ChannelHandle, world: simcord.Env, watched: Watched
) -> None:
    """Discord gives three seconds for the first answer, whatever the library needs."""
    heard: list[tuple[str, bool]] = []

    def before(name: str) -> None:
        last = world.http_requests[-1]
        heard.append((name, last.path.endswith("/callback") and last.json["type"] in (5, 6)))

    watched.before.append(before)
    card = await alice.slash(channel, "opinion", film="kite")
    await alice.slash(channel, "person", name="Rufus Bell")
    await alice.slash(channel, "similar", text="a great film")
    await alice.slash(channel, "similar", film="kite")
    await alice.slash(channel, "search", topic="music")
    await alice.slash(channel, "compare", first="kite", second="keeper")
    await alice.slash(channel, "rank", by="best", genre="Drama")
    await alice.slash(channel, "recommend", like="kite")
    await alice.slash(channel, "recommend", description="a quiet film about the sea")
    await alice.slash(channel, "random")
    await alice.slash(channel, "about")
    page = await alice.click(card.response, label="More praise")
    await alice.click(page.response, label="Next")
    await seen.choose(alice, card, "story")
    called = {name for name, _ in heard}
    assert called >= {"opinion_of_film", "opinion_of_person", "similar", "search", "quotes"}
    assert called >= {"compare", "rank", "recommend_like", "recommend", "films_with"}
    assert all(thinking for _, thinking in heard)


async def test_the_watched_library_notices_a_call_on_the_event_loop(watched: Watched) -> None:
    """What every other test here rests on."""
    with pytest.raises(AssertionError, match="on the event loop"):
        watched.stats()


@pytest.mark.parametrize("private", [False, True])
async def test_config_decides_whether_answers_are_private(
    make_bot: Callable[..., ReviewBot], private: bool
) -> None:
    async with simcord.run(make_bot(private=private), settle_timeout=60) as env:
        channel = env.create_guild().create_text_channel("film-talk")
        alice = env.guild.add_member(env.create_user("alice"))
        assert (await alice.slash(channel, "opinion", film="kite")).ephemeral is private
