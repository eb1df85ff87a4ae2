import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.sources.ratings import ColumnSurvey, bare_number, label_of, stars_of

FULL = st.sampled_from([4.0, 5.0, 10.0, 100.0])


@pytest.mark.parametrize(
    ("written", "scale", "share"),
    [
        ("3/5", None, 0.6),
        (" 3.5 / 4 ", None, 0.875),
        ("'2/4'", None, 0.5),
        ("7 out of 10", None, 0.7),
        ("3 stars out of 5", None, 0.6),
        ("3 1/2 stars", None, 0.7),
        ("3½/5", None, 0.7),
        ("½", 5, 0.1),
        ("85%", None, 0.85),
        ("85 percent", None, 0.85),
        ("3.5 stars", None, 0.7),
        ("1 star", None, 0.2),
        ("2-star", 4, 0.5),
        ("★★★½", None, 0.7),
        ("★★☆☆☆", None, 0.4),
        ("A+", None, 1.0),
        ("F", None, 0.0),
        ("F-", None, 0.0),
        ("8", 10, 0.8),
        ("8,5", 10, 0.85),
        (8, 10, 0.8),
        (4.5, 5, 0.9),
        (".5", 1, 0.5),
    ],
)
def test_reads_what_people_write(written: object, scale: float | None, share: float) -> None:
    assert stars_of(written, scale) == pytest.approx(share)


@pytest.mark.parametrize(
    "written",
    [
        "",
        " ",
        None,
        float("nan"),
        "short",
        "8",
        8,
        "6/5",
        "3/0",
        "120%",
        "-1",
        "low +1 of -4..+4",
        "Z",
        True,
        [3],
        "*/*",
        10**400,
    ],
)
def test_what_cannot_be_told_is_none(written: object) -> None:
    assert stars_of(written, None) is None


def test_grades_fall_on_the_side_of_the_line_where_critics_put_them() -> None:
    grades = ["A+", "A", "A-", "B+", "B", "B-", "C+", "C", "C-", "D+", "D", "D-", "F"]
    shares = [stars_of(grade, None) or 0.0 for grade in grades]
    assert shares == sorted(shares, reverse=True)
    assert shares[grades.index("B-")] >= 0.6 > shares[grades.index("C+")]
    assert stars_of("b minus", None) == stars_of("B-", None)


@given(st.text() | st.integers() | st.floats() | st.none() | st.booleans(), FULL | st.none())
def test_any_cell_is_a_share_or_nothing(cell: object, scale: float | None) -> None:
    share = stars_of(cell, scale)
    assert share is None or 0 <= share <= 1
    label_of(cell, {})


@given(st.integers(0, 100), st.integers(1, 100))
def test_a_fraction_says_the_same_in_any_form(part: int, full: int) -> None:
    expected = part / full if part <= full else None
    assert stars_of(f"{part}/{full}", None) == expected
    assert stars_of(f"{part}", float(full)) == expected
    assert stars_of(part, float(full)) == expected


def surveyed(*cells: object) -> ColumnSurvey:
    survey = ColumnSurvey()
    for cell in cells:
        survey.add(cell)
    return survey


@pytest.mark.parametrize(
    ("cells", "scale"),
    [
        (("1", "4", "", None), 5),
        (("3", "7"), 10),
        (("55", "100"), 100),
        ((0, 1, 1), 1),
        ((0.25, 0.9), 1),
        (("1", "1"), 5),
        (("1", "300"), None),
        (("3/5", "B", "8"), None),
        ((), None),
        ((*["7"] * 400, "99"), 10),
    ],
)
def test_the_scale_of_a_column(cells: tuple[object, ...], scale: float | None) -> None:
    assert surveyed(*cells).scale() == scale


@given(st.lists(st.integers(1, 10), min_size=1), st.randoms())
def test_the_scale_does_not_hang_on_the_order(numbers: list[int], random: object) -> None:
    assert surveyed(*sorted(numbers)).scale() == surveyed(*sorted(numbers, reverse=True)).scale()


@pytest.mark.parametrize(
    ("written", "label"),
    [
        ("positive", "pos"),
        ("NEG", "neg"),
        ("Fresh", "pos"),
        ("certified-fresh", "pos"),
        ("rotten", "neg"),
        ("thumbs_up", "pos"),
        (True, "pos"),
        ("False", "neg"),
        ("1", "pos"),
        (0.0, "neg"),
        ("neutral", "mixed"),
        ("", None),
        (None, None),
        ("2", None),
        ("maybe", None),
    ],
)
def test_labels(written: object, label: str | None) -> None:
    assert label_of(written, surveyed("0", "1").labels()) == label


def test_numbers_are_labels_only_where_there_are_two() -> None:
    assert surveyed("0", "1", "4").labels() == {}
    assert surveyed("-1", "0", "1").labels() == {-1: "neg", 1: "pos"}


def test_bare_numbers() -> None:
    assert bare_number(" 7,5 ") == 7.5
    assert bare_number("-1") == -1
    assert bare_number(float("inf")) is None
    assert bare_number("7 of 8") is None
