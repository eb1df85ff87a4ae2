"""Mentions, direct messages, and everything the bot must not answer."""

import discord
import pytest
import simcord

from bot.client import ReviewBot
from bot.errors import NOT_ALLOWED

from . import seen
from .conftest import Watched


def last(channel: simcord.ChannelHandle) -> list[seen.Component]:
    message = channel.last_message
    assert message is not None
    return list(seen.walk([component.to_dict() for component in message.components]))


def mention(alice: simcord.MemberActor) -> str:
    user = alice._env.bot.user
    assert user is not None
    return user.mention


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        ("opinion a boy and his kite", "A Boy and His Kite (2010)"),
        ("/opinion kite", "A Boy and His Kite (2010)"),
        ("person Ines Ferreira", "## Ines Ferreira"),
        ("similar lighthouse keeper's daughter", "much the same way as The Lighthouse Keeper's Daughter"),
        ("search car chase", "Reviews about “car chase”"),
        ("help", "What reviewers think of films"),
        ("about", "About these answers"),
        ("random", "films with enough reviews"),
        ("", "What reviewers think of films"),
    ],
)
async def test_commands_in_a_mention_go_the_same_road(
    alice: simcord.MemberActor, channel: simcord.ChannelHandle, words: str, answer: str
) -> None:
    asked = await alice.send(channel, f"{mention(alice)} {words}")
    assert answer in seen.text(last(channel))
    message = channel.last_message
    assert message is not None and message.reference is not None
    assert message.reference.message_id == asked.id


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        ("what do they think of A Boy and His Kite?", "67\u00a0% for it"),
        ("how is the acting in A Boy and His Kite?", "A Boy and His Kite (2010) · acting"),
        ("what do they say about Ines Ferreira?", "## Ines Ferreira"),
        ("is Inception any good?", "I have no reviews of Inception."),
        ("is Solar Winds any good?", "Which Solar Winds do you mean?"),
        ("films like A Boy and His Kite", "much the same way as A Boy and His Kite"),
        ("find reviews that mention car chases", "Reviews about “car chases”"),
        ("recommend a quiet film about the sea", "Films for “a quiet film about the sea”"),
        ("what are the worst films?", "### The worst films"),
        ("films like Solar Winds", "Which Solar Winds do you mean?"),
        ("what can you do?", "What reviewers think of films"),
    ],
)
async def test_a_question_in_plain_words(
    alice: simcord.MemberActor, channel: simcord.ChannelHandle, words: str, answer: str
) -> None:
    await alice.send(channel, f"{mention(alice)} {words}")
    assert answer in seen.text(last(channel))


async def test_why_people_dislike_a_film_quotes_those_who_do(
    alice: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    await alice.send(channel, f"{mention(alice)} why do people hate A Boy and His Kite?")
    assert "**Against**" in seen.text(last(channel))
    assert "**In praise**" not in seen.text(last(channel))


async def test_a_comparison_names_both_films(
    alice: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    await alice.send(channel, f"{mention(alice)} compare A Boy and His Kite and Café Nocturne")
    parts = last(channel)
    assert "A Boy and His Kite (2010) and Café Nocturne (2015)" in seen.text(parts)
    assert "8 for it, 4 against it" in seen.text(parts) and "4 for it, 1 against it" in seen.text(parts)
    message = channel.last_message
    assert message is not None
    custom_id = seen.select_with(parts, "acting")
    by_acting = await alice.select(message, ["acting"], custom_id=custom_id)
    assert by_acting.ephemeral and "· Acting" in seen.text(seen.components(by_acting))


async def test_three_films_are_compared_in_words(
    alice: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    words = "compare A Boy and His Kite, Café Nocturne and The Lighthouse Keeper's Daughter"
    await alice.send(channel, f"{mention(alice)} {words}")
    said = seen.text(last(channel))
    assert "A Boy and His Kite (2010): 8 for, 4 against." in said
    assert "Café Nocturne (2015): 4 for, 1 against." in said
    assert "The Lighthouse Keeper's Daughter (2004): 5 for, 2 against." in said


async def test_quotes_on_two_people_lead_to_their_reviews(
    alice: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    await alice.send(channel, f"{mention(alice)} how are Tom Askew and Ines Ferreira in A Boy and His Kite?")
    parts = last(channel)
    assert "Tom Askew" in seen.text(parts) and "Ines Ferreira" in seen.text(parts)
    message = channel.last_message
    assert message is not None and "Review" in seen.labels(parts)
    button = next(part["custom_id"] for part in parts if part["type"] == 2)
    review = await alice.click(message, custom_id=button)
    assert review.ephemeral and "Evening Post" in seen.text(seen.components(review))


async def test_a_follow_up_keeps_the_film_and_each_person_their_own_thread(
    alice: simcord.MemberActor, channel: simcord.ChannelHandle, world: simcord.Env
) -> None:
    bob = world.guild.add_member(world.create_user("bob"))
    await alice.send(channel, f"{mention(alice)} what do they think of A Boy and His Kite?")
    await bob.send(channel, f"{mention(alice)} what do they think of Café Nocturne?")
    await alice.send(channel, f"{mention(alice)} and the story?")
    assert "A Boy and His Kite (2010) · story" in seen.text(last(channel))


@pytest.mark.parametrize(
    ("words", "call"),
    [
        ("find reviews that mention car chases", "search"),
        ("reviews like this: a quiet, tender story about the sea and a daughter", "similar"),
        ("films like A Boy and His Kite", "recommend_like"),
        ("recommend a quiet film about the sea", "recommend"),
        ("what are the best films?", "rank"),
        ("compare A Boy and His Kite and Café Nocturne", "compare"),
        ("is A Boy and His Kite any good?", "opinion_of_film"),
        ("what do they say about Ines Ferreira?", "opinion_of_person"),
    ],
)
async def test_a_question_is_one_call_on_the_library(
    alice: simcord.MemberActor, channel: simcord.ChannelHandle, watched: Watched, words: str, call: str
) -> None:
    calls: list[str] = []
    watched.before.append(calls.append)
    await alice.send(channel, f"{mention(alice)} {words}")
    retrieving = {
        "search", "similar", "similar_films", "opinion_of_film", "opinion_of_person", "quotes", "recommend",
        "recommend_like", "rank", "compare",
    }  # fmt: skip
    assert [name for name in calls if name in retrieving] == [call]


@pytest.mark.parametrize("command", ["opinion kite", "similar kite"])
async def test_a_follow_up_to_a_command(
    alice: simcord.MemberActor, channel: simcord.ChannelHandle, command: str
) -> None:
    await alice.send(channel, f"{mention(alice)} {command}")
    await alice.send(channel, f"{mention(alice)} and the story?")
    assert "A Boy and His Kite (2010) · story" in seen.text(last(channel))


async def test_a_film_chosen_by_a_button_is_what_follows_is_about(
    alice: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    await alice.send(channel, f"{mention(alice)} is Solar Winds any good?")
    message = channel.last_message
    assert message is not None
    await alice.click(message, label="Solar Winds (1972)")
    await alice.send(channel, f"{mention(alice)} and the music?")
    assert "Solar Winds (1972) · music" in seen.text(last(channel))


async def test_buttons_of_an_answer_to_a_mention_work(
    alice: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    await alice.send(channel, f"{mention(alice)} opinion kite")
    message = channel.last_message
    assert message is not None
    page = await alice.click(message, label="More praise")
    assert page.ephemeral and len(seen.quotes(seen.components(page))) == 5


async def test_a_direct_message_needs_no_mention(alice: simcord.MemberActor, world: simcord.Env) -> None:
    await alice.send_dm("opinion kite")
    sent = [r for r in world.http_requests if r.method == "POST" and r.path.endswith("/messages")]
    assert "A Boy and His Kite" in str(sent[-1].json)


async def test_stays_silent_otherwise(
    alice: simcord.MemberActor, channel: simcord.ChannelHandle, world: simcord.Env
) -> None:
    robot = world.guild.add_member(world.create_user("robot", bot=True))
    await alice.send(channel, "what do they think of A Boy and His Kite?")
    await alice.send(channel, "@everyone opinion kite")
    await robot.send(channel, f"{mention(alice)} opinion kite")
    assert [r.path for r in world.http_requests if r.method == "POST"] == []


async def test_a_deleted_question_is_no_error(
    alice: simcord.MemberActor, channel: simcord.ChannelHandle, world: simcord.Env
) -> None:
    world.inject_error("POST", "/channels/*/messages", status=404, code=10008)
    await alice.send(channel, f"{mention(alice)} help")
    assert world.errors == []


async def test_answers_without_a_reference_where_it_may_not_read_the_history(
    alice: simcord.MemberActor, channel: simcord.ChannelHandle, world: simcord.Env
) -> None:
    world.inject_error("POST", "/channels/*/messages", status=403, code=160002)
    await alice.send(channel, f"{mention(alice)} help")
    message = channel.last_message
    assert message is not None and message.reference is None
    assert "What reviewers think of films" in seen.text(last(channel))


async def test_answers_without_the_chart_where_it_may_not_attach_files(
    alice: simcord.MemberActor, channel: simcord.ChannelHandle, world: simcord.Env
) -> None:
    world.inject_error("POST", "/channels/*/messages", status=403, code=50013)
    await alice.send(channel, f"{mention(alice)} opinion kite")
    message = channel.last_message
    assert message is not None and message.attachments == []
    assert "A Boy and His Kite (2010)" in seen.text(last(channel))
    world.inject_error("PATCH", "/webhooks/*/*/messages/@original", status=403, code=50013)
    result = await alice.slash(channel, "opinion", film="kite")
    assert result.response is not None and result.response.attachments == []
    parts = seen.components(result)
    assert "A Boy and His Kite (2010)" in seen.text(parts) and not [p for p in parts if p["type"] == 12]


async def test_says_what_it_lacks_where_it_may_not_answer(
    alice: simcord.MemberActor, channel: simcord.ChannelHandle, world: simcord.Env
) -> None:
    world.inject_error("POST", "/channels/*/messages", status=403, code=50013, times=2)
    await alice.send(channel, f"{mention(alice)} opinion kite")
    assert seen.text(last(channel)) == NOT_ALLOWED


async def test_needs_no_embeds_and_stays_in_the_thread(
    alice: simcord.MemberActor, channel: simcord.ChannelHandle, world: simcord.Env
) -> None:
    text = world.bot.get_channel(channel.id)
    assert isinstance(text, discord.TextChannel)
    await text.create_thread(name="kites", type=discord.ChannelType.public_thread)
    [thread], before = channel.threads, channel.last_message
    await alice.send(thread, f"{mention(alice)} opinion kite")
    assert "A Boy and His Kite (2010)" in seen.text(last(thread))
    await alice.send(thread, f"{mention(alice)} and the music?")
    assert "music" in seen.text(last(thread))
    assert channel.last_message == before
    assert not [r for r in world.http_requests if r.json and "embeds" in str(r.json)]


async def test_asks_for_no_privileged_intent(world: simcord.Env) -> None:
    bot = world.bot
    assert isinstance(bot, ReviewBot)
    assert not (bot.intents.message_content or bot.intents.members or bot.intents.presences)


async def test_who_asks_for_a_ranking_of_people_is_told_that_films_are_ranked(
    alice: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    await alice.send(channel, f"{mention(alice)} which actor gets the most praise?")
    said = seen.text(last(channel))
    assert "I rank films, not people; these are the films that fit." in said
    assert "**The best acted films**" in said and "1. A Boy and His Kite (2010)" in said
