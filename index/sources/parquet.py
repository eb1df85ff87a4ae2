"""Parquet tables."""

import contextlib
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import IO

import pyarrow as pa
import pyarrow.parquet as pq

from ..types import Rejected
from .compressed import READ_ERRORS, broken, open_plain
from .rows import MAX_TEXT, Row
from .text import decode, undecoded

_BATCH = 1024


class ParquetTable:
    """A Parquet file (see `rows.Table`), packed once more or not."""

    def __init__(self, file: str, path: Path) -> None:
        """Reads the footer.

        Raises:
            SourceError: the file can't be read.
        """
        self.file = file
        self._path = path
        try:
            with self._open() as parquet:
                self.columns = tuple(dict.fromkeys(map(str, parquet.schema_arrow.names)))
                self._count = int(parquet.metadata.num_rows)
        except (*READ_ERRORS, pa.ArrowException) as error:
            raise broken(file, "", error) from error

    def count(self) -> int | None:
        """The number of rows, from the footer."""
        return self._count

    def rows(self, wanted: Sequence[str]) -> Iterator[Row | Rejected]:
        """The records, see `rows.Table.rows`."""
        number = 0
        try:
            with self._open() as parquet:
                for batch in parquet.iter_batches(_BATCH, columns=list(dict.fromkeys(wanted))):
                    # of two columns of one name the first counts, as in every other kind of table
                    places = [batch.schema.get_all_field_indices(column)[0] for column in wanted]
                    cells = [_values(batch.column(place)) for place in places]
                    for place in range(batch.num_rows):
                        number += 1
                        yield self._row(number, [column[place] for column in cells])
        except (*READ_ERRORS, pa.ArrowException) as error:
            raise broken(self.file, f"row {number}" if number else "", error) from error

    def _row(self, number: int, values: list[object]) -> Row | Rejected:
        texts = [value for value in values if isinstance(value, str)]
        if any(len(text) > MAX_TEXT for text in texts):
            return Rejected(self.file, number, f"is longer than {MAX_TEXT:,} characters")
        if any(map(undecoded, texts)):
            return Rejected(self.file, number, "is neither UTF-8 nor Windows-1252")
        return Row(number, values)

    @contextlib.contextmanager
    def _open(self) -> Iterator[pq.ParquetFile]:
        with contextlib.ExitStack() as stack:
            file: IO[bytes] = stack.enter_context(self._path.open("rb"))
            if file.read(4) != b"PAR1":
                # Parquet is read from its end, which a packed stream can't offer.
                packed = stack.enter_context(open_plain(self._path))
                file = stack.enter_context(tempfile.TemporaryFile())
                shutil.copyfileobj(packed, file)
            file.seek(0)
            yield stack.enter_context(pq.ParquetFile(file))


def _values(column: pa.Array) -> list[object]:
    try:
        values: list[object] = column.to_pylist()
    except UnicodeDecodeError:
        values = column.cast(pa.binary()).to_pylist()
    except (ValueError, OverflowError):  # times of a precision or a year that Python's own can't hold
        told = column.cast(pa.string()).to_pylist()
        values = [None if text and text.startswith("<value out of range") else text for text in told]
    return [decode(value) if isinstance(value, bytes) else value for value in values]
