"""/search: reviews that speak of a topic."""

from typing import Any

import discord
from discord import app_commands
from discord.ext import commands

from .. import suggest
from ..answers import Sentiment
from ..client import ReviewBot


class SearchCog(commands.Cog):
    """Reviews that speak of a topic."""

    def __init__(self, bot: ReviewBot) -> None:
        self.bot = bot

    @app_commands.command()
    @app_commands.describe(
        topic="What to look for, in your own words: car chase, terrible effects…",
        film="Only reviews of this film",
        person="Only reviews that name this person",
        sentiment="Only reviews for, or only reviews against",
    )
    @app_commands.autocomplete(film=suggest.films, person=suggest.people)
    async def search(
        self,
        interaction: discord.Interaction[Any],
        topic: str,
        film: str | None = None,
        person: str | None = None,
        sentiment: Sentiment | None = None,
    ) -> None:
        """Reviews that speak of a topic"""
        await self.bot.respond(
            interaction, lambda answers: answers.search(topic, film or "", person or "", sentiment)
        )


async def setup(bot: ReviewBot) -> None:
    """Called by discord.py."""
    await bot.add_cog(SearchCog(bot))
