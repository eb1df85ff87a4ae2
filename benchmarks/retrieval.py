"""Same-film retrieval: does `similar` find the other reviews of a review's film?

    python -m benchmarks.retrieval ../shared/data/imdb_train.csv.xz --precision int8 bfloat16 float32

Takes 400 films with eight or more reviews (by a hash of the film id, so the choice is stable), builds an
index of their reviews by the ordinary road, asks with a sample of the reviews and prints nDCG@10 (a hit is
another review of the same film) of words alone, meaning alone, reciprocal rank fusion, and `similar` itself.
"""

import argparse
import csv
import hashlib
import json
import random
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np
from tqdm import tqdm

from benchmarks.report import keep
from index.build import Builder
from index.clean import clean
from index.embed import MiniLM
from index.library import Library
from index.search import Retriever
from index.settings import SearchSection, Settings
from index.sources import open_source
from index.store import Store
from index.types import Review
from index.vectors import load
from index.vectors import write as write_vectors

FILMS, LEAST_REVIEWS, K = 400, 8, 10


def ndcg(found_films: Sequence[str], film: str, relevant: int) -> float:
    """nDCG@10 with binary relevance (Järvelin and Kekäläinen 2002)."""
    gains = [1 / np.log2(place + 2) for place in range(K)]
    gained = sum(gain for gain, of in zip(gains, found_films, strict=False) if of == film)
    return float(gained / sum(gains[: min(K, relevant)]))


def choose(reviews: Iterable[Review]) -> list[Review]:
    """The reviews of the films of the split."""
    by_film: dict[str, list[Review]] = defaultdict(list)
    for review in reviews:
        by_film[review.film.key].append(review)
    films = [film for film, of_film in by_film.items() if film and len(of_film) >= LEAST_REVIEWS]
    films.sort(key=lambda film: hashlib.md5(film.encode(), usedforsecurity=False).hexdigest())
    return [review for film in films[:FILMS] for review in by_film[film]]


def write(reviews: Sequence[Review], path: Path) -> None:
    """Writes the split as a file that the ordinary reader takes."""
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(["review_id", "imdb_id", "text"])
        writer.writerows((review.id, review.film.key, review.raw) for review in reviews)


def main() -> int:
    """Prints the table and keeps it under `benchmarks/results`."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("reviews", help="reviews with film ids, such as imdb_train.csv.xz")
    parser.add_argument("--queries", type=int, default=1000)
    parser.add_argument(
        "--precision", nargs="+", default=["auto"], choices=["auto", "float32", "bfloat16", "int8"],
        help="embedded in each in turn",
    )  # fmt: skip
    parser.add_argument("--index", type=Path, help="keep the index here, and take it when it is there")
    options = parser.parse_args()

    split = choose(row for row in open_source(options.reviews) if isinstance(row, Review))
    settings = Settings()
    first, *others = options.precision
    embedder = embedder_in(first, settings)
    with tempfile.TemporaryDirectory() as folder:
        write(split, Path(folder) / "split.csv")
        index = options.index or Path(folder) / "index"
        with Builder(index, settings, embedder=embedder) as builder:
            report = builder.build([str(Path(folder) / "split.csv")], progress=True)
        queries = random.Random(0).sample(split, min(options.queries, len(split)))
        figures = {embedder.precision: measure(index, settings, embedder, queries)}
        for precision in others:
            other = embedder_in(precision, settings)
            embed_again(index, settings, other)
            figures[other.precision] = measure(index, settings, other, queries)
    films = len({review.film.key for review in split})
    result = {
        "split": f"{report.reviews} reviews of {films} films of {Path(options.reviews).name}",
        "queries": len(queries),
        "ndcg@10": {
            precision: {name: round(score, 4) for name, score in found.items()}
            for precision, found in figures.items()
        },
    }  # fmt: skip
    print(json.dumps(result, indent=1))
    keep("retrieval", result, "openvino", "faiss-cpu")
    return 0


def embedder_in(precision: str, settings: Settings) -> MiniLM:
    """The packaged model in a precision, for many texts."""
    return MiniLM(settings.embedding.model_copy(update={"precision": precision}), bulk=True)


def embed_again(folder: Path, settings: Settings, embedder: MiniLM) -> None:
    """Puts another precision's vectors into an index."""
    store = Store(folder)
    rows, texts = zip(*store.texts(), strict=True)
    codes = store.codes(rows)
    store.set_vectors(rows, embedder.embed(texts), [codes[row] for row in rows])
    write_vectors(store, settings.index, store.meta("model"))
    store.close()


def measure(
    folder: Path, settings: Settings, embedder: MiniLM, queries: Sequence[Review]
) -> dict[str, float]:
    """Mean nDCG@10 by way of retrieving; the last is what `similar` answers, the others rank alone."""
    library = Library.open(folder, settings, embedder=embedder)
    store = Store(folder)
    film_of = store.film_of_rows()
    vector_index = load(store, store.meta("model"), store.dimension())
    rankers = {
        name: Retriever(store, vector_index, SearchSection(bm25_weight=weight))
        for name, weight in (("words (BM25)", 1.0), ("meaning (MiniLM)", 0.0))
    }
    scores: dict[str, list[float]] = defaultdict(list)
    for review in tqdm(queries, desc="Asking", file=sys.stderr):
        film = library.film(review.film.key)
        relevant = (film.reviews if film else 1) - 1
        own = store.rows_of_ids([review.id])
        text = clean(review.raw)
        vector = embedder.embed([text])[0]
        fused: dict[int, float] = defaultdict(float)
        for name, ranker in rankers.items():
            rows = [row for row, _ in ranker.rank(text, vector, 100, without=own)]
            scores[name].append(ndcg([film_of[row] for row in rows[:K]], review.film.key, relevant))
            for place, row in enumerate(rows):
                fused[row] += 1 / (60 + place)  # Cormack et al. 2009
        best = sorted(fused, key=lambda row: -fused[row])[:K]
        scores["reciprocal rank fusion"].append(
            ndcg([film_of[row] for row in best], review.film.key, relevant)
        )
        hits = library.similar(review.raw, K, exclude=[review.id])
        scores["similar"].append(ndcg([hit.review.film_id for hit in hits], review.film.key, relevant))
    return {name: float(np.mean(values)) for name, values in scores.items()}


if __name__ == "__main__":
    sys.exit(main())
