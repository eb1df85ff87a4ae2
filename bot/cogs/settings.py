"""/settings: how the bot behaves in one server, for those who may manage it."""

from functools import partial
from typing import Any

import discord
from discord import app_commands
from discord.ext import commands

from index.language import later, say

from .. import errors
from ..cards.settings import settings_card, to_choose_from
from ..circles import NO_SERVER
from ..client import ReviewBot
from ..delivery import defer, show
from ..desk import chosen
from ..errors import Told
from ..place import Place
from ..servers import ServerSettings

NOT_ALLOWED = later("Only people who may manage this server can see or change its settings.")
NOT_STORED = later("That could not be stored, so nothing has changed. Please try again in a moment.")
STORED = later("Stored.")
NO_CHOICE = later("At least one has to stay, so nothing has changed.")


class SettingsCog(commands.Cog):
    """One card, whose selects store what is chosen at once."""

    def __init__(self, bot: ReviewBot) -> None:
        self.bot = bot
        bot.desk.on("set", self._set, 1)

    @app_commands.command()
    @app_commands.allowed_contexts(guilds=True, dms=False, private_channels=False)
    @app_commands.allowed_installs(guilds=True, users=False)
    @app_commands.default_permissions(manage_guild=True)
    async def settings(self, interaction: discord.Interaction[Any]) -> None:
        """How I behave in this server: which reviews answer, spoilers, who sees answers, where"""
        with self.bot.desk.here(interaction) as place:
            self.bot.charge(interaction.user.id, interaction.guild_id)
            guild = self._managed(interaction)
            await defer(interaction, thinking=True, ephemeral=True)
            await self._show(interaction, place, guild, "")

    async def _set(
        self, interaction: discord.Interaction[Any], place: Place, values: tuple[str, ...]
    ) -> None:
        guild = self._managed(interaction)
        await defer(interaction)
        sources = await self._sources(place)
        note = STORED
        try:
            change = _change(
                values[0],
                chosen(interaction),
                self.bot.servers.settings(guild.id),
                set(to_choose_from(sources)),
            )
            if change is None:
                note = NO_CHOICE
            else:
                store = partial(self.bot.servers.change, guild.id, **change)
                await self.bot.worker.run_for(place.asker, store)
        except OSError as error:
            errors.record(error, "storing settings")
            note = NOT_STORED
        await self._show(interaction, place, guild, say(note))

    def _managed(self, interaction: discord.Interaction[Any]) -> discord.Guild:
        """The server whose settings somebody may change.

        Raises:
            Told: they may not, or it is no server that the bot is in.
        """
        guild = self.bot.get_guild(interaction.guild_id or 0)
        if guild is None:
            raise Told(NO_SERVER)
        # Discord shows the command to managers only, unless a server's own rules say otherwise.
        if not interaction.permissions.manage_guild:
            raise Told(NOT_ALLOWED)
        return guild

    async def _sources(self, place: Place) -> dict[str, int]:
        library = self.bot.answers.library
        return dict(await self.bot.worker.run_for(place.asker, lambda: library.stats().sources))

    async def _show(
        self, interaction: discord.Interaction[Any], place: Place, guild: discord.Guild, note: str
    ) -> None:
        settings, damaged = self.bot.servers.settings(guild.id), self.bot.servers.is_damaged(guild.id)
        reply = settings_card(guild.name, settings, await self._sources(place), note, damaged)
        await show(interaction, reply)


def _change(
    what: str, values: list[str], settings: ServerSettings, sources: set[str]
) -> dict[str, Any] | None:
    """What a select changes; None when nothing would be left to answer from."""
    if what == "sources":
        answering = sources & set(values)
        if not answering:
            return None
        # One that is not there at the moment stays as it was set.
        return {"without": (settings.without - sources) | (sources - answering)}
    if what == "channels":
        return {"channels": frozenset(int(value) for value in values if value.isdecimal())}
    [value] = values
    if what == "spoilers":
        return {"spoilers": value}
    if what == "answers":
        return {"private": value == "asker"}
    if what == "members":
        return {"members": value == "on"}
    raise Told(NOT_STORED)


async def setup(bot: ReviewBot) -> None:
    """Called by discord.py."""
    await bot.add_cog(SettingsCog(bot))
