import gzip
import tempfile
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import settings as examples
from hypothesis import strategies as st

from index.errors import SourceError
from index.sources import letterboxd, open_source
from index.types import FilmRef, Rejected, Review

HEADER = "Date,Name,Year,Letterboxd URI,Rating,Rewatch,Review,Tags,Watched Date\n"
ROWS = (
    "2024-01-02,Solaris,1972,https://example.org/AbC1,4.5,,"
    '"Slow, <b>grand</b>.\n\nAgain!","sf, russia",2024-01-01\n'
    "2024-01-03,Heat,1995,https://example.org/dEf2,,Yes,Loud.,,\n"
    "2024-01-04,Alien,1979,https://example.org/gHi3,5,,,,\n"
)


def expected(name: str) -> list[Review | Rejected]:
    solaris, heat = FilmRef(title="Solaris", year=1972), FilmRef(title="Heat", year=1995)
    first, second = "https://example.org/AbC1", "https://example.org/dEf2"
    raw = "Slow, <b>grand</b>.\n\nAgain!"
    return [
        Review(name, raw, "letterboxd-AbC1", solaris, stars=0.9, date="2024-01-02", url=first),
        Review(name, "Loud.", "letterboxd-dEf2", heat, date="2024-01-03", url=second),
    ]


def export(path: Path, **members: str) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in members.items():
            archive.writestr(name, text)
    return path


def test_the_zip(tmp_path: Path) -> None:
    members = {
        "deleted/reviews.csv": HEADER + ROWS.replace("Solaris", "Deleted"),
        "profile.csv": "Username\nme\n",
        "reviews.csv": HEADER + ROWS,
    }
    path = export(tmp_path / "export-me.zip", **members)
    source = open_source(str(path))
    assert source.name == "export-me"
    assert source.count() == 3
    found = list(source)
    assert found[:2] == expected("export-me")
    assert found[2] == Rejected("export-me.zip/reviews.csv", 3, "has no text")
    assert list(tmp_path.iterdir()) == [path]


def test_the_file_and_the_unpacked_folder(tmp_path: Path) -> None:
    folder = tmp_path / "mine"
    folder.mkdir()
    (folder / "reviews.csv").write_text(HEADER + ROWS)
    (folder / "diary.csv").write_text("Date,Name\n2024-01-02,Solaris\n")
    assert list(open_source(str(folder / "reviews.csv")))[:2] == expected("reviews")
    assert list(open_source(str(folder)))[:2] == expected("mine")


def test_the_scale_is_five_stars_even_where_nobody_gave_them(tmp_path: Path) -> None:
    path = tmp_path / "reviews.csv"
    path.write_text(HEADER + "2024-01-02,Heat,1995,https://example.org/a,1,,Dull.,,\n")
    (review,) = open_source(str(path))
    assert isinstance(review, Review)
    assert review.stars == 0.2


def test_other_zips_are_one_clear_error(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"a\.zip is a zip without the reviews\.csv .*unpack it"):
        open_source(str(export(tmp_path / "a.zip", **{"movies.csv": "text\nx\n"})))
    with pytest.raises(SourceError, match=r"reviews\.csv in b\.zip is not that of a Letterboxd export"):
        open_source(str(export(tmp_path / "b.zip", **{"reviews.csv": "text\nx\n"})))
    path = export(tmp_path / "c.zip", **{"reviews.csv": HEADER + ROWS})
    path.write_bytes(path.read_bytes()[:-30])
    with pytest.raises(SourceError, match=r"c\.zip"):
        open_source(str(path))


def test_a_zip_that_claims_too_much_is_not_unpacked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(letterboxd, "_MAX_BYTES", 1000)
    path = export(tmp_path / "bomb.zip", **{"reviews.csv": HEADER + ROWS + "x" * 100_000})
    with pytest.raises(SourceError, match=r"reviews\.csv in bomb\.zip claims 100,\d+ bytes"):
        open_source(str(path))


def test_a_strangers_file_is_a_zip_or_plain_text(tmp_path: Path) -> None:
    plain, whole = tmp_path / "reviews.csv", export(tmp_path / "a.zip", **{"reviews.csv": HEADER + ROWS})
    plain.write_text(HEADER + ROWS)
    assert list(letterboxd.open_export(plain))[:2] == expected("reviews")
    assert list(letterboxd.open_export(whole))[:2] == expected("a")
    for name, content in {
        "packed.csv": gzip.compress(plain.read_bytes()),
        "table.csv": b"title,text\nHeat,Loud and long.\n",
        "lines.csv": b'{"title": "Heat", "text": "Loud and long."}\n',
    }.items():
        (tmp_path / name).write_bytes(content)
        with pytest.raises(SourceError, match=name):
            letterboxd.open_export(tmp_path / name)


@examples(max_examples=150, deadline=None)
@given(st.data())
def test_a_damaged_zip_is_one_error_or_some_rows(data: st.DataObject) -> None:
    with tempfile.TemporaryDirectory() as folder:
        members = {"reviews.csv": HEADER + ROWS, "profile.csv": "Username\nme\n"}
        path = export(Path(folder) / "a.zip", **members)
        content = bytearray(path.read_bytes())
        for _ in range(data.draw(st.integers(1, 4))):
            content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
        path.write_bytes(content[: data.draw(st.integers(0, len(content)) | st.just(len(content)))])
        try:
            found = list(letterboxd.open_export(path))
        except SourceError as error:
            assert "\n" not in str(error)
        else:
            assert all(isinstance(one, Review | Rejected) for one in found)
