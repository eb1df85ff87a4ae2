"""Sentences labelled by hand: opinion, aspects with polarity, people with polarity."""

from collections.abc import Hashable, Sequence
from typing import Any

from benchmarks.quality.scores import macro_f1, micro_f1
from benchmarks.sentiment.labels import LabelledReview, LabelledSentence
from index.analyse import Analyser, Subject
from index.judge.classes import OPINIONS
from index.people import CreditedNames, named_in
from index.sentences import spans
from index.types import Sentence

Pair = tuple[LabelledReview, LabelledSentence, Sequence[Sentence]]
Compared = tuple[set[tuple[str, str]], set[tuple[str, str]]]
"""(key, polarity) as labelled and as found."""


def judged(analyser: Analyser, reviews: Sequence[LabelledReview], *, alone: bool) -> list[Pair]:
    """Each labelled sentence with what the analyser made of it, within its review or `alone`."""
    pairs: list[Pair] = []
    if alone:
        each = [(review, one) for review in reviews for one in review.sentences]
        found = analyser.analyse(
            [Subject(review.text[one.start : one.end], review.credits, review.film) for review, one in each]
        )
        return [
            (review, one, analysis.sentences) for (review, one), analysis in zip(each, found, strict=True)
        ]
    for review, analysis in zip(
        reviews,
        analyser.analyse([Subject(review.text, review.credits, review.film) for review in reviews]),
        strict=True,
    ):
        for one in review.sentences:
            near = min(analysis.sentences, key=lambda s: abs(s.start - one.start))
            pairs.append((review, one, (near,)))
    return pairs


def agreement(first: Sequence[LabelledReview], second: Sequence[LabelledReview]) -> dict[str, float]:
    """How far two annotators of the same sentences agree, as F1 of the one against the other."""
    again = {(review.id, one.start): one for review in second for one in review.sentences}
    both = [(one, again[review.id, one.start]) for review in first for one in review.sentences]
    return {
        "opinion macro-F1": macro_f1([(a.opinion, b.opinion) for a, b in both], OPINIONS)["macro"],
        "aspects and polarity F1": micro_f1(
            (set(a.aspects.items()), set(b.aspects.items())) for a, b in both
        ),
        "people and polarity F1": micro_f1((set(a.people or ()), set(b.people or ())) for a, b in both),
    }


def figures(pairs: Sequence[Pair]) -> dict[str, Any]:
    """Opinion macro-F1; micro-F1 of aspects and people, each with its polarity."""
    opinions = [(one.opinion, found[0].opinion if found else "none") for _, one, found in pairs]
    aspects: list[Compared] = [
        (set(one.aspects.items()), {item for s in found for item in s.aspects.items()})
        for _, one, found in pairs
    ]
    named: list[Compared] = [
        (_people(review, one), {(m.name, m.polarity) for s in found for m in s.people})
        for review, one, found in pairs
        if one.people is not None
    ]
    result: dict[str, Any] = {
        "n": len(pairs),
        "opinion F1": macro_f1(opinions, OPINIONS),
        "aspects F1": micro_f1(map(_keys, aspects)),
        "aspects and polarity F1": micro_f1(aspects),
    }
    if named:
        result["people F1"] = micro_f1(map(_keys, named))
        result["people and polarity F1"] = micro_f1(named)
        result["people named"] = sum(len(gold) for gold, _ in named)
    return result


def _keys(pair: Compared) -> tuple[set[Hashable], set[Hashable]]:
    """What is told, whatever is said of it."""
    gold, found = pair
    return {key for key, _ in gold}, {key for key, _ in found}


def _people(review: LabelledReview, one: LabelledSentence) -> set[tuple[str, str]]:
    """The labelled people by the names that the analyser gives to who stands there, however written."""
    parts = spans(review.text)
    named = named_in([review.text[a:b] for a, b in parts], CreditedNames(review.credits), review.film)
    here = [n for (start, _), found in zip(parts, named, strict=True) if start == one.start for n in found]
    text = review.text[one.start : one.end]

    def name(start: int, end: int) -> str:
        return next((n.name for n in here if n.overlaps(start, end)), text[start:end])

    return {(name(a, b), said) for a, b, said in one.people or ()}
