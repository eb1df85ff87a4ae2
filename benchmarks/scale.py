"""How the search of vectors grows with their number, and how many of the nearest it finds.

    python -m benchmarks.scale --index DIR --counts 10000 100000 1000000 5000000

There are not a million reviews to be had: the vectors of the index at DIR (of 100,000 real reviews) are
replayed with noise, each copy at a cosine of about 0.71 to its original, since nearer ones would all lie in
one list. 500 of the real ones are kept out and ask, by one caller and by ten, as `similar` does once it has
embedded its text: codes, lists of the inverted file, exact scores from the memory-mapped matrix. A build
chooses the number of lists by vectors that it holds; here that would be copies, which find their siblings, so
it is chosen by 200 other real ones that are kept out. Recall@10 is against a comparison with all vectors in
float32. What else `similar` does (`benchmarks.latency`) does
not grow: words that occur in more than 20,000 reviews together are left out. 5,000,000 vectors need 18 GB
of memory here, for the truth and the k-means.
"""

import argparse
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import faiss
import numpy as np

from benchmarks.report import keep, spread, table
from index.embed import Vectors, normalised
from index.settings import IndexSection
from index.store import Store
from index.vectors import Matrix, Rows, VectorIndex, built, smallest_nprobe

QUERIES, CHOOSING, NOISE, AT_ONCE = 500, 200, 1.0, 50_000


def replayed(real: Vectors, count: int) -> Vectors:
    """So many vectors: the real ones first, then copies with noise; `(count, d) float32`, normalised."""
    found = np.empty((count, real.shape[1]), np.float32)
    found[: len(real)] = real[:count]
    generator = np.random.default_rng(1)
    for start in range(len(real), count, AT_ONCE):
        size = min(AT_ONCE, count - start)
        noise = generator.standard_normal((size, real.shape[1]), np.float32)
        copied = real[generator.integers(len(real), size=size)]
        found[start : start + size] = normalised(copied + NOISE / np.sqrt(real.shape[1]) * noise)
    return found


def nearest(queries: Vectors, rows: Rows, vectors: Vectors) -> Rows:
    """The rows of the ten vectors nearest to each query, `(queries, 10)`, by comparison with all."""
    return np.asarray(rows[faiss.knn(queries, vectors, 10, metric=faiss.METRIC_INNER_PRODUCT)[1]])


def measured(vectors: Vectors, choosing: Vectors, queries: Vectors) -> dict[str, float | str]:
    """Recall and milliseconds of a search among the vectors, and how long the index took to make."""
    rows, settings = np.arange(1, len(vectors) + 1), IndexSection()
    started = time.perf_counter()
    index, kind, nprobe = built(rows, vectors, settings)
    seconds = time.perf_counter() - started
    if nprobe:
        wanted = [set(found) for found in nearest(choosing, rows, vectors).tolist()]
        nprobe = smallest_nprobe(index, choosing, wanted, settings.recall)
    truth = nearest(queries, rows, vectors)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "matrix"
        with path.open("wb") as file:
            Matrix.write(file, rows, vectors)
        none = (np.empty(0, np.int64), np.empty((0, vectors.shape[1]), np.float32))
        searched = VectorIndex(index, Matrix(path, *vectors.shape), len(rows), none)

        def ask(query: Vectors) -> float:
            started = time.perf_counter()
            searched.search(query, 50)
            return 1000 * (time.perf_counter() - started)

        found = [searched.search(query, 10)[0] for query in queries]  # brings the matrix into memory too
        hits = sum(len(np.intersect1d(got, wanted)) for got, wanted in zip(found, truth, strict=True))
        alone = spread([ask(query) for query in queries])
        with ThreadPoolExecutor(10) as pool:
            ten = spread(list(pool.map(ask, queries)))
    return {
        "kind": kind, "nprobe": nprobe, "recall@10": round(hits / truth.size, 4),
        **{f"{name} ms": alone[name] for name in ("p50", "p95", "p99")},
        **{f"ten callers {name} ms": ten[name] for name in ("p50", "p99")},
        "made in s": round(seconds, 1),
    }  # fmt: skip


def main() -> None:
    """Prints the table and keeps it under `benchmarks/results`."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--index", type=Path, required=True)
    parser.add_argument("--counts", type=int, nargs="+", default=[10_000, 100_000, 1_000_000])
    options = parser.parse_args()
    store = Store(options.index)
    real = store.vectors()[1]
    store.close()
    np.random.default_rng(0).shuffle(real)
    queries, choosing, real = np.split(real, [QUERIES, QUERIES + CHOOSING])
    found = {count: measured(replayed(real, count), choosing, queries) for count in options.counts}
    rows = [[f"{count:,}", *told.values()] for count, told in found.items()]
    print(table(["vectors", *next(iter(found.values()))], rows))
    kept = {"real": len(real), "queries": QUERIES, "noise": NOISE, "counts": found}
    keep("scale", kept, "faiss-cpu", "numpy")


if __name__ == "__main__":
    main()
