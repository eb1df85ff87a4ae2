"""Words on cards."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.cards import text
from bot.limits import visible
from index.types import Film, Opinion

from . import strategies as some


def shown(markdown: str) -> str:
    """What Discord shows of text in which everything special is escaped."""
    markdown = re.sub("[\u2068\u2069]", "", markdown)
    return re.sub(r"\\([^0-9A-Za-z\s])", r"\1", markdown).replace("@\u200b", "@")


@given(st.text() | some.hostile)
def test_escaped_words_are_shown_exactly_as_written(words: str) -> None:
    assert shown(text.plain(words)) == visible(words).replace("@\u200b", "@")


@given(some.hostile)
def test_nothing_special_is_left_bare(words: str) -> None:
    escaped = text.plain(words)
    assert not re.search(r"(?<!\\)(?:\\\\)*[*_~|`<>\[\]]", escaped)
    assert not re.search(r"\w://", escaped)
    assert "@everyone" not in escaped and "@here" not in escaped
    assert not re.search(r"^\s*(?:#{1,3}|-#|[-+]|\d+\.)\s", escaped, re.MULTILINE)


@given(some.hostile, st.integers(1, 500))
def test_fitted_text_fits_in_one_line_and_begins_as_the_words_do(words: str, limit: int) -> None:
    fitted = text.fitted(words, limit)
    assert len(fitted) <= limit and "\n" not in fitted
    line = visible(" ".join(words.split())).replace("@\u200b", "@")
    assert line.startswith(shown(fitted).rstrip("…").rstrip())


def opinion(**changes: object) -> Opinion:
    values: dict[str, object] = {
        "subject": "A", "kind": "film", "id": "a", "reviews": 35, "for_it": 31, "against": 4,
        "positive": 31 / 35, "low": 0.7405, "high": 0.9546, "basis": {"label": 35}, "aspects": {},
        "summary": "", "praise": (), "criticism": (),
    }  # fmt: skip
    return Opinion(**{**values, **changes})  # type: ignore[arg-type]


def test_headline() -> None:
    assert text.headline(opinion()) == "**89\u00a0% for it**, likely 74–95\u00a0%"
    assert text.headline(opinion(kind="person")).startswith("**89\u00a0% with praise**")
    assert text.headline(opinion(), "story").startswith("**89\u00a0% with praise**")
    assert text.headline(opinion(for_it=3, against=1)) == "", "too few for a share"
    assert text.headline(opinion(positive=None)) == ""


@pytest.mark.parametrize(
    ("basis", "reviews", "words"),
    [
        ({"label": 35}, 35, "35 reviews, each by the reviewer's own verdict"),
        ({"stars": 1}, 1, "1 review, by the reviewer's stars"),
        (
            {"label": 33, "model": 2, "stars": 0},
            35,
            "35 reviews: 33 by the reviewer's own verdict, 2 judged from the text",
        ),
        ({}, 0, ""),
    ],
)
def test_basis(basis: dict[str, int], reviews: int, words: str) -> None:
    assert text.basis(opinion(basis=basis, reviews=reviews)) == words


def test_small_words() -> None:
    assert text.counted(1, "review") == "1 review"
    assert text.counted(12808, "review") == "12,808 reviews"
    assert text.counted(0, "person", "people") == "0 people"
    assert text.by(" ", "The Reel") == "The Reel"
    film = Film("x", "X", directors=("A_B",), cast=("C", "D", "E", "F", "G"))
    assert text.film_line(film) == "directed by A\\_B · with C, D, E, F"


def test_what_gives_away_the_end_is_veiled() -> None:
    words = "A fine film. In the end he dies *here*. See it."
    assert text.veiled(words) == "A fine film. ||In the end he dies \\*here\\*.|| See it."
    assert text.fitted(words, 200, text.veiled) == text.veiled(words)


@given(st.text() | some.hostile)
def test_veils_are_closed_and_hide_no_word(words: str) -> None:
    veiled = text.veiled(words)
    bars = re.sub(r"\\\\|\\\|", "", veiled)
    assert bars.count("||") % 2 == 0
