"""Films: what a build that sees no ratings says of them, against the ratings."""

import csv
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.sentiment.data import Labelled, read_table
from index.build import Builder
from index.library import Library
from index.settings import Settings

LEAST = 15
"""Reviews that a film needs to be counted."""


def hidden_ratings(data: Path, reviews: Labelled) -> dict[str, Any]:
    """Builds an index of the development reviews without their ratings and asks for every film's opinion.

    Spearman's rank correlation of the share positive with the mean stars; mean absolute error of the share
    against the labels, in points; how often the 95 % interval holds the labels' share.
    """
    rows = {row["review_id"]: row for row in read_table(data, "imdb_train")}
    films: dict[str, list[tuple[str, str]]] = {}
    for id, text, side in zip(reviews.ids, reviews.texts, reviews.sides, strict=True):
        if side == "dev":
            films.setdefault(rows[id]["imdb_id"], []).append((id, text))
    films = {film: own for film, own in films.items() if len(own) >= LEAST}
    with tempfile.TemporaryDirectory() as folder:
        table = Path(folder) / "reviews.csv"
        with table.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(["review_id", "title", "text"])
            writer.writerows((id, f"Film {film}", text) for film, own in films.items() for id, text in own)
        settings = Settings()
        with Builder(Path(folder) / "index", settings) as builder:
            builder.build([str(table)])
        library = Library.open(Path(folder) / "index", settings)
        opinions = {film: library.find_film(f"Film {film}").film for film in films}
        said = {film: library.opinion_of_film(found.id) for film, found in opinions.items() if found}
    return compare(
        {film: (o.positive or 0.0, o.low or 0.0, o.high or 1.0) for film, o in said.items()},
        {film: [int(rows[id]["rating"]) for id, _ in own] for film, own in films.items()},
    )


def compare(
    said: Mapping[str, tuple[float, float, float]], ratings: Mapping[str, list[int]]
) -> dict[str, Any]:
    """Figures of (share, low, high) a film against its ratings of 1 to 10."""
    shares = np.array([said[film][0] for film in ratings])
    true = np.array([float(np.mean([r > 5 for r in own])) for own in ratings.values()])
    stars = np.array([float(np.mean(own)) for own in ratings.values()])
    held = [said[film][1] - 1e-9 <= t <= said[film][2] + 1e-9 for film, t in zip(ratings, true, strict=True)]
    return {
        "films": len(ratings),
        "reviews": sum(map(len, ratings.values())),
        "Spearman, share positive and mean stars": round(_spearman(shares, stars), 3),
        "Spearman, labels' own share and mean stars": round(_spearman(true, stars), 3),
        "mean absolute error, points": round(100 * float(np.abs(shares - true).mean()), 2),
        "interval holds the true share": round(float(np.mean(held)), 3),
    }


def _spearman(a: Any, b: Any) -> float:
    return float(np.corrcoef(_ranks(a), _ranks(b))[0, 1])


def _ranks(values: Any) -> Any:
    """Mean ranks, ties sharing theirs."""
    _, place, counts = np.unique(values, return_inverse=True, return_counts=True)
    ends = np.cumsum(counts)
    return ((ends - counts + ends - 1) / 2)[place]
