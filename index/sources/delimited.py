"""CSV and TSV: any usual separator, quotes as they come, one bad row never takes its neighbours with it."""

import csv
import io
import re
import sys
from collections.abc import Iterator, Sequence

from ..types import Rejected
from .compressed import HEAD, READ_ERRORS, Opener, broken, head_of
from .rows import MAX_TEXT, Row
from .text import MAX_LINE, lines, open_text, undecoded

csv.field_size_limit(MAX_LINE)  # the module's own limit, 131,072, is below the longest review one may send

_READ_AGAIN, _FEW_LINES = 8, 16  # see `_Feed`
_SEPARATORS = ",\t;|"
_BACKSLASHED = re.compile(r'\\"')
_DOUBLED = re.compile(r'[^,;|\s]""|""[^,;|\s]')


class DelimitedTable:
    """A text table with a header line (see `rows.Table`)."""

    def __init__(self, file: str, opener: Opener) -> None:
        """Reads the header.

        Raises:
            SourceError: the file can't be read or is empty.
        """
        self.file = file
        self._opener = opener
        self._head = head_of(opener, file)
        with open_text(lambda: io.BytesIO(self._head), self._head) as stream:
            text = stream.read()
        first = next((line for line in text.splitlines() if line.strip()), "")
        unquoted = re.sub(r'"[^"]*"', "", first)
        self._separator = max(_SEPARATORS, key=unquoted.count)
        # Some exports write \" inside quotes where everybody else writes "".
        self._backslash = bool(_BACKSLASHED.search(text)) and not _DOUBLED.search(text)
        header = next(
            (row for row in self._reader(io.StringIO(text, newline=""), strict=False) if any(row)), []
        )
        self.columns = tuple(name.strip() for name in header)

    def count(self) -> int | None:
        """None: only reading tells."""
        return None

    def rows(self, wanted: Sequence[str]) -> Iterator[Row | Rejected]:
        """The records after the header, see `rows.Table.rows`."""
        places = [self.columns.index(column) for column in wanted]
        number = 0
        try:
            with open_text(self._opener, self._head) as stream:
                records = self._records(lines(stream))
                next(records)  # the header
                for number, fields in enumerate(records, 1):
                    if fields is None:
                        yield Rejected(self.file, number, "has a stray quotation mark or no end")
                    elif why := self._problem(fields):
                        yield Rejected(self.file, number, why)
                    else:
                        yield Row(number, [fields[place] for place in places])
        except READ_ERRORS as error:
            raise broken(self.file, f"row {number}" if number else "", error) from error

    def _problem(self, fields: list[str]) -> str:
        width = len(self.columns)
        if width == 1 and any(fields[1:]):  # a review a line, with no quotes around their commas
            fields[:] = [self._separator.join(fields)]
        if len(fields) != width and (len(fields) < width or any(fields[width:])):
            return f"has {len(fields)} fields where the header has {width}"
        if any(len(cell) > MAX_TEXT for cell in fields):
            return f"is longer than {MAX_TEXT:,} characters"
        if any(map(undecoded, fields)):
            return "is neither UTF-8 nor Windows-1252"
        return ""

    def _records(self, source: Iterator[str]) -> Iterator[list[str] | None]:
        """The fields of each record; None for one that can't be parsed.

        Parsed by the letter first. Where that fails, a quotation mark was left open or not doubled, and what
        was swallowed since is given back: the record is then its first line alone, parsed leniently.
        """
        feed = _Feed(source)
        strict = self._reader(feed, strict=True)
        while True:
            feed.begin()
            fields: list[str] | None
            try:
                fields = next(strict)
            except StopIteration:
                return
            except csv.Error:
                if not feed.taken:
                    return
                feed.give_back(feed.taken[1:])
                fields = self._leniently(feed.taken[0])
            if fields is None or any(fields):
                yield fields

    def _leniently(self, line: str) -> list[str] | None:
        try:
            fields = next(self._reader([line.rstrip("\r\n")], strict=False), [])
        except csv.Error:
            return None
        return fields if len(fields) == len(self.columns) else None

    def _reader(self, source: "io.StringIO | _Feed | list[str]", *, strict: bool) -> Iterator[list[str]]:
        return csv.reader(
            source,
            delimiter=self._separator,
            doublequote=not self._backslash,
            escapechar="\\" if self._backslash else None,
            strict=strict,
        )


class _Feed:
    """Lines for a csv reader that remember which were `taken` and can be given back.

    A file whose every line opens a quotation mark that none closes would be read to its end for each of them:
    what is given back is limited to a multiple of what was read, and then records to a few lines.
    """

    def __init__(self, source: Iterator[str]) -> None:
        self._source = source
        self._back: list[str] = []
        self._read = self._returned = self._size = 0  # characters: of the file, given back, of the record
        self._most_lines = sys.maxsize
        self.taken: list[str] = []

    def begin(self) -> None:
        """Begins a record."""
        self.taken, self._size = [], 0
        spent = self._returned > HEAD + _READ_AGAIN * self._read
        self._most_lines = _FEW_LINES if spent else sys.maxsize

    def __iter__(self) -> "_Feed":
        return self

    def __next__(self) -> str:
        if self._size > MAX_LINE or len(self.taken) >= self._most_lines:
            raise csv.Error("no end of the record")
        if self._back:
            line = self._back.pop()
        else:
            line = next(self._source)
            self._read += len(line)
        self._size += len(line)
        self.taken.append(line)
        return line

    def give_back(self, taken: Sequence[str]) -> None:
        """Has the lines taken once more."""
        self._returned += sum(map(len, taken))
        self._back.extend(reversed(taken))
