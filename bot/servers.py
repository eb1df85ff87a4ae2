"""What each server's managers have set, one small JSON file a server.

A file is replaced, never changed, so that it holds the last settings or the ones before, whole.
"""

import datetime
import os
import shutil
import threading
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, ValidationError

SpoilerHandling = Literal["hide", "drop", "show"]
SETTINGS = "settings.json"
REVIEWS = "reviews"


class ServerSettings(BaseModel):
    """How the bot behaves in one server.

    `without` are the corpora that do not answer there; `channels` those where everybody may see the answers
    (none: everywhere); `left` is when the bot was removed from the server, while it still is.
    """

    model_config = ConfigDict(frozen=True, extra="ignore")

    without: frozenset[str] = frozenset()
    spoilers: SpoilerHandling = "hide"
    private: bool = False
    channels: frozenset[int] = frozenset()
    members: bool = True
    left: datetime.date | None = None

    def is_public(self, channels: set[int]) -> bool:
        """Whether everybody may see an answer in a channel, given by its id and that of its parent."""
        return not self.private and (not self.channels or bool(self.channels & channels))


class Servers:
    """The settings of all servers, kept in a folder a server; safe from several threads."""

    def __init__(self, folder: Path) -> None:
        """`folder` is made with the first server's settings."""
        self.folder = folder
        self._known: dict[int, ServerSettings] = {}
        self._lock = threading.Lock()

    def settings(self, server: int | None) -> ServerSettings:
        """A server's settings, the defaults where nothing was set and in direct messages (None)."""
        if server is None:
            return ServerSettings(members=False)
        with self._lock:
            if server not in self._known:
                self._known[server] = self._read(server)
            return self._known[server]

    def save(self, server: int, settings: ServerSettings) -> None:
        """Stores a server's settings; raises OSError when the disk refuses."""
        with self._lock:
            folder = self.folder / str(server)
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            partial = folder / f"{SETTINGS}.partial"
            with os.fdopen(os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
                file.write(settings.model_dump_json(indent=2))
                file.flush()
                os.fsync(file.fileno())
            partial.replace(folder / SETTINGS)
            self._known[server] = settings

    def all(self) -> list[int]:
        """The servers of which anything is kept."""
        if not self.folder.exists():
            return []
        return sorted(int(path.name) for path in self.folder.iterdir() if path.name.isdecimal())

    def seen(self, present: set[int], today: datetime.date, grace: datetime.timedelta) -> list[int]:
        """Notes which servers the bot was removed from or came back to; answers those whose grace is over.

        `present` are the servers that the bot is in.
        """
        over = []
        for server in self.all():
            settings = self.settings(server)
            if server in present:
                if settings.left is not None:
                    self.save(server, settings.model_copy(update={"left": None}))
            elif settings.left is None:
                self.save(server, settings.model_copy(update={"left": today}))
            elif today - settings.left >= grace:
                over.append(server)
        return over

    def forget(self, server: int) -> None:
        """Deletes everything that is kept of a server."""
        with self._lock:
            shutil.rmtree(self.folder / str(server), ignore_errors=True)
            self._known.pop(server, None)

    def _read(self, server: int) -> ServerSettings:
        try:
            return ServerSettings.model_validate_json((self.folder / str(server) / SETTINGS).read_bytes())
        except (OSError, ValidationError):
            return ServerSettings()
