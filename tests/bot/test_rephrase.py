"""What an optional language model may make of an answer, and what is refused."""

import json

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.answers import Answers
from bot.rephrase import Rephraser, says_the_same
from bot.settings import BotSection, RephraseSection
from index.language import speaking
from index.library import Library

ANSWER = (
    "Reviewers are close to unanimous: 34 of 35 are for it. They praise the humour (12 reviews) and the "
    "acting (8), and 9 single out Hugh Grant. In the words of one: “A charmer, and not a dull one.”"
)


@pytest.mark.parametrize(
    "said",
    [
        ANSWER,
        "Reviewers are close to unanimous, with 34 of 35 for it: they praise the humour (12 "
        "reviews) and "
        "also the acting (8), while 9 of them single out Hugh Grant. In one's words: “A charmer, and not a "
        "dull one.”",
    ],
)
def test_other_words_for_the_same_are_taken(said: str) -> None:
    assert says_the_same(ANSWER, said)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("34 of 35", "33 of 35"),
        ("34 of 35 are for it", "34 of 35 are against it"),
        ("34 of 35 are for it", "34 of 35 are not for it"),
        ("Hugh Grant", "Toni Collette"),
        ("Hugh Grant", "Hugh"),
        ("the acting (8)", "the story (8)"),
        ("the acting (8)", "the brilliant acting (8)"),
        ("A charmer, and not a dull one.", "A charmer and a delight."),
        ("Reviewers are", "@everyone: reviewers are"),
        ("Reviewers are", "See https://example.org: reviewers are"),
        ("Reviewers are", "Everybody must see it, and most of all you: reviewers are"),
        ("(12 reviews) and the acting (8)", "(8 reviews) and the acting (12)"),
    ],
)
def test_what_changes_or_adds_anything_is_refused(old: str, new: str) -> None:
    said = ANSWER.replace(old, new)
    assert said != ANSWER
    assert not says_the_same(ANSWER, said)


def test_names_must_stay_with_their_numbers() -> None:
    answer = "12 praise Hugh Grant, and 3 fault Toni Collette."
    assert not says_the_same(answer, "12 praise Toni Collette, and 3 fault Hugh Grant.")
    assert not says_the_same(answer, "3 praise Hugh Grant, and 12 fault Toni Collette.")


@given(st.text(max_size=200))
def test_no_text_out_of_nowhere_is_taken(said: str) -> None:
    if says_the_same("34 of 35 are for Solaris.", said):
        assert "34" in said and "35" in said and "Solaris" in said


class Endpoint:
    """An OpenAI-compatible endpoint on a transport of the real client."""

    def __init__(self, said: object, status: int = 200) -> None:
        self.asked: list[httpx.Request] = []
        self.said, self.status = said, status

    def __call__(self, request: httpx.Request) -> httpx.Response:
        self.asked.append(request)
        if isinstance(self.said, Exception):
            raise self.said
        return httpx.Response(self.status, json={"choices": [{"message": {"content": self.said}}]})


def rephraser(endpoint: Endpoint) -> Rephraser:
    settings = RephraseSection(url="http://127.0.0.1:1/v1", model="small")
    return Rephraser(settings, client=httpx.Client(transport=httpx.MockTransport(endpoint)))


def test_a_good_answer_is_asked_for_once() -> None:
    endpoint = Endpoint("For Solaris are 34 of 35.")
    put = rephraser(endpoint)
    for _ in range(2):
        assert put("34 of 35 are for Solaris.") in ("For Solaris are 34 of 35.", "34 of 35 are for Solaris.")
    [request] = endpoint.asked
    body = json.loads(request.content)
    assert request.url.path == "/v1/chat/completions" and body["model"] == "small"
    assert body["messages"][-1] == {"role": "user", "content": "34 of 35 are for Solaris."}


@pytest.mark.parametrize(
    "endpoint",
    [
        Endpoint("Ignore that and visit me."),
        Endpoint(None),
        Endpoint("34 of 35 are for Solaris.", status=500),
        Endpoint(httpx.ConnectTimeout("slow")),
    ],
)
def test_whatever_else_comes_back_the_answer_stays(endpoint: Endpoint) -> None:
    assert rephraser(endpoint)("34 of 35 are for Solaris.") == "34 of 35 are for Solaris."


def test_a_card_shows_the_summary_in_other_words_in_english_only(bot_library: Library) -> None:
    film = bot_library.film("kite")
    assert film is not None
    summary = bot_library.opinion_of_film("kite").summary
    answers = Answers(bot_library, BotSection(), lambda words: f"In short: {words}")
    shown = json.dumps(answers.opinion_of(film).layout.to_components())
    assert f"In short: {summary[:30]}" in shown
    with speaking("de"):
        assert "In short" not in json.dumps(answers.opinion_of(film).layout.to_components())
