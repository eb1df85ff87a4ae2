"""The encoder: whole weights only, one reading a passage, the same alone and in company."""

import shutil
from pathlib import Path

import numpy as np
import pytest

from index.errors import ModelError
from index.judge.encoder import ARRAYS, CARD, WINDOW, Encoder, Passage, pieces_of
from index.sentiment import WEIGHTS


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    return Encoder.load(WEIGHTS)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in (CARD, ARRAYS):
        shutil.copy(WEIGHTS / name, tmp_path / name)
    return tmp_path


def test_praise_and_blame(encoder: Encoder) -> None:
    good, bad = encoder.read([Passage(["A wonderful, moving film."]), Passage(["A dreadful bore."])])
    assert good.review > 1 > -1 > bad.review
    assert good.positive[0] > 1 > -1 > bad.positive[0]


def test_shapes(encoder: Encoder) -> None:
    passage = Passage(["Hugh Grant shines.", "", "word " * 400], [[(0, 10)], [], [(0, 4), (1990, 1994)]])
    empty, found = encoder.read([Passage([]), passage])
    assert empty.positive.shape == (0,) and empty.review == 0.0 and empty.people == ()
    assert found.positive.shape == (3,) and found.opinions.shape == (3, 4)
    assert found.aspects.shape == (3, 8, 4)
    assert [one.shape for one in found.people] == [(1, 5), (0, 5), (2, 5)]
    assert all(np.isfinite(part).all() for part in (found.positive, found.opinions, found.aspects))
    assert encoder.read([]) == []


def test_company_changes_nothing_that_matters(encoder: Encoder) -> None:
    passages = [Passage(["A fine film.", "The plot is thin."]), Passage(["Dull. " * 60]), Passage(["So so."])]
    together = encoder.read(passages)
    for passage, reading in zip(passages, together, strict=True):
        (alone,) = encoder.read([passage])
        assert alone.review == pytest.approx(reading.review, abs=0.3)  # bfloat16 rounds by the shape


def test_word_pieces_of_a_span() -> None:
    places = [(0, 4), (5, 9), (9, 12), (13, 20)]
    assert pieces_of((5, 12), places) == (1, 3)
    assert pieces_of((30, 40), places) == (0, 0)
    assert WINDOW < 510


def test_damaged_weights_are_noticed(folder: Path) -> None:
    raw = bytearray((folder / ARRAYS).read_bytes())
    raw[len(raw) // 2] ^= 1
    (folder / ARRAYS).write_bytes(raw)
    with pytest.raises(ModelError, match=r"damaged: .*\.$"):
        Encoder.load(folder)


@pytest.mark.parametrize("name", [CARD, ARRAYS])
def test_missing_weights_are_told(folder: Path, name: str) -> None:
    (folder / name).unlink()
    with pytest.raises(ModelError, match="missing"):
        Encoder.load(folder)


@pytest.mark.parametrize("card", ["", "[]", "{}", '{"sha256": 1}', "not json"])
def test_unreadable_card_is_told(folder: Path, card: str) -> None:
    (folder / CARD).write_text(card, encoding="utf-8")
    with pytest.raises(ModelError):
        Encoder.load(folder)


def test_all_weights_together_are_small() -> None:
    assert sum(file.stat().st_size for file in WEIGHTS.iterdir()) < 25_000_000
