"""Whether what the bot sends is safe to show, whatever other people wrote into it.

Looks at the requests themselves, as Discord gets them. `problems` names what is wrong in one, `quoted_amiss`
the quotes that are no words of any review.
"""

import re
from collections.abc import Collection, Iterator
from typing import Any, Final

import simcord

from . import markdown, seen
from .cards import strategies

_UNSEEN: Final = re.compile(
    "[\x00-\x08\x0b\x0e-\x1f\x7f-\x84\x86-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066\u2067\ud800-\udfff]"
)
_ISOLATE, _END = "\u2068", "\u2069"
_MODAL, _SUGGESTIONS, _DEFERRED = 9, 8, (5, 6)
OURS: Final = frozenset({"text", "strong"})
"""Kinds of Markdown in lines of the bot's own, where names and titles that others wrote stand too."""


def bodies(requests: Collection[simcord.HttpLogEntry]) -> Iterator[tuple[int, dict[str, Any]]]:
    """The messages, forms and suggestions that were sent: the kind of response (4 is a message), and it."""
    for request in requests:
        body = request.json
        if request.method not in ("POST", "PATCH") or not isinstance(body, dict):
            continue
        if "data" in body or "type" in body:
            if body["type"] not in _DEFERRED:
                yield body["type"], body.get("data") or {}
        elif "components" in body or "content" in body:
            yield 4, body


def problems(kind: int, body: dict[str, Any], *, own_marks: bool = False) -> list[str]:
    """What is wrong in a body; `own_marks` allows the code and the mentions that the help is written with."""
    if kind == _SUGGESTIONS:
        texts = [text for choice in body["choices"] for text in (choice["name"], choice["value"])]
        wrong = [choice for choice in body["choices"] if not 1 <= len(choice["name"]) <= 100]
        return [f"a suggestion of a wrong length: {choice!r}" for choice in wrong] + _unseen(texts[::2])
    parts = list(seen.walk(_inside_labels(body.get("components") or [])))
    found = []
    if kind != _MODAL:
        if (
            body.get("allowed_mentions", {}).get("parse") != []
            or {"users", "roles"} & body["allowed_mentions"].keys()
        ):
            found.append(f"pings: {body.get('allowed_mentions')}")
        if body.get("content") or body.get("embeds"):
            found.append("content beside the components")
        strategies.check(body.get("components") or [])
    for part in parts:
        if part["type"] == 10:
            found += _amiss(part["content"], own_marks)
        if part["type"] == 2 and "url" in part:
            found.append(f"a link button to {part['url']}")
        if part["type"] == 3:
            found += _unseen(
                [
                    option[key]
                    for option in part["options"]
                    for key in ("label", "description")
                    if option.get(key)
                ]
            )
        found += _unseen([part[key] for key in ("label", "placeholder") if isinstance(part.get(key), str)])
        for item in part.get("items", ()):
            found += _unseen([item.get("description") or ""])
            if not item["media"]["url"].startswith("attachment://"):
                found.append(f"a picture from {item['media']['url']}")
    return found


def _inside_labels(components: list[seen.Component]) -> list[seen.Component]:
    return [
        inner
        for part in components
        for inner in (part, *([part["component"]] if "component" in part else []))
    ]


def _unseen(texts: Collection[str]) -> list[str]:
    found = [f"characters that are no text: {text[:60]!r}" for text in texts if _UNSEEN.search(text)]
    return found + [f"an open isolate: {text[:60]!r}" for text in texts if not _closed(text)]


def _closed(text: str) -> bool:
    return all(line.count(_ISOLATE) == line.count(_END) for line in text.split("\n"))


def _amiss(content: str, own_marks: bool) -> Iterator[str]:
    yield from _unseen([content])
    quoted_to_the_end = content.startswith(">>> ")
    for line in content.removeprefix(">>> ").split("\n"):
        head = re.match(r"(?:#{2,3} |-# |> |- |\d+\. )?", line)
        mark, rest = (head[0] if head else ""), line[head.end() if head else 0 :]
        allowed = {"text"} if mark.startswith(("#", "-#")) else set(OURS)
        if mark == "> " or quoted_to_the_end or not mark:
            allowed.add("spoiler")
        if own_marks:
            allowed |= {"code", "mention", "emphasis"}
        for kind in markdown.kinds(rest) - allowed:
            yield f"{kind} in {line[:200]!r}"


def quotes(body: dict[str, Any]) -> Iterator[str]:
    """The quoted lines of a message, as a person reads them."""
    for part in seen.walk(body.get("components") or []):
        if part["type"] == 10:
            for line in part["content"].split("\n"):
                if line.startswith("> "):
                    yield markdown.shown(line.removeprefix("> "))


def words_of(quote: str) -> list[str]:
    """The words of a quote without what marks that some are left out."""
    plain = re.sub("[\u200b\u2068\u2069]", "", quote)
    return [part for piece in re.split(r"…|\[…\]", plain) if (part := piece.strip())]


def quoted_amiss(body: dict[str, Any], texts: Collection[str]) -> list[str]:
    """The quotes that are no words of any of the stored texts."""
    known = [" ".join(re.sub("[\u200b\u2068\u2069]", "", text).split()) for text in texts]
    return [
        f"no words of a review: {part[:200]!r}"
        for quote in quotes(body)
        for part in words_of(quote)
        if not any(part in text for text in known)
    ]
