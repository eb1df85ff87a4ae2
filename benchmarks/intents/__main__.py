"""Trains the intent head on the dialogues of the tests, and measures it on files that it did not learn from.

`python -m benchmarks.intents` prints the figures, `--write` also writes `index/weights/intents.npz`.
"""

import argparse
import io
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
from sklearn.linear_model import LogisticRegression  # type: ignore[import-untyped]

from bot.understanding.chat import understand
from bot.understanding.meaning import INTENTS
from bot.understanding.memory import Memory
from bot.understanding.phrasings import PHRASINGS
from index.embed import MiniLM
from index.intent_head import HEAD, SCALE
from index.judge.checked import keep
from index.settings import EmbeddingSection
from tests.bot.understanding.dialogues import DIALOGUES, Titles, turns

_OF_PHRASINGS = 0.5  # the weight of a phrasing, which stands in no conversation, beside a message
Array = npt.NDArray[Any]


@dataclass(frozen=True, slots=True)
class Row:
    """A message as the head is told of it; `text` is empty where no head is asked."""

    file: str
    intent: str
    ruled: str
    text: str
    features: tuple[float, ...]


class _Asked(Titles):
    """Keeps what a judge is asked; leaves the intent to the rules, or asks a head that is being measured."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: tuple[str, tuple[float, ...]] = ("", ())
        self.head: LogisticRegression | None = None
        self.embedded: dict[str, Array] = {}

    def judge(self, text: str, features: Sequence[float]) -> Mapping[str, float]:
        self.asked = (text, tuple(features))
        if self.head is None:
            return {}
        if text not in self.embedded:
            self.embedded[text] = _EMBEDDER.embed([text])[0] * SCALE
        given = np.concatenate((self.embedded[text], features))
        return dict(zip(self.head.classes_, self.head.predict_proba([given])[0].tolist(), strict=True))


_EMBEDDER = MiniLM(EmbeddingSection())


def rows(titles: _Asked) -> list[Row]:
    """Every message of the dialogues, in the light of what the rules understood before."""
    found = list[Row]()
    for file in DIALOGUES:
        for line in file.read_text(encoding="utf-8").splitlines():
            memory = Memory()
            for turn in json.loads(line)["turns"]:
                titles.asked = ("", ())
                understood = understand(turn["say"], titles, memory, "one")
                text, features = titles.asked
                found.append(Row(file.stem, turn["intent"], understood.intent, text, features))
    return found


def fit(given: Array, labels: Sequence[str], weights: Sequence[float]) -> LogisticRegression:
    """The head of these rows."""
    return LogisticRegression(C=1.0, max_iter=300).fit(given, labels, sample_weight=weights)


def main() -> None:
    """Measures, and writes the weights of a head that is trained on all files."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true", help="write the weights, of all files")
    write = parser.parse_args().write
    titles = _Asked()
    all_rows = rows(titles)
    asked = [row for row in all_rows if row.text]
    width = len(asked[0].features)
    phrased = _EMBEDDER.embed([text for _, text in PHRASINGS]) * SCALE
    extra = np.hstack([phrased, np.zeros((len(phrased), width))])
    given = np.hstack([_EMBEDDER.embed([row.text for row in asked]) * SCALE, [row.features for row in asked]])

    def trained(without: str) -> LogisticRegression:
        kept = [place for place, row in enumerate(asked) if row.file != without]
        labels = [*(asked[place].intent for place in kept), *(intent for intent, _ in PHRASINGS)]
        return fit(np.vstack([given[kept], extra]), labels, [1.0] * len(kept) + [_OF_PHRASINGS] * len(extra))

    for file in DIALOGUES:
        head = titles.head = trained(file.stem)
        ours = [place for place, row in enumerate(asked) if row.file == file.stem]
        settled = [row.intent == row.ruled for row in all_rows if row.file == file.stem and not row.text]
        count = len(ours) + len(settled)
        guessed = zip(ours, head.predict(given[ours]), strict=True)
        alone = sum(settled) + sum(asked[place].intent == intent for place, intent in guessed)
        rules = sum(settled) + sum(asked[place].intent == asked[place].ruled for place in ours)
        both = sum(turn.intent for turn in turns(titles, file))
        told = f"rules {rules / count:.1%}, head {alone / count:.1%}, both {both / count:.1%}"
        print(f"{file.stem}, {count} messages, trained without it: {told}", flush=True)
    if write:
        head = trained("")
        order = [list(head.classes_).index(intent) for intent in INTENTS]
        buffer = io.BytesIO()
        np.savez_compressed(
            buffer, labels=np.array(INTENTS), weights=head.coef_[order].astype(np.float16),
            bias=head.intercept_[order].astype(np.float32),
        )  # fmt: skip
        keep(HEAD, buffer.getvalue())


if __name__ == "__main__":
    main()
