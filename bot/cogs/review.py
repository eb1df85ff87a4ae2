"""/review: what members of a server write themselves."""

import struct
import tempfile
import zipfile
from io import BytesIO
from pathlib import Path, PurePosixPath
from typing import Any

import discord
from discord import app_commands
from discord.ext import commands

from index.build import BuildReport
from index.errors import ReviewIndexError
from index.language import later, say
from index.members import MembersError
from index.sources.letterboxd import REVIEWS

from .. import errors, limits, suggest
from ..cards import own
from ..cards.sheet import Reply
from ..circles import NOT_YOURS, Circle, circle_of
from ..client import ReviewBot
from ..delivery import defer, show
from ..errors import Told
from ..place import Place
from ..reviewing import own_review

LARGEST = 8_000_000  # bytes of an export
LARGEST_UNPACKED = 64_000_000  # bytes in a zip; a small one may claim far more
KINDS = (".zip", ".csv")
TOO_LARGE = later("That file is too large: an export of your reviews has far less than 8 MB.")
WRONG_KIND = later("Please attach the .zip that Letterboxd exports, or the reviews.csv in it.")
READING = later(
    "I am reading your reviews; hundreds of them take a few minutes. This message then tells what came of it."
)
UNREADABLE = later(
    "That is no Letterboxd export that I can read. "
    "Letterboxd makes one under Settings, Data, Export your data."
)


class ReviewCog(commands.GroupCog, group_name="review", group_description="Your own film reviews"):
    """One's own reviews in a server: written, listed, changed, deleted, brought from elsewhere."""

    def __init__(self, bot: ReviewBot) -> None:
        super().__init__()
        self.bot = bot
        bot.desk.on("mine", self._turned, 1)
        bot.desk.on("delete", self._asked_to_delete, 1)
        bot.desk.on("gone", self._confirmed, 1)

    @app_commands.command()
    @app_commands.describe(film="Begin to type its title; one that I do not know yet is fine too")
    @app_commands.autocomplete(film=suggest.films_or_new)
    async def write(
        self, interaction: discord.Interaction[Any], film: app_commands.Range[str, 1, limits.CHOICE_VALUE]
    ) -> None:
        """Write what you think of a film, for this server"""
        with self.bot.desk.here(interaction) as place:
            self.bot.charge(interaction.user.id, interaction.guild_id)
            await self.bot.reviewing.open(interaction, place, film)

    @app_commands.command()
    async def mine(self, interaction: discord.Interaction[Any]) -> None:
        """Your reviews in this server; only you see the list"""
        with self.bot.desk.here(interaction) as place:
            self.bot.charge(interaction.user.id, interaction.guild_id)
            circle = circle_of(self.bot, interaction, writing=False)
            await defer(interaction, thinking=True, ephemeral=True)
            await show(interaction, await self.bot.work(place, lambda _: _mine(circle, 0)))

    @app_commands.command()
    @app_commands.describe(review="Which of yours: begin to type the film's title")
    @app_commands.autocomplete(review=suggest.own_reviews)
    async def edit(self, interaction: discord.Interaction[Any], review: str) -> None:
        """Change one of your reviews"""
        with self.bot.desk.here(interaction) as place:
            self.bot.charge(interaction.user.id, interaction.guild_id)
            await self.bot.reviewing.edit(interaction, place, review)

    @app_commands.command()
    @app_commands.describe(review="Which of yours: begin to type the film's title")
    @app_commands.autocomplete(review=suggest.own_reviews)
    async def delete(self, interaction: discord.Interaction[Any], review: str) -> None:
        """Delete one of your reviews; I ask before I do"""
        with self.bot.desk.here(interaction) as place:
            self.bot.charge(interaction.user.id, interaction.guild_id)
            circle = circle_of(self.bot, interaction, writing=False)
            await defer(interaction, thinking=True, ephemeral=True)
            await show(
                interaction,
                await self.bot.work(place, lambda _: own.confirm_card(*own_review(circle, review))),
            )

    @app_commands.command(name="import")
    @app_commands.describe(file="The .zip that Letterboxd exports, or the reviews.csv in it")
    async def import_(self, interaction: discord.Interaction[Any], file: discord.Attachment) -> None:
        """Bring your Letterboxd reviews into this server"""
        with self.bot.desk.here(interaction) as place:
            self.bot.charge(interaction.user.id, interaction.guild_id)
            circle = circle_of(self.bot, interaction, writing=True)
            kind = Path(file.filename).suffix.lower()
            if kind not in KINDS:
                raise Told(WRONG_KIND)
            if file.size > LARGEST:
                raise Told(TOO_LARGE)
            self.bot.reviewing.check(place)
            await defer(interaction, thinking=True, ephemeral=True)
            self.bot.reviewing.count(place)
            content = await file.read()
            await show(interaction, own.done_card(say(READING)))
            importer = self.bot.reviewing.importer
            report = await self.bot.work(place, lambda _: _bring(circle, kind, content), importer)
            reply = own.imported_card(report.added, report.skipped, report.rejected, circle.server)
            await show(interaction, reply)

    # --- buttons ------------------------------------------------------------------------------------------

    async def _turned(
        self, interaction: discord.Interaction[Any], place: Place, values: tuple[str, ...]
    ) -> None:
        circle = circle_of(self.bot, interaction, writing=False)
        page = int(values[0]) if values[0].isdecimal() else 0
        await defer(interaction)
        await show(interaction, await self.bot.work(place, lambda _: _mine(circle, page)))

    async def _asked_to_delete(
        self, interaction: discord.Interaction[Any], place: Place, values: tuple[str, ...]
    ) -> None:
        circle = circle_of(self.bot, interaction, writing=False)
        await defer(interaction)
        reply = await self.bot.work(place, lambda _: own.confirm_card(*own_review(circle, values[0])))
        await show(interaction, reply)

    async def _confirmed(
        self, interaction: discord.Interaction[Any], place: Place, values: tuple[str, ...]
    ) -> None:
        circle = circle_of(self.bot, interaction, writing=False)
        await defer(interaction)
        writer = self.bot.reviewing.writer
        await show(interaction, await self.bot.work(place, lambda _: _delete(circle, values[0]), writer))


def _mine(circle: Circle, page: int) -> Reply:
    mine = [(one.review, one.film) for one in circle.members.of(circle.id, circle.owner)]
    return own.mine_card(mine, page, circle.server)


def _delete(circle: Circle, review_id: str) -> Reply:
    try:
        name = own.name_of(*own_review(circle, review_id))
        there = circle.members.delete(circle.id, circle.owner, review_id)
    except Told:
        there = False
    if not there:
        return own.done_card(say(NOT_YOURS))  # in place of the question, whose buttons have nothing to do
    return own.deleted_card(name, len(circle.members.of(circle.id, circle.owner)))


def _bring(circle: Circle, kind: str, content: bytes) -> BuildReport:
    if kind == ".zip" and _is_too_large(content):
        raise Told(TOO_LARGE)
    with tempfile.TemporaryDirectory(prefix="import-") as folder:
        export = Path(folder) / f"letterboxd{kind}"
        export.write_bytes(content)
        try:
            return circle.members.bring(circle.id, circle.owner, circle.author, export)
        except MembersError:
            raise  # nothing is wrong with the file: it holds too many, or somebody else's is being stored
        except ReviewIndexError as error:
            # Its own sentence speaks of the file on this machine.
            errors.record(error, "an import")
            raise Told(UNREADABLE) from error


def _is_too_large(content: bytes) -> bool:
    """Whether a zip claims to hold too much, or its reviews more than may be sent as they are.

    zipfile gives no more of a member than it claims.
    """
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            sizes = [(PurePosixPath(info.filename).name, info.file_size) for info in archive.infolist()]
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError, struct.error):
        return False  # the library says what is wrong with it
    reviews = max((size for name, size in sizes if name == REVIEWS), default=0)
    return reviews > LARGEST or sum(size for _, size in sizes) > LARGEST_UNPACKED


async def setup(bot: ReviewBot) -> None:
    """Called by discord.py."""
    await bot.add_cog(ReviewCog(bot))
