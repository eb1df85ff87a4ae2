"""Titles: reading order, years, and the key under which spellings are one."""

import csv
import lzma
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.titles import key_words, reading_order, split_year, title_key

FILMS = Path(__file__).parents[2].parent / "shared" / "data" / "films.csv.xz"


@pytest.mark.parametrize(
    ("catalogue", "title", "others"),
    [
        ("Apartment, The (Appartement, L')", "The Apartment", ("L'Appartement",)),
        ("League of Extraordinary Gentlemen,The (a.k.a. LXG)", "The League of Extraordinary Gentlemen",
         ("LXG",)),
        ("Matrix, The", "The Matrix", ()),
        ("Misérables,Les", "Les Misérables", ()),
        ("Wings of Desire (Himmel über Berlin,Der)", "Wings of Desire", ("Der Himmel über Berlin",)),
        ("White Sheik,The (Sceicco bianco,Lo)", "The White Sheik", ("Lo Sceicco bianco",)),
        ("Vampires,Os", "Os Vampires", ()),
        ("Django the Bastard (Strangers Gundown,The) (Django il bastardo)", "Django the Bastard",
         ("The Strangers Gundown", "Django il bastardo")),
        ("Not Against (Quite) (Ni pour,ni contre (bien au contraire))", "Not Against",
         ("Quite", "Ni pour, ni contre (bien au contraire)")),
        ("Lord of the Rings, The: The Two Towers", "The Lord of the Rings: The Two Towers", ()),
        ("Decameron,The (Decameron,Il)", "The Decameron", ()),
        ("Mordet p\xc3\x83\xc2\xa5 Trotskij", "Mordet på Trotskij", ()),
        ("Solaris (2002)", "Solaris", ()),
        ("(500) Days of Summer", "(500) Days of Summer", ()),
        ("Kill Bill (Vol. 2)", "Kill Bill (Vol. 2)", ()),
        ("Paris,Texas", "Paris, Texas", ()),
        ("20,000 Leagues Under the Sea", "20,000 Leagues Under the Sea", ()),
        ("Die Hard", "Die Hard", ()),
        ("A.I.", "A.I.", ()),
        ("As Good as It Gets", "As Good as It Gets", ()),
        ("", "", ()),
    ],
)  # fmt: skip
def test_catalogue_order_becomes_reading_order(catalogue: str, title: str, others: tuple[str, ...]) -> None:
    assert reading_order(catalogue) == (title, others)


@pytest.mark.parametrize(
    "spellings",
    [
        ("The Matrix", "Matrix, The", "matrix", "MATRIX,THE", "the matrix (1999)"),
        ("The Godfather: Part II", "Godfather, The: Part 2", "the godfather part two", "godfather pt. ii"),
        ("Lilo & Stitch", "lilo and stitch", "Lilo and Stitch"),
        ("Y Tu Mamá También", "y tu mama tambien"),
        ("L'Appartement", "Appartement, L'", "l\u2019appartement"),
        ("Amy's Orgasm", "Amy\u2019s Orgasm", "amys orgasm"),
        ("A.I.", "AI", "a.i."),
        ("Rocky V", "rocky 5"),
        ("Mr. Deeds", "mr deeds", "Mister Deeds"),
        ("Kramer vs. Kramer", "kramer versus kramer"),
    ],
)
def test_spellings_of_one_title_share_a_key(spellings: tuple[str, ...]) -> None:
    assert len({title_key(spelling) for spelling in spellings}) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("About a Boy", "About Schmidt"),
        ("Die Hard", "Hard"),
        ("Rocky", "Rocky II"),
        ("I, Robot", "1, Robot"),
        ("V for Vendetta", "5 for Vendetta"),
        ("Los Angeles", "Angeles"),
    ],
)
def test_other_titles_have_other_keys(one: str, other: str) -> None:
    assert title_key(one) != title_key(other)


def test_years_come_off_the_end_only() -> None:
    assert split_year("Solaris (2002)") == ("Solaris", 2002)
    assert split_year("Solaris [1972]") == ("Solaris", 1972)
    assert split_year("solaris 2002") == ("solaris 2002", None)
    assert split_year("solaris 2002", bare=True) == ("solaris", 2002)
    assert split_year("2001: A Space Odyssey", bare=True) == ("2001: A Space Odyssey", None)
    assert split_year("1984", bare=True) == ("1984", None)


@given(st.text(max_size=60))
def test_any_text_has_a_title_and_a_key(text: str) -> None:
    title, others = reading_order(text)
    assert reading_order(title)[0] == title or "(" in title or "," in title
    assert title_key(text) or not text.strip()
    assert title_key(text.upper()) == title_key(text.upper().lower()) or not text.isascii()
    assert len(set(map(title_key, others))) == len(others)


@given(st.text(max_size=60))
def test_words_say_where_they_stand(text: str) -> None:
    end = 0
    for word, start, stop in key_words(text):
        assert word and end <= start < stop <= len(text)
        end = stop


@given(
    st.sampled_from(["The", "A", "Les", "L'", "El", "An"]),
    st.from_regex(r"[a-z]{3,9}( [a-z]{3,9}){0,3}", fullmatch=True),
)
def test_an_article_may_stand_at_either_end(article: str, rest: str) -> None:
    front = f"{article}{rest}" if article.endswith("'") else f"{article} {rest}"
    assert reading_order(f"{rest}, {article}")[0] == front
    assert title_key(f"{rest},{article}") == title_key(front)


@pytest.mark.skipif(not FILMS.exists(), reason="the films table is not on this machine")
def test_a_real_films_table_reads_well() -> None:
    with lzma.open(FILMS, "rt", encoding="utf-8") as file:
        titles = [row["title"] for row in csv.DictReader(file) if row["title"]]
    assert len(titles) == 7334
    for catalogue in titles:
        title, others = reading_order(catalogue)
        assert title and title_key(title)
        for shown in (title, *others):
            assert not shown.endswith((",The", ", The", ",A", ",Les", ",L'")), shown
            assert "a.k.a" not in shown and "\u00c3" not in shown, shown
