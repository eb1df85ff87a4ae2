"""Short cards: not found, which one is meant, help, about, and one sentence when something went wrong."""

import re
from collections.abc import Sequence
from dataclasses import replace

from index.language import later, number, say
from index.types import Film, Person, Quote, Stats

from .. import controls
from ..custom_ids import Ask
from . import text
from .opinion import quoted
from .sheet import AGAINST, Reply, Sheet

SUGGESTIONS = 5
PARAGRAPH_ROOM = 1500  # characters of a paragraph of an answer in plain text
_REPEATED = re.compile(r"  [-+~] “")

_HELP = (
    (
        later("Ask about a film"),
        later(
            "`/opinion` and begin to type its title. Pick an aspect (acting, story, music…) for that alone."
        ),
    ),
    (later("Ask about a person"), later("`/person` for what reviewers say of an actor or director.")),
    (
        later("Find reviews"),
        later(
            "`/search` for a topic in your own words, such as *car chase* or *terrible effects*; "
            "`/similar` for reviews like a text of yours, or films like a film."
        ),
    ),
    (
        later("Choose a film"),
        later(
            "`/rank` for the best and the worst, `/recommend` for films like one or like your own words, "
            "`/random` for any; `/compare` puts two films or two people side by side."
        ),
    ),
    (
        later("Or just talk"),
        later("Mention {me}, here or in a direct message: *how is the acting in Insomnia?*"),
    ),
    (
        later("On any message"),
        later("Right-click it (or press it long), then *Apps*, *Similar reviews* or *Save as review*."),
    ),
    (
        later("Write your own"),
        later(
            "`/review write` for what you think of a film, `/review mine` to look at yours, change or delete "
            "them, `/review import` to bring those from Letterboxd. Only your server sees them."
        ),
    ),
    (
        later("You decide"),
        later(
            "`/privacy` shows what I hold on you and deletes it. `/settings` is for those who manage the "
            "server: spoilers, who sees answers, where."
        ),
    ),
)
PROMISE = later(
    "Every number counts reviews, every quote is the exact words of one; its button shows the rest."
)


def which(asked: str, found: Sequence[Film] | Sequence[Person], pick: Ask) -> Reply:
    """Two or more fit: buttons to choose. `pick` is asked with the id of the one that is chosen.

    `asked` is the name that they share, empty where they share none.
    """
    if not asked:
        return _choice(say("Which of them do you mean?"), found, pick)
    return _choice(say("Which {name} do you mean?", name=text.fitted(asked, 100)), found, pick)


def unknown(asked: str, nearest: Sequence[Film] | Sequence[Person], pick: Ask) -> Reply:
    """Nothing fits: says so, and offers the nearest; `pick` as above."""
    title = say("I have no reviews of {name}.", name=text.fitted(asked, 100))
    return _choice(title, nearest, pick, say("Did you mean one of these?") if nearest else "")


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
        shown, room = list[str](), PARAGRAPH_ROOM
        for line in lines:
            # cut before it is escaped and veiled: bars that are open at the cut would show what they hide
            quoted_line = line.startswith("  ")
            told_line = text.fitted(line, max(room, 1), text.veiled if quoted_line else text.plain)
            shown.append(f"> {told_line}" if quoted_line else told_line)
            room -= len(told_line)
        if len(shown) > 1 and not lines[0].rstrip().endswith((".", ":", "?")):
            shown[0] = f"**{shown[0]}**"
        sheet.text("\n".join(line for line in shown if line not in ("", "> ")))
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
    sheet.text(f"## {say('What reviewers think of films')}")
    for title, words in _HELP:
        sheet.text(f"**{say(title)}**\n{say(words, me=me)}")
    sheet.line()
    sheet.small(say(PROMISE))
    return sheet.reply()


def about_card(stats: Stats) -> Reply:
    """What the index holds and how the answers come about."""
    sheet = Sheet()
    sheet.text(f"## {say('About these answers')}")
    sheet.text(
        say(
            "I have read **{reviews}** of **{films}**, {sentences} in all, "
            "and know {people} from their credits.",
            reviews=text.counted(stats.reviews + stats.members, "review"),
            films=text.counted(stats.films, "film"),
            sentences=text.counted(stats.sentences, "sentence"),
            people=text.counted(stats.people, "person", "people"),
        )
    )
    sources = [f"{text.one_line(name)} ({number(count)})" for name, count in stats.sources.items()]
    if stats.members:
        sources.append(say("Members' own reviews") + f" ({number(stats.members)})")
    if sources:
        sheet.text(text.cut(f"**{say('Where they come from')}**\n{', '.join(sources)}", 1500))
    counting = say(
        "A reviewer's own verdict comes first, then their stars; without either "
        "the text itself is judged, and the answer says so. The range after a percentage is where the "
        "share would lie, 19 times out of 20, if many more had written."
    )
    sheet.text(f"**{say('How I count')}**\n{counting}")
    model, updated = text.one_line(stats.model), stats.updated.replace("T", " ")[:16]
    compared = say(
        "Sentences compared by {model}; last updated {updated} UTC", model=model, updated=updated
    )
    sheet.small(compared[:500])
    return sheet.reply()
