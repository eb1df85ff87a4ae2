import pytest

from index.errors import SourceError
from index.sources.columns import FILM_COLUMNS, REVIEW_COLUMNS, listed, match_columns


def matched(*columns: str, **mapped: str) -> dict[str, str]:
    return match_columns("a.csv", columns, REVIEW_COLUMNS, mapped, strict=tuple(REVIEW_COLUMNS))


def test_usual_names_whatever_their_case_and_spaces() -> None:
    assert matched("Review_ID", "movie title", "reviewText", "Critic Name", "originalScore") == {
        "review_id": "Review_ID",
        "title": "movie title",
        "text": "reviewText",
        "author": "Critic Name",
        "rating": "originalScore",
    }


def test_the_surer_name_wins_and_no_column_serves_twice() -> None:
    assert matched("title", "film", "text")["title"] == "film"
    assert matched("text", "review")["text"] == "text"
    assert matched("review", title="review") == {"title": "review"}


def test_mapped_columns_come_first() -> None:
    assert matched("text", "blurb", text="blurb") == {"text": "blurb"}


def test_a_mapped_column_that_is_not_there_is_named_with_those_that_are() -> None:
    with pytest.raises(SourceError, match=r"a\.csv has no column 'blurb'.*text.*columns are body, date"):
        matched("body", "date", text="blurb")


def test_an_unknown_field_is_named() -> None:
    with pytest.raises(SourceError, match=r"'txt', which does not exist; use text, film_id"):
        matched("body", txt="body")


def test_a_mapping_for_films_does_not_bother_reviews_and_may_be_absent_where_not_strict() -> None:
    assert matched("text", cast="players") == {"text": "text"}
    found = match_columns("f.csv", ["title", "year"], FILM_COLUMNS, {"title": "film_name"}, strict=("cast",))
    assert found == {"title": "title", "year": "year"}


def test_many_columns_are_shortened() -> None:
    assert listed([f"c{n}" for n in range(25)]).endswith("c19 and 5 more")
    assert listed(["", "x" * 100]) == f"(no name), {'x' * 40}"
