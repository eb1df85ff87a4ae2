"""Answers about several films at once: two side by side, films in order, films to see, any film."""

import random
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TypeVar

from index.language import later, listed, say, say_n
from index.library import Library
from index.titles import title_key
from index.types import Aspect, Criteria, Film, FilmMatch, Person, PersonMatch

from . import criteria, genres, subjects
from .cards import choice, compare, notes, opinion, rank, recommend, text
from .cards.sheet import Reply
from .controls import button
from .custom_ids import Ask
from .errors import GONE, STALE, Told
from .limits import CHOICES
from .settings import BotSection

FILM_WITH_PERSON = later("Please name two films or two people; a film and a person can't be compared.")
SAME = later("That is the same one twice; please name another to compare it with.")
NOTHING_ASKED = later("Please name a film, or describe what you would like to see.")
_FILMS_FIRST = 17  # of 25 suggestions, where films and people both fit what is typed

T = TypeVar("T")
Found = Film | Person


class Picks:
    """Compares, ranks, recommends and draws films of a library."""

    def __init__(self, library: Library, settings: BotSection, chance: random.Random) -> None:
        """`chance` draws a film at random."""
        self.library = library
        self.chance = chance
        self._settings = settings

    def ask(self, ask: Ask, private: bool) -> Reply:
        """What a button or a select asks for, as `Answers.ask`."""
        if ask.action == "compare":
            return self.compare(*_read(subjects.both, ask), ask.aspect, here=private)
        if ask.action == "rank":
            return self._ranked(ask)
        if ask.action == "recommend":
            film = self.library.film(ask.subject)
            if film is None:
                raise Told(GONE)
            return self.films_like(film, ask.thing, here=private)
        if ask.action == "random":
            return self.random(ask.thing, ask.polarity == "pos", not_again=ask.subject, here=private)
        raise Told(STALE)

    # --- two side by side ---------------------------------------------------------------------------------

    def compare(self, first: str, second: str, aspect: Aspect | None = None, here: bool = False) -> Reply:
        """Two films or two people, each named as an option's value or in words."""
        values = first, second
        found = [self._named(value) for value in values]
        if any(isinstance(one, Film) for one in found) and any(isinstance(one, Person) for one in found):
            raise Told(FILM_WITH_PERSON)
        for place, one in enumerate(found):
            if not isinstance(one, Film | Person):
                return self._which(values, place, one, aspect)
        a, b = found
        assert isinstance(a, Film | Person) and isinstance(b, Film | Person)  # as was seen to just now
        return self.side_by_side(a, b, aspect, here)

    def side_by_side(
        self, first: Found, second: Found, aspect: Aspect | None = None, here: bool = False
    ) -> Reply:
        """Two films or two people already found."""
        if isinstance(first, Film) is not isinstance(second, Film):
            raise Told(FILM_WITH_PERSON)
        if first.id == second.id:
            raise Told(SAME)
        values = subjects.value_of(first), subjects.value_of(second)
        return compare.compare_card(self.library.compare(first, second, aspect), values, here)

    def _named(self, value: str) -> Found | FilmMatch | PersonMatch:
        """The film or the person that a value names, or the choice there is; a title goes before a name."""
        named = subjects.named(value)
        if named.kind == "film" and (film := self.library.film(named.text)) is not None:
            return film
        if named.kind == "person" and (person := self.library.person(int(named.text))) is not None:
            return person
        if named.kind:
            raise Told(GONE)
        films, people = self.library.find_film(named.text), self.library.find_person(named.text)
        exact = [film for film in (films.film, *films.choices)
                 if film is not None and title_key(film.title) == title_key(named.text)]  # fmt: skip
        if people.person is not None and not exact:
            return people.person
        if films.film is not None or films.choices:
            return films.film or films
        return people if people.choices else films

    def _which(
        self, values: tuple[str, str], place: int, match: FilmMatch | PersonMatch, aspect: Aspect | None
    ) -> Reply:
        asked = subjects.named(values[place]).text

        def instead(one: Found) -> tuple[str, Ask]:
            kept = [_kept(value) for value in values]
            kept[place] = subjects.value_of(one)
            return one.name, Ask("compare", "film", subjects.pair(*kept), aspect, here=True)

        if match.choices:
            return choice.which_card(asked, [instead(one) for one in match.choices])
        return choice.unknown_card(asked, [instead(one) for one in match.nearest])

    # --- films in order -----------------------------------------------------------------------------------

    def rank(self, asked: Criteria, person: str = "", year: str = "", genre: str = "") -> Reply:
        """Films by criteria; person, year and genre as somebody typed them narrow these further."""
        if year.strip():
            since, until = criteria.years(year)
            asked = replace(asked, since=since, until=until)
        if genre.strip():
            asked = replace(asked, genres=(self._genre(genre),))
        if person.strip():
            match = self.library.find_person(subjects.named(person).text if ":" in person else person)
            if match.person is None:
                named = match.choices or match.nearest
                choices = [(one.name, rank.rank_ask(replace(asked, person=one))) for one in named]
                return (choice.which_card if match.choices else choice.unknown_card)(person, choices)
            asked = replace(asked, person=match.person)
        return rank.rank_card(self.library.rank(asked))

    def _ranked(self, ask: Ask) -> Reply:
        asked, number = _read(criteria.unpacked, ask)
        person = self.library.person(number) if number is not None else None
        if number is not None and person is None:
            raise Told(GONE)
        asked = replace(asked, worst=ask.polarity == "neg", aspect=ask.aspect, person=person)
        return rank.rank_card(self.library.rank(asked), ask.page)

    def _genre(self, typed: str) -> str:
        """The genre that is meant, as the films spell it.

        Raises:
            Told: no film has it, with those that there are.
        """
        known = [name for name, _ in self.library.genres()]
        found = genres.meant(typed, known)
        if found is not None:
            return found
        if not known:
            raise Told("None of my films has a genre noted.")
        raise Told(
            "I know no genre “{genre}”. There are {genres}.",
            genre=text.fitted(typed, 60), genres=listed([genres.shown(name) for name in known[:CHOICES]]),
        )  # fmt: skip

    # --- films to see -------------------------------------------------------------------------------------

    def recommend(self, like: str = "", description: str = "", genre: str = "") -> Reply:
        """Films like one named by title or id, or like a description."""
        genre = self._genre(genre) if genre.strip() else ""
        if like.strip():
            match = self.library.find_film(like)
            if match.film is None:
                return self.unclear(like, match, genre)
            return self.films_like(match.film, genre)
        if not description.strip():
            raise Told(NOTHING_ASKED)
        return self.films_for(description, genre)

    def unclear(self, asked: str, match: FilmMatch, genre: str = "") -> Reply:
        """Asks which film is to be liked, or says that there is none such."""
        fit = match.choices or match.nearest
        choices = [(one.name, Ask("recommend", "film", one.id, thing=genre, here=True)) for one in fit]
        return (choice.which_card if match.choices else choice.unknown_card)(asked, choices)

    def films_like(self, film: Film, genre: str = "", here: bool = False) -> Reply:
        """Films like one already found."""
        found = self.library.recommend_like(film.id, self._settings.results, genre)
        return recommend.recommend_card(found, film, "", genre, here)

    def films_for(self, description: str, genre: str = "", person: Person | None = None) -> Reply:
        """Films that read like a description, of all or of one person's."""
        found = self.library.recommend(
            description, self._settings.results, genre, person.id if person is not None else None
        )
        return recommend.recommend_card(found, None, description, genre)

    # --- any film -----------------------------------------------------------------------------------------

    def random(self, genre: str = "", liked: bool = False, not_again: str = "", here: bool = False) -> Reply:
        """The opinion on any film with enough reviews, and a button for another."""
        genre = self._genre(genre) if genre.strip() else ""
        asked = Criteria(genres=(genre,) if genre else ())
        films = self.library.films_with(asked, liked)
        if not films:
            return notes.said(say("No film here fits that: too few have enough reviews."))
        film = self.chance.choice([one for one in films if one.id != not_again] or list(films))
        again = Ask("random", "film", film.id, None, "pos" if liked else None, 0, here, genre)
        note = _drawn(len(films), genre, liked)
        return opinion.opinion_card(
            self.library.opinion_of_film(film.id), film=film, here=here, note=note,
            also=[button(again, say("Another one"))] if len(films) > 1 else [],
        )  # fmt: skip

    # --- suggestions while typing -------------------------------------------------------------------------

    def both(self, typed: str) -> list[tuple[str, str]]:
        """Films and people to suggest, each kind with its own mark in the value."""
        films = [(film.name, subjects.value_of(film)) for film in self.library.suggest_films(typed)]
        people = [
            (say("{name} (person)", name=person.name), subjects.value_of(person))
            for person in self.library.suggest_people(typed)
        ]
        if _begins(people, typed) and not _begins(films, typed):
            return [*people, *films][:CHOICES]
        shown = films[: max(_FILMS_FIRST, CHOICES - len(people))]
        return [*shown, *people, *films[len(shown) :]][:CHOICES]

    def genres(self, typed: str) -> list[tuple[str, str]]:
        """Genres to suggest, each with the number of its films."""
        found = genres.suggested(typed, self.library.genres())
        return [
            (say("{genre} ({n})", genre=genres.shown(name), n=count), name) for name, count in found[:CHOICES]
        ]


def _read(read: Callable[[str], T], ask: Ask) -> T:
    """The subject of a button as `read` takes it apart; only its ValueErrors speak of another version."""
    try:
        return read(ask.subject)
    except ValueError as error:
        raise Told(STALE) from error


def _kept(value: str) -> str:
    """A value as a button may carry it."""
    named = subjects.named(value)
    return value if named.kind else named.text


def _begins(found: Sequence[tuple[str, str]], typed: str) -> bool:
    key = title_key(typed)
    return bool(found) and bool(key) and any(word.startswith(key) for word in _tails(title_key(found[0][0])))


def _tails(name: str) -> list[str]:
    words = name.split(" ")
    return [" ".join(words[place:]) for place in range(len(words))]


def _drawn(films: int, genre: str, liked: bool) -> str:
    genre = genres.shown(genre)
    if genre and liked:
        return say_n(
            "Drawn from {n} film most reviewers are for: {genre}",
            "Drawn from {n} films most reviewers are for: {genre}",
            films, genre=genre,
        )  # fmt: skip
    if genre:
        return say_n(
            "Drawn from {n} film with enough reviews: {genre}",
            "Drawn from {n} films with enough reviews: {genre}",
            films, genre=genre,
        )  # fmt: skip
    if liked:
        return say_n(
            "Drawn from {n} film most reviewers are for", "Drawn from {n} films most reviewers are for", films
        )
    return say_n(
        "Drawn from {n} film with enough reviews", "Drawn from {n} films with enough reviews", films
    )
