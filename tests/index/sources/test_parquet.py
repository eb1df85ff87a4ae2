import datetime
import gzip
import lzma
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import zstandard

from index.errors import SourceError
from index.sources.parquet import ParquetTable
from index.sources.rows import MAX_TEXT, Row
from index.types import Rejected


def write(path: Path, **columns: object) -> Path:
    pq.write_table(pa.table(columns), path)
    return path


def test_rows_in_the_wanted_order_and_types(tmp_path: Path) -> None:
    day = datetime.date(2002, 5, 1)
    path = write(tmp_path / "a.parquet", id=[1, 2], text=["a", None], stars=[4.5, None], day=[day, day])
    table = ParquetTable("a.parquet", path)
    assert table.columns == ("id", "text", "stars", "day")
    assert table.count() == 2
    assert list(table.rows(["stars", "text", "day"])) == [Row(1, [4.5, "a", day]), Row(2, [None, None, day])]
    assert list(table.rows([])) == [Row(1, []), Row(2, [])]


@pytest.mark.parametrize("pack", [gzip.compress, lzma.compress, zstandard.compress])
def test_packed_once_more(pack: object, tmp_path: Path) -> None:
    assert callable(pack)
    path = write(tmp_path / "a.parquet", text=[f"row {n}" for n in range(3000)])
    path.write_bytes(pack(path.read_bytes()))
    rows = list(ParquetTable("a", path).rows(["text"]))
    assert rows[2999] == Row(3000, ["row 2999"])


def test_bad_values_are_rejected(tmp_path: Path) -> None:
    texts = pa.array([b"good", b"b\x81d", b"caf\xe9", b"x" * (MAX_TEXT + 1)], pa.binary())
    as_text = pa.StringArray.from_buffers(len(texts), *texts.buffers()[1:])
    rows = list(ParquetTable("a", write(tmp_path / "a", text=as_text)).rows(["text"]))
    assert rows[0] == Row(1, ["good"])
    assert isinstance(rows[1], Rejected)
    assert rows[2] == Row(3, ["café"])
    assert isinstance(rows[3], Rejected)


def test_a_damaged_file_is_one_error(tmp_path: Path) -> None:
    path = write(tmp_path / "a.parquet", text=["a"] * 100)
    path.write_bytes(path.read_bytes()[:-20])
    with pytest.raises(SourceError, match=r"a\.parquet is damaged .*; get it again"):
        ParquetTable("a.parquet", path)


def test_damage_in_the_middle_is_told_with_the_row(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    texts = [f"{n} {n * 7919 % 10007}" for n in range(4096)]
    pq.write_table(
        pa.table({"text": texts}), path, row_group_size=1024, compression="zstd", use_dictionary=False
    )
    data = bytearray(path.read_bytes())
    middle = len(data) * 5 // 8
    data[middle : middle + 500] = b"\xff" * 500
    path.write_bytes(data)
    rows = []
    with pytest.raises(SourceError, match=r"a\.parquet .*after row \d+"):
        for row in ParquetTable("a.parquet", path).rows(["text"]):
            rows.append(row)
    assert len(rows) >= 1024


def test_times_beyond_pythons_own_spoil_no_table(tmp_path: Path) -> None:
    far = pa.array([1, 10**15], pa.timestamp("ms"))
    rows = list(ParquetTable("a", write(tmp_path / "a.parquet", text=["a", "b"], date=far)).rows(["date"]))
    assert rows == [Row(1, ["1970-01-01 00:00:00.001"]), Row(2, [None])]


def test_the_first_of_two_columns_of_one_name_counts(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    pq.write_table(pa.Table.from_arrays([pa.array(["x"]), pa.array(["y"])], names=["text", "text"]), path)
    table = ParquetTable("a", path)
    assert table.columns == ("text",)
    assert list(table.rows(["text"])) == [Row(1, ["x"])]
