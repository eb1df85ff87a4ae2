"""What a film's other reviews tell of an unclear one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.prior import settled

shares = st.floats(0, 1)
reviews = st.lists(st.tuples(shares, st.none() | st.sampled_from([0.0, 0.5, 1.0])), max_size=60)


def test_an_unclear_review_leans_as_the_others_do() -> None:
    praised = settled([0.45, *[0.95] * 30], [None] * 31)
    faulted = settled([0.55, *[0.05] * 30], [None] * 31)
    assert praised[0] > 0.5 > faulted[0]


def test_the_reviewers_own_verdicts_tell_too_and_stand() -> None:
    known = [None, *[1.0] * 30]
    found = settled([0.45, *[0.1] * 30], known)
    assert found[0] > 0.5 and found[1:] == known[1:]


def test_a_clear_review_stays_clear_and_few_reviews_tell_little() -> None:
    assert settled([0.02, *[0.95] * 30], [None] * 31)[0] < 0.5
    assert settled([0.3, 0.9], [None] * 2) == pytest.approx([0.3, 0.9], abs=0.05)


@given(reviews)
def test_shares_stay_shares_and_keep_their_order(film: list[tuple[float, float | None]]) -> None:
    found = settled([alone for alone, _ in film], [told for _, told in film])
    assert all(0 <= share <= 1 for share in found)
    free = sorted((alone, share) for (alone, told), share in zip(film, found, strict=True) if told is None)
    assert [share for _, share in free] == sorted(share for _, share in free)
