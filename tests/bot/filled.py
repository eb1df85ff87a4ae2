"""Filling in a review's form, and what stands in it."""

from typing import Any

import simcord

Control = dict[str, Any]


def controls(shown: simcord.InteractionResult) -> dict[str, Control]:
    """The fields of a form by their custom id."""
    assert shown.modal is not None
    parts = [part["component"] for part in shown.modal["components"] if "component" in part]
    return {part["custom_id"]: part for part in parts}


def note(shown: simcord.InteractionResult) -> str:
    """What stands above the fields."""
    assert shown.modal is not None
    return "\n".join(part["content"] for part in shown.modal["components"] if part["type"] == 10)


def stars(shown: simcord.InteractionResult) -> str:
    """The stars that are chosen already; empty when none are."""
    options = controls(shown)["stars"]["options"]
    return next((str(option["value"]) for option in options if option.get("default")), "")


async def send(
    member: simcord.MemberActor, shown: simcord.InteractionResult, text: str | None = None, **fields: Any
) -> simcord.InteractionResult:
    """Sends a form; what is not given stays as it stands there."""
    there = controls(shown)
    values: dict[str, Any] = {"text": there["text"].get("value", "") if text is None else text}
    if "film" in there:
        values["film"] = fields.get("film", there["film"].get("value", ""))
    chosen = fields.get("stars", stars(shown))
    values["stars"] = [chosen] if chosen else []
    if "spoiler" in fields:
        values["spoiler"] = fields["spoiler"]
    return await member.submit_modal(shown, values)
