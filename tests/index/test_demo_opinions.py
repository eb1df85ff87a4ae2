"""Every film of the demo corpus: quotes are exact, and every number in a summary is a count of the index."""

from pathlib import Path

from index.catalogue import stored_films, stored_people
from index.library import Library
from index.opinions import evidence
from index.settings import Settings
from index.store import Store
from index.types import ASPECTS, Opinion
from tests.conftest import NoMeaning
from tests.index.test_summary import counts, numbers


def check(opinion: Opinion, texts: dict[str, str]) -> None:
    for quote in (*opinion.praise, *opinion.criticism):
        assert quote.text in texts[quote.review_id]
    named = opinion.summary.split("“")
    assert set(numbers(opinion.summary, opinion.subject)) <= counts(opinion), opinion.summary
    if len(named) > 1:
        assert any(named[1].split("”")[0] in text for text in texts.values())


def test_every_film(demo: Path) -> None:
    library, store = Library.open(demo, Settings(), embedder=NoMeaning()), Store(demo)
    films = [film for film in stored_films(store) if film.reviews]
    assert len(films) > 500
    for film in films:
        judged = store.judged(film_id=film.id)
        texts = {one.review.id: one.review.text for one in judged}
        opinion = library.opinion_of_film(film.id)
        check(opinion, texts)
        assert opinion.for_it == sum(one.review.verdict == "pos" for one in judged)
        for aspect in ASPECTS:
            said = [{s.aspects[aspect] for s in one.sentences if aspect in s.aspects} for one in judged]
            tally = opinion.aspects.get(aspect)
            assert (tally.positive if tally else 0) == sum(one == {"pos"} for one in said)
            assert (tally.negative if tally else 0) == sum(one == {"neg"} for one in said)
            if tally:
                check(library.opinion_of_film(film.id, aspect), texts)
        for thing, tally in {**opinion.aspects, **opinion.topics, **opinion.people}.items():
            for side, count in tally.sides.items():
                proof = evidence(judged, thing, side)
                assert len({quote.review_id for quote in proof}) == len(proof) == count
                assert all(quote.text in texts[quote.review_id] for quote in proof)
    store.close()


def test_every_person_that_five_reviews_name(demo: Path) -> None:
    library, store = Library.open(demo, Settings(), embedder=NoMeaning()), Store(demo)
    people = [person for person in stored_people(store) if person.reviews >= 5]
    assert len(people) > 50
    for person in people:
        texts = {one.review.id: one.review.text for one in store.judged(person_id=person.id)}
        opinion = library.opinion_of_person(person.id)
        check(opinion, texts)
        assert len(library.evidence(person.name, "pos", person_id=person.id)) == opinion.for_it
        assert len(library.evidence(person.name, "neg", person_id=person.id)) == opinion.against
        for aspect, tally in opinion.aspects.items():
            assert len(library.evidence(aspect, "pos", person_id=person.id)) == tally.positive
    store.close()
