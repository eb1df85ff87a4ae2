"""Answers mentions and direct messages in plain words."""

import asyncio
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from functools import partial

import discord
from discord.ext import commands

from index.language import listed, say, speaking

from .. import delivery, errors
from ..cards import notes
from ..client import ReviewBot, session_of
from ..servers import ServerSettings

TYPING = 5  # seconds after which it is shown anew; Discord takes it away after ten


class TalkCog(commands.Cog):
    """Plain words, in a mention or a direct message."""

    def __init__(self, bot: ReviewBot) -> None:
        self.bot = bot

    @commands.Cog.listener()
    async def on_message(self, message: discord.Message) -> None:
        """Answers what is said to the bot, and nothing else."""
        if message.author.bot or not self._addressed(message) or not self.bot.once.is_new(message.id):
            return
        words = self._without_mention(message.content)
        try:
            self.bot.charge(message.author.id, message.guild.id if message.guild else None)
            place = self.bot.place(message)
            if not place.home:
                with speaking(place.language):
                    await delivery.respond(message, notes.said(_elsewhere(place.settings)))
                return
            async with _typing(message.channel):
                session = session_of(message.channel.id, message.author.id)
                said = partial(self.bot.talk.reply, words=words, session=session, me=self.bot.me)
                reply = await self.bot.work(place, said)
            await delivery.respond(message, reply)
        except Exception as error:
            await errors.tell_reply(message, error)

    def _addressed(self, message: discord.Message) -> bool:
        return message.guild is None or (self.bot.user is not None and self.bot.user in message.mentions)

    def _without_mention(self, content: str) -> str:
        own = self.bot.user.id if self.bot.user is not None else 0
        return re.sub(rf"<@!?{own}>", " ", content).strip()


def _elsewhere(settings: ServerSettings) -> str:
    """Where and how to ask, in a server whose managers want no open answers in this channel."""
    if settings.private:
        return say("In this server I answer only the one who asks: use a command, such as /opinion.")
    channels = listed([f"<#{channel}>" for channel in sorted(settings.channels)[:5]], "or")
    return say("Mention me in {channels}; commands, such as /opinion, work here too.", channels=channels)


@asynccontextmanager
async def _typing(channel: discord.abc.Messageable) -> AsyncIterator[None]:
    """Shows meanwhile that an answer is being made, which comes all the same where that can't be shown."""

    async def once() -> None:
        await channel.typing()

    async def show() -> None:
        while True:
            await delivery.whole(once)
            await asyncio.sleep(TYPING)

    showing = asyncio.create_task(show())
    try:
        yield
    finally:
        showing.cancel()
        with suppress(asyncio.CancelledError, *delivery.UNSENT):
            await showing


async def setup(bot: ReviewBot) -> None:
    """Called by discord.py."""
    await bot.add_cog(TalkCog(bot))
