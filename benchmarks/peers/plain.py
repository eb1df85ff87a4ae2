"""The script that everybody writes first: sentence-transformers and a flat FAISS index."""

from collections.abc import Sequence

from . import model


class Plain:
    """Dense, float32, exact."""

    hybrid = False

    def __init__(self) -> None:
        import faiss
        from sentence_transformers import SentenceTransformer

        self._model = SentenceTransformer(model(), device="cpu")
        self._index = faiss.IndexFlatIP(384)

    def embed(self, texts: Sequence[str]) -> object:
        """The vectors, as `SentenceTransformer.encode` makes them by default."""
        return self._model.encode(list(texts), normalize_embeddings=True)

    def build(self, texts: Sequence[str]) -> None:
        """See `Peer`."""
        self._index.add(self.embed(texts))

    def search(self, text: str, k: int) -> list[int]:
        """See `Peer`."""
        places: list[int] = self._index.search(self.embed([text]), k)[1][0].tolist()
        return places
