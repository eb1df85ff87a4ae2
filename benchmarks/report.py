"""What all benchmarks share: the machine, versions, a table, and the kept result."""

import json
import os
import platform
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from statistics import median

import numpy as np

RESULTS = Path(__file__).parent / "results"
_SETS = ("avx2", "avx512f", "avx512_vnni", "avx_vnni", "avx512_bf16", "amx_bf16", "amx_int8")


def machine() -> dict[str, object]:
    """The processor, its cores, and those of its instruction sets that models are computed with."""
    try:
        lines = Path("/proc/cpuinfo").read_text("utf-8").splitlines()
    except OSError:  # no Linux
        lines = []
    told = dict(line.split(":", 1) for line in lines if ":" in line)
    told = {key.strip(): value.strip() for key, value in told.items()}
    flags = told.get("flags", "").split()
    return {
        "processor": told.get("model name", platform.processor() or platform.machine()),
        "cores": os.cpu_count(),
        "sets": [name for name in _SETS if name in flags],
        "python": platform.python_version(),
    }


def versions(*packages: str) -> dict[str, str]:
    """The versions of packages that are installed; "missing" for the others."""
    found = {}
    for package in packages:
        try:
            found[package] = version(package)
        except PackageNotFoundError:
            found[package] = "missing"
    return found


def in_turn(ways: Mapping[str, Callable[[], float]], rounds: int) -> dict[str, float]:
    """The median of what each way answers; they take turns, since a machine is not always as fast."""
    taken: dict[str, list[float]] = {name: [] for name in ways}
    for _ in range(rounds):
        for name, way in ways.items():
            taken[name].append(way())
    return {name: median(found) for name, found in taken.items()}


def spread(taken: Sequence[float]) -> dict[str, float]:
    """How many milliseconds were taken, their median, 95th and 99th percentile and the longest."""
    p50, p95, p99 = np.percentile(taken, [50, 95, 99])
    told = {"p50": p50, "p95": p95, "p99": p99, "max": max(taken)}
    return {"count": len(taken), **{name: round(float(ms), 2) for name, ms in told.items()}}


def held() -> dict[str, int]:
    """The resident memory of this process in MB, now and the most so far, where the system tells it."""
    try:
        lines = Path("/proc/self/status").read_text("utf-8").splitlines()
    except OSError:
        return {}
    told = {name: rest.split() for name, _, rest in (line.partition(":") for line in lines)}
    return {"MB held": int(told["VmRSS"][0]) // 1024, "MB at most": int(told["VmHWM"][0]) // 1024}


def table(head: Sequence[str], rows: Sequence[Sequence[object]]) -> str:
    """Rows under a head, in columns."""
    told = [[str(cell) for cell in row] for row in [head, *rows]]
    widths = [max(len(row[column]) for row in told) for column in range(len(head))]
    lines = ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) for row in told]
    return "\n".join([lines[0], "  ".join("-" * width for width in widths), *lines[1:]])


def spreads(found: Mapping[str, Mapping[str, float]]) -> str:
    """A table of several spreads by name."""
    rows = [[name, *ms.values()] for name, ms in found.items()]
    return table(["milliseconds", *next(iter(found.values()))], rows)


def keep(name: str, figures: Mapping[str, object], *packages: str, part: str = "") -> None:
    """Writes the figures with the machine, versions and command under `benchmarks/results`.

    `name`: of the module within `benchmarks`; `part`: where one module has several results.
    """
    RESULTS.mkdir(exist_ok=True)
    result = {
        "command": " ".join(["python -m", f"benchmarks.{name}", *map(_anywhere, sys.argv[1:])]),
        "date": time.strftime("%Y-%m-%d"), "machine": machine(), "versions": versions(*packages),
        **figures,
    }  # fmt: skip
    stem = "_".join([*name.split("."), *([part] if part else [])])
    (RESULTS / f"{stem}.json").write_text(json.dumps(result, indent=1) + "\n", "utf-8")


def _anywhere(argument: str) -> str:
    """An argument without what holds on this machine only: paths from its root."""
    path = Path(argument)
    if not path.is_absolute():
        return argument
    if path.parent.name == "data":
        return f"../shared/data/{path.name}"
    return "PYTHON" if path.name.startswith("python") else "DIR"
