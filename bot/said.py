"""What one message says by itself: who and what it names, and the words that are left."""

import re
from typing import Protocol, TypeVar

from index.lookup import Named
from index.names import is_ordinary
from index.titles import fold
from index.types import Film, FilmMatch, Person, PersonMatch

from . import intents, phrases

_T = TypeVar("_T")


class Names(Protocol):
    """What understanding asks of a library: who and what is named in words."""

    def named_in(self, text: str) -> tuple[Named, ...]:
        """Films and people of the corpus that are named."""

    def unknown_in(self, text: str) -> tuple[str, ...]:
        """Names of films and people that the corpus lacks."""

    def find_film(self, text: str) -> FilmMatch:
        """The film that a title, with or without its year, means."""

    def find_person(self, text: str) -> PersonMatch:
        """The person that a name means."""

    def film(self, film_id: str) -> Film | None:
        """The film of an id."""


_NO_NAMES = frozenset(
    re.findall(
        r"\w+", "the a an tonight today tomorrow yesterday now next again together home alone online first"
    )
)
_THEY_SAY = re.compile(
    r"\s+(?:say|said|think|thought|like|liked|love|loved|hate|hated|feel|felt|make|made|mean|enjoy|do|did|have|are"
    r"|were|rate|prefer|find|found|call|praise)\b",
    re.IGNORECASE,
)
# A word that no dictionary has, where a question ends with what it is about.
_ODD = re.compile(
    r"(?:^|\b(?:like|likes|liked|love|loved|hate|hated|enjoy|see|seen|watch|watched|of|about|is|was"
    r"|in|by|with) )"
    r"(?P<name>[^\W\d_]{4,})\W*$",
    re.IGNORECASE,
)


def _is_meant(one: Named, words: str) -> bool:
    """Whether a name is one here: not the "they" of "did they like it", nor that of "how's the story"."""
    written = words[one.start : one.end]
    if written != written.lower():
        return True
    if one.film is not None:
        return written != "they" or not _THEY_SAY.match(words, one.end)
    people = [p for p in (one.person.person, *one.person.choices) if p] if one.person else []
    slip = len(written) < 6 and not any(written in fold(p.name) for p in people)
    return not slip and not phrases.aspects_in(written)


class Said:
    """The names in a message (`films`, `people`, `choices`, `who`, `missing`), its `aspects`, the `rest`."""

    def __init__(self, words: str, names: Names) -> None:
        """Reads `words`, a message without markup."""
        self.words = words
        self.names = names
        self.named = tuple(one for one in names.named_in(words) if _is_meant(one, words))
        self.films: tuple[Film, ...] = ()
        self.people: tuple[Person, ...] = ()
        self.choices: tuple[Film, ...] = ()
        self.who: tuple[Person, ...] = ()
        missing: list[str] = []
        for one in self.named:
            if one.film is not None:
                if one.film.film is not None:
                    self.films = with_item(self.films, one.film.film)
                elif one.film.choices:
                    self.choices = one.film.choices
                else:
                    missing.append(words[one.start : one.end])
            elif one.person is not None:
                if one.person.person is not None:
                    self.people = with_item(self.people, one.person.person)
                elif one.person.choices:
                    self.who = one.person.choices
        spans = [(one.start, one.end) for one in self.named]
        if not self.named and (title := self._leading_title()) is not None:
            spans.append((0, title))
        for phrase in names.unknown_in(words):
            place = words.find(phrase)
            content = re.sub(r"^(?:the|a|an) ", "", phrase).split()
            topical = phrases.aspects_in(phrase) or all(map(is_ordinary, content))
            if phrase == phrase.lower() and topical and len(content) != 1:
                continue  # "the car chases" is a subject, not a title
            if phrase.lower() in _NO_NAMES or any(
                place < end and start < place + len(phrase) for start, end in spans
            ):
                continue
            spans.append((place, place + len(phrase)))
            if not self._look_up(phrase):
                missing.append(phrase)
        odd = None if self.named or spans else _ODD.search(words)
        if odd is not None and not is_ordinary(odd["name"].lower()):
            missing.append(odd["name"])
            spans.append(odd.span("name"))
        self.missing = tuple(dict.fromkeys(missing))
        self.rest = phrases.blank_out(words, spans)
        self.aspects = phrases.aspects_in(self.rest)
        if self.choices and (year := intents.YEAR.search(self.rest)):
            dated = [film for film in self.choices if film.year == int(year["year"])]
            if dated:
                self.films, self.choices = with_item(self.films, dated[0]), ()
        if self.choices and self.people:
            theirs = [f for f in self.choices if any(f.id in p.films for p in self.people)]
            if len(theirs) == 1:
                self.films, self.choices = with_item(self.films, theirs[0]), ()

    def _leading_title(self) -> int | None:
        """Where the title ends that a message begins with: "Signs reviews", "Insomnia: is it slow?"."""
        found = intents.ABOUT_TITLE.match(self.words)
        return found.end("title") if found is not None and self._look_up(found["title"], film=True) else None

    def _look_up(self, phrase: str, film: bool = False) -> bool:
        """Takes over the film or the person that a phrase means, if it means one."""
        match = self.names.find_film(phrase)
        if match.film is not None:
            self.films = with_item(self.films, match.film)
        elif match.choices:
            self.choices = match.choices
        # Figures alone would be taken for somebody's number.
        elif not film and any(map(str.isalpha, phrase)) and (who := self.names.find_person(phrase).person):
            self.people = with_item(self.people, who)
        else:
            return False
        return True

    def describes(self, person: Person) -> bool:
        """Whether a person is named only to tell which film is meant: "the Tom Green one"."""
        for one in self.named:
            if one.person is not None and one.person.person == person:
                before, after = self.words[: one.start], self.words[one.end :]
                if intents.DESCRIBES_AFTER.match(after) or intents.DESCRIBES_BEFORE.search(before):
                    return True
        return False


def with_item(items: tuple[_T, ...], item: _T) -> tuple[_T, ...]:
    """The items and one more, unless it is there already."""
    return items if item in items else (*items, item)
