"""What is installed is locked by hash, what is locked fits pyproject.toml, and each licence is told."""

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.licences import LICENCES, LOCK, ROOT, TEST_LOCK, licence, locked, name_of, version

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
RUN, TEST = PROJECT["dependencies"], PROJECT["optional-dependencies"]["test"]


@pytest.mark.parametrize(("lock", "wanted"), [(LOCK, RUN), (TEST_LOCK, [*RUN, *TEST])], ids=["run", "test"])
def test_every_dependency_is_locked_at_a_version_that_fits(lock: Path, wanted: list[str]) -> None:
    found = locked(lock)
    for told in map(Requirement, wanted):
        versions = [version(one) for one in found if name_of(one) == canonicalize_name(told.name)]
        assert versions and all(map(told.specifier.contains, versions)), (str(told), versions)


def test_tests_run_with_what_is_run_otherwise() -> None:
    run, test = ({(name_of(one), version(one)) for one in locked(lock)} for lock in (LOCK, TEST_LOCK))
    assert run <= test


@pytest.mark.parametrize("lock", [LOCK, TEST_LOCK], ids=["run", "test"])
def test_every_package_is_locked_by_hash_and_from_no_named_place(lock: Path) -> None:
    text = lock.read_text("utf-8")
    blocks = re.split(r"\n(?=[a-zA-Z0-9])", re.sub(r"(?m)^#.*\n", "", text))
    assert len(blocks) == len(locked(lock)) > 50
    for block in blocks:
        assert re.search(r"--hash=sha256:[0-9a-f]{64}", block), block
    assert "://" not in text and "index-url" not in text and "find-links" not in text


def test_the_licence_of_every_package_is_told() -> None:
    rows = re.findall(r"^\| ([a-z0-9-]+) \| (\S+) \| (.+) \|$", LICENCES.read_text("utf-8"), re.MULTILINE)
    assert [(name, number) for name, number, _ in rows] == [
        (name_of(one), version(one)) for one in locked(LOCK)
    ]


def test_a_licence_is_read_from_the_package_itself() -> None:
    assert licence("rapidfuzz") == "MIT"
    assert licence("openvino-telemetry") == "Apache Software License"
    assert "BSD" in licence("numpy")


def test_what_security_promises_is_tested_where_it_says() -> None:
    named = re.findall(r"tests/[\w/.]+", (ROOT / "SECURITY.md").read_text("utf-8"))
    assert len(named) > 8
    assert [path for path in named if not (ROOT / path.rstrip(".")).exists()] == []
