"""Commands said in plain words: "@bot opinion about a boy" goes the same road as /opinion."""

import re
from typing import Literal, NamedTuple

Command = Literal["opinion", "person", "similar", "search", "random", "help", "about"]

_COMMAND = re.compile(
    r"\s*/?(?P<name>opinion|person|similar|search|random|help|about)(?![\w'’])[\s:,]*(?P<rest>[\s\S]*)",
    re.IGNORECASE,
)
_COMMANDS: dict[str, Command] = {
    "opinion": "opinion",
    "person": "person",
    "similar": "similar",
    "search": "search",
    "random": "random",
    "help": "help",
    "about": "about",
}


class Said(NamedTuple):
    """A command and what follows it."""

    command: Command
    rest: str


def command_in(words: str) -> Said | None:
    """The command that the words begin with, if any.

    "help", "about" and "random" stand alone, so that "about a boy" stays a film; the others need something
    after them.
    """
    match = _COMMAND.fullmatch(words)
    if match is None:
        return None
    command, rest = _COMMANDS[match["name"].lower()], match["rest"].strip()
    alone = command in ("help", "about", "random")
    return Said(command, rest) if alone != bool(rest.strip("?!. ")) else None
