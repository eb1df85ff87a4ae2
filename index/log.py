"""Whether SQLite's log (WAL) is whole: SQLite takes the first broken frame in it for its end, without a word.

What a killed program committed last lies there alone. A frame that was being written may be broken; one that
is followed by whole transactions was damaged later, and to open the file would lose those for good.
The format is told in https://sqlite.org/fileformat2.html#the_write_ahead_log.
"""

import struct
import time
from functools import cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

_HEADER, _FRAME = 32, 24
_LITTLE, _BIG = 0x377F0682, 0x377F0683
_AGAIN = 0.05  # seconds; a log that is being written can look as if it were damaged


def is_damaged(path: Path) -> bool:
    """Whether a log holds transactions that SQLite would not read any more."""
    if not path.exists() or not _is_damaged(path.read_bytes()):
        return False
    time.sleep(_AGAIN)
    return path.exists() and _is_damaged(path.read_bytes())


def _is_damaged(log: bytes) -> bool:
    if len(log) <= _HEADER + _FRAME or not any(log[:_HEADER]):
        return False
    magic, _, size, _, _, _, *told = struct.unpack(">8I", log[:_HEADER])
    order = {_LITTLE: "<", _BIG: ">"}.get(magic)
    if order is None or size < 512 or size & (size - 1):
        return True
    if _sums(log[:24], order, (0, 0)) != tuple(told):
        return True
    salts, before = log[16:24], (told[0], told[1])
    broken, ended, lost = False, False, 0
    for start in range(_HEADER, len(log) - _FRAME - size + 1, _FRAME + size):
        head, page = log[start : start + _FRAME], log[start + _FRAME : start + _FRAME + size]
        _, commits, _, _, first, second = struct.unpack(">6I", head)
        good = head[8:16] == salts and _sums(head[:8] + page, order, before) == (first, second)
        before = first, second
        broken = broken or not good
        if broken and good:
            # the last transaction may have been cut off by a power failure, those before it were acknowledged
            lost += 1 if ended else 0
            ended = ended or commits > 0
    return lost > 0


def _sums(data: bytes, order: str, seed: tuple[int, int]) -> tuple[int, int]:
    """The two running sums of a log, over pairs of words of 4 bytes.

    Each pair changes them by `a, b: s += a + t; t += b + s` modulo 2^32, which is linear, so that a whole
    page is summed at once by the powers of that step.
    """
    pairs = np.frombuffer(data, f"{order}u4").astype(np.uint32).reshape(-1, 2)
    added = np.stack([pairs[:, 0], pairs[:, 0] + pairs[:, 1]], axis=1)
    whole, powers = _powers(len(pairs))
    sums = (powers * added[:, None, :]).sum(axis=(0, 2), dtype=np.uint32)
    sums += (whole * np.array(seed, np.uint32)).sum(axis=1, dtype=np.uint32)
    return int(sums[0]), int(sums[1])


@cache
def _powers(count: int) -> tuple[npt.NDArray[np.uint32], npt.NDArray[np.uint32]]:
    """The step to the power of `count` (2, 2), and to those of `count - 1` down to 0 (count, 2, 2)."""
    step, power, found = np.array([[1, 1], [1, 2]], np.uint32), np.eye(2, dtype=np.uint32), []
    for _ in range(count):
        found.append(power)
        power = power @ step
    return power, np.array(found[::-1])
