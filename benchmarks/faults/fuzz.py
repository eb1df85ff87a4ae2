"""Fuzzing by coverage: bytes that reach new code are kept and changed again (atheris, on LLVM's libFuzzer).

    python -m benchmarks.faults.fuzz TARGET... --seconds 600

TARGET is a name of `benchmarks.faults.targets`, or `all`. An input counts as a finding when it raises what
its target does not allow, takes more than 5 seconds of processor time, or 1 GB more memory than before.
Findings are told apart by their kind and the last of our lines that they came through; the shortest input of
each stays in build/fuzz/TARGET/findings, what reached new code in build/fuzz/TARGET/corpus for the next run.
Atheris comes with `pip install -e '.[test,fuzz]'`.
"""

import argparse
import json
import logging
import re
import resource
import signal
import subprocess
import sys
import traceback
import types
from collections.abc import Callable
from pathlib import Path

from benchmarks.report import RESULTS, keep, table

ROOT = Path(__file__).parents[2]
PLACE = ROOT / "build" / "fuzz"
SECONDS = 5.0
"""Of the processor, on one input."""
KILOBYTES = 1 << 20
_RESTARTS = 4
_LEAST = 10
"""Seconds that are worth another process."""
LONGEST = 4096
"""Bytes of an input; what only a long one shows is for the tests of each reader."""
_STATS = re.compile(r"#(?P<runs>\d+)\s+\w+\s+cov: (?P<cov>\d+) ft: (?P<ft>\d+) corp: (?P<corp>\d+)/")


class Hang(BaseException):
    """An input took too long."""


class Greedy(Exception):
    """An input took too much memory."""


def watched(run: Callable[[bytes], object], data: bytes) -> None:
    """Runs a target on an input; raises what it raises, `Hang` or `Greedy`."""
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    signal.signal(signal.SIGVTALRM, _too_long)
    signal.setitimer(signal.ITIMER_VIRTUAL, SECONDS)
    try:
        run(data)
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
    more = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    if more > KILOBYTES:
        raise Greedy(f"{more // 1024} MB more")


def _too_long(number: int, frame: types.FrameType | None) -> None:
    raise Hang(f"more than {SECONDS:g} seconds")


def kind_of(error: BaseException) -> str:
    """What tells a finding from others: its class and the last line of this repository before it."""
    frames = traceback.extract_tb(error.__traceback__)
    ours = [frame for frame in frames if Path(frame.filename).is_relative_to(ROOT)]
    where = f"{Path(ours[-1].filename).relative_to(ROOT)}:{ours[-1].lineno}" if ours else "elsewhere"
    what = f" ({error})" if type(error).__name__ == "Broken" else ""
    return f"{type(error).__name__}{what} at {where}"


def note(findings: Path, error: BaseException, data: bytes) -> None:
    """Keeps the input, unless a shorter one of its kind is there."""
    findings.mkdir(parents=True, exist_ok=True)
    stem = re.sub(r"\W+", "-", kind_of(error))[:120]
    kept = findings / f"{stem}.input"
    if not kept.exists() or kept.stat().st_size > len(data):
        kept.write_bytes(data)
        told = "".join(traceback.format_exception(error))
        (findings / f"{stem}.txt").write_text(f"{kind_of(error)}\n\n{told}", "utf-8", "backslashreplace")


def fuzz(name: str, seconds: int) -> None:
    """Fuzzes one target in this process, which ends with it."""
    import atheris

    with atheris.instrument_imports(include=["index", "bot", "ftfy", "tarfile", "zipfile"]):
        from benchmarks.faults.targets import TARGETS
    logging.disable(logging.WARNING)  # of files that are not usable, thousands a minute
    target, place = TARGETS[name], PLACE / name
    (place / "corpus").mkdir(parents=True, exist_ok=True)
    for number, seed in enumerate(target.seeds()):
        (place / "corpus" / f"seed-{number:04}").write_bytes(seed)

    def once(data: bytes) -> None:
        try:
            watched(target.run, data)
        except (Exception, Hang) as error:
            note(place / "findings", error, data)

    for kept in (place / "findings").glob("*.input"):  # what is mended is forgotten
        data = kept.read_bytes()
        kept.unlink()
        kept.with_suffix(".txt").unlink()
        once(data)
    # libFuzzer's own limits are of the time that passes, and end the process
    limits = [f"-max_total_time={seconds}", f"-max_len={LONGEST}", "-timeout=3600", "-rss_limit_mb=0"]
    atheris.Setup([sys.argv[0], str(place / "corpus"), *limits, f"-artifact_prefix={place}/"], once)
    atheris.Fuzz()


def found_by(name: str, seconds: int) -> dict[str, object]:
    """Fuzzes one target in a process of its own: how many inputs, how much of the code, what was found.

    The seconds are of the processor, which other work may have had meanwhile. Where the process ends
    early, it goes on in another from the corpus that it left.
    """
    started, inputs, ended, last = _processor(), 0, list[str](), dict[str, int]()
    while len(ended) < _RESTARTS and (left := round(seconds - (_processor() - started))) > _LEAST:
        command = [sys.executable, "-m", "benchmarks.faults.fuzz", name, "--seconds", str(left), "--inside"]
        done = subprocess.run(
            command, cwd=ROOT, capture_output=True, text=True, errors="replace", check=False
        )
        if stats := list(_STATS.finditer(done.stderr)):
            last = {key: int(value) for key, value in stats[-1].groupdict().items()}
            inputs += last["runs"]
        if not done.returncode:
            continue
        (PLACE / name).mkdir(parents=True, exist_ok=True)
        (PLACE / name / "last.txt").write_text(done.stdout + done.stderr, "utf-8", "backslashreplace")
        ended.append(f"status {done.returncode}")
    if not last:
        raise SystemExit(f"{name} did not run; build/fuzz/{name}/last.txt tells why.")
    findings = sorted((PLACE / name / "findings").glob("*.txt"))
    return {
        "inputs": inputs, "edges": last["cov"], "features": last["ft"], "kept": last["corp"],
        "seconds": round(_processor() - started), "restarts": len(ended),
        "findings": [path.read_text("utf-8").partition("\n")[0] for path in findings],
    }  # fmt: skip


def _processor() -> float:
    """Seconds of the processor that processes started from here have used."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def main() -> None:
    """Prints a line for each target and keeps them with those of earlier runs."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("targets", nargs="+", metavar="TARGET")
    parser.add_argument("--seconds", type=int, default=600, help="of the processor, a target")
    parser.add_argument("--inside", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.inside:
        fuzz(options.targets[0], options.seconds)
        return
    from benchmarks.faults.targets import TARGETS

    wanted = list(TARGETS) if options.targets == ["all"] else options.targets
    if unknown := set(wanted) - set(TARGETS):
        raise SystemExit(f"There is no target {', '.join(sorted(unknown))}; there are {', '.join(TARGETS)}.")
    head = ("inputs", "edges", "features", "kept", "seconds", "restarts")
    for name in wanted:
        found = found_by(name, options.seconds)
        told = found["findings"]
        assert isinstance(told, list)
        print(table(["target", *head, "findings"], [[name, *(found[key] for key in head), len(told)]]))
        print(*(f"  {one}" for one in told), sep="\n", flush=True)
        kept = RESULTS / "faults_fuzz.json"
        before = json.loads(kept.read_text("utf-8"))["targets"] if kept.exists() else {}
        # each target was run by itself, and how long stands with it
        targets = {**before, name: found}
        command = "python -m benchmarks.faults.fuzz TARGET --seconds N"
        keep("faults.fuzz", {"command": command, "targets": targets}, "atheris", "hypothesis")
        print(f"All targets so far: {sum(one['inputs'] for one in targets.values()):,} inputs.", flush=True)


if __name__ == "__main__":
    main()
