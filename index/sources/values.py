"""Cells of a table, whatever type they come in, as text and years."""

import datetime
import json
import math
import re

from ..clean import one_line, storable

_YEAR = re.compile(r"(?<!\d)(18[7-9]\d|19\d\d|20\d\d)(?!\d)")


def as_text(value: object) -> str:
    r"""What a cell says, as written; "" for None, NaN, the "\N" of dumps and what can't be written."""
    if isinstance(value, str):
        return "" if value == "\\N" else storable(value)
    if value is None or (isinstance(value, float) and math.isnan(value)):
        return ""
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))  # a column of whole numbers with gaps is often stored as floats
    if isinstance(value, bytes):
        return storable(value.decode("utf-8", "replace"))
    if isinstance(value, datetime.date | datetime.datetime):
        return value.isoformat()
    try:
        if isinstance(value, list | tuple | dict):
            return storable(json.dumps(value, ensure_ascii=False, default=str))
        return str(value)
    except (TypeError, ValueError, RecursionError):  # keys that JSON has not, whole numbers of 5,000 figures
        return ""


def as_line(value: object) -> str:
    """What a short cell (a title, a name) says on one line, mojibake mended."""
    return one_line(as_text(value))


def as_year(value: object) -> int | None:
    """The first year from 1870 on in a cell: 1995, "1995.0", "(1995)", "1995-10-30"."""
    match = _YEAR.search(as_text(value))
    return int(match[0]) if match else None


def film_key(value: object, column: str) -> str:
    """A film's key as written; bare digits in a column of IMDB ids get the "tt" that others write."""
    key = as_line(value)
    if key.isascii() and key.isdigit() and column.casefold().replace("_", "").startswith(("imdb", "tconst")):
        return f"tt{key:0>7}"
    return key
