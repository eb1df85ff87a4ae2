"""How the bot bears Discord's weather: all that people can do, while what is around the bot fails at random.

    python -m benchmarks.faults.weather --rounds 20

The real discord.py client is connected to SimCord's Discord, over a small index of invented films that is
built first. In every round everything is done once, in an order drawn anew: all commands, menus, buttons,
selects, forms, suggestions, mentions and direct messages. Meanwhile requests fail (limits, errors of Discord,
connections that break before or after the request was done, timeouts, interactions and tokens that are over,
what was deleted, missing permissions), events come twice, and the gateway's connection breaks in every way.
discord.py's own waiting before it tries again is left out; all else takes the time that it takes.
"""

import argparse
import asyncio
import logging
import random
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

from benchmarks.report import keep, table
from bot.client import ReviewBot
from bot.settings import BotSection
from index.build import Builder
from index.library import Library
from index.members import Members
from index.settings import SearchSection, Settings
from tests.bot import corpus

from .deeds import Deed, Deeds
from .gateway import INVALID, RECONNECT, Event, Stream, Weathered, weathered
from .watch import Watch, watched
from .wire import PASSING, Trouble, hurried

TROUBLES = {
    **PASSING,
    "10062 unknown interaction": Trouble(404, 10062),
    "40060 acknowledged already": Trouble(400, 40060, done=True),
    "50027 token is over": Trouble(401, 50027),
    "10015 unknown webhook": Trouble(404, 10015),
    "10008 message deleted": Trouble(404, 10008),
    "10003 channel deleted": Trouble(404, 10003),
    "10007 member left": Trouble(404, 10007),
    "50013 missing permissions": Trouble(403, 50013),
    "50007 no direct messages": Trouble(403, 50007),
}
BREAKS: dict[str, Callable[[Stream], None]] = {
    "gateway drops": lambda stream: stream.drop(1006),
    "gateway reset": lambda stream: stream.drop(ConnectionResetError(104, "reset")),
    "session timed out": lambda stream: stream.drop(4009, resumable=False),
    "RECONNECT": lambda stream: stream.order(RECONNECT),
    "INVALID_SESSION, resumable": lambda stream: stream.order(INVALID, True),
    "INVALID_SESSION": lambda stream: stream.order(INVALID, False),
}
_TWICE = {"INTERACTION_CREATE", "MESSAGE_CREATE"}


class Weather:
    """Draws what happens to each request and event; `injected` counts what did."""

    def __init__(self, chance: random.Random, often: float) -> None:
        self._chance, self._often = chance, often
        self._lasting: Trouble | None = None
        self.injected: Counter[str] = Counter()

    def begin(self) -> None:
        """Draws whether the next deed meets trouble that lasts."""
        name = self._chance.choice([*TROUBLES])
        lasts = self._chance.random() < self._often
        self._lasting = TROUBLES[name] if lasts else None
        self.injected[name] += lasts

    def request(self, method: str, path: str) -> Trouble | None:
        """What happens to a request."""
        if self._lasting is not None or self._chance.random() >= self._often:
            return self._lasting
        name = self._chance.choice([*TROUBLES])
        self.injected[name] += 1
        return TROUBLES[name]

    def event(self, event: str, data: dict[str, Any]) -> list[Event]:
        """What comes instead of an event."""
        if event not in _TWICE or self._chance.random() >= self._often:
            return [(event, data)]
        self.injected["an event comes twice"] += 1
        return [(event, data)] * 2

    def connection(self, stream: Stream) -> None:
        """What happens to the gateway's connection."""
        if self._chance.random() < self._often:
            name = self._chance.choice([*BREAKS])
            self.injected[name] += 1
            BREAKS[name](stream)


async def borne(world: Weathered, deeds: Deeds, watch: Watch, rounds: int, seed: int, often: float) -> Any:
    """Does everything in all those rounds and answers the figures."""
    chance = random.Random(seed)
    weather, found = Weather(chance, often), [*(await deeds.find()).values()]
    amiss = [f"in calm weather: {one}" for one in watch.amiss()]
    lost: list[str] = []
    done = 0

    async def do(deed: Deed) -> None:
        act = await deeds.ready(deed)
        weather.begin()
        world.wire.chance, world.stream.bend = weather.request, weather.event
        await act()
        world.wire.calm()
        world.stream.bend = lambda event, data: [(event, data)]
        lost.extend(f"{deed.name}: {sent.text}" for sent in deeds.sent if not deeds.is_stored(sent))
        amiss.extend(f"{deed.name}: {one}" for one in watch.amiss())
        world.wire.requests.clear()
        weather.connection(world.stream)
        await world.settle()

    for _ in range(rounds):
        chance.shuffle(found)
        for deed in found:
            await do(deed)
            done += 1
    kinds = {kind: sum(f": {kind}" in one for one in amiss) for kind in ("unhandled", "double", "late")}
    return {
        "kinds of deeds": len(found),
        "done": done,
        "faults injected": weather.injected.total(),
        "unhandled exceptions": kinds["unhandled"],
        "double answers": kinds["double"],
        "lost reviews": len(lost),
        "late acknowledgements": kinds["late"],
        "injected": dict(sorted(weather.injected.items())),
        "amiss": [*amiss, *lost],
    }


async def live(folder: Path, rounds: int, seed: int, often: float) -> dict[str, Any]:
    """Builds the index, connects the bot and has everything done."""
    reviews, films = corpus.write(folder)
    settings, servers = Settings(search=SearchSection(ranked_from=6)), folder / "servers"
    servers.mkdir()
    with Builder(folder / "index", settings) as builder:
        builder.build([str(reviews)], films=films)
    library = Library.open(folder / "index", settings, members=servers)
    members = Members(library, settings)
    bot = ReviewBot(library, BotSection(servers=servers, questions_a_minute=1_000_000), members=members)
    world = weathered(bot)
    try:
        with hurried():
            await world.start()
            channel = world.create_guild().create_text_channel("film-talk")
            deeds = Deeds(world, channel, library, members)
            with watched(world) as watch:
                return dict(await borne(world, deeds, watch, rounds, seed, often))
    finally:
        await world.shutdown()
        for worker in (bot.worker, bot.suggesting, bot.reviewing):
            worker.close()
        library.close()


def main() -> None:
    """Prints the figures and keeps them under `benchmarks/results`."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--rounds", type=int, default=20)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument(
        "--often", type=float, default=0.3, help="share of requests, events and so on that fail"
    )
    options = parser.parse_args()
    logging.lastResort = None
    started = time.perf_counter()
    with tempfile.TemporaryDirectory(prefix="weather-") as folder:
        figures = asyncio.run(live(Path(folder), options.rounds, options.seed, options.often))
    figures["seconds"] = round(time.perf_counter() - started, 1)
    injected, amiss = figures["injected"], figures["amiss"]
    print(table(["injected", "times"], [*injected.items()]))
    print()
    rows = [(name, count) for name, count in figures.items() if name not in {"injected", "amiss"}]
    print(table(["all", "count"], rows))
    for one in amiss[:20]:
        print(one)
    command = " ".join(["python -m benchmarks.faults.weather", *sys.argv[1:]])
    kept = {"command": command, **figures, "amiss": amiss[:100]}
    keep("faults.weather", kept, "discord.py", "simcord")


if __name__ == "__main__":
    main()
