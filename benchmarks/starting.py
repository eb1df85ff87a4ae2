"""How soon after its start the bot answers.

    python -m benchmarks.starting --index data/index

Times whole processes, from their start, three times after a first that warms the file cache: a question in
the terminal until its answer, and the preview until it tells its address, models loaded. The resident memory
is the preview's by then; that under load is told by `benchmarks.load`.
"""

import argparse
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from benchmarks.report import in_turn, keep, table

QUESTIONS = {
    "what reviewers think of a film": "what do critics think of signs?",
    "reviews about a topic (by the model)": "find reviews about a car chase",
}


def answered(question: str, folder: Path) -> float:
    """Seconds from the start of a process to the end of its answer."""
    started = time.perf_counter()
    command = [sys.executable, "-m", "bot", "ask", question, "--index", str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout.strip()
    return time.perf_counter() - started


def served(folder: Path, held: list[int]) -> float:
    """Seconds from the start of the preview to its address; appends the MB that it holds then."""
    started = time.perf_counter()
    command = [sys.executable, "-m", "bot", "--index", str(folder)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as process:
        assert process.stdout is not None
        line = process.stdout.readline()
        taken = time.perf_counter() - started
        assert line.startswith("Preview:"), line
        status = Path(f"/proc/{process.pid}/status")
        if status.exists():
            told = status.read_text("utf-8").splitlines()
            held += [int(row.split()[1]) // 1024 for row in told if row.startswith("VmRSS")]
        process.terminate()
    return taken


def main() -> None:
    """Prints the table and keeps it under `benchmarks/results`."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--index", type=Path, required=True)
    options = parser.parse_args()
    held: list[int] = []

    def asking(question: str) -> Callable[[], float]:
        return lambda: answered(question, options.index)

    ways = {name: asking(question) for name, question in QUESTIONS.items()}
    ways["the preview's address"] = lambda: served(options.index, held)
    in_turn(ways, 1)
    taken = {name: round(seconds, 2) for name, seconds in in_turn(ways, 3).items()}
    print(table(["from the start of the process to", "seconds"], list(taken.items())))
    print(f"The preview holds {max(held, default=0)} MB.")
    keep("starting", {"seconds": taken, "MB": max(held, default=0)}, "openvino", "discord.py", "simcord")


if __name__ == "__main__":
    main()
