"""/compare: two films or two people side by side."""

from typing import Any

import discord
from discord import app_commands
from discord.ext import commands

from index.types import Aspect

from .. import suggest
from ..client import ReviewBot


class CompareCog(commands.Cog):
    """Two films or two people side by side."""

    def __init__(self, bot: ReviewBot) -> None:
        self.bot = bot

    @app_commands.command()
    @app_commands.describe(
        first="A film or a person; begin to type",
        second="What to compare it with: another film, or another person",
        aspect="Only what they say of this",
    )
    @app_commands.autocomplete(first=suggest.films_and_people, second=suggest.films_and_people)
    async def compare(
        self, interaction: discord.Interaction[Any], first: str, second: str, aspect: Aspect | None = None
    ) -> None:
        """Two films or two people side by side, and what one has over the other"""
        await self.bot.respond(interaction, lambda answers: answers.picks.compare(first, second, aspect))


async def setup(bot: ReviewBot) -> None:
    """Called by discord.py."""
    await bot.add_cog(CompareCog(bot))
