"""The embedding model of a library, and what is read with it."""

import threading

from .embed import Embedder, MiniLM, embedder_of
from .errors import ModelError
from .intent_head import IntentHead
from .settings import Settings


class Model:
    """The embedding model, loaded when it is first needed."""

    def __init__(self, settings: Settings, given: Embedder | None) -> None:
        """`given` stands in for the one that the settings name."""
        self._settings = settings
        self._loaded = given
        self._intents: IntentHead | None = None
        self._loading = threading.Lock()

    def load(self) -> Embedder:
        """The model."""
        with self._loading:
            if self._loaded is None:
                self._loaded = embedder_of(self._settings.embedding)
            return self._loaded

    def intents(self) -> IntentHead:
        """Tells kinds of questions by it; its weights belong to the packaged model."""
        model = self.load()
        if model.name != MiniLM.name:
            raise ModelError("There are weights for the packaged embedding model only.")
        with self._loading:
            if self._intents is None:
                self._intents = IntentHead(model)
            return self._intents
