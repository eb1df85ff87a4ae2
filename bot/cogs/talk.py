"""Answers mentions and direct messages in plain words."""

import re
from functools import partial

import discord
from discord.ext import commands

from index.language import listed, say, speaking

from .. import errors
from ..cards import notes
from ..cards.sheet import Reply
from ..client import ReviewBot, session_of
from ..servers import ServerSettings


class TalkCog(commands.Cog):
    """Plain words, in a mention or a direct message."""

    def __init__(self, bot: ReviewBot) -> None:
        self.bot = bot

    @commands.Cog.listener()
    async def on_message(self, message: discord.Message) -> None:
        """Answers what is said to the bot, and nothing else."""
        if message.author.bot or not self._addressed(message):
            return
        words = self._without_mention(message.content)
        try:
            self.bot.charge(message.author.id, message.guild.id if message.guild else None)
            place = self.bot.place(message)
            if not place.home:
                with speaking(place.language):
                    await _send(message, notes.said(_elsewhere(place.settings)))
                return
            async with message.channel.typing():
                session = session_of(message.channel.id, message.author.id)
                said = partial(self.bot.talk.reply, words=words, session=session, me=self.bot.me)
                reply = await self.bot.work(place, said)
            await _send(message, reply)
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


async def _send(message: discord.Message, reply: Reply) -> None:
    try:
        await message.reply(view=reply.layout, files=reply.files(), mention_author=False)
    except discord.NotFound:
        return  # the question was deleted while it was answered; nobody waits for this any more
    except discord.Forbidden:
        # Replying needs to read the history and the chart to attach files, which a channel may deny.
        reply = reply.without_picture()
        await message.channel.send(view=reply.layout, files=reply.files())


async def setup(bot: ReviewBot) -> None:
    """Called by discord.py."""
    await bot.add_cog(TalkCog(bot))
