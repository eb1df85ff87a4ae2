"""A copy of everything in an index that can't be made again, taken while others read and write it."""

import errno
import os
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

from .circles import REVIEWS
from .database import FILE
from .durable import make_folder, sync_folder
from .errors import BackupRefused, IndexDamaged, ReviewIndexError
from .seals import broken
from .store import Store

_PARTIAL = "partial"


def backup(folder: Path, target: Path) -> int:
    """Copies the store of an index folder into another one, which is then an index folder itself.

    The copy holds the last committed state, by SQLite's online backup
    (https://sqlite.org/backup.html): a build may go on meanwhile, and so may those who read. Files of vectors
    and words are left out, for the next build makes them again; until then the copy is searched from memory.

    Args:
        folder: the index folder.
        target: a folder that is made, or one without an index; a copy that is cut off leaves it without one.

    Returns:
        how many reviews the copy holds.

    Raises:
        IndexMissing, IndexDamaged, IndexUnreadable: as said at `Database`.
        IndexDamaged: also when the copy is not what was stored once; it is not kept then.
        BackupRefused: there is an index in the target.
        OSError: the disk is full or not writable.
    """
    if (target / FILE).exists():
        raise BackupRefused(f"There is an index in {target}; name another folder for the backup.")
    source = Store(folder)
    partial = target / _PARTIAL
    try:
        if partial.exists():  # of a backup that was cut off
            shutil.rmtree(partial)
        make_folder(partial)
        (partial / FILE).touch(mode=0o600)
        try:
            with closing(sqlite3.connect(partial / FILE)) as copy:
                source.connection.backup(copy)
            count = _finished(partial)
        except sqlite3.OperationalError as error:
            raise OSError(errno.EIO, f"The backup could not be written ({error})") from error
        (partial / FILE).replace(target / FILE)
        sync_folder(target)
        shutil.rmtree(partial)
    finally:
        source.close()
    return count


def backup_circles(folder: Path, target: Path) -> int:
    """The same for the reviews of all circles in a folder (see `circles`); answers how many they hold.

    Raises:
        ReviewIndexError: as said at `backup`, of one circle; those of all others are copied.
    """
    count, refused = 0, None
    for path in sorted(folder.glob(f"*/{REVIEWS}/{FILE}")):
        circle = path.parents[1].name
        try:
            count += backup(path.parent, target / circle / REVIEWS)
        except ReviewIndexError as error:
            refused = error
    if refused is not None:
        raise refused
    return count


def _finished(folder: Path) -> int:
    """Has a copy name no files that are not beside it, and be one file; answers how many reviews it holds."""
    store = Store(folder)
    try:
        with store.transaction() as connection:
            connection.execute("DELETE FROM generations")
        checked = store.one("PRAGMA integrity_check") == "ok" and not any(broken(store.connection))
        if not checked:
            raise IndexDamaged("The index is damaged and was not copied; python -m index verify tells where.")
        count: int = store.counts()["reviews"]
    finally:
        store.close()
    with (folder / FILE).open("rb") as file:
        os.fsync(file.fileno())
    return count
