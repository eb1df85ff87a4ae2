import bz2
import gzip
import json
import lzma
import os
import sqlite3
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import zstandard

from index.errors import SourceError
from index.sources import open_source, read_films
from index.types import FilmFacts, FilmRef, Rejected, Review

SHARED = Path(__file__).parents[4] / "shared" / "data"
ROWS = [
    {"title": "Heat", "rating": "4", "text": "Loud, “long”."},
    {"title": "Léon", "rating": "2", "text": "No\nluck."},
]
PACKERS = {
    "": bytes,
    ".gz": gzip.compress,
    ".xz": lzma.compress,
    ".zst": zstandard.compress,
    ".bz2": bz2.compress,
}


def table(ending: str) -> bytes:
    if ending == "jsonl":
        return "".join(json.dumps(row) + "\n" for row in ROWS).encode()
    if ending == "parquet":
        sink = pa.BufferOutputStream()
        pq.write_table(pa.Table.from_pylist(ROWS), sink)
        return bytes(sink.getvalue())
    text = 'title;rating;text\nHeat;4;"Loud, “long”."\nLéon;2;"No\nluck."\n'
    return text.replace(";", {"csv": ",", "tsv": "\t"}[ending]).encode()


@pytest.mark.parametrize("packing", PACKERS)
@pytest.mark.parametrize("ending", ["csv", "tsv", "jsonl", "parquet"])
def test_every_format_in_every_packing(ending: str, packing: str, tmp_path: Path) -> None:
    path = tmp_path / f"my.reviews.{ending}{packing}"
    path.write_bytes(PACKERS[packing](table(ending)))
    source = open_source(str(path))
    assert (source.name, source.location, source.count()) == ("my.reviews", str(path.resolve()), 2)
    expected = [Review("my.reviews", row["text"], film=FilmRef(title=row["title"])) for row in ROWS]
    assert [(r.raw, r.film) for r in source if isinstance(r, Review)] == [(r.raw, r.film) for r in expected]
    assert [r.stars for r in source if isinstance(r, Review)] == [0.8, 0.4]


def test_a_wrong_ending_does_not_matter(tmp_path: Path) -> None:
    path = tmp_path / "reviews.txt"
    path.write_bytes(gzip.compress(table("jsonl")))
    assert open_source(str(path)).count() == 2


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "is empty"),
        (b"\0" * 1000, "is empty"),
        (b" \n\n", "is empty"),
        (gzip.compress(b""), "is empty"),
        (b"\x7fELF\x02\x01" + bytes(range(256)) * 20, "is not text; name a CSV"),
        (b"%PDF-1.7 ...", "is a PDF"),
        (b"SQLite format 3\0" + b"\0" * 100, "is a database"),
        (b"<!DOCTYPE html><html>", "is a web page"),
        (b'[{"text": "a"}]', "is one long JSON list; write one object a line"),
        (b"\x1f\x8b\x08\0garbage that is no gzip at all", "is damaged"),
        (gzip.compress(b"text\n" + os.urandom(50_000))[:30], "breaks off; it was not copied completely"),
        (lzma.compress(b"text\nabc\n")[:20], "breaks off"),
        (b"PAR1" + b"x" * 100, "is damaged"),
        (b"PK\x03\x04 not really a zip", "is a zip"),
        (b"just some words\nand more\n", "has no column that is known to hold reviews"),
    ],
)
def test_a_file_that_cannot_be_read_is_one_clear_error(data: bytes, message: str, tmp_path: Path) -> None:
    path = tmp_path / "reviews.csv"
    path.write_bytes(data)
    with pytest.raises(SourceError) as caught:
        list(open_source(str(path)))
    told = str(caught.value)
    assert told.startswith("reviews.csv ")
    assert message in told
    assert "\n" not in told


def test_what_is_not_there_or_not_allowed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(SourceError, match=r"There is no file or folder .*gone; check the name"):
        open_source(str(tmp_path / "gone"))
    with pytest.raises(SourceError, match="no reviews that can be read"):
        open_source(str(tmp_path))
    loop = tmp_path / "loop"
    loop.symlink_to(loop)
    with pytest.raises(SourceError, match="loop"):
        open_source(str(loop))

    path = tmp_path / "a.csv"
    path.write_bytes(table("csv"))

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(
        Path, "open", refuse
    )  # root may read everything, so that the mode alone proves nothing
    with pytest.raises(SourceError, match=r"a\.csv may not be read; give yourself permission"):
        open_source(str(path))


def test_a_folder_of_tables_is_one_source_and_names_what_it_leaves_out(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(table("csv"))
    (tmp_path / "b.jsonl.gz").write_bytes(gzip.compress(table("jsonl")))
    (tmp_path / "c.csv").write_text("foo\n1\n")
    (tmp_path / ".hidden.csv").write_text("text\nhidden\n")
    (tmp_path / "deeper").mkdir()
    sqlite3.connect(tmp_path / "d.db").execute("VACUUM").connection.close()
    source = open_source(str(tmp_path))
    rows = list(source)
    assert source.name == tmp_path.name
    assert source.count() == len(rows)
    assert [row.file for row in rows if isinstance(row, Rejected)] == ["c.csv", "d.db"]
    reviews = [row for row in rows if isinstance(row, Review)]
    assert len(reviews) == 4
    assert {review.source for review in reviews} == {tmp_path.name}


@pytest.mark.skipif(not SHARED.is_dir(), reason="the shared data sets are not here")
@pytest.mark.parametrize(
    ("name", "rows", "labelled", "starred"),
    [
        ("imdb_train", 25_000, 25_000, 25_000),
        ("rt_quotes", 40_592, 28_330, 11_093),
        ("sst2_train", 67_349, 67_349, 0),
    ],
)
def test_the_shared_files_go_in_as_they_are(name: str, rows: int, labelled: int, starred: int) -> None:
    source = open_source(str(SHARED / f"{name}.csv.xz"))
    found = list(source)
    assert source.count() == len(found) == rows
    reviews = [item for item in found if isinstance(item, Review)]
    assert len(reviews) == rows
    assert sum(review.label is not None for review in reviews) == labelled
    assert sum(review.stars is not None for review in reviews) == starred
    if name == "imdb_train":
        assert all((review.stars or 0) >= 0.6 for review in reviews if review.label == "pos")
        assert all((review.stars or 0) < 0.6 for review in reviews if review.label == "neg")


@pytest.mark.skipif(not SHARED.is_dir(), reason="the shared data sets are not here")
def test_the_shared_films_table() -> None:
    films = [item for item in read_films(SHARED / "films.csv.xz") if isinstance(item, FilmFacts)]
    assert len(films) == sum(bool(film.ref.title) for film in films) == 7334
    assert sum(bool(film.cast) for film in films) == 5086
    assert any("Benoît Magimel" in film.cast for film in films)
