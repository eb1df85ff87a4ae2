"""/random: any film."""

from typing import Any

import discord
from discord import app_commands
from discord.ext import commands

from .. import suggest
from ..client import ReviewBot


class RandomCog(commands.Cog):
    """Any film."""

    def __init__(self, bot: ReviewBot) -> None:
        self.bot = bot

    @app_commands.command()
    @app_commands.describe(genre="Only films of this genre", liked="Only films that most reviewers are for")
    @app_commands.autocomplete(genre=suggest.genres)
    async def random(
        self, interaction: discord.Interaction[Any], genre: str | None = None, liked: bool = False
    ) -> None:
        """What reviewers think of a film drawn at random"""
        await self.bot.respond(interaction, lambda answers: answers.picks.random(genre or "", liked))


async def setup(bot: ReviewBot) -> None:
    """Called by discord.py."""
    await bot.add_cog(RandomCog(bot))
