"""Short cards: not found, which one is meant, help, about, and one sentence when something went wrong."""

import re
from collections.abc import Sequence
from dataclasses import replace

from index.types import Film, Person, Quote, Stats

from .. import controls
from ..custom_ids import Ask
from ..limits import clip_words
from . import text
from .opinion import quoted
from .sheet import AGAINST, Reply, Sheet

SUGGESTIONS = 5
_REPEATED = re.compile(r"  [-+~] “")

_HELP = (
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
        "Choose a film",
        "`/rank` for the best and the worst, `/recommend` for films like one or like your own words, "
        "`/random` for any; `/compare` puts two films or two people side by side.",
    ),
    (
        "Or just talk",
        "Mention {me}, here or in a direct message: *how is the acting in Insomnia?*",
    ),
    (
        "On any message",
        "Right-click it (or press it long), then *Apps*, *Similar reviews*.",
    ),
)
PROMISE = "Every number counts reviews, every quote is the exact words of one; its button shows the rest."


def which(asked: str, found: Sequence[Film] | Sequence[Person], pick: Ask) -> Reply:
    """Two or more fit: buttons to choose. `pick` is asked with the id of the one that is chosen."""
    return _choice(f"Which {text.fitted(asked, 100)} do you mean?", found, pick)


def unknown(asked: str, nearest: Sequence[Film] | Sequence[Person], pick: Ask) -> Reply:
    """Nothing fits: says so, and offers the nearest; `pick` as above."""
    title = f"I have no reviews of {text.fitted(asked, 100)}."
    return _choice(title, nearest, pick, "Did you mean one of these?" if nearest else "")


def _choice(title: str, found: Sequence[Film] | Sequence[Person], pick: Ask, small: str = "") -> Reply:
    buttons = [controls.button(replace(pick, subject=str(one.id)), one.name) for one in found[:SUGGESTIONS]]
    sheet = Sheet(controls.rows(buttons))
    sheet.text(title)
    sheet.small(small)
    return sheet.reply()


def told(words: str, quotes: Sequence[Quote]) -> Reply:
    """An answer in plain text, with its quotes set out below it.

    In `words` a line that begins with two spaces belongs to the one above; those that only repeat a quote
    ("  + “...”") are left out, as the quotes follow with a way to their reviews.
    """
    sheet = Sheet()
    for paragraph in words.split("\n\n"):
        lines = [line for line in paragraph.split("\n") if not _REPEATED.match(line)]
        shown = [
            f"> {text.veiled(' '.join(line.split()))}" if line.startswith("  ") else text.one_line(line)
            for line in lines
        ]
        if len(shown) > 1 and not lines[0].rstrip().endswith((".", ":", "?")):
            shown[0] = f"**{shown[0]}**"
        sheet.text(clip_words("\n".join(shown), 1500))
    for quote in quotes:
        quoted(sheet, quote)
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


def help_card(me: str = "me") -> Reply:
    """What the bot can be asked; `me` is how it is mentioned."""
    sheet = Sheet()
    sheet.text("## What reviewers think of films")
    for title, words in _HELP:
        sheet.text(f"**{title}**\n{words.format(me=me)}")
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
        "**How I count**\nA reviewer's own verdict comes first, then their stars; without either "
        "the text itself is judged, and the answer says so. The range after a percentage is where the "
        "share would lie, 19 times out of 20, if many more had written."
    )
    updated = stats.updated.replace("T", " ")[:16]
    sheet.small(f"Sentences compared by {text.one_line(stats.model)}; last updated {updated} UTC"[:500])
    return sheet.reply()
