import gzip
import io
import lzma
import tarfile
from pathlib import Path

import pytest

from index.errors import SourceError
from index.sources import open_source
from index.sources.rows import MAX_TEXT
from index.types import FilmRef, Rejected, Review

FILES = {
    "README": b"about",
    "train/urls_pos.txt": b"http://x/title/tt0000010/usercomments\nhttp://x/title/tt0000011/usercomments\n",
    "train/pos/0_9.txt": b"Good.<br /><br />Caf\xc3\xa9.",
    "train/pos/1_7.txt": b"Fine.",
    "train/pos/10_8.txt": b"Beyond the addresses.",
    "train/neg/0_2.txt": b"Bad caf\xe9.",
    "train/unsup/0_0.txt": b"Whatever.",
    "train/labeledBow.feat": b"9 0:9",
    "test/pos/notes.txt": b"not a review",
    "test/neg/3_1.txt": b"Awful.",
}
EXPECTED = [
    Review(
        "aclImdb", "Good.<br /><br />Café.", "train-pos-0_9", FilmRef("tt0000010"), stars=0.9, label="pos"
    ),
    Review("aclImdb", "Fine.", "train-pos-1_7", FilmRef("tt0000011"), stars=0.7, label="pos"),
    Review("aclImdb", "Beyond the addresses.", "train-pos-10_8", stars=0.8, label="pos"),
    Review("aclImdb", "Bad café.", "train-neg-0_2", stars=0.2, label="neg"),
    Review("aclImdb", "Whatever.", "train-unsup-0_0"),
    Review("aclImdb", "Awful.", "test-neg-3_1", stars=0.1, label="neg"),
]


def folder(root: Path, files: dict[str, bytes] = FILES) -> Path:
    for name, data in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(data)
    return root


def archive(files: dict[str, bytes] = FILES, prefix: str = "aclImdb/") -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as tar:
        for name, data in files.items():
            info = tarfile.TarInfo(prefix + name)
            info.size = len(data)
            tar.addfile(info, io.BytesIO(data))
    return out.getvalue()


def test_the_folder(tmp_path: Path) -> None:
    source = open_source(str(folder(tmp_path / "aclImdb")))
    assert source.name == "aclImdb"
    assert source.count() == len(EXPECTED)
    assert list(source) == EXPECTED
    assert list(open_source(str(tmp_path))) == EXPECTED


def test_one_half_of_the_folder(tmp_path: Path) -> None:
    source = open_source(str(folder(tmp_path) / "train"))
    assert (source.name, source.count()) == ("train", 5)
    assert [item.id for item in source if isinstance(item, Review)] == [review.id for review in EXPECTED[:5]]


@pytest.mark.parametrize(
    ("ending", "pack"), [("tar.gz", gzip.compress), ("tar.xz", lzma.compress), ("tar", bytes)]
)
@pytest.mark.parametrize("prefix", ["aclImdb/", "./", ""])
def test_the_archive(ending: str, pack: object, prefix: str, tmp_path: Path) -> None:
    assert callable(pack)
    path = tmp_path / f"aclImdb.{ending}"
    # The addresses may come after the reviews that they belong to.
    path.write_bytes(pack(archive(dict(reversed(FILES.items())), prefix)))
    source = open_source(str(path))
    assert (source.name, source.count()) == ("aclImdb", len(EXPECTED))
    assert sorted(map(str, source)) == sorted(map(str, EXPECTED))
    assert list(tmp_path.iterdir()) == [path]


def test_links_and_names_that_lead_elsewhere_are_harmless(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("secret")
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w:gz") as tar:
        for kind in (tarfile.SYMTYPE, tarfile.LNKTYPE):
            info = tarfile.TarInfo("train/pos/1_9.txt")
            info.type, info.linkname = kind, str(secret)
            tar.addfile(info)
        info = tarfile.TarInfo("../../train/pos/2_9.txt")
        info.size = 4
        tar.addfile(info, io.BytesIO(b"Good"))
    path = tmp_path / "a.tar.gz"
    path.write_bytes(out.getvalue())
    assert [item.raw for item in open_source(str(path)) if isinstance(item, Review)] == ["Good"]
    assert sorted(tmp_path.iterdir()) == [path, secret]


def test_bad_files_are_rejected(tmp_path: Path) -> None:
    bad = {
        "train/pos/0_9.txt": b" \n",
        "train/pos/1_9.txt": b"b\x81d",
        "train/pos/2_9.txt": b"x" * MAX_TEXT * 5,
    }
    path = tmp_path / "a.tgz"
    path.write_bytes(gzip.compress(archive({**bad, "train/pos/3_9.txt": b"Good"})))
    for source in (
        open_source(str(path)),
        open_source(str(folder(tmp_path / "f", {**bad, "train/pos/3_9.txt": b"Good"}))),
    ):
        *rejected, good = source
        assert isinstance(good, Review)
        assert rejected == [
            Rejected("train/pos/0_9.txt", 1, "has no text"),
            Rejected("train/pos/1_9.txt", 2, "is neither UTF-8 nor Windows-1252"),
            Rejected("train/pos/2_9.txt", 3, "is longer than 200,000 characters"),
        ]


def test_an_archive_cut_short_gives_its_reviews_first(tmp_path: Path) -> None:
    files = {f"train/pos/{n}_9.txt": f"Review {n} {n * 7919 % 10007}".encode() * 50 for n in range(400)}
    path = tmp_path / "a.tar.gz"
    packed = gzip.compress(archive(files))
    path.write_bytes(packed[: len(packed) // 2])
    source = open_source(str(path))
    found = []
    with pytest.raises(SourceError, match=r"a\.tar\.gz breaks off after review \d+; "):
        for item in source:
            found.append(item)
    assert len(found) > 50
    assert source.count() == len(found)


def test_an_archive_without_reviews_is_an_error(tmp_path: Path) -> None:
    path = tmp_path / "a.tar"
    path.write_bytes(archive({"notes.txt": b"nothing"}))
    with pytest.raises(SourceError, match=r"a\.tar is an archive without train/pos"):
        open_source(str(path))
    (tmp_path / "f" / "train" / "pos").mkdir(parents=True)
    with pytest.raises(SourceError, match=r"f holds no reviews such as train/pos"):
        open_source(str(tmp_path / "f"))


def _with(member: tarfile.TarInfo, format: int, data: bytes = b"") -> bytes:
    """An archive that begins with a good review, so that it is taken for the data set."""
    return archive({"train/pos/0_9.txt": b"Good."})[:1024] + member.tobuf(format) + data.ljust(10240, b"\0")


def _member(name: str, size: int = 0, **pax: str) -> tarfile.TarInfo:
    info = tarfile.TarInfo(name)
    info.size, info.pax_headers = size, {key.replace("__", "."): value for key, value in pax.items()}
    return info


@pytest.mark.parametrize(
    "data",
    [
        _with(_member("train/pos/1_9.txt", 2**80), format=tarfile.GNU_FORMAT),
        _with(_member("train/README", 2**80), format=tarfile.GNU_FORMAT),
        _with(_member("train/pos/1_9.txt", GNU__sparse__map="a,b"), format=tarfile.PAX_FORMAT),
        _with(_member("a", GNU__sparse__major="1", GNU__sparse__minor="0"), format=tarfile.PAX_FORMAT),
    ],
)
def test_headers_that_claim_what_can_not_be_are_damage(data: bytes, tmp_path: Path) -> None:
    """A size of 2**80 once had the reader look for its end, without an end."""
    (tmp_path / "aclImdb.tar").write_bytes(data)
    source = open_source(str(tmp_path / "aclImdb.tar"))
    found = []
    with pytest.raises(SourceError, match="damaged"):
        for item in source:
            found.append(item)
    assert [item.raw for item in found if isinstance(item, Review)] == ["Good."]


def test_a_number_of_thousands_of_figures_is_no_review(tmp_path: Path) -> None:
    path = tmp_path / "aclImdb.tar"
    member = _member(f"train/pos/{'1' * 5_000}_9.txt", size=5)
    path.write_bytes(_with(member, tarfile.PAX_FORMAT, b"Fine."))
    assert [item.raw for item in open_source(str(path)) if isinstance(item, Review)] == ["Good."]


def test_a_file_of_nothing_that_can_be_stored_has_no_text(tmp_path: Path) -> None:
    files = {"train/pos/0_9.txt": b"\0 \0", "train/pos/1_9.txt": b"A."}
    (tmp_path / "aclImdb.tar").write_bytes(archive(files))
    first, second = open_source(str(tmp_path / "aclImdb.tar"))
    assert isinstance(first, Rejected) and first.why == "has no text" and isinstance(second, Review)
