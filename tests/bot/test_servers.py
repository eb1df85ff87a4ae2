"""The stored settings of servers: what is saved is read again, and damage never loosens anything."""

import datetime
import hashlib
import json
import logging
import os
import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import settings as examples
from hypothesis import strategies as st

from bot.servers import COPY, LEFT, SETTINGS, STRICTEST, Servers, ServerSettings

DAY = datetime.timedelta(days=1)
TODAY = datetime.date(2026, 3, 1)

some_settings = st.builds(
    ServerSettings,
    without=st.frozensets(st.text(max_size=30), max_size=4),
    spoilers=st.sampled_from(["hide", "drop", "show"]),
    private=st.booleans(),
    channels=st.frozensets(st.integers(0, 2**64), max_size=5),
    members=st.booleans(),
)


def read(folder: Path, server: int = 1) -> ServerSettings:
    """The settings as after a restart."""
    return Servers(folder).settings(server)


@examples(max_examples=40, deadline=None)
@given(st.dictionaries(st.integers(1, 3), some_settings, min_size=1), some_settings)
def test_what_is_saved_is_read_after_a_restart(
    saved: dict[int, ServerSettings], last: ServerSettings
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        servers = Servers(Path(folder))
        for server, settings in [*saved.items(), (1, last)]:
            servers.save(server, settings)
        for server, settings in {**saved, 1: last}.items():
            assert servers.settings(server) == read(Path(folder), server) == settings


@examples(max_examples=40, deadline=None)
@given(some_settings, st.binary(max_size=60))
def test_damage_never_loosens(settings: ServerSettings, rubbish: bytes) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        Servers(folder).save(1, settings)
        rubbish = rubbish or b"{}"
        (folder / "1" / SETTINGS).write_bytes(rubbish)
        copied = Servers(folder)
        assert copied.settings(1) == settings and copied.is_damaged(1)
        (folder / "1" / COPY).write_bytes(rubbish)
        servers = Servers(folder)
        assert servers.settings(1) == STRICTEST and servers.is_damaged(1)
        servers.save(1, settings)
        assert not servers.is_damaged(1) and read(folder) == settings and not Servers(folder).is_damaged(1)


@examples(max_examples=60, deadline=None)
@given(st.data())
def test_one_wrong_character_is_noticed(data: st.DataObject) -> None:
    settings = ServerSettings(private=True, channels=frozenset({123456789012345678}), spoilers="drop")
    with tempfile.TemporaryDirectory() as name:
        Servers(Path(name)).save(1, settings)
        text = bytearray((Path(name) / "1" / SETTINGS).read_bytes())
        place = data.draw(st.integers(0, len(text) - 1))
        text[place] = data.draw(st.sampled_from(b'0123456789aefstrul"[]{}, '))
        (Path(name) / "1" / SETTINGS).write_bytes(text)
        (Path(name) / "1" / COPY).unlink()
        assert read(Path(name)) in (settings, STRICTEST)


def test_a_file_that_is_gone_leaves_its_copy(tmp_path: Path) -> None:
    Servers(tmp_path).save(1, ServerSettings(private=True))
    (tmp_path / "1" / SETTINGS).unlink()
    servers = Servers(tmp_path)
    assert servers.settings(1).private and servers.is_damaged(1)


def test_another_servers_settings_are_not_taken_for_its_own(tmp_path: Path) -> None:
    servers = Servers(tmp_path)
    servers.save(1, ServerSettings(private=True))
    servers.save(2, ServerSettings(spoilers="show"))
    (tmp_path / "1" / SETTINGS).write_bytes((tmp_path / "2" / SETTINGS).read_bytes())
    copied = Servers(tmp_path)
    assert copied.settings(1).private and copied.is_damaged(1)
    (tmp_path / "1" / COPY).write_bytes((tmp_path / "2" / SETTINGS).read_bytes())
    assert read(tmp_path) == STRICTEST and Servers(tmp_path).is_damaged(1)


def test_older_settings_are_not_taken_for_the_last(tmp_path: Path) -> None:
    servers = Servers(tmp_path)
    servers.save(1, ServerSettings(spoilers="show"))
    older = (tmp_path / "1" / SETTINGS).read_bytes()
    servers.save(1, ServerSettings(spoilers="drop"))
    (tmp_path / "1" / SETTINGS).write_bytes(older)
    found = Servers(tmp_path)
    assert found.settings(1).spoilers == "drop" and found.is_damaged(1)
    found.save(1, ServerSettings(private=True))
    assert read(tmp_path).private and not Servers(tmp_path).is_damaged(1)


def test_settings_that_an_earlier_program_wrote_are_read(tmp_path: Path) -> None:
    (tmp_path / "1").mkdir()
    stored = {"spoilers": "drop", "private": True}
    digest = hashlib.sha256(json.dumps(stored, sort_keys=True).encode()).hexdigest()
    (tmp_path / "1" / SETTINGS).write_text(json.dumps({"settings": stored, "sha256": digest}))
    assert read(tmp_path) == ServerSettings(spoilers="drop", private=True)
    assert not Servers(tmp_path).is_damaged(1)


def test_damage_is_logged_without_what_stands_there(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "1").mkdir()
    (tmp_path / "1" / SETTINGS).write_text('{"without": "secret"')
    with caplog.at_level(logging.DEBUG):
        assert read(tmp_path) == STRICTEST
    [line] = [record.getMessage() for record in caplog.records]
    assert "can't be read" in line and "secret" not in line and str(tmp_path) not in line


def test_a_server_with_reviews_but_no_settings_has_the_defaults(tmp_path: Path) -> None:
    (tmp_path / "1" / "reviews").mkdir(parents=True)
    servers = Servers(tmp_path)
    assert servers.settings(1) == ServerSettings() and not servers.is_damaged(1)
    assert servers.settings(2) == ServerSettings() and servers.all() == [1]
    assert not servers.settings(None).members


@pytest.mark.parametrize("step", ["fsync", "replace"])
def test_a_full_disk_changes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str) -> None:
    servers = Servers(tmp_path)
    servers.save(1, ServerSettings(spoilers="drop"))
    before = {path.name: path.read_bytes() for path in (tmp_path / "1").iterdir()}

    def full(*args: object) -> None:
        raise OSError(28, "full")

    monkeypatch.setattr(*((os, "fsync", full) if step == "fsync" else (Path, "replace", full)))
    with pytest.raises(OSError):
        servers.change(1, private=True)
    monkeypatch.undo()
    assert servers.settings(1) == read(tmp_path) == ServerSettings(spoilers="drop")
    assert {path.name: path.read_bytes() for path in (tmp_path / "1").iterdir()} == before


def test_a_copy_that_can_not_be_written_is_not_left_to_stand_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    servers = Servers(tmp_path)
    servers.save(1, ServerSettings())
    replace = Path.replace

    def not_the_copy(self: Path, target: Path) -> Path:
        if target.name == COPY:
            raise OSError(28, "full")
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", not_the_copy)
    servers.save(1, ServerSettings(private=True))
    assert read(tmp_path).private
    assert [path.name for path in (tmp_path / "1").iterdir()] == [SETTINGS]


def test_only_what_is_changed_changes(tmp_path: Path) -> None:
    servers = Servers(tmp_path)
    servers.change(1, private=True)
    servers.change(1, spoilers="show")
    assert read(tmp_path) == ServerSettings(private=True, spoilers="show")
    with pytest.raises(ValueError):
        servers.change(1, spoilers="loud")
    assert read(tmp_path) == servers.settings(1) == ServerSettings(private=True, spoilers="show")


def test_the_days_since_leaving_are_counted(tmp_path: Path) -> None:
    servers = Servers(tmp_path)
    servers.save(1, ServerSettings(private=True))
    servers.save(2, ServerSettings())
    assert servers.seen({1, 2}, TODAY, 14 * DAY) == [] and servers.left(1) is None
    servers.leave(1, TODAY)
    assert Servers(tmp_path).left(1) == TODAY
    assert servers.seen({2}, TODAY + 13 * DAY, 14 * DAY) == []
    assert servers.seen({2}, TODAY + 14 * DAY, 14 * DAY) == [1]
    assert servers.seen({1, 2}, TODAY + 20 * DAY, 14 * DAY) == [] and servers.left(1) is None
    assert servers.settings(1).private, "settings are as they were when the bot comes back"


def test_a_server_left_unnoticed_is_counted_from_when_it_is_noticed(tmp_path: Path) -> None:
    servers = Servers(tmp_path)
    servers.save(1, ServerSettings())
    assert servers.seen(set(), TODAY, 14 * DAY) == [] and servers.left(1) == TODAY
    (tmp_path / "1" / LEFT).write_text("some day")
    assert servers.seen(set(), TODAY + 30 * DAY, 14 * DAY) == [], "a damaged note never shortens the time"
    assert servers.seen(set(), TODAY + 44 * DAY, 14 * DAY) == [1]


def test_without_grace_it_is_over_at_once(tmp_path: Path) -> None:
    servers = Servers(tmp_path)
    servers.save(1, ServerSettings())
    assert servers.seen(set(), TODAY, 0 * DAY) == [1]


def test_one_note_that_can_not_be_written_holds_up_no_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    servers = Servers(tmp_path)
    for server in (1, 2):
        servers.save(server, ServerSettings())
    leave = Servers.leave

    def refuse(self: Servers, server: int, today: datetime.date) -> None:
        if server == 1:
            raise OSError(28, "full")
        leave(self, server, today)

    monkeypatch.setattr(Servers, "leave", refuse)
    assert servers.seen(set(), TODAY, 0 * DAY) == [2]


def test_a_forgotten_server_is_gone_from_the_disk(tmp_path: Path) -> None:
    servers = Servers(tmp_path)
    servers.save(1, ServerSettings(private=True))
    (tmp_path / "1" / "reviews").mkdir()
    servers.forget(1)
    servers.forget(1)
    assert list(tmp_path.iterdir()) == [] and servers.settings(1) == ServerSettings() and servers.all() == []


def test_what_can_not_be_deleted_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    servers = Servers(tmp_path)
    servers.save(1, ServerSettings())

    def refuse(*args: object, **more: object) -> None:
        raise PermissionError(13, "no")

    monkeypatch.setattr("shutil.rmtree", refuse)
    with pytest.raises(OSError):
        servers.forget(1)
