"""Two opinions side by side, and where they differ by more than chance."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.comparison import contrasted
from index.interval import differ
from index.library import Library
from index.opinions import form_opinion
from tests.index.judged import alike

GOOD = ("The acting is superb", "pos", {"acting": "pos"}, {})
BAD = ("The acting is dreadful", "neg", {"acting": "neg"}, {})


def film(good: int, bad: int):
    judged = [*alike(good, GOOD, "pos"), *alike(bad, BAD, "neg", good)]
    return form_opinion(subject=f"Film {good}", kind="film", id=f"f{good}", judged=judged)


def test_tells_who_is_better_only_where_chance_does_not_explain_it() -> None:
    found = contrasted(film(18, 7), film(6, 13), None)
    assert found.verdict.better == 0
    [acting] = found.aspects
    assert acting.aspect == "acting" and [side.positive for side in acting.sides] == [18, 6]
    assert contrasted(film(6, 13), film(18, 7), None).verdict.better == 1
    close = contrasted(film(9, 4), film(8, 5), None)
    assert close.verdict.better is None and close.aspects[0].better is None


def test_few_reviews_never_decide() -> None:
    assert contrasted(film(1, 0), film(0, 1), None).verdict.better is None
    assert contrasted(film(0, 0), film(20, 0), None).verdict.better is None


@pytest.mark.parametrize(
    ("first", "second", "apart"),
    [
        ((56, 70), (48, 80), True),
        ((9, 10), (3, 10), True),
        ((10, 10), (20, 20), False),
        ((0, 0), (5, 5), False),
    ],
)
def test_two_shares(first: tuple[int, int], second: tuple[int, int], apart: bool) -> None:
    # 56/70 against 48/80 is Newcombe's own example: 0.0524 to 0.3339
    assert differ(first, second) is apart


@given(st.integers(0, 30), st.integers(0, 30), st.integers(0, 30), st.integers(0, 30))
def test_neither_order_nor_caution_changes_sides(a: int, b: int, c: int, d: int) -> None:
    first, second = (a, a + b), (c, c + d)
    assert differ(first, second) == differ(second, first)
    if differ(first, second, (2, 2)) or differ(first, second, z=2.6):
        assert differ(first, second)


def test_a_library_compares_films_and_people(library: Library) -> None:
    films = library._view.seen().films
    found = library.compare(films["glass-harbour-1998"], films["night-ferry-2004"])
    assert [one.subject for one in found.opinions] == ["The Glass Harbour (1998)", "Night Ferry (2004)"]
    assert all(one.aspect != "overall" and sum(s.total for s in one.sides) for one in found.aspects)
    shared = [min(side.total for side in one.sides) for one in found.aspects]
    assert shared == sorted(shared, reverse=True)
    by_aspect = library.compare(films["glass-harbour-1998"], films["night-ferry-2004"], "acting")
    assert by_aspect.aspect == by_aspect.verdict.aspect == "acting" and by_aspect.aspects == ()
    people = [library.find_person(name).person for name in ("Lena Fischer", "Samuel Oduya")]
    assert people[0] is not None and people[1] is not None
    theirs = library.compare(people[0], people[1])
    assert not {one.aspect for one in theirs.aspects} & {"impact", "pacing", "overall"}
