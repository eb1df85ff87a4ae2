"""The encoder that reads reviews: MiniLM with heads for reviews, sentences, aspects and people.

One pass over a window of text serves every head: a review's verdict is read off the whole window, a
sentence's or a name's off the word pieces of its own span, in the context of its neighbours.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import torch
from torch import Tensor, nn

from index.judge.classes import ASPECT_CLASSES, MENTIONS, OPINIONS
from index.types import ASPECTS


@dataclass(frozen=True, slots=True)
class Spans:
    """Word pieces of spans over a batch: `tokens` are flat places in it, `owners` the span of each."""

    tokens: Tensor  # (t,) int64, row * length + column
    owners: Tensor  # (t,) int64
    count: int

    @classmethod
    def of(cls, spans: Sequence[tuple[int, int, int]], length: int) -> "Spans":
        """`spans`: (row, first, past the last) word piece; `length`: of the rows."""
        tokens = [row * length + place for row, first, last in spans for place in range(first, last)]
        owners = [number for number, (_, first, last) in enumerate(spans) for _ in range(first, last)]
        return cls(torch.tensor(tokens, dtype=torch.long), torch.tensor(owners, dtype=torch.long), len(spans))


class Network(nn.Module):
    """A BERT encoder and five heads on it; `judge.classes` names what they score."""

    def __init__(self, encoder: nn.Module, width: int) -> None:
        """`encoder`: answers `last_hidden_state` (rows, length, width)."""
        super().__init__()
        self.encoder = encoder
        self.review = nn.Linear(2 * width, 1)
        self.polarity = nn.Linear(width, 1)
        self.opinion = nn.Linear(2 * width, len(OPINIONS))
        self.aspects = nn.Linear(2 * width, len(ASPECTS) * len(ASPECT_CLASSES))
        self.people = nn.Linear(4 * width, len(MENTIONS))

    def encode(self, ids: Tensor, mask: Tensor) -> Tensor:
        """Word pieces (rows, length) int64 and their mask to hidden states (rows, length, width)."""
        states: Any = self.encoder(input_ids=ids, attention_mask=mask)
        hidden: Tensor = states.last_hidden_state
        return hidden

    def reviews(self, hidden: Tensor, mask: Tensor) -> Tensor:
        """(rows,) log-odds that the windows are of a positive review."""
        weight = mask.unsqueeze(-1).to(hidden.dtype)
        mean = (hidden * weight).sum(1) / weight.sum(1)
        logits: Tensor = self.review(torch.cat([hidden[:, 0], mean], dim=-1))
        return logits.squeeze(-1)

    @staticmethod
    def pooled(hidden: Tensor, spans: Spans) -> Tensor:
        """(spans, 2 * width): the mean and the maximum of each span's hidden states."""
        states = hidden.reshape(-1, hidden.shape[-1])[spans.tokens]
        empty = states.new_zeros(spans.count, states.shape[-1])
        sizes = states.new_zeros(spans.count, 1).index_add(
            0, spans.owners, states.new_ones(len(spans.owners), 1)
        )
        mean = empty.index_add(0, spans.owners, states) / sizes.clamp(min=1)
        owners = spans.owners.unsqueeze(-1).expand_as(states)
        return torch.cat([mean, empty.scatter_reduce(0, owners, states, "amax", include_self=False)], dim=-1)

    def polarities(self, pooled: Tensor) -> Tensor:
        """(spans,) log-odds that the spans are positive."""
        logits: Tensor = self.polarity(pooled[:, : pooled.shape[-1] // 2])
        return logits.squeeze(-1)

    def mentions(self, names: Tensor, sentences: Tensor) -> Tensor:
        """(names, 5) scores over MENTIONS; `names` and the `sentences` around them as `pooled` gives them."""
        scores: Tensor = self.people(torch.cat([names, sentences], dim=-1))
        return scores
