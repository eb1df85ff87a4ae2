"""Replies over the demo corpus: to talk of something else than films, and about films that are absent."""

import re
from pathlib import Path

import pytest

from index.library import Library
from index.settings import Settings
from tests.bot.understanding.dialogues import answered, is_misused
from tests.conftest import NoMeaning

MISREAD = 0.06
"""Share of absent films that may be misread for another; a little over what is measured, by rules alone."""


@pytest.fixture(scope="module")
def library(demo: Path) -> Library:
    return Library.open(demo, Settings(), embedder=NoMeaning())


def test_no_order_is_echoed_and_nobody_is_pinged(library: Library) -> None:
    told = 0
    for turn, found in answered(library, "adversarial"):
        assert not is_misused(turn["say"], found), turn["say"]
        told += 1
    assert told >= 80


def test_of_an_absent_film_nothing_else_is_told(
    library: Library, capsys: pytest.CaptureFixture[str]
) -> None:
    absent, misread = 0, []
    for turn, found in answered(library, "absent"):
        if turn["found"]:
            continue
        absent += 1
        if found.found:
            misread.append(turn["say"])
            continue
        assert found.quotes == () and not re.search(r"\d+ (?:of|for|against)\b", found.reply), turn["say"]
    with capsys.disabled():
        print(f"\n{absent} turns about what is absent, {len(misread)} of them misread")
    assert absent >= 100 and len(misread) <= MISREAD * absent, misread
