"""Tables of films: titles, years, and who made them."""

import ast
import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from ..errors import SourceError
from ..types import FilmFacts, FilmRef, Rejected
from .columns import FILM_COLUMNS, listed, match_columns
from .opening import open_table
from .rows import Row, Table
from .values import as_line, as_text, as_year, film_key

_OWN = ("director", "cast", "genres", "also_known_as")
_SUFFIX = re.compile(r"(?:jr|sr|ii|iii|iv|esq|ph\.?d|m\.?d)\.?", re.IGNORECASE)
_NOTE = re.compile(r"\s*[(\[][^()\[\]]*+[)\]]")
_MAX_NAMES = 1000
_MAX_NAME = 200


def read_films(path: Path, columns: Mapping[str, str] | None = None) -> Iterator[FilmFacts | Rejected]:
    """The rows of a films table, as far as they tell anything.

    A row with a key and nothing else is passed over: its film becomes known by its reviews. Titles stay in
    the order they are written in; mojibake is mended.

    Args:
        path: CSV, TSV, JSON lines or Parquet, packed or not.
        columns: our field -> their column; those for title, year and film_id need not be there, because they
            may be meant for the reviews.

    Raises:
        SourceError: at once when the table can't be read or has no column for title or key; while iterating
            when the file breaks off.
    """
    table = open_table(Path(path).expanduser())
    fields = match_columns(table.file, table.columns, FILM_COLUMNS, columns or {}, strict=_OWN)
    if not {"title", "film_id"} & fields.keys() or len(fields) < 2:
        raise SourceError(
            f"{table.file} is no films table: it needs a title or imdb_id column and one more, such as year, "
            f"director or cast; its columns are {listed(table.columns)}."
        )
    return _facts(table, fields)


def names(cell: object) -> tuple[str, ...]:
    """The names in a cell: a list, a JSON or Python list of names or of objects with a "name", or a text
    with ";", "|" or "," between them. "Jr." and the like stay with the name before, notes in parentheses go.
    """
    listed_names = _listed(cell)
    if listed_names is None:
        text = as_text(cell)
        separator = next((sign for sign in "|;\t" if sign in text), ",")
        listed_names = _with_suffixes(text.split(separator))
        if separator != ",":
            listed_names = [_first_name_first(name) for name in listed_names]
    tidy = (_NOTE.sub("", as_line(name)).strip(" ,;") for name in listed_names[:_MAX_NAMES])
    return tuple(
        dict.fromkeys(name for name in tidy if len(name) <= _MAX_NAME and any(map(str.isalnum, name)))
    )


def _facts(table: Table, fields: Mapping[str, str]) -> Iterator[FilmFacts | Rejected]:
    for row in table.rows(list(fields.values())):
        if isinstance(row, Row):
            facts = _film(dict(zip(fields, row.values, strict=True)), fields.get("film_id", ""))
            if not (facts.ref.key or facts.ref.title):
                yield Rejected(table.file, row.number, "names no film")
            elif facts != FilmFacts(FilmRef(facts.ref.key)):
                yield facts
        else:
            yield row


def _film(cells: Mapping[str, object], key_column: str) -> FilmFacts:
    title = as_line(cells.get("title"))
    others = (
        as_line(part)
        for part in _listed(cells.get("also_known_as")) or as_text(cells.get("also_known_as")).split("|")
    )
    return FilmFacts(
        ref=FilmRef(film_key(cells.get("film_id"), key_column), title, as_year(cells.get("year"))),
        directors=names(cells.get("director")),
        cast=names(cells.get("cast")),
        genres=names(cells.get("genres")),
        also_known_as=tuple(dict.fromkeys(other for other in others if other and other != title)),
    )


def _listed(cell: object) -> list[object] | None:
    """The items of a cell that is a list or writes one, else None."""
    if isinstance(cell, str) and cell.lstrip().startswith("["):
        text = cell.strip()
        for parse in (json.loads, ast.literal_eval):
            try:
                cell = parse(text)
                break
            except (ValueError, TypeError, SyntaxError, RecursionError, MemoryError):
                continue
    if not isinstance(cell, list | tuple):
        return None
    return [item.get("name", "") if isinstance(item, dict) else item for item in cell]


def _with_suffixes(parts: list[str]) -> list[object]:
    joined: list[object] = []
    for part in parts:
        if joined and _SUFFIX.fullmatch(part.strip()):
            joined[-1] = f"{joined[-1]}, {part.strip()}"
        else:
            joined.append(part.strip())
    return joined


def _first_name_first(name: object) -> object:
    """Puts "Bellucci, Monica" as people say it: a comma is free for that when other signs part the names."""
    last, comma, first = str(name).partition(",")
    if not comma or "," in first or _SUFFIX.fullmatch(first.strip()):
        return name
    return f"{first.strip()} {last.strip()}"
