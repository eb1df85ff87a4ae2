"""txtai: FAISS and its own BM25, weighed by halves."""

from collections.abc import Sequence

from . import model


class TxtAI:
    """Hybrid."""

    hybrid = True

    def __init__(self) -> None:
        from txtai import Embeddings

        self._embeddings = Embeddings(path=model(), hybrid=True)

    def build(self, texts: Sequence[str]) -> None:
        """See `Peer`."""
        self._embeddings.index((place, text, None) for place, text in enumerate(texts))

    def search(self, text: str, k: int) -> list[int]:
        """See `Peer`."""
        return [int(place) for place, _ in self._embeddings.search(text, k)]
