"""What tests of every room share: the real model once, and a small real index."""

from pathlib import Path

import pytest

from index.build import Builder
from index.embed import SentenceTransformerEmbedder
from index.library import Library
from index.settings import EmbeddingSection, Settings
from tests.index.corpus import write_films, write_reviews

SHARED = Path(__file__).resolve().parents[2] / "shared"


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real corpora beside the repository; tests that need it skip without it."""
    if not SHARED.is_dir():
        pytest.skip("../shared (real corpora) is not beside this checkout")
    return SHARED


@pytest.fixture(scope="session")
def embedder() -> SentenceTransformerEmbedder:
    """The packaged MiniLM."""
    return SentenceTransformerEmbedder(EmbeddingSection())


@pytest.fixture(scope="session")
def small_index(tmp_path_factory: pytest.TempPathFactory, embedder: SentenceTransformerEmbedder) -> Path:
    """The folder of an index of the small corpus; read it only."""
    folder = tmp_path_factory.mktemp("small")
    reviews, films = write_reviews(folder / "small.csv"), write_films(folder / "films.csv")
    with Builder(folder / "index", Settings(), embedder=embedder) as builder:
        builder.build([str(reviews)], films=films)
    return folder / "index"


@pytest.fixture
def library(small_index: Path, embedder: SentenceTransformerEmbedder) -> Library:
    """The small index, opened."""
    return Library.open(small_index, Settings(), embedder=embedder)
