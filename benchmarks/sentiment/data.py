"""Reads the labelled texts and splits them by film, so that no film is on both sides."""

import re
import unicodedata
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from index.clean import clean

DEV_PERCENT = 12


@dataclass(frozen=True, slots=True)
class Labelled:
    """Texts with labels (1 positive, 0 negative), and whether each belongs to the development split."""

    texts: list[str]
    labels: list[int]
    dev: list[bool]
    ids: list[str]

    def part(self, dev: bool) -> tuple[list[str], list[int]]:
        """The texts and labels of one side of the split."""
        kept = [(t, y) for t, y, d in zip(self.texts, self.labels, self.dev, strict=True) if d == dev]
        return [t for t, _ in kept], [y for _, y in kept]


class Groups:
    """Union-find over strings; `dev` tells on which side of the split a group falls."""

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

    def dev(self, node: str) -> bool:
        """Whether the group falls into the development split: decided by a hash, so never by the order."""
        return zlib.crc32(self.find(node).encode()) % 100 < DEV_PERCENT


def title_key(title: str) -> str:
    """A title without case, accents, articles and alternative titles, to join films across tables."""
    title = unicodedata.normalize("NFKD", re.sub(r"\(.*", "", title)).encode("ascii", "ignore").decode()
    words = re.findall(r"[a-z0-9]+", title.lower())
    return " ".join(sorted(w for w in words if w not in {"the", "a", "an"}))


def _read(data: Path, name: str) -> pd.DataFrame:
    return pd.read_csv(data / f"{name}.csv.xz", dtype=str, keep_default_na=False)


def read_reviews_and_quotes(data: Path) -> tuple[Labelled, Labelled]:
    """The labelled IMDB reviews and the labelled critics' quotes, split by film over both together.

    Films are one when they share an IMDB id, a title, or a whole text (a review posted to two films).
    """
    films, reviews, quotes = _read(data, "films"), _read(data, "imdb_train"), _read(data, "rt_quotes")
    quotes = quotes[quotes.sentiment.isin(["positive", "negative"]) & (quotes.text.str.len() > 0)]
    quotes = quotes[~quotes.text.str.contains("Full review in|Full Content Review")]
    quotes = quotes.drop_duplicates("text")
    groups = Groups()

    def keys(imdb_id: str, title: str, text: str) -> list[str]:
        named = [imdb_id, title_key(title) and f"title {title_key(title)}", f"text {text.strip()}"]
        return [key for key in named if key]

    titles = dict(zip(films.imdb_id, films.title, strict=True))
    for table in (reviews, quotes):
        title_of = table.title if "title" in table else [titles.get(i, "") for i in table.imdb_id]
        for imdb_id, title, text in zip(table.imdb_id, title_of, table.text, strict=True):
            groups.join(keys(imdb_id, title, text))
    for imdb_id, title in titles.items():
        if title_key(title):
            groups.join([imdb_id, f"title {title_key(title)}"])

    def labelled(table: pd.DataFrame, label: str, ids: list[str]) -> Labelled:
        return Labelled(
            [clean(text) for text in table.text],
            [int(str(value).startswith("pos")) for value in table[label]],
            [groups.dev(f"text {text.strip()}") for text in table.text],
            ids,
        )

    return (
        labelled(reviews, "label", list(reviews.review_id)),
        labelled(quotes, "sentiment", [f"quote-{row}" for row in quotes.index]),
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
    Those sentences are critics' quotes too: one that shares seven words in a row with a quote goes to the
    side of that quote (training wins).
    """
    quoted: dict[str, bool] = {}
    for text, held_out in zip(quotes.texts, quotes.dev, strict=True):
        for shingle in _shingles(text):
            quoted[shingle] = quoted.get(shingle, True) and held_out
    table = _read(data, "sst2_train").drop_duplicates("sentence")
    phrases = [" ".join(s.split()) for s in table.sentence]
    order = sorted(range(len(phrases)), key=lambda i: -len(phrases[i]))
    holders: dict[str, list[int]] = {}
    whole, dev = [False] * len(phrases), [False] * len(phrases)
    for i in order:
        words = set(phrases[i].split())
        rarest = min((holders.get(word, []) for word in words), key=len, default=[])
        inside = [j for j in rarest if f" {phrases[i]} " in f" {phrases[j]} "]
        if inside:
            dev[i] = all(dev[j] for j in inside)
            continue
        sides = [quoted[shingle] for shingle in _shingles(phrases[i]) if shingle in quoted]
        whole[i] = True
        dev[i] = all(sides) if sides else zlib.crc32(phrases[i].encode()) % 100 < DEV_PERCENT
        for word in words:
            holders.setdefault(word, []).append(i)
    labels = [int(label) for label in table.label]
    ids = [f"sst-{row}" for row in table.index]
    return Labelled([untokenise(p) for p in phrases], labels, dev, ids), whole
