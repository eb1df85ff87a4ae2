"""Suggestions while somebody types an option of a command."""

from collections.abc import Callable
from typing import Any, cast

import discord
from discord import app_commands

from . import errors, limits
from .answers import Answers
from .client import ReviewBot

Choices = list[app_commands.Choice[str]]


async def films(interaction: discord.Interaction[Any], typed: str) -> Choices:
    """Film titles, with the film id as the value."""
    return await _choices(interaction, lambda answers: answers.films(typed))


async def people(interaction: discord.Interaction[Any], typed: str) -> Choices:
    """Names, with the person's number as the value."""
    return await _choices(interaction, lambda answers: answers.people(typed))


async def films_and_people(interaction: discord.Interaction[Any], typed: str) -> Choices:
    """Films and people, with a value that tells which it is."""
    return await _choices(interaction, lambda answers: answers.shelf.both(typed))


async def genres(interaction: discord.Interaction[Any], typed: str) -> Choices:
    """The genres of the films, with the number of films."""
    return await _choices(interaction, lambda answers: answers.shelf.genres(typed))


async def _choices(
    interaction: discord.Interaction[Any], find: Callable[[Answers], list[tuple[str, str]]]
) -> Choices:
    bot = cast(ReviewBot, interaction.client)
    try:
        found = await bot.work(bot.place(interaction), find)
    except Exception as error:  # a list that stays empty is all that can be shown here
        errors.record(error, "suggesting")
        return []
    return [_choice(name, value) for name, value in found[: limits.CHOICES]]


def _choice(name: str, value: str) -> app_commands.Choice[str]:
    shown = limits.label(name, limits.CHOICE_NAME)
    # A value too long for Discord gives way to the name, which finds the film or person as well.
    return app_commands.Choice(name=shown, value=value if len(value) <= limits.CHOICE_VALUE else shown)
