import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from index.errors import SourceError
from index.sources import open_source
from index.types import FilmRef, Rejected, Review


def reviews(path: Path, text: str, **options: object) -> list[Review]:
    path.write_text(text, "utf-8")
    found = list(open_source(str(path), **options))  # type: ignore[arg-type]
    assert all(isinstance(item, Review) for item in found), found
    return [item for item in found if isinstance(item, Review)]


def test_every_field_of_a_row(tmp_path: Path) -> None:
    header = "id,Movie Title,year,imdb_id,critic,publication,sentiment,score,date,url,review\n"
    row = '7,"Apartment, The",1996,115561,A. Critic,The Paper,positive,3/5,2001-02-03,x:y,'
    row += '"Fine.<br />Ã  la carte"\n'
    assert reviews(tmp_path / "mine.csv", header + row) == [
        Review(
            source="mine",
            raw="Fine.<br />Ã  la carte",
            id="7",
            film=FilmRef("tt0115561", "Apartment, The", 1996),
            stars=0.6,
            label="pos",
            author="A. Critic",
            publication="The Paper",
            date="2001-02-03",
            url="x:y",
        )
    ]


def test_the_scale_comes_from_all_rows_or_from_the_settings(tmp_path: Path) -> None:
    path = tmp_path / "sorted.csv"
    text = "rating,text\n" + "1,bad\n4,poor\n" * 2000 + "10,good\n" * 100
    assert {review.stars for review in reviews(path, text)} == {0.1, 0.4, 1.0}
    assert {review.stars for review in reviews(path, text, rating_max=20)} == {0.05, 0.2, 0.5}


def test_numbers_in_a_label_column(tmp_path: Path) -> None:
    assert [r.label for r in reviews(tmp_path / "a.csv", "label,text\n0,a\n1,b\n,c\n")] == [
        "neg",
        "pos",
        None,
    ]
    assert [r.label for r in reviews(tmp_path / "b.csv", "label,text\n0,a\n1,b\n4,c\n")] == [None, None, None]


def test_a_rating_nobody_can_read_costs_the_stars_only(tmp_path: Path) -> None:
    assert [r.stars for r in reviews(tmp_path / "a.csv", "score,text\n3/5,a\nshort,b\n,c\n")] == [
        0.6,
        None,
        None,
    ]


def test_columns_are_mapped(tmp_path: Path) -> None:
    path = tmp_path / "a.tsv"
    (review,) = reviews(path, "text\tblurb\nx1\tGreat\n", columns={"text": "blurb", "review_id": "text"})
    assert (review.raw, review.id) == ("Great", "x1")


def test_rows_without_text_are_rejected_and_counted(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text('title,text\nA,fine\nB," "\nC\nD,good\n')
    source = open_source(str(path))
    assert source.count() == 4
    found = list(source)
    assert found[1:3] == [
        Rejected("a.csv", 2, "has no text"),
        Rejected("a.csv", 3, "has 1 fields where the header has 2"),
    ]
    assert sum(isinstance(item, Review) for item in found) == 2
    assert list(source) == found


def test_without_a_column_of_texts_the_columns_are_told(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("foo,bar\n1,2\n")
    with pytest.raises(SourceError, match=r"columns are foo, bar\. Name .* \[sources\] columns = \{ text = "):
        open_source(str(path))
    path.write_text("title,year,director\nSolaris,1972,Andrei Tarkovsky\n")
    with pytest.raises(SourceError, match="--films"):
        open_source(str(path))
    path.write_text("title,text\n")
    with pytest.raises(SourceError, match=r"a\.csv has a header but no rows"):
        open_source(str(path))


CELLS = st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.lists(st.text(), max_size=2)
KEYS = ["text", "title", "year", "imdb_id", "rating", "label", "author", "date", "url", "review_id"]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.dictionaries(st.sampled_from(KEYS), CELLS)))
def test_no_cell_stops_the_reading(tmp_path: Path, objects: list[dict[str, object]]) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text("".join(json.dumps(item) + "\n" for item in [{"text": "first"}, *objects]), "utf-8")
    source = open_source(str(path))
    found = list(source)
    assert source.count() == len(found) == len(objects) + 1
    for item in found:
        assert isinstance(item, Review | Rejected)
        if isinstance(item, Review):
            assert item.raw.strip()
            assert not item.text
            assert item.stars is None or 0 <= item.stars <= 1
            f"{item.raw}{item.id}{item.film}{item.author}{item.date}{item.url}".encode()
