"""/recommend: films to see, and why."""

from typing import Any

import discord
from discord import app_commands
from discord.ext import commands

from .. import suggest
from ..client import ReviewBot


class RecommendCog(commands.Cog):
    """Films to see."""

    def __init__(self, bot: ReviewBot) -> None:
        self.bot = bot

    @app_commands.command()
    @app_commands.describe(
        like="A film; begin to type its title",
        description="Or what you are in the mood for: slow French love story, something funny for kids…",
        genre="Only films of this genre",
    )
    @app_commands.autocomplete(like=suggest.films, genre=suggest.genres)
    async def recommend(
        self,
        interaction: discord.Interaction[Any],
        like: str | None = None,
        description: str | None = None,
        genre: str | None = None,
    ) -> None:
        """Films whose reviews read like a film's or like a description, and why"""
        await self.bot.respond(
            interaction, lambda answers: answers.picks.recommend(like or "", description or "", genre or "")
        )


async def setup(bot: ReviewBot) -> None:
    """Called by discord.py."""
    await bot.add_cog(RecommendCog(bot))
