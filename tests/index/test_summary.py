import re
from collections.abc import Iterable
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.opinions import form_opinion
from index.types import ASPECTS, Aspect, JudgedReview, Opinion
from tests.index.judged import alike, judged_review, judged_reviews

SUBJECT = {"film": "S1m0ne 2 (2002)", "person": "Hugh Grant"}


def numbers(summary: str, subject: str) -> list[int]:
    own_words = re.sub("“[^”]*”", "", summary.replace(subject, ""))
    return [int(n.replace(",", "")) for n in re.findall(r"\d[\d,]*", own_words)]


def counts(opinion: Opinion) -> set[int]:
    verdicts = (opinion.for_it, opinion.against, opinion.reviews - opinion.for_it - opinion.against)
    allowed = {opinion.reviews, *opinion.basis.values(), *_sums(verdicts)}
    for tally in (*opinion.aspects.values(), *opinion.people.values(), *opinion.topics.values()):
        allowed |= _sums((tally.positive, tally.negative, tally.mixed))
    return allowed


def _sums(parts: Iterable[int]) -> set[int]:
    parts = tuple(parts)
    return {sum(some) for size in range(1, len(parts) + 1) for some in combinations(parts, size)}


@given(judged_reviews(), st.sampled_from(["film", "person"]), st.none() | st.sampled_from(ASPECTS))
@settings(deadline=None, max_examples=150)
def test_every_number_is_a_count(judged: list[JudgedReview], kind: str, aspect: Aspect | None) -> None:
    opinion = form_opinion(subject=SUBJECT[kind], kind=kind, id="f", judged=judged, aspect=aspect)  # type: ignore[arg-type]
    assert set(numbers(opinion.summary, SUBJECT[kind])) <= counts(opinion)
    assert opinion.summary.count("“") <= 1


@given(judged_reviews(), st.sampled_from(["film", "person"]), st.none() | st.sampled_from(ASPECTS))
@settings(deadline=None, max_examples=150)
def test_it_reads_like_prose(judged: list[JudgedReview], kind: str, aspect: Aspect | None) -> None:
    summary = form_opinion(
        subject=SUBJECT[kind],
        kind=kind,
        id="f",
        judged=judged,
        aspect=aspect,  # type: ignore[arg-type]
    ).summary
    own_words = re.sub("“[^”]*”", "", summary)
    assert re.search(r"[.!?”]$", summary) and "  " not in summary
    assert not re.search(r"(?<![\d,])1 reviews|(?<!\d)1 (?:praise|fault|take|name)\b|\(0|\b0 ", own_words)
    assert 1 <= len(re.findall(r"[.!?](?:\s|$)", own_words.replace("vs.", ""))) <= 4
    assert all(s[0].isupper() or s[0].isdigit() for s in re.split(r"(?<=[.!?]) ", own_words) if s)


def opinion_of(judged: list[JudgedReview], aspect: Aspect | None = None) -> str:
    return form_opinion(
        subject="About a Boy (2002)", kind="film", id="f", judged=judged, aspect=aspect
    ).summary


ACTED = ("The cast is a joy to watch.", "pos", {"acting": "pos"}, {"Hugh Grant": "pos"})
DULL = ("The story never gets going.", "neg", {"story": "neg"}, {})
MUTE = ("I sat through all of this.", "none", {}, {})


@pytest.mark.parametrize(
    ("judged", "summary"),
    [
        (
            [*alike(20, ACTED, "pos"), *alike(4, DULL, "neg", 20)],
            "20 of 24 reviewers are for it. They praise the acting (20 reviews), and 20 single out "
            "Hugh Grant. Complaints are about the story (4 reviews).",
        ),
        (
            [*alike(11, ACTED, "pos"), *alike(11, DULL, "neg", 20)],
            "Reviewers are split: 11 for it and 11 against. They praise the acting (11 reviews), and 11 "
            "single out Hugh Grant. Complaints are about the story (11 reviews).",
        ),
        (alike(1, DULL, "neg"), "The only review is against it. One review faults the story."),
        (alike(12, MUTE, "pos"), "All 12 reviewers are for it. None goes into particulars."),
    ],
)
def test_the_wording_follows_the_shape(judged: list[JudgedReview], summary: str) -> None:
    assert opinion_of(judged) == summary


def test_it_says_what_divides_reviewers() -> None:
    liked = ("The story is a small marvel.", "pos", {"story": "pos"}, {})
    assert "Opinions differ on the story: 9 for, 8 against." in opinion_of(
        [*alike(9, liked, "pos"), *alike(8, DULL, "neg", 20)]
    )


@pytest.mark.parametrize(
    ("rest", "said"),
    [
        ({"stars": 0.9}, "Going by their stars, all 12 reviewers are for it."),
        ({"predicted": 0.9}, "Going by their words, all 12 reviewers are for it."),
    ],
)
def test_it_says_on_what_the_verdicts_rest(rest: dict[str, float], said: str) -> None:
    judged = [judged_review(i, [MUTE], **rest) for i in range(12)]  # type: ignore[list-item,arg-type]
    assert opinion_of(judged).startswith(said)


def test_it_says_so_when_verdicts_rest_on_different_things() -> None:
    judged = alike(10, MUTE, "pos") + [judged_review(90 + i, [MUTE], predicted=0.2) for i in range(3)]  # type: ignore[list-item]
    assert "(3 judged from the text)" in opinion_of(judged)


def test_an_aspect_asked_for() -> None:
    judged = [
        *alike(6, ACTED, "pos"),
        *alike(1, ("The cast is asleep.", "neg", {"acting": "neg"}, {}), "neg", 30),
    ]
    assert opinion_of(judged, "acting") == (
        "7 reviews judge the acting: 6 praise it and 1 faults it. 6 single out Hugh Grant."
    )
    assert opinion_of(judged, "music") == "No review here judges the music."
