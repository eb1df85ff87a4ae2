"""Checks what the bot sends against Discord's own description of its API, where that is at hand."""

import json
import re
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema
import simcord

DESCRIPTION = Path(__file__).parents[2].parent / "shared" / "discord" / "openapi.json"
MISSING = f"Discord's description is not at ../shared/discord/{DESCRIPTION.name}"


@cache
def _description() -> dict[str, Any]:
    return dict(json.loads(DESCRIPTION.read_text("utf-8")))


@cache
def _paths() -> list[tuple[re.Pattern[str], str]]:
    # Literal paths first: /messages/@original before /messages/{message_id}.
    paths = sorted(_description()["paths"], key=lambda path: path.count("{"))
    return [(re.compile(re.sub(r"\{\w+\}", "[^/]+", path)), path) for path in paths]


def template(path: str) -> str:
    """The described path that a requested one is an instance of; empty when there is none."""
    return next((described for pattern, described in _paths() if pattern.fullmatch(path)), "")


def _schema(method: str, path: str) -> dict[str, Any] | None:
    operation = _description()["paths"].get(template(path), {}).get(method.lower(), {})
    content = operation.get("requestBody", {}).get("content", {})
    return dict(content["application/json"]["schema"]) if "application/json" in content else None


def _with_text_ids(value: Any, key: str = "") -> Any:
    """discord.py sends some ids as numbers, which Discord takes; its description asks for text."""
    if key in ("attachments", "default_values"):
        return [{**one, "id": str(one["id"])} if "id" in one else one for one in value]
    if isinstance(value, dict):
        return {name: _with_text_ids(one, name) for name, one in value.items()}
    if isinstance(value, list):
        return [_with_text_ids(one, key) for one in value]
    if key.endswith("_id") and isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    return value


def problems(request: simcord.HttpLogEntry) -> list[str]:
    """What Discord would not accept of a request's body; nothing for a request that has none."""
    if request.json is None:
        return []
    schema = _schema(request.method, request.path)
    if schema is None:
        return [f"{request.method} {request.path} takes no JSON body"]
    whole = {**schema, "components": _description()["components"]}
    validator = jsonschema.Draft202012Validator(whole)
    return [
        f"{request.method} {request.path}: {jsonschema.exceptions.best_match([error]).message[:300]}"
        for error in validator.iter_errors(_with_text_ids(request.json))
    ]
