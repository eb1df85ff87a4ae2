"""LangChain: FAISS and rank_bm25, fused by its EnsembleRetriever."""

from collections.abc import Sequence

from . import model


class LangChain:
    """Hybrid."""

    hybrid = True

    def __init__(self) -> None:
        import langchain_classic.retrievers
        import langchain_community.retrievers
        import langchain_community.vectorstores
        import langchain_huggingface

        self._retrievers = langchain_classic.retrievers
        self._bm25 = langchain_community.retrievers.BM25Retriever
        self._faiss = langchain_community.vectorstores.FAISS
        self._embeddings = langchain_huggingface.HuggingFaceEmbeddings(model_name=model())

    def build(self, texts: Sequence[str]) -> None:
        """See `Peer`."""
        told = [{"place": place} for place in range(len(texts))]
        dense = self._faiss.from_texts(list(texts), self._embeddings, metadatas=told)
        words = self._bm25.from_texts(list(texts), metadatas=told)
        words.k = 10
        self._both = self._retrievers.EnsembleRetriever(
            retrievers=[words, dense.as_retriever(search_kwargs={"k": 10})], weights=[0.5, 0.5]
        )

    def search(self, text: str, k: int) -> list[int]:
        """See `Peer`."""
        return [document.metadata["place"] for document in self._both.invoke(text)][:k]
