"""Work in a process of its own, which may be killed at any moment."""

import json
import os
import select
import signal
import time
import traceback
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Ended:
    """How it went: steps acknowledged, what was answered (None if it was killed), and what went wrong."""

    steps: int
    answer: Any
    error: str
    seconds: float

    @property
    def killed(self) -> bool:
        """Whether it came neither to an answer nor to an error."""
        return self.answer is None and not self.error


def apart(work: Callable[[Callable[[], None]], Any], *, kill_after: float | None = None) -> Ended:
    """Runs `work(done)` in a forked process; `done()` acknowledges a step, durably as seen from here.

    Args:
        work: answers something that JSON can hold.
        kill_after: seconds until it is killed (SIGKILL).
    """
    ours, theirs = os.pipe()
    started = time.monotonic()
    child = os.fork()
    if not child:
        os.close(ours)
        _inside(work, theirs)
    os.close(theirs)
    told = b""
    deadline = None if kill_after is None else started + kill_after
    while True:
        left = None if deadline is None else max(0.0, deadline - time.monotonic())
        if not select.select([ours], [], [], left)[0]:
            with suppress(ProcessLookupError):
                os.kill(child, signal.SIGKILL)
            deadline = None
            continue
        part = os.read(ours, 1 << 16)
        if not part:
            break
        told += part
    os.close(ours)
    os.waitpid(child, 0)
    lines = told.decode().split("\n")[:-1]  # what stands behind the last line's end was cut off
    answers = [json.loads(line[1:]) for line in lines if line.startswith("=")]
    errors = [json.loads(line[1:]) for line in lines if line.startswith("!")]
    answer = {"answer": answers[0]} if answers else None
    return Ended(lines.count("."), answer, errors[0] if errors else "", time.monotonic() - started)


def _inside(work: Callable[[Callable[[], None]], Any], pipe: int) -> None:
    write, exit_at_once = os.write, os._exit
    try:
        answer = work(lambda: _tell(write, pipe, "."))
        _tell(write, pipe, "=" + json.dumps(answer))
    except BaseException:
        _tell(write, pipe, "!" + json.dumps(traceback.format_exc()))
    finally:
        exit_at_once(0)


def _tell(write: Callable[[int, bytes], int], pipe: int, line: str) -> None:
    data = line.encode() + b"\n"
    while data:
        data = data[write(pipe, data) :]
