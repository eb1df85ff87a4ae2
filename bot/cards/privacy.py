"""The card of what is held on a person, and those of deleting it."""

from collections.abc import Sequence

import discord

from index.language import later, listed, say, say_n

from .. import desk
from . import text
from .sheet import AGAINST, Reply, Sheet

FILE = "my-data.json"
SERVERS = 15
NAMES = 12

Held = tuple[str, int]
"""A server's name (empty: unknown) and how many reviews somebody has there."""


def privacy_card(held: Sequence[Held], talked_of: Sequence[str], conversations: int) -> Reply:
    """What is held on one person.

    Args:
        held: their reviews, by server.
        talked_of: names of films and people that the memory of conversations holds.
        conversations: how many of those there are.
    """
    anything = bool(held or conversations)
    sheet = Sheet(
        desk.row(
            desk.button(say("Get all of it as a file"), "export"),
            desk.button(
                say("Delete everything…"), "forget", style=discord.ButtonStyle.danger, disabled=not anything
            ),
        )
    )
    sheet.text("## " + say("What I hold on you"))
    if held:
        lines = [
            "- " + say("{name}: {about}", name=_server(name), about=text.counted(count, "review"))
            for name, count in held[:SERVERS]
        ]
        if len(held) > SERVERS:
            lines.append("- " + say_n("and 1 other server", "and {n} other servers", len(held) - SERVERS))
        sheet.text(f"**{say('Your own reviews')}**\n" + "\n".join(lines))
        sheet.small(say("With your name, stars and the day you wrote them. Each is read in its server only."))
    else:
        sheet.text(f"**{say('Your own reviews')}**\n{say('None.')}")
    title = say("What we last talked about")
    if conversations:
        names = listed([text.fitted(name, 80) for name in talked_of[:NAMES]])
        about = say("{names}.", names=names) if names else say("Nothing by name.")
        sheet.text(f"**{title}**\n{about}")
        sheet.small(
            say("In memory only, so that follow-up questions work; forgotten after half an hour of silence.")
        )
    else:
        sheet.text(f"**{title}**\n{say('Nothing.')}")
    sheet.text(
        f"**{say('What I do not keep')}**\n"
        + say("Your messages, your questions, and who asked what. They are in no file and in no log.")
    )
    return sheet.reply()


def forget_card(reviews: int, servers: int, conversations: int) -> Reply:
    """Asks whether everything is really to be deleted."""
    sheet = Sheet(
        desk.row(
            desk.button(say("Delete everything"), "forgotten", style=discord.ButtonStyle.danger),
            desk.button(say("Keep it"), "privacy"),
        ),
        AGAINST,
    )
    if reviews:
        title = later("Delete all {n} of your reviews for good?")
        if reviews == 1:
            title = later("Delete your review for good?")
            where = later("It goes from the server it is in, and from every answer there.")
        elif servers == 1:
            where = later("They go from the server they are in, and from every answer there.")
        else:
            where = later("They go from {servers} servers, and from every answer there.")
        sheet.text("### " + say(title, n=reviews))
        sheet.text(say(where, servers=servers))
    else:
        sheet.text("### " + say("Forget what we talked about?"))
    if conversations and reviews:
        sheet.text(say("I also forget what we last talked about."))
    sheet.small(say("This can't be undone. The file has a copy of everything, if you want one first."))
    return sheet.reply()


def forgotten_card(reviews: int) -> Reply:
    """Everything is deleted."""
    sheet = Sheet()
    if reviews:
        one, all_ = later("Your review is deleted."), later("All {n} of your reviews are deleted.")
        sheet.text("### " + say(one if reviews == 1 else all_, n=reviews))
    else:
        sheet.text("### " + say("Forgotten."))
    sheet.text(say("I hold nothing on you any more."))
    return sheet.reply()


def export_card(content: bytes) -> Reply:
    """The file of everything."""
    sheet = Sheet()
    sheet.text(say("Everything I hold on you, as of now:"))
    sheet.attach(FILE, content)
    return sheet.reply()


def _server(name: str) -> str:
    return text.fitted(name, 100) if name else say("A server that I am no longer in")
