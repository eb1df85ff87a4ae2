"""Damages every file of an index, one after the other, and looks at what is answered and what is noticed.

    python -m benchmarks.faults.damage --flips 60

Each file (SQLite's and its log, the files of vectors and words, the lock, a circle's store, the settings of
servers) goes missing, is cut at several lengths, has single bits flipped at random places, is swapped for
another and for an older copy of itself. Every time the commands of `python -m index` are asked: they have to
answer as before, or tell in one sentence what is wrong, and `verify` has to find whatever is not as it was.
A flip in a part of SQLite's file that holds nothing is without effect: the same rows are read from all
tables. For cache files any difference counts, and the next build has to mend it.

What can't be noticed is an older state that is whole: SQLite's file and its log put back together, or its log
cut between two transactions. The models are quick stand-ins (`standins.py`), for they are not what is tested.
"""

import argparse
import contextlib
import io
import logging
import random
import shutil
import sqlite3
import tempfile
import traceback
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import faiss

import index.judging
import index.model
import index.words
from benchmarks.faults.apart import apart
from benchmarks.faults.crashes import ground
from benchmarks.faults.scenarios import CIRCLE, SERVERS_SETTINGS, built, library, rows, write_reviews
from benchmarks.faults.scenarios import builder as builder_of
from benchmarks.faults.standins import QuickEmbedder, quick_analyser
from benchmarks.report import keep, table
from bot.servers import Servers
from index.cli import main as command
from index.database import FILE
from index.errors import ReviewIndexError
from index.members import Members
from index.settings import Settings
from index.types import Draft
from index.verify import verify

_CACHES = ("vectors", "matrix", "words")
_QUESTIONS = (
    ("stats", "--json"), ("search", "harbour", "--json"), ("similar", "the tide and the rope", "--json"),
    ("opinion", "--film", "Salt Road", "--json"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Damage:
    """One way of damaging a file, by its path in the folder; None as content takes it away."""

    kind: str
    file: str
    content: bytes | None

    def do(self, folder: Path) -> None:
        """Damages the file."""
        path = folder / self.file
        if self.content is None:
            path.unlink()
        else:
            path.write_bytes(self.content)


def prepared(folder: Path, older: Path) -> None:
    """An index, a circle's reviews and settings as a killed program leaves them, and how they were before.

    SQLite's log holds the last reviews, which are in no other file yet.
    """
    index.words.WRITTEN_FROM = 1  # so that a small index has all kinds of files
    built(folder, 24)
    for number in (int(CIRCLE), 2):
        opened = library(folder)
        members = Members(opened, Settings(), analyser=quick_analyser())
        film = opened.find_film("Night Ferry").film
        members.write(str(number), "ann", Draft(f"A tense ride, number {number}. Fine.", "Ann", film))
        opened.close()
        servers = Servers(folder / "servers")
        for settings in SERVERS_SETTINGS[: 1 + number]:
            servers.save(number, settings)
    shutil.copytree(folder, older)
    for number in (int(CIRCLE), 2):
        Servers(folder / "servers").save(number, SERVERS_SETTINGS[number - 1])
    write_reviews(folder / "reviews.csv", rows(40))
    with builder_of(folder / "index") as building:
        building.build([str(folder / "reviews.csv")])
    write_reviews(folder / "reviews.csv", rows(48))
    with builder_of(folder / "index") as building:
        building.build([str(folder / "reviews.csv")])
        shutil.copytree(folder / "index", folder / "killed")
    shutil.rmtree(folder / "index")
    (folder / "killed").rename(folder / "index")


def damages(folder: Path, older: Path, flips: int, drawn: random.Random) -> Iterator[Damage]:
    """All damages of all files."""
    # the shared memory beside SQLite's log is made anew by whoever opens the file first
    names = [
        str(path.relative_to(folder)) for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.name.endswith(("-shm", ".csv"))
    ]  # fmt: skip
    for name in names:
        content = (folder / name).read_bytes()
        yield Damage("missing", name, None)
        lengths = {0, 1, 100, len(content) // 3, len(content) // 2, len(content) - 1}
        for length in sorted(length for length in lengths if 0 <= length < len(content)):
            yield Damage("cut", name, content[:length])
        for _ in range(flips if content else 0):
            place, bit = drawn.randrange(len(content)), drawn.randrange(8)
            flipped = bytes([content[place] ^ 1 << bit])
            yield Damage("flipped", name, content[:place] + flipped + content[place + 1 :])
        for other in names:
            if other != name and (folder / other).read_bytes() != content:
                yield Damage("swapped", name, (folder / other).read_bytes())
        before = older / name
        if before.exists() and before.read_bytes() != content:
            yield Damage("older", name, before.read_bytes())


def dump(index: Path) -> list[Any]:
    """Every row of every table, as bytes; an error is told as the only row."""
    found: list[Any] = []
    with contextlib.closing(sqlite3.connect(index / FILE)) as connection:
        connection.text_factory = bytes
        try:
            tables = connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table' AND rootpage")
            names = sorted(name.decode("utf-8", "replace") for (name,) in tables)
            found.append(connection.execute("SELECT * FROM sqlite_schema ORDER BY name").fetchall())
            for name in names:
                found.append(sorted(map(repr, connection.execute(f'SELECT * FROM "{name}"'))))
            found.append(connection.execute("PRAGMA user_version").fetchall())
        except sqlite3.Error as error:
            return [str(error)]
    return [repr(part) for part in found]


def asked(index: Path) -> list[tuple[int, str, str]]:
    """What the commands answer: status, what is told and what is said of trouble."""
    found = []
    for question in (*_QUESTIONS, ("verify",)):
        out, err = io.StringIO(), io.StringIO()
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            try:
                status = command([*question, "--index", str(index)])
            except BaseException:
                status = 99
                err.write(traceback.format_exc())
        found.append((status, out.getvalue(), err.getvalue()))
    return found


def looked(folder: Path, index: str, cached: bool) -> dict[str, Any]:
    """What is found in a damaged folder, by the commands and by reading SQLite's file without them."""
    path = folder / index
    if (path / FILE).exists():
        shutil.copytree(path, folder / "seen")
    own = _own(folder, index)
    answers = asked(path)
    rows = dump(folder / "seen") if (folder / "seen").exists() else []
    mended = True
    if cached:
        with builder_of(path) as building:
            building.build([])
        mended = not verify(path)
    return {"answers": answers, "rows": rows, "mended": mended, "own": own}


def _own(folder: Path, index: str) -> str:
    """What a member is told of their reviews in a circle, or the name of the error; empty elsewhere."""
    if not index.startswith("servers/"):
        return ""
    opened = library(folder)
    try:
        members = Members(opened, Settings(), analyser=quick_analyser())
        return " ".join(own.review.raw for own in members.of(index.split("/")[1], "ann"))
    except (ReviewIndexError, sqlite3.Error) as error:
        return type(error).__name__
    finally:
        opened.close()


def damaged(
    place: Path, flips: int, seed: int, share: float = 1.0
) -> tuple[dict[str, Counter[str]], list[str]]:
    """Counts by file of what came of each damage, and a line for each that must not be.

    `share` of the damages are done, drawn at random; for a process without threads.
    """
    logging.disable(logging.CRITICAL)
    faiss.omp_set_num_threads(1)  # its threads would not be there in a forked process
    folder, older = place / "sound", place / "older"
    done = apart(lambda _: prepared(folder, older))
    if done.error:
        raise RuntimeError(done.error)
    index.words.WRITTEN_FROM = 1
    use_standins()
    sound: dict[str, Any] = {}
    counts: dict[str, Counter[str]] = {}
    bad: list[str] = []
    drawn = random.Random(seed)
    for damage in list(damages(folder, older, flips, drawn)):
        if drawn.random() >= share:
            continue
        name = _called(damage.file)
        count = counts.setdefault(name, Counter())
        count["tried"] += 1
        if name == "settings of a server":
            came = _settings(folder, damage, place)
        else:
            where = damage.file.rpartition("/")[0]
            if where not in sound:
                sound[where] = _with(folder, None, place, partial(looked, index=where, cached=False))
            cached = name in (*_CACHES, "lock")
            found = _with(folder, damage, place, partial(looked, index=where, cached=cached))
            came = _came(sound[where], found, damage, name) if isinstance(found, dict) else found
        count[came] += 1
        if came not in ("noticed", "without effect", "not to be noticed"):
            bad.append(f"{damage.file} {damage.kind}: {came}")
    return counts, bad


def _came(sound: dict[str, Any], found: dict[str, Any], damage: Damage, name: str) -> str:
    """What came of a damage, in a word or two."""
    if found["own"] not in ("", sound["own"]) and "Index" in found["own"]:
        return "noticed"
    *answers, (verified, said, _) = found["answers"]
    *before, _ = sound["answers"]
    for status, _, trouble in answers:
        lines = [line for line in trouble.splitlines() if line.startswith("index: ")]
        if status == 99 or (status and len(lines) != 1):
            return f"no clear sentence: {trouble.strip()[-300:]}"
    if verified == 99:
        return f"verify broke: {found['answers'][-1][2].strip()[-300:]}"
    if not found["mended"]:
        return "not mended by the next build"
    if verified and (verified, said) != tuple(sound["answers"][-1][:2]):
        return "noticed"
    if name.endswith("lock"):
        return "without effect" if answers == before else "other answers"
    if found["rows"] == sound["rows"] and answers == before and name not in _CACHES:
        return "without effect"
    if name == "log":
        return "not to be noticed"
    return f"not noticed, answers {'as before' if answers == before else 'changed'}"


def _settings(folder: Path, damage: Damage, place: Path) -> str:
    def look(tried: Path) -> dict[str, Any]:
        servers = Servers(tried / "servers")
        number = int(damage.file.split("/")[1])
        strict = servers.settings(number).model_dump(mode="json")
        return {"settings": repr(strict), "damaged": servers.is_damaged(number)}

    sound, found = _with(folder, None, place, look), _with(folder, damage, place, look)
    if not isinstance(found, dict):
        return str(found)
    if found["damaged"]:
        return "noticed"
    return "without effect" if found == sound else "silently replaced"


def _with(folder: Path, damage: Damage | None, place: Path, work: Any) -> Any:
    tried = Path(shutil.copytree(folder, place / "tried"))
    if damage is not None:
        damage.do(tried)
    ended = apart(lambda _: work(tried))
    shutil.rmtree(tried)
    if ended.answer is None:
        return f"died: {ended.error.strip()[-300:] or 'without a word'}"
    return ended.answer["answer"]


def use_standins() -> None:
    """Has the commands of this process work with the stand-ins."""
    index.judging.Analyser.load = lambda *_, **__: quick_analyser()  # type: ignore
    index.model.embedder_of = index.judging.embedder_of = lambda *_, **__: QuickEmbedder()  # type: ignore


def _called(file: str) -> str:
    name = file.rpartition("/")[2]
    if name.startswith("settings"):
        return "settings of a server"
    own = "circle's " if file.startswith("servers/") else ""
    kinds = {FILE: "store" if own else "database", f"{FILE}-wal": "log", "build.lock": "lock"}
    return own + kinds.get(name, {"faiss": "vectors"}.get(name.rpartition(".")[2], name.rpartition(".")[2]))


def main() -> None:
    """Prints a table and keeps it under `benchmarks/results`."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--flips", type=int, default=60, help="bits flipped in each file, one at a time")
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=ground()) as place:
        counts, bad = damaged(Path(place), options.flips, options.seed)
    head = ["file", "tried", "noticed", "without effect", "not to be noticed", "missed or worse"]
    numbers = {name: [count[kind] for kind in head[1:-1]] for name, count in counts.items()}
    for came in numbers.values():
        came.append(came[0] - sum(came[1:]))
    full = [[name, *came] for name, came in numbers.items()]
    print(table(head, [*full, ["all", *map(sum, zip(*numbers.values(), strict=True))]]))
    for line, times in Counter(bad).items():
        print(f"{times} times: {line}")
    keep("faults.damage", {"files": [dict(zip(head, row, strict=True)) for row in full]})
    raise SystemExit(bool(bad))


if __name__ == "__main__":
    main()
