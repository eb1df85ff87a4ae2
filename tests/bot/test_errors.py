"""One friendly sentence for the person, a traceback without their words for the log."""

import logging

import pytest
import simcord

from bot import errors
from bot.client import SLOWLY, ReviewBot
from bot.errors import SORRY
from bot.worker import BUSY, EXPIRES

from . import seen
from .conftest import Watched

SECRET = "the words of a person"


def break_library(watched: Watched) -> None:
    def fail(name: str) -> None:
        raise ValueError(SECRET)

    watched.before.append(fail)


async def test_a_failing_command(
    alice: simcord.MemberActor,
    channel: simcord.ChannelHandle,
    watched: Watched,
    caplog: pytest.LogCaptureFixture,
) -> None:
    break_library(watched)
    with caplog.at_level(logging.ERROR):
        result = await alice.slash(channel, "opinion", film=SECRET)
    assert seen.text(seen.components(result)) == SORRY
    assert "/opinion failed with ValueError" in caplog.text
    assert "in opinion" in caplog.text, "the log tells where"
    assert SECRET not in caplog.text
    assert alice._env.errors


async def test_a_failing_button_select_and_mention(
    alice: simcord.MemberActor,
    channel: simcord.ChannelHandle,
    watched: Watched,
    caplog: pytest.LogCaptureFixture,
) -> None:
    card = await alice.slash(channel, "opinion", film="kite")
    break_library(watched)
    pressed = await alice.click(card.response, label="More praise")
    chosen = await seen.choose(alice, card, "story")
    assert seen.text(seen.components(pressed)) == seen.text(seen.components(chosen)) == SORRY
    assert pressed.ephemeral and chosen.ephemeral
    user = alice._env.bot.user
    assert user is not None
    await alice.send(channel, f"{user.mention} opinion {SECRET}")
    message = channel.last_message
    assert message is not None and SORRY in str([part.to_dict() for part in message.components])
    assert SECRET not in caplog.text


async def test_a_failing_choice_leaves_the_message_as_it_was(
    alice: simcord.MemberActor, channel: simcord.ChannelHandle, watched: Watched
) -> None:
    question = await alice.slash(channel, "opinion", film="Solar Winds")
    before = seen.text(seen.components(question))
    break_library(watched)
    answer = await alice.click(question.response, label="Solar Winds (1972)")
    assert seen.text(seen.components(question)) == before
    [told] = answer.followups
    assert told.ephemeral and SORRY in str(told.components)


async def test_a_failing_suggestion_is_an_empty_list(
    alice: simcord.MemberActor, channel: simcord.ChannelHandle, watched: Watched
) -> None:
    break_library(watched)
    assert await alice.autocomplete(channel, "opinion", "film", "ki") == []


async def test_discord_refusing_the_answer_is_told_and_logged(
    alice: simcord.MemberActor,
    channel: simcord.ChannelHandle,
    world: simcord.Env,
    caplog: pytest.LogCaptureFixture,
) -> None:
    world.inject_error("PATCH", "/webhooks/*/messages/@original", status=500)
    with caplog.at_level(logging.ERROR):
        result = await alice.slash(channel, "opinion", film="kite")
    assert seen.text(seen.components(result)) == SORRY
    assert "status 500" in caplog.text
    assert world.errors


async def test_discord_refusing_even_the_excuse_raises_nothing(
    alice: simcord.MemberActor, channel: simcord.ChannelHandle, world: simcord.Env
) -> None:
    world.inject_error("PATCH", "/webhooks/*/messages/@original", status=500, times=None)
    await alice.slash(channel, "help")
    assert [type(error).__name__ for error in world.errors] == ["CommandInvokeError"]


async def test_an_unreadable_custom_id_is_told_as_such() -> None:
    assert errors.sentence(errors.Told("Do this.")) == "Do this."
    assert errors.sentence(KeyError(SECRET)) == SORRY


async def test_too_many_questions_at_once(
    alice: simcord.MemberActor, channel: simcord.ChannelHandle, world: simcord.Env
) -> None:
    bot = world.bot
    assert isinstance(bot, ReviewBot)
    bot.limit(2)
    for _ in range(2):
        assert SLOWLY not in seen.text(seen.components(await alice.slash(channel, "help")))
    refused = await alice.slash(channel, "help")
    assert refused.ephemeral and seen.text(seen.components(refused)) == SLOWLY
    bob = world.guild.add_member(world.create_user("bob"))
    assert SLOWLY not in seen.text(seen.components(await bob.slash(channel, "help")))
    assert world.errors


async def test_a_full_queue_is_told(
    alice: simcord.MemberActor, channel: simcord.ChannelHandle, world: simcord.Env
) -> None:
    bot = world.bot
    assert isinstance(bot, ReviewBot)
    bot.worker._most = 0
    result = await alice.slash(channel, "help")
    assert seen.text(seen.components(result)) == BUSY
    assert world.errors


async def test_what_was_given_up_after_its_time_is_answered_no_more(
    alice: simcord.MemberActor,
    channel: simcord.ChannelHandle,
    world: simcord.Env,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    bot = world.bot
    assert isinstance(bot, ReviewBot)

    async def too_late(*_: object) -> None:
        world.backend.advance_clock(EXPIRES)
        raise errors.Told(BUSY)

    monkeypatch.setattr(bot.worker, "run_for", too_late)
    await alice.slash(channel, "help")
    assert not [request for request in world.http_requests if request.method == "PATCH"]
    assert world.errors
