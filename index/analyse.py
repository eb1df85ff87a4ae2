"""A clean review in, everything the models say of it out."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, TypeVar

import numpy as np

from .bert import FloatArray
from .judge.classes import MENTIONS, OPINIONS, SIDES
from .judge.clauses import Clause, turning
from .judge.encoder import Passage
from .people import CreditedNames, Named, named_in
from .sentences import spans
from .sentiment import PackagedSentiment, Scores, SentimentModel, packaged_sentiment, probability
from .types import ASPECTS, Analysis, Aspect, Judgement, Mention, Polarity, Sentence

RULES = 4
"""To be raised when the rules on top of the model change, so that stored reviews are judged anew."""

VERDICT, ALONE = 1.5, 4.0
"""What the reviewer's own verdict adds to the score of its side where a sentence or aspect takes one: in each
sentence, and in one that is the whole review. The first is chosen on the batches below; the second is what
labels.csv says: of 526 such sentences of training and selection films that take a side, 9 take the other one,
and log(517 / 9) is 4."""

MIXED, ASPECT = 0.3, 0.6
"""Added to the scores of "mixed" and of an aspect's being evaluated; chosen on the batches "selection" and
"tuning" of benchmarks/sentiment/labels.csv."""

_Said = TypeVar("_Said", Judgement, Polarity)
_SIGN: dict[Polarity | None, int] = {"pos": 1, "neg": -1}
_AT_ONCE = 128
"""Reviews that are read together: enough to batch sentences of like length, little to hold."""


@dataclass(frozen=True, slots=True)
class Subject:
    """A review to analyse: its clean text (see `index.clean`), and what is known of it and of its film.

    `directors` are those of `credits` who direct and do not act; praise of them is praise of the direction.
    `verdict` is the reviewer's own, by label or stars, which leans what the sentences say towards it.
    """

    text: str
    credits: tuple[str, ...] = ()
    film: str | None = None
    directors: tuple[str, ...] = ()
    verdict: Polarity | None = None


@dataclass(frozen=True, slots=True)
class _Parsed:
    """A review taken apart before any model has seen it."""

    subject: Subject
    spans: list[tuple[int, int]]
    named: list[list[Named]]
    turning: list[list[Clause]]

    def passage(self) -> Passage:
        """What the model reads."""
        return Passage(
            [self.subject.text[a:b] for a, b in self.spans],
            [[(one.start, one.end) for one in named] for named in self.named],
        )

    def clauses(self) -> Iterator[Passage]:
        """The clauses in contrast, each by itself, sentence by sentence."""
        for (start, end), named, opposed in zip(self.spans, self.named, self.turning, strict=True):
            sentence = self.subject.text[start:end]
            for clause in opposed:
                own = [(n.start - clause.start, n.end - clause.start) for n in inside(clause, named)]
                yield Passage([sentence[clause.start : clause.end]], [own])


def inside(clause: Clause, named: Sequence[Named]) -> list[Named]:
    """The names that stand in a clause."""
    return [one for one in named if clause.start <= one.start and one.end <= clause.end]


class Analyser:
    """Judges reviews sentence by sentence; holds a model and no state of its own.

    `name` differs between analysers that judge differently.
    """

    def __init__(self, model: SentimentModel) -> None:
        """Any model that answers the interface will do."""
        self._model = model
        self.name = f"{RULES}-{model.name}"

    @classmethod
    def load(cls, folder: Path | None = None, *, threads: int = 0) -> "Analyser":
        """With the weights in `folder`, by default the packaged ones; ModelError when they are not good.

        `threads`: of the processor; 0 takes all.
        """
        return cls(PackagedSentiment.load(folder, threads) if folder else packaged_sentiment(threads))

    def analyse(self, subjects: Sequence[Subject]) -> list[Analysis]:
        """One analysis for each review, in order; `text[s.start:s.end] == s.text` for every sentence."""
        known: dict[tuple[str, ...], CreditedNames] = {}
        found: list[Analysis] = []
        for start in range(0, len(subjects), _AT_ONCE):
            parsed = list(_parsed(subjects[start : start + _AT_ONCE], known))
            clauses = [clause for one in parsed for clause in one.clauses()]
            scores = self._model.judge([*(one.passage() for one in parsed), *clauses])
            of_clauses = iter(scores[len(parsed) :])
            found += [_analysis(one, score, of_clauses) for one, score in zip(parsed, scores, strict=False)]
        return found


def _parsed(subjects: Sequence[Subject], known: dict[tuple[str, ...], CreditedNames]) -> Iterator[_Parsed]:
    for subject in subjects:
        if subject.credits not in known:
            known[subject.credits] = CreditedNames(subject.credits)
        parts = spans(subject.text)
        sentences = [subject.text[a:b] for a, b in parts]
        named = named_in(sentences, known[subject.credits], subject.film or "")
        yield _Parsed(subject, parts, named, [turning(sentence) for sentence in sentences])


def _analysis(parsed: _Parsed, scores: Scores, clauses: Iterator[Scores]) -> Analysis:
    """`clauses` yields the scores of the clauses in contrast of all reviews in order."""
    subject = parsed.subject
    lean = _SIGN.get(subject.verdict, 0) * (ALONE if len(parsed.spans) == 1 else VERDICT)
    positive = probability(scores.positive + lean).tolist()
    sentences = []
    for number, (start, end) in enumerate(parsed.spans):
        named, people = parsed.named[number], list(scores.people[number])
        opinion = opinion_of(scores.opinions[number], lean)
        said = set()
        for clause in parsed.turning[number]:
            own = next(clauses)
            said.add(opinion_of(own.opinions[0]))
            for one, score in zip(inside(clause, named), own.people[0], strict=True):
                people[named.index(one)] = score
        if {"pos", "neg"} <= said and opinion != "none":
            opinion = "mixed"
        mentions = _mentions(named, people, opinion)
        aspects = aspects_of(scores.aspects[number], opinion, lean)
        sentences.append(
            Sentence(
                subject.text[start:end],
                start,
                end,
                positive[number],
                opinion,
                _directed(aspects, mentions, subject.directors),
                tuple(Mention(name, said_of) for name, said_of in mentions.items()),
            )
        )
    return Analysis(float(probability(scores.review)), tuple(sentences))


def opinion_of(scores: FloatArray, lean: float = 0.0) -> Judgement:
    """The opinion that scores best; (4,) over OPINIONS in.

    `lean` speaks for "pos", below 0 for "neg": it tells which side is taken, not whether one is.
    """
    best = OPINIONS[int((scores + np.array([0.0, 0.0, MIXED, 0.0], dtype=np.float32)).argmax())]
    return _leaning(best, float(scores[0] - scores[1]), lean)


def _leaning(said: _Said, pos_over_neg: float, lean: float) -> _Said | Literal["pos", "neg"]:
    """What is said, on the other side if the lean outweighs what speaks for the one taken."""
    if said in ("mixed", "none"):
        return said
    return "pos" if pos_over_neg + lean >= 0 else "neg"


def aspects_of(scores: FloatArray, opinion: Judgement, lean: float = 0.0) -> dict[Aspect, Polarity]:
    """The aspects that a sentence evaluates; (8, 4) over ASPECTS and ASPECT_CLASSES in, `lean` as above.

    A sentence that evaluates has at least the aspect that stands out most; one that does not has none. Where
    it is mixed, one of its aspects is against the verdict anyway.
    """
    if opinion == "none":
        return {}
    said = scores[:, 1:].max(axis=1) - scores[:, 0] + ASPECT
    chosen = np.flatnonzero(said > 0)
    if not len(chosen):
        chosen = np.array([int(said.argmax())])
    lean = 0.0 if opinion == "mixed" else lean
    sides = scores[:, 1:]
    return {
        ASPECTS[a]: _leaning(SIDES[int(sides[a].argmax())], float(sides[a, 0] - sides[a, 1]), lean)
        for a in chosen.tolist()
    }


def _directed(
    aspects: dict[Aspect, Polarity], mentions: dict[str, Judgement], directors: Sequence[str]
) -> dict[Aspect, Polarity]:
    """What is said of nobody but a director is about the direction, even where it reads as acting."""
    judged = {name for name, said in mentions.items() if said != "none"}
    if not judged or not judged <= set(directors):
        return aspects
    moved: dict[Aspect, Polarity] = {}
    for aspect, polarity in aspects.items():
        aspect = "direction" if aspect == "acting" else aspect
        moved[aspect] = polarity if moved.get(aspect, polarity) == polarity else "mixed"
    return moved


def _mentions(
    named: Sequence[Named], scores: Sequence[FloatArray], opinion: Judgement
) -> dict[str, Judgement]:
    """What a sentence says of each person in it; names that the model takes for nobody's are left out."""
    found: dict[str, Judgement] = {}
    for one, score in zip(named, scores, strict=True):
        classes = MENTIONS[1:] if one.credited else MENTIONS
        said = classes[int(score[len(MENTIONS) - len(classes) :].argmax())]
        if said == "nobody":
            continue
        said = "none" if opinion == "none" else said
        before = found.get(one.name, "none")
        found[one.name] = said if before in ("none", said) else before if said == "none" else "mixed"
    return found
