"""The linear model: loads whole weights only, and tells praise from blame."""

import json
import shutil
from pathlib import Path

import numpy as np
import pytest

from index.errors import ModelError
from index.sentiment import ARRAYS, CARD, WEIGHTS, LinearSentiment, probability


@pytest.fixture(scope="module")
def model() -> LinearSentiment:
    return LinearSentiment.load()


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
        ("The acting is superb.", "The acting is dreadful."),
        ("The acting isn\u2019t bad.", "The acting is bad."),
    ],
)
def test_score_orders_praise_above_blame(model: LinearSentiment, better: str, worse: str) -> None:
    scores = model.score([better, worse])
    assert scores[0, 0] > scores[1, 0]


def test_score_tells_verdicts_from_plot(model: LinearSentiment) -> None:
    verdict, plot = model.score(
        ["This is one of the best films ever made.", "He kills her husband and flees."]
    )
    assert verdict[1] > plot[1]


def test_shapes_and_types(model: LinearSentiment) -> None:
    assert model.score([]).shape == (0, 2)
    assert model.score(["", "zzzyqx", "a"]).shape == (3, 2)
    assert model.score(["good"]).dtype == np.float32
    scores = model.judge("", [])
    assert scores.sentences.shape == (0, 2)
    assert np.isfinite(scores.review)


def test_passages_are_scored_each_by_itself(model: LinearSentiment) -> None:
    texts = ["A great cast.", "A dull plot.", "Nothing happens."]
    together = model.score(texts)
    alone = np.concatenate([model.score([text]) for text in texts])
    np.testing.assert_allclose(together, alone, rtol=1e-5)


def test_one_sentence_is_judged_as_a_sentence(model: LinearSentiment) -> None:
    text = "A small gem that deserves a bigger audience."
    assert model.judge(text, [text]).review == pytest.approx(float(model.score([text])[0, 0]), rel=1e-5)


def test_probability_is_a_share_even_far_out() -> None:
    np.testing.assert_allclose(probability([-1e9, 0.0, 1e9]), [0.0, 0.5, 1.0], atol=1e-6)


def test_damaged_weights_are_noticed(folder: Path) -> None:
    raw = bytearray((folder / ARRAYS).read_bytes())
    raw[len(raw) // 2] ^= 1
    (folder / ARRAYS).write_bytes(raw)
    with pytest.raises(ModelError, match=r"damaged: .*\.$"):
        LinearSentiment.load(folder)


@pytest.mark.parametrize("name", [CARD, ARRAYS])
def test_missing_weights_are_told(folder: Path, name: str) -> None:
    (folder / name).unlink()
    with pytest.raises(ModelError, match="missing"):
        LinearSentiment.load(folder)


@pytest.mark.parametrize("card", ["", "[]", "{}", '{"sha256": 1}', "not json"])
def test_unreadable_card_is_told(folder: Path, card: str) -> None:
    (folder / CARD).write_text(card, encoding="utf-8")
    with pytest.raises(ModelError):
        LinearSentiment.load(folder)


def test_card_names_the_packaged_weights() -> None:
    card = json.loads((WEIGHTS / CARD).read_text(encoding="utf-8"))
    assert card["sha256"] in (WEIGHTS / "MODEL_CARD.md").read_text(encoding="utf-8")
    assert (WEIGHTS / ARRAYS).stat().st_size < 12_000_000
