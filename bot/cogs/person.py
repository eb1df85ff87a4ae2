"""/person: what reviewers say of an actor or a director."""

from typing import Any

import discord
from discord import app_commands
from discord.ext import commands

from index.types import Aspect

from .. import suggest
from ..client import ReviewBot


class PersonCog(commands.Cog):
    """What reviewers say of a person."""

    def __init__(self, bot: ReviewBot) -> None:
        self.bot = bot

    @app_commands.command()
    @app_commands.describe(name="Begin to type their name", aspect="Only what they say of this")
    @app_commands.autocomplete(name=suggest.people)
    async def person(
        self, interaction: discord.Interaction[Any], name: str, aspect: Aspect | None = None
    ) -> None:
        """What reviewers say of an actor or a director"""
        await self.bot.respond(interaction, lambda answers: answers.person(name, aspect))


async def setup(bot: ReviewBot) -> None:
    """Called by discord.py."""
    await bot.add_cog(PersonCog(bot))
