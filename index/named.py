"""Finds films and people inside a sentence: "what do critics say about hugh grant in about a boy?".

Titles and surnames that are ordinary words (*Signs*, *Enough*, *Below*) count only when they are clearly
meant: capitalised inside a sentence, quoted, followed by a year, alone, or where a question puts a film
("what do you think of signs?").
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import product
from typing import TYPE_CHECKING, Literal

from rapidfuzz.distance import OSA

from .asked import CAPITAL_BUT_NO_NAME, asked_about
from .credited import called_in
from .frames import Frames
from .names import CHAT, FUNCTION_WORDS, is_inflected, is_ordinary, ordinary_words
from .nicknames import LONG, SPELT, sounds
from .titles import key_words, title_key
from .types import FilmMatch, PersonMatch

if TYPE_CHECKING:
    from .lookup import Lookup

_LONGEST = 14  # words of a title
_COMMONPLACE = {2: 600, 3: 120}  # rank up to which even so many words together are too common for a title
_TEXTS_KEPT = 64
_RARE_WORD = 2000  # rank from which an ordinary word before a surname may be a first name: "max payne"
_OF_PEOPLE = frozenset(
    re.findall(
        r"\S+",
        """acting performance performances role roles films movies work stuff best worst directing direction
        career character turn portrayal singing accent scenes filmography latest finest top""",
    )
)
_ARTICLE = re.compile(r"(?<!\w)((?:une?|las?|les?|los|el|der|die|das|il)\s+|l['\u2019])$", re.IGNORECASE)
_THE = re.compile(r"\bthe $", re.IGNORECASE)
_FILM_WORDS = frozenset({"one", "version", "film", "movie", "original", "remake", "flick"})
_PRONOUNS = frozenset({"they", "it", "he", "she", "her", "him", "we", "us", "you", "me", "them"})
_JOINING = frozenset({"and", "or", "versus", "with", "to", "than"})
_OWNERS = frozenset(
    {"a", "an", "my", "your", "our", "his", "her", "their", "some", "any", "every", "no", "another", "ur"}
)
_FIGURES_BEHIND = re.compile(r"([^\W\d]{1,6})(\d{1,2})")
_YEAR_BEHIND = re.compile(r"\s*[(\[]?((?:18|19|20)\d\d)\b[)\]]?")


@dataclass(frozen=True, slots=True)
class Named:
    """A film or a person named at `text[start:end]`, with what the lookup makes of it.

    A match that is empty tells a name that is well known but not in the corpus.
    """

    kind: Literal["film", "person"]
    start: int
    end: int
    film: FilmMatch | None = None
    person: PersonMatch | None = None

    @property
    def is_absent(self) -> bool:
        """Whether it is the name of somebody or something that is not in the corpus."""
        match = self.film or self.person
        return match == (FilmMatch() if self.kind == "film" else PersonMatch())


@dataclass(frozen=True, slots=True)
class _Word:
    key: str
    start: int
    end: int
    spellings: tuple[str, ...]  # itself first, then what it may be a slip for
    owner: bool = False  # ends in "'s"


@dataclass(frozen=True, slots=True)
class _Found:
    first: int  # words [first, last)
    last: int
    kind: Literal["film", "person"]
    places: tuple[int, ...]
    surname: bool = False
    exact: bool = True
    whole: bool = True  # the whole title, not only its first half or some words of it
    absent: bool = False  # well known, but not in the corpus

    @property
    def rank(self) -> tuple[int, bool, bool, bool]:
        """Longest first; then a title or a full name before a surname, exact before misspelt."""
        return (self.first - self.last, self.surname, not self.exact, self.kind == "person")


class Reader:
    """Reads sentences with the titles and names of one lookup."""

    def __init__(self, lookup: "Lookup") -> None:
        """Works on the tables of `lookup`."""
        self._lookup = lookup
        self._read = lru_cache(_TEXTS_KEPT)(self._named_in)  # one message is read for more than one reason

    def named_in(self, text: str) -> tuple[Named, ...]:
        """Films and people named in a text, in its order and without overlap."""
        return self._read(text)

    def _named_in(self, text: str) -> tuple[Named, ...]:
        words = self._words(text)
        frames = Frames(text, [(word.start, word.end) for word in words])
        candidates = sorted(self._candidates(words), key=lambda found: (found.rank, found.first))
        chosen: list[_Found] = []
        others: list[_Found] = []  # titles that go on, as those of other films do
        for found in candidates:
            if found.kind == "film" and frames.goes_on(found.first, found.last, found.whole):
                others.append(found)
            elif not _is_free(found, [*chosen, *others]):
                continue
            elif self._is_other_person(found, words, frames):
                if not found.exact:
                    continue  # two slips make no other name: "wie finden"
                before = replace(found, first=found.first - 1, places=(), absent=True)
                sure = not is_inflected(words[found.first].key) or frames.is_capital(found.first)
                if sure and _is_free(before, [*chosen, *others]):
                    chosen.append(before)
            elif self._is_meant(found, words, frames):
                chosen.append(found)
        # What stands beside a film is one too: the Max of "compare signs and max".
        for found in candidates:
            if _is_free(found, [*chosen, *others]) and _is_beside(found, chosen, words):
                chosen.append(found)
        self._add_credited(candidates, chosen, others, words, text)
        chosen.sort(key=lambda found: found.first)
        return tuple(self._settle(chosen, words, text))

    def _add_credited(
        self,
        candidates: Sequence[_Found],
        chosen: list[_Found],
        others: Sequence[_Found],
        words: Sequence[_Word],
        text: str,
    ) -> None:
        """Adds what is a title, or a word of one, because somebody of that film is named beside it."""
        lookup = self._lookup
        named = {place for found in chosen if found.kind == "person" for place in found.places}
        if any(found.kind == "film" for found in chosen):
            return
        for found in candidates:  # "enough w/ jlo"
            place: int | None
            if found.kind != "film" or found.absent or not found.exact:
                continue
            if not _is_free(found, [*chosen, *others]):
                continue
            for place in found.places[:3]:
                film = lookup.films[place]
                start, end = words[found.first].start, words[found.last - 1].end
                around = text[:start] + "," * (end - start) + text[end:]
                credited = any(lookup.people[who].name in (*film.directors, *film.cast) for who in named)
                if credited or next(called_in(around, film), None) is not None:
                    chosen.append(replace(found, places=(place,)))
                    return
        for who in sorted(named)[:3]:  # "that tom green harvard thing"
            for film_id in lookup.people[who].films[:20]:
                place = lookup.place_of(film_id)
                film_words = set(title_key(lookup.films[place].title).split()) if place is not None else set()
                for at, word in enumerate(words):
                    found = _Found(at, at + 1, "film", (place or 0,), whole=False)
                    rare = len(word.key) > 3 and not is_ordinary(word.key)
                    meant = place is not None and rare and word.key in film_words
                    if meant and _is_free(found, [*chosen, *others]):
                        chosen.append(found)
                        return

    def unknown_in(self, text: str) -> tuple[str, ...]:
        """Phrases that are capitalised, quoted or asked about like a title or a name and match nothing."""
        named = self.named_in(text)
        known = [(one.start, one.end) for one in named]
        found = [(one.start, one.end) for one in named if one.is_absent]
        for start, end in asked_about(text, known):
            if not any(low < end and start < high for low, high in (*known, *found)):
                found.append((start, end))
        return tuple(text[start:end] for start, end in sorted(found))

    def _words(self, text: str) -> list[_Word]:
        lookup = self._lookup
        words: list[_Word] = []
        for key, start, end in self._pieces(text):
            spellings: tuple[str, ...] = (key,)
            owner = text[start:end].lower().endswith(("'s", "\u2019s"))
            # "jason x?" and "blade ii" alike: where a numeral may stand, both readings are tried.
            if words and key in {"i", "v", "x"}:
                spellings += {"i": ("1",), "v": ("5", "versus"), "x": ("10",)}[key]
            elif key.endswith("s") and (owner or (not self._is_known(key) and self._is_known(key[:-1]))):
                spellings += (key[:-1],)
            spellings += SPELT.get(key, ())
            if not self._is_known(key):
                spellings += tuple(word for word in (*sounds(key), f"{key}e") if lookup.titles.has_word(word))
            strange = len(key) > 3 and key not in CHAT and not is_inflected(key)
            if len(key) == 3 and key not in CHAT and not any(map(self._is_known, spellings)):
                spellings += lookup.titles.abbreviated(key)
            if strange and not any(map(self._is_known, spellings)):
                spellings += lookup.titles.abbreviated(key)
                spellings += lookup.titles.spellings(key) + lookup.names.spellings(key)
            words.append(_Word(key, start, end, spellings, owner))
        return words

    def _pieces(self, text: str) -> Iterator[tuple[str, int, int]]:
        """The words of a text; letters that stand for a title are read as its words: "lotr", "mib2"."""
        for key, start, end in key_words(text):
            parted = None if self._is_known(key) else _FIGURES_BEHIND.fullmatch(key)
            for piece in parted.groups() if parted else (key,):
                long: tuple[str, ...] = ()
                if not self._is_known(piece):
                    long = LONG.get(piece, ())
                if not (long or self._is_known(piece) or is_ordinary(piece) or piece in CHAT):
                    long = self._lookup.initials.get(piece, ())
                for word in long or (piece,):
                    yield word, start, end

    def _is_known(self, word: str) -> bool:
        return self._lookup.titles.has_word(word) or self._lookup.names.has_word(word)

    def _candidates(self, words: Sequence[_Word]) -> Iterator[_Found]:
        lookup = self._lookup
        for first in range(len(words)):
            yield from self._around(first, words)
            for last in range(min(len(words), first + _LONGEST), first, -1):
                window = words[first:last]
                for place, spelt in enumerate(_spelt(window)):
                    key, exact = " ".join(spelt), place == 0
                    whole = lookup.titles.exact(key)
                    if not whole and len(key) > 5:
                        whole = lookup.titles.joined(key)
                    if len(spelt) == 1 and not exact and not _is_near(window[0], key):
                        whole = []
                    part = lookup.title_parts.exact(key) if exact else []
                    if not part and len(spelt) > 1 and not {spelt[0], spelt[-1]} & FUNCTION_WORDS:
                        part = lookup.shortened(spelt)
                    if not (whole or part) and len(spelt) == 1 and exact:
                        part = lookup.rare(key)
                    if films := whole or part:
                        yield _Found(first, last, "film", tuple(films), exact=exact, whole=bool(whole))
                    elif (exact or _owns(window, spelt)) and (
                        key in lookup.famous_titles or _without_small(spelt) in lookup.famous_titles
                    ):
                        yield _Found(first, last, "film", (), absent=True)
                    famous = key in lookup.famous_people or key in lookup.famous_surnames
                    if famous and (exact or _owns(window, spelt)):
                        yield _Found(first, last, "person", (), surname=len(spelt) == 1, absent=True)
                        continue
                    if people := lookup.names.exact(key):
                        yield _Found(first, last, "person", tuple(people), exact=exact)
                    elif len(spelt) == 1 and not exact and not _is_near(window[0], key):
                        continue
                    elif len(spelt) < 3 and (people := lookup.surnames.exact(key)):
                        yield _Found(first, last, "person", tuple(people), surname=True, exact=exact)
                    elif exact and not whole and self._is_given(key) and not self._has_surname(last, words):
                        yield _Found(first, last, "person", (lookup.given[key],), surname=True)

    def _around(self, at: int, words: Sequence[_Word]) -> Iterator[_Found]:
        """Whole titles that a rare word belongs to, though others of their words are misspelt as other ones.

        The Morvern of "morvern caller" tells that no caller is meant.
        """
        titles = self._lookup.titles
        for rare in words[at].spellings[:4]:
            if len(rare) < 4 or is_ordinary(rare) or not titles.has_word(rare):
                continue
            for key in titles.holding([rare], 6):
                title = key.split(" ")
                first = at - title.index(rare)
                window = words[max(first, 0) : max(first, 0) + len(title)]
                if first < 0 or len(title) < 2 or len(window) < len(title):
                    continue
                if all(map(_is_like, window, title)):
                    yield _Found(first, first + len(title), "film", tuple(titles.exact(key)), exact=False)

    def _is_meant(self, found: _Found, words: Sequence[_Word], frames: Frames) -> bool:
        """Whether this is a name here and not a word like any other."""
        window = words[found.first : found.last]
        keys = [word.key for word in window]
        if found.kind == "film" and len(keys) == 1 and not found.whole and keys[0] in CHAT:
            return False  # a Sunday is no film
        if found.kind == "film" and len(keys) == 1 and not frames.is_marked(found.first, found.last):
            if found.first and words[found.first - 1].key in _OWNERS and frames.adjoin(found.first - 1):
                return False  # "my barbershop", "a max of two"
            behind = words[found.last].key if found.last < len(words) else ""
            if not found.whole and keys[0] in CAPITAL_BUT_NO_NAME and behind in _FILM_WORDS:
                return False  # "the french one"
            if not found.whole and (keys[0] in CHAT or self._is_inside_other(found, words, frames)):
                return False
        if found.kind == "person" and len(keys) == 1:
            if not is_ordinary(keys[0]) or frames.is_marked(found.first, found.last):
                return True
            if window[0].owner and found.last < len(words) and words[found.last].key in _OF_PEOPLE:
                return True  # "cage's best acted movie"
            return frames.asks_about_film(found.first, found.last)
        if keys[0] in _PRONOUNS and len(keys) == 1:
            marked = frames.is_marked(found.first, found.last)
            return marked or (keys[0] == "they" and frames.asks_opinion(found.first))
        asked = frames.asks_about_film(found.first, found.last)
        if not found.whole and len(keys) < 3 and not _tells(keys):
            return asked or frames.is_alone(found.first, found.last)
        return asked or not _all_common(keys) or frames.is_marked(found.first, found.last)

    def _is_other_person(self, found: _Found, words: Sequence[_Word], frames: Frames) -> bool:
        """Whether a first name that is not theirs stands before a surname: "Tom Hanks" is not Colin."""
        if not found.surname or found.last - found.first > 1:
            return False
        if found.first == 0 or not frames.adjoin(found.first - 1):
            return False
        before = words[found.first - 1].key
        if is_inflected(before) and not is_ordinary(before) and not frames.is_capital(found.first - 1):
            return False  # "shirtless mcconaughey"
        if is_ordinary(before):
            rare = ordinary_words().get(before, 0) > _RARE_WORD
            if not (rare and before in self._lookup.first_names):
                return False
        if before in CHAT or before.isdigit():
            return False
        film = self._lookup.titles.exact(before)
        credited = {film for place in found.places for film in self._lookup.people[place].films}
        if any(self._lookup.films[place].id in credited for place in film):
            return False  # "chicago zellweger any good"
        if not found.places:
            return False
        named = before in self._lookup.first_names or frames.is_capital(found.first - 1)
        return named or bool(film) or not self._lookup.titles.has_word(before)

    def _is_given(self, key: str) -> bool:
        """Whether a first name is enough, because only one person has it and it is no other word."""
        return key in self._lookup.given and not (is_ordinary(key) or self._lookup.titles.has_word(key))

    def _has_surname(self, last: int, words: Sequence[_Word]) -> bool:
        """Whether a name that is not an ordinary word follows a first name: the Glass of "Philip Glass"."""
        if last >= len(words):
            return False
        key = words[last].key
        return not (is_inflected(key) or key in CHAT or self._lookup.titles.has_word(key) or key.isdigit())

    def _is_inside_other(self, found: _Found, words: Sequence[_Word], frames: Frames) -> bool:
        """Whether a rare word of a title stands beside one that this corpus never saw: "bourne supremacy"."""
        for place, gap in ((found.first - 1, found.first - 1), (found.last, found.last - 1)):
            if 0 <= place < len(words) and 0 <= gap < len(words) - 1 and frames.adjoin(gap):
                key = words[place].key
                if not (is_ordinary(key) or key in CHAT or self._is_known(key) or key.isdigit()):
                    return True
        return False

    def _settle(self, chosen: Sequence[_Found], words: Sequence[_Word], text: str) -> Iterator[Named]:
        """Turns what was found into matches; a film and a person named together narrow the choice."""
        lookup = self._lookup
        named_people = {lookup.people[p].name for f in chosen if f.kind == "person" for p in f.places}
        named_films = {lookup.films[p].id for f in chosen if f.kind == "film" for p in f.places}
        for found in chosen:
            start, end = words[found.first].start, words[found.last - 1].end
            if found.absent:
                year = _YEAR_BEHIND.match(text, end) if found.kind == "film" else None
                end = year.end() if year else end
                if found.kind == "film" and (article := _THE.search(text, 0, start)) is not None:
                    start = article.start()
                film, person = (FilmMatch(), None) if found.kind == "film" else (None, PersonMatch())
                yield Named(found.kind, start, end, film, person)
            elif found.kind == "film":
                year = _YEAR_BEHIND.match(text, end)
                phrase = text[start:end]
                match = lookup.decide(found.places, phrase, int(year[1]) if year else None)
                if match.choices:
                    credited = [
                        f for f in match.choices if named_people.intersection((*f.cast, *f.directors))
                    ]
                    match = FilmMatch(credited[0]) if len(credited) == 1 else match
                if year and (match.film or match.choices):
                    end = year.end()
                article = _ARTICLE.search(text, 0, start)
                if article and match.film and match.film.title.lower().startswith(article[1].lower()):
                    start = article.start(1)
                yield Named("film", start, end, film=match)
            else:
                who = lookup.person_match(found.places)
                there = [p for p in who.choices if named_films.intersection(p.films)]
                yield Named("person", start, end, person=PersonMatch(there[0]) if len(there) == 1 else who)


def _is_free(found: _Found, chosen: Sequence[_Found]) -> bool:
    return not any(found.first < other.last and other.first < found.last for other in chosen)


def _is_beside(found: _Found, chosen: Sequence[_Found], words: Sequence[_Word]) -> bool:
    """Whether only "and", "or" or the like, and perhaps an article, part this from a film that is named."""
    if found.kind != "film":
        return False
    if found.absent and found.last - found.first == 1 and _is_everyday(words[found.first].key):
        return False  # "how does it stack up vs Chicago" asks for no *Up*
    for other in chosen:
        low, high = sorted(((other.first, other.last), (found.first, found.last)))
        between = [word.key for word in words[low[1] : high[0]] if word.key not in {"the", "a"}]
        if other.kind == "film" and len(between) == 1 and between[0] in _JOINING:
            return True
    return False


def _spelt(window: Sequence[_Word]) -> Iterator[tuple[str, ...]]:
    """The window's words as they stand, then with slips mended; few enough to try."""
    if sum(len(word.spellings) > 1 for word in window) > 3:
        return iter((tuple(word.key for word in window),))
    return product(*(word.spellings for word in window))


def _owns(window: Sequence[_Word], spelt: Sequence[str]) -> bool:
    """Whether the words stand as they are but for an owner's "s": "russell crowe's"."""
    *before, last = window
    return last.owner and last.key == f"{spelt[-1]}s" and all(
        word.key == key for word, key in zip(before, spelt, strict=False)
    )


def _is_everyday(key: str) -> bool:
    return key in FUNCTION_WORDS or ordinary_words().get(key, _RARE_WORD) < _RARE_WORD // 2


def _without_small(spelt: Sequence[str]) -> str:
    """A title of several words without its small ones; empty where small ones are at its ends."""
    content = [word for word in spelt if word not in FUNCTION_WORDS]
    ends = {spelt[0], spelt[-1]}
    return " ".join(content) if len(content) > 2 and not ends & FUNCTION_WORDS else ""


def _is_like(word: _Word, meant: str) -> bool:
    """Whether a word is that of a title, or so close to it that it is a slip if its neighbours are right."""
    if meant in word.spellings:
        return True
    shorter, longer = sorted((len(word.key), len(meant)))
    most = 2 if shorter > 5 else 1 if longer > 3 and shorter > 2 else 0
    return most > 0 and not word.key.isdigit() and OSA.distance(word.key, meant) <= most


def _tells(keys: Sequence[str]) -> bool:
    """Whether all of a title's words are out of the ordinary: "new york" is less than a film."""
    return not any(is_ordinary(key) and len(key) > 1 for key in keys)


def _is_near(word: _Word, key: str) -> bool:
    """Whether one word may stand for a name it differs from: the owner's "s", or one slip in a long word."""
    return (word.key == f"{key}s" and word.owner) or (
        len(key) > 5 and OSA.distance(word.key, key) == 1 and word.key.rstrip("s") != key.rstrip("s")
    )


def _all_common(keys: Sequence[str]) -> bool:
    """Whether words are so common together that a title of them needs a sign that it is meant."""
    if len(keys) == 1:
        return is_ordinary(keys[0])
    ranks = ordinary_words()
    most = _COMMONPLACE.get(len(keys), 0)
    return all(key in FUNCTION_WORDS or len(key) < 2 or ranks.get(key, most) < most for key in keys)
