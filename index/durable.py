"""Files and folders that nobody but the user may read, and whose entries outlast a power cut."""

import os
from pathlib import Path

_FOLDER, _FILE = 0o700, 0o600


def sync_folder(folder: Path) -> None:
    """Makes a rename in the folder durable, where the system can."""
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def make_folder(folder: Path) -> None:
    """Makes a folder and those missing above it, private to the user; what is there stays as it is.

    Raises:
        OSError: the disk refuses, or a file lies there.
    """
    if folder.is_dir():
        return
    make_folder(folder.parent)  # Path.mkdir(parents=True, mode=...) makes only the last one private
    folder.mkdir(exist_ok=True, mode=_FOLDER)
    sync_folder(folder.parent)


def write_private(path: Path, text: str) -> None:
    """Writes a text file that is private to the user from its first moment; raises OSError as `open`."""
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, _FILE)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(text)
