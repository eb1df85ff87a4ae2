import csv
import gzip
import io
import lzma
from functools import partial
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.errors import SourceError
from index.sources import delimited
from index.sources.delimited import DelimitedTable
from index.sources.rows import MAX_TEXT, Row
from index.types import Rejected

CELLS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0\r\\"))


def table(data: bytes | str) -> DelimitedTable:
    data = data.encode() if isinstance(data, str) else data
    return DelimitedTable("a.csv", lambda: io.BytesIO(data))


def cells(data: bytes | str, *wanted: str) -> list[list[object]]:
    opened = table(data)
    rows = list(opened.rows(wanted or opened.columns))
    assert all(isinstance(row, Row) for row in rows), rows
    return [row.values for row in rows if isinstance(row, Row)]


def rejected(data: bytes | str) -> list[tuple[int, str]]:
    opened = table(data)
    return [
        (row.number, "") if isinstance(row, Row) else (row.row, row.why)
        for row in opened.rows(opened.columns)
    ]


@given(st.lists(st.tuples(CELLS, CELLS, CELLS).filter(any), max_size=8), st.sampled_from(",\t;|"))
def test_whatever_is_written_is_read_back(rows: list[tuple[str, str, str]], separator: str) -> None:
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=separator)
    writer.writerows([("id", "title", "text"), *rows])
    assert cells(out.getvalue()) == [list(row) for row in rows]


@given(st.binary(max_size=300))
def test_any_bytes_are_rows_rejections_or_one_clear_error(data: bytes) -> None:
    try:
        opened = table(b"id,text\n" + data)
        for row in opened.rows(["text"]):
            assert isinstance(row, Row | Rejected)
    except SourceError as error:
        assert str(error).startswith("a.csv ")


def test_the_wanted_columns_in_the_wanted_order() -> None:
    assert cells("id;title;text\n1;Solaris;Fine\n", "text", "id") == [["Fine", "1"]]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends(end: str) -> None:
    assert cells(end.join(["id,text", "1,a", "", "2,b"])) == [["1", "a"], ["2", "b"]]


@pytest.mark.parametrize(
    "data",
    [
        "text\nà la “x”\n".encode(),
        b"\xef\xbb\xbf" + "text\nà la “x”\n".encode(),
        "text\nà la “x”\n".encode("cp1252"),
        "text\nà la “x”\n".encode("utf-16"),
    ],
)
def test_encodings(data: bytes) -> None:
    opened = table(data)
    assert opened.columns == ("text",)
    assert cells(data) == [["à la “x”"]]


def test_bytes_of_no_encoding_are_rejected_and_the_rest_is_read() -> None:
    assert rejected(b"text\ngood\nb\x81d\ncaf\xe9\n") == [
        (1, ""),
        (2, "is neither UTF-8 nor Windows-1252"),
        (3, ""),
    ]


def test_a_wrong_number_of_fields_is_rejected_but_empty_ones_too_many_are_not() -> None:
    assert rejected("id,text\n1\n2,a,,\n3,a,b\n4,a\n") == [
        (1, "has 1 fields where the header has 2"),
        (2, ""),
        (3, "has 3 fields where the header has 2"),
        (4, ""),
    ]


def test_a_quote_left_open_costs_its_own_row_at_most() -> None:
    assert cells('id,text\n1,"open\n2,"fine"\n3,"two\nlines"\n') == [
        ["1", "open"],
        ["2", "fine"],
        ["3", "two\nlines"],
    ]
    assert rejected('id,text,x\n1,"open\n2,"fine",x\n') == [
        (1, "has a stray quotation mark or no end"),
        (2, ""),
    ]
    assert cells('id,text\n1,a\n2,"open to the end\n3,b\n4,c\n')[2:] == [["3", "b"], ["4", "c"]]


def test_quotes_inside_quotes() -> None:
    assert cells('id,text\n1,"he said ""no"" twice"\n') == [["1", 'he said "no" twice']]
    assert cells('id,text\n1,"he said \\"no\\" twice"\n') == [["1", 'he said "no" twice']]
    assert cells('id,text\n1,he said "no" twice\n') == [["1", 'he said "no" twice']]


def test_a_long_text_is_read_and_one_beyond_reason_rejected() -> None:
    assert cells("text\n" + "x" * MAX_TEXT) == [["x" * MAX_TEXT]]
    long = "text\na\n" + "x" * (MAX_TEXT + 1) + "\n" + "y" * 5_000_000 + "\nb\n"
    assert [number for number, why in rejected(long) if why] == [2, 3]
    assert len(rejected(long)) == 4


def test_an_empty_file_is_an_error() -> None:
    for data in (b"", b"\xef\xbb\xbf\r\n  \n"):
        with pytest.raises(SourceError, match=r"a\.csv is empty"):
            table(data)


@pytest.mark.parametrize(("pack", "opened"), [(gzip.compress, gzip.open), (lzma.compress, lzma.open)])
def test_a_file_cut_short_gives_its_rows_first(pack: object, opened: object, tmp_path: Path) -> None:
    assert callable(pack) and callable(opened)
    data = "id,text\n" + "".join(f"{n},{n * 7919 % 10007} words {n}\n" for n in range(50_000))
    path = tmp_path / "cut.csv"
    packed = pack(data.encode())
    path.write_bytes(packed[: len(packed) // 2])
    rows = []
    with pytest.raises(SourceError, match=r"cut\.csv breaks off after row \d+; .* get it again") as caught:
        for row in DelimitedTable("cut.csv", partial(opened, path, "rb")).rows(["id"]):
            rows.append(row)
    assert len(rows) > 1000
    assert f"after row {len(rows)};" in str(caught.value)


def test_a_single_column_needs_no_quotes() -> None:
    data = 'text\nGood, really good\n"Bad, too"\nFine,,\n'
    assert cells(data) == [["Good, really good"], ["Bad, too"], ["Fine"]]


def test_quotation_marks_that_nothing_closes_are_not_looked_for_in_each_line_anew(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    taken = 0
    take = delimited._Feed.__next__

    def counted(feed: delimited._Feed) -> str:
        nonlocal taken
        taken += 1
        return take(feed)

    monkeypatch.setattr(delimited._Feed, "__next__", counted)
    count = 4_000
    rows = rejected("id,text\n" + 'b","\n' * count)  # each line opens one, and leaves one that is open
    assert len(rows) >= count - 1 and taken < 60 * count


def test_a_record_of_many_lines_after_stray_marks_is_whole() -> None:
    poem = "\n".join(f"line {n}" for n in range(300))
    stray = 'x,"y" z\n' * 50
    data = f'id,text\n{stray}1,"{poem}"\n'
    assert poem in [row.values[1] for row in table(data).rows(["id", "text"]) if isinstance(row, Row)]
