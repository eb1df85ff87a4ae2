"""The packaged model: calibrated shares for whole texts and sentences."""

import json
import shutil
from pathlib import Path

import numpy as np
import pytest

from index.errors import ModelError
from index.judge.encoder import Passage
from index.sentiment import CARD, WEIGHTS, PackagedSentiment, probability


@pytest.fixture(scope="module")
def model() -> PackagedSentiment:
    return PackagedSentiment.load()


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        ("A wonderful film.", "A terrible film."),
        ("It is good.", "It is not good."),
        ("Never boring.", "Always boring."),
        ("The acting is superb.", "The acting is dreadful."),
        ("Every frame looks like a painting.", "Every frame looks like a mistake."),
    ],
)
def test_praise_is_above_blame(model: PackagedSentiment, better: str, worse: str) -> None:
    good, bad = model.judge([Passage([better]), Passage([worse])])
    assert good.review > bad.review
    assert good.positive[0] > bad.positive[0]


def test_a_review_is_more_than_its_first_sentence(model: PackagedSentiment) -> None:
    (found,) = model.judge([Passage(["I liked the poster.", *["It is a terrible, boring mess."] * 4])])
    assert found.review < -1
    assert found.positive[0] > found.positive[1]


def test_nothing_to_judge(model: PackagedSentiment) -> None:
    (found,) = model.judge([Passage([])])
    assert found.review == 0.0 and found.positive.shape == (0,)


def test_probability_is_a_share_even_far_out() -> None:
    np.testing.assert_allclose(probability([-1e9, 0.0, 1e9]), [0.0, 0.5, 1.0], atol=1e-6)


@pytest.mark.parametrize("told", ["", "[]", "{}", '{"long": "x"}'])
def test_unreadable_calibration_is_told(tmp_path: Path, told: str) -> None:
    folder = tmp_path / "weights"
    shutil.copytree(WEIGHTS, folder)
    (folder / CARD).write_text(told, encoding="utf-8")
    with pytest.raises(ModelError, match="calibration"):
        PackagedSentiment.load(folder)


def test_calibration_has_a_slope_for_each_feature() -> None:
    told = json.loads((WEIGHTS / CARD).read_text(encoding="utf-8"))
    assert {kind: len(values) for kind, values in told.items()} == {"long": 5, "short": 4, "sentence": 3}
