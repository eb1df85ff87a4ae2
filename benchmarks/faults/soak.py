"""Hours of use: does anything grow, slow down or go wrong?

    python -m benchmarks.faults.soak --minutes 60 --rate 10 --index data/index

The real client answers in a simulated Discord, under the limits of config.toml. So many commands a second of
every kind (buttons, menus, forms, plain words and keystrokes included) arrive from hundreds of people in
tens of servers, by chance and without waiting for answers (an open loop: one that waits would ask a slow
bot less).
Each command of several steps (a form that is opened and sent) counts once as it arrives, its answers are
timed one by one. The bot can't be run apart from SimCord, which stands in for its connection, so the memory
is that of both; SimCord's own records are cut back every few seconds. The index is copied first.

"starved" is the share of the time that its threads could have run in which others had the processors: where
that is high, the times tell of the machine's other work.
"""

import argparse
import asyncio
import json
import logging
import random
import sys
import time
import tracemalloc
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from statistics import mean
from typing import Any

import numpy as np

from benchmarks.crowd import TICK
from benchmarks.faults.drawing import Panel, draw
from benchmarks.faults.soaking import Errors, Noted, People, Soaked, copied
from benchmarks.report import RESULTS, held, keep, table
from bot.client import ReviewBot
from bot.settings import BotSettings
from index.library import Library
from index.members import Members

TIDY = 5.0  # seconds after which the simulation forgets, and the memory is read
HEAD = [
    "minute", "commands", "p50", "p95", "p99", "late", "refused", "errors",
    "longest pause", "CPU %", "starved %", "MB",
]  # fmt: skip


@dataclass
class Span:
    """One row of the table: a minute, or less in a short run."""

    minute: float
    commands: int
    noted: Noted
    errors: int
    pause: float  # milliseconds that the event loop was held at most
    processor: float  # share of one core
    starved: float  # share of the time that threads wanted to run
    megabytes: float

    def row(self) -> list[object]:
        """What stands in the table."""
        p50, p95, p99 = np.percentile(self.noted.milliseconds or [0.0], [50, 95, 99])
        return [
            round(self.minute, 1), self.commands, round(p50), round(p95), round(p99), self.noted.late,
            self.noted.refused, self.errors + self.noted.sorry, round(self.pause),
            round(100 * self.processor), round(100 * self.starved), round(self.megabytes),
        ]  # fmt: skip


class Soak:
    """One run and its figures."""

    def __init__(self, world: Soaked, people: People, seconds: float, rate: float, trace: bool) -> None:
        self._world, self._people, self._seconds, self._rate = world, people, seconds, rate
        self._trace = trace
        self._begun = 0
        self._pause = 0.0
        self._behind = 0.0  # seconds that an arrival came too late at most
        self._memory: list[tuple[float, float]] = []  # seconds, MB
        self.spans: list[Span] = []
        self.failed: dict[str, str] = {}  # what the driver itself could not do
        self.errors = Errors()
        self._doing: set[asyncio.Task[None]] = set()

    async def run(self) -> None:
        """Everything once, then the measured time."""
        for name in [*self._people.things, "keys", "/review delete and its button"]:
            await self._do(*self._people.next(name))
        self._world.listening.take()
        self.failed.clear()
        logging.getLogger().addHandler(self.errors)
        if self._trace:
            tracemalloc.start(12)
        self._start = time.perf_counter()
        beside = [asyncio.create_task(one()) for one in (self._tick, self._tidy, self._note)]
        await self._arrivals()
        if self._doing:
            await asyncio.wait(self._doing, timeout=60)
        for task in beside:
            task.cancel()
        logging.getLogger().removeHandler(self.errors)

    async def _arrivals(self) -> None:
        chance, due = random.Random(1), self._start
        snapshots: list[tracemalloc.Snapshot] | None = [] if self._trace else None
        while True:
            due += chance.expovariate(self._rate)
            if due - self._start > self._seconds:
                break
            await asyncio.sleep(max(0.0, due - time.perf_counter()))
            self._behind = max(self._behind, time.perf_counter() - due)
            self._begun += 1
            task = asyncio.create_task(self._do(*self._people.next()))
            self._doing.add(task)
            task.add_done_callback(self._doing.discard)
            if snapshots is not None and due - self._start > self._seconds * (len(snapshots) * 0.6 + 0.39):
                snapshots.append(tracemalloc.take_snapshot())
        if snapshots:
            later = tracemalloc.take_snapshot().compare_to(snapshots[0], "traceback")
            for one in later[:15]:
                print(one, *one.traceback.format()[-16:], sep="\n", file=sys.stderr)

    async def _do(self, name: str, doing: Any) -> None:
        try:
            await doing
        except Exception as error:  # a driver that stops would hide what comes after
            if len(self.failed) < 50:
                self.failed.setdefault(f"{name}: {type(error).__name__}", str(error)[:300])

    async def _tick(self) -> None:
        while True:
            began = time.perf_counter()
            await asyncio.sleep(TICK)
            self._pause = max(self._pause, 1000 * (time.perf_counter() - began - TICK))

    async def _tidy(self) -> None:
        while True:
            await asyncio.sleep(min(TIDY, self._seconds / 24))
            self._world.forget()
            self._memory.append((time.perf_counter() - self._start, held_exactly()))

    async def _note(self) -> None:
        every = min(60.0, self._seconds / 12)
        errors, begun, processor, turns = 0, 0, time.process_time(), Turns.now()
        while True:
            since = time.perf_counter()
            await asyncio.sleep(every)
            now, used, then = time.perf_counter(), time.process_time(), Turns.now()
            memory = [mb for at, mb in self._memory if at > since - self._start] or [held_exactly()]
            span = Span(
                (now - self._start) / 60, self._begun - begun, self._world.listening.take(),
                self.errors.count - errors, self._pause, (used - processor) / (now - since),
                then.starved_since(turns), mean(memory),
            )  # fmt: skip
            self.spans.append(span)
            errors, begun, processor, turns, self._pause = self.errors.count, self._begun, used, then, 0.0
            print("  ".join(str(cell).rjust(8) for cell in span.row()), file=sys.stderr, flush=True)

    def told(self) -> dict[str, Any]:
        """The figures of the whole run."""
        window = 600.0 if self._seconds >= 1200 else self._seconds / 6
        # in a short run the first sixth warms up: caches that are bounded still fill
        first = 0.0 if self._seconds >= 1200 else window
        early = [mb for at, mb in self._memory if first <= at < first + window]
        late = [mb for at, mb in self._memory if at >= self._seconds - window]
        answered = [ms for span in self.spans for ms in span.noted.milliseconds]
        p50, p95, p99 = np.percentile(answered, [50, 95, 99])
        return {
            "minutes": round(self._seconds / 60, 1), "commands": self._begun, "answers": len(answered),
            "p50 ms": round(p50), "p95 ms": round(p95), "p99 ms": round(p99),
            "longest ms": round(max(answered)),
            "late": sum(span.noted.late for span in self.spans),
            "refused": sum(span.noted.refused for span in self.spans),
            "errors": self.errors.count + sum(span.noted.sorry for span in self.spans),
            "longest pause of the loop ms": round(max(span.pause for span in self.spans)),
            "processor, share of one core": round(mean(span.processor for span in self.spans), 2),
            "starved, share of the time": round(mean(span.starved for span in self.spans), 2),
            "an arrival too late at most s": round(self._behind, 2),
            "window minutes": round(window / 60, 1),
            "MB first": round(mean(early), 1), "MB last": round(mean(late), 1),
            "growth %": round(100 * (mean(late) / mean(early) - 1), 2),
            "not done by the driver": self.failed, "first errors": list(self.errors.first.values()),
        }  # fmt: skip


@dataclass(frozen=True)
class Turns:
    """Seconds that this process' threads have run, and that they have waited for a processor."""

    run: float
    waited: float

    @classmethod
    def now(cls) -> "Turns":
        """As Linux tells; nothing elsewhere."""
        run = waited = 0.0
        for file in Path("/proc/self/task").glob("*/schedstat"):
            with suppress(OSError):  # the thread has ended
                first, second, _ = file.read_text("ascii").split()
                run, waited = run + int(first) / 1e9, waited + int(second) / 1e9
        return cls(run, waited)

    def starved_since(self, before: "Turns") -> float:
        """The share that was waited, from 0 to 1."""
        run, waited = max(0.0, self.run - before.run), max(0.0, self.waited - before.waited)
        return waited / (run + waited) if run + waited else 0.0


def held_exactly() -> float:
    """The resident memory of this process in MB."""
    with suppress(OSError):
        pages = int(Path("/proc/self/statm").read_text("ascii").split()[1])
        return pages * 4096 / 1e6
    return float(held().get("MB held", 0))


async def soak(library: Library, settings: BotSettings, options: argparse.Namespace) -> Soak:
    """A finished run."""
    members = Members(library, settings, most_bytes=settings.bot.server_megabytes * 1_000_000)
    bot = ReviewBot(library, settings.bot, members=members)
    await bot.warm_up()
    world = Soaked(bot)
    await world.start()
    try:
        people = People(world, library, options.people, options.servers, seed=0)
        run = Soak(world, people, 60 * options.minutes, options.rate, options.trace)
        await run.run()
        return run
    finally:
        await world.shutdown()
        for worker in (bot.worker, bot.suggesting):
            worker.close()
        bot.reviewing.close()


def panels(rows: list[list[Any]]) -> list[Panel]:
    """What is drawn of the table."""
    column = dict(zip(HEAD, zip(*rows, strict=True), strict=True))
    return [
        Panel("Memory of the bot and the simulation, MB", [("MB", column["MB"])]),
        Panel("From a command to its answer, ms", [(name, column[name]) for name in ("p50", "p95", "p99")]),
        Panel("Longest pause of the event loop, ms", [("longest pause", column["longest pause"])]),
    ]


def main() -> None:
    """Prints the figures, keeps them and draws them under `benchmarks/results`."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--index", type=Path, default=Path("data/index"))
    parser.add_argument("--minutes", type=float, default=60)
    parser.add_argument("--rate", type=float, default=10, help="commands a second")
    parser.add_argument("--people", type=int, default=400)
    parser.add_argument("--servers", type=int, default=40)
    parser.add_argument("--trace", action="store_true", help="tell which lines hold what has grown; slow")
    parser.add_argument("--try", dest="trial", action="store_true", help="keep no figures")
    options = parser.parse_args()
    logging.disable(logging.INFO)
    with copied(options.index) as (index, settings):
        library = Library.open(index, settings, members=settings.bot.servers)
        reviews = library.stats().reviews
        print("  ".join(name.rjust(8) for name in HEAD), file=sys.stderr)
        run = asyncio.run(soak(library, settings, options))
        library.close()
    figures = {
        "reviews": reviews, "rate": options.rate, "people": options.people, "servers": options.servers,
        **run.told(),
    }  # fmt: skip
    rows = [span.row() for span in run.spans]
    print(table(HEAD, rows))
    print(json.dumps(figures, indent=1))
    if not options.trial:
        draw(RESULTS / "soak.png", [span.minute for span in run.spans], panels(rows))
        keep("faults.soak", {**figures, "columns": HEAD, "spans": rows}, "discord.py", "simcord", "openvino")


if __name__ == "__main__":
    main()
