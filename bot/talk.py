"""From plain words to a card. Everything here blocks and runs in a worker thread."""

from index.library import Library
from index.types import Film, FilmMatch, Person, PersonMatch

from .answers import Answers
from .ask import answer
from .cards import notes
from .cards.sheet import Reply
from .chat import Understanding
from .memory import Memory
from .words import Said, command_in

A_TEXT = 12  # words from which something to compare with is a text rather than a question


class Talk:
    """Answers what somebody says in a mention or a direct message."""

    def __init__(self, library: Library, answers: Answers) -> None:
        self._library = library
        self._answers = answers
        self._memory = Memory()

    def reply(self, words: str, session: str, me: str) -> Reply:
        """The card for what was said.

        Words that begin with a command's name and make sense after it are that command; all others are
        understood as a question.

        Args:
            words: the message without the mention.
            session: tells conversations apart, so that each keeps its own thread.
            me: how the bot is mentioned, for the help.
        """
        said = command_in(words)
        return (self._command(said, me) if said else None) or self._question(words, session, me)

    def _command(self, said: Said, me: str) -> Reply | None:
        if said.command == "help":
            return notes.help_card(me)
        if said.command == "about":
            return self._answers.about()
        if said.command == "search" and not said.rest.lower().startswith(("for ", "the ", "reviews ")):
            return self._answers.search(said.rest)
        if said.command == "opinion" and self._knows_film(said.rest):
            return self._answers.opinion(said.rest)
        if said.command == "person" and self._knows_person(said.rest):
            return self._answers.person(said.rest)
        if said.command == "similar":
            if self._knows_film(said.rest):
                return self._answers.similar_films(said.rest)
            if len(said.rest.split()) >= A_TEXT:
                return self._answers.similar(said.rest)
        return None

    def _question(self, words: str, session: str, me: str) -> Reply:
        found = answer(self._library, words, self._memory, session)
        understood = found.understanding
        if understood.intent == "help":
            return notes.help_card(me)
        return self._card(understood) or notes.told(found.reply, found.quotes)

    def _card(self, asked: Understanding) -> Reply | None:
        """The card that answers better than words, where there is one."""
        aspect = asked.aspects[0] if len(asked.aspects) == 1 and asked.aspects[0] != "overall" else None
        if asked.missing:
            if len(asked.missing) > 1:
                return None
            match = FilmMatch(nearest=self._library.find_film(asked.missing[0]).nearest)
            return self._answers.unclear_film(asked.missing[0], match, aspect)
        if asked.choices:
            title = asked.choices[0].title
            return self._answers.unclear_film(title, FilmMatch(choices=asked.choices), aspect)
        if asked.who:
            return self._answers.unclear_person("of them", PersonMatch(choices=asked.who), aspect)
        subjects: tuple[Film | Person, ...] = (*asked.films, *asked.people)
        if asked.intent == "similar":
            return self._answers.similar(asked.text)
        if asked.intent == "search":
            return self._answers.search_in(asked.text, asked.films, asked.people, asked.side)
        if len(subjects) != 1 or len(asked.aspects) > 1:
            return None
        only = subjects[0]
        if asked.intent == "recommend" and isinstance(only, Film):
            return self._answers.films_like(only)
        if asked.intent != "opinion":
            return None
        if isinstance(only, Film):
            return self._answers.opinion_of(only, aspect, asked.side)
        return self._answers.opinion_of_person(only, aspect, asked.side)

    def _knows_film(self, words: str) -> bool:
        match = self._library.find_film(words)
        return match.film is not None or bool(match.choices)

    def _knows_person(self, words: str) -> bool:
        match = self._library.find_person(words)
        return match.person is not None or bool(match.choices)
