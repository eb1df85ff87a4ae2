"""Cuts."""

from hypothesis import given
from hypothesis import strategies as st

from bot import limits


@given(st.text(), st.integers(1, 50))
def test_cuts_keep_to_the_limit_and_to_the_beginning(text: str, limit: int) -> None:
    for cut in (limits.clip(text, limit), limits.clip_words(text, limit)):
        assert len(cut) <= limit
        assert text.startswith(cut.removesuffix("…")) or text == cut
    assert 1 <= len(limits.label(text, limit)) <= limit


def test_words_are_kept_whole() -> None:
    assert limits.clip_words("a fine little film", 12) == "a fine…"
    assert limits.clip_words("extraordinarily", 8) == "extraor…"
    assert limits.label(" a\n b ", 10) == "a b"
