"""How long `similar` takes from a text to its hits, by one caller and by ten, beside other libraries.

    python -m benchmarks.latency ../shared/data/imdb_train.csv.xz --index DIR \
        --peers-python /tmp/peers-venv/bin/python

Queries are whole reviews of the file. The other libraries embed in float32, which takes them an hour for
100,000 reviews: they are asked with `--peers-reviews` reviews only, which is to their favour.
"""

import argparse
import json
import random
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from benchmarks.building import PACKAGES, PEERS, child
from benchmarks.report import held, keep, spread, spreads
from index.library import Library
from index.settings import Settings
from index.sources import open_source
from index.types import Review

TOPICS = ("car chase", "terrible effects", "a moving ending", "wooden acting", "great songs", "too long")


def ours(folder: Path, queries: list[str]) -> dict[str, dict[str, float]]:
    """Of `similar` by one caller and by ten, and of `search`."""
    library = Library.open(folder, Settings())
    library.warm_up()

    def similar(text: str) -> float:
        started = time.perf_counter()
        library.similar(text, 10)
        return 1000 * (time.perf_counter() - started)

    def search(text: str) -> float:
        started = time.perf_counter()
        library.search(text, 10)
        return 1000 * (time.perf_counter() - started)

    for text in queries[:50]:
        similar(text)
    found = {"ours, similar": spread([similar(text) for text in queries])}
    found["ours, search"] = spread([search(topic) for topic in TOPICS * (len(queries) // len(TOPICS))])
    with ThreadPoolExecutor(10) as pool:
        found["ours, similar, ten callers"] = spread(list(pool.map(similar, queries)))
    library.close()
    return found


def main() -> None:
    """Prints the table and keeps it under `benchmarks/results`."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("source", type=Path, help="reviews to ask with, and that the others index")
    parser.add_argument("--index", type=Path, required=True)
    parser.add_argument("--queries", type=int, default=300)
    parser.add_argument("--peers-reviews", type=int, default=1_000)
    parser.add_argument("--peers-python", default=sys.executable, help="where the extra `peers` is installed")
    options = parser.parse_args()
    rows = [row.raw for row in open_source(str(options.source)) if isinstance(row, Review)]
    chance = random.Random(0)
    queries = chance.sample(rows, options.queries)
    library = Library.open(options.index, Settings())
    count = library.stats().reviews
    library.close()
    found = {f"{name} ({count:,} reviews)": ms for name, ms in ours(options.index, queries).items()}
    missing = {}
    with tempfile.TemporaryDirectory() as folder:
        texts, asked = Path(folder) / "texts.json", Path(folder) / "queries.json"
        texts.write_text(json.dumps(chance.sample(rows, options.peers_reviews)), "utf-8")
        asked.write_text(json.dumps(queries[:60]), "utf-8")
        for name in ("plain", *PEERS):
            told = child("benchmarks.peers", name, texts, asked, python=options.peers_python)
            if "missing" in told:
                missing[name] = told["missing"]
                continue
            kind = "hybrid" if told["hybrid"] else "vectors alone"
            found[f"{name}, {kind} ({options.peers_reviews:,} reviews)"] = spread(told["ms"])
    print(spreads(found))
    for name, why in missing.items():
        print(f"{name}: missing ({why})")
    print(f"Our process, this script's reviews included: {held()}")
    keep("latency", {"milliseconds": found, "missing": missing}, *PACKAGES)


if __name__ == "__main__":
    main()
