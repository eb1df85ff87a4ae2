"""Suggestions while somebody types an option of a command."""

import asyncio
from collections.abc import Callable
from typing import Any, cast

import discord
from discord import app_commands

from index.language import say
from index.titles import split_year, title_key

from . import delivery, errors, limits
from .answers import Answers
from .cards.own import name_of, stars_of
from .client import ReviewBot

Choices = list[app_commands.Choice[str]]


async def films(interaction: discord.Interaction[Any], typed: str) -> Choices:
    """Film titles, with the film id as the value."""
    return await _choices(interaction, lambda answers: answers.films(typed))


async def films_or_new(interaction: discord.Interaction[Any], typed: str) -> Choices:
    """As `films`; a title that is none of them is offered as one that is new here."""
    found = await films(interaction, typed)
    title = " ".join(typed.split())
    known = {title_key(split_year(choice.name)[0]) for choice in found}
    bot = cast(ReviewBot, interaction.client)
    if len(title) > 1 and title_key(split_year(title)[0]) not in known:
        with bot.desk.here(interaction):
            new = say("“{film}”: a film that is new here", film=title)
        found = [*found[: limits.CHOICES - 1], _choice(new, title[: limits.CHOICE_VALUE])]
    return found


async def people(interaction: discord.Interaction[Any], typed: str) -> Choices:
    """Names, with the person's number as the value."""
    return await _choices(interaction, lambda answers: answers.people(typed))


async def films_and_people(interaction: discord.Interaction[Any], typed: str) -> Choices:
    """Films and people, with a value that tells which it is."""
    return await _choices(interaction, lambda answers: answers.picks.both(typed))


async def genres(interaction: discord.Interaction[Any], typed: str) -> Choices:
    """The genres of the films, with the number of films."""
    return await _choices(interaction, lambda answers: answers.picks.genres(typed))


async def own_reviews(interaction: discord.Interaction[Any], typed: str) -> Choices:
    """One's own reviews in the server, newest first, with the review id as the value."""
    bot = cast(ReviewBot, interaction.client)
    guild = bot.get_guild(interaction.guild_id or 0)
    members, wanted = bot.members, " ".join(typed.split()).casefold()
    if guild is None or members is None:
        return []

    def find(_: Answers) -> list[tuple[str, str]]:
        mine = members.of(str(guild.id), str(interaction.user.id))
        named = [(name_of(one.review, one.film), one.review) for one in mine]
        return [
            (" ".join(part for part in (name, stars_of(review)) if part), review.id)
            for name, review in named
            if wanted in name.casefold() and len(review.id) <= limits.CHOICE_VALUE
        ]

    return await _choices(interaction, find)


async def _choices(
    interaction: discord.Interaction[Any], find: Callable[[Answers], list[tuple[str, str]]]
) -> Choices:
    bot = cast(ReviewBot, interaction.client)
    try:
        looking = bot.work(bot.place(interaction), find, bot.suggesting)
        found = await asyncio.wait_for(looking, delivery.PATIENCE)
    except TimeoutError:  # the next key asks again
        return []
    except Exception as error:  # a list that stays empty is all that can be shown here
        errors.record(error, "suggesting")
        return []
    return [_choice(name, value) for name, value in found[: limits.CHOICES]]


def _choice(name: str, value: str) -> app_commands.Choice[str]:
    shown = limits.label(name, limits.CHOICE_NAME)
    # A value too long for Discord gives way to the name, which finds the film or person as well.
    return app_commands.Choice(name=shown, value=value if len(value) <= limits.CHOICE_VALUE else shown)
