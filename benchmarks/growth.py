"""How much longer `similar` takes, from a text to its hits, the more reviews there are.

    python -m benchmarks.growth ../shared/data/imdb_train.csv.xz --indexes SMALL LARGE

Whole reviews of the file are asked of all indexes in turn, so that a slow minute of the machine is one for
all of them. `benchmarks.repeated` makes indexes of any size; it repeats reviews with a little noise on their
vectors, and a question then has many hits that are hardly different.
"""

import argparse
import random
import time
from pathlib import Path

from benchmarks.report import keep, spread, spreads, table
from index.library import Library
from index.settings import Settings
from index.sources import open_source
from index.types import Review

WARM = 30  # questions before any is timed


def timed(libraries: list[Library], texts: list[str]) -> list[list[float]]:
    """Milliseconds of each question, for each library."""
    taken: list[list[float]] = [[] for _ in libraries]
    for number, text in enumerate(texts):
        for place in range(len(libraries)):
            asked = (place + number) % len(libraries)  # each is first as often as the others
            started = time.perf_counter()
            libraries[asked].similar(text, 10)
            taken[asked].append(1000 * (time.perf_counter() - started))
    return taken


def main() -> None:
    """Prints the figures and keeps them under `benchmarks/results`."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("source", type=Path, help="reviews to ask with")
    parser.add_argument("--indexes", type=Path, nargs="+", required=True)
    parser.add_argument("--queries", type=int, default=200)
    options = parser.parse_args()
    reviews = [row.raw for row in open_source(str(options.source)) if isinstance(row, Review)]
    texts = random.Random(0).sample(reviews, WARM + options.queries)
    libraries = [Library.open(folder, Settings()) for folder in options.indexes]
    counts = [library.stats().reviews for library in libraries]
    timed(libraries, texts[:WARM])
    taken = timed(libraries, texts[WARM:])
    for library in libraries:
        library.close()
    each = [spread(ms) for ms in taken]
    found = {f"{count:,} reviews": ms for count, ms in zip(counts, each, strict=True)}
    print(spreads(found))
    rows = [
        [f"{count:,}", round(ms["p50"] / each[0]["p50"], 2), round((count / counts[0]) ** 0.5, 2)]
        for count, ms in zip(counts[1:], each[1:], strict=True)
    ]
    print(table(["reviews", f"times the median of {counts[0]:,}", "root of the growth"], rows))
    keep("growth", {"milliseconds": found}, "openvino", "faiss-cpu")


if __name__ == "__main__":
    main()
