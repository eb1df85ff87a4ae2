"""How long suggestions take while somebody types, over 100,000 titles.

    python -m benchmarks.suggest ../shared/data/films.csv.xz

Titles beyond those of the table are made of the halves of two of its titles. Each title of a sample is typed
letter by letter, as it is and with one slip, and every keystroke's suggestions are timed.
"""

import argparse
import gc
import random
import time
from pathlib import Path

from benchmarks.report import keep, spread, spreads
from index.lookup import Lookup
from index.sources import read_films
from index.types import Film, FilmFacts


def titles(table: Path, count: int) -> list[Film]:
    """Films with the table's titles, and with made-up ones until there are `count`."""
    chance = random.Random(0)
    real = [row.ref for row in read_films(table, {}) if isinstance(row, FilmFacts) and row.ref.title]
    films = {(ref.title, ref.year): Film(f"f{n}", ref.title, ref.year) for n, ref in enumerate(real)}
    while len(films) < count:
        first, second = chance.choice(real), chance.choice(real)
        head, tail = first.title.split(" "), second.title.split(" ")
        title = " ".join([*head[: len(head) // 2 + 1], *tail[len(tail) // 2 :]])
        films.setdefault((title, first.year), Film(f"m{len(films)}", title, first.year))
    return [
        Film(film.id, film.title, film.year, reviews=int(chance.paretovariate(1)))
        for film in list(films.values())[:count]
    ]


def keystrokes(films: list[Film], sample: int) -> list[str]:
    """What stands in the box after each key, for titles of the sample, each as it is and with a slip."""
    chance = random.Random(1)
    typed = []
    for film in chance.sample(films, sample):
        title = film.title.lower()
        slip = chance.randrange(len(title))
        wrong = title[:slip] + chance.choice("aeinrst") + title[slip + 1 :]
        typed += [written[:end] for written in (title, wrong) for end in range(1, len(written) + 1)]
    return typed


def main() -> None:
    """Prints milliseconds, median, 95th and 99th percentile and longest, and keeps them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("films", type=Path, help="a films table")
    parser.add_argument("--count", type=int, default=100_000)
    parser.add_argument("--sample", type=int, default=100)
    options = parser.parse_args()
    films = titles(options.films, options.count)
    started = time.perf_counter()
    lookup = Lookup(films, [])
    seconds = time.perf_counter() - started
    gc.collect()
    gc.freeze()  # as the bot does once it has loaded what it needs
    print(f"{len(films):,} titles indexed in {seconds:.1f} s")
    taken = []
    for typed in keystrokes(films, options.sample):
        started = time.perf_counter()
        lookup.suggest_films(typed)
        taken.append(1000 * (time.perf_counter() - started))
    milliseconds = spread(taken)
    print(spreads({"a key": milliseconds}))
    keep(
        "suggest",
        {
            "titles": len(films), "seconds to index": round(seconds, 2), "milliseconds": milliseconds,
        },
        "rapidfuzz", "numpy",
    )  # fmt: skip


if __name__ == "__main__":
    main()
