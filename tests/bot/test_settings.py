"""The bot's table of config.toml, and the token."""

from pathlib import Path

import pytest

from bot.settings import BotSettings
from index.errors import SettingsError


@pytest.fixture(autouse=True)
def empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("DISCORD_TOKEN", raising=False)
    return tmp_path


def test_defaults_hold_without_a_file() -> None:
    settings = BotSettings.load()
    assert settings.token == ""
    assert settings.bot.private is False
    assert settings.index.folder == Path("data/index")


def test_reads_its_table(empty_folder: Path) -> None:
    (empty_folder / "config.toml").write_text("[bot]\nprivate = true\nquotes_a_page = 3\n")
    assert BotSettings.load().bot.private is True
    assert BotSettings.load().bot.quotes_a_page == 3


@pytest.mark.parametrize(
    ("table", "told"),
    [
        ("[bot]\ncolour = 1\n", "[bot] colour is not a setting"),
        ("[bot]\nresults = 99\n", "[bot] results is wrong"),
        ("[bot]\ndiscord_token = 'x'\n", "[bot] discord_token is not a setting"),
    ],
)
def test_names_a_wrong_key_or_value(empty_folder: Path, table: str, told: str) -> None:
    (empty_folder / "config.toml").write_text(table)
    with pytest.raises(SettingsError) as raised:
        BotSettings.load()
    assert told in str(raised.value)


def test_the_token_comes_from_the_environment_or_env_file_and_is_not_shown(
    empty_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (empty_folder / ".env").write_text("DISCORD_TOKEN=from-file\n")
    assert BotSettings.load().token == "from-file"
    monkeypatch.setenv("DISCORD_TOKEN", " from-environment ")
    settings = BotSettings.load()
    assert settings.token == "from-environment"
    assert "from-environment" not in repr(settings)
    monkeypatch.setenv("DISCORD_TOKEN", "")
    assert BotSettings.load().token == ""
