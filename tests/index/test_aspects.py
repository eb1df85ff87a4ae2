"""Which words name which aspect, and whose evaluation they take."""

import pytest

from index.analyse import Analyser, Subject
from index.aspects import heading, terms
from index.judge.clauses import clauses
from index.types import ASPECTS


@pytest.fixture(scope="module")
def analyser() -> Analyser:
    return Analyser.load()


def named(sentence: str) -> list[tuple[str, str]]:
    return [(t.aspect, sentence[t.start : t.end]) for t in terms(sentence, clauses(sentence))]


@pytest.mark.parametrize(
    ("sentence", "aspect"),
    [
        ("The performances shine.", "acting"),
        ("He is superb as the butler.", "acting"),
        ("The screenplay sags.", "story"),
        ("A plot-hole opens.", "story"),
        ("Surely directed.", "direction"),
        ("The camerawork is fluid.", "visuals"),
        ("What colours!", "visuals"),
        ("The soundtrack swells.", "music"),
        ("It moves too slowly.", "pacing"),
        ("We laughed.", "impact"),
        ("Must-see.", "overall"),
        ("9/10", "overall"),
    ],
)
def test_terms_name_their_aspect(sentence: str, aspect: str) -> None:
    assert aspect in {one for one, _ in named(sentence)}


@pytest.mark.parametrize(
    "sentence",
    ["I saw The Color Purple there.", "He is as good as you would think.", "He interacts with plotters."],
)
def test_titles_and_other_words_are_no_terms(sentence: str) -> None:
    assert {one for one, _ in named(sentence)} <= {"overall"}


@pytest.mark.parametrize(
    ("sentence", "aspect"),
    [
        ("Photography: the light is beautiful.", "visuals"),
        ("Cast: first steps of two stars!", "acting"),
        ("Directing - sure.", "direction"),
        ("MUSIC... none.", "music"),
        ("The story: thin.", "story"),
        ("Musical chairs: a game.", None),
        ("A plain sentence.", None),
    ],
)
def test_headings(sentence: str, aspect: str | None) -> None:
    assert heading(sentence) == aspect


def test_each_aspect_takes_the_evaluation_of_its_own_clause(analyser: Analyser) -> None:
    text = "The photography is gorgeous, but the script is terrible."
    sentence = analyser.analyse([Subject(text)])[0].sentences[0]
    assert sentence.opinion == "mixed"
    assert sentence.aspects == {"visuals": "pos", "story": "neg"}


def test_praise_of_somebody_counts_for_the_acting(analyser: Analyser) -> None:
    subject = Subject("Hugh Grant is wonderful, but the script is terrible.", ("Hugh Grant",))
    assert analyser.analyse([subject])[0].sentences[0].aspects == {"acting": "pos", "story": "neg"}


def test_a_heading_holds_to_the_end_of_its_paragraph(analyser: Analyser) -> None:
    text = "Music: wonderful. A joy to hear.\n\nA joy to watch."
    judged = analyser.analyse([Subject(text)])[0].sentences
    assert [("music" in one.aspects) for one in judged] == [True, True, False]


def test_only_evaluated_aspects_count(analyser: Analyser) -> None:
    sentence = analyser.analyse([Subject("The story follows two sisters who inherit a hotel.")])[0].sentences[
        0
    ]
    assert (sentence.opinion, dict(sentence.aspects)) == ("none", {})


def test_a_verdict_on_nothing_else_is_overall(analyser: Analyser) -> None:
    sentence = analyser.analyse([Subject("An absolute delight.")])[0].sentences[0]
    assert dict(sentence.aspects) == {"overall": "pos"}


def test_aspects_are_those_of_the_contract() -> None:
    assert ASPECTS == ("acting", "story", "direction", "visuals", "music", "pacing", "impact", "overall")
