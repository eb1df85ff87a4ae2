"""Building an index of invented reviews."""

from pathlib import Path

import pytest

from index.build import Builder, BuildReport
from index.embed import MiniLM
from index.verify import verify
from tests.index.corpus import FEW_AT_ONCE


@pytest.fixture
def build(tmp_path: Path, embedder: MiniLM):
    def run(*sources: Path, films: Path | None = None) -> BuildReport:
        with Builder(tmp_path / "index", FEW_AT_ONCE, embedder=embedder) as builder:
            report = builder.build([str(source) for source in sources], films=films)
        assert verify(tmp_path / "index") == []
        return report

    return run
