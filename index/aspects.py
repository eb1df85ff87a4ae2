"""Which of the eight aspects a sentence evaluates, and how."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import cast

from .judge.clauses import Clause, clause_at, piece
from .judge.reading import Reading, join
from .judge.terms import HEADING, TERM, TOPIC, WHOLE
from .types import Aspect, Polarity

_CAPITAL_BEFORE = re.compile(r"\b[A-Z][\w'\u2019]*\s$")
_CAPITAL_AFTER = re.compile(r"\s[A-Z][a-z]")
OPPOSED = 1.2
"""Log-odds beyond which two parts of a sentence contradict each other."""
_MANNER = re.compile(
    r"(?:haunting|powerful|compelling|engaging|heart-?breaking|intense|captivating|mesmeri[sz]ing|boring|dull"
    r"|affecting|fascinating|involving|emotional|touching|moving|exciting)(?:ly)?",
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


def contradicted(found: Sequence[Term], reading: Reading) -> bool:
    """Whether some terms are clearly praised and others clearly criticised."""
    said = [reading.local((term.piece,), term.topic) for term in found]
    return bool(said) and max(said) > OPPOSED and min(said) < -OPPOSED


def aspects(
    found: Sequence[Term],
    reading: Reading,
    opinion: Polarity,
    headed: Aspect | None = None,
    people: Mapping[Aspect, Sequence[float]] | None = None,
) -> dict[Aspect, Polarity]:
    """The aspects that an evaluating sentence evaluates.

    `opinion` is that of the sentence, `headed` the heading it stands under, `people` the log-odds of what it
    says of people without naming an aspect, by what they are there for. A sentence that evaluates none of all
    this is about the film as a whole.
    """
    said: dict[Aspect, list[float]] = {}
    for term in found:
        if not _yields(term, reading.text, [other for other in found if other.piece == term.piece]):
            said.setdefault(term.aspect, []).append(reading.local((term.piece, term.clause), term.topic))
    if headed and headed not in said:
        said[headed] = [reading.positive + reading.lean]
    for aspect, values in (people or {}).items():
        said.setdefault(aspect, []).extend(values)
    return {aspect: join(values) for aspect, values in said.items()} or {"overall": opinion}


def _yields(term: Term, sentence: str, beside: Sequence[Term]) -> bool:
    """Whether a term only tells how good another one beside it is: "a film with a haunting score"."""
    if term.aspect == "overall":
        return any(other.aspect != "overall" for other in beside)
    manner = term.aspect == "impact" and _MANNER.fullmatch(sentence, term.start, term.end)
    return bool(manner) and any(other.aspect not in ("overall", "impact") for other in beside)
