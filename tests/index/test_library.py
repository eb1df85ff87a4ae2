"""Questions to a built index, and what a build beside it changes."""

from pathlib import Path

import pytest

from index.build import Builder
from index.embed import MiniLM
from index.errors import IndexMissing, ModelError
from index.library import Library
from index.opinion_cache import OpinionCache
from index.settings import Settings
from tests.index.corpus import REVIEWS, write_films, write_reviews


def test_similar_finds_the_same_words_and_the_same_meaning(library: Library) -> None:
    text = {row[0]: row[4] for row in REVIEWS}["n2"]
    [first, *_] = library.similar(text, 5)
    assert first.review.id == "n2"
    hits = library.similar(text, 5, exclude=["n2"])
    assert "n2" not in [hit.review.id for hit in hits]
    assert all(hit.match in hit.review.text for hit in hits)


def test_similar_within_and_without_a_film(library: Library) -> None:
    inside = library.similar("space station", 10, film_id="solaris-2002")
    assert {hit.review.film_id for hit in inside} == {"solaris-2002"}
    outside = library.similar("space station", 20, other_than="solaris-2002")
    assert len(outside) == len(REVIEWS) - 2
    assert "solaris-2002" not in {hit.review.film_id for hit in outside}


def test_search_by_film_person_and_polarity(library: Library) -> None:
    assert library.search("car chase", 2)[0].review.film_id == "night-ferry-2004"
    person = library.find_person("clooney").person
    assert person is not None
    assert [hit.review.id for hit in library.search("a remake", 5, person_id=person.id)] == ["s3"]
    against = library.search("the ferry", 10, film_id="night-ferry-2004", polarity="neg")
    assert {hit.review.id for hit in against} == {"n1", "n3"}


def test_the_matching_sentence_is_the_one_that_fits(library: Library) -> None:
    [hit] = library.search("photography of the harbour at dawn", 1)
    assert "photography" in hit.match and hit.match in hit.review.text


def test_nothing_asked_nothing_found(library: Library) -> None:
    assert library.search("  <br /> ", 5) == ()
    assert library.search("ferry", 0) == ()
    assert library.search('"" AND NEAR( *', 3) is not None


def test_opinions_count_and_quote(library: Library) -> None:
    opinion = library.opinion_of_film("glass-harbour-1998")
    assert (opinion.reviews, opinion.for_it, opinion.against) == (4, 3, 1)
    assert opinion.basis["stars"] == 4
    for quote in (*opinion.praise, *opinion.criticism):
        review = library.review(quote.review_id)
        assert review is not None and quote.text in review.text
    person = library.find_person("Mara Lindqvist").person
    assert person is not None
    about = library.opinion_of_person(person.id)
    assert about.reviews == 2 and about.for_it >= 1 and about.against == 0
    assert [film.id for film in about.films] == ["glass-harbour-1998"]


def test_raw_text_is_kept_and_clean_text_is_shown(library: Library) -> None:
    review = library.review("g4")
    assert review is not None
    assert "<br />" in review.raw and "<br" not in review.text


def test_an_index_can_be_served_while_it_is_built(tmp_path: Path, embedder: MiniLM) -> None:
    settings = Settings()
    path = write_reviews(tmp_path / "a.csv", REVIEWS[:4])
    with Builder(tmp_path / "index", settings, embedder=embedder) as builder:
        builder.build([str(path)], films=write_films(tmp_path / "films.csv"))
        library = Library.open(tmp_path / "index", settings, embedder=embedder)
        assert library.find_film("Night Ferry").film is None
        builder.build([str(write_reviews(path))])
        shelf = library._view.shelf
        shelf._state = shelf.load()  # not waiting until reloading is worth its price
        assert library.find_film("Night Ferry").film is not None
        assert library.search("car chase", 1)[0].review.film_id == "night-ferry-2004"
        builder.remove(film="night-ferry-2004")
        assert all(hit.review.film_id != "night-ferry-2004" for hit in library.search("car chase", 20))


def test_no_index_is_told(tmp_path: Path) -> None:
    with pytest.raises(IndexMissing):
        Library.open(tmp_path, Settings())
    with Builder(tmp_path / "index", Settings()):
        pass
    with pytest.raises(IndexMissing, match="no reviews"):
        Library.open(tmp_path / "index", Settings())


def test_similar_films_need_three_reviews(library: Library) -> None:
    found = library.similar_films("glass-harbour-1998")
    assert [film.id for film, _ in found] == ["night-ferry-2004"]
    assert library.similar_films("solaris-2002") == ()


def test_vectors_of_another_model_are_never_compared(small_index: Path, embedder: MiniLM) -> None:
    class Other:
        name, dimension = "another", embedder.dimension

        def embed(self, texts):
            return embedder.embed(texts)

    other = Library.open(small_index, Settings(), embedder=Other())
    with pytest.raises(ModelError, match=r"all-MiniLM-L6-v2.*another"):
        other.search("a ferry")
    with pytest.raises(ModelError, match=r"all-MiniLM-L6-v2.*another"):
        other.recommend("a ferry")
    assert other.opinion_of_film("solaris-1972").reviews == 2


def test_opinions_outlive_a_cache_that_keeps_none(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(library, "_opinions", OpinionCache(0))
    assert library.opinion_of_film("solaris-1972").reviews == 2
    person = library.find_person("clooney").person
    assert person is not None and library.opinion_of_person(person.id).reviews == 1
