"""Reads the labelled texts and splits them by film, so that no film is on both sides."""

import csv
import lzma
import re
import unicodedata
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from index.clean import clean

Side = Literal["train", "calibrate", "dev"]
DEV, CALIBRATE = 12, 4
"""Per cent of the films (or SST sentences) whose texts measure, and whose texts only calibrate."""


@dataclass(frozen=True, slots=True)
class Labelled:
    """Texts with labels (1 positive, 0 negative), and the side of the split each belongs to."""

    texts: list[str]
    labels: list[int]
    sides: list[Side]
    ids: list[str]

    def part(self, side: Side) -> tuple[list[str], list[int]]:
        """The texts and labels of one side."""
        kept = [(t, y) for t, y, s in zip(self.texts, self.labels, self.sides, strict=True) if s == side]
        return [t for t, _ in kept], [y for _, y in kept]


def side_of(key: str) -> Side:
    """Decided by a hash, so never by the order of rows."""
    place = zlib.crc32(key.encode()) % 100
    return "dev" if place < DEV else "calibrate" if place < DEV + CALIBRATE else "train"


class Groups:
    """Union-find over strings; `side` tells on which side of the split a group falls."""

    def __init__(self) -> None:
        self.parent: dict[str, str] = {}

    def find(self, node: str) -> str:
        """The representative of the group of `node`."""
        self.parent.setdefault(node, node)
        root = node
        while self.parent[root] != root:
            root = self.parent[root]
        while self.parent[node] != root:
            self.parent[node], node = root, self.parent[node]
        return root

    def join(self, nodes: Iterable[str]) -> None:
        """Puts all `nodes` into one group; the smallest string represents it."""
        roots = sorted({self.find(node) for node in nodes})
        for other in roots[1:]:
            self.parent[other] = roots[0]

    def side(self, node: str) -> Side:
        """The side of the group of `node`."""
        return side_of(self.find(node))


def title_key(title: str) -> str:
    """A title without case, accents, articles and alternative titles, to join films across tables."""
    title = unicodedata.normalize("NFKD", re.sub(r"\(.*", "", title)).encode("ascii", "ignore").decode()
    words = re.findall(r"[a-z0-9]+", title.lower())
    return " ".join(sorted(w for w in words if w not in {"the", "a", "an"}))


def read_table(data: Path, name: str) -> list[dict[str, str]]:
    """The rows of one of the .csv.xz files."""
    with lzma.open(data / f"{name}.csv.xz", "rt", encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def read_reviews_and_quotes(data: Path) -> tuple[Labelled, Labelled]:
    """The labelled IMDB reviews and the labelled critics' quotes, split by film over both together.

    Films are one when they share an IMDB id, a title, or a whole text (a review posted to two films).
    Quotes that are no English or only announce a review are left out, and so are repeated ones.
    """
    films, reviews, quotes = (
        read_table(data, "films"),
        read_table(data, "imdb_train"),
        read_table(data, "rt_quotes"),
    )
    wanted: dict[str, dict[str, str]] = {}
    for row in quotes:
        foreign = "Full review in" in row["text"] or "Full Content Review" in row["text"]
        if row["sentiment"] and row["text"] and not foreign:
            wanted.setdefault(row["text"], row)
    quotes = list(wanted.values())

    groups = Groups()
    titles = {row["imdb_id"]: row["title"] for row in films}
    for row in [*films, *reviews, *quotes]:
        imdb_id, text = row["imdb_id"], row.get("text", "").strip()
        title = title_key(row.get("title") or titles.get(imdb_id, ""))
        groups.join(key for key in (imdb_id, title and f"title {title}", text and f"text {text}") if key)

    def labelled(rows: Sequence[dict[str, str]], label: str, ids: list[str]) -> Labelled:
        return Labelled(
            [clean(row["text"]) for row in rows],
            [int(row[label].startswith("pos")) for row in rows],
            [groups.side(f"text {row['text'].strip()}") for row in rows],
            ids,
        )

    return (
        labelled(reviews, "label", [row["review_id"] for row in reviews]),
        labelled(quotes, "sentiment", [f"quote-{zlib.crc32(row['text'].encode()):08x}" for row in quotes]),
    )


def untokenise(phrase: str) -> str:
    """A Penn-Treebank phrase as people write it: "do n't" becomes "don't"."""
    phrase = phrase.replace(" n't", "n't").replace("-lrb-", "(").replace("-rrb-", ")")
    phrase = phrase.replace("``", '"').replace("''", '"')
    phrase = re.sub(r" ('(?:s|re|ve|ll|d|m)\b)", r"\1", phrase)
    return re.sub(r" ([.,;:!?])", r"\1", phrase).strip()


def _shingles(text: str, size: int = 7) -> set[str]:
    tokens = re.findall(r"[a-z0-9]+", text.lower())
    return {" ".join(tokens[i : i + size]) for i in range(max(1, len(tokens) - size + 1))}


def read_phrases(data: Path, quotes: Labelled) -> tuple[Labelled, list[bool]]:
    """The SST-2 phrases, and for each whether it is a whole sentence (part of no longer phrase).

    The split is by whole sentence: a phrase that occurs in held-out sentences only is held out with them.
    They are critics' quotes too: one that shares seven words in a row with a quote goes to its side.
    """
    quoted: dict[str, Side] = {}
    for text, side in zip(quotes.texts, quotes.sides, strict=True):
        for shingle in _shingles(text):
            quoted[shingle] = _first(side, quoted.get(shingle, side))
    unique = {row["sentence"]: int(row["label"]) for row in read_table(data, "sst2_train")}
    phrases = [" ".join(phrase.split()) for phrase in unique]
    holders: dict[str, list[int]] = {}
    whole, sides = [False] * len(phrases), [side_of(phrase) for phrase in phrases]
    for i in sorted(range(len(phrases)), key=lambda i: -len(phrases[i])):
        words = set(phrases[i].split())
        rarest = min((holders.get(word, []) for word in words), key=len, default=[])
        inside = [j for j in rarest if f" {phrases[i]} " in f" {phrases[j]} "]
        whole[i] = not inside
        known = [sides[j] for j in inside] or [quoted[s] for s in _shingles(phrases[i]) if s in quoted]
        if known:
            sides[i] = _first(*known)
        if whole[i]:
            for word in words:
                holders.setdefault(word, []).append(i)
    ids = [f"sst-{zlib.crc32(phrase.encode()):08x}" for phrase in phrases]
    return Labelled([untokenise(p) for p in phrases], list(unique.values()), sides, ids), whole


def _first(*sides: Side) -> Side:
    """Training wins over calibrating over measuring."""
    return "train" if "train" in sides else "calibrate" if "calibrate" in sides else "dev"
