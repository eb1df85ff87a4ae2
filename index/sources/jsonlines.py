"""JSON lines: one object a line."""

import itertools
import json
from collections.abc import Iterator, Sequence

from ..errors import SourceError
from ..types import Rejected
from .compressed import READ_ERRORS, Opener, broken, head_of
from .rows import MAX_TEXT, Row
from .text import lines, open_text, undecoded

_SAMPLE = 200


class JsonLinesTable:
    """Objects as rows (see `rows.Table`); the columns are the keys of the first 200."""

    def __init__(self, file: str, opener: Opener) -> None:
        """Reads the first lines.

        Raises:
            SourceError: the file can't be read, is empty or has no object in its first lines.
        """
        self.file = file
        self._opener = opener
        self._head = head_of(opener, file)
        keys: dict[str, None] = {}
        try:
            for _, item in itertools.islice(self._objects(), _SAMPLE):
                keys.update(dict.fromkeys(item if isinstance(item, dict) else ()))
        except SourceError:
            if not keys:
                raise
        if not keys:
            raise SourceError(
                f"{file} holds no JSON object in its first lines; write one object a line, "
                'such as {"title": "Solaris", "text": "..."}.'
            )
        self.columns = tuple(keys)

    def count(self) -> int | None:
        """None: only reading tells."""
        return None

    def rows(self, wanted: Sequence[str]) -> Iterator[Row | Rejected]:
        """One record a line that is not blank, see `rows.Table.rows`."""
        for number, item in self._objects():
            if isinstance(item, str):
                yield Rejected(self.file, number, item)
                continue
            values = [item.get(column) for column in wanted]
            if any(isinstance(value, str) and len(value) > MAX_TEXT for value in values):
                yield Rejected(self.file, number, f"is longer than {MAX_TEXT:,} characters")
            else:
                yield Row(number, values)

    def _objects(self) -> Iterator[tuple[int, dict[str, object] | str]]:
        number = 0
        try:
            with open_text(self._opener, self._head) as stream:
                for line in lines(stream):
                    if line.strip():
                        number += 1
                        yield number, _parsed(line)
        except READ_ERRORS as error:
            raise broken(self.file, f"row {number}" if number else "", error) from error


def _parsed(line: str) -> dict[str, object] | str:
    """The object of a line, or what is wrong with it."""
    if undecoded(line):
        return "is neither UTF-8 nor Windows-1252"
    try:
        item = json.loads(line)
    except (ValueError, RecursionError) as error:
        return f"is broken JSON ({str(error)[:100]})"
    return item if isinstance(item, dict) else "is no JSON object"
