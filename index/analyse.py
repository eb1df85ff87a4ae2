"""A clean review in, everything the models say of it out."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from .aspects import Term, aspects, contradicted, heading, terms
from .judge.clauses import Clause, clause_at, clauses, piece
from .judge.evaluation import Evidence, judgement
from .judge.reading import Part, Reading, join
from .people import CreditedNames, Named, people, said_of
from .sentences import spans
from .sentiment import LinearSentiment, SentimentModel, probability
from .types import Analysis, Aspect, Mention, Polarity, Sentence

RULES = 1
"""To be raised when the rules on top of the model change, so that stored reviews are judged anew."""

CONTEXT = 0.2
"""How much of the log-odds of the whole review (within -4..4) is added to those of its sentences."""

VERDICT = 0.8
"""What the reviewer's own verdict adds to the log-odds of each sentence of a long review; twice that where
one sentence is the review."""

_SIGN: dict[Polarity | None, int] = {"pos": 1, "neg": -1}
_CREDITS: tuple[Aspect, ...] = ("acting", "direction")


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
    """A sentence taken apart, before any model has seen it. All offsets count from its first character."""

    text: str
    start: int
    clauses: list[Clause]
    terms: list[Term]
    named: list[tuple[Named, Part, Part]]  # with the piece and the clause around it
    headed: Aspect | None

    def parts(self) -> set[str]:
        """Every part of the sentence whose log-odds will be asked for, but the whole."""
        ranges = {(c.start, c.end) for c in self.clauses}
        for term in self.terms:
            ranges |= {term.piece, term.clause}
        for _, around, clause in self.named:
            ranges |= {around, clause}
        return {self.text[a:b] for a, b in ranges if (a, b) != (0, len(self.text))}

    def topics(self) -> set[str]:
        """The bare topic words of the sentence."""
        return {term.topic for term in self.terms if term.topic}


class Analyser:
    """Judges reviews sentence by sentence; holds a model and no state of its own.

    `name` differs between analysers that judge differently.
    """

    def __init__(self, model: SentimentModel) -> None:
        """Any model that answers the interface will do."""
        self._model = model
        self.name = f"{RULES}-{model.name}"

    @classmethod
    def load(cls, folder: Path | None = None) -> "Analyser":
        """With the weights in `folder`, by default the packaged ones; ModelError when they are not good."""
        return cls(LinearSentiment.load(folder))

    def analyse(self, subjects: Sequence[Subject]) -> list[Analysis]:
        """One analysis for each review, in order; `text[s.start:s.end] == s.text` for every sentence."""
        known: dict[tuple[str, ...], CreditedNames] = {}
        found = []
        for subject in subjects:
            if subject.credits not in known:
                known[subject.credits] = CreditedNames(subject.credits)
            found.append(self._one(subject, known[subject.credits]))
        return found

    def _one(self, subject: Subject, credits: CreditedNames) -> Analysis:
        parsed = _parse(subject, credits)
        scores = self._model.judge(subject.text, [p.text for p in parsed])
        wanted = sorted(set().union(*(p.parts() for p in parsed), *(p.topics() for p in parsed)))
        values = dict(zip(wanted, self._model.score(wanted)[:, 0].tolist(), strict=True))
        # The tone of the whole helps with sentences that could go either way.
        tone = CONTEXT * max(-4.0, min(4.0, scores.review)) if len(parsed) > 1 else 0.0
        lean = tone
        if subject.verdict in _SIGN:
            lean = _SIGN[subject.verdict] * VERDICT * (1 + 1 / len(parsed))
        sentences = []
        for one, (positive, evaluates) in zip(parsed, scores.sentences.tolist(), strict=True):
            reading = Reading(one.text, positive, values, lean)
            # A verdict on the film is none on its people, who may shine in a dreadful one.
            of_people = replace(reading, lean=tone)
            sentences.append(_judge(one, reading, of_people, evaluates, subject.directors))
        return Analysis(float(probability(scores.review)), tuple(sentences))


def _parse(subject: Subject, credits: CreditedNames) -> list[_Parsed]:
    parsed: list[_Parsed] = []
    headed: Aspect | None = None
    last = 0
    for start, end in spans(subject.text):
        text = subject.text[start:end]
        if "\n" in subject.text[last:start]:
            headed = None
        headed = heading(text) or headed
        last = end
        parts = clauses(text)
        named = []
        for person in people(text, credits, subject.film or ""):
            clause = clause_at(parts, person.start)
            named.append((person, piece(text, clause, person.start, person.end), (clause.start, clause.end)))
        parsed.append(_Parsed(text, start, parts, terms(text, parts), named, headed))
    return parsed


def _judge(
    one: _Parsed, reading: Reading, of_people: Reading, evaluates: float, directors: Sequence[str]
) -> Sentence:
    evidence = Evidence(
        evaluates,
        topic=any(term.aspect != "overall" for term in one.terms),
        bare_topics=sum(reading.parts[topic] for topic in one.topics()),
        contradicted=contradicted(one.terms, reading),
    )
    opinion = judgement(reading, one.clauses, evidence)
    mentions: dict[str, list[float]] = {}
    at_work: dict[Aspect, list[float]] = {}
    for person, around, clause in one.named:
        credit = one.headed in _CREDITS or any(t.aspect in _CREDITS and t.clause == clause for t in one.terms)
        value = None if opinion == "none" else said_of(person, of_people, around, clause, credit)
        said = mentions.setdefault(person.name, [])
        if value is not None:
            said.append(value)
            if not _owns(one.text, person) and not any(_beside(term, clause) for term in one.terms):
                work: Aspect = "direction" if person.name in directors else "acting"
                at_work.setdefault(work, []).append(value)
    judged: dict[Aspect, Polarity] = {}
    if opinion != "none":
        judged = aspects(one.terms, reading, opinion, one.headed, at_work)
    return Sentence(
        one.text,
        one.start,
        one.start + len(one.text),
        float(probability(reading.positive + reading.lean)),
        opinion,
        judged,
        tuple(Mention(name, join(said) if said else "none") for name, said in mentions.items()),
    )


def _owns(sentence: str, person: Named) -> bool:
    """Whether the name is a possessor, so that the sentence judges something of theirs."""
    return sentence[person.end : person.end + 1] in ("'", "\u2019")


def _beside(term: Term, clause: Part) -> bool:
    """Whether the clause of somebody's name tells itself which aspect it judges."""
    return term.clause == clause and term.aspect not in ("overall", "impact")
