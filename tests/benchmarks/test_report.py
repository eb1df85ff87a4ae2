"""Tables, turns and kept results."""

import json
import sys
from pathlib import Path

import pytest

from benchmarks import report
from benchmarks.compare import changes


def test_ways_take_turns_and_their_medians_count() -> None:
    order = []
    answers = iter([1.0, 10.0, 3.0, 30.0, 2.0, 20.0])

    def way(name: str) -> float:
        order.append(name)
        return next(answers)

    found = report.in_turn({"a": lambda: way("a"), "b": lambda: way("b")}, 3)
    assert order == ["a", "b"] * 3 and found == {"a": 2.0, "b": 20.0}


def test_a_table_has_a_line_for_each_row() -> None:
    lines = report.table(["build", "seconds"], [["ours", 1.5], ["another", 22]]).splitlines()
    assert [line.split() for line in lines[2:]] == [["ours", "1.5"], ["another", "22"]]
    assert len({line.index(word) for line, word in zip(lines[2:], ("1.5", "22"), strict=True)}) == 1


def test_a_result_is_kept_with_its_machine_and_command(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(report, "RESULTS", tmp_path)
    paths = ["/a/shared/data/rows.csv", "--index", "/tmp/index", "--python", "/a/venv/bin/python3"]
    monkeypatch.setattr(sys, "argv", ["x", "--reviews", "3", *paths])
    report.keep("trial", {"seconds": 2}, "numpy", "no-such-package")
    kept = json.loads((tmp_path / "trial.json").read_text("utf-8"))
    assert kept["command"] == (
        "python -m benchmarks.trial --reviews 3 ../shared/data/rows.csv --index DIR --python PYTHON"
    )
    assert kept["seconds"] == 2 and kept["versions"]["no-such-package"] == "missing"
    assert kept["machine"]["cores"] >= 1


def test_what_got_worse_is_told() -> None:
    machine = {"machine": {"processor": "P"}}
    old = {**machine, "milliseconds": {"similar": {"p50": 10.0}}, "ratio": {"ours": 4.0}, "MB held": 500}
    new = {**machine, "milliseconds": {"similar": {"p50": 13.0}}, "ratio": {"ours": 4.4}, "MB held": 510}
    found = {change.name: change for change in changes(old, new)}
    assert found["milliseconds similar p50"].worse == pytest.approx(0.3)
    assert found["ratio ours"].worse == pytest.approx(-1 / 11)
    assert found["MB held"].worse == pytest.approx(0.02)


def test_times_of_another_machine_are_not_compared() -> None:
    old = {"machine": {"processor": "P"}, "seconds": {"build": 1.0}, "ratio": {"ours": 4.0}}
    new = {"machine": {"processor": "Q"}, "seconds": {"build": 9.0}, "ratio": {"ours": 2.0}}
    assert [(change.name, change.worse) for change in changes(old, new)] == [("ratio ours", 1.0)]
