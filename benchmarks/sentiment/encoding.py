"""What both training steps share: the base network, its word pieces, padded batches."""

from collections.abc import Sequence
from typing import Any

import torch
from torch import Tensor

from benchmarks.sentiment.network import Network
from index.embed import packaged_model

DROPOUT = 0.1
"""Of hidden states, after the first round; attention has none, for speed."""


class Tokenizer:
    """The word pieces of the packaged MiniLM."""

    def __init__(self, folder: str) -> None:
        """`folder`: of the model."""
        from transformers import AutoTokenizer

        self._tokenizer: Any = AutoTokenizer.from_pretrained(folder)
        self.first, self.last = int(self._tokenizer.cls_token_id), int(self._tokenizer.sep_token_id)
        self.fill = int(self._tokenizer.pad_token_id)

    def pieces(self, texts: Sequence[str]) -> list[list[int]]:
        """The word pieces of each text, without the tokens that frame a row."""
        if not texts:
            return []
        found: list[list[int]] = self._tokenizer(list(texts), add_special_tokens=False, verbose=False)[
            "input_ids"
        ]
        return found

    def places(self, texts: Sequence[str]) -> list[tuple[list[int], list[tuple[int, int]]]]:
        """As `pieces`, each with the characters that the word pieces cover."""
        if not texts:
            return []
        found = self._tokenizer(
            list(texts), add_special_tokens=False, return_offsets_mapping=True, verbose=False
        )
        return list(zip(found["input_ids"], found["offset_mapping"], strict=True))


def base_network(dropout: float = DROPOUT) -> tuple[Network, Tokenizer]:
    """MiniLM as published, its embedding layer frozen, with new heads; `dropout`: of hidden states."""
    from transformers import AutoModel

    folder = packaged_model()
    encoder: Any = AutoModel.from_pretrained(
        folder,
        attn_implementation="eager",
        attention_probs_dropout_prob=0.0,
        hidden_dropout_prob=dropout,
        add_pooling_layer=False,
    )
    encoder.embeddings.requires_grad_(False)
    return Network(encoder, int(encoder.config.hidden_size)), Tokenizer(folder)


def padded(tokenizer: Tokenizer, rows: Sequence[Sequence[int]]) -> tuple[Tensor, Tensor]:
    """Framed word pieces and their mask; both (rows, longest + 2) int64."""
    length = max(map(len, rows)) + 2
    framed = [[tokenizer.first, *row, tokenizer.last] for row in rows]
    ids = torch.tensor([row + [tokenizer.fill] * (length - len(row)) for row in framed])
    mask = torch.tensor([[1] * len(row) + [0] * (length - len(row)) for row in framed])
    return ids, mask
