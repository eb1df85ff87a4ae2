"""What the bot and discord.py hold in memory of people, messages and servers, however many there were; and
what one person or server may ask and write."""

import asyncio
import threading
from collections.abc import Callable
from typing import Any, cast

import pytest
import simcord

from bot.client import CROWDED, MINUTE, SLOWLY, ReviewBot
from bot.errors import Told
from bot.place import Place
from bot.rates import Rates
from bot.reviewing import ENOUGH, ENOUGH_HERE, WRITERS
from bot.servers import ServerSettings
from bot.turns import Asker

from . import filled, seen

LIKED = "Hugo Pallas has never been better, and the songs still make me smile."


def said(result: simcord.InteractionResult) -> str:
    """What an answer says."""
    return seen.text(seen.components(result))


async def test_questions_of_a_server_are_limited_and_a_refused_one_does_not_count(
    make_bot: Callable[..., ReviewBot],
) -> None:
    bot = make_bot(questions_a_minute=2, server_questions_a_minute=5)
    for _ in range(2):
        bot.charge(1, 10)
    for _ in range(9):
        with pytest.raises(Told, match=SLOWLY.split(";")[0]):
            bot.charge(1, 10)
    for user in (2, 3, 4):
        bot.charge(user, 10)
    with pytest.raises(Told, match=CROWDED.split(";")[0]):
        bot.charge(5, 10)
    bot.charge(6, 11)
    bot.charge(7)
    for worker in (bot.worker, bot.suggesting):
        worker.close()


async def test_those_who_asked_a_minute_ago_are_forgotten(make_bot: Callable[..., ReviewBot]) -> None:
    bot, now = make_bot(), 0.0
    bot._asked, bot._asked_in = (Rates(20, MINUTE, clock=lambda: now) for _ in range(2))
    for user in range(10_000):
        bot.charge(user, user % 500)
    now = MINUTE
    bot.charge(1, 1)
    assert len(bot._asked) == len(bot._asked_in) == 1


async def test_reviews_of_one_person_a_day_are_limited_and_the_text_is_given_back(
    alice: simcord.MemberActor, channel: simcord.ChannelHandle, world: simcord.Env
) -> None:
    reviewing = cast(ReviewBot, world.bot).reviewing
    shown, later = [await alice.slash(channel, "review write", film="kite") for _ in range(2)]
    reviewing._today = Rates(1, 60)
    reviewing._today_in = Rates(2, 60)
    assert "saved" in said(await filled.send(alice, shown, LIKED)).lower()
    again = said(await filled.send(alice, later, LIKED + " Again!"))
    assert ENOUGH in again and LIKED in again
    assert said(await alice.slash(channel, "review write", film="kite")) == ENOUGH
    bob, carol = (world.guild.add_member(world.create_user(name)) for name in ("bob", "carol"))
    await filled.send(bob, await bob.slash(channel, "review write", film="kite"), LIKED)
    assert said(await carol.slash(channel, "review write", film="kite")) == ENOUGH_HERE
    assert said(await carol.slash(channel, "review import", file=("letterboxd.csv", b"a,b"))) == ENOUGH_HERE
    assert world.errors


async def test_messages_of_others_and_answers_are_not_kept(
    alice: simcord.MemberActor, channel: simcord.ChannelHandle, world: simcord.Env
) -> None:
    bot = cast(ReviewBot, world.bot)
    for number in range(20):
        someone = world.guild.add_member(world.create_user(f"user{number}"))
        await someone.send(channel, "Has anybody seen the new one?")
    guild = bot.get_guild(world.guild.id)
    assert guild is not None and {one.id for one in guild.members} <= {cast(Any, bot.user).id}
    assert len(bot.cached_messages) == 0
    await alice.slash(channel, "opinion", film="kite")
    await alice.slash(channel, "review write", film="kite")
    bot.limit(1)
    await alice.slash(channel, "help")
    for _ in range(5):
        assert said(await alice.slash(channel, "help")) == SLOWLY
    views = cast(Any, bot)._connection._view_store
    assert not views._views and not views._synced_message_views and not views._modals
    assert not [task for task in asyncio.all_tasks() if "timeout_task" in repr(task.get_coro())]
    assert world.errors


async def test_a_form_opens_though_all_threads_answer_questions(
    alice: simcord.MemberActor, channel: simcord.ChannelHandle, world: simcord.Env
) -> None:
    bot, go = cast(ReviewBot, world.bot), threading.Event()
    busy = [asyncio.create_task(bot.worker.run_for(Asker(1, -n), go.wait)) for n in range(1, 9)]
    await asyncio.sleep(0)
    try:
        shown = await alice.slash(channel, "review write", film="kite")
        assert "A Boy and His Kite (2010)" in filled.note(shown)
    finally:
        go.set()
    assert all(await asyncio.gather(*busy))


async def test_what_waits_in_one_server_keeps_no_other_from_storing_reviews(
    make_bot: Callable[..., ReviewBot],
) -> None:
    bot, go = make_bot(), threading.Event()

    def store(server: int, user: int, call: Callable[[], object]) -> asyncio.Task[object]:
        place = Place(server, user, "en", ServerSettings())
        return asyncio.create_task(bot.work(place, lambda _: call(), bot.reviewing.writer))

    held = [store(1, user, go.wait) for user in range(WRITERS + 2)]
    await asyncio.sleep(0)
    assert await store(2, 1, lambda: "stored") == "stored"  # else this waits for ever
    go.set()
    assert all(await asyncio.gather(*held))
    for worker in (bot.worker, bot.suggesting):
        worker.close()
    bot.reviewing.close()
