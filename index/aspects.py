"""Which of the eight aspects a sentence evaluates, and how."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import cast

from .judge.clauses import Clause, clause_at, piece
from .judge.terms import HEADING, TERM, TOPIC, WHOLE
from .types import Aspect, Polarity

LogOdds = Callable[[int, int], float]
"""Start and end of a part of the sentence in, its log-odds of being positive out."""

CLEAR = 0.5
"""Log-odds from which a part of a sentence speaks for itself; below, the larger part around it decides."""

_CAPITAL_BEFORE = re.compile(r"\b[A-Z][\w'\u2019]*\s$")
_CAPITAL_AFTER = re.compile(r"\s[A-Z][a-z]")
OPPOSED = 1.2
"""Log-odds beyond which two parts of a sentence contradict each other."""
_MANNER = re.compile(
    r"(?:haunting|powerful|compelling|engaging|heart-?breaking|intense|captivating|mesmeri[sz]ing|boring|dull|affecting"
    r"|fascinating|involving|emotional|touching|moving|exciting)(?:ly)?",
    re.IGNORECASE,
)
"""Words of impact that often only tell how good something else is: "a haunting score"."""


@dataclass(frozen=True, slots=True)
class Term:
    """A word for an aspect at `sentence[start:end]`; `piece` and `clause` are the parts around it."""

    aspect: Aspect
    start: int
    end: int
    piece: tuple[int, int]
    clause: tuple[int, int]
    topic: str = ""  # the word itself when it only names a topic ("script") and says nothing of its quality


def terms(sentence: str, parts: Sequence[Clause]) -> list[Term]:
    """The words of a sentence that name an aspect, in order; those in a title or name do not count."""
    found: list[Term] = []
    specific = [(m.start(), m.end(), cast(Aspect, m.lastgroup)) for m in TERM.finditer(sentence)]
    overall: list[tuple[int, int, Aspect]] = [
        (m.start(), m.end(), "overall") for m in WHOLE.finditer(sentence)
    ]
    for start, end, aspect in sorted(specific + overall):
        if _in_title(sentence, start, end):
            continue
        clause = clause_at(parts, start)
        around = piece(sentence, clause, start, end)
        topic = sentence[start:end] if TOPIC.fullmatch(sentence, start, end) else ""
        found.append(Term(aspect, start, end, around, (clause.start, clause.end), topic))
    return found


def _in_title(sentence: str, start: int, end: int) -> bool:
    """Whether the word stands capitalised next to another capital, as in "The Color Purple"."""
    if not sentence[start].isupper() or sentence[start:end].isupper() or not sentence[:start].strip():
        return False
    return bool(_CAPITAL_BEFORE.search(sentence, 0, start) or _CAPITAL_AFTER.match(sentence, end))


def heading(sentence: str) -> Aspect | None:
    """The aspect of a sentence like "Photography: the light is beautiful"."""
    match = HEADING.match(sentence)
    return cast(Aspect, match.lastgroup) if match else None


def value(term: Term, log_odds: LogOdds, sentence: tuple[int, int], topics: Mapping[str, float]) -> float:
    """What is said of a term: as `local`, less what a mere topic word weighs by itself (`topics`)."""
    own = topics.get(term.topic, 0.0)
    for part in (term.piece, term.clause):
        said = log_odds(*part) - own
        if abs(said) >= CLEAR:
            return said
    return log_odds(*sentence)


def local(log_odds: LogOdds, sentence: tuple[int, int], around: Sequence[tuple[int, int]]) -> float:
    """The log-odds of the smallest of the parts (inner to outer) that is clear, else of the sentence."""
    for start, end in around:
        value = log_odds(start, end)
        if abs(value) >= CLEAR:
            return value
    return log_odds(*sentence)


def join(values: Sequence[float]) -> Polarity:
    """One polarity for all mentions of an aspect or person: "mixed" when they contradict each other."""
    good, bad = max(values) > 0, min(values) < 0
    return "mixed" if good and bad else "pos" if good else "neg"


def contradicted(found: Sequence[Term], log_odds: LogOdds, topics: Mapping[str, float]) -> bool:
    """Whether some terms are clearly praised and others clearly criticised."""
    values = [log_odds(*term.piece) - topics.get(term.topic, 0.0) for term in found]
    return bool(values) and max(values) > OPPOSED and min(values) < -OPPOSED


def aspects(
    sentence: str,
    found: Sequence[Term],
    log_odds: LogOdds,
    topics: Mapping[str, float],
    opinion: Polarity,
    headed: Aspect | None = None,
    of_people: Sequence[float] = (),
) -> dict[Aspect, Polarity]:
    """The aspects that an evaluating sentence evaluates.

    `topics` holds the log-odds of bare topic words, `opinion` is that of the sentence, `headed` the heading it stands under, `of_people` the log-odds of what
    it says of people. A sentence that evaluates but names no aspect is about the acting when it is about a
    person, else about the film as a whole.
    """
    whole = (0, len(sentence))
    values: dict[Aspect, list[float]] = {}
    named = [term for term in found if term.aspect not in ("overall", "impact")]
    for term in found:
        if term.aspect == "overall" and any(
            _shares(term, other) for other in found if other.aspect != "overall"
        ):
            continue
        if term.aspect == "impact" and _MANNER.fullmatch(sentence, term.start, term.end):
            if any(_shares(term, other) for other in named):
                continue
        values.setdefault(term.aspect, []).append(value(term, log_odds, whole, topics))
    if headed and headed not in values:
        values[headed] = [log_odds(*whole)]
    if not values and of_people:
        values["acting"] = list(of_people)
    if not values:
        return {"overall": opinion}
    return {aspect: join(found) for aspect, found in values.items()}


def _shares(term: Term, other: Term) -> bool:
    return term.piece == other.piece
