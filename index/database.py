"""One SQLite file (WAL): a connection a thread, and transactions that are stored whole or not at all."""

import sqlite3
import threading
from collections.abc import Collection, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any
from weakref import WeakSet

from .durable import make_folder
from .errors import IndexDamaged, IndexMissing, IndexUnreadable
from .log import is_damaged
from .schema import migrate, schema_version
from .seals import WHOLE, Seals, seal, unsealed

FILE = "reviews.sqlite"
_PATIENCE = 30  # seconds that one waits for another's transaction
CACHE = 2_000  # KB of pages that each thread keeps; the system keeps pages too


class _Held:
    """A thread's connection, closed when the thread ends or the store is let go.

    Left to itself it would stay open until the garbage is collected, as it refers to itself.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection

    def __del__(self) -> None:
        self.connection.close()


class Database:
    """The SQLite file of one index folder; every thread gets a connection of its own."""

    def __init__(self, folder: Path, *, create: bool = False, cache: int = CACHE) -> None:
        """Opens the store, migrating an older one.

        Args:
            folder: the index folder.
            create: make folder and file if they are missing (private to the user).
            cache: KB of pages that each thread keeps in memory.

        Raises:
            IndexMissing: there is no index and `create` is false.
            IndexDamaged: the file is not a store, or a newer program's.
            IndexUnreadable: the file can't be opened: rights, the disk, a lock that is not let go.
        """
        self.folder = folder
        self._cache = cache
        self.path = folder / FILE
        written = folder / f"{FILE}-wal"
        if not self.path.exists() and written.exists() and written.stat().st_size:
            # a new file in its place would have SQLite delete what was written last
            raise IndexDamaged(
                f"{self.path} is missing, but not {written.name} beside it; put the file or a backup back, "
                "or move the folder away and build again."
            )
        if is_damaged(written):
            raise IndexDamaged(
                f"{written} is damaged, so that the reviews stored last can't be read; put a backup in its "
                "place, or delete that file and build again."
            )
        if create:
            make_folder(folder)
            if not self.path.exists():
                self.path.touch(mode=0o600)
        elif not self.path.exists():
            raise IndexMissing(f"There is no index in {folder}; build one first: python -m index build demo")
        self._local = threading.local()
        self._open: WeakSet[_Held] = WeakSet()
        self._guard = threading.Lock()
        try:
            if not create and schema_version(self.connection) == 0:
                self.close()
                raise IndexMissing(
                    f"The index in {folder} is only being made; wait until its build is done, "
                    "or start the build again."
                )
            migrate(self.connection)
        except sqlite3.OperationalError as error:
            raise IndexUnreadable(
                f"The index in {folder} can't be opened ({error}). Check rights and room: files are written "
                "there also to read it."
            ) from error
        except sqlite3.DatabaseError as error:
            raise IndexDamaged(
                f"{self.path} is damaged or not an index ({error}); move it away and build again."
            ) from error

    @property
    def connection(self) -> sqlite3.Connection:
        """This thread's connection."""
        held: _Held | None = getattr(self._local, "held", None)
        if held is None:
            connection = sqlite3.connect(
                self.path, timeout=_PATIENCE, isolation_level=None, check_same_thread=False
            )
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = FULL")
            connection.execute("PRAGMA foreign_keys = ON")
            connection.execute(f"PRAGMA cache_size = -{self._cache}")
            held = self._local.held = _Held(connection)
            with self._guard:
                self._open.add(held)
        return held.connection

    @property
    def _seals(self) -> Seals:
        """What this thread's connection has touched."""
        seals: Seals | None = getattr(self._local, "seals", None)
        if seals is None:
            seals = self._local.seals = Seals(self.connection)
        return seals

    def checkpoint(self) -> None:
        """Moves what was committed from SQLite's log into its file, as far as others let it.

        The log by itself then holds nothing that could be lost with it.
        """
        self.connection.execute("PRAGMA busy_timeout = 1000")
        with suppress(sqlite3.OperationalError):  # on a full disk it stays where it is
            self.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        self.connection.execute(f"PRAGMA busy_timeout = {_PATIENCE * 1000}")

    def close(self) -> None:
        """Closes every thread's connection; the store can't be used afterwards."""
        with self._guard:
            for held in self._open:
                held.connection.close()
            self._open.clear()
        self._local = threading.local()

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """A write transaction: all of it is stored, or nothing."""
        connection = self.connection
        seals = self._seals
        connection.execute("BEGIN IMMEDIATE")
        try:
            yield connection
            connection.execute(
                "INSERT INTO meta VALUES ('change', '1') ON CONFLICT (key) DO UPDATE SET value = value + 1"
            )
            seals.renew()
            connection.execute("COMMIT")
        except BaseException:
            if connection.in_transaction:  # on a full disk SQLite has taken all back by itself
                connection.execute("ROLLBACK")
            seals.forget()
            raise

    def seal_all(self) -> None:
        """Seals what a program of before has stored, if anything; begun anew when it is stopped."""
        for thing, keys in unsealed(self.connection):
            with self.transaction() as connection:
                seal(connection, thing, keys)
        if not self.meta(WHOLE):
            with self.transaction():
                self.set_meta(WHOLE, "1")

    def rows_of(self, sql: str, *values: Any) -> list[tuple[Any, ...]]:
        """All rows of a query."""
        return self.connection.execute(sql, values).fetchall()

    def one(self, sql: str, *values: Any) -> Any:
        """The first value of the first row, or None."""
        row = self.connection.execute(sql, values).fetchone()
        return None if row is None else row[0]

    def meta(self, key: str) -> str:
        """A remembered value, or an empty string."""
        return self.one("SELECT value FROM meta WHERE key = ?", key) or ""

    def set_meta(self, key: str, value: str) -> None:
        """Remembers a value, within the caller's transaction or in one of its own."""
        self.connection.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (key, value))

    def change(self) -> int:
        """A number that grows with every committed transaction, of any process."""
        return int(self.meta("change") or 0)

    def where_in(self, sql: str, values: Collection[Any], tail: str = "") -> list[tuple[Any, ...]]:
        """Runs `sql (?, ?, ...) tail` in slices that stay below SQLite's limit of bound values."""
        found: list[tuple[Any, ...]] = []
        pending = list(values)
        for i in range(0, len(pending), 10_000):
            part = pending[i : i + 10_000]
            found += self.rows_of(f"{sql} ({','.join('?' * len(part))}) {tail}", *part)
        return found
