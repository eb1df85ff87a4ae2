"""Long walks of the state machine that drives builds, removals and members' reviews against dictionaries.

    python -m benchmarks.faults.store --steps 5000

Every step is checked as in tests/index/test_store_stateful.py: texts, counts, tallies, words, vectors,
search, what one circle sees of another, `verify`. A walk that fails is made as short as can be and printed.
"""

import argparse
import time

from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from benchmarks.report import keep, table
from tests.index.store_machine import CorpusAndMembers

WALK = 30
"""Steps of one walk: long enough for every road to be taken after every other."""


def main() -> None:
    """Prints how many states were checked and keeps it under `benchmarks/results`."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--steps", type=int, default=2_000)
    options = parser.parse_args()
    started = time.monotonic()
    walks = max(1, options.steps // WALK)
    run_state_machine_as_test(
        CorpusAndMembers,
        settings=settings(
            max_examples=walks, stateful_step_count=WALK, deadline=None, database=None,
            suppress_health_check=list(HealthCheck), print_blob=True,
        ),
    )  # fmt: skip
    seconds = round(time.monotonic() - started, 1)
    checked = dict(CorpusAndMembers.checked)
    print(table(["what", "how often"], [*checked.items(), ("seconds", seconds)]))
    command = f"python -m benchmarks.faults.store --steps {options.steps}"
    figures = {"command": command, "walks": walks, "checked": checked, "seconds": seconds}
    keep("faults.store", figures, "hypothesis")


if __name__ == "__main__":
    main()
