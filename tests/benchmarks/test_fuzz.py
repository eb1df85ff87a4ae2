"""The seeds of every fuzz target and some changes of them: `python -m benchmarks.faults.fuzz` finds more."""

from pathlib import Path

import pytest

from benchmarks.faults import fuzz
from benchmarks.faults.targets import TARGETS, Broken, Target, must, mutated


@pytest.mark.parametrize("target", TARGETS.values(), ids=list(TARGETS))
def test_nothing_breaks_a_reader(target: Target) -> None:
    for data in mutated(target, 30):
        try:
            fuzz.watched(target.run, data)
        except (Exception, fuzz.Hang) as error:
            error.add_note(f"input: {data!r}")
            raise


def test_what_is_not_allowed_is_found(tmp_path: Path) -> None:
    def run(data: bytes) -> None:
        must(b"x" not in data, "an x")
        int(data)

    for data in (b"aax", b"x", b"ax", b"12", b"a"):
        try:
            fuzz.watched(run, data)
        except (ValueError, Broken) as error:
            fuzz.note(tmp_path, error, data)
    kept = tmp_path.glob("*.input")
    found = {path.read_bytes(): path.with_suffix(".txt").read_text("utf-8") for path in kept}
    assert set(found) == {b"x", b"a"}
    assert "Broken (an x) at benchmarks/faults/targets.py" in found[b"x"]
    assert "ValueError at tests/benchmarks/test_fuzz.py" in found[b"a"]


def test_an_input_that_takes_too_long_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    def run(data: bytes) -> None:
        while True:
            pass

    monkeypatch.setattr(fuzz, "SECONDS", 0.05)
    with pytest.raises(fuzz.Hang):
        fuzz.watched(run, b"")
