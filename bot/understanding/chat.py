"""Understands what somebody asks in plain words, as far as words and names alone tell it."""

import re
from dataclasses import dataclass, replace
from typing import TypeVar

from index.language import Language
from index.types import Aspect, Film, Person, Polarity

from . import follow, intents, phrases, signs, texts
from .intents import Intent
from .languages import in_english
from .memory import Memory, Topic
from .question import Question
from .said import Names
from .searches import more, search_in
from .spelling import mended
from .wishes import Wish, wish_in

_T = TypeVar("_T")

A_REVIEW = 30  # words from which a message without a question is taken for a review to compare with
A_QUESTION = 1000  # characters; who writes more asks at the end, and reading it all would take seconds
_EARLIER = 8  # films and people of a conversation that are remembered


@dataclass(frozen=True, slots=True)
class Understanding:
    """A question, taken apart.

    `missing` is named but not in the corpus; `choices` and `who` are films and people to ask back about.
    `text` is what to search for or compare with, `side` whether praise or criticism is asked for; `wish` is
    what a ranking or a recommendation is to hold; `language` is the one it was asked in.
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
    wish: Wish | None = None
    language: Language = "en"


def understand(message: str, names: Names, memory: Memory | None = None, session: str = "") -> Understanding:
    """What a message asks, in the light of what the conversation (`session`) was about, and remembers it."""
    topic = memory.topic(session) if memory is not None else Topic()
    words = phrases.plain_words(message)
    if not words.strip("?!. ") and phrases.says_something(message):
        return Understanding("unknown", chat=True)
    words, language = in_english(words, names, topic.language)
    words = mended(words, [(one.start, one.end) for one in names.named_in(words[:A_QUESTION])])
    understood = replace(_understand(words, names, topic), language=language)
    if memory is not None:
        remember(understood, memory, session)
    return understood


def remember(u: Understanding, memory: Memory, session: str) -> None:
    """Makes what was asked the topic of the conversation, unless it was small talk."""
    if u.intent in ("help", "unknown"):
        return
    last = memory.topic(session)
    films, people = _latest((*last.before, *u.films)), _latest((*last.people_before, *u.people))
    if u.intent == "similar":
        memory.keep(session, replace(last, intent="similar"))
        return
    wish = u.wish if u.intent in ("rank", "recommend") else None
    memory.keep(
        session,
        Topic(
            u.intent, u.films, u.people, u.aspects, u.choices, u.missing, films, people, u.text, wish,
            u.language,
        ),
    )  # fmt: skip


def _latest(items: tuple[_T, ...]) -> tuple[_T, ...]:
    return tuple(item for place, item in enumerate(items) if item not in items[place + 1 :])[-_EARLIER:]


def _understand(words: str, names: Names, topic: Topic) -> Understanding:
    if intents.INJECTION.search(words):
        return Understanding("unknown", chat=True)
    if not words.strip("?!. ") or intents.HELP.search(words):
        return Understanding("help")
    words = intents.CHATTER.sub("", words, count=1) if intents.CHATTER.match(words) else words
    text = _compared_text(words, names, topic)
    words = _corrected(words[-A_QUESTION:], names)
    said = Question(words, names, (*topic.films, *topic.before[-1:]))
    named = said.films or said.people or said.choices
    search = None
    if text is None:
        if not named and intents.HOSTILE.search(words):
            return Understanding("unknown", chat=True)
        if (meant := _kin(said, topic)) is not None:
            again: Intent = "recommend" if topic.intent == "recommend" else "opinion"
            return Understanding(again, (meant,), aspects=said.aspects or topic.aspects, text=words)
        if not named and (other := _another_year(words, names, topic)) is not None:
            return other
        search = _search(words, said, topic)
        if search is None and not (named or said.aspects) and intents.ELSEWHERE.search(words):
            return Understanding("unknown", chat=True)
    said.settle_names(topic)
    intent = said.intent(topic, "similar" if text is not None else "search" if search is not None else None)
    if intent == "similar":
        return Understanding("similar", text=_given_text(words) if text is None else text)
    if intent == "search":
        return _search_for(words, said, topic) if search is None else search
    return _asked(said, topic, intent)


def _asked(said: Question, topic: Topic, intent: Intent) -> Understanding:
    """The question, with what it leaves out taken from the conversation."""
    if intent == "unknown":
        return Understanding(intent, chat=not (said.aspects or intents.BACK.search(said.rest)))
    if intent == "help":
        return Understanding(intent)
    if intent == "rank":
        return _ranking(said, topic)
    films, people, aspects = said.carried(topic, intent)
    missing = said.missing
    if not (films or people or said.choices or said.who or missing) and intent != "recommend":
        missing = topic.missing
    if intent in ("opinion", "compare"):
        aspects = aspects or said.acting(films, people)
    wish = None
    if intent == "recommend":
        wish = wish_in(said.rest, said.aspects, people, ranking=False)
    if films and said.choices:
        films = tuple(film for film in films if film not in topic.films)
    side = phrases.side_in(said.rest)
    choices, who = ((), ()) if missing else (said.choices, said.who)
    return Understanding(intent, films, people, aspects, missing, choices, who, said.words, side, wish=wish)


def _ranking(said: Question, topic: Topic) -> Understanding:
    aspects, people = said.aspects, said.people
    again = topic.intent == "rank" and follow.OTHER_RANK.search(said.rest) is not None
    if again and not aspects and not signs.SUPERLATIVE.search(said.rest):
        aspects = topic.aspects
    if (again or follow.PERSON.search(said.rest)) and not people and not said.missing:
        people = topic.people
    return Understanding(
        "rank", (), people, aspects, said.missing, who=() if said.missing else said.who, text=said.words,
        wish=wish_in(said.rest, aspects, people, before=topic.wish if again else None),
    )  # fmt: skip


def _compared_text(words: str, names: Names, topic: Topic) -> str | None:
    """The review that a message holds, to find others like it; None when it holds none."""
    for pattern in texts.REVIEWS_LIKE:
        if found := pattern.search(words):
            text = found["text"].strip("\"\u201c\u201d' ")
            if len(text.split()) > 2 and not _only_a_film(text, names):
                return text
    if topic.intent == "similar" and (quoted := texts.QUOTED.search(words)):
        return quoted["text"] or quoted["other"]
    return words if _is_review(words) else None


def _given_text(words: str) -> str:
    """The review in a message of which no rule tells where it begins."""
    quoted = texts.QUOTED.search(words)
    return (quoted["text"] or quoted["other"]) if quoted else words


def _is_review(words: str) -> bool:
    return (
        len(words.split()) >= A_REVIEW
        and len(set(words.lower().split())) >= A_REVIEW // 3  # one word over and over is none
        and "?" not in words[-80:]
        and not signs.RECOMMEND.search(words[:120])
        and not texts.ASKS.search(words[-200:])
    )


def _only_a_film(text: str, names: Names) -> bool:
    """Whether a text to compare with is but a title: "reviews like those of Solaris"."""
    match = names.find_film(re.sub(r"^(?:those|the ones|reviews) (?:of|for) ", "", text), quick=True)
    return match.film is not None or bool(match.choices)


def _another_year(words: str, names: Names, topic: Topic) -> Understanding | None:
    """ "No, the 2002 one": another film of the same title, or one of those that were offered."""
    again = Understanding(
        "opinion" if topic.intent == "unknown" else topic.intent, people=topic.people, aspects=topic.aspects
    )
    if len(words.split()) > 8 or not (topic.films or topic.choices or topic.missing):
        return None
    if signs.RANK.search(words) or signs.RECOMMEND.search(words):
        return None  # "the worst comedies of 2002"
    if year := intents.YEAR.search(words):
        for film in topic.choices:
            if film.year == int(year["year"]):
                return replace(again, films=(film,))
        titles = [film.title for film in (*topic.films, *topic.choices[:1])] or list(topic.missing)
        if titles:
            title = re.sub(r"\s*\(?\d{4}\)?$", "", titles[-1])
            match = names.find_film(f"{title} ({year['year']})", quick=True)
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


def _corrected(words: str, names: Names) -> str:
    """What somebody says after "no wait" or "I meant", if that names anything."""
    for found in reversed(list(follow.SELF_CORRECTION.finditer(words))[-3:]):
        rest = words[found.end() :]
        if names.named_in(rest) or (follow.ONLY_NAME.fullmatch(rest) and not phrases.aspects_in(rest)):
            return found["meant"] + " " + rest if found["meant"] else rest
    return words


def _kin(said: Question, topic: Topic) -> Film | None:
    """The film that "no, the japanese one" means: the only one whose title is like that of the last film."""
    if said.anything or len(topic.films) != 1 or not follow.NOT_THAT.search(said.words):
        return None
    kin = said.names.kin(topic.films[0])
    year = intents.YEAR.search(said.words)
    if year:
        kin = tuple(film for film in kin if film.year == int(year["year"]))
    return kin[0] if len(kin) == 1 else None


def _search(words: str, said: Question, topic: Topic) -> Understanding | None:
    """ "Find reviews of Solaris that mention Tarkovsky": the topic is words, what stands before is a film."""
    found = search_in(words, said)
    if found is not None and not (signs.RANK.search(said.rest) and "review" not in words.lower()):
        goes_on = topic.intent in ("opinion", "search") and not (found.people or found.missing)
        films = found.films or (topic.films if found.of_topic or goes_on else ())
        missing = found.missing
        side = phrases.side_in(found.before)
        return Understanding("search", films, found.people, missing=missing, text=found.text, side=side)
    if topic.intent != "search":
        return None
    side = phrases.side_in(said.rest)
    if not (intents.CONTINUES.match(words) or follow.LIMITS.search(words) or said.bare or side):
        return None
    if said.aspects and not said.films and (topic.films or topic.missing):
        return None
    if follow.HOW.search(words) and not follow.LIMITS.search(words):
        return None
    again = more(words, said)
    films = again.films or (topic.films if follow.LIMITS.search(words) or side or not said.films else ())
    text = topic.text if again.films or side or not again.text else _loose(again.text)
    return Understanding("search", films, topic.people, missing=again.missing, text=text, side=side)


def _search_for(words: str, said: Question, topic: Topic) -> Understanding:
    """A search whose words no rule tells apart: all, in the film named or talked about."""
    films = said.films or (topic.films if topic.intent == "search" or intents.BACK.search(said.rest) else ())
    again = topic.intent == "search" and said.bare
    text = topic.text if again else _loose(words)
    return Understanding(
        "search", films, () if films else said.people, missing=said.missing, text=text,
        side=phrases.side_in(said.rest),
    )  # fmt: skip


def _loose(words: str) -> str:
    """The words to look for in "and tarantino?"."""
    return intents.CONTINUES.sub("", words).strip(" ?!.,") or words
