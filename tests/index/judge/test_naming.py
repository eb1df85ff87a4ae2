"""How a name stands in its sentence."""

import pytest

from index.judge.naming import compared, in_passing, joined, of_character, of_thing


def place(sentence: str) -> tuple[int, int]:
    start = sentence.index("Kay Brandt")
    return start, start + len("Kay Brandt")


@pytest.mark.parametrize(
    "sentence",
    [
        "It is like Kay Brandt.",
        "shots \u00e0 la Kay Brandt",
        "better than Kay Brandt",
        "in the style of early Kay Brandt",
        "a Kay Brandt-like film",
        "as good as Kay Brandt",
        "It reminds me of Kay Brandt",
    ],
)
def test_compared(sentence: str) -> None:
    assert compared(sentence, *place(sentence))


@pytest.mark.parametrize(
    "sentence", ["I like what Kay Brandt does.", "Kay Brandt is fine.", "likely Kay Brandt"]
)
def test_not_compared(sentence: str) -> None:
    assert not compared(sentence, *place(sentence))


def test_in_passing() -> None:
    for sentence in (
        "written by Kay Brandt",
        "starring Kay Brandt",
        "the cop (Kay Brandt)",
        "a film with Kay Brandt",
    ):
        assert in_passing(sentence, place(sentence)[0])
    assert not in_passing("Here Kay Brandt shines", 5)


def test_of_character() -> None:
    for sentence in ("She plays Kay Brandt.", "Reyes's Kay Brandt is odd.", 'See "Kay Brandt" now.'):
        assert of_character(sentence, *place(sentence))
    assert not of_character("Then Kay Brandt sings.", 5, 15)


def test_joined() -> None:
    text = "Ann Lee, Bo Dahl and Cy Ek"
    assert joined(text, 7, 9) and joined(text, 16, 21)
    assert not joined("Ann Lee likes Bo Dahl", 7, 14)


def test_of_thing() -> None:
    assert of_thing("He drives a Kay Brandt.", 12, 22)
    assert of_thing("See Kay Brandt (1979).", 4, 14)
    assert not of_thing("See Kay Brandt (again).", 4, 14)
