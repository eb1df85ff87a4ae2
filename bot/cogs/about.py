"""/help and /about."""

from typing import Any

import discord
from discord import app_commands
from discord.ext import commands

from ..cards import notes
from ..client import ReviewBot


class AboutCog(commands.Cog):
    """What the bot can do and what it knows."""

    def __init__(self, bot: ReviewBot) -> None:
        self.bot = bot

    @app_commands.command()
    async def help(self, interaction: discord.Interaction[Any]) -> None:
        """What you can ask me"""
        await self.bot.respond(interaction, lambda _: notes.help_card(self.bot.me))

    @app_commands.command()
    async def about(self, interaction: discord.Interaction[Any]) -> None:
        """What I have read and how I count"""
        await self.bot.respond(interaction, lambda answers: answers.about())


async def setup(bot: ReviewBot) -> None:
    """Called by discord.py."""
    await bot.add_cog(AboutCog(bot))
