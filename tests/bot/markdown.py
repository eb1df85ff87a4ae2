"""Discord's own Markdown, as far as it matters here: what of a text would not be shown as it is written.

CommonMark is another language: Discord knows no `---`, no entities and no indented code, but small print,
spoilers, mentions, times and invitations. The rules are those of its clients' parser.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

KINDS: Final = {
    "code block": r"```[\s\S]+?```",
    "code": r"(`+)(?!`)[\s\S]*?[^`](?:\1)(?!`)",
    "masked link": r"\[(?:[^\]\\]|\\.)*\]\((?:<[^>\s]*>|[^)\s\\]*)[^)]*\)",
    "link": r"<?\b(?:https?|discord|steam|ftp)://[^\s<]+",
    "mail": r"<(?:mailto|tel|sms):[^>\s]+>",
    "invitation": r"\b(?:discord\.gg|discord(?:app)?\.com/invite)/\S+",
    "mention": r"<(?:@[!&]?|#)\d+>|<id:\w+>|</[^>:\n]+:\d+>|(?-i:@everyone|@here)",
    "time": r"<t:-?\d+(?::\w)?>",
    "emoji": r"<a?:\w+:\d+>|:[a-z0-9_+-]+:",
    "spoiler": r"\|\|[\s\S]+?\|\|",
    "strong": r"\*\*(?:\\[\s\S]|[^\\])+?\*\*(?!\*)",
    "underlined": r"__(?:\\[\s\S]|[^\\])+?__(?!_)",
    "struck": r"~~(?:\\[\s\S]|[^\\])+?~~",
    "emphasis": r"\*(?=\S)(?:\\[\s\S]|\*\*|[^*\\])+?\*(?!\*)|\b_(?:\\[\s\S]|__|[^_\\])+?_\b",
}
LINES: Final = {
    "heading": r" *#{1,3}(?=\s)",
    "small print": r" *-#(?=\s)",
    "list": r" *(?:[*+-]|\d+\.)(?=\s)",
    "quote": r" *>(?:>>)? ",
}
_AROUND: Final = frozenset({"spoiler", "strong", "underlined", "struck", "emphasis"})
_STARTS: Final = frozenset("\\`[<@:|*_~\nhHdDsSfF")
"""What any of the rules inside a line begins with."""
_ESCAPE: Final = re.compile(r"\\([^0-9A-Za-z\s])")
_INLINE: Final = {kind: re.compile(pattern, re.IGNORECASE) for kind, pattern in KINDS.items()}
_AT_LINE: Final = {kind: re.compile(pattern) for kind, pattern in LINES.items()}


@dataclass(frozen=True, slots=True)
class Node:
    """A piece of a text: its kind, "text" for words shown as they are, and what stands there."""

    kind: str
    held: str


def parsed(markdown: str, line: bool = True) -> Iterator[Node]:
    """The pieces in order; what a spoiler or an emphasis holds is a text of its own, within a line."""
    markdown = re.sub(r"\r\n?", "\n", markdown).replace("\f", "")
    at, plain = 0, ""
    while at < len(markdown):
        if escaped := _ESCAPE.match(markdown, at):
            plain += escaped[1]
            at, line = escaped.end(), False
            continue
        if not line and markdown[at] not in _STARTS:
            plain += markdown[at]
            at += 1
            continue
        rules = {**(_AT_LINE if line else {}), **_INLINE}
        found = next(((kind, hit) for kind, rule in rules.items() if (hit := rule.match(markdown, at))), None)
        if found is None:
            plain += markdown[at]
            line = markdown[at] == "\n"
            at += 1
            continue
        if plain:
            yield Node("text", plain)
            plain = ""
        kind, hit = found
        yield Node(kind, hit[0])
        at, line = hit.end(), kind in ("quote", "list") or hit[0].endswith("\n")
    if plain:
        yield Node("text", plain)


def kinds(markdown: str, line: bool = True) -> set[str]:
    """All kinds of pieces, those inside spoilers and emphases included."""
    found = set[str]()
    for node in parsed(markdown, line):
        found.add(node.kind)
        if node.kind in _AROUND:
            found |= kinds(_inside(node), line=False)
    return found


def shown(markdown: str, line: bool = True) -> str:
    """The words as a person reads them, behind spoiler bars and in bold too."""
    words = ""
    for node in parsed(markdown, line):
        if node.kind in _AROUND:
            words += shown(_inside(node), line=False)
        elif node.kind not in LINES:
            words += node.held
    return words


def _inside(node: Node) -> str:
    width = 1 if node.kind == "emphasis" else 2
    return node.held[width:-width]
