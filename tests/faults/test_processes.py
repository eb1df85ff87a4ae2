"""Two processes at one index: one builds while another serves, copies or wants to build too."""

import shutil
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from benchmarks.faults.scenarios import SETTINGS, built, library, rows, state, write_reviews
from benchmarks.faults.standins import QuickEmbedder, quick_analyser
from index.backup import backup
from index.build import Builder
from index.errors import BackupRefused, IndexBusy, IndexDamaged
from index.vectors import newest
from index.verify import verify

ROOT = Path(__file__).parents[2]
BUILDS = """
import sys
from pathlib import Path
from benchmarks.faults.scenarios import SETTINGS, builder, rows, write_reviews
from index import vectors
folder = Path(sys.argv[1])
print("ready", flush=True)
sys.stdin.readline()
for count in (60, 120, 180):
    write_reviews(folder / "reviews.csv", rows(count))
    with builder(folder / "index") as building:
        building.build([str(folder / "reviews.csv")])
        vectors.write(building.store, SETTINGS.index, building.store.meta("model"))
    print(count, flush=True)
"""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("made")
    built(folder)
    return folder


@pytest.fixture
def folder(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(made, tmp_path / "here"))


@pytest.fixture
def building(folder: Path):
    process = subprocess.Popen(
        [sys.executable, "-c", BUILDS, str(folder)], cwd=ROOT, text=True,
        stdin=subprocess.PIPE, stdout=subprocess.PIPE,
    )  # fmt: skip
    assert process.stdout is not None and process.stdout.readline() == "ready\n"
    yield process
    process.kill()
    process.communicate()


def test_answers_are_right_while_another_process_builds(
    folder: Path, building: subprocess.Popen[str]
) -> None:
    texts = {id: text for id, *_, text in rows(180)}
    opened = library(folder)
    building.stdin.write("go\n")
    building.stdin.flush()
    seen, generations = [24], set()
    while building.poll() is None:
        count = opened.stats().reviews
        assert count >= seen[-1]
        seen.append(count)
        generations.add(newest(opened._view.shelf.store).file)
        for id in ("r0", "r23"):
            for hits in (opened.similar(texts[id], 3), opened.search(texts[id], 3)):
                assert id in [hit.review.id for hit in hits]
                assert all(hit.review.text == texts[hit.review.id] for hit in hits)
    assert building.returncode == 0
    assert opened.stats().reviews == 180 and len(generations) > 1
    assert opened.similar(texts["r179"], 1)[0].review.id == "r179"
    opened.close()
    assert verify(folder / "index") == []


def test_a_backup_while_another_process_builds_is_a_state_that_was_committed(
    folder: Path, building: subprocess.Popen[str], tmp_path: Path
) -> None:
    building.stdin.write("go\n")
    building.stdin.flush()
    copies = []
    while building.poll() is None:
        copies.append(tmp_path / f"copy{len(copies)}" / "index")
        counted = backup(folder / "index", copies[-1])
        assert counted == len(state(copies[-1])) >= 24
    assert building.returncode == 0 and copies
    backup(folder / "index", tmp_path / "last" / "index")
    assert state(tmp_path / "last" / "index") == state(folder / "index")
    assert [path.name for path in (tmp_path / "last" / "index").iterdir()] == ["reviews.sqlite"]
    for copy in (copies[0], copies[-1], tmp_path / "last" / "index"):
        assert [problem for problem in verify(copy) if "no vector file" not in problem] == []
        opened = library(copy.parent)
        assert opened.search("harbour", 1) and opened.similar("the tide", 1)
        opened.close()
        with builder(copy) as restored:
            restored.build([])
        assert verify(copy) == []


def builder(folder: Path, patience: float = 0) -> Builder:
    return Builder(
        folder, SETTINGS, embedder=QuickEmbedder(), analyser=quick_analyser(), patience=patience
    )


def test_a_backup_never_overwrites_an_index_nor_copies_a_damaged_one(folder: Path, tmp_path: Path) -> None:
    with pytest.raises(BackupRefused):
        backup(folder / "index", folder / "index")
    with builder(folder / "index") as building:
        building.store.connection.execute("UPDATE reviews SET author = 'Nobody' WHERE id = 'r3'")
    with pytest.raises(IndexDamaged, match="verify tells"):
        backup(folder / "index", tmp_path / "copy")
    assert not (tmp_path / "copy" / "reviews.sqlite").exists()


def test_a_second_builder_waits_as_long_as_it_was_told_to(folder: Path) -> None:
    held, enough = threading.Event(), threading.Event()

    def hold() -> None:
        with builder(folder / "index"):
            held.set()
            enough.wait()

    first = threading.Thread(target=hold)
    first.start()
    held.wait()
    with pytest.raises(IndexBusy, match="Another process"):
        builder(folder / "index")
    threading.Timer(0.2, enough.set).start()
    with builder(folder / "index", patience=20) as second:
        write_reviews(folder / "reviews.csv", rows(26))
        assert second.build([str(folder / "reviews.csv")]).added == 2
    first.join()
