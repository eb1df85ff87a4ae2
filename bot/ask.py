"""Answers a question in plain words with plain text: what the terminal shows and a JSON line carries."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, Protocol, TextIO

from index.errors import ReviewIndexError
from index.language import say, speaking, spoken
from index.spoilers import gives_away
from index.types import (
    Aspect,
    Comparison,
    Criteria,
    Film,
    Hit,
    Opinion,
    Person,
    Polarity,
    Quote,
    Ranking,
    Recommended,
)

from . import comparisons, criteria, rankings, recommendations, replies
from .understanding.chat import Understanding, understand
from .understanding.intents import Intent
from .understanding.memory import Memory
from .understanding.said import Names

HITS = 5
QUOTES_A_SIDE = 2


class QuestionError(ReviewIndexError):
    """A question that can't be read."""


class Source(Names, Protocol):
    """What answering asks of a library, see `index.library.Library`."""

    def opinion_of_film(self, film_id: str, aspect: Aspect | None = None) -> Opinion:
        """What reviewers say of a film."""

    def opinion_of_person(self, person_id: int, aspect: Aspect | None = None) -> Opinion:
        """What reviewers say of a person."""

    def quotes(
        self,
        *,
        film_id: str | None = None,
        person_id: int | None = None,
        aspect: Aspect | None = None,
        polarity: Polarity | None = None,
    ) -> tuple[Quote, ...]:
        """Quotes, best first."""

    def similar(self, text: str, k: int = 10) -> tuple[Hit, ...]:
        """Reviews that read like a text."""

    def search(
        self,
        text: str,
        k: int = 10,
        *,
        film_id: str | None = None,
        person_id: int | None = None,
        polarity: Polarity | None = None,
    ) -> tuple[Hit, ...]:
        """Reviews that speak of a topic."""

    def compare(
        self, first: Film | Person, second: Film | Person, aspect: Aspect | None = None
    ) -> Comparison:
        """Two films or two people side by side."""

    def rank(self, criteria: Criteria) -> Ranking:
        """Films in order."""

    def genres(self) -> list[tuple[str, int]]:
        """The genres of the films."""

    def recommend_like(self, film_id: str, k: int = 5, genre: str = "") -> tuple[Recommended, ...]:
        """Films whose reviews read like a film's."""

    def recommend(
        self, description: str, k: int = 5, genre: str = "", person_id: int | None = None
    ) -> tuple[Recommended, ...]:
        """Films whose reviews read like a description."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A question understood and answered. `found` is false when what it names is not in the corpus."""

    understanding: Understanding
    found: bool
    reply: str
    quotes: tuple[Quote, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """The keys of one line of `ask --json`."""
        u = self.understanding
        return {
            "intent": u.intent,
            "films": [{"title": film.title, "year": film.year, "id": film.id} for film in u.films],
            "people": [person.name for person in u.people],
            "aspects": list(u.aspects),
            "found": self.found,
            "reply": self.reply,
            "quotes": [{"review_id": q.review_id, "text": q.text} for q in self.quotes],
        }


def answer(library: Source, message: str, memory: Memory | None = None, session: str = "") -> Answer:
    """Understands and answers one message, in its language; `memory` lends what the talk was about."""
    understood = understand(message, library, memory, session)
    # a question in another language than English surely is in it; an English one may be but a title
    with speaking(understood.language if understood.language != "en" else spoken()):
        return in_words(library, understood)


def in_words(library: Source, u: Understanding) -> Answer:
    """Answers a question already understood."""
    if u.missing:
        return Answer(u, False, _absent(library, u))
    if u.choices or u.who:
        return Answer(u, True, replies.which(u.choices or u.who))
    reply, quotes = _ANSWERS[u.intent](library, u)
    return Answer(u, True, reply, quotes)


_Reply = tuple[str, tuple[Quote, ...]]


def _opinion(library: Source, u: Understanding) -> _Reply:
    if len(u.films) == 1 and u.people:
        return _people_in_film(library, u.films[0], u)
    parts: list[str] = []
    quotes: list[Quote] = []
    subjects: list[tuple[str, Callable[[Aspect | None], Opinion]]] = [
        (film.name, partial(library.opinion_of_film, film.id)) for film in u.films[:3]
    ] or [(person.name, partial(library.opinion_of_person, person.id)) for person in u.people[:3]]
    for name, opinion_of in subjects:
        for aspect in u.aspects[:3] or (None,):
            opinion = opinion_of(aspect if aspect != "overall" else None)
            chosen = replies.chosen(opinion, u.side, QUOTES_A_SIDE)
            parts.append(replies.opinion(name, opinion, chosen))
            quotes += chosen
    return "\n\n".join(parts), tuple(dict.fromkeys(quotes))


def _people_in_film(library: Source, film: Film, u: Understanding) -> _Reply:
    """What is said of people in one film."""
    aspect = next(iter(u.aspects), None)
    parts: list[str] = []
    quotes: list[Quote] = []
    tallies = library.opinion_of_film(film.id).people
    for person in u.people[:3]:
        found = library.quotes(film_id=film.id, person_id=person.id)
        liked = [q for q in found if q.polarity == "pos"][: 0 if u.side == "neg" else QUOTES_A_SIDE]
        faulted = [q for q in found if q.polarity == "neg"][: 0 if u.side == "pos" else QUOTES_A_SIDE]
        parts.append(
            replies.person_in_film(person.name, film.name, tallies.get(person.name), liked + faulted)
        )
        quotes += liked + faulted
    if aspect is not None and aspect not in ("acting", "direction", "overall"):
        opinion = library.opinion_of_film(film.id, aspect)
        chosen = replies.chosen(opinion, u.side, QUOTES_A_SIDE)
        parts.append(replies.opinion(film.name, opinion, chosen))
        quotes += chosen
    return "\n\n".join(parts), tuple(dict.fromkeys(quotes))


def _similar(library: Source, u: Understanding) -> _Reply:
    hits = library.similar(u.text, HITS)
    return replies.hits(say("These reviews read most like it:"), hits), _matches(hits)


def _search(library: Source, u: Understanding) -> _Reply:
    film, person = next(iter(u.films), None), next(iter(u.people), None)
    hits = library.search(
        u.text,
        HITS,
        film_id=film.id if film else None,
        person_id=person.id if person else None,
        polarity=u.side,
    )
    if film is not None:
        opening = say("Reviews of {film} that come nearest to what you look for:", film=film.name)
    else:
        opening = say("Reviews that come nearest to what you look for:")
    return replies.hits(opening, hits), _matches(hits)


def _compare(library: Source, u: Understanding) -> _Reply:
    subjects: list[Film | Person] = [*u.films, *u.people]
    if len(subjects) < 2:
        return say(replies.COMPARE_WITH_WHAT), ()
    parts: list[str] = []
    for aspect in u.aspects[:3] or (None,):
        told = _compared(library, subjects, aspect if aspect != "overall" else None)
        heading = f"{comparisons.aspect_name(aspect)}\n" if aspect and len(u.aspects) > 1 else ""
        parts.append(heading + told)
    return "\n\n".join(parts), ()


def _compared(library: Source, subjects: Sequence[Film | Person], aspect: Aspect | None) -> str:
    """Two or three side by side, as a whole or by one aspect."""
    if len(subjects) == 2 and isinstance(subjects[0], Film) is isinstance(subjects[1], Film):
        return comparisons.plain(library.compare(subjects[0], subjects[1], aspect))
    opinions = [
        (one.name, library.opinion_of_film(one.id, aspect))
        if isinstance(one, Film)
        else (one.name, library.opinion_of_person(one.id, aspect))
        for one in subjects[:3]
    ]
    return replies.side_by_side(opinions, aspect)


def _recommend(library: Source, u: Understanding) -> _Reply:
    like = next(iter(u.films), None)
    person = next(iter(u.people), None)
    words = recommendations.description(u.text, person)
    if like is not None:
        found = library.recommend_like(like.id, HITS)
    else:
        found = library.recommend(words, HITS, "", person.id if person else None)
    quotes = tuple(one.why for one in found if one.why is not None)
    return recommendations.plain(found, like), quotes


def _rank(library: Source, u: Understanding) -> _Reply:
    ranked = rankings.plain(library.rank(criteria.of_wish(u.wish)))
    if u.wish is not None and u.wish.ranked != "films":
        return f"{say(replies.FILMS_NOT_PEOPLE)}\n\n{ranked}", ()
    return ranked, ()


def _help(library: Source, u: Understanding) -> _Reply:
    return say(replies.HELP), ()


def _unknown(library: Source, u: Understanding) -> _Reply:
    return say(replies.ONLY_FILMS if u.chat else replies.WHICH_FILM), ()


_ANSWERS: Mapping[Intent, Callable[[Source, Understanding], _Reply]] = {
    "opinion": _opinion,
    "similar": _similar,
    "search": _search,
    "compare": _compare,
    "rank": _rank,
    "recommend": _recommend,
    "help": _help,
    "unknown": _unknown,
}


def _matches(hits: tuple[Hit, ...] | list[Hit]) -> tuple[Quote, ...]:
    return tuple(
        Quote(h.review.id, h.review.film_id, h.match, h.review.verdict, spoiler=gives_away(h.match))
        for h in hits
    )


def _absent(library: Source, u: Understanding) -> str:
    nearest: tuple[Film | Person, ...] = ()
    if len(u.missing) == 1:
        nearest = replies.close(u.missing[0], library.find_film(u.missing[0]).nearest)
    return replies.absent(u.missing, nearest)


def run_ask(library: Source, question: str, as_json: bool, stdin: TextIO, stdout: TextIO) -> None:
    """`python -m bot ask`: one question, or, for "-" with `--json`, JSON lines whose sessions keep context.

    Raises:
        QuestionError: there is no question, or a line is not an object with a text under "say".
    """
    if question != "-":
        if not question.strip():
            raise QuestionError(
                "the question is empty; ask for example: python -m bot ask 'Is Solaris any good?'"
            )
        _write(answer(library, question), as_json, stdout)
        return
    if not as_json:
        raise QuestionError("- reads JSON lines and needs --json beside it")
    memory = Memory()
    for number, line in enumerate(stdin, 1):
        if line.strip():
            session, say = _read(line, number)
            _write(answer(library, say, memory, session), True, stdout)


def _read(line: str, number: int) -> tuple[str, str]:
    try:
        asked = json.loads(line)
    except ValueError:
        raise QuestionError(f"line {number} of the input is not JSON") from None
    if not isinstance(asked, dict) or not isinstance(asked.get("say"), str):
        raise QuestionError(f'line {number} of the input needs a text under "say"')
    return str(asked.get("session", "")), asked["say"]


def _write(found: Answer, as_json: bool, stdout: TextIO) -> None:
    text = json.dumps(found.as_json(), ensure_ascii=False) if as_json else found.reply
    print(text, file=stdout, flush=True)
