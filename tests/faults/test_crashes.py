"""A handful of the moments of `benchmarks.faults`, which crash, fill up and damage by the hundred."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

SCRIPT = """
import json, tempfile
from pathlib import Path
from benchmarks.faults.crashes import OPERATIONS, crashed
from benchmarks.faults.damage import damaged
from benchmarks.faults.full import filled

def told(outcomes):
    lines = [line for one in outcomes.values() for line in [*one.lost, *one.wrong]]
    return {"wrong": lines, "cut off": sum(one.cut_off for one in outcomes.values())}

with tempfile.TemporaryDirectory() as place:
    counts, bad = damaged(Path(place), flips=1, seed=1, share=0.06)
noticed = sum(count["noticed"] for count in counts.values())
print(json.dumps({
    "killed": told(crashed(OPERATIONS, 2 * len(OPERATIONS), seed=1)), "full": told(filled(7)),
    "damaged": {"wrong": bad, "cut off": noticed},
}))
"""


@pytest.fixture(scope="module")
def came() -> dict[str, Any]:
    """What came of all of it, in a process of its own: what forks must have no threads."""
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT], capture_output=True, text=True, cwd=Path(__file__).parents[2]
    )
    assert done.returncode == 0, done.stderr
    return dict(json.loads(done.stdout.splitlines()[-1]))


@pytest.mark.parametrize(("fault", "least"), [("killed", 8), ("full", 5), ("damaged", 5)])
def test_nothing_that_was_stored_is_lost(came: dict[str, Any], fault: str, least: int) -> None:
    assert came[fault]["wrong"] == []
    assert came[fault]["cut off"] >= least, "next to nothing was tried"


SPILLS = """
import sqlite3, sys
from pathlib import Path
from benchmarks.faults.inject import Operations
from index.store import Store
store = Store(Path(sys.argv[1]), create=True)
store.connection.execute("PRAGMA cache_size = 5")  # as a large transaction, which is written before its end
operations = Operations(None, "full")
operations.watch()
try:
    with store.transaction():
        store.set_source("one", "")
        operations.fill()
        for number in range(2000):
            store.set_source(str(number), 1000 * "x")
except sqlite3.OperationalError as error:
    print(error)
operations.relent()
with store.transaction():
    store.set_source("two", "")
print([name for name in ("one", "two") if store.source_location(name) is not None])
"""


def test_a_large_transaction_that_fills_the_disk_is_told_as_such(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", SPILLS, str(tmp_path)], capture_output=True, text=True,
        cwd=Path(__file__).parents[2],
    )  # fmt: skip
    assert done.stdout.splitlines() == ["database or disk is full", "['two']"], done.stderr
