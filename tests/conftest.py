"""What tests of every room share: the real model once, and a small real index."""

import shutil
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from index.build import Builder
from index.embed import MiniLM, Vectors
from index.errors import SourceError
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
def embedder() -> MiniLM:
    """The packaged MiniLM."""
    return MiniLM(EmbeddingSection())


@pytest.fixture(scope="session")
def small_index(tmp_path_factory: pytest.TempPathFactory, embedder: MiniLM) -> Path:
    """The folder of an index of the small corpus; read it only."""
    folder = tmp_path_factory.mktemp("small")
    reviews, films = write_reviews(folder / "small.csv"), write_films(folder / "films.csv")
    with Builder(folder / "index", Settings(), embedder=embedder) as builder:
        builder.build([str(reviews)], films=films)
    return folder / "index"


@pytest.fixture
def copy(small_index: Path, tmp_path: Path) -> Path:
    """A copy of the small index, to be spoilt."""
    return Path(shutil.copytree(small_index, tmp_path / "copy"))


@pytest.fixture
def library(small_index: Path, embedder: MiniLM) -> Library:
    """The small index, opened."""
    return Library.open(small_index, Settings(), embedder=embedder)


class NoMeaning:
    """Nothing here is retrieved by meaning, and real vectors of 12,808 reviews would cost a minute."""

    name = "no-meaning"
    dimension = 8

    def embed(self, texts: Sequence[str]) -> Vectors:
        return np.eye(8, dtype=np.float32)[[len(text) % 8 for text in texts]]


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the demo corpus' index, without meaning; read it only."""
    folder = tmp_path_factory.mktemp("demo") / "index"
    try:
        with Builder(folder, Settings(), embedder=NoMeaning()) as builder:
            builder.build(["demo"])
    except SourceError as error:
        pytest.skip(str(error))
    return folder
