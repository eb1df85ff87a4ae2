"""The n-gram half: loads whole weights only, and tells praise from blame."""

import json
import shutil
from pathlib import Path

import numpy as np
import pytest

from index.errors import ModelError
from index.judge.ngram_model import ARRAYS, CARD, NgramModel
from index.sentiment import WEIGHTS


@pytest.fixture(scope="module")
def model() -> NgramModel:
    return NgramModel.load(WEIGHTS)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in (CARD, ARRAYS):
        shutil.copy(WEIGHTS / name, tmp_path / name)
    return tmp_path


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        ("A wonderful film.", "A terrible film."),
        ("It is good.", "It is not good."),
        ("Never boring.", "Always boring."),
        ("I loved it.", "I hated it."),
        ("The acting isn\u2019t bad.", "The acting is bad."),
    ],
)
def test_praise_is_above_blame(model: NgramModel, better: str, worse: str) -> None:
    _, (good, bad) = model.score([better, worse])
    assert good > bad


def test_shapes_and_types(model: NgramModel) -> None:
    whole, each = model.score([])
    assert (whole, each.shape) == (0.0, (0,))
    whole, each = model.score(["", "zzzyqx", "a fine film"])
    assert each.shape == (3,) and each.dtype == np.float32 and np.isfinite(whole)


def test_damaged_weights_are_noticed(folder: Path) -> None:
    raw = bytearray((folder / ARRAYS).read_bytes())
    raw[len(raw) // 2] ^= 1
    (folder / ARRAYS).write_bytes(raw)
    with pytest.raises(ModelError, match=r"damaged: .*\.$"):
        NgramModel.load(folder)


@pytest.mark.parametrize("name", [CARD, ARRAYS])
def test_missing_weights_are_told(folder: Path, name: str) -> None:
    (folder / name).unlink()
    with pytest.raises(ModelError, match="missing"):
        NgramModel.load(folder)


@pytest.mark.parametrize("card", ["", "[]", "{}", '{"sha256": 1}', "not json"])
def test_unreadable_card_is_told(folder: Path, card: str) -> None:
    (folder / CARD).write_text(card, encoding="utf-8")
    with pytest.raises(ModelError):
        NgramModel.load(folder)


def test_card_names_the_packaged_weights() -> None:
    card = json.loads((WEIGHTS / CARD).read_text(encoding="utf-8"))
    assert card["sha256"] in (WEIGHTS / "MODEL_CARD.md").read_text(encoding="utf-8")
