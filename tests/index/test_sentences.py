import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.clean import clean
from index.sentences import MAX_WORDS, spans

WORDS = [
    "Mr.",
    "wow",
    "film",
    "it",
    "The",
    "8/10",
    "J.J.",
    "U.S.",
    "😀",
    "👨\u200d👩",
    "é",
    "𝒳",
    "नमस्ते।",
    "您好。",
]
SIGNS = ["“", '"', "(", ")", "'", "...", ".", "!", "?!", ";", ",", "—", "-", " ", " ", " ", "\n\n"]
PROSE = st.lists(st.sampled_from(WORDS + SIGNS)).map("".join)


def sentences(text: str) -> list[str]:
    return [text[start:end] for start, end in spans(text)]


@given(st.text(st.characters(exclude_categories=["Cs"])) | PROSE)
def test_spans_are_in_order_stripped_and_lose_nothing(text: str) -> None:
    found = spans(text)
    at = 0
    for start, end in found:
        assert at <= start < end <= len(text)
        assert not text[at:start].strip()
        assert text[start:end] == text[start:end].strip()
        assert "\n" not in text[start:end]
        at = end
    assert not text[at:].strip()


@given(st.lists(st.sampled_from(["word", "word,", "word;", "word -", "word:", "wait..."]), max_size=600))
def test_no_piece_is_too_long(words: list[str]) -> None:
    text = " ".join(words)
    assert all(len(piece.split()) <= MAX_WORDS for piece in sentences(text))
    assert " ".join(sentences(text)) == text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It was good.It was long. He's fine!", ["It was good.", "It was long.", "He's fine!"]),
        ("It cost $3.50. I saw J.J. Abrams there.", ["It cost $3.50.", "I saw J.J. Abrams there."]),
        ("😀 One. 𝒳 two.\n\nThree", ["😀 One.", "𝒳 two.", "Three"]),
        ("It has everything:\n\nCast: first steps!", ["It has everything:", "Cast: first steps!"]),
        ("He left. ... Then he came back.", ["He left. ...", "Then he came back."]),
        ("He is fine. 'Twas the end.", ["He is fine.", "'Twas the end."]),
        ("...", ["..."]),
        ("", []),
    ],
)
def test_splits(text: str, expected: list[str]) -> None:
    assert sentences(text) == expected


def test_two_breaks_end_a_sentence() -> None:
    assert sentences(clean("No stop here<br /><br />and on we go")) == ["No stop here", "and on we go"]


def test_a_long_sentence_is_cut_at_the_best_place() -> None:
    half = "and on and on, " * 15
    assert sentences(f"{half}here; {half}there.") == [f"{half}here;", f"{half}there."]
    assert sentences(f"{half}here - {half}there.") == [f"{half}here", f"- {half}there."]


@pytest.mark.parametrize("unit", ["é“", '"a. ', "(", "a. ", "word ", "!. ", "Mr. ", "a ( ", "x", "\n"])
def test_time_grows_with_the_length_only(unit: str) -> None:
    started = time.process_time()
    spans(unit * (100_000 // len(unit)))
    assert time.process_time() - started < 10
