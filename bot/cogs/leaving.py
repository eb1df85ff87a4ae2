"""What happens to a server's data when the bot is removed from it: it stays for some days, then it goes."""

import datetime
import logging

import discord
from discord.ext import commands, tasks

from .. import errors
from ..client import ReviewBot

log = logging.getLogger(__name__)


class LeavingCog(commands.Cog):
    """Notes when the bot is removed from a server or comes back, and looks once a day whose time is over."""

    def __init__(self, bot: ReviewBot) -> None:
        self.bot = bot
        self._daily.start()

    async def cog_unload(self) -> None:
        """Called by discord.py."""
        self._daily.cancel()

    @commands.Cog.listener()
    async def on_ready(self) -> None:
        """The list of servers is complete now, those included that Discord can't show at the moment."""
        await self._look()

    @commands.Cog.listener()
    async def on_guild_join(self, guild: discord.Guild) -> None:
        """It is a server of the bot's again."""
        await self.bot.worker.run(self.bot.servers.come_back, guild.id)

    @commands.Cog.listener()
    async def on_guild_remove(self, guild: discord.Guild) -> None:
        """Counts the days from now on."""
        await self.bot.worker.run(self.bot.servers.leave, guild.id, _today())

    @tasks.loop(hours=24)
    async def _daily(self) -> None:
        if self.bot.is_ready():
            await self._look()

    @_daily.error
    async def _failed(self, error: BaseException) -> None:
        errors.record(error, "the daily look at servers that were left")

    async def _look(self) -> None:
        present = {guild.id for guild in self.bot.guilds}
        grace = datetime.timedelta(days=self.bot.settings.grace_days)
        for server in await self.bot.worker.run(self.bot.servers.seen, present, _today(), grace):
            # Deleting takes a while; the bot may have been invited back meanwhile.
            if self.bot.get_guild(server) is None:
                await self._forget(server)

    async def _forget(self, server: int) -> None:
        try:
            if self.bot.members is not None:
                await self.bot.reviewing.writer.run(self.bot.members.forget_circle, str(server))
            await self.bot.worker.run(self.bot.servers.forget, server)
        except Exception as error:  # the others are looked at all the same, and this one again tomorrow
            errors.record(error, "deleting the data of a server that was left")
        else:
            log.info("The data of a server that the bot left is deleted.")


def _today() -> datetime.date:
    return discord.utils.utcnow().date()


async def setup(bot: ReviewBot) -> None:
    """Called by discord.py."""
    await bot.add_cog(LeavingCog(bot))
