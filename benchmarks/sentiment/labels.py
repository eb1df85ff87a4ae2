"""The sentences labelled by hand (labels.csv), with the reviews they stand in.

Each row names a sentence by its review and its offsets in the clean text, so that no text of the data is kept
here. `people` holds the places of names in the sentence and what it says of each ("0-8:pos 21-30:none"), or
"?" where nobody labelled them. Batches: "training" (training films), "selection" (development films, for
choosing), "tuning", "blind" and "development" (development films, for figures), and "selection, again" and
"development, again", which a second annotator labelled without seeing the first labels. GUIDELINES.md tells
how they were labelled.
"""

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from benchmarks.sentiment.data import Labelled, read_table
from index.sources.films import read_films
from index.types import Aspect, FilmFacts, Judgement, Polarity

LABELS = Path(__file__).parent / "labels.csv"


@dataclass(frozen=True, slots=True)
class LabelledSentence:
    """`people`: (start, end, what is said) in the sentence; None where nobody labelled them."""

    start: int
    end: int
    opinion: Judgement
    aspects: Mapping[Aspect, Polarity]
    people: tuple[tuple[int, int, Judgement], ...] | None


@dataclass(frozen=True, slots=True)
class LabelledReview:
    """A review with some of its sentences labelled, and what a films table knows of its film."""

    id: str
    text: str
    film: str
    credits: tuple[str, ...]
    positive: bool
    sentences: tuple[LabelledSentence, ...]


def read_labels(data: Path, batch: str, *parts: Labelled) -> list[LabelledReview]:
    """The labelled reviews of a batch, in order; `parts` hold the texts."""
    texts = {
        id: (text, label) for p in parts for id, text, label in zip(p.ids, p.texts, p.labels, strict=True)
    }
    films = {f.ref.key: f for f in read_films(data / "films.csv.xz") if isinstance(f, FilmFacts)}
    film_of = {row["review_id"]: row["imdb_id"] for row in read_table(data, "imdb_train")}
    with LABELS.open(encoding="utf-8", newline="") as lines:
        rows = [row for row in csv.DictReader(lines) if row["batch"] == batch]
    by_review: dict[str, list[dict[str, str]]] = {}
    for row in rows:
        by_review.setdefault(row["id"], []).append(row)
    found = []
    for id, own in by_review.items():
        film = films.get(film_of.get(id, ""))
        found.append(
            LabelledReview(
                id,
                texts[id][0],
                film.ref.title if film else "",
                (*film.directors, *film.cast) if film else (),
                bool(texts[id][1]),
                tuple(map(_sentence, own)),
            )
        )
    return found


def pairs_of(cell: str) -> dict[Aspect, Polarity]:
    """ "acting:pos story:neg" as a table."""
    pairs: Sequence[list[str]] = [item.split(":") for item in cell.split()]
    return {cast(Aspect, aspect): cast(Polarity, polarity) for aspect, polarity in pairs}


def _sentence(row: Mapping[str, str]) -> LabelledSentence:
    people = None
    if row["people"] != "?":
        items = [item.split(":") for item in row["people"].split()]
        people = tuple((*map(int, place.split("-")), cast(Judgement, said)) for place, said in items)
    opinion = cast(Judgement, row["opinion"])
    return LabelledSentence(
        int(row["start"]), int(row["end"]), opinion, pairs_of(row["aspects"]),
        cast(tuple[tuple[int, int, Judgement], ...] | None, people),
    )  # fmt: skip
