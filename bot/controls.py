"""Buttons and selects that carry their question in their custom_id and so outlive a restart."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any, Protocol, Self, cast

import discord
from discord import ui

from index.language import say

from . import limits
from .custom_ids import BUTTON_TEMPLATE, MOST_PAGES, SELECT_TEMPLATE, Ask


class Asked(Protocol):
    """The client, as far as the controls need it."""

    async def asked(self, interaction: discord.Interaction[Any], custom_id: str, value: str | None) -> None:
        """Answers a pressed button, or a select with the chosen value."""


class AskButton(ui.DynamicItem[ui.Button[Any]], template=BUTTON_TEMPLATE):
    """A button that asks for one thing."""

    def __init__(self, button: ui.Button[Any]) -> None:
        super().__init__(button)

    @classmethod
    async def from_custom_id(
        cls, interaction: discord.Interaction[Any], item: ui.Item[Any], match: re.Match[str], /
    ) -> Self:
        """Called by discord.py for a button of any message, however old."""
        return cls(cast(ui.Button[Any], item))

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Hands the question to the client, which also answers for errors."""
        await cast(Asked, interaction.client).asked(interaction, self.custom_id, None)


class AskSelect(ui.DynamicItem[ui.Select[Any]], template=SELECT_TEMPLATE):
    """A select whose chosen option completes the question."""

    def __init__(self, select: ui.Select[Any]) -> None:
        super().__init__(select)

    @classmethod
    async def from_custom_id(
        cls, interaction: discord.Interaction[Any], item: ui.Item[Any], match: re.Match[str], /
    ) -> Self:
        """Called by discord.py for a select of any message, however old."""
        return cls(cast(ui.Select[Any], item))

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Hands the question to the client, which also answers for errors."""
        value = next(iter(self.item.values), "")
        await cast(Asked, interaction.client).asked(interaction, self.custom_id, value)


def button(
    ask: Ask, text: str, *, style: discord.ButtonStyle = discord.ButtonStyle.secondary, disabled: bool = False
) -> AskButton | None:
    """A button that asks `ask`, or None when its id does not fit into a custom_id."""
    custom_id = ask.custom_id()
    if custom_id is None:
        return None
    text = limits.label(text, limits.BUTTON_LABEL)
    return AskButton(ui.Button(style=style, label=text, custom_id=custom_id, disabled=disabled))


def select(ask: Ask, placeholder: str, options: Iterable[tuple[str, str, str]]) -> AskSelect | None:
    """A select of `options` (value, label, description), or None when there is nothing to choose.

    Options whose value is too long or a repetition are left out, as are those after the 25th.
    """
    custom_id = ask.custom_id()
    kept: dict[str, discord.SelectOption] = {}
    for value, name, about in options:
        about = limits.label(about, limits.OPTION_TEXT) if about.strip() else ""
        if value and len(value) <= limits.OPTION_TEXT and len(kept) < limits.CHOICES:
            kept.setdefault(
                value,
                discord.SelectOption(
                    value=value,
                    label=limits.label(name, limits.OPTION_TEXT),
                    description=about or None,
                ),
            )
    if custom_id is None or not kept:
        return None
    placeholder = limits.label(placeholder, limits.PLACEHOLDER)
    return AskSelect(ui.Select(custom_id=custom_id, placeholder=placeholder, options=list(kept.values())))


def rows(buttons: Sequence[AskButton | None]) -> list[ui.ActionRow[Any]]:
    """The buttons that exist, five a row."""
    there = [item for item in buttons if item is not None]
    step = limits.BUTTONS_A_ROW
    return [ui.ActionRow(*there[start : start + step]) for start in range(0, len(there), step)]


def row_of(chosen: AskSelect | None) -> list[ui.ActionRow[Any]]:
    """A select fills a row of its own."""
    return [] if chosen is None else [ui.ActionRow(chosen)]


def pager(ask: Ask, pages: int) -> list[ui.ActionRow[Any]]:
    """Previous and next, when there is more than one page; `ask.page` is the one shown, from 0."""
    if pages < 2:
        return []
    pages = min(pages, MOST_PAGES)
    previous, following = max(ask.page - 1, 0), min(ask.page + 1, pages - 1)
    return rows(
        [
            button(replace(ask, page=previous, here=True), say("Previous"), disabled=ask.page <= 0),
            button(replace(ask, page=following, here=True), say("Next"), disabled=ask.page >= pages - 1),
        ]
    )
