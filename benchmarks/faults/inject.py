"""Has the process die, or the disk be full, at the n-th file operation, whether Python's or SQLite's own.

SQLite's are reached through the hook that its unix VFS has for such tests (`xSetSystemCall`,
https://sqlite.org/c3ref/vfs.html). All this is for a process that is about to end: nothing is put back.
"""

import _sqlite3
import ctypes
import errno
import os
import signal
import threading
from collections.abc import Callable
from typing import Any, Literal

Kind = Literal["kill", "torn", "full"]
"""Killed before the operation, killed with half of a write on the disk, or no space from then on."""

_O_CREATE = os.O_CREAT


class Operations:
    """Counts the operations of this process that change files, and has a fault happen at one of them."""

    def __init__(self, at: int | None = None, kind: Kind = "kill") -> None:
        """`at`: which operation, from 0; None only counts."""
        self.count = 0
        self._at, self._kind = at, kind
        self._lock = threading.Lock()
        self._kept: list[object] = []

    def watch(self) -> bool:
        """Begins to count. False where SQLite's own operations can't be reached."""
        self._watch_python()
        try:
            self._watch_sqlite()
        except (AttributeError, OSError, ValueError):
            return False
        return True

    def fill(self) -> None:
        """Has it happen from the next operation on."""
        self._at = self.count

    def relent(self) -> None:
        """Has nothing happen any more."""
        self._at = None

    def _happens(self, needs_space: bool, half: Callable[[], object] = lambda: None) -> bool:
        """Counts an operation; True when it has to fail for want of space, and no return where it kills."""
        with self._lock:
            number, self.count = self.count, self.count + 1
            if self._at is None or number < self._at:
                return False
            if self._kind == "full":
                return needs_space
            if self._kind == "torn":
                half()
            os.kill(os.getpid(), signal.SIGKILL)
            raise AssertionError("unreachable")

    # --- Python's own -------------------------------------------------------------------------------------

    def _watch_python(self) -> None:
        for name in ("replace", "rename", "unlink", "remove", "rmdir", "fsync", "truncate", "ftruncate"):
            self._wrap(name, lambda *_: (True, False))
        self._wrap("mkdir", lambda *_: (True, True))
        self._wrap("open", lambda path, flags, *_: (bool(flags & _O_CREATE), True))
        real = os.fdopen

        def fdopen(handle: int, mode: str = "r", *rest: Any, **named: Any) -> Any:
            opened = real(handle, mode, *rest, **named)
            return opened if mode.startswith("r") else _Watched(opened, self._happens)

        os.fdopen = fdopen  # type: ignore[assignment]

    def _wrap(self, name: str, counts: Callable[..., tuple[bool, bool]]) -> None:
        real = getattr(os, name)

        def wrapped(*values: Any, **named: Any) -> Any:
            counted, needs_space = counts(*values)
            if counted and self._happens(needs_space):
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(values[0]))
            return real(*values, **named)

        setattr(os, name, wrapped)

    # --- SQLite's -----------------------------------------------------------------------------------------

    def _watch_sqlite(self) -> None:
        library = ctypes.CDLL(_sqlite3.__file__)
        find = library.sqlite3_vfs_find
        find.restype, find.argtypes = ctypes.POINTER(_Vfs), [ctypes.c_char_p]
        vfs = find(None)
        for name, (shape, make) in self._sqlite_calls().items():
            address = vfs.contents.xGetSystemCall(vfs, name)
            if address:
                call = shape(make(shape(address)))
                self._kept.append(call)
                vfs.contents.xSetSystemCall(vfs, name, ctypes.cast(call, ctypes.c_void_p))

    def _sqlite_calls(self) -> dict[bytes, tuple[Any, Callable[[Any], Callable[..., int]]]]:
        def refused() -> int:
            ctypes.set_errno(errno.ENOSPC)
            return -1

        def write(real: Any) -> Callable[..., int]:
            def call(handle: int, data: int, size: int, *place: int) -> int:
                if self._happens(True, lambda: real(handle, data, size // 2, *place)):
                    return refused()
                return int(real(handle, data, size, *place))

            return call

        def opened(real: Any) -> Callable[..., int]:
            def call(path: bytes, flags: int, mode: int) -> int:
                # a file that is there already can be opened on a full disk
                if flags & _O_CREATE and self._happens(not os.path.exists(path)):  # noqa: PTH110
                    return refused()
                return int(real(path, flags, mode))

            return call

        def other(real: Any) -> Callable[..., int]:
            def call(*values: Any) -> int:
                self._happens(False)
                return int(real(*values))

            return call

        return {
            b"write": (_WRITE, write), b"pwrite": (_PWRITE, write), b"pwrite64": (_PWRITE, write),
            b"open": (_OPEN, opened), b"ftruncate": (_TRUNCATE, other), b"unlink": (_UNLINK, other),
        }  # fmt: skip


class _Watched:
    """An opened file, each of whose writes is an operation."""

    def __init__(self, file: Any, happens: Callable[..., bool]) -> None:
        self._file, self._happens = file, happens

    def write(self, data: Any) -> int:
        def half() -> None:
            self._file.write(data[: len(data) // 2])
            self._file.flush()

        if self._happens(True, half):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return int(self._file.write(data))

    def __enter__(self) -> "_Watched":
        self._file.__enter__()
        return self

    def __exit__(self, *reason: Any) -> Any:
        return self._file.__exit__(*reason)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._file, name)


class _Vfs(ctypes.Structure):
    """`sqlite3_vfs`, version 3."""


_POINTER = ctypes.c_void_p
_Vfs._fields_ = [
    ("iVersion", ctypes.c_int), ("szOsFile", ctypes.c_int), ("mxPathname", ctypes.c_int),
    ("pNext", _POINTER), ("zName", ctypes.c_char_p), ("pAppData", _POINTER), ("xOpen", _POINTER),
    ("xDelete", _POINTER), ("xAccess", _POINTER), ("xFullPathname", _POINTER), ("xDlOpen", _POINTER),
    ("xDlError", _POINTER), ("xDlSym", _POINTER), ("xDlClose", _POINTER), ("xRandomness", _POINTER),
    ("xSleep", _POINTER), ("xCurrentTime", _POINTER), ("xGetLastError", _POINTER),
    ("xCurrentTimeInt64", _POINTER),
    ("xSetSystemCall", ctypes.CFUNCTYPE(ctypes.c_int, ctypes.POINTER(_Vfs), ctypes.c_char_p, _POINTER)),
    ("xGetSystemCall", ctypes.CFUNCTYPE(_POINTER, ctypes.POINTER(_Vfs), ctypes.c_char_p)),
    ("xNextSystemCall", _POINTER),
]  # fmt: skip
_WRITE = ctypes.CFUNCTYPE(
    ctypes.c_ssize_t, ctypes.c_int, ctypes.c_void_p, ctypes.c_size_t, use_errno=True
)
_PWRITE = ctypes.CFUNCTYPE(
    ctypes.c_ssize_t, ctypes.c_int, ctypes.c_void_p, ctypes.c_size_t, ctypes.c_int64, use_errno=True
)
_OPEN = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_char_p, ctypes.c_int, ctypes.c_int, use_errno=True)
_TRUNCATE = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_int, ctypes.c_int64, use_errno=True)
_UNLINK = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_char_p, use_errno=True)
