"""What got slower since a result was kept.

    python -m benchmarks.compare [NAME ...] [--against HEAD] [--share 0.2]

Holds the results in the working tree against those of a commit: each figure before and after, and by how much
it is worse. Times and memory are compared on the same processor only; ratios, shares and recall on any. Ends
with status 1 when a figure is worse by more than the share.
"""

import argparse
import json
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from benchmarks.report import RESULTS, table

_BETTER_HIGH = ("ratio", "share", "recall", "ndcg", "a second")
_BETTER_LOW = ("second", "pause", "MB", "ms")


@dataclass(frozen=True, slots=True)
class Change:
    """A figure before and after; `worse` is the share by which it is, below 0 where it is better."""

    name: str
    old: float
    new: float
    worse: float


def changes(old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[Change]:
    """The figures that two results share and that can be compared."""
    same = old.get("machine") == new.get("machine")
    before = dict(_figures(old))
    for name, after in _figures(new):
        if name not in before or not before[name] or not after:
            continue
        if any(sign in name for sign in _BETTER_HIGH):
            yield Change(name, before[name], after, before[name] / after - 1)
        elif same and any(sign in name for sign in _BETTER_LOW):
            yield Change(name, before[name], after, after / before[name] - 1)


def _figures(result: Mapping[str, Any], name: str = "") -> Iterator[tuple[str, float]]:
    for key, value in result.items():
        if not name and key in ("machine", "versions", "command", "date"):
            continue
        if isinstance(value, Mapping):
            yield from _figures(value, f"{name}{key} ")
        elif isinstance(value, int | float) and not isinstance(value, bool):
            yield f"{name}{key}", float(value)


def main() -> int:
    """Prints a table for each result."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("names", nargs="*", metavar="NAME", default=[])
    parser.add_argument("--against", default="HEAD", help="the commit whose results count as before")
    parser.add_argument("--share", type=float, default=0.2)
    options = parser.parse_args()
    failed = False
    for name in options.names or sorted(path.stem for path in RESULTS.glob("*.json")):
        place = f"{options.against}:benchmarks/results/{name}.json"
        shown = subprocess.run(["git", "show", place], capture_output=True, text=True, check=False)
        if shown.returncode:
            print(f"{name}: {options.against} has no result of it.")
            continue
        new = json.loads((RESULTS / f"{name}.json").read_text("utf-8"))
        found = list(changes(json.loads(shown.stdout), new))
        rows = [[one.name, one.old, one.new, f"{100 * one.worse:+.0f} %"] for one in found]
        print(table([name, "before", "now", "worse by"], rows), end="\n\n")
        failed = failed or any(one.worse > options.share for one in found)
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
