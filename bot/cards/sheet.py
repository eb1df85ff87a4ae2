"""A sheet takes blocks as long as Discord's limits allow and becomes a reply."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from io import BytesIO
from typing import Any, Self

import discord
from discord import ui

from index.language import later, say

from ..limits import COMPONENTS, DISPLAY_TEXT, MEDIA_DESCRIPTION, clip

PICTURE = "chart.png"
NOTHING = later("There is nothing to show.")

FOR_IT = 0x2A9D8F
AGAINST = 0xE07A3F
NEUTRAL = 0x80848E


@dataclass(frozen=True, slots=True)
class Reply:
    """One message to send: its layout, the PNG picture that the layout shows, if any, and files by name."""

    layout: ui.LayoutView
    picture: bytes | None = None
    alt: str = ""
    attached: Mapping[str, bytes] = field(default_factory=dict)

    def files(self) -> list[discord.File]:
        """The uploads that go with the layout; fresh, as a file can be sent only once."""
        files = [discord.File(BytesIO(content), name) for name, content in self.attached.items()]
        if self.picture is not None:
            files.append(discord.File(BytesIO(self.picture), PICTURE, description=self.alt))
        return files

    def without_picture(self) -> Self:
        """The same for where no files may be attached; what the picture shows stands in the words too."""
        for container in self.layout.children:
            if isinstance(container, ui.Container):
                for item in container.children:
                    if isinstance(item, ui.MediaGallery):
                        container.remove_item(item)
        return replace(self, picture=None, alt="")


class Sheet:
    """Collects blocks and leaves out those that would break a limit.

    The rows of controls are told first, so that text never takes their place. At most 40 components and
    4,000 characters of text come out, whatever goes in; a row that does not fit is left out as well.
    """

    def __init__(self, controls: Sequence[ui.ActionRow[Any]] = (), colour: int = NEUTRAL) -> None:
        self._colour = colour
        self._blocks: list[ui.Item[Any]] = []
        self._ids: set[str] = set()
        self._components = 1  # the container
        self._text = 0
        self._picture: bytes | None = None
        self._alt = ""
        self._attached: dict[str, bytes] = {}
        self._controls = [row for row in controls if self._claim(row)]

    def _claim(self, row: ui.ActionRow[Any]) -> bool:
        ids = {item.custom_id for item in row.children if isinstance(item, ui.DynamicItem)}
        size = 1 + len(row.children)
        if self._components + size > COMPONENTS or ids & self._ids or len(ids) < len(row.children):
            return False
        self._components += size
        self._ids |= ids
        return True

    @property
    def room(self) -> int:
        """Characters of text that still fit."""
        return DISPLAY_TEXT - self._text

    def text(self, content: str, button: ui.DynamicItem[Any] | None = None) -> bool:
        """Adds Markdown, with a button at its right when one is given; False when there is no place for it.

        A button that is on the sheet already is left out, since Discord wants each of them once.
        """
        content = content.strip()
        if button is not None and button.custom_id in self._ids:
            button = None
        size = 1 if button is None else 3
        if not content or len(content) > self.room or self._components + size > COMPONENTS:
            return False
        display: ui.TextDisplay[Any] = ui.TextDisplay(content)
        if button is None:
            self._blocks.append(display)
        else:
            self._blocks.append(ui.Section(display, accessory=button))
            self._ids.add(button.custom_id)
        self._components += size
        self._text += len(content)
        return True

    def small(self, content: str) -> bool:
        """Adds a line of small print."""
        return self.text(f"-# {content}") if content.strip() else False

    def line(self) -> None:
        """Adds a dividing line, unless nothing is above it."""
        if self._blocks and not isinstance(self._blocks[-1], ui.Separator) and self._components < COMPONENTS:
            self._blocks.append(ui.Separator())
            self._components += 1

    def show(self, picture: bytes, alt: str) -> None:
        """Adds a PNG picture with its description for those who can't see it."""
        if self._components < COMPONENTS and self._picture is None:
            alt = clip(alt, MEDIA_DESCRIPTION)
            item = discord.MediaGalleryItem(f"attachment://{PICTURE}", description=alt)
            self._blocks.append(ui.MediaGallery(item))
            self._components += 1
            self._picture, self._alt = picture, alt

    def attach(self, name: str, content: bytes) -> None:
        """Adds a file to download; `name` is of plain letters, digits, dots and dashes."""
        if self._components < COMPONENTS and name not in self._attached:
            self._blocks.append(ui.File(f"attachment://{name}"))
            self._components += 1
            self._attached[name] = content

    def row(self, row: ui.ActionRow[Any]) -> bool:
        """Adds a row of controls between the blocks; False when there is no place for it."""
        if not self._claim(row):
            return False
        self._blocks.append(row)
        return True

    def reply(self) -> Reply:
        """The finished message; a sheet is good for one."""
        if self._blocks and isinstance(self._blocks[-1], ui.Separator):
            self._blocks.pop()
        if not self._blocks and not self._controls:
            self.text(say(NOTHING))
        layout = ui.LayoutView(timeout=None)
        layout.add_item(ui.Container(*self._blocks, *self._controls, accent_colour=self._colour))
        layout.stop()  # discord.py would keep it for a while, though its controls are found by their ids
        return Reply(layout, self._picture, self._alt, self._attached)


def together(*groups: Iterable[ui.ActionRow[Any]]) -> list[ui.ActionRow[Any]]:
    """Rows of controls in the order given."""
    return [row for group in groups for row in group]
