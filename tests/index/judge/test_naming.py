"""Names that are a character's or a thing's."""

from index.judge.naming import of_character, of_thing


def place(sentence: str) -> tuple[int, int]:
    start = sentence.index("Kay Brandt")
    return start, start + len("Kay Brandt")


def test_of_character() -> None:
    for sentence in ("She plays Kay Brandt.", "Reyes's Kay Brandt is odd.", 'See "Kay Brandt" now.'):
        assert of_character(sentence, *place(sentence))
    assert not of_character("Then Kay Brandt sings.", 5, 15)


def test_of_thing() -> None:
    assert of_thing("He drives a Brandt.", 12, 18)
    assert not of_thing("She is in a Kay Brandt film.", 12, 22), "left to the model"
    assert of_thing("See Kay Brandt (1979).", 4, 14)
    assert not of_thing("See Kay Brandt (again).", 4, 14)
