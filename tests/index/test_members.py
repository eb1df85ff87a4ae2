"""What members of a circle write: counted and found there at once, nowhere else, and gone when deleted."""

import bz2
import csv
import gzip
import lzma
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from index.analyse import Analyser
from index.build import Builder
from index.database import FILE
from index.embed import MiniLM
from index.errors import IndexDamaged, ReviewIndexError, SourceError
from index.library import Library
from index.members import Members, MembersError
from index.recommending import Near, why
from index.settings import Settings
from index.types import Criteria, Draft, FilmFacts, FilmRef, JudgedReview, Review, Scope, Tally
from index.verify import verify

WORDS = "The zeppelin chase over the harbour is breathtaking and Tobias Renner is wonderful."


@pytest.fixture(scope="module")
def analyser() -> Analyser:
    return Analyser.load()


@pytest.fixture
def whole(small_index: Path, embedder: MiniLM, tmp_path: Path) -> Iterator[Library]:
    opened = Library.open(small_index, Settings(), embedder=embedder, members=tmp_path / "servers")
    yield opened
    opened.close()


@pytest.fixture
def members(whole: Library, analyser: Analyser) -> Members:
    return Members(whole, Settings(), analyser=analyser)


def draft(library: Library, text: str = WORDS, title: str = "Glass Harbour", **more) -> Draft:
    return Draft(text, "Ann", film=library.find_film(title).film, **more)


def test_a_review_is_counted_and_found_at_once_in_its_circle_only(whole: Library, members: Members) -> None:
    here, there = whole.within(Scope(members="1")), whole.within(Scope(members="2"))
    before = whole.opinion_of_film("glass-harbour-1998")
    review = members.write("1", "ann", draft(whole, stars=0.9))
    opinion = here.opinion_of_film("glass-harbour-1998")
    assert (opinion.reviews, opinion.for_it) == (before.reviews + 1, before.for_it + 1)
    for ranked in here.rank(Criteria(minimum=1)).films:
        told = here.opinion_of_film(ranked.film.id)
        assert ranked.tally == Tally(told.for_it, told.against, told.mixed)
    assert here.count_of("glass-harbour-1998") == before.reviews + 1
    assert here.reviews_of("glass-harbour-1998", 0, 1)[0].text == WORDS
    assert [r.id for r in here.reviews_of("glass-harbour-1998", 1, 9)] == ["g1", "g2", "g3", "g4"]
    assert here.search("zeppelin", 1)[0].review.id == review.id
    assert here.search("zeppelin", 9, film_id="glass-harbour-1998", polarity="pos")[0].review.id == review.id
    assert here.similar("a chase with an airship", 3)[0].review.id == review.id
    renner = here.find_person("Tobias Renner").person
    assert renner is not None
    assert WORDS in [quote.text for quote in here.quotes(person_id=renner.id)]
    assert here.search("harbour", 9, person_id=renner.id)[0].review.id in (review.id, "g2")
    assert here.stats().members == 1 and here.find_film("glass harbour").film.reviews == before.reviews + 1
    for other in (whole, there, whole.within(Scope(frozenset({"small"}), "2"))):
        assert other.review(review.id) is None
        assert other.stats().members == 0
        assert review.id not in [hit.review.id for hit in other.search("zeppelin", 50)]
        assert review.id not in [hit.review.id for hit in other.similar(WORDS, 50)]
    for other in (whole, there):
        assert other.opinion_of_film("glass-harbour-1998") == before
        assert other.quotes(film_id="glass-harbour-1998")
        assert WORDS not in [quote.text for quote in other.quotes(film_id="glass-harbour-1998")]


def test_words_of_a_small_circle_count_as_much_as_those_of_the_corpus(
    whole: Library, members: Members
) -> None:
    members.write("1", "ann", draft(whole, "The photography of the dock is rather plain and grey."))
    hits = whole.within(Scope(members="1")).search("photography of the harbour at dawn", 2)
    assert hits[0].review.id == "g1"


def test_a_film_of_their_own(whole: Library, members: Members) -> None:
    here = whole.within(Scope(members="1"))
    tender = "A tender film about two tram drivers."
    members.write("1", "ann", Draft(tender, "Ann", title="Tram 12", year=2021))
    film = here.find_film("tram 12").film
    assert film is not None and (film.title, film.year, film.reviews) == ("Tram 12", 2021, 1)
    members.write("1", "ben", Draft("Dull trams and dull drivers.", "Ben", title="tram 12", stars=0.2))
    assert here.opinion_of_film(film.id).reviews == 2
    assert [found.title for found in here.suggest_films("tram")] == ["Tram 12"]
    assert whole.find_film("tram 12").film is None
    assert whole.within(Scope(members="2")).find_film("tram 12").film is None


def test_sources_left_out_do_not_answer(whole: Library, members: Members) -> None:
    members.write("1", "ann", draft(whole))
    [source] = whole.stats().sources
    only_theirs = whole.within(Scope(frozenset({source}), "1"))
    assert only_theirs.find_film("Night Ferry").film is None
    assert only_theirs.opinion_of_film("glass-harbour-1998").reviews == 1
    assert {hit.review.author for hit in only_theirs.search("the harbour", 20)} == {"Ann"}
    assert only_theirs.stats().reviews == 0 and only_theirs.review("g1") is None
    nothing = whole.within(Scope(frozenset({source})))
    assert nothing.search("the harbour") == () and nothing.suggest_films("") == []


def test_edit_keeps_the_place_and_only_the_owner_may(whole: Library, members: Members) -> None:
    here = whole.within(Scope(members="1"))
    review = members.write("1", "ann", draft(whole))
    with pytest.raises(MembersError):
        members.write("1", "ben", draft(whole, "Not mine, but I change it."), review.id)
    second = draft(whole, "On second thought it is dreadful.", stars=0.1)
    changed = members.write("1", "ann", second, review.id)
    assert changed.id == review.id and here.stats().members == 1
    assert [own.review.text for own in members.of("1", "ann")] == ["On second thought it is dreadful."]
    assert here.search("zeppelin", 1)[0].match != WORDS
    assert not members.delete("1", "ben", review.id)
    assert members.delete("1", "ann", review.id)
    assert not members.delete("1", "ann", review.id)
    assert here.opinion_of_film("glass-harbour-1998") == whole.opinion_of_film("glass-harbour-1998")


def test_what_is_deleted_is_in_no_file(whole: Library, members: Members, tmp_path: Path) -> None:
    mine = members.write("1", "ann", draft(whole, "Xylophonic zebras gallop through every scene."))
    members.write("1", "ann", Draft("A fine film of my own.", "Ann", title="Quagga Uprising", year=2021))
    members.write("1", "ben", draft(whole, "A fine film in every way."))
    folder = tmp_path / "servers" / "1"

    def held(word: bytes) -> bool:
        return any(word in path.read_bytes().lower() for path in folder.rglob("*") if path.is_file())

    assert held(b"xylophon") and held(b"quagga")
    assert members.forget("ann") == 2
    assert not held(b"xylophon") and not held(mine.id.encode()) and not held(b"quagga")
    assert len(members.of("1", "ben")) == 1
    members.forget_circle("1")
    assert members.held("ben") == {} and not (folder / "reviews").exists()
    assert whole.within(Scope(members="1")).stats().members == 0


def test_a_circle_that_comes_back_is_told_nothing_that_was_deleted(
    whole: Library, members: Members
) -> None:
    here = whole.within(Scope(members="1"))
    members.write("1", "ann", draft(whole, stars=0.9))
    assert here.opinion_of_film("glass-harbour-1998").for_it == 4
    members.forget_circle("1")
    members.write("1", "ann", draft(whole, "It is all dreadful and dull.", stars=0.1))
    after = here.opinion_of_film("glass-harbour-1998")
    assert WORDS not in [quote.text for quote in after.praise] and after.for_it == 3


def test_a_review_lets_other_opinions_stand(whole: Library, members: Members) -> None:
    here, there = whole.within(Scope(members="1")), whole.within(Scope(members="2"))
    members.write("1", "ann", draft(whole, title="Glass Harbour"))
    glass, ferry = here.opinion_of_film("glass-harbour-1998"), here.opinion_of_film("night-ferry-2004")
    assert ferry is whole.opinion_of_film("night-ferry-2004") is there.opinion_of_film("night-ferry-2004")
    members.write("1", "bob", draft(whole, title="Solaris (1972)"))
    assert here.opinion_of_film("glass-harbour-1998") is glass
    assert here.opinion_of_film("night-ferry-2004") is ferry
    assert here.opinion_of_film("solaris-1972").reviews == 3
    [own] = members.of("1", "ann")
    members.write("1", "ann", draft(whole, "The ferry scene is dull.", stars=0.1), own.review.id)
    again = here.opinion_of_film("glass-harbour-1998")
    assert (again.for_it, again.against) == (glass.for_it - 1, glass.against + 1)
    assert whole.opinion_of_film("glass-harbour-1998").reviews == glass.reviews - 1


def test_what_is_written_while_another_is_answered_stays_in_its_circle(
    whole: Library, members: Members, monkeypatch: pytest.MonkeyPatch
) -> None:
    here, before = whole.within(Scope(members="1")), whole.opinion_of_film("night-ferry-2004")
    read = whole._view.shelf.store.judged

    def slow(**asked: object) -> object:
        found = read(**asked)  # type: ignore[arg-type]
        monkeypatch.undo()
        members.write("1", "ann", draft(whole, title="Glass Harbour", stars=0.9))
        return found

    monkeypatch.setattr(whole._view.shelf.store, "judged", slow)
    here.opinion_of_film("glass-harbour-1998")
    theirs = whole.opinion_of_film("glass-harbour-1998")
    assert theirs.reviews == 4 and before == whole.opinion_of_film("night-ferry-2004")
    assert here.opinion_of_film("glass-harbour-1998").reviews == 5


def test_held_and_forget_go_through_all_circles(whole: Library, members: Members) -> None:
    for circle in ("1", "2"):
        members.write(circle, "ann", draft(whole))
    members.write("2", "ben", draft(whole))
    assert {circle: len(own) for circle, own in members.held("ann").items()} == {"1": 1, "2": 1}
    assert members.forget("ann", "1") == 1
    assert list(members.held("ann")) == ["2"]
    assert members.forget("ann") == 1 and members.held("ann") == {}
    assert len(members.of("2", "ben")) == 1


Export = Callable[..., Path]


@pytest.fixture
def export(tmp_path: Path) -> Export:
    def write(*rows: tuple[str, str, int, str, str, str]) -> Path:
        path = tmp_path / "reviews.csv"
        with path.open("w", newline="", encoding="utf-8") as file:
            out = csv.writer(file)
            out.writerow(["Date", "Name", "Year", "Letterboxd URI", "Rating", "Rewatch", "Review", "Tags"])
            out.writerows((*row[:5], "", row[5], "") for row in rows)
        return path

    return write


def test_a_letterboxd_export(whole: Library, members: Members, tmp_path: Path, export: Export) -> None:
    ferry = ("2020-01-02", "Night Ferry", 2004, "https://boxd.it/aa", "4.5", "Loved the fog and the horn.")
    other = ("2020-01-03", "Unheard Of", 2019, "https://boxd.it/bb", "1", "Nobody should sit through this.")
    assert members.bring("1", "ann", "Ann", export(ferry, other)).added == 2
    here = whole.within(Scope(members="1"))
    assert here.opinion_of_film("night-ferry-2004").reviews == 4
    assert here.find_film("Unheard Of").film is not None
    members.write("1", "ann", draft(whole))
    report = members.bring("1", "ann", "Ann", export(ferry))
    assert (report.added, report.skipped, report.removed) == (0, 1, 1)
    assert {own.review.author for own in members.of("1", "ann")} == {"Ann"}
    assert len(members.of("1", "ann")) == 2
    (tmp_path / "reviews.csv").write_bytes(b"\x00\x01\x02 nothing")
    with pytest.raises(SourceError):
        members.bring("1", "ann", "Ann", tmp_path / "reviews.csv")
    assert len(members.of("1", "ann")) == 2


@pytest.mark.parametrize("pack", [gzip.compress, lzma.compress, bz2.compress])
def test_what_is_handed_in_as_an_export_is_not_unpacked(
    whole: Library, members: Members, tmp_path: Path, pack: Callable[[bytes], bytes]
) -> None:
    """A few megabytes of a stranger's would be gigabytes."""
    head = "Date,Name,Year,Letterboxd URI,Rating,Review\n"
    row = "2020-01-02,Night Ferry,2004,https://boxd.it/aa,4.5,Loved the fog and the horn.\n"
    (tmp_path / "reviews.csv").write_bytes(pack((head + row).encode()))
    with pytest.raises(SourceError):
        members.bring("1", "ann", "Ann", tmp_path / "reviews.csv")
    (tmp_path / "reviews.csv").write_text("title,text\nNight Ferry,A table of something else.\n")
    with pytest.raises(SourceError, match="Letterboxd"):
        members.bring("1", "ann", "Ann", tmp_path / "reviews.csv")
    assert members.of("1", "ann") == ()


def test_words_are_weighed_by_the_corpus_as_it_has_become(
    small_index: Path, embedder: MiniLM, analyser: Analyser, tmp_path: Path
) -> None:
    """More reviews had a word than there once were, of which there is no logarithm."""
    corpus = Path(shutil.copytree(small_index, tmp_path / "copy"))
    whole = Library.open(corpus, Settings(), embedder=embedder, members=tmp_path / "servers")
    review = Members(whole, Settings(), analyser=analyser).write("1", "ann", draft(whole))
    here = whole.within(Scope(members="1"))
    assert here.search("zeppelin harbour", 1)[0].review.id == review.id
    film = FilmRef("", "Night Ferry", 2004)
    with Builder(corpus, Settings(), embedder=embedder, analyser=analyser) as builder:
        for n in range(15):
            text = f"Another harbour in the fog, the harbour of number {n}."
            builder.add(Review("more", text, f"m{n}", film), FilmFacts(film))
    assert here.search("zeppelin harbour", 1)[0].review.id == review.id
    whole.close()


def test_their_folder_is_an_index_like_any_other(whole: Library, members: Members, tmp_path: Path) -> None:
    review = members.write("1", "ann", draft(whole, spoiler=True))
    assert list(verify(tmp_path / "servers" / "1" / "reviews")) == []
    members.write("1", "ann", draft(whole, "On second thought I liked it less.", stars=0.5), review.id)
    assert list(verify(tmp_path / "servers" / "1" / "reviews")) == []
    members.write("1", "ben", draft(whole, "Plain, but good, I thought."))
    members.delete("1", "ann", review.id)
    assert list(verify(tmp_path / "servers" / "1" / "reviews")) == []


def test_a_review_marked_as_a_spoiler_is_quoted_as_one(whole: Library, members: Members) -> None:
    members.write("1", "ann", draft(whole, stars=0.9, spoiler=True))
    here = whole.within(Scope(members="1"))
    [quote] = [q for q in here.quotes(film_id="glass-harbour-1998") if q.text == WORDS]
    assert quote.spoiler


def test_a_review_marked_as_a_spoiler_says_why_of_no_film(whole: Library, members: Members) -> None:
    title = "The Keeper of the Fog"
    for n in range(6):
        text = f"A fine fog and a fine foghorn, and the keeper is the ghost, as number {n} says."
        members.write("1", f"ann{n}", Draft(text, "Ann", title=title, stars=0.9, spoiler=True))
    here = whole.within(Scope(members="1"))
    film = here.find_film(title).film
    assert film is not None
    near = [
        Near(JudgedReview(review, here._view.judged(film.id, None)[n].sentences), 0.9)
        for n, review in enumerate(here.reviews_of(film.id, 0, 6))
    ]
    vector = whole.embedder.embed(["a ghost in the fog"])[0]
    assert why([near], "a ghost in the fog", vector, lambda: whole.embedder, None) == [None]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Harry Potter and the Deathly Hallows: Part 1", "Harry Potter and the Deathly Hallows: Part 2"),
        ("\u0417\u0435\u0440\u043a\u0430\u043b\u043e", "\u0421\u043e\u043b\u044f\u0440\u0438\u0441"),
        ("\u5343\u3068\u5343\u5c0b", "\u3082\u306e\u306e\u3051\u59eb"),
    ],
)
@pytest.mark.parametrize("year", [None, 1975])
def test_films_of_their_own_are_told_apart(
    whole: Library, members: Members, first: str, second: str, year: int | None
) -> None:
    here = whole.within(Scope(members="1"))
    for title in (first, second, first):
        review = members.write("1", "ann", Draft(WORDS, "Ann", title=title, year=year))
        film = here.film(review.film_id)
        assert film is not None and film.title == title and film.id.startswith("member:")
        assert len(film.id) <= 60 and film.id.isascii()
    assert here.film(review.film_id).reviews == 2


@pytest.mark.parametrize("text", ["", "  ", "two words", "<br /><br /> <b></b> <i></i>", "x" * 20_000])
def test_what_is_no_review_is_refused(whole: Library, members: Members, text: str) -> None:
    with pytest.raises((MembersError, SourceError)):
        members.write("1", "ann", draft(whole, text))
    assert members.of("1", "ann") == ()


@pytest.mark.parametrize("circle", ["", "..", "a/b", "1/../2", "."])
def test_a_circle_leads_nowhere_else(whole: Library, members: Members, circle: str) -> None:
    with pytest.raises(ValueError):
        members.write(circle, "ann", draft(whole))


@given(st.text(min_size=8, max_size=400))
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_text_comes_back_as_it_was_cleaned(whole: Library, members: Members, text: str) -> None:
    try:
        review = members.write("7", "ann", draft(whole, text))
    except (MembersError, SourceError):
        return
    here = whole.within(Scope(members="7"))
    stored = here.review(review.id)
    assert stored is not None and stored.text == review.text
    assert here.count_of("glass-harbour-1998") == 4 + len(members.of("7", "ann"))


def test_a_damaged_folder_of_theirs_leaves_the_corpus_answering(
    whole: Library, members: Members, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    folder = tmp_path / "servers" / "9" / "reviews"
    folder.mkdir(parents=True)
    (folder / "reviews.sqlite").write_bytes(b"no database" * 500)
    here = whole.within(Scope(members="9"))
    assert here.opinion_of_film("glass-harbour-1998").reviews == 4
    assert "can't be read" in caplog.text and str(tmp_path) not in caplog.text
    for work in (
        lambda: members.write("9", "ann", draft(whole)), lambda: members.of("9", "ann"),
        lambda: members.delete("9", "ann", "written-1"), lambda: members.held("ann"),
    ):  # fmt: skip
        with pytest.raises(ReviewIndexError):  # rather than that there are none
            work()


def test_a_first_review_that_was_not_stored_leaves_room_for_the_next(
    whole: Library, members: Members, tmp_path: Path
) -> None:
    folder = tmp_path / "servers" / "1" / "reviews"
    folder.mkdir(parents=True)
    (folder / FILE).touch()  # as a crash or a full disk leaves it
    assert members.of("1", "ann") == ()
    review = members.write("1", "ann", draft(whole))
    assert [own.review.id for own in members.of("1", "ann")] == [review.id]


@pytest.mark.parametrize("way", ["written", "imported"])
def test_nothing_is_left_of_the_words_that_a_review_had_before(
    whole: Library, members: Members, tmp_path: Path, export: Export, way: str
) -> None:
    folder = tmp_path / "servers" / "1" / "reviews"
    secret = "The quicksilver xylophone is a secret of mine. " * 150  # over several pages of the file

    def say(text: str, review_id: str = "") -> str:
        if way == "written":
            return members.write("1", "ann", draft(whole, text), review_id).id
        row = ("2020-01-02", "Night Ferry", 2004, "https://boxd.it/aa", "4", text)
        members.bring("1", "ann", "Ann", export(row))
        return ""

    def holding() -> list[str]:
        return [path.name for path in folder.iterdir() if b"xyloph" in path.read_bytes()]

    first = say(secret)
    assert holding()
    say("On second thought I keep that to myself.", first)
    assert holding() == []
    assert verify(folder) == []


def test_where_there_is_no_room_to_wipe_a_review_is_changed_all_the_same(
    whole: Library, members: Members, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    folder = tmp_path / "servers" / "1" / "reviews"
    secret = members.write("1", "ann", draft(whole, "The quicksilver xylophone is a secret of mine."))

    def full(*_: object) -> None:
        raise sqlite3.OperationalError("database or disk is full")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("index.store.Store.scrub", full)
        members.write("1", "ann", draft(whole), secret.id)
    assert [own.review.text for own in members.of("1", "ann")] == [WORDS]
    assert "not yet wiped" in caplog.text and "xyloph" not in caplog.text
    members.warm_up()
    assert not [path for path in folder.iterdir() if b"xyloph" in path.read_bytes()]


@pytest.mark.parametrize("step", ["index.build.vectors.write", "index.store.Store.scrub"])
def test_what_was_being_deleted_when_the_program_was_killed_is_wiped_at_the_next_start(
    whole: Library, members: Members, tmp_path: Path, step: str
) -> None:
    secret = members.write("1", "ann", draft(whole, "The quicksilver xylophone is a secret of mine."))
    members.write("1", "ben", draft(whole))
    folder = tmp_path / "servers" / "1" / "reviews"
    with pytest.MonkeyPatch.context() as patch, pytest.raises(ZeroDivisionError):
        patch.setattr(step, lambda *_: 1 / 0)
        members.delete("1", "ann", secret.id)
    members.warm_up()
    assert [own.review.text for own in members.of("1", "ben")] == [WORDS] and not members.of("1", "ann")
    assert not [path for path in folder.iterdir() if b"xyloph" in path.read_bytes()]
    assert verify(folder) == []


def test_a_damaged_folder_keeps_nobodys_other_reviews_from_being_deleted(
    whole: Library, members: Members, tmp_path: Path
) -> None:
    for circle in ("1", "2", "3"):
        members.write(circle, "ann", draft(whole))
    assert whole.circles is not None
    whole.circles.close()
    (tmp_path / "servers" / "2" / "reviews" / FILE).write_bytes(b"no database" * 500)
    with pytest.raises(IndexDamaged):
        members.forget("ann")
    assert [members.of(circle, "ann") for circle in "13"] == [(), ()]


def test_a_circle_is_not_shown_anothers_reviews(whole: Library, members: Members, tmp_path: Path) -> None:
    for circle in ("1", "2"):
        members.write(circle, "ann", draft(whole))
    assert whole.circles is not None
    whole.circles.close()
    of = [tmp_path / "servers" / circle / "reviews" / FILE for circle in "12"]
    of[0].write_bytes(of[1].read_bytes())
    assert whole.within(Scope(members="1")).stats().members == 0
    with pytest.raises(IndexDamaged, match="another circle"):
        members.of("1", "ann")
    assert len(members.of("2", "ann")) == 1


def test_what_was_written_last_is_not_deleted_with_a_missing_file(
    whole: Library, members: Members, tmp_path: Path
) -> None:
    members.write("1", "ann", draft(whole))
    assert whole.circles is not None
    whole.circles.close()
    folder = tmp_path / "servers" / "1" / "reviews"
    (folder / FILE).rename(folder / f"{FILE}-wal")
    for work in (lambda: members.write("1", "ann", draft(whole)), lambda: members.of("1", "ann")):
        with pytest.raises(IndexDamaged, match="is missing"):
            work()
    assert (folder / f"{FILE}-wal").stat().st_size


def test_what_other_models_read_is_read_again(
    whole: Library, members: Members, embedder: MiniLM, analyser: Analyser
) -> None:
    review = members.write("1", "ann", draft(whole))
    assert whole.circles is not None
    shelf = whole.circles.shelf("1")
    assert shelf is not None
    with shelf.store.transaction():
        shelf.store.set_meta("model", "another")
        shelf.store.set_meta("analyser", "another")
    members.warm_up()
    told = shelf.store.meta("model"), shelf.store.meta("analyser")
    assert told == (embedder.name, analyser.name)
    assert whole.within(Scope(members="1")).search("zeppelin", 1)[0].review.id == review.id
    before = shelf.store.change()
    members.warm_up()
    assert shelf.store.change() == before, "nothing is read twice"
