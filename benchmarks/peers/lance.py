"""LanceDB: vectors and full text in one table, fused by reciprocal ranks."""

import tempfile
from collections.abc import Sequence

from . import model


class Lance:
    """Hybrid."""

    hybrid = True

    def __init__(self) -> None:
        import lancedb
        from sentence_transformers import SentenceTransformer

        self._folder = tempfile.TemporaryDirectory()
        self._database = lancedb.connect(self._folder.name)
        self._model = SentenceTransformer(model(), device="cpu")

    def build(self, texts: Sequence[str]) -> None:
        """See `Peer`."""
        vectors = self._model.encode(list(texts), normalize_embeddings=True)
        rows = [
            {"place": place, "text": text, "vector": vector}
            for place, (text, vector) in enumerate(zip(texts, vectors, strict=True))
        ]
        self._table = self._database.create_table("reviews", rows)
        self._table.create_fts_index("text")

    def search(self, text: str, k: int) -> list[int]:
        """See `Peer`."""
        vector = self._model.encode(text, normalize_embeddings=True)
        words = " ".join(text.split())
        found = self._table.search(query_type="hybrid").vector(vector).text(words).limit(k).to_list()
        return [row["place"] for row in found]
