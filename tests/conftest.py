"""What tests of every room share: the real model once, and a small real index."""

import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import pytest

from index.build import Builder
from index.embed import MiniLM, Vectors
from index.errors import SourceError
from index.library import Library
from index.settings import EmbeddingSection, Settings
from index.sources import Source, open_source
from index.types import FilmFacts, Rejected, Review
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


class Part:
    """One review in three of a source, and all of its films."""

    def __init__(self, whole: Source) -> None:
        self.name, self.location = whole.name, whole.location
        self._whole = whole

    def count(self) -> None:
        return None

    def __iter__(self) -> Iterator[Review | FilmFacts | Rejected]:
        reviews = 0
        for item in self._whole:
            reviews += isinstance(item, Review)
            if not isinstance(item, Review) or reviews % 3 == 1:
                yield item


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the demo corpus' index, without meaning; read it only.

    It has all films, but a third of the reviews: a processor without products of bytes judges all in minutes.
    """
    folder = tmp_path_factory.mktemp("demo") / "index"
    try:
        with (
            pytest.MonkeyPatch.context() as patch,
            Builder(folder, Settings(), embedder=NoMeaning()) as builder,
        ):
            patch.setattr("index.build.open_source", lambda *asked: Part(open_source(*asked)))
            builder.build(["demo"])
    except SourceError as error:
        pytest.skip(str(error))
    return folder
