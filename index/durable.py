"""Folders whose entries outlast a power cut."""

import os
from pathlib import Path


def sync_folder(folder: Path) -> None:
    """Makes a rename in the folder durable, where the system can."""
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def make_folder(folder: Path) -> None:
    """Makes a folder, private to the user, with the missing ones above it, durably."""
    if folder.is_dir():
        return
    make_folder(folder.parent)
    folder.mkdir(exist_ok=True, mode=0o700)
    sync_folder(folder.parent)
