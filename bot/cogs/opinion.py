"""/opinion: what reviewers say of a film."""

from typing import Any

import discord
from discord import app_commands
from discord.ext import commands

from index.types import Aspect

from .. import suggest
from ..client import ReviewBot


class OpinionCog(commands.Cog):
    """What reviewers say of a film."""

    def __init__(self, bot: ReviewBot) -> None:
        self.bot = bot

    @app_commands.command()
    @app_commands.describe(film="Begin to type its title", aspect="Only what they say of this")
    @app_commands.autocomplete(film=suggest.films)
    async def opinion(
        self, interaction: discord.Interaction[Any], film: str, aspect: Aspect | None = None
    ) -> None:
        """What reviewers think of a film, in counts and in their own words"""
        await self.bot.respond(interaction, lambda answers: answers.opinion(film, aspect))


async def setup(bot: ReviewBot) -> None:
    """Called by discord.py."""
    await bot.add_cog(OpinionCog(bot))
