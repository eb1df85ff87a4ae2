"""What a person sees of a message: its words, buttons and options."""

import re
from collections.abc import Iterator
from typing import Any

import simcord

Component = dict[str, Any]


def walk(components: list[Component]) -> Iterator[Component]:
    """Every component, nested ones included."""
    for component in components:
        yield component
        yield from walk(component.get("components") or [])
        if "accessory" in component:
            yield from walk([component["accessory"]])


def components(result: simcord.InteractionResult) -> list[Component]:
    """The components of the answer to a command or a press."""
    assert result.response is not None
    return list(walk(result.response.components))


def raw_text(parts: list[Component]) -> str:
    """The Markdown of all text displays."""
    return "\n".join(part["content"] for part in parts if part["type"] == 10)


def text(parts: list[Component]) -> str:
    """The words as Discord shows them: escapes gone, formatting that the bot adds left in."""
    return re.sub(r"\\([^0-9A-Za-z\s])", r"\1", raw_text(parts)).replace("\u200b", "")


def labels(parts: list[Component]) -> list[str]:
    """The labels of all buttons."""
    return [part["label"] for part in parts if part["type"] == 2]


def options(parts: list[Component]) -> list[str]:
    """The values of all options of all selects."""
    return [option["value"] for part in parts if part["type"] == 3 for option in part["options"]]


def select_with(parts: list[Component], value: str) -> str:
    """The custom id of the select that offers an option."""
    [found] = [p for p in parts if p["type"] == 3 and value in [option["value"] for option in p["options"]]]
    return str(found["custom_id"])


async def choose(
    member: simcord.MemberActor, result: simcord.InteractionResult, value: str
) -> simcord.InteractionResult:
    """Chooses an option of whichever select of an answer offers it."""
    custom_id = select_with(components(result), value)
    assert result.response is not None
    return await member.select(result.response, [value], custom_id=custom_id)


def quotes(parts: list[Component]) -> list[str]:
    """The quoted words."""
    return re.findall(r"^> (.+)$", text(parts), re.MULTILINE)
