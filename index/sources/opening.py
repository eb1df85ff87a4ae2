"""Which reader fits a file or folder: decided by what it holds, never by its name alone."""

import zipfile
from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Protocol

from ..errors import SourceError
from ..types import FilmFacts, Rejected, Review
from . import aclimdb, letterboxd
from .compressed import broken, head_of, name_of, open_plain
from .delimited import DelimitedTable
from .jsonlines import JsonLinesTable
from .reviews import Several, TableReviews
from .rows import Table

DEMO = "demo"
_FOREIGN = {
    b"%PDF": "a PDF",
    b"SQLite format 3": "a database",
    b"\xd0\xcf\x11\xe0": "an old Office file",
    b"PK\x03\x04": "a zip inside another file",
    b"7z\xbc\xaf": "a 7z archive",
    b"Rar!": "a rar archive",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
}


class Source(Protocol):
    """Something that reviews are read from, a row at a time, from the start with each `iter`."""

    @property
    def name(self) -> str:
        """What the source is called: "imdb_train" for imdb_train.csv.xz."""

    @property
    def location(self) -> str:
        """The resolved path, or "demo"."""

    def count(self) -> int | None:
        """Rows to expect, bad ones too, for a progress bar; None if that is unknown."""

    def __iter__(self) -> Iterator[Review | FilmFacts | Rejected]:
        """The rows, in bounded memory.

        Raises:
            SourceError: the source breaks off or is damaged; what came before was yielded.
        """


def open_source(
    location: str, columns: Mapping[str, str] | None = None, rating_max: float | None = None
) -> Source:
    """Finds the reader for a source and checks that it can be read.

    Args:
        location: "demo", a file (CSV, TSV, JSON lines or Parquet, plain or packed with gzip, xz, zstd or
            bzip2; the archive of the Large Movie Review Dataset; a Letterboxd export) or a folder (the
            unpacked data set or export, else every table in it that holds reviews).
        columns: our field -> their column in tables, where the name is unusual.
        rating_max: the full scale of bare numbers in the rating column; None infers it from them.

    Raises:
        SourceError: nothing is there, or it can't be read; the message says what to do.
    """
    if location == DEMO:
        from .demo import Demo  # its download tools are wanted by nobody else

        return Demo()
    path = Path(location).expanduser()
    try:
        path = path.resolve(strict=True)
        if path.is_dir():
            return _open_folder(path, columns, rating_max)
    except (OSError, RuntimeError) as error:
        raise broken(location, "", error if isinstance(error, OSError) else OSError(str(error))) from error
    return _open_file(path, columns, rating_max)


def open_table(path: Path) -> Table:
    """Opens a table, whatever its format.

    Raises:
        SourceError: it can't be read or is no table.
    """
    file, opener = path.name, partial(open_plain, path)
    head = head_of(opener, file)
    if head.startswith(b"PAR1"):
        from .parquet import ParquetTable  # which loads pyarrow

        return ParquetTable(file, path)
    for magic, what in _FOREIGN.items():
        if head.startswith(magic):
            raise SourceError(f"{file} is {what}, not a table; save the reviews as CSV and name that.")
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n")[:20].lower()
    if start.startswith((b"<!doctype", b"<html", b"<?xml")):
        raise SourceError(f"{file} is a web page or XML, not a table; save the reviews as CSV and name that.")
    if start.startswith(b"["):
        raise SourceError(f"{file} is one long JSON list; write one object a line (JSON lines) instead.")
    if _is_binary(head):
        raise SourceError(f"{file} is not text; name a CSV, TSV, JSON lines or Parquet file.")
    if start.startswith(b"{"):
        return JsonLinesTable(file, opener)
    return DelimitedTable(file, opener)


def _open_file(path: Path, columns: Mapping[str, str] | None, rating_max: float | None) -> Source:
    head = head_of(partial(open_plain, path), path.name)
    if head[257:262] == b"ustar":
        return aclimdb.in_archive(path)
    if head.startswith(b"PK") and zipfile.is_zipfile(path):
        return letterboxd.in_zip(path)
    table = open_table(path)
    if isinstance(table, DelimitedTable) and letterboxd.is_export(table):
        return letterboxd.Letterboxd(table, path)
    return TableReviews(table, path, name_of(path), columns, rating_max)


def _open_folder(path: Path, columns: Mapping[str, str] | None, rating_max: float | None) -> Source:
    if data_set := aclimdb.in_folder(path):
        return data_set
    if (path / letterboxd.REVIEWS).is_file():
        table = open_table(path / letterboxd.REVIEWS)
        if isinstance(table, DelimitedTable) and letterboxd.is_export(table):
            return letterboxd.Letterboxd(table, path)
    sources: list[TableReviews] = []
    skipped: list[Rejected] = []
    for file in sorted(path.iterdir()):
        if file.name.startswith(".") or not file.is_file():
            continue
        try:
            sources.append(TableReviews(open_table(file), file, path.name, columns, rating_max))
        except SourceError as error:
            skipped.append(Rejected(file.name, 0, str(error)))
    if not sources:
        why = f" ({skipped[0].why})" if skipped else ""
        raise SourceError(
            f"{path} holds no reviews that can be read; name a folder with tables of them.{why}"
        )
    return Several(path, sources, skipped)


def _is_binary(head: bytes) -> bool:
    """Whether the bytes are no text: many control characters, and no mark of UTF-16."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return False
    sample = head[:4096]
    strange = sum(byte < 32 and byte not in b"\t\n\r\f\v\x1a\x1b" for byte in sample)
    return strange > 0.05 * len(sample)
