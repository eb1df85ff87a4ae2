"""A message made a question: its intent, and what the conversation lends to it."""

import math
import re
from collections.abc import Sequence

from index.types import Aspect, Film, Person

from . import follow, intents, signs
from .described import described
from .intents import Intent
from .meaning import INTENTS, features, without_names
from .memory import Topic
from .said import Said, with_item

Subjects = tuple[tuple[Film, ...], tuple[Person, ...], tuple[Aspect, ...]]
_OF_FILM = re.compile(r"\b(?:it|it's|its|(?:the|this|that) (?:film|movie|picture))\b", re.IGNORECASE)
_OF_PERSON = re.compile(r"\b(?:he|him|his|she|hers?)\b", re.IGNORECASE)
SURE = 2.5
"""What a strong sign adds to the log-odds of its intent beside the judge's."""


class Question(Said):
    """What a message says, made a question by what the conversation was about."""

    _is_described = False  # the film is told by its people, who are not asked about for that

    def settle_names(self, topic: Topic) -> None:
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
        self._settle_described(topic)
        if not self.films and self.people and topic.choices:
            of = [f for f in topic.choices if any(f.id in p.films for p in self.people)]
            if len(of) == 1:
                self.films, self.choices = (of[0],), ()
        alone = not (self.films or self.missing) and len(self.people) == 1
        if alone and self.describes(self.people[0]):
            theirs_only = [self.names.film(id) for id in self.people[0].films]
            if len(theirs_only) == 1 and theirs_only[0] is not None:
                self.films = (theirs_only[0],)

    def _settle_described(self, topic: Topic) -> None:
        """Takes the film that is told by its people and a word of its title, if none is named."""
        if self.films or self.choices or self.missing:
            return
        groups = [
            (one.person.person,) if one.person.person else one.person.choices
            for one in self.named
            if one.person is not None and not one.is_absent
        ]
        if any(film.id in person.films for film in topic.films for group in groups for person in group):
            return
        if found := described(self.rest, groups, self.names):
            film, people = found
            self._is_described = True
            self.films, self.who = (film,), ()
            for person in people:
                self.people = with_item(self.people, person)

    @property
    def anything(self) -> bool:
        """Whether a film or a person is named, known or not."""
        return bool(self.films or self.people or self.choices or self.who or self.missing)

    @property
    def bare(self) -> bool:
        """Whether nothing is said besides names and small words: "and Below?"."""
        return follow.is_small_talk(self.rest)

    def intent(self, topic: Topic, found: Intent | None = None) -> Intent:
        """What kind of question it is: by its signs, unless a trained judge is surer of another.

        `found` is what was found before, in the wording of the whole message.
        """
        ruled, sure = (found, True) if found is not None else self._by_signs(topic)
        shares = self.names.judge(without_names(self.words, self.spans), features(self, topic))
        if not shares:
            return ruled
        scores = {one: math.log(shares[one] + 1e-9) for one in INTENTS}
        scores[ruled] += SURE if sure else 0
        best = max(scores, key=lambda one: scores[one])
        return best if best == ruled or self._possible(best, topic) else ruled

    def _possible(self, intent: Intent, topic: Topic) -> bool:
        """Whether a guessed intent has what it needs."""
        named = len(self.films) + len(self.people) + len(self.missing) + bool(self.choices)
        if intent == "opinion":
            return bool(named or topic.films or topic.people or topic.missing)
        if intent == "compare":
            return named + len(topic.films) + len(topic.people) >= 2
        if intent == "help":
            return not (self.films or self.people)
        if intent == "rank":
            return not self.films
        return True

    def _by_signs(self, topic: Topic) -> tuple[Intent, bool]:
        """The intent that words are a sign of, and whether the sign is a strong one."""
        rest = self.rest
        named = len(self.films) + len(self.missing) + bool(self.choices)
        several = named + len(self.people) >= 2 and not self._person_in_film()
        on_topic = bool(topic.films or topic.people)
        if self._compares(topic, several, on_topic):
            return "compare", True
        if not self.films and not self.choices and self._ranks(topic):
            return "rank", True
        if (self.people or self.missing) and intents.PLAYED.search(rest):
            return "opinion", True
        if signs.RECOMMEND_LIKE.search(rest) or (not named and signs.RECOMMEND.search(rest)):
            return "recommend", True
        if named and signs.RECOMMEND.search(rest):
            return "recommend", False
        if self.films or self.people or self.choices or self.who:
            clear = intents.TALKS.search(rest) or self.aspects or self.bare
            return "opinion", bool(clear)
        if self.missing:
            if intents.TALKS.search(rest) or self.aspects or self.bare:
                return "opinion", True
            alone = len(self.words.split()) <= len(" ".join(self.missing).split()) + 2
            return ("opinion" if alone else "unknown"), False
        if topic.intent == "recommend" and follow.OTHER_WISH.search(rest) and len(rest.split()) <= 14:
            return "recommend", not topic.films
        if not (on_topic or topic.missing or topic.choices):
            return "unknown", False
        short = len(rest.split()) <= 14
        if self.aspects and (short or intents.BACK.search(rest)):
            return "opinion", True
        if follow.OPINION.search(rest) and short:
            return "opinion", True
        if intents.PART_OF_FILM.search(rest) or intents.BACK.search(rest):
            return "opinion", False
        return "unknown", False

    def _compares(self, topic: Topic, several: bool, on_topic: bool) -> bool:
        rest = self.rest
        one = bool(self.films or self.people or self.missing or self.choices or self.who)
        if several and signs.RECOMMEND_LIKE.search(rest) and not signs.WHICH_OF_THEM.search(rest):
            return False
        if self.first_ones and follow.OR_FIRST.search(rest):
            return True
        if several and signs.COMPARE.search(rest):
            return True
        if len(self.films) > 1 and signs.COMPARATIVE.search(rest):
            return True
        if signs.COMPARE_ALONE.search(rest) and (one or on_topic):
            return True
        if one and on_topic and follow.VERSUS.search(rest):
            return True
        if one and on_topic and signs.COMPARATIVE.search(rest) and not signs.HOW_MUCH.search(rest):
            others = {film.id for film in topic.films} - {film.id for film in self.films}
            return bool(others) or bool(self.people and topic.people) or bool(self.missing)
        if not one and on_topic:
            if signs.WHICH_OF_THEM.search(rest) or follow.THAN_EARLIER.search(rest):
                return len(topic.films) + len(topic.people) > 1 or len(topic.before) > 1
            if topic.intent == "compare" and not follow.ONE_ONLY.search(rest):
                return bool(self.aspects) and len(rest.split()) <= 10
        return False

    def _ranks(self, topic: Topic) -> bool:
        rest = self.rest
        if signs.RANK.search(rest) and not self._of_topic(topic):
            return True
        if topic.intent != "rank" or self.missing or len(rest.split()) > 9:
            return False
        again = follow.OTHER_RANK.search(rest) or intents.YEAR.search(rest)
        return bool(again or (self.aspects and not topic.films))

    def _of_topic(self, topic: Topic) -> bool:
        """ "What's the best thing about it" is no ranking."""
        return bool(topic.films) and re.search(r"\b(?:it|its|part|thing|scene)\b", self.rest) is not None

    def _person_in_film(self) -> bool:
        return len(self.films) == 1 and len(self.people) == 1 and self.films[0].id in self.people[0].films

    # --- what the conversation lends ------------------------------------------------------------------

    def carried(self, topic: Topic, intent: Intent) -> Subjects:
        """Films, people and aspects, with those that the message leaves out."""
        if intent == "compare":
            return self._compared(topic)
        if intent == "recommend":
            alone = not (self.films or self.people or self.missing)
            back = alone and follow.LIKE_IT.search(self.rest)
            return (topic.films if back else self.films), self.people, ()
        films, people, aspects = self.films, self.people, self.aspects
        if self.missing or self.who:
            carries = self._carries_aspect() and not (films or people)
            if not people and self.missing and follow.THEM_IN.search(self.rest):
                people = topic.people[-1:]
            aspects = aspects or (topic.aspects if carries else ())
            played = intents.PLAYED.search(self.rest) or (people and follow.THEM_IN.search(self.rest))
            return films, people, aspects or (("acting",) if played else ())
        if not films and not self.choices and not people:
            return self._all_carried(topic)
        if not films and not self.choices:
            return self._film_of_people(topic)
        if self._carries_aspect() and not aspects:
            aspects = topic.aspects
        theirs = tuple(p for p in topic.people if any(f.id in p.films for f in films))
        if not people and follow.PERSON.search(self.rest):
            people = theirs or topic.people[-1:]
        elif not people and self._carries_aspect():
            people = theirs or (topic.people[-1:] if follow.IN_TITLE.search(self.rest) else ())
        return films, people, aspects

    def _carries_aspect(self) -> bool:
        """Whether what was asked about the last film is asked about this one."""
        return (
            self.bare
            or intents.CONTINUES.match(self.words) is not None
            or (follow.CORRECTION.search(self.rest) is not None and not intents.TALKS_MUCH.search(self.rest))
        )

    def _all_carried(self, topic: Topic) -> Subjects:
        aspects = self.aspects
        if topic.people and intents.OTHER_WORK.search(self.rest):
            return (), topic.people, ()
        films = topic.films
        if len(films) > 1 and topic.intent != "compare" and follow.ONE_ONLY.search(self.rest):
            films = films[-1:]
        if (place := follow.EARLIER.search(self.rest)) and len(topic.before) > 1:
            films = (topic.before[0 if place["which"].lower().startswith("first") else -2],)
        keep = not films or not aspects or aspects == ("acting",)
        of_film = films and _OF_FILM.search(self.rest) and not _OF_PERSON.search(self.rest)
        people = topic.people if keep and not of_film and not follow.NOT_PERSON.search(self.rest) else ()
        if follow.ROLE.search(self.rest) or intents.PART_OF_FILM.search(self.rest):
            people = ()
        bare = re.match(r"^\W*(?:(?:any|some|give me|show me|got) (?:quotes?|examples?)|says who|why"
                        r"|how (?:so|come)|really|more|such as|examples?)\b", self.words, re.IGNORECASE)
        if not aspects and bare and not (of_film and topic.people):
            aspects = topic.aspects
        return films, people, aspects

    def _film_of_people(self, topic: Topic) -> Subjects:
        """Somebody is named and no film: the film that was talked about, if they are in it."""
        if follow.IN_GENERAL.search(self.rest):
            return (), self.people, self.aspects
        credited = {id for person in self.people for id in person.films}
        films = topic.films
        if (place := follow.EARLIER.search(self.rest)) and len(topic.before) > 1:
            films = (topic.before[0 if place["which"].lower().startswith("first") else -2],)
        theirs = tuple(film for film in films if film.id in credited)
        # Who is asked about "in it" is in it, whatever the credits hold.
        films = theirs or (films[-1:] if follow.IN_IT.search(self.rest) else ())
        aspects = self.aspects
        if self._carries_aspect() and not aspects and not films:
            aspects = topic.aspects
        return films, self.people, aspects

    def _compared(self, topic: Topic) -> Subjects:
        films, people = self.films, self.people
        aspects = self.aspects
        count = len(films) + bool(self.choices) + len(self.missing)
        earlier = follow.EARLIER.search(self.rest)
        if self.first_ones and earlier:
            films = self.first_ones
            return films, people, aspects
        if people and not films and not self.missing:
            alone = people[0].films if len(people) == 1 else ()
            if len(topic.films) > 1 and all(film.id in alone for film in topic.films):
                films = topic.films
            elif len(people) == 1 and any(p not in people for p in topic.people):
                people = (*(p for p in topic.people if p not in people), *people)
                films = self._shared_film(topic, people)
            else:
                films = self._shared_film(topic, people)
        elif count == 1 and not (self._two_people()):
            others = tuple(f for f in (topic.films or topic.before[-1:]) if f not in films)
            if len(others) > 1 and topic.intent != "compare":
                others = others[-1:]
            if not others and len(topic.before) > 1:
                others = tuple(f for f in topic.before[-2:] if f not in films)[-1:]
            films = (*others, *films)
            if not people and topic.people and (_OF_PERSON.search(self.rest) or topic.aspects == ("acting",)):
                people = tuple(p for p in topic.people if all(f.id in p.films for f in films))
        elif not count and not people:
            films, people = self._earlier_two(topic, earlier is not None)
        complete = bool(self.films) and count + len(people) >= 2
        if not aspects and not complete:
            aspects = topic.aspects
        return films, people, aspects

    def _two_people(self) -> bool:
        return len(self.people) > 1

    def _shared_film(self, topic: Topic, people: Sequence[Person]) -> tuple[Film, ...]:
        return tuple(f for f in topic.films[-1:] if all(f.id in p.films for p in people))

    def _earlier_two(self, topic: Topic, first: bool) -> tuple[tuple[Film, ...], tuple[Person, ...]]:
        """What "which of them" means: what was compared, or the last two or three that were talked about."""
        if topic.intent == "compare" and len(topic.films) + len(topic.people) > 1:
            return topic.films, topic.people
        many = 3 if re.search(r"\bthree\b|\b3\b", self.rest) else 2
        if len(topic.people_before) > 1 and topic.people and not (len(topic.before) > 1 and not topic.films):
            pair = topic.people_before[-many:]
            if topic.films and all(topic.films[-1].id in p.films for p in pair):
                return topic.films[-1:], pair
            if not topic.films:
                return (), pair
        if len(topic.films) > 1:
            return topic.films, topic.people
        if first and len(topic.before) > 1 and topic.films:
            return (topic.before[0 if re.search(r"\bfirst\b", self.rest) else -2], *topic.films), ()
        films = topic.before[-many:]
        if re.search(r"\b(?:films|movies)\b", self.rest):
            return films, ()
        people = tuple(p for p in topic.people if all(f.id in p.films for f in films))
        return films, people

    def acting(self, films: tuple[Film, ...], people: tuple[Person, ...]) -> tuple[Aspect, ...]:
        """How a performer is in a film is a question about the acting."""
        if self._is_described and not intents.ABOUT_ACTING.search(self.rest):
            return ()
        played = [p for p in people if any(p.name in film.cast for film in films) and not self.describes(p)]
        if played:
            return ("acting",)
        directed = [p for p in people if any(p.name in film.directors for film in films)]
        asked = intents.HOW_THEY_DID.search(self.rest) and not any(map(self.describes, directed))
        return ("direction",) if directed and asked else ()
