"""What people are told when something goes wrong, and what the log keeps of it."""

import logging
import traceback
from typing import Any

import aiohttp
import discord
from discord import app_commands
from discord.ext import commands

from index.language import later, say, speaking
from index.members import MembersError

from . import delivery, place
from .cards import notes

log = logging.getLogger(__name__)

GONE = later("That is no longer among my reviews; please ask again.")
STALE = later("That button is from an earlier version of me; please ask again.")
SORRY = later("Something went wrong on my side, sorry. Please try again in a moment.")
NOT_ALLOWED = later(
    "I may not answer fully here; whoever looks after this channel can let me attach files."
)


class Told(Exception):
    """Something that the person who asked can mend; the message is the sentence they are told.

    It is given in English, with `{names}` for the values, and said when it is told: `Told("{n} is too many.",
    n=7)`. A sentence that stands in a constant is marked there with `later`.
    """

    def __init__(self, english: str, /, **values: Any) -> None:
        super().__init__(english.format(**values) if values else english)
        self._english, self._values = english, values

    def said(self) -> str:
        """The sentence in the language spoken."""
        return say(self._english, **self._values)


def sentence(error: BaseException) -> str:
    """The one sentence for the person who asked, in the language spoken."""
    cause = root(error)
    if isinstance(cause, discord.Forbidden):
        return say(NOT_ALLOWED)
    if isinstance(cause, MembersError):  # its sentences are for people; those of others may speak of files
        return say(str(cause))
    return cause.said() if isinstance(cause, Told) else say(SORRY)


def root(error: BaseException) -> BaseException:
    """The error that a command framework has wrapped."""
    while isinstance(error, app_commands.CommandInvokeError | commands.CommandInvokeError):
        error = error.original
    return error


def record(error: BaseException, where: str) -> None:
    """Logs an error by its type and where it rose.

    Its message stays out: it may quote what people wrote, or a path. What nobody can mend here, such as a
    question that was deleted, is one line without a traceback.
    """
    cause = root(error)
    if isinstance(cause, Told | MembersError):
        return
    name = type(cause).__qualname__
    if isinstance(cause, discord.HTTPException):
        name += f" (status {cause.status}, code {cause.code})"
    if delivery.is_over(cause):
        log.info("%s: nobody waits for it any more, %s", where, name)
        return
    if isinstance(cause, discord.Forbidden | aiohttp.ClientError):
        log.warning("%s could not be answered: %s", where, name)
        return
    frames = "".join(traceback.format_tb(cause.__traceback__)).rstrip()
    log.error("%s failed with %s\n%s", where, name, frames)


async def tell(interaction: discord.Interaction[Any], error: BaseException) -> None:
    """Logs the error and tells the person who pressed or typed, in their language; never raises."""
    record(error, _where(interaction))
    if interaction.is_expired() or delivery.is_unanswerable(interaction, root(error)):
        return  # Discord takes no answer to it any more
    with speaking(place.language(interaction)):
        reply = notes.trouble(sentence(error))

    async def answer() -> None:
        await interaction.response.send_message(view=reply.layout, ephemeral=True)

    try:
        if not delivery.has_first(interaction):
            await delivery.first(interaction, answer)
        elif delivery.is_thinking(interaction):
            await delivery.show(interaction, reply)
        else:
            await interaction.followup.send(view=reply.layout, ephemeral=True)
    except delivery.UNSENT as failure:
        record(failure, "telling of an error")


async def tell_reply(message: discord.Message, error: BaseException) -> None:
    """As `tell`, for a message; never raises."""
    record(error, "an answer to a message")
    if delivery.is_over(root(error)):
        return
    with speaking(place.language(message)):
        reply = notes.trouble(sentence(error))
    try:
        await delivery.respond(message, reply)
    except delivery.UNSENT as failure:
        record(failure, "telling of an error")


def _where(interaction: discord.Interaction[Any]) -> str:
    command = interaction.command
    return f"/{command.qualified_name}" if command is not None else f"a {interaction.type.name}"
