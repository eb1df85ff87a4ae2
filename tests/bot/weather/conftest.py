"""A bot in a Discord with weather, and all that people do with it."""

from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass

import pytest_asyncio
import simcord

from benchmarks.faults.deeds import Deeds
from benchmarks.faults.gateway import Weathered, weathered
from benchmarks.faults.watch import Watch, watched
from benchmarks.faults.wire import Wire, hurried
from bot.client import ReviewBot
from index.library import Library
from index.members import Members


@dataclass(frozen=True, slots=True)
class Sky:
    """A world and what is seen of it; `slept` are the seconds that discord.py would have waited."""

    world: Weathered
    channel: simcord.ChannelHandle
    deeds: Deeds
    watch: Watch
    slept: list[float]

    @property
    def wire(self) -> Wire:
        """Where trouble is made."""
        return self.world.wire

    @property
    def bot(self) -> ReviewBot:
        """The bot in it."""
        return self.deeds.bot


@pytest_asyncio.fixture
async def sky(
    make_bot: Callable[..., ReviewBot], bot_library: Library, members: Members
) -> AsyncIterator[Sky]:
    with hurried() as slept:
        bot = make_bot(questions_a_minute=1_000_000)
        world = weathered(bot)
        await world.start()
        channel = world.create_guild().create_text_channel("film-talk")
        deeds = Deeds(world, channel, bot_library, members)
        try:
            with watched(world) as watch:
                yield Sky(world, channel, deeds, watch, slept)
        finally:
            await world.shutdown()
            for worker in (bot.worker, bot.suggesting, bot.reviewing):
                worker.close()
