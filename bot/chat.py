"""Understands what somebody asks in plain words, as far as words and names alone tell it."""

import re
from dataclasses import dataclass, replace

from index.titles import title_key
from index.types import Aspect, Film, Person, Polarity

from . import intents, phrases
from .intents import Intent
from .memory import Memory, Topic
from .said import Names, Said, with_item

A_REVIEW = 30  # words from which a message without a question is taken for a review to compare with
A_QUESTION = 1000  # characters; who writes more asks at the end, and reading it all would take seconds


@dataclass(frozen=True, slots=True)
class Understanding:
    """A question, taken apart.

    `missing` is named but not in the corpus; `choices` and `who` are films and people to ask back about.
    `text` is what to search for or compare with, `side` whether praise or criticism is asked for.
    """

    intent: Intent
    films: tuple[Film, ...] = ()
    people: tuple[Person, ...] = ()
    aspects: tuple[Aspect, ...] = ()
    missing: tuple[str, ...] = ()
    choices: tuple[Film, ...] = ()
    who: tuple[Person, ...] = ()
    text: str = ""
    side: Polarity | None = None
    chat: bool = False  # unknown because it is talk of something else, not because the film is unclear


def understand(message: str, names: Names, memory: Memory | None = None, session: str = "") -> Understanding:
    """What a message asks, in the light of what the conversation (`session`) was about, and remembers it."""
    topic = memory.topic(session) if memory is not None else Topic()
    words = phrases.plain_words(message)
    understood = _understand(words, names, topic)
    if memory is not None:
        remember(understood, memory, session)
    return understood


def remember(u: Understanding, memory: Memory, session: str) -> None:
    """Makes what was asked the topic of the conversation, unless it was small talk or somebody's own text."""
    if u.intent in ("help", "unknown", "similar"):
        return
    films = (*memory.topic(session).before, *u.films)
    before = tuple(film for place, film in enumerate(films) if film not in films[place + 1 :])[-8:]
    memory.keep(session, Topic(u.intent, u.films, u.people, u.aspects, u.choices, u.missing, before))


def _understand(words: str, names: Names, topic: Topic) -> Understanding:
    if intents.INJECTION.search(words):
        return Understanding("unknown", chat=True)
    if not words.strip("?!. ") or intents.HELP.search(words):
        return Understanding("help")
    words = intents.CHATTER.sub("", words, count=1) if intents.CHATTER.match(words) else words
    if like := intents.REVIEWS_LIKE.match(words):
        text = like["text"].strip("\"\u201c\u201d' ")
        if not _only_a_film(text, names):
            return Understanding("similar", text=text)
    if _is_review(words):
        return Understanding("similar", text=words)
    words = words[-A_QUESTION:]
    said = _Question(words, names)
    named = said.films or said.people or said.choices
    if not named and intents.HOSTILE.search(words):
        return Understanding("unknown", chat=True)
    if not named and (other := _another_year(words, names, topic)) is not None:
        return other
    if (search := _search(words, said, topic)) is not None:
        return search
    if not (named or said.aspects) and intents.ELSEWHERE.search(words):
        return Understanding("unknown", chat=True)
    understood = said.understood(topic)
    if understood.missing and understood.intent != "rank":
        return replace(understood, choices=(), who=())
    return understood


def _is_review(words: str) -> bool:
    return (
        len(words.split()) >= A_REVIEW
        and len(set(words.lower().split())) >= A_REVIEW // 3  # one word over and over is none
        and "?" not in words[-80:]
        and not intents.RECOMMEND.search(words[:120])
    )


def _only_a_film(text: str, names: Names) -> bool:
    """Whether a text to compare with is but a title: "reviews like those of Solaris"."""
    match = names.find_film(re.sub(r"^(?:those|the ones|reviews) (?:of|for) ", "", text))
    return match.film is not None or bool(match.choices)


def _another_year(words: str, names: Names, topic: Topic) -> Understanding | None:
    """ "No, the 2002 one": another film of the same title, or one of those that were offered."""
    again = Understanding(
        "opinion" if topic.intent == "unknown" else topic.intent, people=topic.people, aspects=topic.aspects
    )
    if len(words.split()) > 8 or not (topic.films or topic.choices or topic.missing):
        return None
    if year := intents.YEAR.search(words):
        for film in topic.choices:
            if film.year == int(year["year"]):
                return replace(again, films=(film,))
        titles = [film.title for film in (*topic.films, *topic.choices[:1])] or list(topic.missing)
        if titles:
            title = re.sub(r"\s*\(?\d{4}\)?$", "", titles[-1])
            match = names.find_film(f"{title} ({year['year']})")
            if match.film is not None:
                return replace(again, films=(*topic.films[:-1], match.film))
            return replace(again, missing=(f"{title} ({year['year']})",))
    which = intents.ORDINAL.search(words)
    if which and topic.intent == "recommend" and not topic.choices:
        return Understanding("unknown")  # films were listed; which of them is meant is not known
    if which and topic.choices:
        dated = sorted(topic.choices, key=lambda film: film.year or 0)
        word = which["which"].lower()
        if word in ("older", "old", "original", "earlier", "oldest"):
            return replace(again, films=(dated[0],))
        if word in ("newer", "new", "newest", "latest", "remake"):
            return replace(again, films=(dated[-1],))
        place = {"first": 0, "1st": 0, "second": 1, "2nd": 1, "third": 2, "3rd": 2, "last": -1}[word]
        if place < len(topic.choices):
            return replace(again, films=(topic.choices[place],))
    return None


def _search(words: str, said: Said, topic: Topic) -> Understanding | None:
    """ "Find reviews of Solaris that mention Tarkovsky": the topic is words, what stands before is a film."""
    found = intents.SEARCH.search(words)
    plain = intents.SEARCH_PLAIN.match(words)
    if found is None and plain is None:
        return None
    names, match = said.names, found or plain
    assert match is not None  # one of the two was found
    text = match["topic"]
    if _PRONOUN.match(text):
        return None  # "who complains about it" is a question about the film
    verb = (found["verb"] or "").lower() if found else ""
    named = names.named_in(text)
    if verb in ("for", "on", "about", "with") or plain:
        # "Show me reviews for Solaris" asks for the film, unless words to look for stand beside it.
        rest = phrases.blank_out(text, [(one.start, one.end) for one in named]).strip("\u2022 ")
        wanted = plain is not None and plain["phrase"]
        if not wanted and ((named and not re.search(r"\w{3}", rest)) or said.missing):
            return None
        if intents.RANK.search(words) or intents.RECOMMEND.search(words):
            return None
    if found and re.match(r"(?:what|who|which|any)\b", found[0], re.IGNORECASE) and verb in _LOOSE:
        return None
    before = words[: match.start("topic")]
    scope = Said(before, names)
    inside = _SCOPE.search(text)
    if inside and (limits := Said(inside["film"], names)) and (limits.films or limits.missing):
        text, scope = text[: inside.start()], limits
    films = scope.films or _reviewed(before, names)
    if not films and not scope.missing and _OF_FILM.search(before):
        films = topic.films
    side: Polarity | None = phrases.side_in(before)
    return Understanding("search", films, scope.people, missing=scope.missing, text=text.strip(), side=side)


def _reviewed(before: str, names: Names) -> tuple[Film, ...]:
    """The film whose whole title stands behind "reviews of"."""
    found = _REVIEWS_OF.search(before)
    film = names.find_film(found["title"]).film if found else None
    return (film,) if found and film and title_key(film.title) == title_key(found["title"]) else ()


_PRONOUN = re.compile(r"(?:it|this|that|them|him|her)(?![\w'\u2019])", re.IGNORECASE)
_REVIEWS_OF = re.compile(
    r"\b(?:reviews?|quotes?|critics?) (?:of|for|on|from) (?P<title>.+?)"
    r"(?: (?:that|which|who|where)\b.*| \w+ing)?\W*$",
    re.IGNORECASE,
)
_LOOSE = frozenset({"about", "with", "for", "on", "praise", "praises", "call it", "calls it", "use", "uses"})
_SCOPE = re.compile(r"\s(?:in|of|for|from) (?:the )?(?:reviews? (?:of|for) )?(?P<film>[^,]+)$", re.IGNORECASE)


_OF_FILM = re.compile(r"\b(?:it|it's|its|(?:the|this|that) (?:film|movie|picture))\b", re.IGNORECASE)
_OF_PERSON = re.compile(r"\b(?:he|him|his|she|hers?)\b", re.IGNORECASE)


class _Question(Said):
    """What a message says, made a question by what the conversation was about."""

    def understood(self, topic: Topic) -> Understanding:
        """The question, with what it leaves out taken from the conversation."""
        self._settle_names(topic)
        intent = self._intent(topic)
        side = phrases.side_in(self.rest)
        if intent == "rank":
            missing = tuple(m for m in self.missing if m[:1].isupper())
            return Understanding(intent, self.films, self.people, self.aspects, missing, text=self.words)
        if intent == "unknown":
            return Understanding(intent, chat=not (self.aspects or intents.BACK.search(self.rest)))
        films, people, aspects = self._carried(topic, intent)
        missing = self.missing
        if not (films or people or self.choices or self.who or missing) and intent != "recommend":
            missing = topic.missing
        if intent == "opinion":
            aspects = aspects or self._acting(films, people)
        if films and self.choices:
            films = tuple(film for film in films if film not in topic.films)
        return Understanding(
            intent, films, people, aspects, missing, self.choices, self.who, self.words, side
        )

    def _settle_names(self, topic: Topic) -> None:
        """Lets the conversation decide between films or people of one name."""
        known = {film.id for film in (*topic.films, *topic.before[-2:])}
        if self.choices:
            same = [film for film in self.choices if film.id in known]
            if len(same) == 1:
                self.films, self.choices = with_item(self.films, same[0]), ()
        if self.who:
            about = {film.id for film in self.films} or known
            theirs = [p for p in self.who if about.intersection(p.films)]
            if len(theirs) == 1:
                self.people, self.who = with_item(self.people, theirs[0]), ()
        if not self.films and self.people and topic.choices:
            of = [f for f in topic.choices if any(f.id in p.films for p in self.people)]
            if len(of) == 1:
                self.films, self.choices = (of[0],), ()
        if not self.films and len(self.people) == 1 and self.describes(self.people[0]):
            theirs_only = [self.names.film(id) for id in self.people[0].films]
            if len(theirs_only) == 1 and theirs_only[0] is not None:
                self.films = (theirs_only[0],)

    def _intent(self, topic: Topic) -> Intent:
        rest = self.rest
        named = len(self.films) + len(self.missing) + bool(self.choices)
        anything = bool(named or self.people or self.who)
        several = named + len(self.people) >= 2 and not self._person_in_film()
        on_topic = topic.films or topic.people
        if (
            (several and intents.COMPARE.search(rest))
            or (intents.COMPARE_ALONE.search(rest) and (anything or on_topic))
            or (named == 1 and on_topic and intents.COMPARATIVE.search(rest))
            or (not anything and len(topic.films) > 1 and intents.WHICH_OF_THEM.search(rest))
        ):
            return "compare"
        if not named and intents.RANK.search(rest) and not self._of_topic(topic):
            return "rank"
        if intents.RECOMMEND.search(rest):
            return "recommend"
        if anything:
            if self.films or self.people or self.choices or self.who:
                return "opinion"
            alone = len(self.words.split()) <= len(" ".join(self.missing).split()) + 2
            return "opinion" if alone or self.aspects or intents.TALKS.search(rest) else "unknown"
        if not (topic.films or topic.people or topic.missing or topic.choices):
            return "unknown"
        follows = (
            intents.BACK.search(rest)
            or intents.PART_OF_FILM.search(rest)
            or (self.aspects and len(rest.split()) <= 14)
        )
        return "opinion" if follows else "unknown"

    def _of_topic(self, topic: Topic) -> bool:
        """ "What's the best thing about it" is no ranking."""
        return bool(topic.films) and re.search(r"\b(?:it|its|part|thing|scene)\b", self.rest) is not None

    def _person_in_film(self) -> bool:
        return len(self.films) == 1 and len(self.people) == 1 and self.films[0].id in self.people[0].films

    def _carried(
        self, topic: Topic, intent: Intent
    ) -> tuple[tuple[Film, ...], tuple[Person, ...], tuple[Aspect, ...]]:
        films, people, aspects = self.films, self.people, self.aspects
        if self.missing and intent == "compare" and not films and not people:
            return topic.films, people, aspects
        if self.missing or self.who:
            return films, people, aspects or (("acting",) if intents.PLAYED.search(self.rest) else ())
        continues = intents.CONTINUES.match(self.words) is not None
        if intent == "compare" and len(films) + len(people) + bool(self.choices) < 2:
            others = tuple(film for film in (topic.films or topic.before[-1:]) if film not in films)
            if not films and not people:
                others = topic.films if len(topic.films) > 1 else topic.before[-2:]
            return (*others, *films), people, aspects or topic.aspects if continues else aspects
        if not films and not self.choices and not people:
            if intent == "recommend" and not intents.BACK.search(self.rest):
                return films, people, aspects
            if topic.people and intents.OTHER_WORK.search(self.rest):
                return (), topic.people, ()
            films = topic.films
            keep = not films or not aspects or aspects == ("acting",)
            of_film = films and _OF_FILM.search(self.rest) and not _OF_PERSON.search(self.rest)
            people = topic.people if keep and not of_film and intent != "recommend" else ()
            bare = re.match(
                r"^\W*(?:why|how (?:so|come)|really|more|such as|examples?)\b", self.words, re.IGNORECASE
            )
            if not aspects and intent == "opinion" and bare and not (of_film and topic.people):
                aspects = topic.aspects
        elif not films and not self.choices and people:
            credited = {id for person in people for id in person.films}
            films = tuple(film for film in topic.films if film.id in credited)
            if continues and not aspects and not films:
                aspects = topic.aspects
        elif continues and not aspects:
            aspects = topic.aspects
            people = people or tuple(p for p in topic.people if any(f.id in p.films for f in films))
        return films, people, aspects

    def _acting(self, films: tuple[Film, ...], people: tuple[Person, ...]) -> tuple[Aspect, ...]:
        """How a performer is in a film is a question about the acting."""
        played = [p for p in people if any(p.name in film.cast for film in films) and not self.describes(p)]
        return ("acting",) if played and not phrases.side_in(self.rest) else ()
