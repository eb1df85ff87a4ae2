"""From plain words to a card. Everything here blocks and runs in a worker thread."""

from index.language import speaking, spoken
from index.library import Library
from index.types import Film, FilmMatch, Person, PersonMatch

from . import criteria, recommendations
from .answers import Answers, one_or_none
from .ask import in_words
from .cards import notes
from .cards.sheet import Reply
from .custom_ids import Action, Ask
from .errors import GONE, Told
from .understanding.chat import Understanding, remember, understand
from .understanding.intents import Intent
from .understanding.memory import Memory
from .understanding.words import Said, command_in

A_TEXT = 12  # words from which something to compare with is a text rather than a question


class Talk:
    """Answers what somebody says in a mention or a direct message, and remembers what it was about."""

    def __init__(self) -> None:
        self.memory = Memory()

    def reply(self, answers: Answers, words: str, session: str, me: str) -> Reply:
        """The card for what was said.

        Words that begin with a command's name and make sense after it are that command; all others are
        understood as a question.

        Args:
            words: the message without the mention.
            session: tells conversations apart, so that each keeps its own thread.
            me: how the bot is mentioned, for the help.
        """
        said = command_in(words)
        if said is not None and said.command == "about":
            return answers.about()
        if said is not None and said.command == "random":
            return answers.picks.random()
        asked = _command(answers.library, said) if said is not None else None
        if asked is not None:
            remember(asked, self.memory, session)
        else:
            asked = understand(words, answers.library, self.memory, session)
            _still_there(answers.library, asked)
        # a question in another language than English surely is in it; an English one may be but a title
        with speaking(asked.language if asked.language != "en" else spoken()):
            if asked.intent == "help":
                return notes.help_card(me)
            card = _card(answers, asked)
            if card is not None:
                return card
            found = in_words(answers.library, asked)
            return notes.told(found.reply, found.quotes)

    def pressed(self, answers: Answers, ask: Ask, private: bool, session: str) -> Reply:
        """As `Answers.ask`; what is said next may lean on the film or the person that a button shows."""
        reply = answers.ask(ask, private)
        if ask.action == "opinion":
            film = answers.library.film(ask.subject) if ask.kind == "film" else None
            person = answers.library.person(int(ask.subject)) if ask.kind == "person" else None
            shown = Understanding(
                "opinion", one_or_none(film), one_or_none(person), aspects=(ask.aspect,) if ask.aspect else ()
            )
            remember(shown, self.memory, session)
        return reply


def _still_there(library: Library, asked: Understanding) -> None:
    """What was talked about may be gone: a film only a member wrote of, and the review of it deleted.

    Raises:
        Told: something that is asked about is not there any more.
    """
    films = all(library.film(film.id) is not None for film in asked.films)
    if not films or any(library.person(person.id) is None for person in asked.people):
        raise Told(GONE)


def _command(library: Library, said: Said) -> Understanding | None:
    if said.command == "help":
        return Understanding("help")
    if said.command == "search":
        spoken = said.rest.lower().startswith(("for ", "the ", "reviews "))
        return None if spoken else Understanding("search", text=said.rest)
    if said.command == "person":
        who = library.find_person(said.rest)
        if who.person is None and not who.choices:
            return None
        return Understanding("opinion", people=one_or_none(who.person), who=who.choices)
    match = library.find_film(said.rest)
    if match.film is not None or match.choices:
        intent: Intent = "recommend" if said.command == "similar" else "opinion"
        return Understanding(intent, films=one_or_none(match.film), choices=match.choices)
    if said.command == "similar" and len(said.rest.split()) >= A_TEXT:
        return Understanding("similar", text=said.rest)
    return None


def _card(answers: Answers, asked: Understanding) -> Reply | None:
    """The card that answers better than words, where there is one."""
    aspect = asked.aspects[0] if len(asked.aspects) == 1 and asked.aspects[0] != "overall" else None
    if asked.missing:
        if len(asked.missing) > 1:
            return None
        match = FilmMatch(nearest=answers.library.find_film(asked.missing[0]).nearest)
        return answers.unclear_film(asked.missing[0], match, aspect)
    if asked.choices:
        title = asked.choices[0].title
        action: Action = "recommend" if asked.intent == "recommend" else "opinion"
        return answers.unclear_film(title, FilmMatch(choices=asked.choices), aspect, action)
    if asked.who:
        return answers.unclear_person("", PersonMatch(choices=asked.who), aspect)
    subjects: tuple[Film | Person, ...] = (*asked.films, *asked.people)
    if asked.intent == "similar":
        return answers.similar(asked.text)
    if asked.intent == "search":
        return answers.search_in(asked.text, asked.films, asked.people, asked.side)
    if asked.intent == "rank" and (asked.wish is None or asked.wish.ranked == "films"):
        return answers.picks.rank(criteria.of_wish(asked.wish))
    if asked.intent == "recommend":
        return _recommended(answers, asked)
    if len(asked.aspects) > 1:
        return None
    if asked.intent == "compare" and len(subjects) == 2:
        alike = isinstance(subjects[0], Film) is isinstance(subjects[1], Film)
        return answers.picks.side_by_side(*subjects, aspect) if alike else None
    if len(subjects) != 1 or asked.intent != "opinion":
        return None
    only = subjects[0]
    if isinstance(only, Film):
        return answers.opinion_of(only, aspect, asked.side)
    return answers.opinion_of_person(only, aspect, asked.side)


def _recommended(answers: Answers, asked: Understanding) -> Reply:
    if asked.films:
        return answers.picks.films_like(asked.films[0])
    person = next(iter(asked.people), None)
    return answers.picks.films_for(recommendations.description(asked.text, person), person=person)
