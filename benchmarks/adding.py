"""How soon a review that is added to a large index is found.

    python -m benchmarks.adding --index DIR

Copies the index, opens it as the bot does, and adds single reviews through `Builder.add`, which returns when
each is durably stored (SQLite's synchronous = FULL); then asks for it by its own words until it is found.
"""

import argparse
import shutil
import tempfile
import time
from pathlib import Path

import numpy as np

from benchmarks.report import keep, spread, spreads
from index.build import Builder
from index.library import Library
from index.settings import Settings
from index.types import FilmFacts, FilmRef, Review

REVIEWS = 20


def main() -> None:
    """Prints milliseconds and keeps them under `benchmarks/results`."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--index", type=Path, required=True)
    options = parser.parse_args()
    stored, found = [], []
    with tempfile.TemporaryDirectory() as folder:
        index = Path(folder) / "index"
        shutil.copytree(options.index, index)
        library = Library.open(index, Settings())
        library.warm_up()
        film = library.suggest_films("", 1)[0]
        facts = FilmFacts(FilmRef(film.id, film.title, film.year))
        with Builder(index, Settings(), embedder=library.embedder) as builder:
            for number in range(REVIEWS + 1):
                text = f"Number {number}: the quokka scene with its zither music is a joy. A lovely surprise."
                review = Review("added", text, f"added-{number}", facts.ref)
                started = time.perf_counter()
                builder.add(review, facts)
                durable = time.perf_counter()
                while review.id not in {hit.review.id for hit in library.similar(text, 50)}:
                    pass
                stored.append(1000 * (durable - started))
                found.append(1000 * (time.perf_counter() - durable))
        count = library.stats().reviews
        library.close()
    stored, found = stored[1:], found[1:]  # the first loads the models
    together = np.add(stored, found)
    rows = {
        "judged, embedded and durably stored": stored, "then found": found, "together": together.tolist()
    }  # fmt: skip
    figures = {name: spread(ms) for name, ms in rows.items()}
    print(spreads(figures))
    keep("adding", {"reviews": count, "milliseconds": figures})


if __name__ == "__main__":
    main()
