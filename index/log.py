"""Whether SQLite's log (WAL) is whole: SQLite takes the first broken frame in it for its end, without a word.

What a killed program committed last lies there alone. A frame that was being written may be broken; one that
is followed by whole transactions was damaged later, and to open the file would lose those for good.
The format is told in https://sqlite.org/fileformat2.html#the_write_ahead_log.
"""

import struct
import time
from pathlib import Path

_HEADER, _FRAME = 32, 24
_LITTLE, _BIG = 0x377F0682, 0x377F0683
_MASK = 0xFFFFFFFF
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
    """The two running sums of a log, over words of 4 bytes."""
    words = struct.unpack(f"{order}{len(data) // 4}I", data)
    first, second = seed
    for even, odd in zip(words[::2], words[1::2], strict=True):
        first = (first + even + second) & _MASK
        second = (second + odd + first) & _MASK
    return first, second
