import json
from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.errors import SourceError
from index.sources import read_films
from index.sources.films import names
from index.types import FilmFacts, FilmRef, Rejected


def facts(path: Path, text: str, columns: Mapping[str, str] | None = None) -> list[FilmFacts | Rejected]:
    path.write_text(text, "utf-8")
    return list(read_films(path, columns))


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("Monica Bellucci, Vincent Cassel", ("Monica Bellucci", "Vincent Cassel")),
        ("Monica Bellucci|Vincent Cassel", ("Monica Bellucci", "Vincent Cassel")),
        ("Bellucci, Monica; Cassel, Vincent; Cher", ("Monica Bellucci", "Vincent Cassel", "Cher")),
        ('["Monica Bellucci", "Vincent Cassel"]', ("Monica Bellucci", "Vincent Cassel")),
        ("['Monica Bellucci', \"Peter O'Toole\"]", ("Monica Bellucci", "Peter O'Toole")),
        ('[{"name": "Cher", "order": 0}, {"id": 1}]', ("Cher",)),
        (["Cher", None, "Cher"], ("Cher",)),
        ("Douglas Fairbanks, Jr., Helen Chandler", ("Douglas Fairbanks, Jr.", "Helen Chandler")),
        ("Downey, Robert, Jr.; Fairbanks, Jr.", ("Downey, Robert, Jr.", "Fairbanks, Jr.")),
        ("Paul Wegener, Stellan Rye(co-director)", ("Paul Wegener", "Stellan Rye")),
        ("BenoÃ®t Magimel, Jonas Ã…kerlund", ("Benoît Magimel", "Jonas Åkerlund")),
        ("Miguel A. NÃºÃ±ez, Jr., Cher", ("Miguel A. Núñez, Jr.", "Cher")),
        ("[unclosed, Cher", ("[unclosed", "Cher")),
        (" , (, .", ()),
        ("[{[]: 'Cher'}]", ("[{: 'Cher'}]",)),
        ("['Cher', [{(1, 2): 3}], 0x" + "f" * 5_000 + "]", ("Cher",)),
        ("", ()),
        (None, ()),
        (float("nan"), ()),
    ],
)
def test_names(cell: object, expected: tuple[str, ...]) -> None:
    assert names(cell) == expected


@given(st.text() | st.lists(st.text() | st.integers()) | st.integers() | st.none())
def test_any_cell_gives_tidy_names(cell: object) -> None:
    for form in (cell, json.dumps(cell)):
        found = names(form)
        assert len(set(found)) == len(found)
        assert all(name == name.strip() and name and "\n" not in name for name in found)


@given(
    st.lists(st.from_regex(r"[A-Z][a-z]{2,9} [A-Z][a-z]{4,9}", fullmatch=True), unique=True),
    st.sampled_from([", ", "|", "; "]),
)
def test_names_come_back_whatever_parts_them(people: list[str], separator: str) -> None:
    assert names(separator.join(people)) == names(json.dumps(people)) == tuple(people)


def test_rows(tmp_path: Path) -> None:
    text = (
        "imdb_id,title,year,director,cast,genres,aka\n"
        'tt1,"Apartment, The (Appartement, L\')",1996,Gilles Mimouni,'
        '"Monica Bellucci, Vincent Cassel",Drama,L\'Appartement|\n'
        "tt2,,,,,,\n"
        ",,1999,Nobody,,,\n"
        "tt3,,,,Cher,,\n"
        "tt4\n"
    )
    assert facts(tmp_path / "films.csv", text) == [
        FilmFacts(
            FilmRef("tt1", "Apartment, The (Appartement, L')", 1996),
            ("Gilles Mimouni",),
            ("Monica Bellucci", "Vincent Cassel"),
            ("Drama",),
            ("L'Appartement",),
        ),
        Rejected("films.csv", 3, "names no film"),
        FilmFacts(FilmRef("tt3"), cast=("Cher",)),
        Rejected("films.csv", 5, "has 1 fields where the header has 7"),
    ]


def test_json_lists_in_json_lines(tmp_path: Path) -> None:
    line = json.dumps({"name": "Heat", "year": 1995, "directors": ["Michael Mann"], "actors": ["Al Pacino"]})
    (film,) = facts(tmp_path / "f.jsonl", line)
    assert film == FilmFacts(FilmRef(title="Heat", year=1995), ("Michael Mann",), ("Al Pacino",))


def test_mapped_columns(tmp_path: Path) -> None:
    text = "title,players\nHeat,Al Pacino\n"
    (film,) = facts(tmp_path / "a.csv", text, {"cast": "players", "text": "blurb", "title": "film_name"})
    assert film == FilmFacts(FilmRef(title="Heat"), cast=("Al Pacino",))
    with pytest.raises(SourceError, match=r"no column 'actors', which config\.toml maps to cast"):
        facts(tmp_path / "a.csv", text, {"cast": "actors"})


def test_what_is_no_films_table_is_said_at_once(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("title\nHeat\n")
    with pytest.raises(SourceError, match=r"a\.csv is no films table: .*columns are title"):
        read_films(path)
    with pytest.raises(SourceError, match="There is no file"):
        read_films(tmp_path / "gone.csv")


def test_a_folder_is_no_table(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="is a folder; name a file"):
        read_films(tmp_path)
