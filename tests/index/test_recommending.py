"""Films like a film or a description, and the words that say why."""


import numpy as np
import pytest

from index.build import Builder
from index.embed import MiniLM
from index.library import Library
from index.recommending import genres_meant, is_bare, praised, same_work
from index.settings import Settings
from index.tallies import Counted
from index.types import Film
from tests.index.corpus import write_reviews

SEA = (
    "A tender story of a fisherman and his daughter by the sea.",
    "The sea has never looked so lonely; a moving story of fishermen.",
    "A quiet, beautiful drama about fishing boats and a girl by the sea.",
    "The ocean is filmed with love, and the fisherman's tale is touching.",
    "Waves, boats, a father and a daughter: a lovely seaside drama.",
    "A wonderful film about life on a fishing boat.",
)
SPACE = (
    "A thrilling battle of spaceships with great effects.",
    "Robots and aliens fight in space; it is loud and great fun.",
    "The spaceship races are exciting and the aliens look fantastic.",
    "A fine science fiction adventure among the stars.",
    "Laser guns, planets and robots make a wonderful ride.",
    "The best space opera in years.",
)
BAD = tuple(f"A dreadful, boring film about a fishing boat at sea, number {n}." for n in range(6))


def rows(title: str, year: int, texts: tuple[str, ...], stars: str, key: str) -> list[tuple]:
    return [(f"{key}{n}", title, year, stars, text) for n, text in enumerate(texts)]


@pytest.fixture(scope="module")
def sea(tmp_path_factory: pytest.TempPathFactory, embedder: MiniLM) -> Library:
    folder = tmp_path_factory.mktemp("sea")
    reviews = [
        *rows("Low Tide", 2001, SEA, "9", "a"),
        *rows("Harbour Girl", 2002, tuple(f"{text} Lovely." for text in SEA), "8", "b"),
        *rows("Harbour Girl: The Director's Cut", 2004, tuple(f"{text} Again." for text in SEA), "8", "c"),
        *rows("Star Riders", 2003, SPACE, "8", "d"),
        *rows("Orbit War", 2004, tuple(f"{text} Great." for text in SPACE), "9", "e"),
        *rows("Dead Calm Bay", 2005, BAD, "1", "f"),
        *rows("One Line", 2006, ("The sea, a fisherman and his daughter.",), "10", "g"),
    ]
    with Builder(folder / "index", Settings(), embedder=embedder) as builder:
        builder.build([str(write_reviews(folder / "r.csv", reviews))])
    return Library.open(folder / "index", Settings(), embedder=embedder)


def test_films_like_a_film_are_neither_it_nor_another_edition(sea: Library) -> None:
    found = sea.recommend_like("harbour-girl-2002")
    assert [one.film.title for one in found][:1] == ["Low Tide"]
    assert not {"Harbour Girl", "Harbour Girl: The Director's Cut"} & {one.film.title for one in found}
    assert "Star Riders" not in {one.film.title for one in found}


def test_nobody_is_sent_to_a_film_that_most_are_against(sea: Library) -> None:
    for found in (sea.recommend_like("low-tide-2001"), sea.recommend("a fishing boat at sea")):
        assert found and "Dead Calm Bay" not in {one.film.title for one in found}


def test_every_why_is_the_exact_words_of_a_review_of_that_film(sea: Library) -> None:
    for found in (sea.recommend_like("star-riders-2003"), sea.recommend("robots fighting in space")):
        assert found[0].film.title in ("Orbit War", "Star Riders")
        for one in found:
            assert one.why is not None and one.why.film_id == one.film.id
            review = sea.review(one.why.review_id)
            assert review is not None and one.why.text in review.text and review.film_id == one.film.id
            assert not one.why.spoiler


def test_one_lucky_sentence_is_not_enough(sea: Library) -> None:
    found = sea.recommend("the sea, a fisherman and his daughter")
    assert found[0].film.title in ("Low Tide", "Harbour Girl", "Harbour Girl: The Director's Cut")
    assert "One Line" not in {one.film.title for one in found}


def test_says_so_when_nothing_comes_near(sea: Library) -> None:
    assert sea.recommend("tax law for dentists in nineteenth century Prussia") == ()
    assert sea.recommend("<br /> ") == ()
    assert sea.recommend("the sea", genre="Western") == ()
    assert sea.recommend_like("one-line-2006") == (), "too little is known of it"
    with pytest.raises(KeyError):
        sea.recommend_like("no-such-film")


def test_a_mean_takes_out_what_all_films_share(sea: Library) -> None:
    reading = sea._view.shelf.reading()
    assert "one-line-2006" not in reading.ids
    np.testing.assert_allclose(np.linalg.norm(reading.means, axis=1), 1, atol=1e-5)
    again = sea._view.shelf.reading()
    assert again is reading


@pytest.mark.parametrize(
    ("words", "genres"),
    [
        ("something funny for kids", {"Comedy", "Family"}),
        ("a scary movie that is not funny", {"Horror"}),
        ("slow french love story", {"Romance"}),
        ("a film about chess", set()),
    ],
)
def test_genres_that_a_description_speaks_of(words: str, genres: set[str]) -> None:
    assert genres_meant(words) == genres


def test_a_description_may_be_no_more_than_a_genre() -> None:
    assert is_bare("a good western") and is_bare("something funny")
    assert is_bare("something good") and not is_bare("zombies") and not is_bare("surfing")
    assert not is_bare("a western about a bank") and not is_bare("french")


def test_praise_is_told_where_the_counts_bear_it_out() -> None:
    mine = {
        "acting": Counted(18, 2),
        "story": Counted(3, 3),
        "music": Counted(1, 0),
        "overall": Counted(9, 0),
    }
    theirs = {"acting": Counted(9, 0), "story": Counted(9, 0)}
    assert [aspect for aspect, _, _ in praised(mine, None)] == ["acting"]
    [(aspect, here, there)] = praised(mine, theirs)
    assert aspect == "acting" and (here.positive, there.positive) == (18, 9)
    assert praised(mine, {}) == []


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Solaris", "Solaris", True),
        ("Apollo 13", "Apollo 13: The IMAX Experience", True),
        ("E.T. the Extra-Terrestrial", "E.T. the Extra-Terrestrial: The 20th Anniversary", True),
        ("Cinema Paradiso", "Cinema Paradiso: The Director's Cut", True),
        ("Men in Black", "Men in Black II", False),
        ("Amélie", "Le Fabuleux Destin d'Amélie Poulain", False),
    ],
)
def test_editions_of_one_work(one: str, other: str, same: bool) -> None:
    assert same_work(Film("a", one, 1990), Film("b", other, 2002)) is same
    assert same_work(Film("b", other, 2002), Film("a", one, 1990)) is same


def test_another_title_makes_no_other_work() -> None:
    ringu = Film("a", "Ringu", 1998, also_known_as=("The Ring (Japan)", "Ring"))
    assert same_work(ringu, Film("b", "Ring", 1998)) and not same_work(ringu, Film("c", "Signs", 2002))
