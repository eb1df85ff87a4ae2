"""Controls as they stand in messages, to be pressed again and again, whatever became of the messages."""

from collections.abc import Callable, Iterable, Iterator
from copy import deepcopy
from dataclasses import dataclass, replace
from typing import Any

import simcord

from . import filled, seen


@dataclass(frozen=True, slots=True)
class Control:
    """A button or a select of a message; `values` are chosen, None presses a button."""

    message: simcord.ResponseMessage
    parts: list[seen.Component]
    custom_id: str
    values: tuple[Any, ...] | None

    @property
    def shown(self) -> str:
        """What the message says with the control in it."""
        return seen.text(list(seen.walk(self.parts)))

    def changed(self, change: Callable[[seen.Component], None]) -> "Control":
        """The same control after `change` was made to it, as a message of another version might have it."""
        parts = deepcopy(self.parts)
        [mine] = [part for part in seen.walk(parts) if part.get("custom_id") == self.custom_id]
        change(mine)
        values = None if self.values is None else tuple(one["value"] for one in mine.get("options", [])[:1])
        return replace(self, parts=parts, custom_id=str(mine["custom_id"]), values=values)


def controls(*results: simcord.InteractionResult | simcord.ResponseMessage) -> Iterator[Control]:
    """All that can be pressed in some answers, each select with its first option."""
    for result in results:
        message = result.response if isinstance(result, simcord.InteractionResult) else result
        assert message is not None
        parts = deepcopy(message._message.components)
        for part in seen.walk(parts):
            if "custom_id" in part and not part.get("disabled"):
                first = tuple(option["value"] for option in part.get("options", [])[:1])
                yield Control(message, parts, str(part["custom_id"]), None if part["type"] == 2 else first)


async def press(member: simcord.MemberActor, control: Control) -> simcord.InteractionResult:
    """Presses a control of the message as it was when the control was found."""
    control.message._message.components = deepcopy(control.parts)
    if control.values is None:
        return await member.click(control.message, custom_id=control.custom_id)
    return await member.select(control.message, control.values, custom_id=control.custom_id)


def words(result: simcord.InteractionResult) -> str:
    """What an answer says: a form, what followed, or the message that it put there or changed."""
    if result.modal is not None:
        return f"{result.modal['title']}\n{filled.note(result)}"
    if result.followups:
        return seen.text(list(seen.walk(result.followups[-1].components)))
    return seen.text(seen.components(result)) if result.response is not None else ""


def by_id(found: Iterable[Control]) -> dict[str, Control]:
    """Controls by what they do."""
    return {control.custom_id: control for control in found}
