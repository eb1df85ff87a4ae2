"""Films whose reviews read like a film's or like a description, and the words that say why.

A film is never chosen for one lucky sentence: what all of its reviews read like (their mean) counts as much
as its few nearest ones, then whether it has the genres that are spoken of, and whether reviewers are for it.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from .embed import Embedder, Vectors, normalised
from .interval import wilson
from .quotes import MIN_WORDS
from .spoilers import gives_away
from .tallies import Counted
from .titles import title_key
from .types import ASPECTS, Aspect, Film, JudgedReview, Quote, Sentence, Tally

LEAST_REVIEWS = 5
"""Films with fewer reviews are not recommended: too little is known of what they read like."""
_COMPARED = 3  # reviews from which a film's mean says something
EVIDENCE = 6
"""Nearest reviews of a film that speak for it; one that has fewer among the candidates is worth less."""
NEAR = 0.47
"""Cosine of the nearest review below which a description is of nothing here; real ones start at 0.55."""
NEAR_ENOUGH = 0.36
"""The same for each further film."""
CANDIDATES = 1000
"""Reviews that are looked through for a description."""
LOOKED_AT = 12
"""Nearest reviews of a film among which those that say why are sought, praise first."""
_ALIKE = 0.18  # cosine of two films' means from which they are alike,
_OUTSTANDING = 1.3  # or standard deviations above those of the other films, where there are few of them
_LIKED = 2.0  # standard deviations between a film that all are for and one that all are against
_OF_GENRE = 1.4  # the same between a film of the genres spoken of and one of none
_DISLIKED = 0.25  # share of reviewers for a film below which nobody is sent to it
_FAR = 3.5  # standard deviations; what stands out further counts no more
_SHORTLIST = 3  # reviews of a film from which the words that say why are taken
_SHORT = 2  # sentences of a review that its own vector stands for
_LONGEST = 280  # characters of these words

# What a description says of a genre besides its name.
_CUES: Mapping[str, str] = {
    "Action": r"action|fights?|chases?|explosi\w+",
    "Adventure": r"adventur\w+|quest",
    "Animation": r"animat\w+|cartoons?|anime",
    "Biography": r"biograph\w+|biopics?|life of",
    "Comedy": r"comed\w+|funny|funniest|humou?r\w*|laugh\w*|hilarious|witty|silly|rom-?coms?",
    "Crime": r"crime|heists?|gangsters?|mafia|mob|noir|bank robber\w*|con (?:man|men|artists?)",
    "Documentary": r"documentar\w+|true stor\w+",
    "Drama": r"dramas?|dramatic|sad|tear-?jerker|moving|cry|heart-?breaking|melanchol\w+|grief",
    "Family": r"kids?|child(?:ren)?|family(?:-friendly)?",
    "Fantasy": r"fantas\w+|magic\w*|wizards?|fair(?:y|ies)",
    "History": r"histor\w+|period (?:piece|film|drama)|costume",
    "Horror": r"horror|scar(?:y|es?|iest)|ghosts?|creepy|terrifying|vampires?|zombies?|slashers?|monsters?",
    "Music": r"music(?!al)\w*|concerts?|bands?|songs?",
    "Musical": r"musicals?",
    "Mystery": r"myster\w+|whodunn?its?|detectives?|puzzl\w+|twists?|twisty",
    "Romance": r"romanc\w*|romantic|love(?: stor\w+)?|lovers?|rom-?coms?|date",
    "Sci-Fi": r"sci-?fi|science[ -]fiction|space|aliens?|robots?|future|futuristic",
    "Sport": r"sports?|boxing|football|surf\w*|skate\w*|basketball",
    "Thriller": r"thrill\w*|suspense\w*|tense|gripping",
    "War": r"war|soldiers?|battles?|wwii|holocaust",
    "Western": r"westerns?|cowboys?",
}
# Of these the words that stand for a whole genre, and are no subject as "zombies" is.
_MOOD = re.compile(
    r"action|adventures?|animat(?:ed|ion)|cartoons?|biopics?|comed(?:y|ies)|funny|hilarious|witty|silly|crime"
    r"|documentar(?:y|ies)|dramas?|dramatic|sad|moving|heartbreaking|family|fantasy|historical|horror|scary"
    r"|creepy|terrifying|musicals?|myster(?:y|ies)|mysterious|romance|romantic|sports?|thrillers?|thrilling"
    r"|sci-?fi|suspenseful|tense|gripping|westerns?",
    re.IGNORECASE,
)
_CUED = {genre: re.compile(rf"\b(?:{cues})\b", re.IGNORECASE) for genre, cues in _CUES.items()}
_NOT = re.compile(
    r"\b(?:not?|without|nothing|isn't|never|except)(?: too| so| very| any| a)?\s+[\w-]+", re.IGNORECASE
)
_FILLER = re.compile(
    r"\b(?:an?|the|some|any|something|anything|really|very|quite|so|good|great|nice|decent|best|new|old"
    r"|films?"
    r"|movies?|flicks?|pictures?|stor(?:y|ies)|to|watch|see|for|and|or|with|me|us|my|tonight|please|recommend"
    r"|i|we|want|about|like|that|is|are|one|it|feel|makes?|will)\b",
    re.IGNORECASE,
)
_EDITION = re.compile(
    r"\s*(?:[:(\u2013\u2014-]\s*|\s)(?:the )?(?:imax\b.*|director'?s cut|(?:\w+ )?\d+\w* anniversary\b.*"
    r"|special edition|(?:\d+ )?re-?(?:release|issue)\b.*|redux|remaster\w*)\W*$",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Near:
    """A judged review and its cosine to what is sought."""

    judged: JudgedReview
    score: float


@dataclass(frozen=True, slots=True)
class Reading:
    """What all reviews of each film read like.

    `means` are `(films, dimension) float32`, L2-normalised, with `centre`, what all films share, taken out.
    """

    ids: tuple[str, ...]
    means: Vectors
    centre: Vectors

    def place(self, film_id: str) -> int | None:
        """Which of the means is a film's; None where it has too few reviews."""
        return self.ids.index(film_id) if film_id in self.ids else None

    def towards(self, vectors: Vectors) -> Vectors:
        """Vectors, `(n, dimension)`, comparable with the means."""
        return normalised(vectors - self.centre)


def read(
    films: Iterable[Film],
    reviews: Iterable[tuple[np.ndarray, Vectors]],
    dimension: int,
    film_of: Mapping[int, str],
) -> Reading:
    """Sums up reviews by film.

    Args:
        films: those that may be recommended.
        reviews: part by part, their rows `(n,) int64` and vectors `(n, dimension) float32`, L2-normalised.
        dimension: of the vectors.
        film_of: the film id of each row that has one.
    """
    ids = tuple(film.id for film in films if film.reviews >= _COMPARED)
    place = {id: i for i, id in enumerate(ids)}
    sums = np.zeros((len(ids), dimension), np.float32)
    for rows, vectors in reviews:
        where = np.array([place.get(film_of.get(row, ""), -1) for row in rows.tolist()], np.int64)
        known = np.flatnonzero(where >= 0)
        order = known[np.argsort(where[known], kind="stable")]
        if len(order):  # summed in runs, which takes less than half as long as `np.add.at`
            found, starts = np.unique(where[order], return_index=True)
            sums[found] += np.add.reduceat(vectors[order], starts)
    directions = normalised(sums)
    centre = directions.mean(axis=0) if ids else np.zeros(dimension, np.float32)
    return Reading(ids, normalised(directions - centre), centre)


def like_film(
    film: Film, reading: Reading, films: Mapping[str, Film], verdicts: Mapping[str, Counted]
) -> list[Film]:
    """The films (of `films`) whose reviews read like a film's, the likest first."""
    own = reading.place(film.id)
    if own is None:
        return []
    scores = reading.means @ reading.means[own]
    others = np.delete(scores, own)
    near = min(_ALIKE, float(others.mean() + _OUTSTANDING * others.std())) if len(others) else 1.0
    found = []
    for place, id in enumerate(reading.ids):
        other = films.get(id)
        if other is None or other.reviews < LEAST_REVIEWS or same_work(film, other):
            continue
        if scores[place] < near:
            continue
        if _is_disliked(verdicts.get(id)):
            continue
        shared = len(set(film.genres) & set(other.genres)) / max(len({*film.genres, *other.genres}), 1)
        found.append((float(scores[place]) + 0.15 * shared + 0.15 * _liked(verdicts.get(id)), other))
    return [other for _, other in sorted(found, key=lambda item: (-item[0], item[1].id))]


def like_words(
    words: str,
    vector: Vectors,
    ranked: Sequence[tuple[str, float]],
    reading: Reading,
    films: Mapping[str, Film],
    verdicts: Mapping[str, Counted],
) -> list[Film]:
    """The films (of `films`) whose reviews read like a description, the likest first.

    Args:
        words: the description.
        vector: its embedding, `(dimension,) float32`.
        ranked: film id and score of the reviews that fit it best.
        reading: what each film's reviews read like.
        films: those that may be recommended.
        verdicts: counts of the verdicts on each.
    """
    if not ranked or not reading.ids:
        return []
    floor = min(score for _, score in ranked)
    nearest: dict[str, list[float]] = {}
    for film_id, score in ranked:
        nearest.setdefault(film_id, []).append(score - floor)
    evidence = [sum(sorted(nearest.get(id, ()), reverse=True)[:EVIDENCE]) for id in reading.ids]
    wanted = genres_meant(words)
    reads_like = _standardised(reading.means @ reading.towards(vector[None])[0])
    reads_like += _standardised(np.array(evidence, np.float32))
    here = {genre for film in films.values() for genre in film.genres}
    # "Something funny" tells no more than a genre: then the genre and praise have the word.
    bare = is_bare(words)
    weight = 3.0 if bare else 1.0
    order = []
    for place, id in enumerate(reading.ids):
        if id not in films or films[id].reviews < LEAST_REVIEWS or _is_disliked(verdicts.get(id)):
            continue
        shared = len(wanted & set(films[id].genres)) / len(wanted) if wanted else 0.0
        if (bool(shared) or not wanted & here) if bare else id in nearest:
            fits = weight * (_LIKED * _liked(verdicts.get(id)) + _OF_GENRE * shared)
            order.append((float(reads_like[place]) / (2 if bare else 1) + fits, id))
    return [films[id] for _, id in sorted(order, key=lambda item: (-item[0], item[1]))]


def genres_meant(words: str) -> set[str]:
    """The genres that a description speaks of."""
    said = _NOT.sub(" ", words)
    return {genre for genre, pattern in _CUED.items() if pattern.search(said)}


def is_bare(words: str) -> bool:
    """Whether a description says nothing but one genre, or not even that: "a good western", "something"."""
    left = re.findall(r"\w[\w-]*", _FILLER.sub(" ", words))
    return not left or (len(left) == 1 and _MOOD.fullmatch(left[0]) is not None)


def why(
    near: Sequence[Sequence[Near]],
    asked: str,
    vector: Vectors,
    embedder: Callable[[], Embedder],
    reading: Reading | None,
) -> list[Quote | None]:
    """Of each film's nearest reviews, the sentence that reads most like what was asked for.

    Words of praise come before others; blame, and what gives away the end (by its words, or as the reviewer
    says of the whole), is not taken. Sentences are only embedded where a review has many: a short one reads
    as its own vector does.

    Args:
        near: the nearest reviews of each film, nearest first.
        asked: the description; empty where films like a film are sought.
        vector: what the sentences are compared with.
        embedder: gives the model that made it.
        reading: given where `vector` is one of its means.
    """
    words = {word.casefold() for word in _WORD.findall(asked) if len(word) > 3}
    chosen: list[tuple[int, Near, Sentence]] = []
    for place, reviews in enumerate(near):
        told = [each for each in reviews if not each.judged.review.spoiler]
        praise_first = sorted(told, key=lambda each: each.judged.review.verdict != "pos")
        for each in praise_first[:_SHORTLIST]:
            spoken = [s for s in each.judged.sentences if _speaks(s)]
            spoken.sort(key=lambda s: -_LEAN[s.opinion] - 0.1 * _shared(words, s.text))
            chosen += [(place, each, s) for s in spoken[: 2 if len(each.judged.sentences) > _SHORT else 1]]
    long = [s.text for _, each, s in chosen if len(each.judged.sentences) > _SHORT]
    vectors = embedder().embed(long) if long else np.empty((0, len(vector)), np.float32)
    scores = iter(((reading.towards(vectors) if reading is not None else vectors) @ vector).tolist())
    best: dict[int, tuple[float, Near, Sentence]] = {}
    for place, each, sentence in chosen:
        score = next(scores) if len(each.judged.sentences) > _SHORT else each.score
        score += _LEAN[sentence.opinion]
        if place not in best or score > best[place][0]:
            best[place] = score, each, sentence
    return [_quote(*best[place][1:]) if place in best else None for place in range(len(near))]


_LEAN = {"pos": 0.08, "none": 0.0, "mixed": -0.03, "neg": -0.3}


def _shared(words: set[str], text: str) -> int:
    return len(words & {word.casefold() for word in _WORD.findall(text)})


def praised(
    mine: Mapping[str, Counted], theirs: Mapping[str, Counted] | None
) -> list[tuple[Aspect, Tally, Tally]]:
    """Aspects that most reviewers surely praise, in one film or in both, the most talked about first."""
    found = []
    for aspect in ASPECTS:
        one = mine.get(aspect, Counted())
        other = theirs.get(aspect, Counted()) if theirs is not None else None
        if aspect != "overall" and _is_praised(one) and (other is None or _is_praised(other)):
            found.append((aspect, one.tally, other.tally if other is not None else Tally()))
    return sorted(found, key=lambda item: -(item[1].total + item[2].total))


def same_work(film: Film, other: Film) -> bool:
    """Whether two entries are one work: the same film, another edition of it, or one of the same title."""
    return film.id == other.id or bool(_names(film) & _names(other))


def _names(film: Film) -> set[str]:
    return {title_key(_EDITION.sub("", title)) for title in (film.title, *film.also_known_as)} - {""}


def _is_praised(counts: Counted) -> bool:
    total = counts.tally.total
    return total >= 3 and wilson(counts.positive, total)[0] > 0.5


def _is_disliked(counts: Counted | None) -> bool:
    return counts is not None and counts.positive < _DISLIKED * (counts.positive + counts.negative)


def _liked(counts: Counted | None) -> float:
    """How surely reviewers are for a film, 0 to 1."""
    sides = counts.positive + counts.negative if counts else 0
    return wilson(counts.positive, sides)[0] if counts and sides else 0.0


def _speaks(sentence: Sentence) -> bool:
    text = sentence.text
    whole = len(_WORD.findall(text)) > MIN_WORDS and len(text) <= _LONGEST and "\n" not in text
    return whole and not text.rstrip("\"'\u201d\u2019) ").endswith("?") and not gives_away(text)


def _quote(near: Near, sentence: Sentence) -> Quote:
    review = near.judged.review
    side = review.verdict if sentence.opinion == "none" else sentence.opinion
    return Quote(
        review.id, review.film_id, sentence.text, side, tuple(sentence.aspects), review.author,
        review.publication,
    )  # fmt: skip


def _standardised(scores: np.ndarray) -> np.ndarray:
    spread = float(scores.std())
    centred: np.ndarray = scores - scores.mean()
    return np.minimum(centred / spread, _FAR) if spread > 0 else centred
