"""Windows cover a review in order and hold what they may."""

from hypothesis import given
from hypothesis import strategies as st

from index.judge.windows import windows


@given(st.lists(st.integers(0, 40), max_size=60), st.integers(1, 50))
def test_windows_cover_all_in_order_within_the_limit(lengths: list[int], limit: int) -> None:
    found = windows(lengths, limit)
    assert [place for a, b in found for place in range(a, b)] == list(range(len(lengths)))
    for a, b in found:
        assert sum(min(length, limit) for length in lengths[a:b]) <= limit


def test_windows_are_about_equally_long() -> None:
    assert windows([10] * 11, 100) == [(0, 6), (6, 11)]
    assert windows([10] * 10, 100) == [(0, 10)]
    assert windows([], 100) == []
