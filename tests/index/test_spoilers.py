"""What gives away the end of a film, and what only tells its beginning or warns."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.spoilers import gives_away, giving_away


@pytest.mark.parametrize(
    "sentence",
    [
        "In the end he dies in her arms.",
        "It turns out that the butler was his brother.",
        "The killer is the priest.",
        "SPOILER: she leaves him.",
        "I hated the ending where everybody drowns.",
        "He is revealed to be the ghost.",
        "She finally dies and he ends up alone.",
        "Spoiler alert: he dies at the end.",
        "May contain spoilers: Jack dies.",
        "After his wife is murdered, he learns that the killer is his own brother.",
    ],
)
def test_gives_away(sentence: str) -> None:
    assert gives_away(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "When his wife dies, a farmer moves to the city.",
        "A spoiler-free review.",
        "No spoilers here.",
        "The ending is a cheat.",
        "A thriller about a killer on the run.",
        "It turned out well.",
        "I nearly died laughing.",
        "In the end, it is a fine film.",
        "It turned out to be a great film.",
        "The joke is told once and then it dies.",
    ],
)
def test_gives_nothing_away(sentence: str) -> None:
    assert not gives_away(sentence)


def test_places_in_a_text() -> None:
    text = "A fine film. In the end she dies. See it."
    assert [text[a:b] for a, b in giving_away(text)] == ["In the end she dies."]


@given(st.text())
def test_any_text_has_places_in_order(text: str) -> None:
    found = giving_away(text)
    assert found == sorted(found)
    assert all(0 <= a < b <= len(text) for a, b in found)
