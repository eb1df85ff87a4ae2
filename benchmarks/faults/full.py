"""Lets the disk be full, or not writable, at every moment of each operation.

    python -m benchmarks.faults.full --moments 150

Each operation meets ENOSPC at one file operation, SQLite's own included, and at all after it. It has to end
in an error that the command line tells in one line; then the earlier state is served, and once there is room
the same process does the operation, and so does a new one. As root, the commands are also run in small file
systems in memory (tmpfs), which really fill up, and in one that is mounted read-only: root is not held back
by the rights of a folder. The models are quick stand-ins (`standins.py`).
"""

import argparse
import contextlib
import io
import logging
import os
import sqlite3
import subprocess
import tempfile
import traceback
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import faiss

from benchmarks.faults.apart import apart
from benchmarks.faults.crashes import Fault, Outcome, fresh, ground, judge, look, uncrashed
from benchmarks.faults.damage import use_standins
from benchmarks.faults.inject import Operations
from benchmarks.faults.scenarios import SCENARIOS, Done, Scenario, built, rows, write_reviews
from benchmarks.report import keep, table
from index.cli import main as command
from index.errors import ReviewIndexError

_SIZES = (64, 96, 128, 192, 256, 320, 384, 448, 512, 640, 768, 1024)  # KB
_ROOM = "64m"


def fill(scenario: Scenario, moments: int, place: Path) -> Outcome:
    """Does an operation again and again on a disk that is full from some file operation on."""
    states, operations, _ = uncrashed(scenario, place)
    outcome = Outcome(operations=operations)
    for n in range(min(moments, operations)):
        fault = Fault(at=n * operations // min(moments, operations), kind="full")
        folder = fresh(place)
        ended = apart(partial(_refused, scenario, folder, fault, False))
        outcome.crashes += 1
        outcome.cut_off += bool(ended.answer and ended.answer["answer"])
        allowed = states[ended.steps : ended.steps + 2]
        checked = apart(partial(look, scenario, folder, allowed, states[-1]))
        judge(outcome, fault, ended, checked)
        again = apart(partial(_refused, scenario, fresh(place), fault, True))
        if again.error:
            outcome.wrong.append(f"{fault}: not done by the same process either, with room: {again.error}")
    return outcome


def _refused(scenario: Scenario, folder: Path, fault: Fault, again: bool, done: Done) -> str:
    """Runs into a full disk; answers what is told of it, and raises what the command line does not tell."""
    operations = Operations(fault.at, "full")
    operations.watch()
    told = ""
    try:
        scenario.run(folder, done)
    except (OSError, sqlite3.OperationalError, ReviewIndexError) as error:
        told = str(error)
        if "rollback" in told or "transaction" in told or "\n" in told:
            raise
    operations.relent()
    if again:
        scenario.run(folder, lambda: None)
    return told


def really(place: Path) -> Iterator[tuple[str, list[str]]]:
    """What each small file system, and one that is read-only, came to, and what was wrong there; for root."""
    disk = place / "disk"
    disk.mkdir()
    source, films = place / "source", place / "source" / "films.csv"
    apart(lambda _: built(source))
    more = write_reviews(place / "more.csv", rows(200))
    for size in _SIZES:
        with _mounted(disk, f"{size}k"):
            index = ["--index", str(disk / "index")]
            first = _said(["build", str(source / "reviews.csv"), "--films", str(films), *index])
            second = _said(["build", str(more), *index])
            held = _said(["stats", "--json", *index])
            removed = _said(["remove", "--review", "r3", *index])
            subprocess.run(["mount", "-o", f"remount,size={_ROOM}", str(disk)], check=True)
            last = [_said(["build", str(more), *index]), _said(["verify", *index])]
            wrong = [line for told in (first, second, held, removed) if (line := _unclear(told))]
            wrong += [f"with room: {told}" for told in last if told[0]]
            if not first[0] and held[0]:
                wrong.append(f"what was built is not served: {held}")
            came = f"build {first[0]}, more {second[0]}, served {held[0]}, remove {removed[0]}"
            yield f"{size} KB: {came}", wrong
    with _mounted(disk, _ROOM):
        index = ["--index", str(disk / "index")]
        _said(["build", str(source / "reviews.csv"), *index])
        subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
        told = {name: _said([*rest, *index]) for name, rest in {
            "stats": ["stats"], "search": ["search", "harbour"], "verify": ["verify"],
            "build": ["build", str(more)], "remove": ["remove", "--review", "r3"],
        }.items()}  # fmt: skip
        wrong = [line for one in told.values() if (line := _unclear(one))]
        yield f"read-only: {', '.join(f'{name} {one[0]}' for name, one in told.items())}", wrong


@contextlib.contextmanager
def _mounted(disk: Path, size: str) -> Iterator[None]:
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(disk)], check=True)
    try:
        yield
    finally:
        subprocess.run(["umount", str(disk)], check=True)


def _said(arguments: list[str]) -> tuple[int, str]:
    """The exit status of a command and what it tells of trouble."""

    def run(_: Done) -> tuple[int, str]:
        err = io.StringIO()
        with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(err):
            try:
                status = command(arguments)
            except BaseException:
                status = 99
                err.write(traceback.format_exc())
        return status, "\n".join(line for line in err.getvalue().splitlines() if "Reading" not in line)

    ended = apart(run)
    found: list[Any] = ended.answer["answer"] if ended.answer else [98, ended.error]
    return found[0], found[1]


def _unclear(told: tuple[int, str]) -> str:
    lines = [line for line in told[1].splitlines() if line.startswith("index: ")]
    return "" if not told[0] or (told[0] in (1, 2) and len(lines) == 1) else f"no clear sentence: {told}"


def filled(moments: int) -> dict[str, Outcome]:
    """What becomes of all operations, over which the moments are spread; for a process without threads."""
    logging.disable(logging.CRITICAL)
    faiss.omp_set_num_threads(1)  # its threads would not be there in a forked process
    use_standins()
    outcomes = dict[str, Outcome]()
    for name, scenario in SCENARIOS.items():
        with tempfile.TemporaryDirectory(dir=ground()) as place:
            outcomes[name] = fill(scenario, -(-moments // len(SCENARIOS)), Path(place))
    return outcomes


def main() -> None:
    """Prints a table and keeps it under `benchmarks/results`."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--moments", type=int, default=150, help="over all operations")
    options = parser.parse_args()
    outcomes = filled(options.moments)
    head = ["operation", "file operations", "full disks", "refused", "states lost", "repairs needed", "wrong"]
    table_rows = [
        [name, one.operations, one.crashes, one.cut_off, len(one.lost), one.repaired, len(one.wrong)]
        for name, one in outcomes.items()
    ]
    print(table(head, table_rows))
    bad = [f"{name}: {line}" for name, one in outcomes.items() for line in [*one.lost, *one.wrong]]
    mounted: list[str] = []
    if os.name == "posix" and os.geteuid() == 0:
        with tempfile.TemporaryDirectory() as place:
            for came, wrong in really(Path(place)):
                print(came)
                mounted.append(came)
                bad += [f"{came}: {line}" for line in wrong]
    else:
        print("Small and read-only file systems can be mounted by root only; that part is left out.")
    print("\n".join(bad))
    keep("faults.full", {
        "operations": [dict(zip(head, row, strict=True)) for row in table_rows], "mounted": mounted
    })  # fmt: skip
    raise SystemExit(bool(bad))


if __name__ == "__main__":
    main()
