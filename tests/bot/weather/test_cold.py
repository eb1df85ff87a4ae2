"""Ten people at once ask what needs a model, and the real one is not loaded yet.

No seconds are measured here: the model waits to be loaded until all ten have been acknowledged.
"""

import asyncio
import threading
from pathlib import Path
from typing import Any

import pytest

from benchmarks.faults.soaking import Listening, People, Soaked
from bot.client import ReviewBot
from bot.settings import BotSection
from index.embed import Embedder
from index.library import Library
from index.members import Members
from index.model import Model
from index.settings import Settings

PEOPLE = 10
BY_MODEL = ("/search", "/recommend description", "a message's menu")


class Counting(Listening):
    """Lets `go` once so many interactions were acknowledged."""

    def __init__(self, go: threading.Event) -> None:
        super().__init__()
        self._go = go
        self._seen: set[str] = set()

    def append(self, entry: Any) -> None:
        super().append(entry)
        parts = entry.path.split("/")
        if parts[-1] == "callback":
            self._seen.add(parts[-2])
        if len(self._seen) == PEOPLE:
            self._go.set()


async def test_all_are_acknowledged_before_a_cold_model_is_there(
    bot_index: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    go, all_came_first = threading.Event(), []
    load = Model.load

    def held(model: Model) -> Embedder:
        all_came_first.append(go.wait(30))
        return load(model)

    monkeypatch.setattr(Model, "load", held)
    settings = Settings()
    library = Library.open(bot_index, settings, members=tmp_path)
    bot = ReviewBot(library, BotSection(servers=tmp_path), members=Members(library, settings))
    world = Soaked(bot)
    world.listening = world.heard = world.backend.http_requests = Counting(go)
    await world.start()
    try:
        people = People(world, library, PEOPLE, servers=2, seed=0)
        asks = [people.things[BY_MODEL[n % len(BY_MODEL)]]() for n in range(PEOPLE)]
        await asyncio.gather(*(ask(one) for ask, one in zip(asks, people.everybody, strict=True)))
        noted = world.listening.take()
        assert all_came_first and all(all_came_first)
        assert len(noted.milliseconds) == PEOPLE and not noted.refused and not noted.sorry
        assert not world._errors
    finally:
        await world.shutdown()
        for worker in (bot.worker, bot.suggesting, bot.reviewing):
            worker.close()
        library.close()
