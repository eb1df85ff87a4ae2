import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.interval import wilson


@given(st.integers(1, 10_000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_the_interval_holds_the_share_and_stays_a_share(counts: tuple[int, int]) -> None:
    successes, total = counts
    low, high = wilson(successes, total)
    assert 0 <= low <= successes / total <= high <= 1
    assert low < high


@pytest.mark.parametrize(
    ("successes", "total", "low", "high"),
    [(0, 10, 0.0, 0.2775), (5, 10, 0.2366, 0.7634), (81, 263, 0.2553, 0.3662), (10, 10, 0.7225, 1.0)],
)
def test_published_values(successes: int, total: int, low: float, high: float) -> None:
    # 81 of 263 is the worked example of Newcombe (1998), Statistics in Medicine 17, p. 857-872, method 3.
    assert wilson(successes, total) == pytest.approx((low, high), abs=5e-5)


@pytest.mark.parametrize(("successes", "total"), [(0, 0), (3, 2), (-1, 5)])
def test_no_share_no_interval(successes: int, total: int) -> None:
    with pytest.raises(ValueError, match="no share"):
        wilson(successes, total)
