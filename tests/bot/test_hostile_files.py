"""Files that mean harm, given to /review import: one sentence each, nothing unpacked, nothing written."""

import bz2
import gzip
import io
import lzma
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path

import discord
import pytest
import simcord
import zstandard

from index.members import Members

from . import seen
from .test_review import EXPORT, HEADER, own, told, zipped

UNREADABLE = "That is no Letterboxd export that I can read."
TOO_LARGE = "That file is too large"
WRONG_KIND = "Please attach the .zip that Letterboxd exports"
BOMB = HEADER.encode() + b"0" * 30_000_000
"""What unpacks to this is small; a real one would be thousands of times as large."""


def packed(**members: bytes | str) -> bytes:
    """A zip; two underscores in a name are a slash."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name.replace("__", "/").replace("_csv", ".csv"), content)
    return file.getvalue()


def encrypted() -> bytes:
    """A zip that says it is locked with a password."""
    content = bytearray(zipped(EXPORT))
    for magic, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.index(magic) + place] |= 1
    return bytes(content)


def changed(magic: bytes, place: int, value: bytes) -> bytes:
    """A zip with some bytes of its local header (PK 3 4) or its entry in the directory (PK 1 2) changed."""
    content = bytearray(zipped(EXPORT))
    at = content.index(magic) + place
    content[at : at + len(value)] = value
    return bytes(content)


def many() -> bytes:
    """A zip of very many empty files."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for number in range(20_000):
            archive.writestr(f"{number}.csv", b"")
    return file.getvalue()


HARMFUL: dict[str, tuple[str, Callable[[], bytes], str]] = {
    "a zip in a zip": ("a.zip", lambda: packed(reviews_csv=packed(reviews_csv=BOMB)), UNREADABLE),
    "reviews beyond what may be sent": (
        "a.zip",
        lambda: packed(reviews_csv=HEADER.encode() + b"x" * 8_000_000),
        TOO_LARGE,
    ),
    "very many files": ("a.zip", many, UNREADABLE),
    "many that are large together": (
        "a.zip", lambda: packed(reviews_csv=HEADER, a=BOMB, b=BOMB, c=BOMB), TOO_LARGE,
    ),
    "a program named zip": ("a.zip", lambda: b"MZ\x90\0" + b"\0" * 5000, UNREADABLE),
    "a picture named zip": ("a.zip", lambda: b"\x89PNG\r\n\x1a\n" + b"\0" * 500, UNREADABLE),
    "a picture named csv": ("a.csv", lambda: b"\x89PNG\r\n\x1a\n" + b"\0" * 500, UNREADABLE),
    "a program": ("a.exe", lambda: b"MZ", WRONG_KIND),
    "a name that hides its kind": ("a.zip\u202egnp.exe", lambda: zipped(EXPORT), WRONG_KIND),
    "a gzip bomb named csv": ("a.csv", lambda: gzip.compress(BOMB), UNREADABLE),
    "an xz bomb named csv": ("a.csv", lambda: lzma.compress(BOMB), UNREADABLE),
    "a bzip2 bomb named csv": ("a.csv", lambda: bz2.compress(BOMB), UNREADABLE),
    "a zstd bomb named zip": ("a.zip", lambda: zstandard.compress(BOMB), UNREADABLE),
    "a table that is no export": ("a.csv", lambda: b"title,text\nHeat,I loved all of it\n", UNREADABLE),
    "JSON lines": ("a.csv", lambda: b'{"title": "Heat", "text": "I loved all of it"}\n', UNREADABLE),
    "a truncated zip": ("a.zip", lambda: zipped(EXPORT)[:-30], UNREADABLE),
    "half of a zip": ("a.zip", lambda: zipped(EXPORT)[: len(zipped(EXPORT)) // 2], UNREADABLE),
    "a locked zip": ("a.zip", encrypted, UNREADABLE),
    "a zip packed in an unknown way": ("a.zip", lambda: changed(b"PK\x01\x02", 10, b"\x63\0"), UNREADABLE),
    "a wrong checksum": ("a.zip", lambda: changed(b"PK\x01\x02", 16, b"\0\0\0\0"), UNREADABLE),
    "a name of wrong bytes": (
        "a.zip",
        lambda: changed(b"PK\x01\x02", 8, b"\0\x08").replace(b"reviews.csv", b"\xff\xfe\xfdiews.csv"),
        UNREADABLE,
    ),
    "an offset beyond the end": (
        "a.zip", lambda: changed(b"PK\x01\x02", 42, struct.pack("<I", 0x7FFFFFFF)), UNREADABLE,
    ),
    "a claimed size beyond reason": (
        "a.zip", lambda: changed(b"PK\x01\x02", 24, struct.pack("<I", 0xFFFFFFF0)), TOO_LARGE,
    ),
    "a binary csv": ("a.csv", lambda: bytes(range(256)) * 200, UNREADABLE),
    "nothing but NULs": ("a.csv", lambda: b"\0" * 100_000, UNREADABLE),
    "nothing": ("a.csv", lambda: b"", UNREADABLE),
    "a header of a million columns": ("a.csv", lambda: b"x," * 1_000_000 + b"\n", UNREADABLE),
    "one cell of 7 MB": (
        "a.csv",
        lambda: HEADER.encode() + b"2024-05-01,Heat,1995,,5,," + b"x" * 7_000_000 + b",,\n",
        UNREADABLE,
    ),
    "a quote that never ends": (
        "a.csv", lambda: HEADER.encode() + b'2024-05-01,Heat,1995,,5,,"' + b"word \n" * 2_000, UNREADABLE,
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", HARMFUL)
async def test_each_is_told_in_a_sentence(
    alice: simcord.MemberActor,
    channel: simcord.ChannelHandle,
    world: simcord.Env,
    members: Members,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    name: str,
) -> None:
    def unpack(*args: object) -> None:
        raise AssertionError("a stranger's file was unpacked whatever it claims to be")

    monkeypatch.setattr("index.sources.opening.open_plain", unpack)
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    file, make, sentence = HARMFUL[name]
    failed = await alice.slash(channel, "review import", file=(file, make()))
    assert failed.ephemeral and sentence in told(failed) and str(tmp_path) not in told(failed)
    assert own(members, alice) == [] and list(tmp_path.iterdir()) == []
    assert world.errors


@pytest.mark.parametrize(
    "path", ["../../reviews.csv", "/etc/reviews.csv", "a/../../b/reviews.csv", "C:\\reviews.csv"]
)
async def test_a_name_in_a_zip_leads_nowhere(
    alice: simcord.MemberActor, channel: simcord.ChannelHandle, world: simcord.Env, members: Members,
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, path: str,
) -> None:  # fmt: skip
    inside = tmp_path / "a" / "b"
    inside.mkdir(parents=True)
    monkeypatch.setattr("tempfile.tempdir", str(inside))
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr(path, EXPORT)
    done = await alice.slash(channel, "review import", file=("a.zip", file.getvalue()))
    assert "2 of your reviews" in told(done) or UNREADABLE in told(done)
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []
    world.errors.clear()


async def test_a_large_file_is_refused_before_it_is_fetched(
    alice: simcord.MemberActor,
    channel: simcord.ChannelHandle,
    world: simcord.Env,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async def fetched(self: discord.Attachment, **more: object) -> bytes:
        raise AssertionError("it was fetched")

    monkeypatch.setattr(discord.Attachment, "read", fetched)
    for size in (8_000_001, 26_000_000):
        failed = await alice.slash(channel, "review import", file=("export.zip", b"x" * size))
        assert seen.text(seen.components(failed)).startswith(TOO_LARGE)
    assert world.errors


async def test_formulas_are_words_to_a_file_of_ones_own_data(
    alice: simcord.MemberActor, channel: simcord.ChannelHandle, members: Members
) -> None:
    """What is given out is JSON, which no spreadsheet runs; so what looks like a formula stays as it is."""
    rows = "".join(
        f'2024-05-01,"{sign}cmd|calc",2010,https://boxd.it/x{n},3,,"{sign}SUM(1+1) was all I felt.",,\n'
        for n, sign in enumerate("=+-@")
    )
    assert "4 of your reviews" in told(
        await alice.slash(channel, "review import", file=("reviews.csv", (HEADER + rows).encode()))
    )
    card = await alice.slash(channel, "privacy")
    given = await alice.click(card.response, label="Get all of it as a file")
    assert given.response is not None
    [file] = given.response.attachments
    assert file.filename == "my-data.json" and (await file.read()).startswith(b"{")
