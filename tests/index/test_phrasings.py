from collections.abc import Sequence

import numpy as np
import pytest

from index.embed import Vectors
from index.phrasings import Phrasings


class Letters:
    """Vectors of the letters in a text; counts what it is asked to embed."""

    name, dimension = "letters", 26

    def __init__(self) -> None:
        self.embedded = 0

    def embed(self, texts: Sequence[str]) -> Vectors:
        self.embedded += len(texts)
        counts = [[text.lower().count(chr(97 + n)) for n in range(26)] for text in texts]
        vectors = np.array(counts, np.float32).reshape(len(texts), 26)
        lengths = np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-9)
        return np.asarray(vectors / lengths, np.float32)


def test_scores_stand_in_the_order_of_the_phrases() -> None:
    scores = Phrasings(Letters()).scores("abc", ("xyz", "cba", "abx"))
    assert scores[1] == pytest.approx(1.0) and scores[0] == 0.0 and 0 < scores[2] < 1


def test_phrases_are_embedded_once() -> None:
    letters = Letters()
    phrasings = Phrasings(letters)
    phrasings.scores("abc", ("ab", "bc"))
    phrasings.scores("abd", ["ab", "bc"])
    assert letters.embedded == 4


def test_no_phrases_have_no_scores() -> None:
    assert Phrasings(Letters()).scores("abc", ()) == ()
