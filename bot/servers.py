"""What each server's managers have set, two small JSON files a server: one, and a copy of it.

A file is replaced, never changed, so that it holds the last settings or the ones before, whole. The copy
stands in when the first is damaged, which its checksum tells; where neither can be read, the strictest
settings hold until somebody sets them anew, so that damage never shows more than was allowed.
"""

import datetime
import hashlib
import json
import logging
import os
import shutil
import threading
from contextlib import suppress
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict

from index.private import make_folder

log = logging.getLogger(__name__)

SpoilerHandling = Literal["hide", "drop", "show"]
SETTINGS = "settings.json"
COPY = "settings.copy.json"
LEFT = "left.txt"


class ServerSettings(BaseModel):
    """How the bot behaves in one server.

    `without` are the corpora that do not answer there; `channels` those where everybody may see the answers
    (none: everywhere).
    """

    model_config = ConfigDict(frozen=True, extra="ignore")

    without: frozenset[str] = frozenset()
    spoilers: SpoilerHandling = "hide"
    private: bool = False
    channels: frozenset[int] = frozenset()
    members: bool = True

    def is_home(self, channels: set[int]) -> bool:
        """Whether the bot answers openly in a channel, given by its id and that of its parent."""
        return not self.channels or bool(self.channels & channels)

    def is_public(self, channels: set[int]) -> bool:
        """Whether everybody may see an answer in a channel, given as for `is_home`."""
        return not self.private and self.is_home(channels)


STRICTEST = ServerSettings(spoilers="drop", private=True, members=False)
"""What holds where the settings can't be read."""


class Servers:
    """The settings of all servers, kept in a folder a server; safe from several threads.

    Everything but `settings` and `is_damaged` uses the disk, as they do too before `load`.
    """

    def __init__(self, folder: Path) -> None:
        """`folder` is made with the first server's settings."""
        self.folder = folder
        self._known: dict[int, ServerSettings] = {}
        self._damaged: set[int] = set()
        self._loaded = False
        self._lock = threading.RLock()

    def load(self) -> None:
        """Reads the settings of all servers, so that they are at hand from now on."""
        with self._lock:
            for server in self.all():
                if server not in self._known:
                    self._known[server] = self._read(server)
            self._loaded = True

    def settings(self, server: int | None) -> ServerSettings:
        """A server's settings, the defaults where nothing was set and in direct messages (None)."""
        if server is None:
            return ServerSettings(members=False)
        if not self._loaded:
            self.load()
        return self._known.get(server) or ServerSettings()  # no lock: the event loop never waits for a disk

    def is_damaged(self, server: int) -> bool:
        """Whether the file of a server's settings was found damaged; saving them mends it."""
        self.settings(server)
        return server in self._damaged

    def save(self, server: int, settings: ServerSettings) -> None:
        """Stores a server's settings; raises OSError when the disk refuses, and nothing is changed then."""
        text = _written(settings)
        with self._lock:
            folder = self.folder / str(server)
            make_folder(folder)
            _replace(folder / SETTINGS, text)
            self._known[server] = settings
            self._damaged.discard(server)
            try:
                _replace(folder / COPY, text)
            except OSError as error:
                # The settings are stored; an old copy must not stand in for them one day.
                log.warning("No copy of a server's settings could be written (%s).", type(error).__name__)
                with suppress(OSError):
                    (folder / COPY).unlink()

    def change(self, server: int, **changes: Any) -> ServerSettings:
        """Stores a server's settings with some of them changed, and answers all; raises as `save`."""
        with self._lock:
            settings = ServerSettings.model_validate({**self.settings(server).model_dump(), **changes})
            self.save(server, settings)
            return settings

    def all(self) -> list[int]:
        """The servers of which anything is kept."""
        if not self.folder.exists():
            return []
        return sorted(int(path.name) for path in self.folder.iterdir() if path.name.isdecimal())

    # --- servers that the bot was removed from ------------------------------------------------------------

    def left(self, server: int) -> datetime.date | None:
        """When the bot was removed from a server; None while it is there or nothing of it is kept."""
        try:
            return datetime.date.fromisoformat((self.folder / str(server) / LEFT).read_text("ascii").strip())
        except FileNotFoundError:
            return None
        except (OSError, ValueError):
            return None  # damaged: the days are counted again from when that is noticed, so rather longer

    def leave(self, server: int, today: datetime.date) -> None:
        """Notes that the bot was removed from a server, if anything is kept of it."""
        with self._lock:
            if server in self.all() and self.left(server) is None:
                _replace(self.folder / str(server) / LEFT, today.isoformat())

    def come_back(self, server: int) -> None:
        """Notes that the bot is in a server."""
        with self._lock:
            (self.folder / str(server) / LEFT).unlink(missing_ok=True)

    def seen(self, present: set[int], today: datetime.date, grace: datetime.timedelta) -> list[int]:
        """Notes which servers the bot was removed from or came back to; answers those whose grace is over.

        `present` are the servers that the bot is in. A server whose note can't be written waits.
        """
        over = []
        for server in self.all():
            try:
                if server in present:
                    self.come_back(server)
                    continue
                self.leave(server, today)
            except OSError as error:
                log.warning("A server's leaving could not be noted (%s).", type(error).__name__)
                continue
            left = self.left(server)
            if left is not None and today - left >= grace:
                over.append(server)
        return over

    def forget(self, server: int) -> None:
        """Deletes everything that is kept of a server; raises OSError when something of it stays."""
        with self._lock:
            self._known.pop(server, None)
            self._damaged.discard(server)
            with suppress(FileNotFoundError):
                shutil.rmtree(self.folder / str(server))

    def _read(self, server: int) -> ServerSettings:
        damaged = False
        for name in (SETTINGS, COPY):
            try:
                found = _read((self.folder / str(server) / name).read_bytes())
            except FileNotFoundError:
                # Where the copy lies without the first, somebody or something has removed that.
                damaged = damaged or (self.folder / str(server) / COPY).exists()
                continue
            except (OSError, ValueError, KeyError, TypeError) as error:
                damaged = True
                log.error("A server's settings can't be read: %s", type(error).__name__)
                continue
            if damaged:
                self._damaged.add(server)
            return found
        if damaged:
            self._damaged.add(server)
            return STRICTEST
        return ServerSettings()


def _written(settings: ServerSettings) -> str:
    """The settings with their checksum, so that a file that was tampered with or cut is noticed."""
    values = settings.model_dump(mode="json")
    return json.dumps({"settings": values, "sha256": _checksum(values)}, indent=2)


def _read(text: bytes) -> ServerSettings:
    """The inverse of `_written`; raises ValueError, KeyError or TypeError for what it is not."""
    stored = json.loads(text)
    if stored["sha256"] != _checksum(stored["settings"]):
        raise ValueError("not as it was written")
    return ServerSettings.model_validate(stored["settings"])


def _checksum(values: Any) -> str:
    return hashlib.sha256(json.dumps(values, sort_keys=True).encode()).hexdigest()


def _replace(path: Path, text: str) -> None:
    """Writes a file whole or not at all."""
    partial = path.with_name(f"{path.name}.partial")
    try:
        with os.fdopen(os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        partial.replace(path)
    except OSError:
        with suppress(OSError):
            partial.unlink()
        raise
    with suppress(OSError):  # Windows can't open a folder
        folder = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
