"""Where a question is asked: the server and its settings, who asks, and in which language."""

from dataclasses import dataclass
from typing import Any

import discord

from index.language import Language, nearest
from index.types import Scope

from .servers import ServerSettings
from .turns import Asker


def language(asked: discord.Interaction[Any] | discord.Message, spoken: Language | None = None) -> Language:
    """The language to answer in: a command is answered in that of the asker's client, a message in its own.

    `spoken` is the language of the message, its server's stands in where that is not known.
    """
    if isinstance(asked, discord.Interaction):
        return nearest(asked.locale.value)
    return spoken or nearest(asked.guild.preferred_locale.value if asked.guild else "en")


@dataclass(frozen=True, slots=True)
class Place:
    """A person at a place.

    `server` is None in a direct message; `public` says that all may see answers, `home` that the server has
    nothing against it, so that mentions are answered.
    """

    server: int | None
    user: int
    language: Language
    settings: ServerSettings
    public: bool = True
    home: bool = True

    @property
    def asker(self) -> Asker:
        """Whose turn it is when something is done for this person here."""
        return Asker(self.server, self.user)

    @property
    def scope(self) -> Scope:
        """The reviews that are read there."""
        members = str(self.server) if self.server is not None and self.settings.members else ""
        return Scope(self.settings.without, members)
