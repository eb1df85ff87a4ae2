"""The simulated Discord of the soak, which notes answers but keeps little, and the people in it."""

import asyncio
import logging
import random
import shutil
import tempfile
import time
from collections.abc import Awaitable, Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

import simcord

from benchmarks.crowd import Crowded, Do, Heard, Somebody, doings
from bot.client import CROWDED, SLOWLY, ReviewBot
from bot.errors import SORRY
from bot.reviewing import ENOUGH, ENOUGH_HERE
from bot.settings import BotSettings
from bot.worker import BUSY
from index.library import Library

KEPT = 10  # messages a channel that the simulation keeps, for the buttons on them
INTERACTIONS = 200  # that it keeps
LATE = 3.0  # seconds within which Discord wants an interaction acknowledged
WEIGHTS = {
    "/opinion": 14, "/opinion aspect": 6, "/opinion and a button": 8, "/person": 8, "/compare": 6, "/rank": 6,
    "/recommend like": 5, "/recommend description": 4, "/search": 8, "/similar": 4, "a message's menu": 4,
    "/random": 5, "a mention in plain words": 12, "/help": 2, "/about": 2, "/privacy": 1, "/review mine": 2,
    "/review write and its form": 4, "/review delete and its button": 2, "keys": 12,
}  # fmt: skip

T = TypeVar("T")


@dataclass
class Noted:
    """What came of the interactions and questions of one span of time."""

    milliseconds: list[float] = field(default_factory=list)  # until each answer
    acknowledged: list[float] = field(default_factory=list)  # milliseconds until each acknowledgement
    late: int = 0  # not acknowledged in time, or never answered
    refused: int = 0  # answered by a sentence that asks for patience
    sorry: int = 0  # answered by a sentence that something went wrong


class Listening(Heard):
    """The bot's requests, as in `crowd`; it also tells when an interaction was acknowledged."""

    def __init__(self) -> None:
        super().__init__()
        self.noted = Noted()
        self._acknowledged: dict[str, float] = {}

    def append(self, entry: Any) -> None:
        """Called by SimCord with every request, before it does it."""
        parts = entry.path.split("/")
        if parts[-1] == "callback":
            self._acknowledged.setdefault(parts[-2], time.perf_counter())
        said = str(entry.json)
        self.noted.refused += any(one in said for one in (BUSY, SLOWLY, CROWDED, ENOUGH, ENOUGH_HERE))
        self.noted.sorry += SORRY in said
        super().append(entry)

    async def time(self, to: str, began: float, *, acknowledged: bool) -> None:
        """Waits for an answer, as `answer`, and notes how long that and the acknowledgement took."""
        try:
            await self.answer(to)
            self.noted.milliseconds.append(1000 * (time.perf_counter() - began))
        except TimeoutError:
            self.noted.late += 1
            return
        finally:
            first = self._acknowledged.pop(to, began)
        if acknowledged:
            self.noted.acknowledged.append(1000 * (first - began))
            self.noted.late += first - began > LATE

    def take(self) -> Noted:
        """What was noted since this was called last."""
        noted, self.noted = self.noted, Noted()
        return noted

    def forget(self) -> None:
        """Drops acknowledgements that nobody asks for."""
        for token in list(self._acknowledged)[:-INTERACTIONS]:
            del self._acknowledged[token]


class Soaked(Crowded):
    """A simulated Discord whose own records stay small, however long it runs."""

    def __init__(self, bot: ReviewBot) -> None:
        super().__init__(bot)
        self.listening = Listening()
        self.heard = self.listening
        self.backend.http_requests = self.listening

    def forget(self) -> None:
        """Drops what SimCord has recorded, but the last messages and interactions."""
        backend = self.backend
        for messages in backend.messages.values():
            for message in list(messages)[:-KEPT]:
                del messages[message]
        for number in list(backend.interactions)[:-INTERACTIONS]:
            backend.interaction_tokens.pop(backend.interactions.pop(number).token, None)
        for address in list(backend.cdn._blobs)[:-INTERACTIONS]:
            del backend.cdn._blobs[address]
        backend._reserved_ids.clear()  # its counters tell new ones from old ones
        self._work.callbacks = [
            one for one in self._work.callbacks if one.handle is None or not one.handle.cancelled()
        ]
        self._errors.clear()  # with all that their tracebacks hold
        self._error_ids.clear()
        self._errors_acknowledged = 0
        self.listening.forget()


class Regular(Somebody):
    """One of many people, whose answers are timed."""

    def __init__(self, world: Soaked, member: simcord.MemberActor, channel: simcord.ChannelHandle) -> None:
        super().__init__(world, member, channel)
        self._soaked = world

    async def _answered(self, doing: Awaitable[T]) -> T:
        began = time.perf_counter()
        result = await doing  # gives nobody else a turn, so that the token is its own
        await self._soaked.listening.time(self._soaked.token, began, acknowledged=True)
        return result

    async def say(self, words: str) -> None:
        """Asks in plain words."""
        me = self._soaked.bot.user
        assert me is not None
        began = time.perf_counter()
        message = await self._member.send(self._channel, f"{me.mention} {words}")
        await self._soaked.listening.time(str(message.id), began, acknowledged=False)

    async def keys(self, title: str) -> None:
        """Types the beginning of a title."""
        for end in range(1, min(len(title), 5)):
            await self.key("opinion", "film", title[:end])
            await asyncio.sleep(0.15)

    async def delete(self, title: str) -> None:
        """Deletes their review of a film, if it is told which one is meant."""
        asked = await self.slash("review delete", review=title)
        if asked.response is not None and "Delete it" in str(asked.response.components):
            await self._answered(self._member.click(asked.response, label="Delete it"))


@contextmanager
def copied(folder: Path) -> Iterator[tuple[Path, BotSettings]]:
    """A temporary copy of an index, and settings that keep the servers beside it."""
    with tempfile.TemporaryDirectory() as place:
        index = Path(shutil.copytree(folder, Path(place) / "index"))
        settings = BotSettings.load()
        bot = settings.bot.model_copy(update={"servers": Path(place) / "servers"})
        yield index, settings.model_copy(update={"bot": bot})


class People:
    """All of them, and what they do next."""

    def __init__(self, world: Soaked, library: Library, people: int, servers: int, seed: int) -> None:
        """Everybody is in one server and writes in one of its two channels."""
        self._chance = random.Random(seed)
        channels = []
        for number in range(servers):
            guild = world.create_guild(f"Club {number}")
            channels.append((guild, [guild.create_text_channel(f"film-talk-{n}") for n in range(2)]))
        self.everybody = []
        for number in range(people):
            guild, talk = channels[number % servers]
            member = guild.add_member(world.create_user(f"user{number}"))
            self.everybody.append(Regular(world, member, talk[number // servers % 2]))
        self._titles = [film.title for film in library.suggest_films("", 100)]
        self.things: Mapping[str, Callable[[], Do]] = doings(library, self._chance)
        self._films = library.suggest_films("", 100)
        self._reviews = [r.text for film in self._films[:40] for r in library.reviews_of(film.id, 0, 5)]
        self._written: list[tuple[Regular, str]] = []

    def next(self, name: str = "") -> tuple[str, Awaitable[object]]:
        """Something that somebody does, drawn by chance unless it is named; begun when it is awaited."""
        name = name or self._chance.choices([*WEIGHTS], [*WEIGHTS.values()])[0]
        one, title = self._chance.choice(self.everybody), self._chance.choice(self._titles)
        if name == "keys":
            return name, one.keys(title)
        if name == "/review write and its form":
            film = self._chance.choice(self._films)
            self._written.append((one, film.title))
            return name, one.review(film.id, self._chance.choice(self._reviews)[:4000])
        if name == "/review delete and its button":
            if self._written:
                one, title = self._written.pop(self._chance.randrange(len(self._written)))
            return name, one.delete(title)
        return name, self.things[name]()(one)


class Errors(logging.Handler):
    """Counts what the bot and discord.py log as errors, and keeps the first of each."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.count = 0
        self.first: dict[str, str] = {}

    def emit(self, record: logging.LogRecord) -> None:
        """Called by `logging`."""
        self.count += 1
        told = record.getMessage()
        if len(self.first) < 20:
            self.first.setdefault(told.partition("\n")[0], told)
