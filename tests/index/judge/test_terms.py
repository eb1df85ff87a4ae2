"""The tables of terms compile to what they look like."""

import re

from index.judge.terms import HEADINGS, OVERALL, TERM, TERMS, WHOLE
from index.types import ASPECTS


def test_every_aspect_has_terms_and_headings() -> None:
    assert set(TERMS) | {"overall"} == set(ASPECTS) == set(HEADINGS)


def test_plain_words_of_the_table_are_found_under_their_aspect() -> None:
    for aspect, terms in TERMS.items():
        for word in re.findall(r"(?<!\S)[a-z]+(?!\S)", terms):
            match = TERM.fullmatch(word)
            assert match and match.lastgroup == aspect, word
    for word in re.findall(r"(?<!\S)[a-z]+(?!\S)", OVERALL):
        assert WHOLE.fullmatch(word), word


def test_short_ordinary_words_are_no_terms() -> None:
    for word in ("is", "the", "a", "it", "and", "of", "was"):
        assert not TERM.fullmatch(word) and not WHOLE.fullmatch(word)
