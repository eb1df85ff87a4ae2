"""Names in sentences: credited or not, praised, likened to, or only mentioned."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.analyse import Analyser, Subject
from index.people import CreditedNames, fold, looks_like_person, named_in, people

CREDITS = (
    "Hugh Grant",
    "Toni Collette",
    "Emma Stone",
    "Beno\u00eet Magimel",
    "Jean van Damm",
    "Sharon Stone",
    "Cher",
    "Robert Downey Jr.",
)


@pytest.fixture(scope="module")
def analyser() -> Analyser:
    return Analyser.load()


def names(sentence: str, credits: tuple[str, ...] = CREDITS, film: str = "") -> list[str]:
    return [one.name for one in people(sentence, CreditedNames(credits), film)]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Hugh Grant is charming.", ["Hugh Grant"]),
        ("HUGH GRANT is charming.", ["Hugh Grant"]),
        ("Grant's charm is endless.", ["Hugh Grant"]),
        ("I like Grant and Collette.", ["Hugh Grant", "Toni Collette"]),
        ("They grant him a wish.", []),
        ("Cary Grant was taller.", ["Cary Grant"]),
        ("General Grant Miller arrives.", []),
        ("Stone is superb.", []),  # two of that name
        ("Emma Stone is superb.", ["Emma Stone"]),
        ("Benoit Magimel broods.", ["Beno\u00eet Magimel"]),
        ("Magimel\u2019s eyes!", ["Beno\u00eet Magimel"]),
        ("Here van Damm shines.", ["Jean van Damm"]),
        ("Here Van Damm shines.", ["Jean van Damm"]),
        ("Toni Colette is fine.", ["Toni Collette"]),
        ("Cher sings.", ["Cher"]),
        ("Downey is wonderful.", ["Robert Downey Jr."]),
        ("Robert Downey is wonderful.", ["Robert Downey Jr."]),
        ("Robert Downey, Jr. is wonderful.", ["Robert Downey Jr."]),
        ("Harry Connick, Jr. is wonderful.", ["Harry Connick, Jr."]),
        ("I liked Hugh Brant.", ["Hugh Grant"]),
        ("I liked Tony Colette.", ["Toni Collette"]),
        ("I liked Emma Stine and Cary Stone.", ["Emma Stone", "Cary Stone"]),
        ("Magimel broods; Benoit sulks.", ["Beno\u00eet Magimel", "Beno\u00eet Magimel"]),
        ("With Toni O'Hara.", ["Toni O'Hara"]),
        ("Grantham wins.", []),
    ],
)
def test_credited_people(sentence: str, expected: list[str]) -> None:
    assert names(sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("A light touch \u00e0 la David Lynch.", ["David Lynch"]),
        ("Director Noor Haddad knows.", ["Noor Haddad"]),
        ("Monica Bellucci and Vincent Cassel met here.", ["Monica Bellucci", "Vincent Cassel"]),
        ("I saw it in New York on Christmas Eve.", []),
        ("They sang 'Lilly Marlowe' twice.", []),
        ("She plays Kay Brandt.", []),
        ("Great Film Making.", []),
        ("I saw The Waterdance once.", []),
        ("He drives a Jowett.", []),
        ("A Tim Burton story.", ["Tim Burton"]),
        ("no capitals at all", []),
        ("Peter O'Toole is superb.", ["Peter O'Toole"]),
        ("It's Meryl Streep who saves it.", ["Meryl Streep"]),
        ("Starring MERYL STREEP.", ["MERYL STREEP"]),
        ("Voiced by Sir Sean Connery.", ["Sean Connery"]),
        ("Williams' score is lovely.", ["Williams"]),
        ("If Friedkin had made it.", ["Friedkin"]),
        ("A Kieslowski film.", []),
        ("As only Kieslowski can.", ["Kieslowski"]),
    ],
)
def test_names_that_no_table_knows(sentence: str, expected: list[str]) -> None:
    assert names(sentence, ()) == expected


def test_brackets_set_a_character_beside_who_plays_it() -> None:
    cast = "Gayle Sweeny (Toni Collette) and Hugh Grant (Will Freeman)."
    assert names(cast) == ["Toni Collette", "Hugh Grant"]


def test_a_name_told_in_full_stands_for_its_parts() -> None:
    review = ["Julianne Hough sings.", "I like Julianne.", "Hough is fun."]
    told = named_in(review, CreditedNames(["Julianne Moore"]))
    assert [one.name for named in told for one in named] == ["Julianne Hough"] * 3


def test_the_films_own_title_is_nobody() -> None:
    assert names("I like Chester.", (), "Manchester by the Sea") == ["Chester"]
    assert names("Annika Holt is a fine film.", (), "Annika Holt") == []
    assert names("Annika Holt is a fine film.", ()) == ["Annika Holt"]


@pytest.mark.parametrize(
    ("sentence", "polarity"),
    [
        ("Hugh Grant is wonderful.", "pos"),
        ("Hugh Grant is terrible.", "neg"),
        ("A wonderful performance by Hugh Grant.", "pos"),
        ("Hugh Grant was born in London.", "none"),
        ("The hero is a wonderful actor, unlike Hugh Grant.", "none"),
        ("A wonderful film that reminds me of Hugh Grant.", "none"),
        ("Toni Collette and Hugh Grant are both magnificent.", "pos"),
    ],
)
def test_what_is_said_of_a_person(analyser: Analyser, sentence: str, polarity: str) -> None:
    said = analyser.analyse([Subject(sentence, CREDITS)])[0].sentences[0].people
    assert {one.name: one.polarity for one in said}["Hugh Grant"] == polarity


def test_a_thing_with_a_name_is_nobody(analyser: Analyser) -> None:
    assert analyser.analyse([Subject("He drives a Jowett Jupiter.")])[0].sentences[0].people == ()


def test_two_people_two_polarities(analyser: Analyser) -> None:
    text = "Hugh Grant is terrible, but Toni Collette is superb."
    said = analyser.analyse([Subject(text, CREDITS)])[0].sentences[0].people
    assert {one.name: one.polarity for one in said} == {"Hugh Grant": "neg", "Toni Collette": "pos"}


@pytest.mark.parametrize(
    ("text", "person"),
    [
        ("Monica Bellucci", True),
        ("Great Acting", False),
        ("Paris", False),
        ("Mr. Ripley", False),
        ("A B C D E", False),
    ],
)
def test_looks_like_person(text: str, person: bool) -> None:
    assert looks_like_person(text) is person


@given(st.text())
def test_fold_keeps_offsets(text: str) -> None:
    assert len(fold(text)) == len(text)


@given(st.lists(st.text(max_size=20), max_size=4), st.text(max_size=80))
def test_any_credits_and_text_are_survived(credits: list[str], text: str) -> None:
    for one in people(text, CreditedNames(credits)):
        assert 0 <= one.start < one.end <= len(text)


@given(
    st.sampled_from(CREDITS),
    st.text(alphabet=" abc.,'\"", max_size=12),
    st.text(alphabet=" .,!?'", max_size=8),
)
def test_a_full_name_is_found_wherever_it_stands(name: str, before: str, after: str) -> None:
    assert name in names(f"{before} {name} {after}")
