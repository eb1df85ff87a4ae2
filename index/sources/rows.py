"""What every kind of table offers."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple, Protocol

from ..types import Rejected

MAX_TEXT = 200_000
"""Characters; a longer cell is no review but a broken file."""


class Row(NamedTuple):
    """A record: its number (1 = first after the header) and the cells that were asked for, in that order."""

    number: int
    values: list[object]


class Table(Protocol):
    """A table that is read from the start each time, a row at a time."""

    @property
    def file(self) -> str:
        """The file's name, for messages."""

    @property
    def columns(self) -> tuple[str, ...]:
        """Column names as written."""

    def rows(self, wanted: Sequence[str]) -> Iterator[Row | Rejected]:
        """The records with the cells of the wanted columns.

        Raises:
            SourceError: the file breaks off or is damaged; what came before was yielded.
        """

    def count(self) -> int | None:
        """How many rows there are, if that is known without reading them."""
