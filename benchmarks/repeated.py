"""An index with as many reviews as wanted, made of a smaller one.

    python -m benchmarks.repeated data/index /tmp/large --reviews 100000

Reviews are repeated under ids of their own and with a little noise on their vectors. The benchmarks of
serving make such an index in a temporary folder; kept, it can be given to several of them.
"""

import argparse
import shutil
import tempfile
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import get_context
from pathlib import Path

import numpy as np

from bot.settings import BotSettings
from index import vectors
from index.settings import Settings
from index.store import Store
from index.tallies import counting

NOISE = 0.05  # length of what is added to a vector of length one


def repeated(source: Path, folder: Path, wanted: int, settings: Settings) -> int:
    """Copies an index and repeats its reviews until there are `wanted`; how many there are then."""
    shutil.copytree(source, folder)
    store = Store(folder)
    chance = np.random.default_rng(0)
    columns = [name for _, name, *_ in store.rows_of("PRAGMA table_info(reviews)")]
    others = ", ".join(name for name in columns if name not in ("row", "id"))
    rows = sorted(store.rows())
    before = count = len(rows)
    copy = 0
    while count < wanted:
        copy += 1
        shift, part = copy * rows[-1], rows[: wanted - count]
        with store.transaction() as connection:
            connection.execute(
                f"INSERT INTO reviews (row, id, {others}) SELECT row + ?, id || '+' || ?, {others}"
                " FROM reviews WHERE row <= ?", (shift, copy, part[-1]),
            )  # fmt: skip
            for table, rest in (
                ("sentences", "n, start, stop, positive, opinion, aspects"),
                ("mentions", "n, person_id, polarity"),
            ):
                connection.execute(
                    f"INSERT INTO {table} (review, {rest}) SELECT review + ?, {rest} FROM {table}"
                    " WHERE review <= ?", (shift, part[-1]),
                )  # fmt: skip
        found, values = store.vectors(part)
        noise = chance.standard_normal(values.shape)
        values = values + NOISE * noise / np.linalg.norm(noise, axis=1, keepdims=True)
        codes = store.codes(part)
        store.set_vectors(
            [int(row) + shift for row in found],
            values / np.linalg.norm(values, axis=1, keepdims=True),
            [codes.get(int(row)) for row in found],
        )
        count += len(part)
    if count > before:
        films = [id for (id,) in store.rows_of("SELECT DISTINCT film_id FROM reviews WHERE film_id <> ''")]
        with store.transaction() as connection, counting(connection, "film_id", films):
            connection.execute("DELETE FROM tallies")
        with store.transaction() as connection:
            connection.execute("DELETE FROM tallies WHERE positive < 0 OR negative < 0 OR mixed < 0")
        vectors.write(store, settings.index, store.meta("model"))
    store.close()
    return count


@contextmanager
def many(source: Path, wanted: int, settings: Settings) -> Iterator[tuple[Path, Path, int]]:
    """A temporary folder with such an index, one for servers, and how many reviews there are.

    It is made in a process of its own, whose memory is not counted with that of this one.
    """
    with tempfile.TemporaryDirectory() as folder:
        index, servers = Path(folder) / "index", Path(folder) / "servers"
        with ProcessPoolExecutor(1, get_context("spawn")) as apart:
            count = apart.submit(repeated, source, index, wanted, settings).result()
        yield index, servers, count


def main() -> None:
    """Makes such an index and keeps it."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("index", type=Path)
    parser.add_argument("folder", type=Path, help="where the new one is made")
    parser.add_argument("--reviews", type=int, default=100_000)
    options = parser.parse_args()
    print(f"{repeated(options.index, options.folder, options.reviews, BotSettings()):,} reviews")


if __name__ == "__main__":
    main()
