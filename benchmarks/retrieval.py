"""Same-film retrieval: does `similar` find the other reviews of a review's film?

    python -m benchmarks.retrieval ../shared/data/imdb_train.csv.xz

Takes 400 films with eight or more reviews (by a hash of the film id, so the choice is stable), builds an
index of their reviews by the ordinary road, asks with a sample of the reviews and prints nDCG@10 (a hit is
another review of the same film) of words alone, meaning alone, reciprocal rank fusion, and `similar` itself.
"""

import argparse
import csv
import hashlib
import json
import platform
import random
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import numpy as np

from index.build import Builder
from index.embed import SentenceTransformerEmbedder
from index.library import Library
from index.settings import SearchSection, Settings
from index.sources import open_source
from index.types import Review

FILMS, LEAST_REVIEWS, K = 400, 8, 10
RESULTS = Path(__file__).parent / "results" / "retrieval.json"


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
    options = parser.parse_args()

    split = choose(row for row in open_source(options.reviews) if isinstance(row, Review))
    settings = Settings()
    embedder = SentenceTransformerEmbedder(settings.embedding)
    with tempfile.TemporaryDirectory() as folder:
        write(split, Path(folder) / "split.csv")
        with Builder(Path(folder) / "index", settings, embedder=embedder) as builder:
            report = builder.build([str(Path(folder) / "split.csv")], progress=True)
        queries = random.Random(0).sample(split, min(options.queries, len(split)))
        figures = measure(Path(folder) / "index", settings, embedder, queries)
    films = len({review.film.key for review in split})
    result = {
        "split": f"{report.reviews} reviews of {films} films of {Path(options.reviews).name}",
        "queries": len(queries), "precision": embedder.precision, "machine": platform.machine(),
        "ndcg@10": {name: round(score, 4) for name, (score, _) in figures.items()},
        "ms per query": {name: round(1000 * seconds, 1) for name, (_, seconds) in figures.items()},
    }  # fmt: skip
    print(json.dumps(result, indent=1))
    RESULTS.parent.mkdir(exist_ok=True)
    RESULTS.write_text(json.dumps(result, indent=1) + "\n", "utf-8")
    return 0


def measure(
    folder: Path, settings: Settings, embedder: SentenceTransformerEmbedder, queries: Sequence[Review]
) -> dict[str, tuple[float, float]]:
    """Mean nDCG@10 and seconds a query by way of retrieving."""

    def library(weight: float) -> Library:
        weighed = settings.model_copy(update={"search": SearchSection(bm25_weight=weight)})
        return Library.open(folder, weighed, embedder=embedder)

    def by(opened: Library) -> Callable[[Review, int], list[tuple[str, str]]]:
        def ask(review: Review, k: int) -> list[tuple[str, str]]:
            hits = opened.similar(review.raw, k, exclude=[review.id])
            return [(hit.review.id, hit.review.film_id) for hit in hits]

        return ask

    words, meaning = by(library(1.0)), by(library(0.0))

    def fused(review: Review, k: int) -> list[tuple[str, str]]:
        """Reciprocal rank fusion (Cormack et al. 2009), k = 60."""
        scores: dict[tuple[str, str], float] = defaultdict(float)
        for ranking in (words(review, 100), meaning(review, 100)):
            for place, hit in enumerate(ranking):
                scores[hit] += 1 / (60 + place)
        return sorted(scores, key=lambda hit: -scores[hit])[:k]

    usual = library(settings.search.bm25_weight)
    ways = {"words (BM25)": words, "meaning (MiniLM)": meaning, "rank fusion": fused, "similar": by(usual)}
    figures = {}
    for name, ask in ways.items():
        started = time.perf_counter()
        scores = []
        for review in queries:
            film = usual.film(review.film.key)
            found = [of for _, of in ask(review, K)]
            scores.append(ndcg(found, review.film.key, (film.reviews if film else 1) - 1))
        figures[name] = (float(np.mean(scores)), (time.perf_counter() - started) / len(queries))
        print(f"{name:<18} {figures[name][0]:.4f}", file=sys.stderr)
    return figures


if __name__ == "__main__":
    sys.exit(main())
