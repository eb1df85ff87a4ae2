"""Fine-tunes the encoder: python -m benchmarks.sentiment.finetune --data FOLDER --out CHECKPOINT

First step of two. Whole reviews, critics' quotes and treebank phrases together teach MiniLM for and
against: a review by its windows (its log-odds are their mean), short texts singly and packed next to one
another, each with a label of its own, so that a span learns to answer for itself and not for its
neighbours.
"""

import argparse
import random
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
from torch.nn.functional import binary_cross_entropy_with_logits as bce

from benchmarks.sentiment.data import Labelled, Side, read_phrases, read_reviews_and_quotes
from benchmarks.sentiment.encoding import DROPOUT, Tokenizer, base_network, padded
from benchmarks.sentiment.network import Network, Spans
from index.judge.windows import windows
from index.sentences import spans

WINDOW = 158
PACK = 110
TOKENS = 3600
ROUNDS = ((1.3, 2, 1.1e-4, 10**6), (1.0, 2, 7e-5, 1500))
"""Epochs of reviews and of short texts, the highest learning rate, and the steps after which a round ends.

Each warms up and cools down; the second hands over to the labelled sentences halfway, at 4e-5.
"""
SEED = 7


@dataclass(frozen=True, slots=True)
class Batch:
    """Rows of word pieces. `groups`: the review of each row; `spans`: labelled parts of rows."""

    rows: list[list[int]]
    groups: list[int]
    group_labels: list[int]
    spans: list[tuple[int, int, int]]
    span_labels: list[int]


def review_rows(pieces: Sequence[Sequence[int]]) -> list[list[int]]:
    """The windows of a review as word pieces; of a long one the first two and the last."""
    cut = windows([len(p) for p in pieces], WINDOW)
    kept = cut if len(cut) < 4 else [*cut[:2], cut[-1]]
    return [[i for p in pieces[a:b] for i in p][:WINDOW] for a, b in kept]


def review_batches(
    reviews: Sequence[tuple[list[list[int]], int]], order: Sequence[int], dice: random.Random
) -> Iterator[Batch]:
    """Reviews of like length together, about TOKENS word pieces a batch."""
    by_size = sorted(order, key=lambda i: max(map(len, reviews[i][0])) + dice.random() * 24)
    at = 0
    while at < len(by_size):
        batch = Batch([], [], [], [], [])
        while at < len(by_size):
            rows, label = reviews[by_size[at]]
            longest = max(map(len, [*batch.rows, *rows]))
            if batch.rows and longest * (len(batch.rows) + len(rows)) > TOKENS:
                break
            batch.groups.extend([len(batch.group_labels)] * len(rows))
            batch.rows.extend(rows)
            batch.group_labels.append(label)
            at += 1
        yield batch


def short_batches(
    texts: Sequence[tuple[list[int], int]], order: Sequence[int], dice: random.Random
) -> Iterator[Batch]:
    """Half of the short texts alone, labelled as a review and as a sentence; half packed side by side."""
    alone, packed = list(order[: len(order) // 2]), order[len(order) // 2 :]
    alone.sort(key=lambda i: len(texts[i][0]) + dice.random() * 4)
    at = 0
    while at < len(alone):
        batch = Batch([], [], [], [], [])
        while at < len(alone):
            ids, label = texts[alone[at]]
            if (len(ids) + 2) * (len(batch.rows) + 1) > TOKENS // 2:
                break
            batch.spans.append((len(batch.rows), 1, 1 + len(ids)))
            batch.groups.append(len(batch.rows))
            batch.rows.append(ids)
            batch.group_labels.append(label)
            batch.span_labels.append(label)
            at += 1
        yield batch
    batch = Batch([], [], [], [], [])
    row: list[int] = []
    size = dice.randrange(30, PACK)
    for i in packed:
        ids, label = texts[i]
        if row and len(row) + len(ids) > size:
            batch.rows.append(row)
            row, size = [], dice.randrange(30, PACK)
            if len(batch.rows) * PACK > TOKENS * 1.3:
                yield batch
                batch = Batch([], [], [], [], [])
        batch.spans.append((len(batch.rows), 1 + len(row), 1 + len(row) + len(ids)))
        batch.span_labels.append(label)
        row = row + ids
    batch.rows.append(row)
    yield batch


def loss_of(network: Network, tokenizer: Tokenizer, batch: Batch) -> torch.Tensor:
    """Mean loss of the labels of one batch."""
    ids, mask = padded(tokenizer, batch.rows)
    with torch.autocast("cpu", torch.bfloat16):
        hidden = network.encode(ids, mask)
    hidden = hidden.float()
    loss = torch.zeros(())
    if batch.groups:
        logits, groups = network.reviews(hidden, mask), torch.tensor(batch.groups)
        count = len(batch.group_labels)
        sums = torch.zeros(count).index_add(0, groups, logits)
        sizes = torch.zeros(count).index_add(0, groups, torch.ones(len(groups)))
        loss = loss + bce(sums / sizes, torch.tensor(batch.group_labels, dtype=torch.float))
    if batch.spans:
        pooled = network.pooled(hidden, Spans.of(batch.spans, ids.shape[1]))
        loss = loss + bce(network.polarities(pooled), torch.tensor(batch.span_labels, dtype=torch.float))
    return loss


def part(labelled: Labelled, side: Side) -> list[tuple[str, int]]:
    """Texts with labels of one side."""
    return list(zip(*labelled.part(side), strict=True))


def train(data: Path, out: Path, start: Path | None) -> None:
    """Trains the first round, or the second from the checkpoint of the first; writes one, with progress."""
    number = 1 if start else 0
    review_epochs, short_epochs, rate, most = ROUNDS[number]
    dice = random.Random(SEED + number)
    torch.manual_seed(SEED + number)
    network, tokenizer = base_network(DROPOUT if start else 0.0)
    if start:
        network.load_state_dict(torch.load(start, weights_only=True))
    labelled_reviews, quotes = read_reviews_and_quotes(data)
    phrases, _ = read_phrases(data, quotes)
    reviews = [
        (review_rows(tokenizer.pieces([t[a:b] for a, b in spans(t)] or [t])), label)
        for t, label in part(labelled_reviews, "train")
    ]
    pairs = part(quotes, "train") + part(phrases, "train")
    pieces = tokenizer.pieces([text for text, _ in pairs])
    short = [(ids[:PACK], label) for ids, (_, label) in zip(pieces, pairs, strict=True)]
    batches: list[Batch] = []
    left = review_epochs
    while left > 0:
        order = dice.sample(range(len(reviews)), int(len(reviews) * min(1.0, left)))
        batches.extend(review_batches(reviews, order, dice))
        left -= 1
    for _ in range(short_epochs):
        batches.extend(short_batches(short, dice.sample(range(len(short)), len(short)), dice))
    dice.shuffle(batches)
    tokens = sum(len(b.rows) * (max(map(len, b.rows)) + 2) for b in batches)
    print(
        f"{len(reviews)} reviews, {len(short)} short texts, {len(batches)} steps, {tokens / 1e6:.1f} M tokens"
    )

    weights = [p for p in network.parameters() if p.requires_grad]
    optimiser = torch.optim.AdamW(weights, lr=rate, betas=(0.9, 0.98), weight_decay=0.01, fused=True)
    warm = 1 + len(batches) // 20
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda n: min((n + 1) / warm, max(0.0, (len(batches) - n) / (len(batches) - warm)))
    )
    network.train()
    started, seen, mean = time.perf_counter(), 0, 0.7
    for step, batch in enumerate(batches[:most]):
        loss = loss_of(network, tokenizer, batch)
        loss.backward()  # type: ignore[no-untyped-call]
        torch.nn.utils.clip_grad_norm_(weights, 1.0)
        optimiser.step()
        optimiser.zero_grad()
        schedule.step()
        seen += len(batch.rows) * (max(map(len, batch.rows)) + 2)
        mean += (float(loss.detach()) - mean) / 100
        if step % 50 == 0:
            spent = time.perf_counter() - started
            print(
                f"{step}/{len(batches)} loss {mean:.4f} {seen / spent:.0f} tokens/s "
                f"{spent / 60:.1f} min, {spent / 60 * (tokens / max(seen, 1) - 1):.1f} to go",
                flush=True,
            )
        if step % 500 == 499 or step == min(len(batches), most) - 1:
            out.parent.mkdir(parents=True, exist_ok=True)
            torch.save(network.state_dict(), out)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--start", type=Path, help="the first round's checkpoint, to train the second from")
    options = parser.parse_args()
    train(options.data, options.out, options.start)
