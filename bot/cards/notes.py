"""Short cards: not found, which one is meant, help, about, and one sentence when something went wrong."""

from collections.abc import Sequence

from index.types import Film, Person, Stats

from .. import controls
from ..custom_ids import Action, Ask
from . import text
from .sheet import AGAINST, Reply, Sheet

SUGGESTIONS = 5

HELP = (
    (
        "Ask about a film",
        "`/opinion` and begin to type its title. Pick an aspect (acting, story, music…) for that alone.",
    ),
    ("Ask about a person", "`/person` for what reviewers say of an actor or director."),
    (
        "Find reviews",
        "`/search` for a topic in your own words, such as *car chase* or *terrible effects*; "
        "`/similar` for reviews like a text of yours, or films like a film.",
    ),
    (
        "Or just talk",
        "Mention me or write me a direct message: *what do they say about the music in Solaris?*",
    ),
    (
        "On any message",
        "Right-click it (or press it long), then *Apps*, *Similar reviews*.",
    ),
)
PROMISE = "Every number counts reviews, every quote is the exact words of one; its button shows the rest."


def which_film(asked: str, films: Sequence[Film], action: Action = "opinion") -> Reply:
    """Two or more films fit: buttons to choose."""
    return _choice(f"Which {text.fitted(asked, 100)} do you mean?", films, action)


def unknown_film(asked: str, nearest: Sequence[Film], action: Action = "opinion") -> Reply:
    """No film fits: says so, and offers the nearest titles."""
    return _choice(_none_of(asked), nearest, action, "Did you mean one of these?" if nearest else "")


def which_person(asked: str, people: Sequence[Person]) -> Reply:
    """Two or more people fit: buttons to choose."""
    return _choice(f"Which {text.fitted(asked, 100)} do you mean?", people, "opinion")


def unknown_person(asked: str, nearest: Sequence[Person]) -> Reply:
    """Nobody fits: says so, and offers the nearest names."""
    return _choice(_none_of(asked), nearest, "opinion", "Did you mean one of these?" if nearest else "")


def _none_of(asked: str) -> str:
    return f"I have no reviews of {text.fitted(asked, 100)}."


def _choice(title: str, found: Sequence[Film] | Sequence[Person], action: Action, small: str = "") -> Reply:
    buttons = [
        controls.button(Ask(action, "film", one.id, here=True), one.name)
        if isinstance(one, Film)
        else controls.button(Ask(action, "person", str(one.id), here=True), one.name)
        for one in found[:SUGGESTIONS]
    ]
    sheet = Sheet(controls.rows(buttons))
    sheet.text(title)
    sheet.small(small)
    return sheet.reply()


def said(words: str, small: str = "") -> Reply:
    """Markdown as it is, with a line of small print."""
    sheet = Sheet()
    sheet.text(words)
    sheet.small(small)
    return sheet.reply()


def trouble(sentence: str) -> Reply:
    """One friendly sentence when something went wrong."""
    sheet = Sheet(colour=AGAINST)
    sheet.text(sentence)
    return sheet.reply()


def help_card() -> Reply:
    """What the bot can be asked."""
    sheet = Sheet()
    sheet.text("## What reviewers think of films")
    for title, words in HELP:
        sheet.text(f"**{title}**\n{words}")
    sheet.line()
    sheet.small(PROMISE)
    return sheet.reply()


def about_card(stats: Stats) -> Reply:
    """What the index holds and how the answers come about."""
    sheet = Sheet()
    sheet.text("## About these answers")
    sheet.text(
        f"I have read **{text.counted(stats.reviews, 'review')}** of "
        f"**{text.counted(stats.films, 'film')}**, {text.counted(stats.sentences, 'sentence')} in all, "
        f"and know {text.counted(stats.people, 'person', 'people')} from their credits."
    )
    sources = [f"{text.one_line(name)} ({number:,})" for name, number in stats.sources.items()]
    if sources:
        sheet.text(f"**Where they come from**\n{', '.join(sources)}"[:1500])
    sheet.text(
        "**How I count**\nA reviewer's own verdict comes first, then their stars; only without either does "
        "a language model judge the text, and the answer says so. The range after a percentage is where the "
        "share would lie, 19 times out of 20, if many more had written."
    )
    updated = stats.updated.replace("T", " ")[:16]
    sheet.small(f"Sentences compared by {text.one_line(stats.model)}; last updated {updated} UTC"[:500])
    return sheet.reply()
