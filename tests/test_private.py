"""Everything that a run writes is for its user's eyes only, whatever the system's own habit is."""

import datetime
import os
import stat
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.servers import Servers, ServerSettings
from index import durable
from index.build import Builder
from index.embed import MiniLM
from index.library import Library
from index.members import Members
from index.settings import Settings
from index.types import Draft
from tests.index.corpus import write_films, write_reviews

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="rights are others there")


@pytest.fixture(autouse=True)
def generous() -> Iterator[None]:
    """A system on which all may read what is written, unless it is asked for otherwise."""
    before = os.umask(0)
    yield
    os.umask(before)


def open_to_others(folder: Path) -> list[str]:
    """What others may look at, below a folder."""
    return [
        f"{path.relative_to(folder)} {stat.filemode(path.stat().st_mode)}"
        for path in sorted(folder.rglob("*"))
        if path.stat().st_mode & 0o077
    ]


def test_an_index_members_reviews_and_settings(tmp_path: Path, embedder: MiniLM) -> None:
    reviews, films = write_reviews(tmp_path / "small.csv"), write_films(tmp_path / "films.csv")
    home = tmp_path / "home"
    home.mkdir(mode=0o700)
    folder, servers = home / "data" / "index", home / "data" / "of" / "servers"
    with Builder(folder, Settings(), embedder=embedder) as builder:
        builder.build([str(reviews)], films=films)
        assert open_to_others(home) == [], "while it is open"
    library = Library.open(folder, Settings(), embedder=embedder, members=servers)
    try:
        members = Members(library, Settings())
        members.write("5", "1", Draft("A film that I liked a lot.", "Ann", title="Paper Moons"))
        settings = Servers(servers)
        settings.save(7, ServerSettings(private=True))
        settings.leave(7, datetime.date(2026, 1, 1))
        durable.write_private(home / "synced", "x")
        found = [path for path in home.rglob("*") if path.is_file()]
        assert len(found) > 8 and open_to_others(home) == []
    finally:
        library.close()
    assert open_to_others(home) == []


def test_a_folder_is_made_with_all_above_it_and_left_alone_where_it_is(tmp_path: Path) -> None:
    there = tmp_path / "there"
    there.mkdir(mode=0o755)
    durable.make_folder(there / "a" / "b")
    durable.make_folder(there / "a" / "b")
    assert [stat.S_IMODE((there / name).stat().st_mode) for name in ("", "a", "a/b")] == [0o755, 0o700, 0o700]
    (there / "file").write_text("x")
    with pytest.raises(OSError):
        durable.make_folder(there / "file")
