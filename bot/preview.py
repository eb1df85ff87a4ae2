"""The bot in a simulated Discord that a browser shows: no token, no network.

SimCord runs the bot unmodified and answers its calls from memory.
"""

from collections.abc import Callable

import simcord

from .client import ReviewBot

PATIENCE = 120.0
"""Seconds that an answer may take before the simulation calls the bot stuck; a slow machine's first."""


async def serve(bot: ReviewBot, port: int, announce: Callable[[str], None]) -> None:
    """Serves the bot until it is cancelled or the page ends the session.

    Args:
        bot: not yet started.
        port: of the page on this machine; 0 takes a free one.
        announce: is told the address once the page is there.
    """
    async with simcord.run(bot, check_errors=False, settle_timeout=PATIENCE) as world:
        guild = world.create_guild("Film club")
        channel = guild.create_text_channel("film-talk")
        visitor = guild.add_member(world.create_user("you", global_name="You"))
        await visitor.slash(channel, "help")
        async with world.preview(channel, viewers=[visitor], layout="channel", port=port) as page:
            announce(page.url)
            await page.wait_closed()
