"""What the custom ids of a person's own controls hold, and that they are nobody else's."""

import re
from typing import cast

import discord
import pytest
import simcord
from hypothesis import assume, given
from hypothesis import strategies as st

from bot import desk, limits
from bot.cards import own, text
from bot.client import ReviewBot
from bot.custom_ids import BUTTON_TEMPLATE, SELECT_TEMPLATE
from bot.errors import STALE

from . import filled, pressing, seen
from .test_custom_ids import asks
from .test_review import told, write

actions = st.sampled_from(["edit", "write_new", "consent", "set"])


@given(actions, st.lists(st.text(max_size=60), max_size=3))
def test_no_control_is_taken_for_a_question(action: str, values: list[str]) -> None:
    custom_id = desk.own_id(action, *values)
    if custom_id is not None:
        assert len(custom_id) <= 100 and re.fullmatch(desk.TEMPLATE, custom_id)
        assert not re.fullmatch(BUTTON_TEMPLATE, custom_id) and not re.fullmatch(SELECT_TEMPLATE, custom_id)


@given(asks)
def test_no_question_is_taken_for_a_control(ask: object) -> None:
    custom_id = ask.custom_id()  # type: ignore[attr-defined]
    assert custom_id is None or not re.fullmatch(desk.TEMPLATE, custom_id)


def test_what_has_no_room_gets_no_button() -> None:
    assert desk.button("Edit", "edit", "x" * 95) is None and desk.row(None, None) == []
    assert desk.button("Edit", "edit", "x" * 90) is not None


@given(st.text(max_size=300))
def test_a_question_quotes_a_message_so_that_it_can_be_read_again(words: str) -> None:
    words = limits.visible(words.replace("\u200b", "")).strip()  # what is no text is not quoted
    assume(words)
    card = own.question_card("bob", "alice", words, (1, 2, 0))
    assert text.unescaped(text.plain(words)) == words
    assert card is not None
    parts = list(seen.walk(card.layout.to_components()))
    quoted = [own.quoted_in_question(part["content"]) for part in parts if part["type"] == 10]
    assert [each for each in quoted if each is not None] == [words]


async def test_an_unknown_action_is_told(
    alice: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    done = await write(alice, channel, "kite", stars="5")
    assert done.response is not None
    for part in done.response._message.components[0]["components"][-1]["components"]:
        part["custom_id"] = part["custom_id"].replace("own.delete:", "own.undo:")
    answer = await alice.click(done.response, label="Delete")
    assert answer.ephemeral and "an earlier version of me" in told(answer)


@pytest.mark.parametrize("custom_id", ["nza--0:kite", "own", "vote:3", "7d0f3c"])
async def test_what_another_version_made_is_told(
    alice: simcord.MemberActor, channel: simcord.ChannelHandle, custom_id: str
) -> None:
    card = await alice.slash(channel, "opinion", film="kite")
    kinds = {one.values is None: one for one in pressing.controls(card)}
    for control in kinds.values():
        answer = await pressing.press(alice, control.changed(lambda part: part.update(custom_id=custom_id)))
        assert answer.ephemeral and told(answer) == STALE
    shown = await alice.slash(channel, "similar")
    assert shown._interaction.modal is not None
    shown._interaction.modal["custom_id"] = custom_id
    answer = await alice.submit_modal(shown, {"text": "A slow film."})
    assert answer.ephemeral and told(answer) == STALE


async def test_a_server_that_the_bot_is_not_in_has_no_say(
    alice: simcord.MemberActor, channel: simcord.ChannelHandle, world: simcord.Env
) -> None:
    """A person may bring the bot along to a server that has not invited it, or that has removed it."""
    bot = cast(ReviewBot, world.bot)
    await write(alice, channel, "kite", stars="5")
    message = await alice.send(channel, "A boy and his kite, and a film that I loved.")
    assert bot.place(message).scope.members == str(world.guild.id)
    bot._connection._remove_guild(cast(discord.Guild, bot.get_guild(world.guild.id)))
    assert bot.place(message).scope.members == "" and bot.place(message).server is None


async def test_presses_are_counted_but_a_form_is_never_turned_away(
    alice: simcord.MemberActor, channel: simcord.ChannelHandle, world: simcord.Env
) -> None:
    bot = cast(ReviewBot, world.bot)
    shown = await alice.slash(channel, "review write", film="kite")
    card = await alice.slash(channel, "privacy")
    bot.limit(1)
    bot.charge(alice.id)
    assert "is saved" in told(await filled.send(alice, shown, "A film of kites that I would see again."))
    refused = await alice.click(card.response, label="Get all of it as a file")
    assert "That is a lot of questions at once" in told(refused)
