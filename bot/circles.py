"""The people of one server and their own reviews: who asks, and whether they may."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import discord

from index.language import later
from index.members import Members

from .errors import Told

if TYPE_CHECKING:
    from .client import ReviewBot

NO_SERVER = later(
    "Members' own reviews belong to a server that I am a member of; please use this in one of those."
)
OFF = later("The people who look after this server have switched members' reviews off.")
NOT_KEPT = later("I keep no members' reviews here.")
NOT_YOURS = later("That is not among your own reviews in this server, or no longer.")


@dataclass(frozen=True, slots=True)
class Circle:
    """A person in a server whose members' reviews are kept: what calls on `Members` need."""

    members: Members
    id: str
    owner: str
    author: str  # the name shown with their reviews
    server: str  # the server's name


def circle_of(bot: "ReviewBot", interaction: discord.Interaction[Any], *, writing: bool) -> Circle:
    """The circle where something is asked; `writing` is more than looking at or deleting what is one's own.

    Raises:
        Told: it is none, or its reviews are switched off, which only keeps people from writing.
    """
    guild = bot.get_guild(interaction.guild_id or 0)
    if guild is None:
        raise Told(NO_SERVER)
    members = bot.members
    if members is None:
        raise Told(NOT_KEPT)
    if writing and not bot.servers.settings(guild.id).members:
        raise Told(OFF)
    user = interaction.user
    return Circle(members, str(guild.id), str(user.id), user.display_name, guild.name)
