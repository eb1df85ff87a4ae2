"""Hybrid ranking and the sentence shown: properties that hold for any text."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from index.embed import MiniLM
from index.library import Library
from index.search import Retriever
from index.settings import SearchSection
from index.store import Store
from index.vectors import load


@pytest.fixture(scope="module")
def store(small_index: Path) -> Store:
    return Store(small_index)


def retriever(store: Store, weight: float) -> Retriever:
    return Retriever(store, load(store, store.meta("model"), 384), SearchSection(bm25_weight=weight))


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(max_size=60), k=st.integers(1, 20), seed=st.integers(0, 9))
def test_any_text_ranks_each_row_once_best_first(store: Store, text: str, k: int, seed: int) -> None:
    vector = np.random.default_rng(seed).normal(size=384).astype(np.float32)
    ranked = retriever(store, 0.5).rank(text, vector / np.linalg.norm(vector), k, without=[1])
    rows = [row for row, _ in ranked]
    assert len(rows) == len(set(rows)) <= k and 1 not in rows
    assert [score for _, score in ranked] == sorted((score for _, score in ranked), reverse=True)


def test_words_and_meaning_both_weigh(store: Store, embedder: MiniLM) -> None:
    question = "vehicles racing after each other"
    vector = embedder.embed([question])[0]
    by_meaning = [row for row, _ in retriever(store, 0.0).rank(question, vector, 2)]
    texts = [review.text for review in store.reviews(by_meaning).values()]
    assert all("car chase" in text for text in texts)
    rare = retriever(store, 1.0).rank("corridors", embedder.embed(["corridors"])[0], 1)
    assert "corridors" in store.reviews([rare[0][0]])[rare[0][0]].text


def test_only_the_rows_allowed_are_ranked(store: Store, embedder: MiniLM) -> None:
    vector = embedder.embed(["ferry"])[0]
    ranked = retriever(store, 0.5).rank("ferry", vector, 10, among=[2, 3], without=[3])
    assert [row for row, _ in ranked] == [2]


def test_search_finds_inflections(library: Library) -> None:
    hits = library.search("chases in cars", 2)
    assert {hit.review.id for hit in hits} == {"n1", "n2"}
