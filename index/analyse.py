"""A clean review in, everything the models say of it out."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from .aspects import Term, aspects, heading, join, local, terms
from .judge.clauses import Clause, clause_at, clauses, piece
from .judge.evaluation import Evidence, judgement
from .people import CreditedNames, Named, people
from .sentences import spans
from .sentiment import LinearSentiment, SentimentModel, probability
from .types import Analysis, Aspect, Judgement, Mention, Sentence


@dataclass(frozen=True, slots=True)
class Subject:
    """A review to analyse: its clean text (see `index.clean`), and what is known of its film."""

    text: str
    credits: tuple[str, ...] = ()
    film: str | None = None


@dataclass(frozen=True, slots=True)
class _Parsed:
    """A sentence taken apart, before any model has seen it. All offsets count from its first character."""

    text: str
    start: int
    clauses: list[Clause]
    terms: list[Term]
    named: list[tuple[Named, tuple[int, int], tuple[int, int]]]  # with the piece and the clause around it
    headed: Aspect | None

    def parts(self) -> set[str]:
        """Every part of the sentence whose log-odds will be asked for, but the whole."""
        ranges = {(c.start, c.end) for c in self.clauses}
        for term in self.terms:
            ranges |= {term.piece, term.clause}
        for _, around, clause in self.named:
            ranges |= {around, clause}
        return {self.text[a:b] for a, b in ranges if (a, b) != (0, len(self.text))}


class Analyser:
    """Judges reviews sentence by sentence; holds a model and no state of its own."""

    def __init__(self, model: SentimentModel) -> None:
        """Any model that answers the interface will do."""
        self._model = model

    @classmethod
    def load(cls, folder: Path | None = None) -> "Analyser":
        """With the weights in `folder`, by default the packaged ones. Raises ModelError when they are not good."""
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
        wanted = sorted(set().union(*(p.parts() for p in parsed)))
        values = dict(zip(wanted, self._model.score(wanted)[:, 0].tolist(), strict=True))
        shares = probability(scores.sentences[:, 0]).tolist()
        sentences = []
        for one, share, (positive, evaluates) in zip(parsed, shares, scores.sentences.tolist(), strict=True):
            sentences.append(_judge(one, share, positive, evaluates, values))
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
        for person in people(text, credits, subject.film):
            clause = clause_at(parts, person.start)
            named.append((person, piece(text, clause, person.start, person.end), (clause.start, clause.end)))
        parsed.append(_Parsed(text, start, parts, terms(text, parts), named, headed))
    return parsed


def _judge(one: _Parsed, share: float, positive: float, evaluates: float, values: dict[str, float]) -> Sentence:
    def log_odds(start: int, end: int) -> float:
        return values.get(one.text[start:end], positive)

    evidence = Evidence(positive, evaluates, [log_odds(c.start, c.end) for c in one.clauses])
    opinion = judgement(one.text, one.clauses, evidence)
    judged = {} if opinion == "none" else aspects(one.text, one.terms, log_odds, one.headed)
    mentions: dict[str, list[float]] = {}
    for person, around, clause in one.named:
        said = mentions.setdefault(person.name, [])
        if opinion != "none" and not person.compared:
            said.append(local(log_odds, (0, len(one.text)), (around, clause)))
    found: list[Mention] = []
    for name, said in mentions.items():
        polarity: Judgement = join(said) if said else "none"
        found.append(Mention(name, polarity))
    return Sentence(
        one.text, one.start, one.start + len(one.text), share, opinion, judged, tuple(found)
    )
