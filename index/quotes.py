"""Chooses the words of reviewers that speak for the most reviews."""

import heapq
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from index.spoilers import gives_away
from index.topics import topics_of
from index.types import Aspect, JudgedReview, Polarity, Quote, Review, Sentence

MIN_WORDS = 4
MAX_CHARACTERS = 240
_COMFORTABLE = range(40, 161)  # characters that read at a glance
_SHORT = 60  # a sentence below this may need its neighbour to say something
_EXHAUSTIVE = 150  # quotes ranked one by one; nobody pages further, and each costs a look at all the rest
_SPOILT = 0.1  # what is left of the worth of a quote that gives away the end
_ALIKE = 0.7  # share of words in common from which two quotes say the same thing

_WORD = re.compile(r"[^\W\d_]+(?:['\u2019-][^\W\d_]+)*")
_WHOLE = re.compile(r"^[\"\u201c'\u2018(\[]*[A-Z0-9\u00c0-\u00de]")  # begins like a sentence
_ENDED = re.compile(r"[.!?\u2026][\"\u201d'\u2019)\]]*$")
_LEANING = re.compile(r"^(?:but|and|or|so|yet|it|this|that|these|those)\b", re.IGNORECASE)
_WHO = re.compile(r"^(?:he|she|they|his|her|their)\b", re.IGNORECASE)
_CUT = re.compile(r"\b(?:Mr|Mrs|Ms|Dr|St|Jr|vs)\.$")  # a splitter took the full stop for an end
_TOO_COMMON = """
a about above after again all also although always am an and another any are aren't as at away back be
because been before being between both but by can can't could couldn't did didn't do does doesn't doing
don't done down during each either else enough even ever every everything far few for from full get gets
give go goes going had has hasn't have having he he's her here here's hers him himself his how i i'm if
in into is isn't it it's its itself just kind know less let like little lot made make makes making many
may me might more most much must my never new no none nor not nothing now of off often old on once one
one's only or other others our out over own perhaps put quite rather really right same say see seem seems
she should show since so some something sort still such take takes than that that's the their them
themselves then there there's these they they're thing things this those though through time to together
too two under until up upon us very was wasn't way we well were what what's when where whether which
while who whole whose why will with within without won't work would you you're you've your film film's
films movie movie's movies picture
"""
_DROPPED = frozenset(_TOO_COMMON.split())


@dataclass(slots=True)
class _Candidate:
    review: Review
    start: int
    end: int
    polarity: Polarity
    aspects: tuple[Aspect, ...]
    features: frozenset[str]
    worth: float
    spoiler: bool

    @property
    def text(self) -> str:
        return self.review.text[self.start : self.end]


def rank_quotes(
    judged: Sequence[JudgedReview],
    *,
    aspect: Aspect | None = None,
    polarity: Polarity | None = None,
    person: str | None = None,
) -> tuple[Quote, ...]:
    """All usable quotes, most representative first.

    A quote is one or two whole sentences, or a whole short review: exact words of the review. Without
    `aspect` and `person` (a full name) it is polar as a whole and its review's verdict agrees; with them, it
    is what is said of that aspect or person, whatever the review's verdict. `polarity` keeps one side.

    Ranked greedily: each next quote is the one whose aspects, people, topics and words most reviews of its
    side share, less what the quotes before it already said, and less if its review or author has had a word.
    This is opinion prevalence (Malon 2023, "Automatically evaluating opinion prevalence in opinion
    summarization") with the greedy cover of Angelidis et al. 2021 ("Extractive opinion summarization in
    quantized transformer spaces", TACL 9) over plain features in place of learnt codes.
    """
    found = [c for each in judged for c in _candidates(each, aspect, polarity, person)]
    sides: dict[Polarity, list[_Candidate]] = {}
    for candidate in found:
        sides.setdefault(candidate.polarity, []).append(candidate)
    prevalence = {side: _prevalence(group) for side, group in sides.items()}
    return tuple(
        Quote(
            c.review.id,
            c.review.film_id,
            c.text,
            c.polarity,
            c.aspects,
            c.review.author,
            c.review.publication,
            c.spoiler,
        )
        for c in _greedy(found, prevalence)
    )


def _candidates(
    judged: JudgedReview, aspect: Aspect | None, polarity: Polarity | None, person: str | None
) -> Iterator[_Candidate]:
    review, sentences = judged.review, judged.sentences
    spans: list[tuple[Sentence, ...]] = [(s,) for s in sentences]
    spans += [pair for pair in pairwise(sentences) if min(len(s.text) for s in pair) < _SHORT]
    if len(sentences) > 2:
        spans.append(tuple(sentences))
    for span in spans:
        start, end = span[0].start, span[-1].end
        text = review.text[start:end]
        side = _side(span, aspect, person)
        if side is None or polarity not in (None, side) or not _quotable(text):
            continue
        if aspect is None and person is None and review.verdict not in (side, "mixed"):
            continue
        aspects = tuple(dict.fromkeys(a for s in span for a, p in s.aspects.items() if p == side))
        spoiler = review.spoiler or any(gives_away(s.text) for s in span)
        worth = _worth(text, span, review) * (_SPOILT if spoiler else 1.0)
        yield _Candidate(review, start, end, side, aspects, _features(span, side), worth, spoiler)


def _side(span: Sequence[Sentence], aspect: Aspect | None, person: str | None) -> Polarity | None:
    """What the sentences together say of what is asked, None when that is nothing or they contradict."""
    about = [
        s
        for s in span
        if (person is None or any(m.name == person for m in s.people))
        and (aspect is None or aspect in s.aspects)
    ]
    if aspect is None and person is None:
        said = [s.opinion for s in about]
    else:
        said = [s.aspects[aspect] for s in about] if aspect else []
        said += [m.polarity for s in about for m in s.people if m.name == person]
    sides: set[Polarity] = {each for each in said if each != "none"}
    around = {s.opinion for s in span if s not in about} - {"none"}
    # A neighbour that says the opposite would make the quote a contradiction.
    return sides.pop() if len(sides) == 1 and around <= sides else None


def _quotable(text: str) -> bool:
    return len(text) <= MAX_CHARACTERS and len(_WORD.findall(text)) >= MIN_WORDS and "\n" not in text


def _worth(text: str, span: Sequence[Sentence], review: Review) -> float:
    """How well the words stand on their own, whatever they say: a factor of about 0.1 to 1.5."""
    worth = 0.4 + sum(2 * abs(s.positive - 0.5) for s in span) / len(span)
    if not _WHOLE.match(text) or not _ENDED.search(text) or _CUT.search(text):
        worth *= 0.25
    if _WHO.match(text) or (_LEANING.match(text) and span[0].start > 0):
        worth *= 0.5
    if len(text) not in _COMFORTABLE:
        worth *= 0.75
    if text.count("(") != text.count(")") or text.count('"') % 2 or text.count("“") != text.count("”"):
        worth *= 0.5
    if len(text) == len(review.text):
        worth *= 1.1
    return worth


def _features(span: Sequence[Sentence], side: Polarity) -> frozenset[str]:
    words = {word for s in span for word in _content(s.text)}
    aspects = {f"aspect {a}" for s in span for a, p in s.aspects.items() if p == side and a != "overall"}
    topics = {f"topic {name}" for s in span for name, p in topics_of(s) if p == side}
    people = {f"person {m.name}" for s in span for m in s.people if m.polarity == side}
    return frozenset(words | aspects | topics | people)


def _content(text: str) -> Iterator[str]:
    for word in _WORD.findall(text.replace("\u2019", "'").lower()):
        if word not in _DROPPED and len(word) > 2:
            yield re.sub(r"(?:'s|s|ly)$", "", word)


def _prevalence(candidates: Iterable[_Candidate]) -> dict[str, float]:
    """For each feature the share of reviews that have it; 0 where one review alone does."""
    by_review: dict[str, set[str]] = {}
    for candidate in candidates:
        by_review.setdefault(candidate.review.id, set()).update(candidate.features)
    counts = Counter(feature for features in by_review.values() for feature in features)
    return {f: n / len(by_review) for f, n in counts.items() if n > 1}


def _greedy(
    found: Sequence[_Candidate], prevalence: dict[Polarity, dict[str, float]]
) -> Iterator[_Candidate]:
    """Lazy greedy choice (Minoux 1978): gains only fall, so a stale bound at the top is rescored alone."""
    said: set[tuple[Polarity, str]] = set()
    heard: Counter[str | None] = Counter()
    spans: defaultdict[str, list[tuple[int, int]]] = defaultdict(list)
    shown: list[frozenset[str]] = []
    texts: set[str] = set()

    def gain(c: _Candidate) -> float:
        shares = prevalence[c.polarity]
        news = sum(shares.get(f, 0.0) * (0.2 if (c.polarity, f) in said else 1.0) for f in c.features)
        # Long quotes hold more features; the root keeps them from winning by length alone.
        density = (0.1 + news) / max(4.0, len(c.features)) ** 0.5
        repeats = 2 * len(spans[c.review.id]) + (heard[c.review.author] if c.review.author else 0)
        return float(c.worth * density * 0.4**repeats)

    heap = [(-gain(c), i) for i, c in enumerate(found)]
    heapq.heapify(heap)
    while heap:
        _, i = heapq.heappop(heap)
        c = found[i]
        if c.text.casefold() in texts or any(
            start < c.end and c.start < end for start, end in spans[c.review.id]
        ):
            continue
        if len(shown) < _EXHAUSTIVE:
            words = frozenset(_content(c.text)) or frozenset([c.text.casefold()])
            if any(len(words & other) >= _ALIKE * min(len(words), len(other)) for other in shown):
                continue
            now = -gain(c)
            if heap and now > heap[0][0]:
                heapq.heappush(heap, (now, i))
                continue
            shown.append(words)
        texts.add(c.text.casefold())
        spans[c.review.id].append((c.start, c.end))
        said.update((c.polarity, f) for f in c.features)
        heard[c.review.author or None] += 1
        yield c
