"""Quick stand-ins for the models, where what is tested is what becomes of their answers on the disk."""

import hashlib
from collections.abc import Sequence

import numpy as np

from index.analyse import Analyser
from index.bert import FloatArray
from index.embed import Vectors
from index.judge.classes import ASPECT_CLASSES, MENTIONS, OPINIONS
from index.judge.encoder import Passage
from index.sentiment import Scores
from index.types import ASPECTS

DIMENSION = 16


class QuickEmbedder:
    """Words counted into a few dimensions: texts of the same words are near, and nothing is loaded."""

    name = "quick"
    dimension = DIMENSION

    def embed(self, texts: Sequence[str]) -> Vectors:
        """See `index.embed.Embedder.embed`."""
        counts = np.full((len(texts), DIMENSION), 0.01, np.float32)
        for row, text in zip(counts, texts, strict=True):
            for word in text.casefold().split():
                row[_digest(word)[0] % DIMENSION] += 1
        return np.asarray(counts / np.linalg.norm(counts, axis=1, keepdims=True), np.float32)


class QuickSentiment:
    """Scores drawn from a digest of each sentence: all kinds occur, and the same words say the same."""

    name = "quick"

    def judge(self, passages: Sequence[Passage]) -> list[Scores]:
        """See `index.sentiment.SentimentModel.judge`."""
        return [self._scores(passage) for passage in passages]

    @staticmethod
    def _scores(passage: Passage) -> Scores:
        positive = np.array([_drawn(sentence, 1)[0] for sentence in passage.sentences], np.float32)
        opinions = [_drawn(sentence, len(OPINIONS)) for sentence in passage.sentences]
        aspects = [
            _drawn(f"{sentence} ", len(ASPECTS) * len(ASPECT_CLASSES)).reshape(len(ASPECTS), -1)
            for sentence in passage.sentences
        ]
        people = tuple(
            np.array([_drawn(sentence[start:stop], len(MENTIONS)) for start, stop in names], np.float32)
            for sentence, names in zip(passage.sentences, passage.names, strict=True)
        )
        return Scores(float(positive.mean()), positive, np.array(opinions), np.array(aspects), people)


def quick_analyser() -> Analyser:
    """The library's own analyser over `QuickSentiment`."""
    return Analyser(QuickSentiment())


def _drawn(text: str, count: int) -> FloatArray:
    """`(count,) float32` between -2 and 2, always the same for a text."""
    raw = hashlib.shake_128(text.encode("utf-8", "surrogatepass")).digest(count)
    return np.asarray(np.frombuffer(raw, np.uint8) / 64 - 2, np.float32)


def _digest(word: str) -> bytes:
    return hashlib.blake2b(word.encode("utf-8", "surrogatepass"), digest_size=1).digest()
