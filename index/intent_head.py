"""What kind of question a text is, by a small trained head over its embedding and some features."""

import io
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np

from .embed import Embedder
from .judge.checked import whole

HEAD = Path(__file__).with_name("weights") / "intents.npz"
SCALE = 3.0
"""How much a unit vector weighs beside features from 0 to 1."""


class IntentHead:
    """A multinomial logistic regression, trained by `benchmarks.intents`. Safe from several threads."""

    def __init__(self, embedder: Embedder, path: Path = HEAD) -> None:
        """Reads the weights, which belong to the packaged model and to one order of features.

        Raises:
            ModelError: they are missing or damaged.
        """
        self._embedder = embedder
        with np.load(io.BytesIO(whole(path)), allow_pickle=False) as file:
            self._labels = tuple(map(str, file["labels"]))
            self._weights = file["weights"].astype(np.float32)
            self._bias = file["bias"].astype(np.float32)

    def judge(self, text: str, features: Sequence[float]) -> Mapping[str, float]:
        """The probability of each kind; empty where weights for another model or other features are there.

        Raises:
            ModelError: the model is missing.
        """
        if self._embedder.dimension + len(features) != self._weights.shape[1]:
            return {}
        vector = self._embedder.embed([text])[0]
        given = np.concatenate((vector * SCALE, np.asarray(features, np.float32)))
        scores = self._weights @ given + self._bias
        shares = np.exp(scores - scores.max())
        return dict(zip(self._labels, (shares / shares.sum()).tolist(), strict=True))
