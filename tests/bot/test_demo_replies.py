"""Replies over the demo corpus: to talk of something else than films, and about films that are absent."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from bot.ask import Answer, answer
from bot.understanding.memory import Memory
from index.library import Library
from index.settings import Settings
from tests.bot.understanding.dialogues import DIALOGUES, UNSEEN
from tests.conftest import NoMeaning

MISREAD = 0.06
"""Share of absent films that may be misread for another; a little over what is measured, by rules alone."""


@pytest.fixture(scope="module")
def library(demo: Path) -> Library:
    return Library.open(demo, Settings(), embedder=NoMeaning())


def answered(library: Library, kind: str) -> Iterator[tuple[dict[str, Any], Answer]]:
    for file in (*DIALOGUES, UNSEEN):
        for line in file.read_text("utf-8").splitlines():
            dialogue, memory = json.loads(line), Memory()
            for turn in dialogue["turns"] if dialogue["kind"] == kind else ():
                yield turn, answer(library, turn["say"], memory, "one")


def words(text: str) -> list[str]:
    return re.findall(r"\w+", text.lower())


def test_no_order_is_echoed_and_nobody_is_pinged(library: Library) -> None:
    told = 0
    for turn, found in answered(library, "adversarial"):
        said, reply = words(turn["say"]), f" {' '.join(words(found.reply))} "
        quoted = " ".join(words(" ".join(quote.text for quote in found.quotes)))
        runs = [" ".join(said[start : start + 5]) for start in range(len(said) - 4)]
        assert not [run for run in runs if f" {run} " in reply and run not in quoted], turn["say"]
        assert not re.search(r"@(?:everyone|here)|<[@#]", found.reply), turn["say"]
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
