"""Chroma, in memory, with its embedding function for sentence-transformers."""

from collections.abc import Sequence

from . import model

_AT_ONCE = 5_000  # it refuses more


class Chroma:
    """Dense."""

    hybrid = False

    def __init__(self) -> None:
        import chromadb
        from chromadb.utils.embedding_functions import SentenceTransformerEmbeddingFunction

        embed = SentenceTransformerEmbeddingFunction(model_name=model())
        client = chromadb.EphemeralClient(chromadb.Settings(anonymized_telemetry=False))
        self._reviews = client.create_collection("reviews", embedding_function=embed)

    def build(self, texts: Sequence[str]) -> None:
        """See `Peer`."""
        for start in range(0, len(texts), _AT_ONCE):
            part = list(texts[start : start + _AT_ONCE])
            self._reviews.add(ids=[str(start + place) for place in range(len(part))], documents=part)

    def search(self, text: str, k: int) -> list[int]:
        """See `Peer`."""
        return [int(place) for place in self._reviews.query(query_texts=[text], n_results=k)["ids"][0]]
