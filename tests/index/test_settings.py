"""config.toml: what stands in it is checked, and what is wrong is named with its place."""

from pathlib import Path

import pytest

from index.errors import SettingsError
from index.settings import Settings


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


def test_a_byte_order_mark_is_no_setting(tmp_path: Path) -> None:
    file = tmp_path / "config.toml"
    file.write_text("[index]\nbatch = 3\n", encoding="utf-8-sig")
    assert Settings.load(file).index.batch == 3


def test_a_secret_in_the_file_is_named_and_not_shown(tmp_path: Path) -> None:
    file = tmp_path / "config.toml"
    file.write_text("token = 'hush'\n")
    with pytest.raises(SettingsError, match="token never stands here") as error:
        Settings.load(file, token="other")
    assert "hush" not in str(error.value)
