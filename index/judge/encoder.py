"""Reads reviews with the fine-tuned MiniLM: every sentence and name within its review, in one pass.

The embedding layer is that of the packaged all-MiniLM-L6-v2, which stays as published; the six layers above
it and the heads are ours (weights/encoder.safetensors, int8 with one scale a row). Training and figures:
benchmarks/sentiment and weights/MODEL_CARD.md.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from safetensors.numpy import load, save
from tokenizers import Tokenizer

from .. import ranges
from ..bert import CLS, SEP, Bert, FloatArray
from ..embed import packaged_tokenizer, packaged_weights
from ..types import ASPECTS
from .checked import checked
from .classes import ASPECT_CLASSES, MENTIONS, OPINIONS
from .heads import Heads, pool
from .windows import windows

Span = tuple[int, int]

WINDOW = 158
"""Word pieces of a window, without the two that frame it: as in training."""
CARD, ARRAYS = "encoder.json", "encoder.safetensors"
SCALE = ".scale"
LAYERS = "encoder."
"""Begins the names of the arrays that are not heads."""
_TOKENS_PER_BATCH = 2048


@dataclass(frozen=True, slots=True)
class Passage:
    """A clean review as its sentences, and in each the places (start, end) of names, in characters."""

    sentences: Sequence[str]
    names: Sequence[Sequence[Span]] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """What the encoder says of a passage, all in log-odds or class scores (before softmax).

    `review`: that the review is positive, the mean over its windows. `positive`: (n,) that each sentence is.
    `opinions`: (n, 4) over `classes.OPINIONS`. `aspects`: (n, 8, 4), `types.ASPECTS` by
    `classes.ASPECT_CLASSES`. `people`: for each sentence (names, 5) over `classes.MENTIONS`. All float32.
    """

    review: float
    positive: FloatArray
    opinions: FloatArray
    aspects: FloatArray
    people: tuple[FloatArray, ...]


@dataclass(slots=True)
class _Row:
    """A window on its way to the network: its framed word pieces and the spans that are asked for."""

    passage: int
    pieces: list[int]
    sentences: list[tuple[int, int, int]]  # sentence, first and past the last word piece in the row
    names: list[tuple[int, int, int, int]]  # sentence, number, first and past the last word piece


class Encoder:
    """The network with its tokenizer, in the fastest precision the processor computes in; thread-safe."""

    def __init__(self, bert: Bert, heads: Heads, tokenizer: Tokenizer, name: str = "") -> None:
        """`heads` read what `bert` makes of the word pieces; `name` differs between weights."""
        self.name = name
        self._bert, self._heads, self._tokenizer = bert, heads, tokenizer

    @classmethod
    def load(cls, folder: Path, threads: int = 0) -> "Encoder":
        """Reads the weights in `folder` and checks them against their hash; `threads` as in `Bert`.

        Raises:
            ModelError: a file is missing, damaged or of another format, or the packaged base is.
        """
        with checked(folder, CARD, ARRAYS, "encoder's weights") as (raw, card):
            arrays = unpack(raw)
            weights = {**packaged_weights(), **layers_of(arrays)}
            bert = Bert(weights, ranges=ranges.load("judging", folder), threads=threads, bulk=True)
            return cls(bert, Heads(arrays), packaged_tokenizer(), str(card["sha256"])[:12])

    def read(self, passages: Sequence[Passage]) -> list[Reading]:
        """One reading for each passage, in order. A passage without sentences reads as nothing at all."""
        rows = self._rows(passages)
        views: list[list[float]] = [[] for _ in passages]
        sizes = [len(passage.sentences) for passage in passages]
        positive = [np.zeros(n, np.float32) for n in sizes]
        opinions = [np.zeros((n, len(OPINIONS)), np.float32) for n in sizes]
        aspects = [np.zeros((n, len(ASPECTS), len(ASPECT_CLASSES)), np.float32) for n in sizes]
        people = [
            [
                np.zeros((len(names), len(MENTIONS)), np.float32)
                for names in passage.names or [()] * len(passage.sentences)
            ]
            for passage in passages
        ]
        for batch, states in self._bert.states([r.pieces for r in rows], _TOKENS_PER_BATCH, WINDOW + 2):
            read = [(rows[place], hidden) for place, hidden in zip(batch, states, strict=True)]
            for row, hidden in read:
                views[row.passage].append(self._heads.review(hidden[: len(row.pieces)]))
            pooled = np.stack([pool(hidden[a:b]) for row, hidden in read for _, a, b in row.sentences])
            owners = [(row.passage, number) for row, _ in read for number, _, _ in row.sentences]
            for (passage, number), p, o, a in zip(owners, *self._heads.sentences(pooled), strict=True):
                positive[passage][number], opinions[passage][number], aspects[passage][number] = p, o, a
            named = [(row.passage, hidden, *name) for row, hidden in read for name in row.names]
            if named:
                place_of = {owner: place for place, owner in enumerate(owners)}
                around = pooled[[place_of[passage, number] for passage, _, number, *_ in named]]
                scores = self._heads.people(np.stack([pool(h[a:b]) for _, h, _, _, a, b in named]), around)
                for (passage, _, number, which, _, _), score in zip(named, scores, strict=True):
                    people[passage][number][which] = score
        return [
            Reading(float(np.mean(v)) if v else 0.0, p, o, a, tuple(q))
            for v, p, o, a, q in zip(views, positive, opinions, aspects, people, strict=True)
        ]

    def _rows(self, passages: Sequence[Passage]) -> list[_Row]:
        texts = [sentence for passage in passages for sentence in passage.sentences]
        encoded = iter(self._tokenizer.encode_batch(texts, add_special_tokens=False))
        rows = []
        for number, passage in enumerate(passages):
            told = [next(encoded) for _ in passage.sentences]
            pieces = [one.ids[:WINDOW] for one in told]
            for a, b in windows([len(p) for p in pieces], WINDOW):
                row = _Row(number, [CLS], [], [])
                for s in range(a, b):
                    start = len(row.pieces)
                    row.pieces += pieces[s]
                    row.sentences.append((s, start, len(row.pieces)))
                    for n, name in enumerate(passage.names[s] if passage.names else ()):
                        low, high = pieces_of(name, told[s].offsets[:WINDOW])
                        row.names.append((s, n, start + low, start + high))
                row.pieces.append(SEP)
                rows.append(row)
        return rows


def pieces_of(span: Span, offsets: Sequence[Span]) -> Span:
    """The word pieces, first and past the last, that a span of characters covers; none if it was cut off."""
    inside = [i for i, (a, b) in enumerate(offsets) if a < span[1] and span[0] < b]
    return (inside[0], inside[-1] + 1) if inside else (0, 0)


def layers_of(arrays: Mapping[str, FloatArray]) -> dict[str, FloatArray]:
    """Those of our arrays that replace the published ones, under their names there."""
    return {name.removeprefix(LAYERS): values for name, values in arrays.items() if name.startswith(LAYERS)}


def unpack(raw: bytes) -> dict[str, FloatArray]:
    """The arrays of the weights file by name, float32."""
    arrays = load(raw)
    return {
        name: values.astype(np.float32) * (arrays[name + SCALE][:, None] if name + SCALE in arrays else 1)
        for name, values in arrays.items()
        if not name.endswith(SCALE)
    }


def pack(arrays: Mapping[str, FloatArray]) -> bytes:
    """A network's arrays, float32 by name, without its embedding layer, as the bytes of the weights file."""
    packed: dict[str, npt.NDArray[Any]] = {}
    for name, values in arrays.items():
        if "embeddings" in name:
            continue
        if values.ndim == 2 and name.startswith(LAYERS):
            scale = np.maximum(np.abs(values).max(axis=1), 1e-8) / 127
            packed[name] = np.rint(values / scale[:, None]).astype(np.int8)
            packed[name + SCALE] = scale.astype(np.float32)
        else:
            packed[name] = values.astype(np.float32)
    return save(packed)
