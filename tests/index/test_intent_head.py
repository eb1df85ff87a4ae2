from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from index.embed import Vectors
from index.intent_head import IntentHead


class _Fixed:
    name, dimension = "fixed", 2

    def embed(self, texts: Sequence[str]) -> Vectors:
        return np.array([[1.0, 0.0]] * len(texts), np.float32)


@pytest.fixture
def head(tmp_path: Path) -> IntentHead:
    path = tmp_path / "head.npz"
    weights = np.array([[0, 0, 2], [1, 0, 0]], np.float16)
    np.savez(path, labels=np.array(["rank", "help"]), weights=weights, bias=np.zeros(2, np.float32))
    return IntentHead(_Fixed(), path)


def test_text_and_features_are_weighed(head: IntentHead) -> None:
    shares = head.judge("any", (0.0,))
    assert sum(shares.values()) == pytest.approx(1)
    assert shares["help"] > shares["rank"]
    assert head.judge("any", (1.0,))["rank"] > shares["rank"]


def test_other_features_than_it_knows_are_not_judged(head: IntentHead) -> None:
    assert head.judge("any", (1.0, 0.0)) == {}
