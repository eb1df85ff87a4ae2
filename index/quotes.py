"""Chooses the words of reviewers that speak for the most reviews."""

import heapq
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice, pairwise, repeat

from index.spoilers import gives_away
from index.topics import topics_of
from index.types import Aspect, JudgedReview, Judgement, Polarity, Quote, Review, Sentence

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
_ENDING = re.compile(r"(?:'s|s|ly)$")


@dataclass(slots=True)
class _Candidate:
    review: Review
    start: int
    end: int
    polarity: Polarity
    aspects: tuple[Aspect, ...]
    features: frozenset[str]
    worth: float
    span: tuple[Sentence, ...]
    spoiler: bool | None = None
    """Looked at when it comes to the top, as few do and it costs most; its worth falls then."""

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
    return tuple(map(_quote, _greedy(found)))


def best_quotes(
    judged: Sequence[JudgedReview], aspect: Aspect | None, person: str | None, most: int
) -> dict[Polarity, tuple[Quote, ...]]:
    """The first `most` quotes of each side as `rank_quotes` ranks those of that side, without ranking all."""
    sides: dict[Polarity, list[_Candidate]] = {"pos": [], "neg": [], "mixed": []}
    for each in judged:
        for candidate in _candidates(each, aspect, None, person):
            sides[candidate.polarity].append(candidate)
    return {side: tuple(map(_quote, islice(_greedy(found), most))) for side, found in sides.items()}


def _quote(c: _Candidate) -> Quote:
    return Quote(
        c.review.id, c.review.film_id, c.text, c.polarity, c.aspects, c.review.author, c.review.publication,
        bool(c.spoiler),
    )  # fmt: skip


def _candidates(
    judged: JudgedReview, aspect: Aspect | None, polarity: Polarity | None, person: str | None
) -> Iterator[_Candidate]:
    review, sentences = judged.review, judged.sentences
    spans: list[tuple[Sentence, ...]] = [(s,) for s in sentences]
    spans += [pair for pair in pairwise(sentences) if min(len(s.text) for s in pair) < _SHORT]
    if len(sentences) > 2:
        spans.append(tuple(sentences))
    verdict = review.verdict if aspect is None and person is None else "mixed"
    features: dict[tuple[int, Polarity], frozenset[str]] = {}
    for span in spans:
        start, end = span[0].start, span[-1].end
        if end - start > MAX_CHARACTERS:
            continue
        side = _side(span, aspect, person)
        if side is None or polarity not in (None, side) or verdict not in (side, "mixed"):
            continue
        text = review.text[start:end]
        if "\n" in text or len(_WORD.findall(text)) < MIN_WORDS:
            continue
        for s in span:
            if (s.start, side) not in features:
                features[s.start, side] = _features(s, side)
        yield _Candidate(
            review, start, end, side,
            tuple(dict.fromkeys(a for s in span for a, p in s.aspects.items() if p == side)),
            frozenset().union(*(features[s.start, side] for s in span)),
            _worth(text, span, review), span,
        )  # fmt: skip


def _side(span: Sequence[Sentence], aspect: Aspect | None, person: str | None) -> Polarity | None:
    """What the sentences together say of what is asked, None when that is nothing or they contradict."""
    said, around = set[Judgement](), set[Judgement]()
    for s in span:
        mentions = [m.polarity for m in s.people if m.name == person] if person is not None else []
        if (person is not None and not mentions) or (aspect is not None and aspect not in s.aspects):
            around.add(s.opinion)
        elif aspect is None and person is None:
            said.add(s.opinion)
        else:
            said.update(mentions)
            if aspect is not None:
                said.add(s.aspects[aspect])
    sides: set[Polarity] = {each for each in said if each != "none"}
    # A neighbour that says the opposite would make the quote a contradiction.
    return sides.pop() if len(sides) == 1 and around - {"none"} <= sides else None


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


def _features(s: Sentence, side: Polarity) -> frozenset[str]:
    found = set(_content(s.text))
    found.update(f"aspect {a}" for a, p in s.aspects.items() if p == side and a != "overall")
    found.update(f"topic {name}" for name, p in topics_of(s) if p == side)
    found.update(f"person {m.name}" for m in s.people if m.polarity == side)
    return frozenset(found)


def _content(text: str) -> Iterator[str]:
    return filter(None, map(_stem, _WORD.findall(text.replace("\u2019", "'").lower())))


@lru_cache(1 << 14)
def _stem(word: str) -> str:
    """What a word in lower case is compared by; empty where it says nothing of a film."""
    if word in _DROPPED or len(word) < 3:
        return ""
    return _ENDING.sub("", word)


def _prevalence(candidates: Iterable[_Candidate]) -> dict[str, float]:
    """For each feature the share of reviews that have it; 0 where one review alone does."""
    by_review: dict[str, set[str]] = {}
    for candidate in candidates:
        by_review.setdefault(candidate.review.id, set()).update(candidate.features)
    counts: Counter[str] = Counter()
    for features in by_review.values():
        counts.update(features)
    return {f: n / len(by_review) for f, n in counts.items() if n > 1}


def _greedy(found: Sequence[_Candidate]) -> Iterator[_Candidate]:
    """Lazy greedy choice (Minoux 1978): gains only fall, so a stale bound at the top is rescored alone."""
    sides: dict[Polarity, list[_Candidate]] = {}
    for candidate in found:
        sides.setdefault(candidate.polarity, []).append(candidate)
    prevalence = {side: _prevalence(group) for side, group in sides.items()}
    said: dict[Polarity, set[str]] = {side: set() for side in sides}
    heard: Counter[str | None] = Counter()
    spans: defaultdict[str, list[tuple[int, int]]] = defaultdict(list)
    shown = _Shown()
    texts: set[str] = set()

    def gain(c: _Candidate) -> float:
        shares, known = prevalence[c.polarity], said[c.polarity]
        news = sum(map(shares.get, c.features, repeat(0.0)))
        if known:
            news -= 0.8 * sum(map(shares.get, c.features & known, repeat(0.0)))
        # Long quotes hold more features; the root keeps them from winning by length alone.
        density = (0.1 + news) / max(4.0, len(c.features)) ** 0.5
        repeats = 2 * len(spans[c.review.id]) + (heard[c.review.author] if c.review.author else 0)
        return float(c.worth * density * 0.4**repeats)

    heap = [(-gain(c), i) for i, c in enumerate(found)]
    heapq.heapify(heap)
    while heap:
        bound, i = heapq.heappop(heap)
        c = found[i]
        if c.spoiler is None:
            c.spoiler = c.review.spoiler or any(gives_away(s.text) for s in c.span)
            if c.spoiler:
                c.worth *= _SPOILT
                heapq.heappush(heap, (bound * _SPOILT, i))
                continue
        text = c.text.casefold()
        if text in texts or any(start < c.end and c.start < end for start, end in spans[c.review.id]):
            continue
        if len(shown) < _EXHAUSTIVE:
            words = frozenset(_content(c.text)) or frozenset([text])
            if shown.has_like(words):
                continue
            now = -gain(c)
            if heap and now > heap[0][0]:
                heapq.heappush(heap, (now, i))
                continue
            shown.add(words)
        texts.add(text)
        spans[c.review.id].append((c.start, c.end))
        said[c.polarity].update(c.features)
        heard[c.review.author or None] += 1
        yield c


class _Shown:
    """The words of the quotes that were chosen."""

    def __init__(self) -> None:
        self._sizes: list[int] = []
        self._with_word: defaultdict[str, list[int]] = defaultdict(list)

    def __len__(self) -> int:
        return len(self._sizes)

    def add(self, words: Set[str]) -> None:
        for word in words:
            self._with_word[word].append(len(self._sizes))
        self._sizes.append(len(words))

    def has_like(self, words: Set[str]) -> bool:
        """Whether one of them says the same thing."""
        common: Counter[int] = Counter()
        for word in words:
            common.update(self._with_word.get(word, ()))
        return any(n >= _ALIKE * min(len(words), self._sizes[place]) for place, n in common.items())
