"""One question, one call on the library, one reply. Everything here blocks and runs in a worker thread."""

import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Literal, TypeVar

from index.language import later, say, spoken
from index.library import Library
from index.types import Aspect, Film, FilmMatch, Opinion, Person, PersonMatch, Polarity, Quote, Scope

from .cards import hits, notes, opinion, reviews, text
from .cards.sheet import Reply
from .custom_ids import Action, Ask
from .errors import GONE, Told
from .limits import CHOICES, clip_words
from .picks import Picks
from .settings import BotSection

Sentiment = Literal["positive", "negative"]

T = TypeVar("T")

TOO_SHORT = later("Please give me a few words to look for.")

_POLARITY: dict[Sentiment, Polarity] = {"positive": "pos", "negative": "neg"}
_ONLY: Mapping[Polarity, str] = {
    "pos": later("only those for it"),
    "neg": later("only those against it"),
    "mixed": later("only those of two minds"),
}


class Answers:
    """Answers commands, buttons and selects."""

    def __init__(
        self,
        library: Library,
        settings: BotSection,
        reword: Callable[[str], str] | None = None,
        chance: random.Random | None = None,
    ) -> None:
        """`reword` puts a finished English summary in other words, see `rephrase`; `chance` draws films."""
        self.library = library
        self.picks = Picks(library, settings, chance or random.Random())
        self._reword = reword
        self._settings = settings
        self._found = settings.results + CHOICES

    def warm_up(self) -> None:
        """Loads the models, so that the first person does not wait for them."""
        self.library.warm_up()
        self.library.judge("a film", ())

    def within(self, scope: Scope) -> "Answers":
        """The answers from the reviews that are read in some place only."""
        return Answers(self.library.within(scope), self._settings, self._reword, self.picks.chance)

    # --- commands -----------------------------------------------------------------------------------------

    def opinion(self, film: str, aspect: Aspect | None = None) -> Reply:
        """What reviewers say of a film named by title or id."""
        match = self.library.find_film(film)
        if match.film is None:
            return self.unclear_film(film, match, aspect)
        return self.opinion_of(match.film, aspect)

    def opinion_of(
        self, film: Film, aspect: Aspect | None = None, side: Polarity | None = None, here: bool = False
    ) -> Reply:
        """What reviewers say of a film already found; `side` quotes only praise or only criticism."""
        found = self._worded(self.library.opinion_of_film(film.id, aspect))
        return opinion.opinion_card(found, aspect=aspect, film=film, side=side, here=here)

    def person(self, name: str, aspect: Aspect | None = None) -> Reply:
        """What reviewers say of a person named by name or number."""
        match = self.library.find_person(name)
        if match.person is None:
            return self.unclear_person(name, match, aspect)
        return self.opinion_of_person(match.person, aspect)

    def opinion_of_person(
        self, person: Person, aspect: Aspect | None = None, side: Polarity | None = None, here: bool = False
    ) -> Reply:
        """What reviewers say of a person already found; `side` as for a film."""
        found = self._worded(self.library.opinion_of_person(person.id, aspect))
        return opinion.opinion_card(found, aspect=aspect, side=side, here=here)

    def _worded(self, opinion: Opinion) -> Opinion:
        if self._reword is None or spoken() != "en":
            return opinion
        return replace(opinion, summary=self._reword(opinion.summary))

    def similar(self, words: str, film: str = "", exclude: Sequence[str] = ()) -> Reply:
        """Reviews that read like a text, of all films or of one."""
        if not words.strip():
            raise Told(TOO_SHORT)
        match = self.library.find_film(film) if film else FilmMatch()
        if film and match.film is None:
            return self.unclear_film(film, match)
        only = match.film.id if match.film else None
        found = self.library.similar(words, self._found, film_id=only, exclude=exclude)
        if not found:
            nothing = say("No review comes near that text.")
            return notes.said(nothing, say("A sentence or two about a film work best."))
        title = say("Reviews that read like “{text}”", text=text.fitted(words, 100))
        return hits.hits_card(title, found, self._settings.results)

    def similar_films(self, film: str) -> Reply:
        """Films that are reviewed like a film named by title or id."""
        match = self.library.find_film(film)
        if match.film is None:
            return self.unclear_film(film, match, action="like_film")
        return self.films_like(match.film)

    def films_like(self, film: Film, here: bool = False) -> Reply:
        """Films that are reviewed like a film already found."""
        found = self.library.similar_films(film.id, self._settings.results)
        return hits.films_card(film, [other for other, _ in found], here)

    def search(
        self, topic: str, film: str = "", person: str = "", sentiment: Sentiment | None = None
    ) -> Reply:
        """Reviews that speak of a topic, of all or of one film, person or side."""
        if not topic.strip():
            raise Told(TOO_SHORT)
        films = self.library.find_film(film) if film else FilmMatch()
        people = self.library.find_person(person) if person else PersonMatch()
        if film and films.film is None:
            return self.unclear_film(film, films)
        if person and people.person is None:
            return self.unclear_person(person, people)
        polarity = _POLARITY[sentiment] if sentiment else None
        return self.search_in(topic, one_or_none(films.film), one_or_none(people.person), polarity)

    def search_in(
        self, topic: str, films: Sequence[Film], people: Sequence[Person], side: Polarity | None
    ) -> Reply:
        """As `search`, among the reviews of the first film and of those that name the first person."""
        if not topic.strip():
            raise Told(TOO_SHORT)
        film, person = next(iter(films), None), next(iter(people), None)
        found = self.library.search(
            topic,
            self._found,
            film_id=film.id if film else None,
            person_id=person.id if person else None,
            polarity=side,
        )
        among = [say(_ONLY[side]) if side else ""]
        among += [say("of {film}", film=text.fitted(film.name, 100)) if film else ""]
        among += [say("that name {person}", person=text.fitted(person.name, 100)) if person else ""]
        where = ", ".join(part for part in among if part)
        if not found:
            nothing = say("No review speaks of “{topic}”.", topic=text.fitted(topic, 150))
            return notes.said(nothing, where or say("Try other words."))
        title = say("Reviews about “{topic}”", topic=text.fitted(topic, 150))
        return hits.hits_card(title, found, self._settings.results, where)

    def about(self) -> Reply:
        """What the index holds."""
        return notes.about_card(self.library.stats())

    # --- suggestions while typing -------------------------------------------------------------------------

    def films(self, typed: str) -> list[tuple[str, str]]:
        """Film titles and ids to suggest."""
        found = self.library.suggest_films(typed, self._settings.suggestions)
        return [(film.name, film.id) for film in found]

    def people(self, typed: str) -> list[tuple[str, str]]:
        """Names and numbers to suggest."""
        found = self.library.suggest_people(typed, self._settings.suggestions)
        return [(person.name, str(person.id)) for person in found]

    # --- buttons and selects ------------------------------------------------------------------------------

    def ask(self, ask: Ask, private: bool) -> Reply:
        """What a button or a select asks for.

        `private` says that only the asker sees the answer; its own controls may then replace it.

        Raises:
            Told: what is asked for is no longer there.
        """
        if ask.action == "opinion":
            return self._opinion(ask, private)
        if ask.action == "quotes":
            return self._quotes(ask)
        if ask.action == "behind":
            return self._behind(ask)
        if ask.action == "reviews":
            return self._reviews(ask)
        if ask.action == "review":
            return self._review(ask)
        if ask.action == "like_film":
            return self.films_like(self._film(ask.subject), private)
        if ask.action == "like_review":
            return self._like_review(ask)
        return self.picks.ask(ask, private)

    def _opinion(self, ask: Ask, private: bool) -> Reply:
        if ask.kind == "film":
            return self.opinion_of(self._film(ask.subject), ask.aspect, here=private)
        return self.opinion_of_person(self._person(ask.subject), ask.aspect, here=private)

    def _quotes(self, ask: Ask) -> Reply:
        film, person = self._subject(ask)
        found = self.library.quotes(
            film_id=film.id if film else None, person_id=person.id if person else None,
            aspect=ask.aspect, polarity=ask.polarity,
        )  # fmt: skip
        return self._page_of_quotes(ask, found, film, person)

    def _behind(self, ask: Ask) -> Reply:
        film, person = self._subject(ask)
        found = self.library.evidence(
            ask.thing, ask.polarity or "mixed", aspect=ask.aspect,
            film_id=film.id if film else None, person_id=person.id if person else None,
        )  # fmt: skip
        return self._page_of_quotes(ask, found, film, person)

    def _subject(self, ask: Ask) -> tuple[Film | None, Person | None]:
        if ask.kind == "film":
            return self._film(ask.subject), None
        return None, self._person(ask.subject)

    def _page_of_quotes(
        self, ask: Ask, found: Sequence[Quote], film: Film | None, person: Person | None
    ) -> Reply:
        size = self._settings.quotes_a_page
        theirs = [self.library.film(id) for id in person.films] if person else []
        ask = _within(ask, len(found), size)
        page = found[ask.page * size : (ask.page + 1) * size]
        name = film.name if film else person.name if person else ""
        return opinion.quotes_card(ask, name, page, len(found), size, [film for film in theirs if film])

    def _reviews(self, ask: Ask) -> Reply:
        film, size = self._film(ask.subject), self._settings.quotes_a_page
        total = self.library.count_of(film.id, ask.polarity)
        ask = _within(ask, total, size)
        page = self.library.reviews_of(film.id, ask.page * size, size, ask.polarity)
        return reviews.reviews_card(ask, film, page, total, size)

    def _review(self, ask: Ask) -> Reply:
        review = self.library.review(ask.subject)
        if review is None:
            raise Told(GONE)
        return reviews.review_card(ask, review, self.library.film(review.film_id))

    def _like_review(self, ask: Ask) -> Reply:
        review = self.library.review(ask.subject)
        if review is None:
            raise Told(GONE)
        return self.similar(review.raw or review.text, exclude=[review.id])

    def _film(self, film_id: str) -> Film:
        film = self.library.film(film_id)
        if film is None:
            raise Told(GONE)
        return film

    def _person(self, number: str) -> Person:
        person = self.library.person(int(number)) if number.isdecimal() else None
        if person is None:
            raise Told(GONE)
        return person

    # --- when it is not clear what is meant ---------------------------------------------------------------

    def unclear_film(
        self, asked: str, match: FilmMatch, aspect: Aspect | None = None, action: Action = "opinion"
    ) -> Reply:
        """Asks back between several films, or says that there is none and offers the nearest titles."""
        pick = Ask(action, "film", "", aspect, here=True)
        if match.choices:
            return notes.which(clip_words(asked, 100), match.choices, pick)
        return notes.unknown(clip_words(asked, 100), match.nearest, pick)

    def unclear_person(self, asked: str, match: PersonMatch, aspect: Aspect | None = None) -> Reply:
        """As for a film."""
        pick = Ask("opinion", "person", "", aspect, here=True)
        if match.choices:
            return notes.which(clip_words(asked, 100), match.choices, pick)
        return notes.unknown(clip_words(asked, 100), match.nearest, pick)


def one_or_none(found: T | None) -> tuple[T, ...]:
    """What was found as a sequence, empty when nothing was."""
    return () if found is None else (found,)


def _within(ask: Ask, total: int, size: int) -> Ask:
    """The question with its page moved onto an existing one; the index may have shrunk since."""
    return replace(ask, page=min(ask.page, max(-(-total // size) - 1, 0)))
