import io
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from index.embed import Vectors
from index.errors import ModelError
from index.intent_head import HEAD, IntentHead
from index.judge.checked import SUMS, keep


class _Fixed:
    name, dimension = "fixed", 2

    def embed(self, texts: Sequence[str]) -> Vectors:
        return np.array([[1.0, 0.0]] * len(texts), np.float32)


@pytest.fixture
def head(tmp_path: Path) -> IntentHead:
    path = tmp_path / "head.npz"
    weights = np.array([[0, 0, 2], [1, 0, 0]], np.float16)
    buffer = io.BytesIO()
    np.savez(buffer, labels=np.array(["rank", "help"]), weights=weights, bias=np.zeros(2, np.float32))
    keep(path, buffer.getvalue())
    return IntentHead(_Fixed(), path)


def test_text_and_features_are_weighed(head: IntentHead) -> None:
    shares = head.judge("any", (0.0,))
    assert sum(shares.values()) == pytest.approx(1)
    assert shares["help"] > shares["rank"]
    assert head.judge("any", (1.0,))["rank"] > shares["rank"]


def test_other_features_than_it_knows_are_not_judged(head: IntentHead) -> None:
    assert head.judge("any", (1.0, 0.0)) == {}


@pytest.mark.parametrize("wrong", ["another file", "one wrong byte", "no sums", "not among the sums"])
def test_weights_that_are_not_the_packaged_ones_are_refused(tmp_path: Path, wrong: str) -> None:
    path, raw = tmp_path / "head.npz", bytearray(HEAD.read_bytes())
    keep(path, bytes(raw))
    IntentHead(_Fixed(), path)
    if wrong == "another file":
        path.write_bytes((HEAD.parent / "ngrams.npz").read_bytes()[:1000])
    elif wrong == "one wrong byte":
        raw[len(raw) // 2] ^= 1
        path.write_bytes(raw)
    elif wrong == "no sums":
        (tmp_path / SUMS).unlink()
    else:
        (tmp_path / SUMS).write_text("")
    with pytest.raises(ModelError, match=r"head\.npz"):
        IntentHead(_Fixed(), path)
