"""Reads reviews with the fine-tuned MiniLM: every sentence and name within its review, in one pass.

The embedding layer is that of the packaged all-MiniLM-L6-v2, which stays as published; the six layers above
it and the heads are ours (weights/encoder.safetensors, int8 with one scale a row). Training and figures:
benchmarks/sentiment and weights/MODEL_CARD.md.
"""

import os
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

from ..batching import by_length
from ..embed import computes_bfloat16, packaged_model
from ..types import ASPECTS
from .checked import checked
from .windows import windows

FloatArray: TypeAlias = npt.NDArray[np.float32]
Span = tuple[int, int]

WINDOW = 158
"""Word pieces of a window, without the two that frame it: as in training."""
CARD, ARRAYS = "encoder.json", "encoder.safetensors"
SCALE = ".scale"
_TOKENS_PER_BATCH = 4096


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
    """A window on its way to the network: its word pieces and the spans that are asked for."""

    passage: int
    pieces: list[int]
    sentences: list[tuple[int, int, int]]  # sentence, first and past the last word piece in the row
    names: list[tuple[int, int, int, int]]  # sentence, number, first and past the last word piece


class Encoder:
    """The network with its tokenizer, in the fastest precision the processor computes in; thread-safe."""

    def __init__(self, network: Any, tokenizer: Any, name: str = "", bfloat16: bool | None = None) -> None:
        """`network`: a `Network`; `bfloat16`: None takes it where the processor computes in it."""
        import torch

        self.name = name
        self._tokenizer = tokenizer
        half = computes_bfloat16() if bfloat16 is None else bfloat16
        self._network = network.eval()
        if half:
            self._network.encoder.to(torch.bfloat16)
        self._tokenizing = threading.Lock()

    @classmethod
    def load(cls, folder: Path) -> "Encoder":
        """Reads the weights in `folder` and checks them against their hash.

        Raises:
            ModelError: a file is missing, damaged or of another format, or the packaged base is.
        """
        with checked(folder, CARD, ARRAYS, "encoder's weights") as (raw, card):
            network, tokenizer = _base(packaged_model())
            _fill(network, raw)
            return cls(network, tokenizer, str(card["sha256"])[:12])

    def read(self, passages: Sequence[Passage]) -> list[Reading]:
        """One reading for each passage, in order. A passage without sentences reads as nothing at all."""
        rows = self._rows(passages)
        views: list[list[float]] = [[] for _ in passages]
        sizes = [len(passage.sentences) for passage in passages]
        positive = [np.zeros(n, np.float32) for n in sizes]
        opinions = [np.zeros((n, 4), np.float32) for n in sizes]
        aspects = [np.zeros((n, len(ASPECTS), 4), np.float32) for n in sizes]
        people = [
            [
                np.zeros((len(names), 5), np.float32)
                for names in passage.names or [()] * len(passage.sentences)
            ]
            for passage in passages
        ]
        for batch, _, length in by_length([len(r.pieces) + 2 for r in rows], _TOKENS_PER_BATCH, WINDOW + 2):
            chosen = [rows[i] for i in batch]
            review, sentence, named = self._judge(chosen, length)
            for row, view in zip(chosen, review, strict=True):
                views[row.passage].append(float(view))
            at = 0
            for row in chosen:
                for number, _, _ in row.sentences:
                    positive[row.passage][number] = sentence[at, 0]
                    opinions[row.passage][number] = sentence[at, 1:5]
                    aspects[row.passage][number] = sentence[at, 5:].reshape(len(ASPECTS), 4)
                    at += 1
            at = 0
            for row in chosen:
                for number, place, _, _ in row.names:
                    people[row.passage][number][place] = named[at]
                    at += 1
        return [
            Reading(float(np.mean(v)) if v else 0.0, p, o, a, tuple(q))
            for v, p, o, a, q in zip(views, positive, opinions, aspects, people, strict=True)
        ]

    def _judge(self, rows: Sequence[_Row], length: int) -> tuple[FloatArray, FloatArray, FloatArray]:
        """Of one batch: (rows,) reviews, (sentences, 1 + 4 + 32) sentence heads, (names, 5) people."""
        import torch

        from .network import Spans

        first, last, fill = (getattr(self._tokenizer, f"{kind}_token_id") for kind in ("cls", "sep", "pad"))
        framed = [[first, *row.pieces, last] for row in rows]
        ids = torch.tensor([one + [fill] * (length - len(one)) for one in framed])
        mask = torch.tensor([[1] * len(one) + [0] * (length - len(one)) for one in framed])
        sentences = [(r, a, b) for r, row in enumerate(rows) for _, a, b in row.sentences]
        order = [(r, number) for r, row in enumerate(rows) for number, _, _ in row.sentences]
        place = {key: i for i, key in enumerate(order)}
        names = [(r, a, b) for r, row in enumerate(rows) for _, _, a, b in row.names]
        owners = [place[r, number] for r, row in enumerate(rows) for number, _, _, _ in row.names]
        with torch.inference_mode():
            hidden = self._network.encode(ids, mask).float()
            review = self._network.reviews(hidden, mask)
            pooled = self._network.pooled(hidden, Spans.of(sentences, length))
            heads = torch.cat(
                [
                    self._network.polarities(pooled).unsqueeze(-1),
                    self._network.opinion(pooled),
                    self._network.aspects(pooled),
                ],
                dim=-1,
            )
            named = self._network.mentions(
                self._network.pooled(hidden, Spans.of(names, length)),
                pooled[torch.tensor(owners, dtype=torch.long)],
            )
        return review.numpy(), heads.numpy(), named.numpy()

    def _rows(self, passages: Sequence[Passage]) -> list[_Row]:
        texts = [sentence for passage in passages for sentence in passage.sentences]
        if not texts:
            return []
        with self._tokenizing:
            encoded = self._tokenizer(
                texts, add_special_tokens=False, return_offsets_mapping=True, verbose=False,
                return_token_type_ids=False, return_attention_mask=False,
            )  # fmt: skip
        rows = []
        at = 0
        for number, passage in enumerate(passages):
            count = len(passage.sentences)
            pieces = [ids[:WINDOW] for ids in encoded["input_ids"][at : at + count]]
            offsets = encoded["offset_mapping"][at : at + count]
            at += count
            for a, b in windows([len(p) for p in pieces], WINDOW):
                row = _Row(number, [], [], [])
                for s in range(a, b):
                    start = 1 + len(row.pieces)
                    row.pieces.extend(pieces[s])
                    row.sentences.append((s, start, 1 + len(row.pieces)))
                    for n, name in enumerate(passage.names[s] if passage.names else ()):
                        low, high = pieces_of(name, offsets[s][:WINDOW])
                        row.names.append((s, n, start + low, start + high))
                rows.append(row)
        return rows


def pieces_of(span: Span, offsets: Sequence[Span]) -> Span:
    """The word pieces, first and past the last, that a span of characters covers; none if it was cut off."""
    inside = [i for i, (a, b) in enumerate(offsets) if a < span[1] and span[0] < b]
    return (inside[0], inside[-1] + 1) if inside else (0, 0)


def _base(folder: str) -> tuple[Any, Any]:
    """The network with the published weights below our own, and its tokenizer."""
    os.environ.setdefault("HF_HUB_OFFLINE", "1")
    from transformers import AutoConfig, AutoModel, AutoTokenizer
    from transformers.utils import logging

    from .network import Network

    logging.disable_progress_bar()  # type: ignore[no-untyped-call]
    before = logging.get_verbosity()
    logging.set_verbosity_error()  # type: ignore[no-untyped-call]  # it would tell that the pooling layer is not wanted
    try:
        encoder = AutoModel.from_pretrained(folder, add_pooling_layer=False, attn_implementation="sdpa")
        width = int(AutoConfig.from_pretrained(folder).hidden_size)
        return Network(encoder, width), AutoTokenizer.from_pretrained(folder)
    finally:
        logging.set_verbosity(before)


def _fill(network: Any, raw: bytes) -> None:
    """Puts our weights over the published ones; RuntimeError when one is missing or of another shape."""
    import torch
    from safetensors.numpy import load

    arrays = load(raw)
    state = {}
    for name, values in arrays.items():
        if not name.endswith(SCALE):
            scale = arrays.get(name + SCALE)
            full = values.astype(np.float32)
            state[name] = torch.from_numpy(full if scale is None else full * scale[:, None])
    missing, unknown = network.load_state_dict(state, strict=False)
    if unknown or any("embeddings" not in name for name in missing):
        raise RuntimeError(f"weights that don't fit: {[*missing, *unknown][:3]}")


def pack(state: dict[str, Any]) -> bytes:
    """A network's `state_dict` without its embedding layer as the bytes of the weights file."""
    from safetensors.numpy import save

    arrays: dict[str, npt.NDArray[Any]] = {}
    for name, tensor in state.items():
        values = tensor.float().numpy()
        if "embeddings" in name:
            continue
        if values.ndim == 2 and name.startswith("encoder."):
            scale = np.maximum(np.abs(values).max(axis=1), 1e-8) / 127
            arrays[name] = np.rint(values / scale[:, None]).astype(np.int8)
            arrays[name + SCALE] = scale.astype(np.float32)
        else:
            arrays[name] = values.astype(np.float32)
    return save(arrays)
