"""Rows of a table as reviews."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from ..errors import SourceError
from ..types import FilmFacts, FilmRef, Polarity, Rejected, Review
from .columns import FILM_COLUMNS, REVIEW_COLUMNS, listed, match_columns
from .ratings import ColumnSurvey, label_of, stars_of
from .rows import Row, Table
from .values import as_line, as_text, as_year, film_key


class TableReviews:
    """The reviews of one table; a `Source`."""

    def __init__(
        self,
        table: Table,
        path: Path,
        name: str,
        columns: Mapping[str, str] | None = None,
        rating_max: float | None = None,
    ) -> None:
        """Finds the columns.

        Args:
            table: the opened table.
            path: where it lies.
            name: what the source is called.
            columns: our field -> their column, where the name is unusual.
            rating_max: the full scale of bare numbers in the rating column; None infers it from all of them.

        Raises:
            SourceError: a mapped column or one with texts is missing, or there are no rows.
        """
        self.name = name
        self.location = str(path)
        self._table = table
        self._rating_max = rating_max
        self._fields = match_columns(
            table.file, table.columns, REVIEW_COLUMNS, columns or {}, strict=tuple(REVIEW_COLUMNS)
        )
        if "text" not in self._fields:
            raise SourceError(self._no_text())
        self._wanted = tuple(self._fields)
        if next(iter(table.rows([self._fields["text"]])), None) is None:
            raise SourceError(f"{table.file} has a header but no rows; name a file that holds reviews.")

    def count(self) -> int:
        """How many rows there are, bad ones too; reads the file once unless its footer tells."""
        known = self._table.count()
        return self._survey.rows if known is None else known

    def __iter__(self) -> Iterator[Review | FilmFacts | Rejected]:
        """A review or a rejection for each row.

        Raises:
            SourceError: the file breaks off or is damaged; what came before was yielded.
        """
        for row in self._table.rows([self._fields[field] for field in self._wanted]):
            yield row if isinstance(row, Rejected) else self._review(row)

    def _review(self, row: Row) -> Review | Rejected:
        cells = dict(zip(self._wanted, row.values, strict=True))
        raw = as_text(cells["text"])
        if not raw.strip():
            return Rejected(self._table.file, row.number, "has no text")
        return Review(
            source=self.name,
            raw=raw,
            id=as_text(cells.get("review_id")).strip(),
            film=FilmRef(
                key=film_key(cells.get("film_id"), self._fields.get("film_id", "")),
                title=as_line(cells.get("title")),
                year=as_year(cells.get("year")),
            ),
            stars=stars_of(cells.get("rating"), self._survey.scale),
            label=label_of(cells.get("label"), self._survey.labels),
            author=as_line(cells.get("author")),
            publication=as_line(cells.get("publication")),
            date=as_text(cells.get("date")).strip(),
            url=as_text(cells.get("url")).strip(),
        )

    @cached_property
    def _survey(self) -> "_Survey":
        # All rows count, not the first few: a file sorted by rating starts with nothing above 4 of 10.
        rows, ratings, labels = 0, ColumnSurvey(), ColumnSurvey()
        surveys = {"rating": ratings, "label": labels}
        fields = [field for field in surveys if field in self._fields]
        if not fields and (known := self._table.count()) is not None:
            return _Survey(known, None, {})
        try:
            for row in self._table.rows([self._fields[field] for field in fields]):
                rows += 1
                if isinstance(row, Row):
                    for field, value in zip(fields, row.values, strict=True):
                        surveys[field].add(value)
        except SourceError:
            pass  # the reading proper says it, when it has yielded what can be saved
        return _Survey(rows, self._rating_max or ratings.scale(), labels.labels())

    def _no_text(self) -> str:
        films = match_columns(self._table.file, self._table.columns, FILM_COLUMNS, {}, strict=())
        hint = " (A table of films goes in with --films.)" if {"director", "cast"} & films.keys() else ""
        return (
            f"{self._table.file} has no column that is known to hold reviews; its columns are "
            f"{listed(self._table.columns)}. Name the right one in config.toml: "
            f'[sources] columns = {{ text = "..." }}.{hint}'
        )


class _Survey(NamedTuple):
    """What a first reading of a whole table tells."""

    rows: int
    scale: float | None
    labels: Mapping[float, Polarity]


class Several:
    """All tables of a folder as one source."""

    def __init__(self, folder: Path, sources: Sequence[TableReviews], skipped: Sequence[Rejected]) -> None:
        """Takes the tables that can be read and, as rejections, those that can't."""
        self.name = folder.name
        self.location = str(folder)
        self._sources = sources
        self._skipped = skipped

    def count(self) -> int:
        """The rows of all tables."""
        return sum(source.count() for source in self._sources) + len(self._skipped)

    def __iter__(self) -> Iterator[Review | FilmFacts | Rejected]:
        """The files left out as rejections, then the tables in turn.

        Raises:
            SourceError: a file breaks off or is damaged; what came before was yielded.
        """
        yield from self._skipped
        for source in self._sources:
            yield from source
