"""Films in order: by the cautious end of the interval, within what is asked for."""

from hypothesis import given
from hypothesis import strategies as st

from index.interval import wilson
from index.library import Library
from index.ranking import enough, genres, of_genre, rank
from index.tallies import Counted
from index.types import Criteria, Film, Person, Tally

FILMS = (
    Film("a", "Alpha", 1999, genres=("Drama",)),
    Film("b", "Beta", 2000, genres=("Drama", "War")),
    Film("c", "Gamma", 2002, genres=("Comedy",)),
    Film("d", "Delta", None),
)
COUNTED = {
    "a": Counted(95, 5),
    "b": Counted(3, 0),
    "c": Counted(4, 26),
    "d": Counted(12, 3, 5),
}


def order(criteria: Criteria, ranked_from: int = 1) -> list[str]:
    return [one.film.id for one in rank(FILMS, COUNTED, criteria, ranked_from).films]


def test_three_of_three_do_not_beat_ninety_five_of_a_hundred() -> None:
    assert order(Criteria()) == ["a", "b", "d"]
    assert order(Criteria(worst=True)) == ["c"]


def test_a_line_has_its_counts_and_its_interval() -> None:
    first, *_ = rank(FILMS, COUNTED, Criteria(), 1).films
    assert first.tally == Tally(95, 5)
    assert (first.low, first.high) == wilson(95, 100)
    [worst] = rank(FILMS, COUNTED, Criteria(worst=True), 1).films
    assert (worst.low, worst.high) == wilson(26, 30)


def test_reviews_in_two_minds_are_on_neither_side() -> None:
    assert rank(FILMS, COUNTED, Criteria(), 1).films[-1].low == wilson(12, 20)[0]


def test_verdicts_that_the_model_doubts_count_for_less() -> None:
    sure, unsure = Counted(20, 2), Counted(20, 2, 0, 3_000_000)
    found = rank(FILMS[:2], {"a": unsure, "b": sure}, Criteria(), 1).films
    assert [one.film.id for one in found] == ["b", "a"]


def test_the_minimum_is_that_of_the_settings_and_half_of_it_for_an_aspect() -> None:
    assert order(Criteria(), 10) == ["a", "d"]
    assert rank(FILMS, COUNTED, Criteria(), 10).criteria.minimum == 10
    assert rank(FILMS, COUNTED, Criteria(aspect="acting"), 9).criteria.minimum == 5
    assert order(Criteria(minimum=3), 10) == ["a", "b", "d"]


def test_genres_years_and_people_narrow() -> None:
    assert order(Criteria(genres=("drama",))) == ["a", "b"]
    assert order(Criteria(genres=("Drama", "War"))) == ["b"]
    assert order(Criteria(since=2000)) == ["b"]
    assert order(Criteria(until=1999)) == ["a"]
    assert order(Criteria(since=1999, until=2000)) == ["a", "b"]
    assert order(Criteria(person=Person(1, "Ann", films=("d", "b")))) == ["b", "d"]


def test_says_what_a_lower_minimum_would_list() -> None:
    found = rank(FILMS, COUNTED, Criteria(minimum=50), 10)
    assert [one.film.id for one in found.films] == ["a"]
    assert (found.fitting, found.enough, found.fewer) == (4, 1, (3, 3))
    assert rank(FILMS, COUNTED, Criteria(minimum=3), 10).fewer is None
    nothing = rank(FILMS, COUNTED, Criteria(genres=("Western",)), 10)
    assert (nothing.films, nothing.fitting, nothing.fewer) == ((), 0, None)


@given(
    st.dictionaries(
        st.sampled_from("abcd"), st.builds(Counted, *[st.integers(0, 40)] * 3, st.just(0)), min_size=1
    ),
    st.booleans(),
    st.integers(1, 30),
)
def test_what_is_offered_is_what_is_then_listed(
    counted: dict[str, Counted], worst: bool, minimum: int
) -> None:
    found = rank(FILMS, counted, Criteria(worst=worst, minimum=minimum), 10)
    lows = [one.low for one in found.films]
    assert lows == sorted(lows, reverse=True)
    assert all(one.tally.total >= minimum for one in found.films)
    if found.fewer is not None:
        least, films = found.fewer
        assert least < minimum and films > len(found.films)
        again = rank(FILMS, counted, Criteria(worst=worst, minimum=least), 10)
        assert len(again.films) == films


def test_genres_with_their_films() -> None:
    assert genres(FILMS) == [("Drama", 2), ("Comedy", 1), ("War", 1)]
    assert of_genre(FILMS, "war") == [FILMS[1]] and of_genre(FILMS, "") == list(FILMS)


def test_films_with_enough_reviews_and_those_that_are_liked() -> None:
    assert enough(FILMS, COUNTED, Criteria(), 10, liked=False) == (FILMS[0], FILMS[2], FILMS[3])
    assert enough(FILMS, COUNTED, Criteria(), 10, liked=True) == (FILMS[0], FILMS[3])


def test_a_library_ranks_by_the_counts_of_its_opinions(library: Library) -> None:
    found = library.rank(Criteria(minimum=1))
    assert found.films[0].film.id == "glass-harbour-1998"
    for one in found.films:
        opinion = library.opinion_of_film(one.film.id)
        assert one.tally == Tally(opinion.for_it, opinion.against, opinion.mixed)
        assert (one.low, one.high) == (opinion.low, opinion.high)
    for one in library.rank(Criteria(aspect="visuals", minimum=1)).films:
        assert one.tally == library.opinion_of_film(one.film.id, "visuals").aspects["visuals"]
    assert library.rank(Criteria()).films == () and library.rank(Criteria()).fewer is not None
