"""`python -m bot`, run as people run it."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from discord.http import Route

from bot import cli
from bot.servers import Servers, ServerSettings
from bot.settings import BotSettings
from index.library import Library

ROOT = Path(__file__).parents[2]


@pytest.fixture(autouse=True)
def empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Neither config.toml nor a token is about."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("DISCORD_TOKEN", raising=False)
    return tmp_path


def one_line(text: str) -> str:
    [line] = [line for line in text.splitlines() if line.strip()]
    return line


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["ask", "Is it good?", "--index", "nowhere"], "nowhere"),
        (["--config", "none.toml"], "none.toml"),
        (["ask", "", "--index", "{index}"], "empty"),
        (["ask", "-", "--index", "{index}"], "--json"),
    ],
)
def test_input_errors_are_one_line_and_status_2(
    bot_index: Path, capfd: pytest.CaptureFixture[str], arguments: list[str], told: str
) -> None:
    assert cli.main([argument.format(index=bot_index) for argument in arguments]) == 2
    shown = capfd.readouterr()
    assert shown.out == "" and told in one_line(shown.err)


def test_an_unknown_option_is_status_2(capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        cli.main(["--colour"])
    assert stopped.value.code == 2 and "--colour" in capfd.readouterr().err


def test_without_an_index_the_demo_one_is_built_and_then_kept(
    bot_index: Path, empty_folder: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    built: list[str] = []

    class Copying:
        """A builder that copies an index instead of reading 12,808 reviews."""

        def __init__(self, folder: Path, settings: BotSettings) -> None:
            self.folder = folder

        def __enter__(self) -> "Copying":
            return self

        def __exit__(self, *reason: object) -> None:
            """Nothing to let go."""

        def build(self, sources: list[str], *, progress: bool) -> None:
            assert progress
            built.extend(sources)
            shutil.copytree(bot_index, self.folder, dirs_exist_ok=True)

    async def serve(bot: object, port: int, announce: Callable[[str], None]) -> None:
        announce("http://127.0.0.1:1/")

    monkeypatch.setattr(cli, "Builder", Copying)
    monkeypatch.setattr(cli.preview, "serve", serve)
    for _ in range(2):
        assert cli.main([]) == 0
        assert capfd.readouterr().out == "Preview: http://127.0.0.1:1/\n"
    assert built == ["demo"]
    assert (empty_folder / "data" / "index").is_dir()


@pytest.mark.parametrize("place", [0, 2])
def test_ask_answers_on_stdout(bot_index: Path, capfd: pytest.CaptureFixture[str], place: int) -> None:
    arguments = ["ask", "what do they say about A Boy and His Kite?"]
    arguments[place:place] = ["--index", str(bot_index)]
    assert cli.main(arguments) == 0
    assert "8 of 12 reviewers are for it" in capfd.readouterr().out


def test_backup_copies_the_index_and_what_servers_keep(
    bot_index: Path, empty_folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    Servers(Path("data/servers")).save(1, ServerSettings(private=True))
    arguments = ["--index", str(bot_index), "backup", "copy"]
    assert cli.main(arguments) == 0
    assert Servers(Path("copy/servers")).settings(1).private
    library = Library.open(Path("copy/index"), BotSettings())
    assert f"{library.stats().reviews:,} reviews" in capfd.readouterr().out
    library.close()
    assert cli.main(arguments) == 2 and "name another folder" in capfd.readouterr().err


class Refusing(BaseHTTPRequestHandler):
    """A Discord that knows no token."""

    def do_GET(self) -> None:
        body = b'{"message": "401: Unauthorized", "code": 0}'
        self.send_response(401)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *arguments: Any) -> None:
        """Says nothing."""


@pytest.fixture
def refusing() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Refusing)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/api/v10"
    server.shutdown()
    server.server_close()


SHAPED = "MTE3NzkxNDc2MTMxOTAyNzc2Mw.GaBcDe.0123456789abcdefghijklmnopqrstuvwxyzAB"


@pytest.mark.parametrize("token", ["wrong", "a.b.c", "client.secret", f"{SHAPED} {SHAPED}", "é.é.é"])
def test_what_is_no_token_is_told_without_asking_discord(
    token: str, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(Route, "BASE", "http://127.0.0.1:9/api/v10")
    monkeypatch.setenv("DISCORD_TOKEN", token)
    assert cli.main([]) == 2
    told = one_line(capfd.readouterr().err)
    assert "does not accept the token" in told and token not in told


def test_a_wrong_token_is_one_line_and_status_2_before_anything_else(
    refusing: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(Route, "BASE", refusing)
    monkeypatch.setenv("DISCORD_TOKEN", SHAPED)
    assert cli.main(["--index", str(tmp_path / "none")]) == 2
    shown = capfd.readouterr()
    assert shown.out == ""
    assert "does not accept the token" in one_line(shown.err)
    assert SHAPED not in shown.err
    assert not (tmp_path / "none").exists()


def test_an_unreachable_discord_is_one_line_and_status_1(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    with closing(socket.socket()) as free:
        free.bind(("127.0.0.1", 0))
        monkeypatch.setattr(Route, "BASE", f"http://127.0.0.1:{free.getsockname()[1]}/api/v10")
        monkeypatch.setenv("DISCORD_TOKEN", SHAPED)
        monkeypatch.setattr("asyncio.sleep", _no_sleep)
        assert cli.main([]) == 1
    assert "can't be reached" in one_line(capfd.readouterr().err)


async def _no_sleep(seconds: float, result: object = None) -> object:
    """discord.py waits between its attempts."""
    return result


def test_the_preview_prints_its_address_and_ends_cleanly(bot_index: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "bot", "--index", str(bot_index)],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        line = process.stdout.readline()
        assert line.startswith("Preview: http://127.0.0.1:")
        process.send_signal(signal.SIGINT)
        rest, errors = process.communicate(timeout=60)
    assert rest == ""
    assert one_line(errors) == "bot: stopped."
    assert process.returncode == 0


def test_a_taken_port_is_one_line(
    bot_index: Path, empty_folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    with closing(socket.socket()) as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        (empty_folder / "config.toml").write_text(f"[bot]\npreview_port = {port}\n")
        assert cli.main(["--index", str(bot_index)]) == 2
    assert f"Port {port} can't be used" in one_line(capfd.readouterr().err)
