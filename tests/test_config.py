"""The config.toml that is shipped says what the defaults are."""

import tomllib
from pathlib import Path

from bot.settings import BotSettings

ROOT = Path(__file__).resolve().parents[1]


def test_the_file_shipped_holds_every_setting_with_its_default() -> None:
    told = tomllib.loads((ROOT / "config.toml").read_text("utf-8"))
    defaults = BotSettings()
    for section in ("index", "embedding", "search", "sources", "bot", "rephrase"):
        fields = type(getattr(defaults, section)).model_fields
        optional = {name for name in fields if fields[name].default is None}
        assert told[section].keys() | optional == fields.keys()
        for key, value in told[section].items():
            default = getattr(getattr(defaults, section), key)
            assert str(value) == str(default) if isinstance(default, Path) else value == default
