"""Counts what judged reviews say of a film or a person."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Literal, TypeVar

from index.interval import doubtful
from index.quotes import best_quotes
from index.spoilers import gives_away
from index.summary import summarise
from index.topics import topics_of
from index.types import (
    Aspect,
    Basis,
    Film,
    JudgedReview,
    Judgement,
    Opinion,
    Polarity,
    Quote,
    Review,
    Sentence,
    Tally,
)

QUOTES_A_SIDE = 3
PROOF = 400
"""Characters of a review, praise and criticism and what stands between them, that still read as one quote."""

_Key = TypeVar("_Key", bound=str)


def form_opinion(
    *,
    subject: str,
    kind: Literal["film", "person"],
    id: str,
    judged: Sequence[JudgedReview],
    aspect: Aspect | None = None,
    films: Sequence[Film] = (),
) -> Opinion:
    """What reviewers say of a film or person, counted in reviews, never in sentences.

    A film's verdict is that of its reviews; a person's (`subject` is the full name, as mentions carry it) is
    what the sentences that name them say of them, and reviews that only name them count in `reviews` alone.
    With `aspect` only reviews that judge that aspect count, each by what it says of it. A review that praises
    and criticises the same thing counts as mixed. `films` is handed through. Without reviews the opinion is
    empty and its summary says so.
    """
    person = subject if kind == "person" else None
    heard = [_about(each, aspect, person) for each in judged]
    verdicts: list[Judgement] = []
    bases: Counter[Basis] = Counter()
    for each, sentences in zip(judged, heard, strict=True):
        if aspect is not None:
            verdict = fold(s.aspects[aspect] for s in sentences)
        elif person is not None:
            verdict = fold(m.polarity for s in sentences for m in s.people if m.name == person)
        else:
            verdict = each.review.verdict
        if sentences or (aspect is None and person is None):
            verdicts.append(verdict)
            bases["model" if aspect or person else each.review.basis] += 1
    for_it, against, mixed = (verdicts.count(side) for side in ("pos", "neg", "mixed"))
    wrong = 0.0 if aspect or person else sum(_doubt(each.review) for each in judged)
    low, high = doubtful(for_it, for_it + against, wrong) if for_it + against else (None, None)
    aspects = _tally(
        ((a, p) for s in sentences for a, p in s.aspects.items() if aspect in (None, a))
        for sentences in heard
    )
    best = best_quotes(judged, aspect, person, QUOTES_A_SIDE)
    opinion = Opinion(
        subject=subject,
        kind=kind,
        id=id,
        reviews=len(verdicts),
        for_it=for_it,
        against=against,
        mixed=mixed,
        positive=for_it / (for_it + against) if for_it + against else None,
        low=low,
        high=high,
        basis=dict(bases),
        aspects=aspects,
        summary="",
        praise=best["pos"],
        criticism=best["neg"],
        films=tuple(films),
        people=_tally(_people(sentences, person) for sentences in heard),
        topics=_tally((t for s in sentences for t in topics_of(s, aspect)) for sentences in heard),
        doubt=wrong,
    )
    return replace(opinion, summary=summarise(opinion, aspect))


def evidence(
    judged: Sequence[JudgedReview],
    thing: str,
    polarity: Polarity,
    *,
    aspect: Aspect | None = None,
    person: str | None = None,
) -> tuple[Quote, ...]:
    """The proof of one number of an opinion: for each review it counts, a sentence that says so.

    `thing` is an aspect, a topic or a person's full name; `judged`, `aspect` and `person` are those that the
    opinion was formed on. There are exactly as many quotes as its tally counts, in the order of the reviews.
    """
    found = []
    for each in judged:
        said = [(s, fold(_said_of(s, thing))) for s in _about(each, aspect, person)]
        if fold(judgement for _, judgement in said) != polarity:
            continue
        judging = [(s, judgement) for s, judgement in said if judgement != "none"]
        shown = [s for s, judgement in judging if judgement == polarity][:1]
        if not shown:  # praise in one sentence, criticism in another
            turn = next(n for n, (_, judgement) in enumerate(judging) if judgement != judging[0][1])
            whole = judging[turn][0].end - judging[0][0].start <= PROOF
            shown = [judging[0][0], judging[turn][0]] if whole else [judging[0][0]]
        review, start, end = each.review, shown[0].start, shown[-1].end
        found.append(
            Quote(
                review.id, review.film_id, review.text[start:end], polarity, tuple(shown[0].aspects),
                review.author, review.publication,
                review.spoiler or any(gives_away(s.text) for s in shown),
            )
        )  # fmt: skip
    return tuple(found)


def _said_of(sentence: Sentence, thing: str) -> Iterable[Judgement]:
    """What a sentence says of an aspect, a topic or a person."""
    yield from (polarity for aspect, polarity in sentence.aspects.items() if aspect == thing)
    yield from (polarity for topic, polarity in topics_of(sentence) if topic == thing)
    yield from (mention.polarity for mention in sentence.people if mention.name == thing)


def _doubt(review: Review) -> float:
    """How likely the verdict on a review is wrong: nothing if it is the reviewer's own."""
    share = review.predicted or 0.0
    return min(share, 1 - share) if review.basis == "model" else 0.0


def fold(judgements: Iterable[Judgement]) -> Judgement:
    """One judgement out of several: both sides make mixed, silence counts for nothing."""
    said = set(judgements) - {"none"}
    if not said:
        return "none"
    return said.pop() if len(said) == 1 else "mixed"


def _about(judged: JudgedReview, aspect: Aspect | None, person: str | None) -> tuple[Sentence, ...]:
    """The sentences of a review that speak of what is asked."""
    return tuple(
        s
        for s in judged.sentences
        if (aspect is None or aspect in s.aspects)
        and (person is None or any(m.name == person for m in s.people))
    )


def _people(sentences: Iterable[Sentence], person: str | None) -> Iterable[tuple[str, Judgement]]:
    return ((m.name, m.polarity) for s in sentences for m in s.people if person is None)


def _tally(reviews: Iterable[Iterable[tuple[_Key, Judgement]]]) -> Mapping[_Key, Tally]:
    """Reviews for, against and in two minds about each thing, most talked about first."""
    counts: Counter[tuple[_Key, Polarity]] = Counter()
    for said in reviews:
        by_key: dict[_Key, set[Judgement]] = {}
        for key, judgement in said:
            by_key.setdefault(key, set()).add(judgement)
        for key, judgements in by_key.items():
            verdict = fold(judgements)
            if verdict != "none":
                counts[key, verdict] += 1
    keys = dict.fromkeys(key for key, _ in counts)
    tallies = {k: Tally(counts[k, "pos"], counts[k, "neg"], counts[k, "mixed"]) for k in keys}
    return dict(sorted(tallies.items(), key=lambda item: (-item[1].total, item[0])))

