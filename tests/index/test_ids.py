"""Ids of reviews: no two alike, and the same with every reading."""

from hypothesis import given
from hypothesis import strategies as st

from index.ids import ReviewIds
from index.store import content_hash
from index.types import Review

ROWS = st.lists(st.tuples(st.sampled_from(["", "x", "x#2", "x#2#2", "s:x"]), st.sampled_from("abc")))


def given_to(rows: list[tuple[str, str]], apart: bool = False) -> list[str]:
    ids = ReviewIds("s")
    found = []
    for id, raw in rows:
        review = Review("s", raw, id)
        own = ids.of(review, content_hash(review))
        found.append(ids.apart(own) if apart and own == "x" else own)
    return found


@given(ROWS)
def test_no_two_rows_share_an_id_but_repeated_ones_have_none(rows: list[tuple[str, str]]) -> None:
    for apart in (False, True):
        found = given_to(rows, apart)
        some = [id for id in found if id]
        assert len(some) == len(set(some)) and found == given_to(rows, apart)
        repeated = [n for n, row in enumerate(rows) if row[0] and row in rows[:n]]
        assert [n for n, id in enumerate(found) if not id] == repeated
