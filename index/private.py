"""Files and folders that nobody but the user may read: reviews, settings, what Discord was told."""

import os
from pathlib import Path

_FOLDER, _FILE = 0o700, 0o600


def make_folder(folder: Path) -> None:
    """Makes a folder and those missing above it, private to the user; what is there stays as it is.

    Raises:
        OSError: the disk refuses, or a file lies there.
    """
    # Path.mkdir(parents=True, mode=...) makes only the last one private
    for missing in reversed([path for path in (folder, *folder.parents) if not path.exists()]):
        missing.mkdir(mode=_FOLDER, exist_ok=True)
    folder.mkdir(mode=_FOLDER, exist_ok=True)


def write(path: Path, text: str) -> None:
    """Writes a text file that is private to the user from its first moment; raises OSError as `open`."""
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, _FILE)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(text)
