"""The plain values that travel between the rooms of the library.

Nothing here knows a database, a model or Discord. `Polarity` is an evaluation, `Judgement` also allows
that there is none. Shares run from 0 to 1; offsets count characters of `Review.text`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, get_args

from index.language import later

Polarity = Literal["pos", "neg", "mixed"]
Judgement = Literal["pos", "neg", "mixed", "none"]
Aspect = Literal["acting", "story", "direction", "visuals", "music", "pacing", "impact", "overall"]
Role = Literal["director", "cast"]
Basis = Literal["label", "stars", "model"]

ASPECTS: tuple[Aspect, ...] = get_args(Aspect)
ASPECT_NOUNS: Mapping[Aspect, str] = {
    "acting": later("the acting"),
    "story": later("the story"),
    "direction": later("the direction"),
    "visuals": later("the visuals"),
    "music": later("the music"),
    "pacing": later("the pacing"),
    "impact": later("its impact"),
    "overall": later("the whole"),
}
"""Each aspect as it reads inside a sentence, to be said in the language spoken."""

POSITIVE_FROM_STARS = 0.6
"""Share of the full stars from which a review counts as positive: three of five, Rotten Tomatoes' rule."""


@dataclass(frozen=True, slots=True)
class FilmRef:
    """A film as a source names it: any field may be empty, but not all three of a usable reference."""

    key: str = ""  # the source's own film id, e.g. "tt0114709"
    title: str = ""  # as written there, catalogue order and all
    year: int | None = None


@dataclass(frozen=True, slots=True)
class Review:
    """One review. Readers leave `text` and `predicted` empty; cleaning and the sentiment model fill them.

    `id` is the source's own id, or empty when it has none (the store then derives one from the content).
    `stars` is a share of the full scale. `film_id` is set by the store. `spoiler`: the reviewer says that it
    gives the story away.
    """

    source: str
    raw: str
    id: str = ""
    film: FilmRef = FilmRef()
    film_id: str = ""
    text: str = ""
    stars: float | None = None
    label: Polarity | None = None
    author: str = ""
    publication: str = ""
    date: str = ""
    url: str = ""
    predicted: float | None = None
    spoiler: bool = False

    @property
    def basis(self) -> Basis:
        """What the verdict on this review rests on: a label beats stars, stars beat the model."""
        if self.label is not None:
            return "label"
        return "stars" if self.stars is not None else "model"

    @property
    def verdict(self) -> Polarity:
        """Whether the review is for or against its film."""
        if self.label is not None:
            return self.label
        if self.stars is not None:
            return "pos" if self.stars >= POSITIVE_FROM_STARS - 1e-9 else "neg"
        return "pos" if (self.predicted or 0.0) >= 0.5 else "neg"


@dataclass(frozen=True, slots=True)
class Film:
    """A film of the corpus. `title` is in reading order ("The Apartment"), empty when nobody told it."""

    id: str
    title: str
    year: int | None = None
    directors: tuple[str, ...] = ()
    cast: tuple[str, ...] = ()
    genres: tuple[str, ...] = ()
    also_known_as: tuple[str, ...] = ()
    reviews: int = 0

    @property
    def name(self) -> str:
        """The title and year as people write them: "Solaris (2002)"."""
        title = self.title or f"Untitled film {self.id}"
        return f"{title} ({self.year})" if self.year else title


@dataclass(frozen=True, slots=True)
class FilmFacts:
    """One row of a films table, or what a source tells of a film besides its reviews."""

    ref: FilmRef
    directors: tuple[str, ...] = ()
    cast: tuple[str, ...] = ()
    genres: tuple[str, ...] = ()
    also_known_as: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Rejected:
    """A row that could not be used: which file, which row (1 = first after the header), and why."""

    file: str
    row: int
    why: str


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody with a credit in a film of the corpus. `reviews` counts the reviews that name them."""

    id: int
    name: str
    roles: tuple[Role, ...] = ()
    films: tuple[str, ...] = ()  # film ids
    reviews: int = 0


@dataclass(frozen=True, slots=True)
class Mention:
    """A person named in a sentence and what is said of that person there."""

    name: str
    polarity: Judgement


@dataclass(frozen=True, slots=True)
class Sentence:
    """A judged sentence: `review.text[start:end] == text`; `positive` is the model's share, 0 to 1."""

    text: str
    start: int
    end: int
    positive: float = 0.5
    opinion: Judgement = "none"
    aspects: Mapping[Aspect, Polarity] = field(default_factory=dict)
    people: tuple[Mention, ...] = ()


@dataclass(frozen=True, slots=True)
class Analysis:
    """What the models say of one review: `positive` for the whole, and every sentence judged."""

    positive: float
    sentences: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class JudgedReview:
    """A stored review with its judged sentences, as opinions are counted from."""

    review: Review
    sentences: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class Quote:
    """Exact words of one stored review: `text` is a substring of the review's clean text.

    `spoiler` says that they give away how the film ends.
    """

    review_id: str
    film_id: str
    text: str
    polarity: Polarity
    aspects: tuple[Aspect, ...] = ()
    author: str = ""
    publication: str = ""
    spoiler: bool = False


@dataclass(frozen=True, slots=True)
class Tally:
    """Reviews for, against and in two minds about one thing: an aspect, a topic or a person."""

    positive: int = 0
    negative: int = 0
    mixed: int = 0

    @property
    def total(self) -> int:
        """All reviews that evaluate it."""
        return self.positive + self.negative + self.mixed

    @property
    def sides(self) -> Mapping[Polarity, int]:
        """The reviews on each side."""
        return {"pos": self.positive, "neg": self.negative, "mixed": self.mixed}


@dataclass(frozen=True, slots=True)
class Opinion:
    """What reviewers say of a film or a person.

    `reviews` is how many were counted, `for_it`, `against` and `mixed` those whose verdict is positive,
    negative and of two minds. `positive` is for_it / (for_it + against), with a 95 % Wilson
    interval `low`..`high`, wider where the model judged; all three are None when nothing was counted.
    `basis` says how many verdicts rest on a label, on stars and on the model. `aspects` holds only
    aspects that somebody evaluates, most talked about
    first; `people` and `topics` ("the humour") tally in the same way who and what the judging sentences name.
    `doubt` is how many verdicts the model expects to have wrong.
    """

    subject: str
    kind: Literal["film", "person"]
    id: str
    reviews: int
    for_it: int
    against: int
    positive: float | None
    low: float | None
    high: float | None
    basis: Mapping[Basis, int]
    aspects: Mapping[Aspect, Tally]
    summary: str
    praise: tuple[Quote, ...]
    criticism: tuple[Quote, ...]
    films: tuple[Film, ...] = ()  # for a person: the films they are credited in, most reviewed first
    mixed: int = 0
    people: Mapping[str, Tally] = field(default_factory=dict)
    topics: Mapping[str, Tally] = field(default_factory=dict)
    doubt: float = 0.0


@dataclass(frozen=True, slots=True)
class Hit:
    """A review found by `similar` or `search`; `match` is its sentence that fits the question best."""

    review: Review
    film: Film | None
    score: float
    match: str


@dataclass(frozen=True, slots=True)
class FilmMatch:
    """The outcome of looking a title up.

    `film` is set when one film is clearly meant. `choices` are films that fit about equally well (two
    years of one title) when `film` is None, else empty. `nearest` are the closest titles when nothing fits.
    """

    film: Film | None = None
    choices: tuple[Film, ...] = ()
    nearest: tuple[Film, ...] = ()


@dataclass(frozen=True, slots=True)
class PersonMatch:
    """The outcome of looking a name up, as `FilmMatch`."""

    person: Person | None = None
    choices: tuple[Person, ...] = ()
    nearest: tuple[Person, ...] = ()


@dataclass(frozen=True, slots=True)
class Draft:
    """A review as a member writes it. `film` is one that is known here, else `title` and `year` tell which.

    `author` is the name shown, `stars` a share of the full scale.
    """

    text: str
    author: str
    film: Film | None = None
    title: str = ""
    year: int | None = None
    stars: float | None = None
    spoiler: bool = False


@dataclass(frozen=True, slots=True)
class Criteria:
    """Which films are asked for, and by what they are ranked.

    `aspect` ranks by what reviewers say of it instead of by their verdicts. Films have all of the `genres`
    (in any case of letters), are of the years `since` to `until`, and `person` is credited in them. At least
    `minimum` reviews judge what is ranked; None leaves that to config.toml. `count` is how many a page shows.
    """

    worst: bool = False
    aspect: Aspect | None = None
    genres: tuple[str, ...] = ()
    since: int | None = None
    until: int | None = None
    person: Person | None = None
    minimum: int | None = None
    count: int = 10


@dataclass(frozen=True, slots=True)
class Ranked:
    """A film of a ranking; `low`..`high` is the 95 % interval of the share that is on the side ranked by."""

    film: Film
    tally: Tally
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Ranking:
    """The films that fit criteria, the best (or worst) first.

    `criteria` are those asked for, with the minimum that held. `fitting` counts the films of that genre,
    year and person, `enough` those of them with enough reviews; of these, `films` leaves out those with as
    many on the other side. `fewer` is a lower minimum and how many it would list, where few are listed.
    """

    criteria: Criteria
    films: tuple[Ranked, ...]
    fitting: int
    enough: int
    fewer: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Contrast:
    """How many reviews say what of one thing in each of two films or people.

    `better` is the one of which a larger share is in praise, 0 or 1; None where chance may explain the
    difference. `aspect` is None for the verdict on the whole.
    """

    aspect: Aspect | None
    sides: tuple[Tally, Tally]
    better: Literal[0, 1] | None


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two films, or two people, side by side.

    `verdict` is on the whole, or on the aspect that was asked for; `aspects` are those that somebody
    evaluates in both, the most talked about first, and then those of one.
    """

    opinions: tuple[Opinion, Opinion]
    aspect: Aspect | None
    verdict: Contrast
    aspects: tuple[Contrast, ...]


@dataclass(frozen=True, slots=True)
class Recommended:
    """A film to see, and why.

    `tally` counts the verdicts of its reviews. `why` are the words of one that read most like what was asked
    for. `praised` are aspects that reviewers praise beyond doubt, the most talked about first, each with this
    film's tally and that of the film it was found by; the second is empty where a description was asked for.
    `people` made both films.
    """

    film: Film
    tally: Tally
    why: Quote | None
    praised: tuple[tuple[Aspect, Tally, Tally], ...] = ()
    people: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Scope:
    """Which reviews a question is answered from.

    `without` names sources that are left out. `members` is the circle of people (a server of theirs, say)
    whose own reviews count besides; without one none do.
    """

    without: frozenset[str] = frozenset()
    members: str = ""


@dataclass(frozen=True, slots=True)
class Stats:
    """What an index holds."""

    reviews: int
    films: int
    people: int
    sentences: int
    sources: Mapping[str, int]
    model: str
    updated: str  # ISO 8601, UTC
    members: int = 0  # reviews that members wrote; in the counts above, but not in `reviews` and `sources`
