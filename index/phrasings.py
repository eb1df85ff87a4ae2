"""How near a text comes in meaning to phrasings that somebody else wrote down."""

import threading
from collections.abc import Sequence

import numpy as np

from .embed import Embedder, Vectors


class Phrasings:
    """Compares texts with fixed lists of phrasings, whose vectors are computed once and kept.

    Safe from several threads.
    """

    def __init__(self, embedder: Embedder) -> None:
        """`embedder` makes the vectors; nothing is embedded before the first question."""
        self._embedder = embedder
        self._vectors: dict[tuple[str, ...], Vectors] = {}
        self._embedding = threading.Lock()

    def scores(self, text: str, phrases: Sequence[str]) -> tuple[float, ...]:
        """The cosine, -1 to 1, between a text and each phrase, in their order.

        Raises:
            ModelError: the model is missing.
        """
        known = self._known(tuple(phrases))
        if not len(known):
            return ()
        vector = self._embedder.embed([text])[0]
        return tuple(np.clip(known @ vector, -1.0, 1.0).tolist())

    def _known(self, phrases: tuple[str, ...]) -> Vectors:
        found = self._vectors.get(phrases)
        if found is None:
            with self._embedding:
                found = self._vectors.get(phrases)
                if found is None:
                    found = self._vectors[phrases] = self._embedder.embed(phrases)
        return found
