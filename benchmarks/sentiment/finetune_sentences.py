"""Second step of fine-tuning: python -m benchmarks.sentiment.finetune_sentences --data FOLDER --start FILE

Starts from the first step's checkpoint and learns from the sentences labelled by hand what a sentence
evaluates, which aspects, and what it says of whom: within their windows and each alone. Part of the first
step's texts is trained on again, so that nothing is unlearnt. Writes the packaged weights.
"""

import argparse
import hashlib
import json
import random
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
from torch.nn.functional import binary_cross_entropy_with_logits as bce
from torch.nn.functional import cross_entropy

from benchmarks.sentiment import finetune
from benchmarks.sentiment.data import read_phrases, read_reviews_and_quotes
from benchmarks.sentiment.encoding import Tokenizer, base_network, padded
from benchmarks.sentiment.labels import LabelledReview, LabelledSentence, read_labels
from benchmarks.sentiment.network import Network, Spans
from index.judge.classes import ASPECT_CLASSES, MENTIONS, OPINIONS
from index.judge.encoder import ARRAYS, CARD, pack, pieces_of
from index.judge.windows import windows
from index.people import CreditedNames, Named, named_in
from index.sentences import spans
from index.sentiment import WEIGHTS
from index.types import ASPECTS

EPOCHS = 4
ROWS = 24
REPLAYED_REVIEWS, REPLAYED_SHORT = 0.4, 1.0
RATE, HEAD_RATE = 6e-5, 6e-4
UNCREDITED = 0.3  # share of labelled windows that are read as if no table knew the film's credits
SEED = 11


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence in its row of word pieces: its place there and what is to be learnt."""

    start: int
    end: int
    label: LabelledSentence
    names: tuple[tuple[int, int, int], ...]  # first and past the last word piece, class of MENTIONS


@dataclass(frozen=True, slots=True)
class Row:
    """A window as word pieces. `positive`: of its review; None where a sentence stands alone."""

    pieces: list[int]
    examples: list[Example]
    positive: bool | None


def classes_of(named: Sequence[Named], label: LabelledSentence) -> list[tuple[int, int, int]]:
    """Places of names in a sentence, in characters, with their classes; what nobody labelled is nobody."""
    if label.people is None:
        return []
    found = [(start, end, MENTIONS.index(said)) for start, end, said in label.people]
    for one in named:
        if not any(a < one.end and one.start < b for a, b, _ in found):
            found.append((one.start, one.end, 0))
    return found


def rows_of(review: LabelledReview, tokenizer: Tokenizer, *, alone: bool, credited: bool) -> list[Row]:
    """The windows of a review that hold labelled sentences, or each such sentence alone."""
    labels = {label.start: label for label in review.sentences}
    parts = spans(review.text)
    sentences = [review.text[a:b] for a, b in parts]
    encoded = [
        (ids[: finetune.WINDOW], places[: finetune.WINDOW]) for ids, places in tokenizer.places(sentences)
    ]
    cut = (
        [(i, i + 1) for i in range(len(parts))]
        if alone
        else windows([len(i) for i, _ in encoded], finetune.WINDOW)
    )
    named = named_in(sentences, CreditedNames(review.credits if credited else ()), review.film)
    rows: list[Row] = []
    for a, b in cut:
        pieces: list[int] = []
        examples = []
        for s in range(a, b):
            ids, places = encoded[s]
            at = 1 + len(pieces)
            pieces += ids
            label = labels.get(parts[s][0])
            if label is None:
                continue
            names = [
                (at + low, at + high, kind)
                for x, y, kind in classes_of(named[s], label)
                for low, high in [pieces_of((x, y), places)]
                if high > low
            ]
            examples.append(Example(at, 1 + len(pieces), label, tuple(names)))
        if examples:
            rows.append(Row(pieces[: finetune.WINDOW], examples, None if alone else review.positive))
    return rows


def sentence_loss(network: Network, tokenizer: Tokenizer, rows: Sequence[Row]) -> torch.Tensor:
    """Mean loss over the labelled sentences of some rows, all heads together."""
    ids, mask = padded(tokenizer, [row.pieces for row in rows])
    with torch.autocast("cpu", torch.bfloat16):
        hidden = network.encode(ids, mask)
    hidden = hidden.float()
    examples = [(r, e) for r, row in enumerate(rows) for e in row.examples]
    pooled = network.pooled(hidden, Spans.of([(r, e.start, e.end) for r, e in examples], ids.shape[1]))
    pooled = torch.nn.functional.dropout(pooled, 0.1)
    opinions = torch.tensor([OPINIONS.index(e.label.opinion) for _, e in examples])
    loss = cross_entropy(network.opinion(pooled), opinions)
    wanted = torch.tensor(
        [[ASPECT_CLASSES.index(e.label.aspects.get(a, "none")) for a in ASPECTS] for _, e in examples]
    )
    scores = network.aspects(pooled).reshape(-1, len(ASPECT_CLASSES))
    loss = loss + 3 * cross_entropy(scores, wanted.reshape(-1))
    clear = opinions < 2
    if bool(clear.any()):
        positive = (opinions[clear] == 0).float()
        loss = loss + 0.3 * bce(network.polarities(pooled)[clear], positive)
    windows_of = [r for r, row in enumerate(rows) if row.positive is not None]
    if windows_of:
        verdicts = torch.tensor([float(rows[r].positive or False) for r in windows_of])
        loss = loss + 0.3 * bce(network.reviews(hidden, mask)[windows_of], verdicts)
    named = [(i, r, name) for i, (r, e) in enumerate(examples) for name in e.names]
    if named:
        own = network.pooled(hidden, Spans.of([(r, a, b) for _, r, (a, b, _) in named], ids.shape[1]))
        mentions = network.mentions(own, pooled[torch.tensor([i for i, _, _ in named])])
        loss = loss + 0.7 * cross_entropy(mentions, torch.tensor([kind for _, _, (_, _, kind) in named]))
    return loss


def labelled_batches(
    reviews: Sequence[LabelledReview], tokenizer: Tokenizer, dice: random.Random
) -> Iterator[list[Row]]:
    """One epoch: every labelled sentence within its window, half of them also alone."""
    rows: list[Row] = []
    for review in reviews:
        rows += rows_of(review, tokenizer, alone=False, credited=dice.random() > UNCREDITED)
        rows += [
            row
            for row in rows_of(review, tokenizer, alone=True, credited=dice.random() > UNCREDITED)
            if dice.random() < 0.5
        ]
    rows.sort(key=lambda row: len(row.pieces) + dice.random() * 16)
    batch: list[Row] = []
    for row in rows:
        full = (len(row.pieces) + 2) * (len(batch) + 1) > finetune.TOKENS // 2
        if batch and (full or len(batch) == 2 * ROWS):
            yield batch
            batch = []
        batch.append(row)
    yield batch


def train(data: Path, start: Path, out: Path) -> None:
    """Trains from `start` and writes the weights and their card to `out`, with progress."""
    began = time.perf_counter()
    dice = random.Random(SEED)
    torch.manual_seed(SEED)
    network, tokenizer = base_network()
    network.load_state_dict(torch.load(start, weights_only=True))
    reviews, quotes = read_reviews_and_quotes(data)
    phrases, _ = read_phrases(data, quotes)
    labelled = read_labels(data, "training", reviews, quotes)
    again = finetune.part(reviews, "train")
    again = dice.sample(again, int(len(again) * REPLAYED_REVIEWS))
    long = [
        (finetune.review_rows(tokenizer.pieces([t[a:b] for a, b in spans(t)] or [t])), label)
        for t, label in again
    ]
    short = finetune.part(quotes, "train") + finetune.part(phrases, "train")
    short = dice.sample(short, int(len(short) * REPLAYED_SHORT))
    pieces = tokenizer.pieces([text for text, _ in short])
    texts = [(ids[: finetune.PACK], label) for ids, (_, label) in zip(pieces, short, strict=True)]

    steps: list[finetune.Batch | list[Row]] = list(finetune.review_batches(long, range(len(long)), dice))
    steps += finetune.short_batches(texts, dice.sample(range(len(texts)), len(texts)), dice)
    dice.shuffle(steps)
    epochs: list[list[finetune.Batch | list[Row]]] = [
        list(labelled_batches(labelled, tokenizer, dice)) for _ in range(EPOCHS)
    ]
    for number, epoch in enumerate(epochs):
        epoch += steps[number * len(steps) // EPOCHS : (number + 1) * len(steps) // EPOCHS]
        dice.shuffle(epoch)
    todo = [batch for epoch in epochs for batch in epoch]

    old = [p for n, p in network.named_parameters() if p.requires_grad and n.startswith("encoder.")]
    heads = [p for n, p in network.named_parameters() if not n.startswith("encoder.")]
    optimiser = torch.optim.AdamW(
        [{"params": old, "lr": RATE}, {"params": heads, "lr": HEAD_RATE}],
        betas=(0.9, 0.98), weight_decay=0.01, fused=True,
    )  # fmt: skip
    warm = 1 + len(todo) // 20
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda n: min((n + 1) / warm, max(0.0, (len(todo) - n) / (len(todo) - warm)))
    )
    network.train()
    means = {"labelled": 0.0, "replayed": 0.0}
    for step, batch in enumerate(todo):
        if isinstance(batch, list):
            kind, loss = "labelled", sentence_loss(network, tokenizer, batch)
        else:
            kind, loss = "replayed", finetune.loss_of(network, tokenizer, batch)
        loss.backward()  # type: ignore[no-untyped-call]
        torch.nn.utils.clip_grad_norm_([*old, *heads], 1.0)
        optimiser.step()
        optimiser.zero_grad()
        schedule.step()
        means[kind] += (float(loss.detach()) - means[kind]) / 50
        if step % 50 == 0:
            print(step, len(todo), means, f"{(time.perf_counter() - began) / 60:.1f} min", flush=True)
    raw = pack({name: tensor.float().numpy() for name, tensor in network.state_dict().items()})
    card = {
        "sha256": hashlib.sha256(raw).hexdigest(),
        "seeds": [finetune.SEED, SEED],
        "labelled sentences": sum(len(one.sentences) for one in labelled),
        "seconds of the second step": round(time.perf_counter() - began),
    }
    out.mkdir(parents=True, exist_ok=True)
    (out / ARRAYS).write_bytes(raw)
    (out / CARD).write_text(json.dumps(card, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--start", type=Path, required=True)
    parser.add_argument("--out", type=Path, default=WEIGHTS)
    options = parser.parse_args()
    train(options.data, options.start, options.out)
