import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.sources.values import as_line, as_text, as_year, film_key

DEEP: list[object] = []
for _ in range(5_000):
    DEEP = [DEEP]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        ("\\N", ""),
        (float("nan"), ""),
        (1995.0, "1995"),
        (4.5, "4.5"),
        (True, "True"),
        (b"caf\xc3\xa9", "café"),
        (datetime.date(2002, 5, 1), "2002-05-01"),
        (["a", "é"], '["a", "é"]'),
        pytest.param(10**5000, "", id="a whole number of 5,001 figures"),
        ([10**5000], ""),
        ([{(1, 2): "a"}], ""),
        (DEEP, ""),
        ("half \ud800 nul \0", "half \ufffd nul "),
        ("  as written <br /> ", "  as written <br /> "),
    ],
)
def test_text(value: object, text: str) -> None:
    assert as_text(value) == text


@given(st.text() | st.binary() | st.floats() | st.integers() | st.lists(st.text()))
def test_text_can_always_be_stored(value: object) -> None:
    as_text(value).encode()
    assert "\n" not in as_line(value)


@pytest.mark.parametrize(
    ("value", "year"),
    [
        (1995, 1995),
        ("1995.0", 1995),
        ("(1995)", 1995),
        ("1995–2001", 1995),
        (datetime.date(2002, 5, 1), 2002),
        ("", None),
        (None, None),
        ("12345", None),
        ("1066", None),
        ("n/a", None),
    ],
)
def test_year(value: object, year: int | None) -> None:
    assert as_year(value) == year


def test_film_keys() -> None:
    assert film_key("tt0114709", "imdb_id") == "tt0114709"
    assert film_key(114709, "imdbId") == "tt0114709"
    assert film_key("0114709", "tconst") == "tt0114709"
    assert film_key(862, "movie_id") == "862"
    assert film_key("", "imdb_id") == ""
