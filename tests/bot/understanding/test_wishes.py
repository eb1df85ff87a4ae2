import pytest

from bot.understanding.chat import understand
from bot.understanding.memory import Memory
from bot.understanding.wishes import Wish, genres_in, wish_in, years_in
from tests.bot.understanding.dialogues import Titles

_TITLES = Titles()


@pytest.mark.parametrize(
    ("words", "wish"),
    [
        ("worst horror movie of 2002", Wish(worst=True, genres=("Horror",), since=2002, until=2002)),
        ("top 5 comedies from 2001 to 2002", Wish(genres=("Comedy",), since=2001, until=2002, count=5)),
        ("the three best dramas of the nineties", Wish(genres=("Drama",), since=1990, until=1999, count=3)),
        ("best films before 2000 with at least 30 reviews", Wish(until=1999, reviews=30)),
        ("best sci-fi since 2001", Wish(genres=("Sci-Fi",), since=2001)),
        ("rank them from worst to best", Wish()),
        ("which director gets the most praise", Wish(ranked="directors")),
        ("lowest rated romcoms", Wish(worst=True, genres=("Comedy", "Romance"))),
        ("the most boring 80s movies", Wish(worst=True, since=1980, until=1989)),
        ("best 1000000 films", Wish()),
    ],
)
def test_what_a_ranking_asks_for(words: str, wish: Wish) -> None:
    assert wish_in(words) == wish


def test_a_ranking_is_limited_to_a_person_and_ranked_by_an_aspect() -> None:
    found = understand("rank the robin williams movies by acting", _TITLES)
    assert found.intent == "rank" and found.wish is not None
    assert found.wish.person is not None and found.wish.person.name == "Robin Williams"
    assert found.wish.aspect == "acting" and found.wish.narrow


def test_a_ranking_goes_on_with_what_was_left_unsaid() -> None:
    memory = Memory()
    understand("worst comedies of 2002", _TITLES, memory, "a")
    best = understand("and the best?", _TITLES, memory, "a").wish
    assert best == Wish(genres=("Comedy",), since=2002, until=2002)
    year = understand("and for 2001", _TITLES, memory, "a").wish
    assert year == Wish(genres=("Comedy",), since=2001, until=2001)


def test_a_recommendation_carries_a_genre_and_keeps_its_words() -> None:
    found = understand("got a good war movie for tonight?", _TITLES)
    assert found.intent == "recommend" and found.wish is not None and found.wish.genres == ("War",)
    assert "war movie" in found.text


def test_genres_and_years() -> None:
    assert genres_in("a historical biopic with zombies") == ("History", "Biography", "Horror")
    assert genres_in("something warm") == ()
    assert years_in("from the eighties") == (1980, 1989)
    assert years_in("no year at all") == (None, None)


def test_a_ranking_of_a_year_is_no_other_year_of_a_film() -> None:
    memory = Memory()
    understand("is city of god any good", _TITLES, memory, "a")
    found = understand("worst comedies of 2002", _TITLES, memory, "a")
    assert found.intent == "rank" and not found.missing
