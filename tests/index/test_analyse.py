"""Whole reviews: sentences with offsets, opinions, and the labelled table."""

import csv
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.analyse import Analyser, Subject, aspects_of, opinion_of
from index.clean import clean
from index.errors import ModelError
from index.judge.classes import OPINIONS
from index.judge.encoder import Passage
from index.sentiment import Scores
from index.types import ASPECTS, Analysis

TABLE = Path(__file__).parent / "data" / "judged_sentences.tsv"
SEED = Path(__file__).parents[2] / ".." / "shared" / "data" / "seed_review.txt"


@pytest.fixture(scope="module")
def analyser() -> Analyser:
    return Analyser.load()


def table() -> list[dict[str, str]]:
    with TABLE.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter="\t"))


def test_opinions_of_the_labelled_table(analyser: Analyser) -> None:
    rows = table()
    found = analyser.analyse([Subject(row["sentence"]) for row in rows])
    right = sum(one.sentences[0].opinion == row["opinion"] for one, row in zip(found, rows, strict=True))
    assert len(rows) > 100
    assert right / len(rows) >= 0.85


def test_plot_is_no_opinion(analyser: Analyser) -> None:
    plot = [row["sentence"] for row in table() if row["opinion"] == "none"]
    found = analyser.analyse([Subject(text) for text in plot])
    assert sum(one.sentences[0].opinion == "none" for one in found) / len(plot) >= 0.85


@pytest.mark.parametrize(
    ("text", "opinion"),
    [
        ("It is not funny, not scary and not worth your time.", "neg"),
        ("Gorgeous to look at, but the dialogue is awful.", "mixed"),
        ("Although the songs are lovely, the film is a terrible bore.", "mixed"),
        ("Not only funny but also deeply moving.", "pos"),
        ("He drives to the airport.", "none"),
    ],
)
def test_opinions(analyser: Analyser, text: str, opinion: str) -> None:
    assert analyser.analyse([Subject(text)])[0].sentences[0].opinion == opinion


def test_reviews_come_back_in_order_and_alone(analyser: Analyser) -> None:
    subjects = [Subject("A masterpiece."), Subject("Garbage."), Subject("A masterpiece.")]
    first, second, third = analyser.analyse(subjects)
    assert first == third
    assert first.positive > 0.5 > second.positive
    assert analyser.analyse([]) == []


def test_text_without_a_sentence(analyser: Analyser) -> None:
    (found,) = analyser.analyse([Subject("")])
    assert found.sentences == ()
    assert 0.0 <= found.positive <= 1.0


def test_missing_weights_are_told(tmp_path: Path) -> None:
    with pytest.raises(ModelError):
        Analyser.load(tmp_path)


def test_any_model_that_answers_the_interface_will_do() -> None:
    class Constant:
        name = "constant"

        def judge(self, passages: Sequence[Passage]) -> list[Scores]:
            return [scores(len(passage.sentences)) for passage in passages]

    (found,) = Analyser(Constant()).analyse([Subject("Anything at all. Anything else.")])
    assert [one.opinion for one in found.sentences] == ["pos", "pos"]
    assert [dict(one.aspects) for one in found.sentences] == [{"acting": "pos"}] * 2


def scores(sentences: int) -> Scores:
    """What is positive in every way, and in no aspect more than in another."""
    return Scores(
        3.0,
        np.full(sentences, 3.0, np.float32),
        np.tile(np.array([1, 0, 0, 0], np.float32), (sentences, 1)),
        np.tile(np.array([2, 1, 0, 0], np.float32), (sentences, len(ASPECTS), 1)),
        (np.zeros((0, 5), np.float32),) * sentences,
    )


def test_the_best_score_is_the_opinion() -> None:
    for place, opinion in enumerate(OPINIONS):
        assert opinion_of(np.eye(4, dtype=np.float32)[place]) == opinion
    undecided = np.array([1.0, 1.0, 0.0, 0.0], np.float32)
    assert [opinion_of(undecided, lean) for lean in (0.5, -0.5)] == ["pos", "neg"]


def test_an_evaluation_is_of_something_and_plot_of_nothing() -> None:
    nothing = np.tile(np.array([9, 0, 0, 0], np.float32), (len(ASPECTS), 1))
    nothing[4, 2] = 3.0
    assert aspects_of(nothing, "none") == {}
    assert aspects_of(nothing, "neg") == {ASPECTS[4]: "neg"}
    nothing[1, 3] = 10.0
    assert aspects_of(nothing, "neg") == {ASPECTS[1]: "mixed"}
    nothing[4, 2] = 10.0
    assert aspects_of(nothing, "neg") == {ASPECTS[1]: "mixed", ASPECTS[4]: "neg"}


def check(text: str, found: Analysis) -> None:
    assert 0.0 <= found.positive <= 1.0
    for one in found.sentences:
        assert text[one.start : one.end] == one.text
        assert 0.0 <= one.positive <= 1.0
        assert set(one.aspects) <= set(ASPECTS)
        assert bool(one.aspects) == (one.opinion != "none")
        if one.opinion == "none":
            assert all(person.polarity == "none" for person in one.people)


WORDS = st.sampled_from(
    [
        *(
            "the",
            "acting",
            "is",
            "good",
            "bad",
            "but",
            "not",
            "and",
            "plays",
            "story:",
            "boring",
            "8/10",
            "like",
        ),
        *(
            "Hugh",
            "Grant",
            "The",
            "although",
            ".",
            "!",
            "?",
            ";",
            ",",
            "\n",
            "(",
            ")",
            '"',
            "'",
            "-",
            "\u2026",
        ),
    ]
)


@settings(deadline=None)
@given(st.lists(WORDS, max_size=40).map(" ".join) | st.text(max_size=120))
def test_invariants_hold_for_any_text(text: str) -> None:
    analyser = _shared()
    check(text, analyser.analyse([Subject(text, ("Hugh Grant",), "The Story")])[0])


def _shared(held: list[Analyser] = []) -> Analyser:  # noqa: B006 - hypothesis and fixtures do not mix
    if not held:
        held.append(Analyser.load())
    return held[0]


@pytest.mark.skipif(not SEED.exists(), reason="the seed review lies outside the repository")
@pytest.mark.parametrize("credits", [("Monica Bellucci", "Vincent Cassel", "Gilles Mimouni"), ()])
def test_the_seed_review(analyser: Analyser, credits: tuple[str, ...]) -> None:
    text = clean(SEED.read_text(encoding="utf-8"))
    found = analyser.analyse([Subject(text, credits)])[0]
    check(text, found)
    assert found.positive > 0.9
    for aspect in ("acting", "direction", "visuals", "music", "story"):
        said = [one.aspects[aspect] for one in found.sentences if aspect in one.aspects]
        assert said.count("pos") > said.count("neg")
    of: dict[str, set[str]] = {}
    for sentence in found.sentences:
        for person in sentence.people:
            of.setdefault(person.name, set()).add(person.polarity)
    assert of["Monica Bellucci"] == of["Vincent Cassel"] == {"pos"}
    assert of["David Lynch"] == {"none"}
    assert of["Charles Aznavour"] <= {"pos", "none"}


def test_the_reviewers_own_verdict_leans_what_could_go_either_way(analyser: Analyser) -> None:
    text = "It seems the leading man doesn't need the floppy hair after all, and the acting shows it."
    leaned = [
        analyser.analyse([Subject(text, verdict=verdict)])[0].sentences[0].aspects.get("acting")
        for verdict in ("pos", "neg")
    ]
    assert leaned == ["pos", "neg"]


def test_the_reviewers_own_verdict_turns_nothing_that_is_clear(analyser: Analyser) -> None:
    plain, against = (
        analyser.analyse([Subject("A gorgeous, moving masterpiece.", verdict=verdict)])[0]
        for verdict in (None, "neg")
    )
    assert against.positive == plain.positive and against.sentences[0].opinion == "pos"


def test_what_is_said_of_a_director_counts_for_the_direction(analyser: Analyser) -> None:
    text = "Otto Brandt is superb."
    for directors, aspect in (((), "acting"), (("Otto Brandt",), "direction")):
        [sentence] = analyser.analyse([Subject(text, ("Otto Brandt",), directors=directors)])[0].sentences
        assert dict(sentence.aspects) == {aspect: "pos"}


def test_a_verdict_on_the_film_is_none_on_its_people(analyser: Analyser) -> None:
    text = "Mara Lindqvist and Tobias Renner make a great team, but this predictable comedy is a bore."
    [sentence] = analyser.analyse([Subject(text, ("Mara Lindqvist",), verdict="neg")])[0].sentences
    assert [mention.polarity for mention in sentence.people] == ["pos", "pos"]
