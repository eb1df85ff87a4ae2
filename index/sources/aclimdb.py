"""The Large Movie Review Dataset (Maas et al., ACL 2011), as its folder or its archive.

    train|test / pos|neg|unsup / ID_RATING.txt    one review; rating 1 to 10, 0 where there is none
    train|test / urls_pos|neg|unsup.txt           line ID (from 0) holds the address of the film's reviews

An archive is read as a stream. Nothing is unpacked to the disk, names in it are only compared, links in it
are passed over.
"""

import re
import tarfile
from collections.abc import Iterator, Sequence
from functools import cached_property
from pathlib import Path
from typing import BinaryIO, NamedTuple, Protocol

from ..errors import SourceError
from ..types import FilmFacts, FilmRef, Polarity, Rejected, Review
from .compressed import READ_ERRORS, broken, name_of, open_plain
from .rows import MAX_TEXT
from .text import decode, undecoded
from .values import as_text

_REVIEW = re.compile(r"(?:.*/)?(train|test)/(pos|neg|unsup)/(\d{1,9})_(\d{1,9})\.txt", re.DOTALL)
_ADDRESSES = re.compile(r"(?:.*/)?(train|test)/urls_(pos|neg|unsup)\.txt", re.DOTALL)
_FILM = re.compile(rb"tt\d{5,}")
_LABELS: dict[str, Polarity | None] = {"pos": "pos", "neg": "neg", "unsup": None}
_HALVES = ("train", "test")
_MAX_BYTES = 4 * MAX_TEXT
_MAX_ADDRESSES = 1 << 26
_MAX_MEMBER = 1 << 33  # bytes; tarfile would go on looking for the end of a file of 2**88 that is not there

Films = dict[tuple[str, str], list[str]]
"""Film keys by half and label; the place in the list is the review's number."""


class _File(NamedTuple):
    name: str
    size: int
    data: bytes


class _Holder(Protocol):
    def survey(self) -> tuple[int, Films]: ...
    def files(self) -> Iterator[_File]: ...


class AclImdb:
    """The reviews of the data set; a `Source`."""

    def __init__(self, path: Path, holder: "_Folder | _Archive") -> None:
        """Takes a folder or an archive found by `in_folder` or `in_archive`."""
        self.name = name_of(path)
        self.location = str(path)
        self._file = path.name
        self._holder: _Holder = holder

    def count(self) -> int:
        """How many review files there are."""
        return self._survey[0]

    @cached_property
    def _survey(self) -> tuple[int, Films]:
        return self._holder.survey()

    def __iter__(self) -> Iterator[Review | FilmFacts | Rejected]:
        """A review or a rejection for each file.

        Raises:
            SourceError: the archive breaks off or is damaged; what came before was yielded.
        """
        number = 0
        try:
            for number, file in enumerate(self._holder.files(), 1):
                yield self._review(number, file)
        except READ_ERRORS as error:
            raise broken(self._file, f"review {number}" if number else "", error) from error

    def _review(self, number: int, file: _File) -> Review | Rejected:
        match = _REVIEW.fullmatch(file.name)
        assert match, "holders yield reviews only"
        half, label, id, rating = match.groups()
        raw = decode(file.data)
        if why := _problem(file, raw):
            return Rejected(f"{half}/{label}/{id}_{rating}.txt", number, why)
        films = self._survey[1].get((half, label), [])
        key = films[int(id)] if int(id) < len(films) else ""
        stars = int(rating) / 10 if 1 <= int(rating) <= 10 else None
        name = f"{half}-{label}-{id}_{rating}"
        return Review(self.name, as_text(raw), name, FilmRef(key), stars=stars, label=_LABELS[label])


def in_folder(path: Path) -> AclImdb | None:
    """The data set in a folder or in the `aclImdb` in it, or one half of it; None if nothing of it is there.

    Raises:
        SourceError: its folders are there without a review.
    """
    for root, halves in ((path, _HALVES), (path / "aclImdb", _HALVES), (path.parent, (path.name,))):
        groups = tuple((half, label) for half in halves if half in _HALVES for label in _LABELS)
        if any((root / half / label).is_dir() for half, label in groups):
            source = AclImdb(path if halves != _HALVES else root, _Folder(root, groups))
            if not source.count():
                raise SourceError(f"{path.name} holds no reviews such as train/pos/0_9.txt; unpack it again.")
            return source
    return None


def in_archive(path: Path) -> AclImdb:
    """The data set in a tar archive, packed or not.

    Raises:
        SourceError: the archive can't be read or holds no reviews where they belong.
    """
    source = AclImdb(path, _Archive(path))
    if next(iter(source), None) is None:
        raise SourceError(
            f"{path.name} is an archive without train/pos/0_9.txt and the like; "
            "unpack it and name the folder or file with the reviews."
        )
    return source


class _Folder:
    def __init__(self, root: Path, groups: Sequence[tuple[str, str]]) -> None:
        self._root = root
        self._groups = groups

    def survey(self) -> tuple[int, Films]:
        films: Films = {}
        for half, label in self._groups:
            addresses = self._root / half / f"urls_{label}.txt"
            if addresses.is_file():
                films[half, label] = _keys(addresses.read_bytes())
        return sum(len(self._names(half, label)) for half, label in self._groups), films

    def files(self) -> Iterator[_File]:
        for half, label in self._groups:
            for name in self._names(half, label):
                path = self._root / half / label / name
                size = path.stat().st_size
                yield _File(f"{half}/{label}/{name}", size, path.read_bytes() if size <= _MAX_BYTES else b"")

    def _names(self, half: str, label: str) -> list[str]:
        folder = self._root / half / label
        names = [path.name for path in folder.iterdir()] if folder.is_dir() else []
        reviews = [name for name in names if _REVIEW.fullmatch(f"{half}/{label}/{name}")]
        return sorted(reviews, key=lambda name: int(name.partition("_")[0]))


class _Archive:
    def __init__(self, path: Path) -> None:
        self._path = path

    def survey(self) -> tuple[int, Films]:
        count, films = 0, Films()
        try:
            for member, tar in self._members():
                if _REVIEW.fullmatch(member.name):
                    count += 1
                elif (match := _ADDRESSES.fullmatch(member.name)) and member.size <= _MAX_ADDRESSES:
                    films[match[1], match[2]] = _keys(_data(tar, member))
        except READ_ERRORS:
            pass  # the reading proper says it, when it has yielded what can be saved
        return count, films

    def files(self) -> Iterator[_File]:
        for member, tar in self._members():
            if _REVIEW.fullmatch(member.name):
                data = _data(tar, member) if member.size <= _MAX_BYTES else b""
                yield _File(member.name, member.size, data)

    def _members(self) -> Iterator[tuple[tarfile.TarInfo, tarfile.TarFile]]:
        with open_plain(self._path) as stream, _opened(stream) as tar:
            while (member := _next(tar)) is not None:
                if member.size > _MAX_MEMBER:
                    raise tarfile.ReadError(f"a file that claims {member.size:,} bytes")
                if member.isreg():
                    yield member, tar
                tar.members = []  # type: ignore[attr-defined]  # it would remember all 100,000


def _opened(stream: BinaryIO) -> tarfile.TarFile:
    try:
        return tarfile.open(fileobj=stream, mode="r|")
    except ValueError as error:  # a header's numbers that are none
        raise tarfile.ReadError(str(error)) from error


def _next(tar: tarfile.TarFile) -> tarfile.TarInfo | None:
    try:
        return tar.next()
    except ValueError as error:
        raise tarfile.ReadError(str(error)) from error


def _data(tar: tarfile.TarFile, member: tarfile.TarInfo) -> bytes:
    file = tar.extractfile(member)
    return file.read() if file else b""


def _keys(addresses: bytes) -> list[str]:
    found = (_FILM.search(line) for line in addresses.splitlines())
    return [match[0].decode() if match else "" for match in found]


def _problem(file: _File, raw: str) -> str:
    if file.size > _MAX_BYTES or len(raw) > MAX_TEXT:
        return f"is longer than {MAX_TEXT:,} characters"
    if undecoded(raw):
        return "is neither UTF-8 nor Windows-1252"
    return "" if as_text(raw).strip() else "has no text"
