"""Pages of a long review."""

from hypothesis import given
from hypothesis import strategies as st

from bot.cards.reviews import pages_of


@given(st.text(max_size=400), st.integers(5, 60))
def test_pages_hold_every_word_in_order(words: str, size: int) -> None:
    pages = pages_of(words, size)
    assert pages and all(len(page) <= size for page in pages)
    assert "".join("".join(page.split()) for page in pages) == "".join(words.split())


def test_words_stay_whole_where_there_are_spaces() -> None:
    assert pages_of("one two three four", 9) == ["one two", "three", "four"]
