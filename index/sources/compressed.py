"""Files as streams of plain bytes, whatever they are packed with, and what is said when one breaks."""

import bz2
import gzip
import io
import lzma
import struct
import tarfile
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO, cast

from ..errors import SourceError

Opener = Callable[[], BinaryIO]
"""Opens the same plain bytes anew each time it is called."""

HEAD = 1 << 16
_SUFFIXES = {".gz", ".xz", ".zst", ".bz2", ".csv", ".tsv", ".txt", ".json", ".jsonl", ".ndjson", ".parquet"}
_ARCHIVES = {".tar", ".tgz", ".zip"}

READ_ERRORS = (
    EOFError,
    OSError,
    zlib.error,
    lzma.LZMAError,
    zipfile.BadZipFile,
    NotImplementedError,  # a zip packed in a way that this Python does not know
    RuntimeError,  # an encrypted zip
    tarfile.TarError,
    UnicodeDecodeError,  # names in a zip or a Parquet file that are not in the encoding it claims
    struct.error,  # a zip whose fields break off
)


def open_plain(path: Path) -> BinaryIO:
    """The bytes of a file, unpacked on the fly if its first bytes say gzip, xz, zstd or bzip2.

    Raises: any of `READ_ERRORS`, also while the stream is read.
    """
    with path.open("rb") as file:
        magic = file.read(6)
    if magic.startswith(b"\x1f\x8b"):
        return cast(BinaryIO, gzip.open(path, "rb"))
    if magic == b"\xfd7zXZ\0":
        return cast(BinaryIO, lzma.open(path, "rb"))
    if magic.startswith(b"BZh"):
        return cast(BinaryIO, bz2.open(path, "rb"))
    if magic.startswith(b"\x28\xb5\x2f\xfd"):
        import pyarrow as pa  # here, since 40 MB of it would lie in the memory of every bot

        # Not the zstandard package: its reader takes a file that was cut short for a complete one.
        return io.BufferedReader(pa.CompressedInputStream(pa.OSFile(str(path)), "zstd"))
    return path.open("rb")


def head_of(opener: Opener, file: str) -> bytes:
    """The first `HEAD` bytes, unpacked.

    Raises:
        SourceError: the file is empty or can't be read.
    """
    try:
        with opener() as stream:
            head = stream.read(HEAD)
    except READ_ERRORS as error:
        raise broken(file, "", error) from error
    if not head.strip(b"\0 \t\r\n\xef\xbb\xbf"):
        raise SourceError(f"{file} is empty; name a file that holds reviews.")
    return head


def broken(file: str, after: str, error: Exception) -> SourceError:
    """The error for a file that can't be read on; `after` says what came before ("row 12"), if anything."""
    if isinstance(error, FileNotFoundError):
        return SourceError(f"There is no file or folder {file}; check the name.")
    if isinstance(error, IsADirectoryError):
        return SourceError(f"{file or 'The empty name'} is a folder; name a file.")
    if isinstance(error, PermissionError):
        return SourceError(f"{file} may not be read; give yourself permission to read it.")
    where = f" after {after}" if after else ""
    if isinstance(error, EOFError) or "runcated" in str(error) or "unexpected end" in str(error):
        return SourceError(f"{file} breaks off{where}; it was not copied completely, so get it again.")
    if isinstance(error, RuntimeError) and "password" in str(error):
        return SourceError(f"{file} is locked with a password; unpack it and name the folder instead.")
    reason = str(error).splitlines()[0][:200] if str(error) else type(error).__name__
    return SourceError(f"{file} is damaged{where} ({reason.rstrip('.')}); get it again.")


def name_of(path: Path) -> str:
    """The name of a source without its endings: "imdb_train" for imdb_train.csv.xz."""
    name = path.name
    while (suffix := Path(name).suffix.lower()) in _SUFFIXES | _ARCHIVES:
        name = name[: -len(suffix)]
    return name or path.name
