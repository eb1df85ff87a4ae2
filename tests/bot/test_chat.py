from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.chat import Understanding, understand
from bot.memory import Memory, Topic
from bot.phrases import aspects_in, plain_words, side_in
from tests.bot.dialogues import Titles, turns

INTENT, NAMES, FOUND, ALL = 0.96, 0.96, 0.97, 0.95
"""Floors a little under the shares measured on the dialogues, which the rules were made with."""


@pytest.fixture(scope="module")
def titles() -> Titles:
    return Titles()


def test_dialogues_are_understood(titles: Titles, capsys: pytest.CaptureFixture[str]) -> None:
    all_turns = list(turns(titles))
    count = len(all_turns)
    intent = sum(turn.intent for turn in all_turns) / count
    names = sum(turn.names for turn in all_turns) / count
    found = sum(turn.found for turn in all_turns) / count
    right = sum(turn.intent and turn.names and turn.found for turn in all_turns) / count
    with capsys.disabled():
        print(f"\n{count} turns: intent {intent:.1%}, names {names:.1%}, found {found:.1%}, all {right:.1%}")
    assert len({turn.say for turn in all_turns}) >= 120
    kinds = Counter(turn.kind for turn in all_turns)
    assert kinds["adversarial"] >= 10 and kinds["absent"] >= 10 and kinds["follow-up"] >= 30
    assert intent >= INTENT and names >= NAMES and found >= FOUND and right >= ALL


def test_nothing_adversarial_gets_an_answer(titles: Titles) -> None:
    hostile = [turn for turn in turns(titles) if turn.kind == "adversarial"]
    assert hostile and all(turn.intent and turn.names for turn in hostile)


def test_a_conversation_is_forgotten_and_bounded(titles: Titles) -> None:
    now = 0.0
    memory = Memory(size=2, seconds=60, clock=lambda: now)

    def say(words: str, session: str = "a") -> Understanding:
        return understand(words, titles, memory, session)

    say("what do they say about Chicago?")
    now = 59
    assert [film.title for film in say("and the music?").films] == ["Chicago"]
    now = 120
    assert say("and the acting?").intent == "unknown"
    for session in "bcd":
        say("is Chicago funny?", session)
    assert len(memory) == 2
    assert memory.topic("b") == Topic()


def test_sessions_do_not_hear_each_other(titles: Titles) -> None:
    memory = Memory()
    understand("is Chicago funny?", titles, memory, "a")
    assert understand("and the music?", titles, memory, "b").intent == "unknown"


def test_no_memory_no_follow_up(titles: Titles) -> None:
    understand("is Chicago funny?", titles)
    assert understand("and the music?", titles).films == ()


@pytest.mark.parametrize(
    ("message", "words"),
    [
        ("<@123456789012345678> **is** ~~bad~~ Chicago ||good||?", "is bad Chicago good ?"),
        ("@everyone look <:smile:123456789012345678> https://example.org/x", "look"),
        ("> `how` is *Signs*", "how is *Signs*"),
        ("<#42> <@&7> <t:1700000000:R>", ""),
    ],
)
def test_markup_is_taken_out(message: str, words: str) -> None:
    assert plain_words(message) == words


@given(st.text(max_size=300))
@settings(deadline=None)
def test_any_text_is_understood_somehow(message: str) -> None:
    u = understand(message, _TITLES, Memory(), "x")
    assert u.intent and len(u.text) <= 10 * len(message) + 1
    if u.intent in ("help", "unknown", "similar"):
        assert not (u.films or u.people or u.aspects)


_TITLES = Titles()


@pytest.mark.parametrize(
    "piece", ["find reviews of ", "is it better than ", "and ", "a", "signs 2 ", "seen in the "]
)
def test_a_long_message_does_not_hang_it(titles: Titles, piece: str) -> None:
    assert understand(piece * 6000, titles).intent


def test_aspects_and_sides() -> None:
    assert aspects_in("how are the songs and the acting?") == ("music", "acting")
    assert aspects_in("is it any good") == ()
    assert side_in("why do people hate it") == "neg"
    assert side_in("what do they praise") == "pos"
    assert side_in("what do they say") is None
