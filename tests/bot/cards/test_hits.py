"""The excerpt around a matching sentence."""

from hypothesis import given, settings

from bot.cards.hits import HIT_ROOM, excerpt
from index.types import Hit, Review

from . import strategies as some


def hit(text: str, match: str) -> Hit:
    return Hit(Review("s", text, text=text), None, 0.5, match)


def test_the_match_is_bold_among_its_neighbours() -> None:
    found = excerpt(hit("It is long. The car chase is great. I slept.", "The car chase is great."))
    assert found == "It is long. **The car chase is great.** I slept."


def test_a_review_that_is_the_match_is_not_bold() -> None:
    assert excerpt(hit("The car chase is great.", "The car chase is great.")) == "The car chase is great."


def test_long_neighbours_are_cut_on_both_sides() -> None:
    words = "before " * 100 + "The match. " + "after " * 100
    found = excerpt(hit(words, "The match."))
    assert found.startswith("…before") and "**The match.**" in found and found.endswith("after…")
    assert len(found) <= HIT_ROOM + 10


@settings(max_examples=100, deadline=None)
@given(some.hits)
def test_any_hit_gives_one_line_of_bounded_length(found: Hit) -> None:
    line = excerpt(found)
    assert "\n" not in line and len(line) <= 2 * HIT_ROOM + 20
