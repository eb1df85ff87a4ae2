"""Which column of a table holds what."""

import re
from collections.abc import Mapping, Sequence

from ..errors import SourceError

Aliases = Mapping[str, str]
"""Our field -> the usual names of its column, with spaces between."""

# Names without case, spaces and underscores, the surest first: "movie_title" is a film's, "title" may be the
# headline of a review. ("publicationame" is how a much-used table spells it.)
REVIEW_COLUMNS: Aliases = {
    "text": (
        "text review reviewtext reviewcontent reviewbody content body comment comments quote "
        "snippet sentence phrase message"
    ),
    "film_id": "imdbid filmid movieid tconst imdbtitleid titleid rottentomatoeslink tmdbid",
    "title": "movietitle filmtitle moviename filmname film movie title primarytitle name",
    "year": "year releaseyear filmyear movieyear startyear yearofrelease releasedate",
    "rating": (
        "rating stars starrating score reviewscore reviewrating originalscore grade userrating overall"
    ),
    "label": (
        "label sentiment polarity fresh freshness reviewtype reviewstate scoresentiment verdict recommended"
    ),
    "author": "author critic criticname reviewer reviewername user username",
    "publication": "publication publicationname publicationame publisher publishername outlet",
    "date": "date reviewdate creationdate published publishedat createdat timestamp",
    "url": "url link reviewurl reviewlink permalink uri",
    "review_id": "reviewid id",
}
FILM_COLUMNS: Aliases = {
    "film_id": "imdbid imdbtitleid tconst filmid movieid titleid rottentomatoeslink tmdbid id",
    "title": "title primarytitle movietitle filmtitle moviename filmname name film movie",
    "year": REVIEW_COLUMNS["year"],
    "director": "director directors directedby",
    "cast": "cast actors actor starring stars topcast castmembers",
    "genres": "genres genre",
    "also_known_as": "alsoknownas aka akas originaltitle alternativetitle alternatetitles",
}
FIELDS = tuple(dict.fromkeys([*REVIEW_COLUMNS, *FILM_COLUMNS]))


def match_columns(
    file: str, columns: Sequence[str], aliases: Aliases, mapped: Mapping[str, str], *, strict: Sequence[str]
) -> dict[str, str]:
    """The table's column for each of our fields that it has; no column serves two fields.

    Args:
        file: for the message.
        columns: the table's column names as written.
        aliases: usual names of each field, as `REVIEW_COLUMNS`.
        mapped: our field -> the user's column, ahead of the usual names. One whose field is not in `aliases`
            means another kind of table and is passed over.
        strict: fields whose mapped column must be there; others fall back to their usual names.

    Raises:
        SourceError: `mapped` names a field that there is none of or a column that is not there.
    """
    found: dict[str, str] = {}
    for field, column in mapped.items():
        if field not in FIELDS:
            raise SourceError(
                f"config.toml maps the field {field!r}, which does not exist; use {', '.join(FIELDS)}."
            )
        if field in aliases and column in columns:
            found[field] = column
        elif field in aliases and field in strict:
            raise SourceError(
                f"{file} has no column {column!r}, which config.toml maps to {field}; "
                f"its columns are {listed(columns)}."
            )
    by_name: dict[str, str] = {}
    for column in columns:
        by_name.setdefault(re.sub(r"[\W_]+", "", column.casefold()), column)
    for field, names in aliases.items():
        free = (
            by_name[name] for name in names.split() if name in by_name and by_name[name] not in found.values()
        )
        if field not in found and (column := next(free, "")):
            found[field] = column
    return found


def listed(columns: Sequence[str]) -> str:
    """Column names for a message, shortened where there are many or long ones."""
    shown = [column[:40] or "(no name)" for column in columns[:20]]
    return ", ".join(shown) + (f" and {len(columns) - 20} more" if len(columns) > 20 else "")
