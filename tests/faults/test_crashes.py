"""A handful of the moments of `benchmarks.faults`, which crash, fill up and damage by the hundred.

Each runs in a process of its own: what forks must have no threads.
"""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def run(script: str) -> str:
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, cwd=ROOT)
    assert done.returncode == 0, done.stderr
    return done.stdout


CRASHES = """
from benchmarks.faults.crashes import OPERATIONS, crashed
outcomes = crashed(OPERATIONS, 40, seed=1)
print([line for one in outcomes.values() for line in [*one.lost, *one.wrong]])
print(sum(one.cut_off for one in outcomes.values()) > 20)
"""


def test_a_killed_program_loses_nothing_that_it_acknowledged() -> None:
    assert run(CRASHES).splitlines() == ["[]", "True"]


FULL = """
from benchmarks.faults.full import filled
outcomes = filled(21)
print([line for one in outcomes.values() for line in [*one.lost, *one.wrong]])
print(sum(one.cut_off for one in outcomes.values()) > 10)
"""


def test_a_full_disk_is_told_in_one_line_and_loses_nothing() -> None:
    assert run(FULL).splitlines() == ["[]", "True"]


DAMAGE = """
import tempfile
from pathlib import Path
from benchmarks.faults.damage import damaged
with tempfile.TemporaryDirectory() as place:
    counts, bad = damaged(Path(place), flips=1, seed=1, share=0.12)
print(bad)
print(sum(count["noticed"] for count in counts.values()) > 10)
"""


def test_damage_is_noticed_or_without_effect() -> None:
    assert run(DAMAGE).splitlines() == ["[]", "True"]
