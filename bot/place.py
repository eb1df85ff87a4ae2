"""Where a question is asked: the server and its settings, who asks, and in which language."""

from dataclasses import dataclass

from index.language import Language
from index.types import Scope

from .servers import ServerSettings


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
    def scope(self) -> Scope:
        """The reviews that are read there."""
        members = str(self.server) if self.server is not None and self.settings.members else ""
        return Scope(self.settings.without, members)
