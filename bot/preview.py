"""The bot in a simulated Discord that a browser shows: no token, no network.

SimCord runs the bot unmodified and answers its calls from memory.
"""

import re
from collections.abc import Callable
from typing import Any

import discord
import simcord

from index.errors import ReviewIndexError

from .client import ReviewBot

PATIENCE = 120.0
"""Seconds that an answer may take before the simulation calls the bot stuck; a slow machine's first."""

NAME = "Reviews"
MANAGER = discord.Permissions(manage_guild=True)
"""Lets the visitor try /settings as well."""


class PreviewError(ReviewIndexError):
    """The preview can't be served."""


class Visitor(simcord.MemberActor):
    """The person at the browser."""

    async def send(self, channel: simcord.ChannelHandle, content: str = "", **more: Any) -> discord.Message:
        """Sends what was typed, with "@Reviews" made a mention, as Discord's own client does."""
        user = self._env.bot.user
        if user is not None:
            content = re.sub(rf"@{re.escape(user.name)}\b", user.mention, content, flags=re.IGNORECASE)
        return await super().send(channel, content, **more)


async def serve(bot: ReviewBot, port: int, announce: Callable[[str], None]) -> None:
    """Serves the bot until it is cancelled or the page ends the session.

    Args:
        bot: not yet started.
        port: of the page on this machine; 0 takes a free one.
        announce: is told the address once the page is there.

    Raises:
        PreviewError: the port is taken.
    """
    async with simcord.run(bot, check_errors=False, settle_timeout=PATIENCE) as world:
        if bot.user is not None:
            await bot.user.edit(username=NAME)
        guild = world.create_guild("Film club")
        channel = guild.create_text_channel("film-talk", topic="What reviewers think of films")
        user = world.create_user("you", global_name="You")
        guild.add_member(user, roles=[guild.create_role("Managers", permissions=MANAGER)])
        visitor = Visitor(world, guild, user)
        await visitor.slash(channel, "help")
        page = world.preview(channel, viewers=[visitor], layout="channel", port=port)
        try:
            await page.__aenter__()
        except simcord.SetupError as error:
            raise PreviewError(
                f"Port {port} can't be used; set another preview_port in config.toml, or 0 for any free one."
            ) from error
        announce(page.url)
        await page.wait_closed()
