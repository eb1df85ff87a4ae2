"""Buttons, selects and modals that are no questions: what a person does with their own things or a server's.

What one is for stands in its custom_id, so that all of them, modals too, still work after a restart.
"""

import re
from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Final, Self, cast

import discord
from discord import ui

from index.language import speaking

from . import errors, limits, veils
from .custom_ids import BUTTON_TEMPLATE, SELECT_TEMPLATE
from .errors import STALE, Told
from .place import Place

if TYPE_CHECKING:
    from .client import ReviewBot

# Questions begin with "n" or "h" and four letters, see custom_ids.py.
TEMPLATE: Final = r"own\.(?P<action>[a-z_]+)(?::(?P<values>[\s\S]*))?"

Handler = Callable[[discord.Interaction[Any], Place, tuple[str, ...]], Awaitable[None]]


class Control(ui.DynamicItem[ui.Item[Any]], template=TEMPLATE):
    """A button or a select whose custom_id names an action and what it is done to."""

    def __init__(self, item: ui.Item[Any]) -> None:
        super().__init__(item)

    @classmethod
    async def from_custom_id(
        cls, interaction: discord.Interaction[Any], item: ui.Item[Any], match: re.Match[str], /
    ) -> Self:
        """Called by discord.py for a control of any message, however old."""
        return cls(item)

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Hands the action to the desk, which also answers for errors."""
        await cast("ReviewBot", interaction.client).desk.take(interaction, self.custom_id)


class Form(ui.Modal):
    """A modal whose answers the desk takes, however long ago it was opened."""

    def __init__(self, title: str, custom_id: str, items: Sequence[ui.Item[Any]]) -> None:
        """At most five items; the title is cut to what Discord shows."""
        super().__init__(title=limits.label(title, limits.MODAL_TITLE), custom_id=custom_id)
        for item in items:
            self.add_item(item)
        self.stop()  # discord.py would wait for the answers in memory; the desk takes them as they come


class Desk:
    """Knows what to do for each action."""

    def __init__(self, bot: "ReviewBot") -> None:
        self._bot = bot
        self._handlers: dict[str, tuple[Handler, int]] = {}
        bot.add_listener(self._on_interaction, "on_interaction")

    def on(self, action: str, handler: Handler, values: int = 0) -> None:
        """Has `handler` called for an action, which takes that many values; the last may hold colons."""
        self._handlers[action] = handler, values

    @contextmanager
    def here(self, interaction: discord.Interaction[Any]) -> Iterator[Place]:
        """The place of an interaction; meanwhile its language and its spoiler handling hold."""
        place = self._bot.place(interaction)
        with speaking(place.language), veils.handling(place.settings.spoilers):
            yield place

    async def take(self, interaction: discord.Interaction[Any], custom_id: str) -> None:
        """Does what a custom_id says and answers for errors."""
        if not self._bot.once.is_new(interaction.id):
            return
        with self.here(interaction) as place:
            try:
                # what was typed into a modal is never turned away
                if interaction.type is discord.InteractionType.component:
                    self._bot.charge(interaction.user.id, interaction.guild_id)
                match = re.fullmatch(TEMPLATE, custom_id)
                handler, count = self._handlers.get(match["action"] if match else "", (None, 0))
                values = tuple((match["values"] or "").split(":", count - 1)) if match and count else ()
                if handler is None or len(values) != count:
                    raise Told(STALE)
                await handler(interaction, place, values)
            except Exception as error:
                await errors.tell(interaction, error)

    async def _on_interaction(self, interaction: discord.Interaction[Any]) -> None:
        custom_id = str(cast(Mapping[str, Any], interaction.data or {}).get("custom_id", ""))
        # A control of another version, which discord.py would pass over in silence, is told to be one.
        lost = interaction.type is discord.InteractionType.component and not any(
            re.fullmatch(template, custom_id) for template in (TEMPLATE, BUTTON_TEMPLATE, SELECT_TEMPLATE)
        )
        if lost or interaction.type is discord.InteractionType.modal_submit:
            await self.take(interaction, custom_id)


def own_id(action: str, *values: object) -> str | None:
    """The custom_id of an action, or None when it would be too long."""
    text = ":".join([f"own.{action}", *map(str, values)])
    return text if len(text) <= limits.CUSTOM_ID and re.fullmatch(TEMPLATE, text) else None


def button(
    text: str,
    action: str,
    *values: object,
    style: discord.ButtonStyle = discord.ButtonStyle.secondary,
    disabled: bool = False,
) -> Control | None:
    """A button for an action, or None when its values don't fit into a custom_id."""
    custom_id = own_id(action, *values)
    if custom_id is None:
        return None
    label = limits.label(text, limits.BUTTON_LABEL)
    return Control(ui.Button(style=style, label=label, custom_id=custom_id, disabled=disabled))


def row(*items: ui.DynamicItem[Any] | None) -> list[ui.ActionRow[Any]]:
    """A row of those controls that exist."""
    there = [item for item in items if item is not None]
    return [ui.ActionRow(*there)] if there else []


def chosen(interaction: discord.Interaction[Any]) -> list[str]:
    """The values of the select that was used."""
    values = cast(Mapping[str, Any], interaction.data or {}).get("values", [])
    return [str(value) for value in values]


def filled_in(interaction: discord.Interaction[Any]) -> dict[str, str]:
    """What a modal was sent with, by custom_id: words, the chosen option, "yes" for a ticked box."""
    found: dict[str, str] = {}

    def read(parts: Sequence[Mapping[str, Any]]) -> None:
        for part in parts:
            read(part.get("components") or [])
            read([part["component"]] if "component" in part else [])
            if "custom_id" not in part:
                continue
            value = part.get("value", next(iter(part.get("values") or []), ""))
            shown = ("yes" if value else "") if isinstance(value, bool) else str(value or "")
            found[str(part["custom_id"])] = shown

    read(cast(Mapping[str, Any], interaction.data or {}).get("components", []))
    return found
