"""Films and people as options and buttons name them: "f:solaris-2002", "p:17", or somebody's words."""

from dataclasses import dataclass
from typing import Literal

from index.types import Film, Person

BETWEEN = "|"  # stands in no film's id


@dataclass(frozen=True, slots=True)
class Named:
    """What is named: a film or a person by id, or either by `text` as somebody typed it."""

    kind: Literal["film", "person", ""]
    text: str


def named(value: str) -> Named:
    """What the value of an option names."""
    mark, _, rest = value.partition(":")
    if mark == "f" and rest:
        return Named("film", rest)
    if mark == "p" and rest.isdecimal():
        return Named("person", rest)
    return Named("", " ".join(value.replace(BETWEEN, " ").split()))


def value_of(one: Film | Person) -> str:
    """The value that names a film or a person."""
    return f"f:{one.id}" if isinstance(one, Film) else f"p:{one.id}"


def pair(first: str, second: str) -> str:
    """Two values as one."""
    return f"{first}{BETWEEN}{second}"


def both(text: str) -> tuple[str, str]:
    """The inverse of `pair`; raises ValueError when it is none."""
    first, between, second = text.partition(BETWEEN)
    if not (first and between and second):
        raise ValueError("not a pair")
    return first, second
