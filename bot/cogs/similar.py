"""/similar and the message menu "Similar reviews": what reads like a text, and films like a film."""

from typing import Any

import discord
from discord import app_commands, ui
from discord.ext import commands

from index.language import later, say

from .. import limits, suggest
from ..client import ReviewBot
from ..delivery import first
from ..desk import Form, filled_in
from ..errors import Told
from ..place import Place

MENU = later("Similar reviews")
NO_TEXT = later("There is no text in that message to compare with.")


class SimilarCog(commands.Cog):
    """Reviews like a text and films like a film."""

    def __init__(self, bot: ReviewBot) -> None:
        self.bot = bot
        self.menu = app_commands.ContextMenu(name=MENU, callback=self.similar_reviews)
        bot.desk.on("pasted", self._pasted)

    async def cog_load(self) -> None:
        """Context menus are not found by discord.py inside a cog."""
        self.bot.tree.add_command(self.menu)

    async def cog_unload(self) -> None:
        """The inverse of `cog_load`."""
        self.bot.tree.remove_command(self.menu.name, type=self.menu.type)

    @app_commands.command()
    @app_commands.describe(
        text="A review or a few sentences; leave both empty for a box to paste into",
        film="Films that are reviewed like this one; with a text, only its reviews",
    )
    @app_commands.autocomplete(film=suggest.films)
    async def similar(
        self, interaction: discord.Interaction[Any], text: str | None = None, film: str | None = None
    ) -> None:
        """Reviews that read like a text, or films that are reviewed like a film"""
        if text:
            await self.bot.respond(interaction, lambda answers: answers.similar(text, film or ""))
        elif film:
            await self.bot.respond(interaction, lambda answers: answers.similar_films(film))
        else:
            with self.bot.desk.here(interaction):
                self.bot.charge(interaction.user.id, interaction.guild_id)
                form = paste_form()
                await first(interaction, lambda: interaction.response.send_modal(form))

    async def similar_reviews(self, interaction: discord.Interaction[Any], message: discord.Message) -> None:
        """Finds reviews that read like the message; seen by the one who asks only."""
        if not message.content.strip():
            raise Told(NO_TEXT)
        words = message.content
        await self.bot.respond(interaction, lambda answers: answers.similar(words), private=True)

    async def _pasted(
        self, interaction: discord.Interaction[Any], place: Place, values: tuple[str, ...]
    ) -> None:
        words = filled_in(interaction).get("text", "")
        await self.bot.respond(interaction, lambda answers: answers.similar(words), counted=True)


def paste_form() -> Form:
    """A box for a text, which a slash command would take without its line breaks."""
    box = ui.TextInput[Any](
        custom_id="text", style=discord.TextStyle.paragraph, max_length=limits.PARAGRAPH
    )
    label = ui.Label[Any](text=say("A review, or a few sentences about a film"), component=box)
    return Form(say("Reviews like a text"), "own.pasted", [label])


async def setup(bot: ReviewBot) -> None:
    """Called by discord.py."""
    await bot.add_cog(SimilarCog(bot))
