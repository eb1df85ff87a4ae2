"""/privacy: what is held on a person, as a list and as a file, and how to have it deleted."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

import discord
from discord import app_commands
from discord.ext import commands

from index.members import Own

from ..cards.privacy import export_card, forget_card, forgotten_card, privacy_card
from ..cards.sheet import Reply
from ..client import ReviewBot
from ..delivery import defer, show
from ..place import Place
from ..understanding.memory import Topic

AllHeld = Mapping[str, Sequence[Own]]


class PrivacyCog(commands.Cog):
    """Shows, exports and deletes what is held on the person who asks, and on nobody else."""

    def __init__(self, bot: ReviewBot) -> None:
        self.bot = bot
        bot.desk.on("privacy", self._again)
        bot.desk.on("export", self._export)
        bot.desk.on("forget", self._asked_to_forget)
        bot.desk.on("forgotten", self._confirmed)

    @app_commands.command()
    async def privacy(self, interaction: discord.Interaction[Any]) -> None:
        """What I hold on you: see it, get it as a file, delete it"""
        with self.bot.desk.here(interaction) as place:
            self.bot.charge(interaction.user.id, interaction.guild_id)
            await defer(interaction, thinking=True, ephemeral=True)
            await show(interaction, await self._card(place))

    async def _again(
        self, interaction: discord.Interaction[Any], place: Place, values: tuple[str, ...]
    ) -> None:
        await defer(interaction)
        await show(interaction, await self._card(place))

    async def _export(
        self, interaction: discord.Interaction[Any], place: Place, values: tuple[str, ...]
    ) -> None:
        await defer(interaction, thinking=True, ephemeral=True)
        held, topics = await self._held(place), self.bot.talk.memory.of(place.user)
        content = json.dumps(
            {
                "user": str(place.user),
                "reviews": [
                    {"server": circle, "server_name": self._name(circle), **_as_data(one)}
                    for circle, own in held.items()
                    for one in own
                ],
                "last_talked_about": [_talked_of(topic) for topic in topics],
            },
            ensure_ascii=False,
            indent=2,
        )
        await show(interaction, export_card(content.encode()))

    async def _asked_to_forget(
        self, interaction: discord.Interaction[Any], place: Place, values: tuple[str, ...]
    ) -> None:
        await defer(interaction)
        held, topics = await self._held(place), self.bot.talk.memory.of(place.user)
        reviews = sum(len(own) for own in held.values())
        await show(interaction, forget_card(reviews, len(held), len(topics)))

    async def _confirmed(
        self, interaction: discord.Interaction[Any], place: Place, values: tuple[str, ...]
    ) -> None:
        await defer(interaction)
        self.bot.talk.memory.forget(place.user)
        members = self.bot.members
        writer = self.bot.reviewing.writer
        owner, gone = str(place.user), 0
        if members is not None:
            gone = await writer.run_for(place.asker, lambda: members.forget(owner))
        await show(interaction, forgotten_card(gone))

    async def _held(self, place: Place) -> AllHeld:
        members = self.bot.members
        if members is None:
            return {}
        return await self.bot.worker.run_for(place.asker, lambda: members.held(str(place.user)))

    async def _card(self, place: Place) -> Reply:
        held, topics = await self._held(place), self.bot.talk.memory.of(place.user)
        names = [name for topic in topics for name in _talked_of(topic)]
        return privacy_card(
            [(self._name(circle), len(own)) for circle, own in held.items() if own],
            list(dict.fromkeys(names)),
            len(topics),
        )

    def _name(self, circle: str) -> str:
        guild = self.bot.get_guild(int(circle)) if circle.isdecimal() else None
        return guild.name if guild is not None else ""


def _as_data(one: Own) -> dict[str, Any]:
    review = one.review
    return {
        "id": review.id,
        "film": one.film.title if one.film is not None else review.film.title,
        "year": one.film.year if one.film is not None else review.film.year,
        "stars_of_five": None if review.stars is None else review.stars * 5,
        "spoiler": review.spoiler,
        "name_shown": review.author,
        "date": review.date,
        "text": review.raw or review.text,
    }


def _talked_of(topic: Topic) -> list[str]:
    films = [film.name for film in (*topic.films, *topic.before, *topic.choices)]
    return list(dict.fromkeys([*films, *(person.name for person in topic.people), *topic.missing]))


async def setup(bot: ReviewBot) -> None:
    """Called by discord.py."""
    await bot.add_cog(PrivacyCog(bot))
