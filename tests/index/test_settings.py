"""config.toml: what stands in it is checked, and what is wrong is named with its place."""

import tomllib
from pathlib import Path

import pytest

from index.errors import SettingsError
from index.settings import Settings

ROOT = Path(__file__).resolve().parents[2]


def test_the_file_shipped_holds_every_setting_with_its_default() -> None:
    told = tomllib.loads((ROOT / "config.toml").read_text("utf-8"))
    defaults = Settings()
    for section in ("index", "embedding", "search", "sources"):
        fields = type(getattr(defaults, section)).model_fields
        optional = {name for name in fields if fields[name].default is None}
        assert told[section].keys() | optional == fields.keys()
        for key, value in told[section].items():
            default = getattr(getattr(defaults, section), key)
            assert str(value) == str(default) if isinstance(default, Path) else value == default


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[index]\nfoldr = 'x'", "[index] foldr is not a setting"),
        ("[search]\nbm25_weight = 7", "[search] bm25_weight is wrong"),
        ("[embedding]\nprecision = 'half'", "[embedding] precision is wrong"),
        ("[indx]\nfolder = 'x'", "[indx] is not a setting"),
        ("[index", "not valid TOML"),
    ],
)
def test_a_wrong_key_or_value_is_named_with_its_place(tmp_path: Path, text: str, told: str) -> None:
    file = tmp_path / "config.toml"
    file.write_text(text)
    with pytest.raises(SettingsError) as error:
        Settings.load(file)
    assert told in str(error.value)
    assert "\n" not in str(error.value)


def test_a_file_that_is_named_must_be_there(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="can't be read"):
        Settings.load(tmp_path / "none.toml")
