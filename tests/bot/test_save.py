"""The message menu "Save as review": one's own words at once, somebody else's with their consent."""

import logging
from collections.abc import Callable
from typing import cast

import discord
import pytest
import simcord

from bot.client import ReviewBot
from bot.servers import ServerSettings
from index.members import Members

from . import filled, seen
from .test_review import OFF, told

MENU = "Save as review"
WORDS = "Solar Winds (1972) is a haunting film, <b>bold</b> and *slow*, and I loved all of it."


@pytest.fixture
def bob(world: simcord.Env, alice: simcord.MemberActor) -> simcord.MemberActor:
    return world.guild.add_member(world.create_user("bob"))


def parts(message: discord.Message | None) -> list[seen.Component]:
    """The components of a message."""
    assert message is not None
    return list(seen.walk([part.to_dict() for part in message.components]))  # type: ignore[misc]


def stored(members: Members, member: simcord.MemberActor) -> list[str]:
    """The texts of a member's reviews."""
    return [one.review.raw for one in members.of(str(member.guild.id), str(member.id))]


async def ask(
    bob: simcord.MemberActor, alice: simcord.MemberActor, channel: simcord.ChannelHandle, words: str = WORDS
) -> tuple[discord.Message, discord.Message]:
    """Alice writes, Bob would like to keep it; answers her message and the question."""
    message = await alice.send(channel, words)
    asked = await bob.context_menu(channel, MENU, message)
    assert asked.ephemeral and "I have asked alice." in told(asked)
    question = channel.last_message
    assert question is not None
    return message, question


async def test_ones_own_message_is_saved_with_the_film_it_names(
    alice: simcord.MemberActor, channel: simcord.ChannelHandle, members: Members
) -> None:
    message = await alice.send(channel, WORDS)
    shown = await alice.context_menu(channel, MENU, message)
    fields = filled.controls(shown)
    assert fields["film"]["value"] == "Solar Winds (1972)" and fields["text"]["value"] == WORDS
    done = await filled.send(alice, shown, stars="4")
    assert done.ephemeral and "Your review of Solar Winds (1972) is saved." in told(done)
    [one] = members.of(str(alice.guild.id), str(alice.id))
    assert (one.review.raw, one.review.stars) == (WORDS, 0.8)


@pytest.mark.parametrize(
    "words", ["What a quiet and lovely evening that was.", "A Boy and His Kite is better than Café Nocturne."]
)
async def test_no_film_or_several_are_left_to_the_writer(
    alice: simcord.MemberActor, channel: simcord.ChannelHandle, words: str, members: Members
) -> None:
    shown = await alice.context_menu(channel, MENU, await alice.send(channel, words))
    assert filled.controls(shown)["film"].get("value", "") == ""
    await filled.send(alice, shown, film="cafe nocturne")
    assert members.find(str(alice.guild.id), str(alice.id), "waltz") is not None


async def test_somebody_elses_message_is_saved_when_its_author_agrees(
    alice: simcord.MemberActor, bob: simcord.MemberActor, channel: simcord.ChannelHandle, members: Members
) -> None:
    message, question = await ask(bob, alice, channel)
    shown = parts(question)
    assert question.reference is not None and question.reference.message_id == message.id
    assert question.mentions == [] and not question.mention_everyone
    assert "alice, bob would like to keep this as your film review:" in seen.text(shown)
    assert WORDS in seen.text(shown) and seen.labels(shown) == ["Save it…", "No, thanks"]
    assert stored(members, alice) == []
    form = await alice.click(question, label="Save it…")
    fields = filled.controls(form)
    assert fields["film"]["value"] == "Solar Winds (1972)" and fields["text"]["value"] == WORDS
    done = await filled.send(alice, form, stars="5")
    assert done.ephemeral and "is saved" in told(done)
    assert stored(members, alice) == [WORDS] and stored(members, bob) == []
    assert channel.last_message is not None and channel.last_message.id != question.id


async def test_only_the_author_may_answer(
    alice: simcord.MemberActor, bob: simcord.MemberActor, channel: simcord.ChannelHandle, members: Members
) -> None:
    _, question = await ask(bob, alice, channel)
    for label in ("Save it…", "No, thanks"):
        refused = await bob.click(question, label=label)
        assert refused.ephemeral and refused.modal is None
        assert told(refused) == "Only the person who wrote that message can answer this."
    assert channel.last_message is not None and channel.last_message.id == question.id


async def test_a_refusal_removes_the_question_and_is_kept_to(
    alice: simcord.MemberActor,
    bob: simcord.MemberActor,
    channel: simcord.ChannelHandle,
    world: simcord.Env,
    members: Members,
) -> None:
    message, question = await ask(bob, alice, channel)
    again = await bob.context_menu(channel, MENU, message)
    assert told(again) == "I have asked already; it is up to alice now."
    await alice.click(question, label="No, thanks")
    assert channel.last_message is not None and channel.last_message.id == message.id
    assert told(await bob.context_menu(channel, MENU, message)) == "Its author has said no to that."
    assert stored(members, alice) == [] and world.errors


async def test_consent_after_a_restart(
    alice: simcord.MemberActor,
    bob: simcord.MemberActor,
    channel: simcord.ChannelHandle,
    world: simcord.Env,
    make_bot: Callable[..., ReviewBot],
    members: Members,
) -> None:
    _, question = await ask(bob, alice, channel)
    await world.restart_bot(make_bot())
    form = await alice.click(question, label="Save it…")
    await world.restart_bot(make_bot())
    assert "is saved" in told(await filled.send(alice, form))
    assert stored(members, alice) == [WORDS]
    assert channel.last_message is not None and channel.last_message.id != question.id


async def test_a_refusal_after_a_restart(
    alice: simcord.MemberActor,
    bob: simcord.MemberActor,
    channel: simcord.ChannelHandle,
    world: simcord.Env,
    make_bot: Callable[..., ReviewBot],
) -> None:
    message, question = await ask(bob, alice, channel)
    await world.restart_bot(make_bot())
    await alice.click(question, label="No, thanks")
    assert channel.last_message is not None and channel.last_message.id == message.id


async def test_a_message_that_was_changed_is_not_saved(
    alice: simcord.MemberActor,
    bob: simcord.MemberActor,
    channel: simcord.ChannelHandle,
    world: simcord.Env,
    members: Members,
) -> None:
    message, question = await ask(bob, alice, channel)
    await world.advance_time(5)
    await alice.edit(message, "I did not like it, come to think of it.")
    answer = await alice.click(question, label="Save it…")
    assert answer.modal is None
    assert "That message was changed after I asked" in seen.text(parts(channel.last_message))
    assert seen.labels(parts(channel.last_message)) == [] and stored(members, alice) == []


@pytest.mark.parametrize("restarted", [False, True])
async def test_a_message_that_is_gone_is_not_saved(
    alice: simcord.MemberActor,
    bob: simcord.MemberActor,
    channel: simcord.ChannelHandle,
    world: simcord.Env,
    make_bot: Callable[..., ReviewBot],
    members: Members,
    restarted: bool,
) -> None:
    message, question = await ask(bob, alice, channel)
    if restarted:
        await world.restart_bot(make_bot())
    await alice.delete(message)
    if not restarted:  # the question quoted it, and goes with it
        assert channel.last_message is None or channel.last_message.id != question.id
        return
    answer = await alice.click(question, label="Save it…")
    assert answer.modal is None and stored(members, alice) == []
    assert "That message is gone, so there is nothing to save." in seen.text(parts(channel.last_message))


async def test_hidden_words_stay_hidden_in_the_question_and_in_the_review(
    alice: simcord.MemberActor, bob: simcord.MemberActor, channel: simcord.ChannelHandle, members: Members
) -> None:
    words = "It was ||the butler|| in Café Nocturne and I saw it coming."
    _, question = await ask(bob, alice, channel, words)
    quoted = next(part["content"] for part in parts(question) if "butler" in part.get("content", ""))
    assert quoted.startswith(">>> ||") and quoted.endswith("||")
    form = await alice.click(question, label="Save it…")
    assert filled.controls(form)["text"]["value"] == words
    await filled.send(alice, form)
    [one] = members.of(str(alice.guild.id), str(alice.id))
    assert one.review.spoiler and "||" not in one.review.raw


async def test_what_is_no_review_is_refused(
    alice: simcord.MemberActor, bob: simcord.MemberActor, channel: simcord.ChannelHandle, world: simcord.Env
) -> None:
    few = await alice.context_menu(channel, MENU, await alice.send(channel, "Great film!"))
    assert told(few) == "That message has too few words for a review."
    empty = await bob.context_menu(channel, MENU, await alice.send(channel, attachments=[("a.png", b"x")]))
    assert told(empty) == "That message has too few words for a review."
    await alice.slash(channel, "help")
    answer = channel.last_message
    assert answer is not None
    assert "written by a bot" in told(await alice.context_menu(channel, MENU, answer))
    long = await alice.send(channel, "*_~ `|>* " * 220)
    assert "too long to ask its author about" in told(await bob.context_menu(channel, MENU, long))
    own = await alice.context_menu(channel, MENU, long)
    assert own.modal is not None, "its own author is not held up by that"
    assert world.errors


async def test_not_where_members_reviews_are_off(
    alice: simcord.MemberActor,
    bob: simcord.MemberActor,
    channel: simcord.ChannelHandle,
    world: simcord.Env,
    members: Members,
) -> None:
    message, question = await ask(bob, alice, channel)
    bot = cast(ReviewBot, world.bot)
    bot.servers.save(world.guild.id, ServerSettings(members=False))
    assert told(await alice.context_menu(channel, MENU, message)) == OFF
    assert told(await alice.click(question, label="Save it…")) == OFF
    assert stored(members, alice) == [] and world.errors


async def test_not_where_answers_are_not_open(
    alice: simcord.MemberActor, bob: simcord.MemberActor, channel: simcord.ChannelHandle, world: simcord.Env
) -> None:
    message = await alice.send(channel, WORDS)
    bot = cast(ReviewBot, world.bot)
    bot.servers.save(world.guild.id, ServerSettings(private=True))
    refused = await bob.context_menu(channel, MENU, message)
    assert refused.ephemeral and "so I can't ask its author here" in told(refused)
    assert channel.last_message is not None and channel.last_message.id == message.id
    assert (await alice.context_menu(channel, MENU, message)).modal is not None
    assert world.errors


async def test_who_may_not_write_there_has_nobody_asked(
    alice: simcord.MemberActor, world: simcord.Env, bob: simcord.MemberActor
) -> None:
    silent = discord.PermissionOverwrite(send_messages=False)
    channel = world.guild.create_text_channel("news", overwrites={bob: silent})
    message = await alice.send(channel, WORDS)
    refused = await bob.context_menu(channel, MENU, message)
    assert "You can't write in this channel" in told(refused)
    assert channel.last_message is not None and channel.last_message.id == message.id and world.errors


async def test_where_the_bot_may_not_write_that_is_said(
    alice: simcord.MemberActor, world: simcord.Env, bob: simcord.MemberActor
) -> None:
    me = world.bot.user
    assert me is not None
    channel = world.guild.create_text_channel(
        "quiet", overwrites={me: discord.PermissionOverwrite(send_messages=False)}
    )
    message = await alice.send(channel, WORDS)
    refused = await bob.context_menu(channel, MENU, message)
    assert refused.ephemeral and "I may not" in told(refused)
    assert "I may not" in told(await bob.context_menu(channel, MENU, message)), "it was not asked, after all"
    assert world.errors


async def test_no_log_holds_a_message(
    alice: simcord.MemberActor,
    bob: simcord.MemberActor,
    channel: simcord.ChannelHandle,
    caplog: pytest.LogCaptureFixture,
) -> None:
    with caplog.at_level(logging.DEBUG):
        _, question = await ask(bob, alice, channel)
        await filled.send(alice, await alice.click(question, label="Save it…"))
    ours = [record.getMessage() for record in caplog.records if record.name.split(".")[0] in ("bot", "index")]
    assert not any("haunting" in line for line in ours)
