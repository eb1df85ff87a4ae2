"""Kills the program at hundreds of moments and looks at what is stored afterwards.

    python -m benchmarks.faults.crashes --moments 300

Each operation (build, add, remove, a member's review, a new generation of vector files, a migration, the
settings of a server) runs in a process of its own that acknowledges every finished step on a pipe and is
killed (SIGKILL): half of the times at a random moment, half of the times between two file operations or in
the middle of one write, evenly over all of them, SQLite's own included. Then the index is opened as the bot
opens it and has to serve exactly a state that was committed: the one after the last acknowledged step, or
after the step that was under way. `verify` may only tell what the next build mends; after that build it has
nothing to say, nothing is lost and no file is left over. What this can't show is a power cut, in which the
system loses what was not synchronised.

The models are quick stand-ins (`standins.py`), for they are not what is tested.
"""

import argparse
import json
import logging
import random
import re
import shutil
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

import faiss

from benchmarks.faults.apart import Ended, apart
from benchmarks.faults.inject import Kind, Operations
from benchmarks.faults.scenarios import (
    CIRCLE,
    SCENARIOS,
    SERVERS_SETTINGS,
    Done,
    Scenario,
    builder,
    library,
    save_settings,
    state,
)
from benchmarks.report import keep, table
from bot.servers import Servers
from index.database import FILE
from index.errors import IndexMissing
from index.types import Scope
from index.verify import verify

SETTINGS_SAVED = "settings of a server"
BEFORE, TRIED = "before", "tried"
OPERATIONS = (*SCENARIOS, SETTINGS_SAVED)


@dataclass(slots=True)
class Outcome:
    """What became of one operation: `lost` and `wrong` tell each case, with its fault, in a line."""

    operations: int = 0
    crashes: int = 0
    cut_off: int = 0
    repaired: int = 0
    lost: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    told: Counter[str] = field(default_factory=Counter)


@dataclass(frozen=True, slots=True)
class Fault:
    """A moment at which the program is killed: seconds after its start, or a file operation and how."""

    after: float | None = None
    at: int | None = None
    kind: Kind = "kill"

    def __str__(self) -> str:
        told = f"{self.kind} at operation {self.at}"
        return told if self.after is None else f"killed after {self.after:.4f} s"


def faults(operations: int, seconds: float, moments: int, seed: int) -> Iterator[Fault]:
    """Half of the moments random, half over the file operations, every third of these within a write."""
    drawn = random.Random(seed)
    by_operation = min(moments - moments // 2, operations)
    for n in range(by_operation):
        at = n * operations // by_operation
        yield Fault(at=at, kind="torn" if drawn.random() < 1 / 3 else "kill")
    for _ in range(moments - by_operation):
        yield Fault(after=drawn.uniform(0, seconds))


def crash(scenario: Scenario, moments: int, seed: int, place: Path) -> Outcome:
    """Does an operation again and again, cut off each time, in folders below `place`."""
    states, operations, seconds = uncrashed(scenario, place)
    outcome = Outcome(operations=operations)
    for fault in faults(operations, seconds, moments, seed):
        folder = fresh(place)
        ended = apart(partial(_cut_off, scenario.run, folder, fault), kill_after=fault.after)
        outcome.crashes += 1
        outcome.cut_off += ended.killed
        allowed = states[ended.steps : ended.steps + 2]
        checked = apart(partial(look, scenario, folder, allowed, states[-1]))
        judge(outcome, fault, ended, checked)
    return outcome


def crash_settings(moments: int, seed: int, place: Path) -> Outcome:
    """The same with the settings of a server."""
    Servers(place / BEFORE / "servers").save(int(CIRCLE), SERVERS_SETTINGS[0])
    counted = sound(apart(partial(_counted, save_settings, fresh(place))))
    outcome = Outcome(operations=counted.answer["answer"])
    for fault in faults(outcome.operations, counted.seconds, moments, seed):
        folder = fresh(place)
        ended = apart(partial(_cut_off, save_settings, folder, fault), kill_after=fault.after)
        outcome.crashes += 1
        outcome.cut_off += ended.killed
        servers = Servers(folder / "servers")
        if servers.settings(int(CIRCLE)) not in SERVERS_SETTINGS[ended.steps : ended.steps + 2]:
            outcome.lost.append(f"{fault}: other settings than were saved")
        if servers.is_damaged(int(CIRCLE)) or ended.error:
            outcome.wrong.append(f"{fault}: damaged settings {ended.error}")
    return outcome


def look(
    scenario: Scenario, folder: Path, allowed: list[list[str]], last: list[str], _: Done
) -> dict[str, Any]:
    """What a program that is started after the crash finds, before and after the next build."""
    index = folder / scenario.index
    if index.exists():  # on a copy, for SQLite tidies up when it opens what a crash has left
        shutil.copytree(index, folder / "seen")
    found = state(folder / "seen")
    wrong = list(_served(folder, scenario, found))
    problems = verify(index) if found else []
    with builder(index) as building:
        building.build([])
    if _reviews(state(index)) != _reviews(found):
        wrong.append("a build of nothing new changed the reviews")
    if scenario.again is not None:
        scenario.again(folder)
        if state(index) != last:
            wrong.append("the operation, done again, came to something else")
    wrong += [f"after a build: {problem}" for problem in verify(index)]
    wrong += [f"{name} is left over" for name in _left_over(index)]
    return {"lost": found not in allowed, "wrong": wrong, "told": problems}


def _reviews(found: list[str]) -> list[list[Any]]:
    """A state without sentences and vectors, which a store of before is still to be given."""
    return [json.loads(row)[:-2] for row in found]


def _served(folder: Path, scenario: Scenario, found: list[str]) -> Iterator[str]:
    """What is wrong with the answers given from a state."""
    try:
        opened = library(folder)
    except IndexMissing:
        if found:
            yield "what is stored is not served"
        return
    circle = scenario.index.startswith("servers")
    here = opened.within(Scope(members=CIRCLE)) if circle else opened
    shelf = opened.circles.shelf(CIRCLE) if circle and opened.circles is not None else None
    store = shelf.store if shelf is not None else here._view.shelf.store
    ids = [id for source in store.sources() for id in store.ids_of_source(source)]
    if len(ids) != len(found):
        yield f"{len(ids)} reviews are served, {len(found)} stored"
    for id in ids:
        review = here.review(id)
        if review is None:
            yield f"{id} is not served"
            continue
        for name, ask in (("similar", here.similar), ("search", here.search)):
            # an older store has no vectors until the next build
            known = store.codes(store.rows_of_ids([id]))
            if known and id not in [hit.review.id for hit in ask(review.text, 5)]:
                yield f"{name} does not find {id}"
    for film in here._view.seen().films.values():
        opinion = here.opinion_of_film(film.id)
        if (opinion.reviews, opinion.for_it + opinion.against + opinion.mixed) != (film.reviews,) * 2:
            yield f"the verdicts on {film.title} are not as many as its reviews"
    opened.close()


def _left_over(index: Path) -> list[str]:
    """Files in an index folder that nothing names."""
    known = {FILE, f"{FILE}-wal", f"{FILE}-shm", "build.lock"}
    names = [path.name for path in index.iterdir() if path.name not in known]
    stems = {name.partition(".")[0] for name in names}
    partial = [name for name in names if name.endswith(".partial") or not name.startswith("vectors-")]
    return partial if len(stems) <= 1 else sorted(names)


def uncrashed(scenario: Scenario, place: Path) -> tuple[list[list[str]], int, float]:
    """Prepares an operation, and does it whole.

    Returns:
        the states after each step, how many file operations there are, and the seconds all takes.
    """
    folder = place / TRIED
    folder.mkdir()
    sound(apart(lambda _: scenario.prepare(folder)))
    folder.rename(place / BEFORE)
    fresh(place)

    def steps(_: Done) -> list[list[str]]:
        states = [state(folder / scenario.index)]
        scenario.run(folder, lambda: states.append(state(folder / scenario.index)))
        return states

    told = sound(apart(steps)).answer["answer"]
    counted = sound(apart(partial(_counted, scenario.run, fresh(place))))
    return told, counted.answer["answer"], counted.seconds


def fresh(place: Path) -> Path:
    """A folder as it is before an operation; always the same one, for sources are known by their place."""
    shutil.rmtree(place / TRIED, ignore_errors=True)
    return Path(shutil.copytree(place / BEFORE, place / TRIED))


def _counted(run: Callable[[Path, Done], None], folder: Path, done: Done) -> int:
    operations = Operations()
    operations.watch()
    run(folder, done)
    return operations.count


def _cut_off(run: Callable[[Path, Done], None], folder: Path, fault: Fault, done: Done) -> None:
    if fault.at is not None:
        Operations(fault.at, fault.kind).watch()
    run(folder, done)


def judge(outcome: Outcome, fault: Fault, ended: Ended, checked: Ended) -> None:
    """Counts what was found after a fault, see `look`."""
    if ended.error or checked.answer is None:
        outcome.wrong.append(f"{fault}: {ended.error or checked.error or 'the check died'}")
        return
    found = checked.answer["answer"]
    if found["lost"]:
        outcome.lost.append(f"{fault}: after {ended.steps} steps no state that was committed")
    outcome.wrong += [f"{fault}: {wrong}" for wrong in found["wrong"]]
    outcome.repaired += bool(found["told"])
    outcome.told.update({re.sub(r"\d+|vectors-[\w.-]+", "…", problem) for problem in found["told"]})


def sound(ended: Ended) -> Ended:
    """What has to go well."""
    if ended.answer is None:
        raise RuntimeError(f"It does not even work without a crash: {ended.error}")
    return ended


def ground() -> Path | None:
    """A folder in memory, where there is one: what is tested does not rest on how fast a disk is."""
    memory = Path("/dev/shm")
    return memory if memory.is_dir() else None


def crashed(names: Sequence[str], moments: int, seed: int) -> dict[str, Outcome]:
    """What becomes of the operations, over which the moments are spread; for a process without threads."""
    logging.disable(logging.CRITICAL)
    faiss.omp_set_num_threads(1)  # its threads would not be there in a forked process
    each, outcomes = -(-moments // len(names)), dict[str, Outcome]()
    for name in names:
        with tempfile.TemporaryDirectory(dir=ground()) as place:
            if name == SETTINGS_SAVED:
                outcomes[name] = crash_settings(each, seed, Path(place))
            else:
                outcomes[name] = crash(SCENARIOS[name], each, seed, Path(place))
    return outcomes


def main() -> None:
    """Prints a table and keeps it under `benchmarks/results`."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--moments", type=int, default=300, help="crashes, over all operations")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--only", choices=OPERATIONS, help="one operation")
    options = parser.parse_args()
    started = time.monotonic()
    outcomes = crashed([options.only] if options.only else OPERATIONS, options.moments, options.seed)
    counts = {
        name: [one.operations, one.crashes, one.cut_off, len(one.lost), one.repaired, len(one.wrong)]
        for name, one in outcomes.items()
    }
    rows = [[name, *numbers] for name, numbers in counts.items()]
    totals = [sum(column) for column in zip(*counts.values(), strict=True)]
    head = ["operation", "file operations", "crashes", "cut off", "states lost", "repairs needed", "wrong"]
    print(table(head, [*rows, ["all", *totals]]))
    for name, one in outcomes.items():
        for line in [*one.lost, *one.wrong]:
            print(f"{name}: {line}")
        for told, count in one.told.items():
            print(f"{name}: mended by the next build {count} times: {told}")
    keep("faults.crashes", {
        "seconds": round(time.monotonic() - started),
        "operations": [dict(zip(head, row, strict=True)) for row in rows],
    })  # fmt: skip
    raise SystemExit(any(one.lost or one.wrong for one in outcomes.values()))


if __name__ == "__main__":
    main()
