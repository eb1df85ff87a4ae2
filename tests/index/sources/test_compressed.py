import bz2
import gzip
import lzma
from functools import partial
from pathlib import Path

import pytest
import zstandard
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from index.errors import SourceError
from index.sources.compressed import READ_ERRORS, broken, head_of, name_of, open_plain

PACKERS = {
    "gz": gzip.compress,
    "xz": lzma.compress,
    "bz2": bz2.compress,
    "zst": zstandard.compress,
    "plain": bytes,
}


@pytest.mark.parametrize("kind", PACKERS)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=20)
@given(data=st.binary(min_size=1))
def test_the_content_decides_how_a_file_is_unpacked(kind: str, data: bytes, tmp_path: Path) -> None:
    path = tmp_path / "misnamed.csv"
    path.write_bytes(PACKERS[kind](b"text\n" + data) * 2)
    with open_plain(path) as stream:
        assert stream.read() == (b"text\n" + data) * 2


@pytest.mark.parametrize("kind", ["gz", "xz", "bz2", "zst"])
def test_a_packed_file_cut_short_is_noticed(kind: str, tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(PACKERS[kind](bytes(range(256)) * 4000)[:-5])
    with pytest.raises(READ_ERRORS) as caught, open_plain(path) as stream:
        while stream.read(1000):
            pass
    assert "a breaks off after row 3; it was not copied completely" in str(broken("a", "row 3", caught.value))


def test_what_cannot_be_opened_is_said_plainly(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"There is no file or folder gone\.csv; check the name"):
        head_of(partial(open_plain, tmp_path / "gone.csv"), "gone.csv")
    assert "may not be read" in str(broken("a.csv", "", PermissionError()))
    assert "is damaged (no luck); get" in str(broken("a.csv", "", OSError("no luck.\nat all")))
    assert "locked with a password" in str(broken("a.zip", "", RuntimeError("password required")))


@pytest.mark.parametrize(
    ("file", "name"),
    [
        ("imdb_train.csv.xz", "imdb_train"),
        ("aclImdb_v1.tar.gz", "aclImdb_v1"),
        ("A.B.Parquet", "A.B"),
        ("reviews.jsonl.zst", "reviews"),
        ("plain", "plain"),
        (".csv", ".csv"),
    ],
)
def test_names(file: str, name: str) -> None:
    assert name_of(Path("x") / file) == name
