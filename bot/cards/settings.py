"""The card of a server's settings: what holds now, each in a select that changes it."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import discord
from discord import ui

from index.language import say

from .. import desk, limits
from ..servers import ServerSettings
from . import text
from .sheet import AGAINST, NEUTRAL, Reply, Sheet

# Where people write; a thread counts as its channel.
CHANNELS = (
    discord.ChannelType.text,
    discord.ChannelType.news,
    discord.ChannelType.forum,
    discord.ChannelType.voice,
)
Option = tuple[str, str, str]  # value, label, description


def to_choose_from(sources: Iterable[str]) -> list[str]:
    """The corpora that a select can offer; all others stay as they are set."""
    return [name for name in sources if len(name.strip()) > 0 and len(name) <= limits.OPTION_TEXT][
        : limits.CHOICES
    ]


def settings_card(
    server: str, settings: ServerSettings, sources: Mapping[str, int], note: str = "", damaged: bool = False
) -> Reply:
    """Everything that can be set, as it is now.

    Args:
        server: its name.
        settings: those that hold.
        sources: the corpora and how many reviews each has.
        note: a sentence on what has just happened.
        damaged: the stored settings could not be read.
    """
    sheet = Sheet(colour=AGAINST if damaged else NEUTRAL)
    sheet.text("## " + say("Settings of {server}", server=text.fitted(server, 100)))
    if note:
        sheet.text(text.one_line(note))
    if damaged:
        sheet.text(
            say(
                "The stored settings were damaged. Please look at all of them below: whatever you choose "
                "stores them anew."
            )
        )
    offered = [(name, name, text.counted(sources[name], "review")) for name in to_choose_from(sources)]
    heard = {name for name in sources if name not in settings.without}
    if len(offered) == 1:
        sheet.text(
            f"**{say('Which reviews I answer from')}**\n"
            + say(
                "{corpus}, {reviews}; there are no others.",
                corpus=text.one_line(offered[0][1]),
                reviews=offered[0][2],
            )
        )
    elif offered:
        _part(
            sheet,
            say("Which reviews I answer from"),
            "",
            _select("sources", offered, heard, most=len(offered)),
        )
    _part(
        sheet,
        say("Words that give away the end"),
        "",
        _select(
            "spoilers",
            [
                ("hide", say("Behind spoiler bars"), say("A press shows them")),
                ("drop", say("Left out"), say("Nobody sees them, only that something is missing")),
                ("show", say("Shown like all others"), ""),
            ],
            {settings.spoilers},
        ),
    )
    _part(
        sheet,
        say("Who sees my answers"),
        "",
        _select(
            "answers",
            [
                ("all", say("Everybody in the channel"), ""),
                ("asker", say("Only the one who asks"), say("Mentions are pointed to the commands")),
            ],
            {"asker" if settings.private else "all"},
        ),
    )
    where = ui.ChannelSelect[Any](
        custom_id=desk.own_id("set", "channels") or "",
        channel_types=list(CHANNELS),
        placeholder=limits.label(say("Everywhere"), limits.PLACEHOLDER),
        min_values=0,
        max_values=limits.CHOICES,
        default_values=[
            discord.SelectDefaultValue(id=id, type=discord.SelectDefaultValueType.channel)
            for id in sorted(settings.channels)
        ],
    )
    _part(
        sheet,
        say("Channels where I answer openly"),
        say("None chosen means everywhere. Elsewhere, only the one who asks sees the answer."),
        desk.Control(where),
    )
    _part(
        sheet,
        say("Members' own reviews"),
        "",
        _select(
            "members",
            [
                ("on", say("On"), say("Members write them, and this server's answers count them")),
                ("off", say("Off"), say("Those that exist are kept, but neither counted nor shown")),
            ],
            {"on" if settings.members else "off"},
        ),
    )
    sheet.small(say("Stored as soon as you choose. Only people who may manage the server can do this."))
    return sheet.reply()


def _part(sheet: Sheet, title: str, small: str, control: desk.Control) -> None:
    sheet.text(f"**{title}**" + (f"\n-# {small}" if small else ""))
    for row in desk.row(control):
        sheet.row(row)


def _select(what: str, options: Sequence[Option], chosen: set[str], most: int = 1) -> desk.Control:
    return desk.Control(
        ui.Select[Any](
            custom_id=desk.own_id("set", what) or "",
            min_values=1,
            max_values=most,
            options=[
                discord.SelectOption(
                    value=value[: limits.OPTION_TEXT],
                    label=limits.label(label, limits.OPTION_TEXT),
                    description=limits.label(about, limits.OPTION_TEXT) if about else None,
                    default=value in chosen,
                )
                for value, label, about in options
            ],
        )
    )
