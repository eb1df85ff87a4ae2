"""/rank: the best and the worst films."""

from typing import Any, Literal

import discord
from discord import app_commands
from discord.ext import commands

from index.types import Aspect, Criteria

from .. import suggest
from ..client import ReviewBot
from ..criteria import MOST


class RankCog(commands.Cog):
    """Films in order."""

    def __init__(self, bot: ReviewBot) -> None:
        self.bot = bot

    @app_commands.command()
    @app_commands.describe(
        by="The best or the worst first",
        aspect="Ranked by what they say of this",
        genre="Only films of this genre",
        year="Only films of a year, or of a range such as 1999-2002",
        person="Only films with this person",
        minimum="How many reviews a film needs",
        count="How many films on a page",
    )
    @app_commands.autocomplete(genre=suggest.genres, person=suggest.people)
    async def rank(
        self,
        interaction: discord.Interaction[Any],
        by: Literal["best", "worst"] = "best",
        aspect: Aspect | None = None,
        genre: str | None = None,
        year: str | None = None,
        person: str | None = None,
        minimum: app_commands.Range[int, 1, 100_000] | None = None,
        count: app_commands.Range[int, 1, MOST] = MOST,
    ) -> None:
        """The best and the worst films, by all reviews or by one aspect"""
        asked = Criteria(worst=by == "worst", aspect=aspect, minimum=minimum, count=count)
        await self.bot.respond(
            interaction, lambda answers: answers.picks.rank(asked, person or "", year or "", genre or "")
        )


async def setup(bot: ReviewBot) -> None:
    """Called by discord.py."""
    await bot.add_cog(RankCog(bot))
