"""Which film is meant: keys, titles and years, in any order of arrival."""

import json
from pathlib import Path

import pytest

from index.catalogue import Catalogue
from index.store import Store
from index.types import FilmFacts, FilmRef


@pytest.fixture
def catalogue(tmp_path: Path) -> Catalogue:
    return Catalogue(Store(tmp_path, create=True))


def test_one_title_in_many_spellings_is_one_film(catalogue: Catalogue) -> None:
    spellings = ["The Matrix", "Matrix, The", "matrix", "THE MATRIX"]
    assert len({catalogue.film_id(FilmRef(title=title, year=1999)) for title in spellings}) == 1


def test_years_keep_films_of_one_title_apart(catalogue: Catalogue) -> None:
    old = catalogue.film_id(FilmRef(title="Solaris", year=1972))
    new = catalogue.film_id(FilmRef(title="Solaris", year=2002))
    assert old != new
    assert catalogue.film_id(FilmRef(title="Solaris")) not in (old, new)  # nobody can tell which


def test_a_title_without_a_year_joins_the_only_film_of_it(catalogue: Catalogue) -> None:
    film = catalogue.film_id(FilmRef(title="Brazil", year=1985))
    assert catalogue.film_id(FilmRef(title="brazil")) == film


def test_a_key_always_leads_to_its_film(catalogue: Catalogue) -> None:
    film = catalogue.film_id(FilmRef(key="tt0088846", title="Brazil", year=1985))
    assert film == "tt0088846"
    assert catalogue.film_id(FilmRef(key="tt0088846", title="Something else")) == film
    assert catalogue.film_id(FilmRef(title="Brazil", year=1985)) == film
    assert catalogue.film_id(FilmRef(key="tt9999999", title="Brazil", year=1985)) != film
    assert catalogue.film_id(FilmRef(key="demo:brazil", title="Brazil", year=1985)) == film


def test_a_blank_title_is_filled_in_later(catalogue: Catalogue) -> None:
    film = catalogue.film_id(FilmRef(key="tt0000309"))
    assert film and catalogue.title(film) == ""
    catalogue.add_facts(FilmFacts(FilmRef("tt0000309", "Apartment, The (Appartement, L')", 1996)))
    assert catalogue.title(film) == "The Apartment"


def test_no_reference_is_no_film(catalogue: Catalogue) -> None:
    assert catalogue.film_id(FilmRef()) == ""


def test_credits_keep_their_order_and_are_replaced(catalogue: Catalogue) -> None:
    ref = FilmRef(title="Solaris", year=1972)
    film = catalogue.add_facts(FilmFacts(ref, ("Andrei Tarkovsky",), ("B", "A", "B")))
    assert catalogue.credits(film) == ("Andrei Tarkovsky", "B", "A")
    catalogue.add_facts(FilmFacts(ref, (), ("C",)))
    assert catalogue.credits(film) == ("Andrei Tarkovsky", "C")


def test_hostile_keys_do_not_become_ids(catalogue: Catalogue) -> None:
    film = catalogue.film_id(FilmRef(key="../../etc/passwd\n", title="A Film"))
    assert film == "film"


def test_bare_numbers_of_two_sources_are_no_common_key(catalogue: Catalogue) -> None:
    ferry = catalogue.film_id(FilmRef("1", "Night Ferry"))
    assert catalogue.film_id(FilmRef("1")) == ferry
    assert catalogue.film_id(FilmRef("1", "The Night Ferry: Homecoming")) == ferry
    solaris = catalogue.film_id(FilmRef("1", "Solaris", 1972))
    assert catalogue.title(solaris) == "Solaris" and solaris != ferry
    assert catalogue.film_id(FilmRef(title="Solaris")) == solaris


def test_alternative_titles_in_brackets_are_kept_whenever_they_come(catalogue: Catalogue) -> None:
    film = catalogue.film_id(FilmRef("tt0053604", "The Apartment"))
    catalogue.film_id(FilmRef("tt0053604", "Apartment, The (Garçonnière, La)"))
    blank = catalogue.film_id(FilmRef("tt0000309"))
    catalogue.film_id(FilmRef("tt0000309", "Apartment, The (Appartement, L')", 1996))
    aka = {id: json.loads(names) for id, names in catalogue._db.execute("SELECT id, aka FROM films")}
    assert aka == {film: ["La Garçonnière"], blank: ["L'Appartement"]}


def test_an_undated_film_is_joined_only_where_one_other_is_meant(catalogue: Catalogue) -> None:
    undated = {title: catalogue.film_id(FilmRef(title=title)) for title in ("Brazil", "Solaris", "Alien")}
    keyed = catalogue.film_id(FilmRef("demo:gravity", "Gravity"))
    dated = catalogue.add_facts(FilmFacts(FilmRef(title="Brazil", year=1985), ("Terry Gilliam",)))
    for title, year in (("Solaris", 1972), ("Solaris", 2002), ("Gravity", 2013)):
        catalogue.film_id(FilmRef(title=title, year=year))
    catalogue.join_undated()
    assert catalogue.film_id(FilmRef(title="Brazil")) == dated
    assert catalogue.film_id(FilmRef(title="Solaris")) == undated["Solaris"]
    assert catalogue.film_id(FilmRef(title="Alien")) == undated["Alien"]
    assert catalogue.film_id(FilmRef("demo:gravity")) == keyed
