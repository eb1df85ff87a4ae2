"""What one message says by itself: who and what it names, and the words that are left."""

import re
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import TypeVar

from index.credited import called_in
from index.lookup import Named
from index.names import CHAT, is_inflected, is_ordinary
from index.titles import fold, key_words, title_key
from index.types import Film, Person

from . import follow, intents, phrases
from .naming import Names as Names

_T = TypeVar("_T")


_NO_NAMES = frozenset(
    re.findall(
        r"\w+", "the a an tonight today tomorrow yesterday now next again together home alone online first"
    )
)
_THEY_SAY = re.compile(
    r"\s+(?:say|said|think|thought|like|liked|love|loved|hate|hated|feel|felt|make|made|mean|enjoy|do|did"
    r"|have|are"
    r"|were|rate|prefer|find|found|call|praise)\b",
    re.IGNORECASE,
)
# A word that no dictionary has, where a question ends with what it is about.
_ODD = re.compile(
    r"(?:^|.*\b(?:like|likes|liked|love|loved|hate|hated|enjoy|see|seen|watch|watched|of|about|is|was"
    r"|in|by|with|on|rate|for|called) )"
    r"(?P<name>[^\W\d_]{4,}|(?<= )[^\W\d_]{4,}(?: [^\W\d_]{2,}){1,2})\W*$",
    re.IGNORECASE,
)
_FOR_FILMS = re.compile(
    r"\b(?:saw|seen|watch(?:ed|ing)?|called|titled|"
    r"(?:films?|movies?|something|anything|more)(?: are)? (?:like|similar to)"
    r"|reviews? (?:of|for)|(?:acting|cast|performances?|plot|script|music|score|effects|ending) (?:in"
    r"|of))\s+$",
    re.IGNORECASE,
)
_BARE = re.compile(
    r"\W*(?:(?:and|but|so|ok|okay|k|also|then|what about|how about|now|in|for|of|or|try|next|maybe|yeah|no"
    r"|nah|sorry|cool|thanks|hm+|i meant?"
    r"|never mind|new topic|different one|the film"
    r"|the movie)\b\W*)*(?P<title>\S(?:[^?!]{0,40}?\S)?)(?:\W+(?:though|then|please|pls|instead|too|thoughts"
    r"|movie|film|any good|good|reviews|yay or nay"
    r"|i meant?|btw|obviously))*\W*$",
    re.IGNORECASE,
)
_FOR_QUOTED = re.compile(
    r"(?:^|\b(?:saw|seen|watch(?:ed|ing)?|called|titled|of|about|on|in|like|than|and|or|vs\.?|versus|for|to"
    r"|how's|hated?|loved?|film|movie)|^(?:is|was|does|did))\W*$",
    re.IGNORECASE,
)
_ADJECTIVES = re.compile(
    r"^(?:(?:the|a|an|that|this) )?(?:(?:american|japanese|french|german|british|korean|original|old|older"
    r"|new|newer|first|latest|recent|swedish|russian|spanish|us)\W+)+",
    re.IGNORECASE,
)
_DESCRIPTION = re.compile(r"\b(?:one|ones|version|original|remake|film|movie)\W*$", re.IGNORECASE)
_GIBBERISH = re.compile(r"[bcdfghjklmnpqrstvwxz]{5}|q[^u\W]|^[^aeiouy]{4,}$|(.)\1\1")
_SENTENCE_END = re.compile(r"[.!?]+\s+")
_MOST_SENTENCES = 4
_NO_TITLE_BEGINS = frozenset(
    {"with", "for", "to", "at", "on", "while", "when", "if", "by", "tonight", "again"}
)
_LONGEST_TITLE = 8  # words
_MOST_SEQUELS = 4  # each takes several lookups, and a message may be nothing but numbers
_ROMAN = {
    "ii": "2",
    "iii": "3",
    "iv": "4",
    "v": "5",
    "vi": "6",
    "vii": "7",
    "viii": "8",
    "two": "2",
    "three": "3",
}
_OTHER_WORK = re.compile(r"(?:the |that )?(?:book|novel|movie|film|show|series|game|play)s?\b", re.IGNORECASE)
_BEFORE_TITLE = re.compile(
    r"\b(?:at|in|of|on|to|from|for|about|with|during|after|and|through) ", re.IGNORECASE
)
_YEAR_BEHIND = re.compile(r" \(?(?:18|19|20)\d\d\b\)?")


def _is_meant(one: Named, words: str) -> bool:
    """Whether a name is one here: not the "they" of "did they like it", nor that of "how's the story"."""
    written = words[one.start : one.end]
    if one.person is not None and " " not in written.strip() and not one.is_absent:
        behind = words[one.end : one.end + 2].lower()
        if _NOBODY_KNOWN.search(words[: one.start]) and behind[:1] not in ("'", "\u2019"):
            return False  # "my friend Kelly", "in Denver"
    if written != written.lower():
        return True
    if one.film is not None:
        return written != "they" or not _THEY_SAY.match(words, one.end)
    people = [p for p in (one.person.person, *one.person.choices) if p] if one.person else []
    slip = len(written) < 6 and not any(written in fold(p.name) for p in people)
    return not slip and not phrases.aspects_in(written)


_NOBODY_KNOWN = re.compile(
    r"\b(?:[Mm]y|[Oo]ur|[Hh]is|[Hh]er|[Tt]heir|[Yy]our|an?)(?: \w+)? (?:friends?|mates?|buddy|pal"
    r"|cousin|brother|sister"
    r"|roommate|flatmate|wife|husband|boyfriend|girlfriend|gf|bf|uncle|aunt|son|daughter|dog|cat|boss"
    r"|coworker"
    r"|colleague|teacher|neighbou?r|partner|mum|mom|dad|sis|bro|kid|named|called),? $"
    r"|\b(?:[Ii]n|[Nn]ear) (?=$)"
)
"""What stands before the name of somebody who makes no films, or of a town."""
_CRITIC_BEFORE = re.compile(r"\b(?:did|does|do|has|would)\s+$", re.IGNORECASE)
_CRITIC_BEHIND = re.compile(
    r"\s+(?:\w+ly )?(?:say|like|think|hate|love|call|write|make|rate|review|enjoy|give|trash|pan|praise"
    r"|recommend)\b",
    re.IGNORECASE,
)
_PASSING = re.compile(
    r"\b(?:to|on|at|near|during|from|since|until|around|outside|through)\s+(?:the\s+)?$", re.IGNORECASE
)
_OPINION_ON = re.compile(
    r"\b(?:thoughts?|opinions?|views?|takes?|verdicts?|word|info|reviews?|quotes?|compared?|comparison"
    r"|similar|next|close"
    r"|prefer\w*|back|go|going|move|moving|over|stack\w*|hold\w*|measure\w*|switch\w*|anything|something)\b"
    r"[^.?!]{0,40}$",
    re.IGNORECASE,
)


class Said:
    """The names in a message (`films`, `people`, `choices`, `who`, `missing`), its `aspects`, the `rest`."""

    def __init__(self, words: str, names: Names, context: Sequence[Film] = ()) -> None:
        """Reads `words`, a message without markup; the cast of `context` may be called by one name."""
        self.words = words
        self.names = names
        self._context = context
        self.first_ones: tuple[Film, ...] = ()  # those of which a sequel is named that is not here
        named = [(one.start, one.end) for one in names.named_in(words) if not one.is_absent]
        sequels = [  # the V of "Ballistic: Ecks v Sever" is no number
            span for span in self._sequels() if not any(s <= span[0] and span[1] < e for s, e in named)
        ]
        self.named = tuple(
            one
            for one in names.named_in(words)
            if _is_meant(one, words) and not _overlaps(sequels, one.start, one.end)
        )
        self.films: tuple[Film, ...] = ()
        self.people: tuple[Person, ...] = ()
        self.choices: tuple[Film, ...] = ()
        self.who: tuple[Person, ...] = ()
        self.missing: tuple[str, ...] = tuple(words[start:end] for start, end in sequels)
        self._known_behind = {
            start for one in self.named if one.film and (one.film.film or one.film.choices)
            for start in (one.start,)
        }  # fmt: skip
        # Surest first: what an earlier reading has taken, a later one leaves alone.
        self._spans = sequels
        self._called: set[int] = set()
        self._places = {
            one.person.person.id: (one.start, one.end)
            for one in self.named
            if one.person and one.person.person
        }
        self._take_named()
        for begin in self._sentence_starts():
            if (title := self._leading_title(begin)) is not None:
                self._spans.append((begin, title))
                break
        if not self._spans:
            self._take_bare()
        self._take_credited()
        for start, end in (*self._asked_titles(), *self._trailing_title()):
            self._take(start, end, end)
        self._take_unknown()
        self._take_odd()
        self.blanked = phrases.blank_out(words, self._spans)
        self.rest = self.blanked
        self.aspects = phrases.asked_aspects(intents.NEVER_MIND.sub(" ", self.rest))
        self._choose()

    def _take_named(self) -> None:
        last = max((one.start for one in self.named if one.film is not None), default=0)
        for one in self.named:
            self._spans.append((one.start, one.end))
            if one.film is not None and one.start < last and _turns_away(self.words, one.start):
                continue
            if one.film is not None:
                if one.film.film is not None:
                    self.films = with_item(self.films, one.film.film)
                elif one.film.choices:
                    self.choices = one.film.choices
                else:
                    self.missing = with_item(self.missing, self.words[one.start : one.end])
            elif one.person is not None:
                if one.person.person is not None:
                    self.people = with_item(self.people, one.person.person)
                elif one.person.choices:
                    self.who = one.person.choices
                elif not _is_critic(self.words, one.start, one.end):
                    self.missing = with_item(self.missing, self.words[one.start : one.end])

    @property
    def spans(self) -> list[tuple[int, int, bool]]:
        """Start and end of each name, and whether it is a person's."""
        people = {one.start for one in self.named if one.person is not None} | self._called
        return [(start, end, start in people) for start, end in self._spans]

    def _take_bare(self) -> None:
        """The title of ordinary words that is all there is besides small words: "ok and enough?"."""
        for begin in self._sentence_starts():
            stop = _SENTENCE_END.search(self.words, begin)
            found = _BARE.match(self.words, begin, stop.end() if stop else len(self.words))
            if found is None:
                continue
            match = self.names.find_film(found["title"], quick=True)
            if match.film is not None and title_key(match.film.title) == title_key(found["title"]):
                self.films = (match.film,)
                self._spans.append(found.span("title"))
                return

    def _take_credited(self) -> None:
        """People of the films that are talked about, by one of their names: the Denzel of "denzel tho"."""
        for film in dict.fromkeys((*self.films, *self._context)):
            for start, end, name in called_in(self.words, film):
                if _overlaps(self._spans, start, end):
                    continue
                if (person := self.names.find_person(name, quick=True).person) is not None:
                    self._places[person.id] = (start, end)
                    self.people = with_item(self.people, person)
                    self._spans.append((start, end))
                    self._called.add(start)

    def _take(self, start: int, end: int, told: int) -> None:
        """Takes `words[start:end]` for a name; where there is none such, `words[start:told]` is missing."""
        if not _overlaps(self._spans, start, end):
            self._spans.append((start, told))
            name = self.words[start:end]
            bare = _ADJECTIVES.sub("", name)
            if not (self._look_up(name) or (bare and bare != name and self._look_up(bare, film=True))):
                self.missing = with_item(self.missing, self.words[start:told])

    def _take_unknown(self) -> None:
        words = self.words
        told = phrases.told(words) if self._known_behind else []
        for phrase in self.names.unknown_in(words):
            place = words.find(phrase)
            if any(start <= place < end for start, end in told):
                continue  # mentioned in passing: "my uncle was in Vietnam. is We Were Soldiers any good?"
            before = words[:place]
            if self._known_behind and _PASSING.search(before) and not _OPINION_ON.search(before):
                continue  # "is The Count of Monte Cristo faithful to Dumas?"
            if _is_critic(words, place, place + len(phrase)):
                continue
            content = re.sub(r"^(?:the|a|an) ", "", phrase).split() or [phrase]
            film = _FOR_FILMS.search(words[:place]) and content[0].lower() not in _NO_TITLE_BEGINS
            subject = all(map(is_inflected, content)) and not film
            many = len(content) != 1 or phrase.startswith(("the ", "a ", "an "))
            if many and phrase.startswith(("a ", "an ")) and subject and self._known_behind:
                continue  # "in a kilt"
            if phrase == phrase.lower() and many and (subject or phrases.aspects_in(phrase)):
                continue  # "the car chases" is no title, unless somebody saw it or wants films like it
            if phrase.lower() not in _NO_NAMES:
                end = place + len(phrase)
                behind = re.match(r"[^,.;?!()]{0,40}\(", words[end:])
                if self.films and len(content) == 1 and phrase == phrase.lower() and subject:
                    continue
                if phrase == phrase.lower() and phrases.aspects_in(phrase):
                    continue
                marks = words[place - 1 : place] + words[end : end + 1]
                quoted = re.fullmatch(r"[\"\u201c][\"\u201d]", marks)
                if quoted and phrase == phrase.lower() and not _FOR_QUOTED.search(words[: place - 1]):
                    continue  # a "guilty pleasure" is no title
                if behind and end + behind.end() in self._known_behind:
                    continue  # a foreign title with the known one in brackets behind it
                year = _YEAR_BEHIND.match(words, end)
                self._take(place, end, year.end() if year else end)

    def _take_odd(self) -> None:
        """Takes a word that no dictionary has for a name, where a question ends with what it is about."""
        if self._spans:
            return
        found = _ODD.search(self.words)
        name = found["name"] if found else self._bare_name()
        words = name.lower().split()
        if all(map(_is_chat, words)) or phrases.aspects_in(name) or _GIBBERISH.search(name.lower()):
            return
        start = self.words.find(name)
        self.missing = (name,)
        self._spans.append((start, start + len(name)))

    def _bare_name(self) -> str:
        """What is left of a message without its small words, if that may be a name."""
        found = _BARE.match(self.words)
        name = found["title"] if found else ""
        keys = [key for key, _, _ in key_words(name)]
        if not name or len(keys) > 4 or _DESCRIPTION.search(name) or intents.NO_TITLE.match(name):
            return ""
        if any(map(_GIBBERISH.search, keys)):
            return ""
        return name if any(len(k) > 3 and k.isalpha() and not _is_chat(k) for k in keys) else ""

    def _choose(self) -> None:
        """Lets a year or a person named beside them decide between films of one title."""
        if self.choices and (year := intents.YEAR.search(self.rest)):
            dated = [film for film in self.choices if film.year == int(year["year"])]
            if dated:
                self.films, self.choices = with_item(self.films, dated[0]), ()
        if self.choices and self.people:
            theirs = [f for f in self.choices if any(f.id in p.films for p in self.people)]
            if len(theirs) == 1:
                self.films, self.choices = with_item(self.films, theirs[0]), ()

    def _sentence_starts(self) -> list[int]:
        return [0, *(found.end() for found in islice(_SENTENCE_END.finditer(self.words), _MOST_SENTENCES))]

    def _leading_title(self, begin: int) -> int | None:
        """Where the title ends that a sentence begins with: "Signs reviews", "Insomnia: is it slow?"."""
        found = intents.ABOUT_TITLE.match(self.words, begin)
        if found is None or _overlaps(self._spans, *found.span("title")):
            return None
        key = title_key(found["title"])
        match = self.names.find_film(found["title"], quick=True)
        exact = match.film is not None and title_key(match.film.title) == key
        if not exact and (begin or all(map(is_ordinary, key.split()))):
            return None
        return found.end("title") if self._look_up(found["title"], film=True) else None

    def _sequels(self) -> Iterator[tuple[int, int]]:
        """Titles of the corpus that go on with a number as none there does: "Spider-Man 3"."""
        for number in islice(intents.SEQUEL.finditer(self.words), _MOST_SEQUELS):
            for word in list(re.finditer(r"\S+", self.words[: number.start()]))[-5:]:
                title = title_key(self.words[word.start() : number.start()])
                base = self.names.find_film(title, quick=True).film
                joined = title.replace(" ", "")
                if base is None or not title_key(base.title).replace(" ", "").startswith(joined):
                    continue
                found = self.names.find_film(self.words[word.start() : number.end()], quick=True).film
                wanted = _numeral(number[0].split()[-1])
                if found is None or wanted not in map(_numeral, title_key(found.title).split()):
                    self.first_ones = with_item(self.first_ones, base)
                    yield word.start(), number.end()
                break

    def _asked_titles(self) -> Iterator[tuple[int, int]]:
        """What stands where a question has a title and nothing else, though its words may be ordinary."""
        found = intents.THAN.match(self.words)
        if found is not None:
            yield from (found.span(side) for side in ("title", "other") if self._may_be_title(found[side]))
        if not self._spans and found is None:
            for pattern in intents.ASKED:
                if (found := pattern.match(self.words)) and self._may_be_title(found["title"]):
                    yield found.span("title")
                    return

    def _trailing_title(self) -> Iterator[tuple[int, int]]:
        """The whole title that a question ends with: "did they cry at the pianist"."""
        words = self.words.rstrip("?!. ")
        if self._spans or not (intents.TALKS.search(words) or phrases.aspects_in(words)):
            return
        for before in _BEFORE_TITLE.finditer(words):
            title = words[before.end() :]
            if len(title.split()) > _LONGEST_TITLE:
                continue
            film = self.names.find_film(title, quick=True).film if " " in title else None
            if film is not None and title_key(film.title) == title_key(title):
                yield before.end(), len(words)
                return

    def _may_be_title(self, phrase: str) -> bool:
        if self._context and phrase.startswith("the ") and all(map(is_inflected, phrase.split())):
            return self.names.find_film(phrase, quick=True).film is not None  # "are the spiders scary"
        return not (
            _OTHER_WORK.match(phrase)
            or len(phrase.split()) > _LONGEST_TITLE
            or intents.NO_TITLE.match(phrase)
            or intents.PART_OF_FILM.search(phrase)
            or phrases.aspects_in(phrase)
        )

    def _look_up(self, phrase: str, film: bool = False) -> bool:
        """Takes over the film or the person that a phrase means, if it means one."""
        match = self.names.find_film(phrase, quick=True)
        if match.film is not None:
            self.films = with_item(self.films, match.film)
        elif match.choices:
            self.choices = match.choices
        # Figures alone would be taken for somebody's number.
        elif not film and any(map(str.isalpha, phrase)):
            who = self.names.find_person(phrase, quick=True).person
            if who is not None:
                self.people = with_item(self.people, who)
            return who is not None
        else:
            return False
        return True

    def describes(self, person: Person) -> bool:
        """Whether a person is named only to tell which film is meant: "the Tom Green one"."""
        if person.id not in self._places:
            return False
        start, end = self._places[person.id]
        before = re.search(r"\bthe\W+$", self.words[:start], re.IGNORECASE)
        if before and any(end < low <= end + 3 for low, _ in self._spans):
            return True  # "the clooney solaris"
        return bool(
            intents.DESCRIBED.match(self.rest[end:])
            or intents.DESCRIBES_AFTER.match(self.words[end:])
            or intents.DESCRIBES_BEFORE.search(self.words[:start])
        )


def _turns_away(words: str, start: int) -> bool:
    return follow.TURNS_AWAY.search(words[:start]) is not None


def _is_critic(words: str, start: int, end: int) -> bool:
    """Whether somebody is named who likes or says something: "did Roger Ebert like Signs"."""
    return _CRITIC_BEFORE.search(words[:start]) is not None and _CRITIC_BEHIND.match(words, end) is not None


def _is_chat(word: str) -> bool:
    """Whether a word is an ordinary one or one of chats, however long it is drawn: "lmaooo"."""
    return is_inflected(word) or word in CHAT or re.sub(r"(.)\1+", r"\1", word) in CHAT


def _numeral(word: str) -> str:
    word = word.lower()
    return _ROMAN.get(word, word)


def _overlaps(spans: Sequence[tuple[int, int]], start: int, end: int) -> bool:
    return any(low < end and start < high for low, high in spans)


def with_item(items: tuple[_T, ...], item: _T) -> tuple[_T, ...]:
    """The items and one more, unless it is there already."""
    return items if item in items else (*items, item)
