"""What must not happen, whatever the weather: counted while a bot is watched."""

import asyncio
import logging
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from discord import app_commands

from .gateway import Weathered
from .wire import Request

IN_TIME = 3.0
"""Seconds within which Discord wants a first answer to an interaction."""
_RECONNECTING = "Attempting a reconnect"  # which discord.py logs as an error, with a traceback


class Watch(logging.Handler):
    """Sees the log, the event loop and all messages of a world.

    `caught` are the errors that the bot logged and told of, `unhandled` those that nobody caught.
    """

    def __init__(self, world: Weathered) -> None:
        super().__init__(logging.ERROR)
        self._world = world
        self.caught: list[str] = []
        self._unhandled: list[str] = []
        self._doubled: set[str] = set()
        self._came: dict[int, float] = {}
        self._answered: dict[int, float] = {}
        self._before = len(world._errors)

    def emit(self, record: logging.LogRecord) -> None:
        """Called by logging."""
        words = f"{record.name}: {record.getMessage()}"
        if record.name == "bot.errors":
            self.caught.append(words)
        elif not record.getMessage().startswith(_RECONNECTING):
            self._unhandled.append(words)

    @property
    def unhandled(self) -> list[str]:
        """What nobody caught: raised in a task, or logged by somebody else than the bot."""
        raised = [
            f"raised: {error!r}"
            for error in self._world._errors[self._before :]
            # those of commands come to the bot's handler
            if not isinstance(error, app_commands.AppCommandError)
        ]
        return self._unhandled + raised

    @property
    def doubles(self) -> list[str]:
        """Questions that have more than one answer."""
        bot = self._world.backend.bot_user.id
        found: Counter[str] = Counter()
        for messages in self._world.backend.messages.values():
            for message in messages.values():
                asked = message.interaction_metadata or {}
                replied = (message.reference or {}).get("message_id")
                if message.author_id == bot and (asked or replied):
                    found[f"interaction {asked['id']}" if asked else f"message {replied}"] += 1
        return [name for name, count in found.items() if count > 1]

    @property
    def late(self) -> list[float]:
        """Seconds from an interaction to the first attempt at an answer, where they were more than three.

        They are endless where there was no attempt.
        """
        return [
            taken
            for number, came in self._came.items()
            if (taken := self._answered.get(number, float("inf")) - came) > IN_TIME
        ]

    def amiss(self) -> list[str]:
        """All of these since this was asked before, as words; what was caught is forgotten, too."""
        found = [
            *(f"unhandled: {one}" for one in self.unhandled),
            *(f"double: {one}" for one in self.doubles if one not in self._doubled),
            *(f"late: {one:.1f} s" for one in self.late),
        ]
        self._doubled.update(self.doubles)
        self._before = len(self._world._errors)
        for each in (self._unhandled, self.caught, self._came, self._answered):
            each.clear()
        return found

    def _begun(self, interaction: Any) -> None:
        self._came[interaction.id] = time.perf_counter()

    def _asked(self, request: Request) -> None:
        parts = request.path.split("/")
        if parts[-1] == "callback":
            self._answered.setdefault(int(parts[2]), request.at)

    def _lost(self, loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
        self._unhandled.append(f"asyncio: {context.get('message')} {context.get('exception')!r}")


@contextmanager
def watched(world: Weathered) -> Iterator[Watch]:
    """Watches a world that was started."""
    watch, root, loop = Watch(world), logging.getLogger(), asyncio.get_running_loop()
    level, handler = root.level, loop.get_exception_handler()
    forget = world._register_dispatch_observer(watch._begun)
    root.addHandler(watch)
    root.setLevel(logging.INFO)
    loop.set_exception_handler(watch._lost)
    world.wire.heard.append(watch._asked)
    try:
        yield watch
    finally:
        world.wire.heard.remove(watch._asked)
        loop.set_exception_handler(handler)
        root.setLevel(level)
        root.removeHandler(watch)
        forget()
