"""Finds the film or the person that somebody means, as people write titles and names.

Everything is in memory and built from the films and people of an index. `named.py` does the same for names
inside a sentence.
"""

import re
from collections import Counter
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from copy import copy
from functools import cached_property

from .famous import famous_people, famous_titles
from .named import Named as Named
from .named import Reader
from .names import FUNCTION_WORDS, NameTable, is_inflected, is_ordinary
from .nicknames import in_letters, initials, short_names
from .titles import key_words, split_year, title_key
from .types import Film, FilmMatch, Person, PersonMatch

_MOST_CHOICES = 25
_NEAREST = 5
_SUBTITLE = re.compile(r":\s|\s[-\u2013\u2014]\s")
_FILM_WORDS = re.compile(
    r"^(?:the )?(?:movie|film)\s+(?=\S)|(?<=\S)[\s:,-]+(?:the )?(?:movie|film)$", re.IGNORECASE
)
_MISSPELT_THE = re.compile(
    r"^(?:teh|hte|th|te|tha|thr|the[^\W\d_]|t[^\W\d_]he|th[^\W\d_]e|[^\W\d_]the)\s+(?=\S)", re.IGNORECASE
)
_NAME_SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv", "2", "3", "4"})
_FIGURES = {
    word: str(number)
    for number, word in enumerate(
        re.findall(r"\w+", "two three four five six seven eight nine ten eleven twelve thirteen fourteen"), 2
    )
}
_COUNTED = frozenset({"part", "episode", "chapter", "volume"})
_BREAKS = FUNCTION_WORDS | {"about", "versus", "without"}
_GENERIC_PART = re.compile(r"(?:(?:part|episode|chapter|volume|number) )?\d+|movie|(?:the )?imax experience")


class Lookup:
    """Looks films and people up. Immutable once built, so that any thread may ask."""

    def __init__(self, films: Sequence[Film], people: Sequence[Person]) -> None:
        """Indexes all titles and names; a second or two for 100,000 films."""
        self.films = tuple(films)
        self.people = tuple(people)
        self._places = {film.id: place for place, film in enumerate(films)}
        self._film_by_id: Mapping[str, Film] = {film.id: film for film in films}
        self._person_by_id: Mapping[int, Person] = {person.id: person for person in people}
        main = [(title_key(film.title), place) for place, film in enumerate(films) if film.title]
        other = [
            (title_key(title), place)
            for place, film in enumerate(films)
            for title in film.also_known_as
            if title.strip()
        ]
        other += [
            (title_key(film.title.replace("-", "")), place)
            for place, film in enumerate(films)
            if "-" in film.title.strip("-")
        ]  # "divine secrets of the yaya sisterhood"
        parts = [
            (part, place)
            for place, film in enumerate(films)
            for title in dict.fromkeys((film.title, film.title.replace("-", "")))
            for part in _parts(title)
        ]
        reviews = [film.reviews for film in films]
        self.titles = NameTable(_with_figures(main + other), reviews)
        self.title_parts = NameTable(parts, reviews)
        self._main_keys = {place: key for key, place in main}
        mentions = [person.reviews for person in people]
        keys = [name_key(person.name) for person in people]
        self.first_names = {key.split(" ", 1)[0] for key in keys if " " in key}
        self.given = _alone(keys)
        self.names = NameTable(
            [(k, place) for place, key in enumerate(keys) for k in _name_keys(key)], mentions
        )
        last = [(k, place) for place, key in enumerate(keys) for k in surname_keys(key)]
        self.surnames = NameTable(last, mentions)
        self.initials = _initials([*dict(main), *dict(parts)])
        self.famous_titles = {
            key for key in famous_titles() if not (self.titles.exact(key) or self.title_parts.exact(key))
        }
        self.famous_people = {key for key in famous_people() if not self.names.exact(key)}
        self.famous_surnames = _only_given(self.famous_people, self.first_names) | {
            name
            for key in self.famous_people
            for name in surname_keys(key)
            if not (self.surnames.exact(name) or is_ordinary(name) or self.titles.has_word(name))
        }
        self._reader = Reader(self)

    def counted(self, films: Mapping[str, Film], people: Mapping[int, Person]) -> "Lookup":
        """The same names for films and people of the same ids whose reviews are counted otherwise."""
        other = copy(self)
        other.films = tuple(films[film.id] for film in self.films)
        other.people = tuple(people[person.id] for person in self.people)
        other._film_by_id, other._person_by_id = films, people
        other._reader = Reader(other)
        for name in ("_most_reviewed", "_most_named"):
            other.__dict__.pop(name, None)
        return other

    def place_of(self, film_id: str) -> int | None:
        """Where a film stands in `films`."""
        return self._places.get(film_id)

    def kin(self, film: Film) -> tuple[Film, ...]:
        """Films that somebody may have meant who was told of this one: those of a longer or a like title."""
        key = title_key(film.title)
        words = [word for word in key.split(" ") if word not in FUNCTION_WORDS]
        longer = self.titles.items(self.titles.holding(words, 20)) if words else []
        places = dict.fromkeys([*longer, *(self.titles.beginning(key, 10) if len(key) > 3 else [])])
        return tuple(self.films[place] for place in places if self.films[place].id != film.id)

    def film(self, text: str, year: int | None = None, *, quick: bool = False) -> FilmMatch:
        """The film meant by a title as somebody typed it, with or without its year, or by a film id.

        A title of several films is a choice unless the year, the article or the only one with reviews
        decides. A title that the corpus lacks matches nothing; then `nearest` holds what comes close. `quick`
        leaves out what takes a look at every title: slips in whole titles, and `nearest`.
        """
        text = text.strip()
        if text in self._film_by_id:
            return FilmMatch(self._film_by_id[text])
        title, bracketed = split_year(text)
        year = year or bracketed
        match = self._film(title, year, quick)
        if match.film or match.choices or year:
            return match
        shorter, bare = split_year(title, bare=True)
        return self._film(shorter, bare, quick) if bare else match

    def _film(self, title: str, year: int | None, quick: bool) -> FilmMatch:
        for written in dict.fromkeys((title, _FILM_WORDS.sub("", title), _MISSPELT_THE.sub("", title))):
            key = title_key(written)
            for places in self._ways(key, quick):
                if places:
                    return self.decide(places, written, year)
        near = self.titles.nearest(title_key(title), _NEAREST) if title and not quick else []
        return FilmMatch(nearest=tuple(self.films[place] for place in near))

    def _ways(self, key: str, quick: bool) -> Iterator[list[int]]:
        """Places of the films that fit, from the surest way of reading a title to the boldest."""
        yield self.titles.exact(key)
        yield self.titles.joined(key)
        yield self.title_parts.exact(key) or self.title_parts.joined(key)
        if not quick:
            yield self.titles.misspelt(key, self._is_word)
        words = key.split(" ")
        yield self.shortened(words)
        corrected = [self._correct(word) for word in words] if len(words) > 1 else words
        if corrected != words:
            yield self.titles.exact(" ".join(corrected))
            yield self.title_parts.exact(" ".join(corrected))
            yield self.shortened(corrected)
        yield self._by_its_name(words)

    def shortened(self, words: Sequence[str]) -> list[int]:
        """Films whose title holds these words in order and not much else: "lord of the rings two towers"."""
        content = [word for word in words if word not in FUNCTION_WORDS]
        if len(content) < 2:
            return []
        return self.titles.items(key for key in self.titles.holding(content) if _covers(content, key))

    def rare(self, word: str) -> list[int]:
        """The only film in whose title of several words this one stands, if it is out of the ordinary."""
        if len(word) < 4 or is_ordinary(word) or self.names.has_word(word):
            return []
        places = self.titles.items(self.titles.holding([word], 6))
        return places if len(places) == 1 else []

    def _by_its_name(self, words: Sequence[str]) -> list[int]:
        """The only film whose title ends in these words, a rare one among them: "pluto nash"."""
        if len(words) < 2 or all(is_ordinary(word) for word in words):
            return []
        held = [key for key in self.titles.holding(words) if key.split(" ")[-len(words) :] == list(words)]
        places = self.titles.items(held)
        return places if len(places) == 1 else []

    def decide(self, places: Sequence[int], written: str, year: int | None) -> FilmMatch:
        """One film of those that fit a title as written, or the choice between them."""
        key = title_key(written)
        own = [place for place in places if self._main_keys.get(place) == key]
        films = [self.films[place] for place in own or places]
        if year is not None:
            films = [self.films[place] for place in places]
            dated = [film for film in films if film.year == year]
            dated = dated or [film for film in films if film.year is None]
            dated = dated or [film for film in films if film.year and abs(film.year - year) == 1]
            if not dated:
                return FilmMatch(nearest=tuple(films[:_NEAREST]))
            films = dated
        if len(films) > 1:
            as_written = [film for film in films if film.title.casefold() == written.casefold()]
            if len(as_written) == 1 and key != name_key(written):
                films = as_written
        if len(films) > 1:
            reviewed = [film for film in films if film.reviews]
            if len(reviewed) == 1:
                films = reviewed
        return FilmMatch(films[0]) if len(films) == 1 else FilmMatch(choices=tuple(films[:_MOST_CHOICES]))

    def person(self, text: str, *, quick: bool = False) -> PersonMatch:
        """The person meant by a full name or a surname that only one person has, or by a person id.

        `quick` as for films.
        """
        text = text.strip()
        if text.isdecimal() and len(text) < 20 and int(text) in self._person_by_id:
            return PersonMatch(self._person_by_id[int(text)])
        key = name_key(text)
        words = key.split(" ")
        ways: tuple[Callable[[], list[int]], ...] = (
            lambda: self.names.exact(key),
            lambda: self.names.joined(key),
            lambda: self.surnames.exact(key),
            lambda: self.names.items(self.names.holding(words)) if len(words) > 1 else [],
            lambda: self.names.misspelt(key, self.first_names.__contains__),
            lambda: self.surnames.misspelt(key, self._is_word),
        )
        for way in ways[:4] if quick else ways:
            if places := way():
                return self.person_match(places)
        near = self.names.nearest(key, _NEAREST) if key and not quick else []
        return PersonMatch(nearest=tuple(self.people[place] for place in near))

    def person_match(self, places: Sequence[int]) -> PersonMatch:
        """One person, or the choice between several."""
        people = tuple(self.people[place] for place in places)
        return PersonMatch(people[0]) if len(people) == 1 else PersonMatch(choices=people[:_MOST_CHOICES])

    def suggest_films(self, typed: str, limit: int = 25) -> list[Film]:
        """Films for a box that completes as one types; with nothing typed, the most reviewed ones."""
        typed, year = split_year(typed)
        key = title_key(typed) if typed else ""
        if not key:
            return self._most_reviewed[:limit]
        places = self._suggest(self.titles, key, limit)
        if not places and key.split(" ")[-1] in {"1", "5", "10"}:
            places = self._suggest(
                self.titles, " ".join(key.split(" ")[:-1]), limit
            )  # "episode i" on its way to "ii"
        films = [self.films[place] for place in places]
        return [film for film in films if film.year == year] or films if year else films

    def suggest_people(self, typed: str, limit: int = 25) -> list[Person]:
        """People, as `suggest_films`; a surname counts as a beginning."""
        key = name_key(typed)
        if not key:
            return self._most_named[:limit]
        return [self.people[place] for place in self._suggest(self.names, key, limit)]

    @cached_property
    def _most_reviewed(self) -> list[Film]:
        return sorted((film for film in self.films if film.title), key=lambda film: -film.reviews)[:100]

    @cached_property
    def _most_named(self) -> list[Person]:
        return sorted(self.people, key=lambda person: -person.reviews)[:100]

    def _suggest(self, table: NameTable, key: str, limit: int) -> list[int]:
        places = dict.fromkeys(table.exact(key))
        for more in (table.beginning, table.later, table.misspelt_beginning):
            if len(places) >= limit or (more == table.misspelt_beginning and places):
                break
            places.update(dict.fromkeys(more(key, limit)))
        return list(places)[:limit]

    def named_in(self, text: str) -> tuple[Named, ...]:
        """Films and people named in a sentence, in its order and without overlap."""
        return self._reader.named_in(text)

    def unknown_in(self, text: str) -> tuple[str, ...]:
        """What is named like a film or a person in a sentence but is not in the corpus, as written there."""
        return self._reader.unknown_in(text)

    def _is_word(self, word: str) -> bool:
        return is_ordinary(word) or self.titles.has_word(word)

    def _correct(self, word: str) -> str:
        if self._is_word(word):
            return word
        spellings = self.titles.spellings(word)
        return spellings[0] if spellings else word


def _with_figures(names: Sequence[tuple[str, int]]) -> Iterator[tuple[str, int]]:
    """Adds keys in figures for number words ("8 legged freaks"), and in letters for figures ("simone")."""
    for key, place in names:
        yield key, place
        figures = " ".join(_FIGURES.get(word, word) for word in key.split(" "))
        if figures != key:
            yield figures, place
        letters = " ".join(map(in_letters, key.split(" ")))
        if letters != key:
            yield letters, place


def _only_given(famous: Iterable[str], given: Container[str]) -> set[str]:
    """First names that tell who is meant: the Keanu that nobody else is."""
    firsts = Counter(key.split(" ")[0] for key in famous if " " in key)
    return {
        name
        for name, times in firsts.items()
        if times == 1 and len(name) > 4 and name not in given and not is_inflected(name)
    }


def _alone(keys: Sequence[str]) -> dict[str, int]:
    """First names that only one of these people has, with their places."""
    places: dict[str, int] = {}
    for place, key in enumerate(keys):
        first = key.split(" ", 1)[0]
        if first != key:
            places[first] = -1 if first in places else place
    return {first: place for first, place in places.items() if place >= 0 and len(first) > 3}


def _initials(keys: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """What titles of three words and more are called by their first letters; the shortest such title."""
    found: dict[str, tuple[str, ...]] = {}
    for key in sorted(keys, key=len):
        words = tuple(key.split(" "))
        while len(words) > 3 and words[-1].isdigit():
            words = words[:-1]  # the figure is written behind the letters: "mib2"
        if len(words) >= 3:
            found.setdefault(initials(words), words)
        if len(words) >= 4 and len(words[0]) > 2:
            found.setdefault(initials(words[:2]), words[:2])
    return found


def name_key(name: str) -> str:
    """A person's name as it is compared: folded words, one blank between."""
    return " ".join(word for word, _, _ in key_words(name))


def surname_keys(key: str) -> tuple[str, ...]:
    """What a person is called by surname: "niro" and "de niro" for "robert de niro", nothing for one word."""
    words = key.split(" ")
    while len(words) > 2 and words[-1] in _NAME_SUFFIXES:
        words.pop()
    if len(words) < 2 or len(words[-1]) < 2:
        return ()
    if len(words) > 2:
        return (words[-1], " ".join(words[-2:]))  # "zeta jones", "de niro", "seymour hoffman"
    return (words[-1],)


def _name_keys(key: str) -> tuple[str, ...]:
    """The full name, and the same without initials and "Jr."."""
    words = key.split(" ")
    plain = [words[0], *(word for word in words[1:] if len(word) > 1 and word not in _NAME_SUFFIXES)]
    keys = (key, " ".join(plain)) if 2 <= len(plain) < len(words) else (key,)
    if len(words) < 2:
        return keys
    return (*keys, *(" ".join((short, *plain[1:])) for short in short_names(words[0])))


def _parts(title: str) -> Iterator[str]:
    """The halves of a title with a subtitle, each of which people use alone."""
    pieces = _SUBTITLE.split(title)
    if len(pieces) < 2:
        return
    keys = [title_key(piece) for piece in pieces]
    for end in range(1, len(keys)):
        yield " ".join(keys[:end])
    for key in keys[1:]:
        if not _GENERIC_PART.fullmatch(key):
            yield key


def _covers(content: Sequence[str], key: str) -> bool:
    """Whether these words make up enough of a title to stand for it.

    The beginning of a title up to "of", "and" or the like may be shorter ("harry potter"). A figure that is
    left out is a sequel's number, unless it is counted ("star wars [episode 2] attack of the clones").
    """
    words = key.split(" ")
    places: list[int] = []
    for word in content:
        places.append(words.index(word, places[-1] + 1 if places else 0))
    first, last = places[0], places[-1]
    left_out = [place for place in range(first, len(words)) if place not in places]
    if any(words[place].isdigit() and words[place - 1] not in _COUNTED for place in left_out):
        return False
    if any(words[place].isdigit() for place in left_out if place > last):
        return False
    share = sum(map(len, content)) / sum(len(word) for word in words if word not in FUNCTION_WORDS)
    opens = first == 0 and not any(words[place] not in FUNCTION_WORDS for place in left_out if place < last)
    if opens and last + 1 < len(words) and words[last + 1] in _BREAKS:
        return share >= 0.35
    if first and words[first - 1] in _BREAKS and all(words[place] in FUNCTION_WORDS for place in left_out):
        return share >= 0.5
    return share >= 0.7
