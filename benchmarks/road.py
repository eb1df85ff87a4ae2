"""The whole road as processes of their own: how fast a build is, what serving it needs.

    python -m benchmarks.road ../shared/data/imdb_train.csv.xz ../shared/data/rt_quotes.csv.xz \
        --films ../shared/data/films.csv.xz --index /tmp/road

Builds the index (unless --serve-only) and prints reviews a second and the peak memory of that process; then
opens it in another process and prints the time to the first answer, the latency of each kind of question
asked one after another, and the memory held. Peak memory is the system's own count (ru_maxrss).
"""

import argparse
import json
import os
import platform
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np

from index.library import Library
from index.settings import Settings

RESULTS = Path(__file__).parent / "results" / "road.json"
QUESTIONS = 100


def main() -> int:
    """Prints the figures and keeps them under `benchmarks/results`."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("sources", nargs="*")
    parser.add_argument("--films")
    parser.add_argument("--index", type=Path, required=True)
    parser.add_argument("--serve-only", action="store_true", help="take the index that is there")
    parser.add_argument("--serve", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.serve:
        print(json.dumps(serve(options.index)))
        return 0
    result: dict[str, object] = {"machine": f"{platform.machine()}, {os.cpu_count()} cores"}
    if not options.serve_only:
        result["build"] = build(options.sources, options.films, options.index)
    command = [sys.executable, "-m", "benchmarks.road", "--serve", "--index", str(options.index)]
    result["serve"] = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    print(json.dumps(result, indent=1))
    RESULTS.parent.mkdir(exist_ok=True)
    RESULTS.write_text(json.dumps(result, indent=1) + "\n", "utf-8")
    return 0


def build(sources: list[str], films: str | None, index: Path) -> dict[str, float]:
    """Builds in a process of its own; reviews a second and its peak memory in MB."""
    command = [sys.executable, "-m", "index", "build", *sources, "--index", str(index)]
    command += ["--films", films] if films else []
    report = json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout)
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    return {
        "reviews": report["added"],
        "sentences": report["sentences"],
        "seconds": report["seconds"],
        "reviews a second": round(report["added"] / report["seconds"], 1),
        "peak MB": round(peak),
    }


def serve(index: Path) -> dict[str, object]:
    """Opens the index and asks; milliseconds by kind of question, memory in MB."""
    started = time.perf_counter()
    library = Library.open(index, Settings())
    films = library.suggest_films("", QUESTIONS)
    library.opinion_of_film(films[0].id)
    first_opinion = time.perf_counter() - started
    library.warm_up()
    first_search = time.perf_counter() - started
    texts = [library.reviews_of(film.id, 0, 1)[0].text for film in films]
    topics = ["car chase", "terrible effects", "a moving ending", "great soundtrack", "wooden acting"] * 20
    questions: dict[str, Callable[[int], object]] = {
        "opinion": lambda i: library.opinion_of_film(films[i % len(films)].id),
        "similar": lambda i: library.similar(texts[i % len(texts)]),
        "search": lambda i: library.search(topics[i]),
        "suggest": lambda i: library.suggest_films(films[i % len(films)].title[:3]),
    }
    latency = {}
    for kind, ask in questions.items():
        taken = []
        for i in range(QUESTIONS):
            before = time.perf_counter()
            ask(i)
            taken.append(1000 * (time.perf_counter() - before))
        latency[kind] = {f"p{q}": round(float(np.percentile(taken, q)), 1) for q in (50, 95)}
    held = int(Path("/proc/self/statm").read_text().split()[1]) * resource.getpagesize() / 2**20
    return {
        "reviews": library.stats().reviews,
        "seconds to the first opinion": round(first_opinion, 2),
        "seconds to the first search, model loaded": round(first_search, 2),
        "milliseconds": latency,
        "MB held": round(held),
    }


if __name__ == "__main__":
    sys.exit(main())
