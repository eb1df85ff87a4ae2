"""A Letterboxd export: the zip as it comes, or the reviews.csv in it."""

import io
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import BinaryIO, cast

from ..errors import SourceError
from ..types import FilmFacts, Rejected, Review
from .compressed import READ_ERRORS, broken, name_of
from .delimited import DelimitedTable
from .reviews import TableReviews

REVIEWS = "reviews.csv"
_COLUMNS = {
    "text": "Review",
    "title": "Name",
    "year": "Year",
    "rating": "Rating",
    "url": "Letterboxd URI",
    "date": "Date",
}
_FULL_STARS = 5.0
_MAX_BYTES = 1 << 29  # more than any person writes; a small zip may claim to hold far more


def is_export(table: DelimitedTable) -> bool:
    """Whether the table's header is that of an export's reviews.csv."""
    return set(_COLUMNS.values()) <= set(table.columns)


class Letterboxd:
    """The reviews of an export; a `Source`. Ratings are of five stars; the id is the end of the address."""

    def __init__(self, table: DelimitedTable, path: Path) -> None:
        """Takes a table that `is_export`.

        Raises:
            SourceError: it has no rows.
        """
        self.name = name_of(path)
        self.location = str(path)
        self._reviews = TableReviews(table, path, self.name, _COLUMNS, _FULL_STARS)

    def count(self) -> int:
        """How many reviews there are."""
        return self._reviews.count()

    def __iter__(self) -> Iterator[Review | FilmFacts | Rejected]:
        """A review or a rejection for each row, see `TableReviews`."""
        for item in self._reviews:
            if isinstance(item, Review):
                end = item.url.rstrip("/").rpartition("/")[2]
                yield replace(item, id=f"letterboxd-{end}" if end else "")
            else:
                yield item


def open_export(path: Path) -> Letterboxd:
    """The export in a zip, or its reviews.csv as it is: nothing else, and nothing packed in another way.

    For files of strangers: `open_source` would unpack what a small file of any format claims to hold.

    Raises:
        SourceError: it is neither.
    """
    try:
        if zipfile.is_zipfile(path):
            return in_zip(path)
    except READ_ERRORS as error:
        raise broken(path.name, "", error) from error
    table = DelimitedTable(path.name, lambda: path.open("rb"))
    if not is_export(table):
        raise SourceError(f"{path.name} is neither a Letterboxd export nor the {REVIEWS} of one.")
    return Letterboxd(table, path)


def in_zip(path: Path) -> Letterboxd:
    """The export in a zip, read without unpacking it to the disk; deleted reviews in it are left out.

    Raises:
        SourceError: the zip can't be read, holds no export or claims an absurd size.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            found = [info for info in archive.infolist() if PurePosixPath(info.filename).name == REVIEWS]
    except (*READ_ERRORS, ValueError) as error:
        raise broken(path.name, "", error) from error
    kept = [info for info in found if not {"deleted", "orphaned"} & set(PurePosixPath(info.filename).parts)]
    if not kept:
        raise SourceError(
            f"{path.name} is a zip without the {REVIEWS} of a Letterboxd export; "
            "unpack it and name the file with the reviews."
        )
    info = min(kept, key=lambda info: len(PurePosixPath(info.filename).parts))
    if info.file_size > _MAX_BYTES:
        raise SourceError(f"{REVIEWS} in {path.name} claims {info.file_size:,} bytes; that is no export.")

    def opener() -> BinaryIO:
        # A member ends where its claimed size does, so that the check above holds whatever is packed.
        with zipfile.ZipFile(path) as archive:
            return io.BufferedReader(cast(io.RawIOBase, archive.open(info)))

    table = DelimitedTable(f"{path.name}/{REVIEWS}", opener)
    if not is_export(table):
        raise SourceError(
            f"{REVIEWS} in {path.name} is not that of a Letterboxd export; unpack it and name it."
        )
    return Letterboxd(table, path)
