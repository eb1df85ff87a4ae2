"""What the commands read: JSON lines, each checked before anything is done with it."""

import json
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any, TextIO

from .clean import storable
from .errors import ReviewIndexError

Check = Callable[[Any], bool]
Keys = Mapping[str, tuple[Check, str]]
"""Keys that an object may have, how each is checked, and what it must be."""


class UsageError(ReviewIndexError):
    """The call's words or its input can't be used."""


def _is_text(value: Any) -> bool:
    return isinstance(value, str)


def _is_texts(value: Any) -> bool:
    return isinstance(value, list) and all(map(_is_text, value))


_TEXT: tuple[Check, str] = _is_text, "a text"
_TEXTS: tuple[Check, str] = _is_texts, 'a list of texts, such as ["..."]'

REVIEW_KEYS: Keys = {"film": _TEXT, "credits": _TEXTS}
QUESTION_KEYS: Keys = {"exclude": _TEXTS}


def opened(name: str) -> AbstractContextManager[TextIO]:
    """The file of that name, or standard input for "-".

    Raises:
        UsageError: it can't be read.
    """
    try:
        if name != "-":
            return Path(name).open(encoding="utf-8-sig", errors="replace")
        # None where a caller closed it
        if sys.stdin is None:
            raise UsageError("There is no standard input; give the text with --text.")
        return open(sys.stdin.fileno(), encoding="utf-8-sig", errors="replace", closefd=False)
    except OSError as error:
        raise UsageError(f"{name} can't be read ({error.strerror}).") from error


def json_lines(lines: TextIO, optional: Keys) -> Iterator[dict[str, Any]]:
    """The objects of JSON lines, each with a "text"; keys that are null are left out.

    Args:
        lines: the input.
        optional: keys that are checked where they are given.

    Raises:
        UsageError: a line is not JSON or holds something of the wrong type; lines before it were yielded.
    """
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            value = json.loads(line)
        except json.JSONDecodeError as error:
            raise UsageError(f"Line {number} of the input is not JSON ({error.msg}).") from error
        except (ValueError, RecursionError) as error:
            raise UsageError(f"Line {number} of the input is JSON beyond all measure.") from error
        question = _storable(value)
        if not isinstance(question, dict) or not _is_text(question.get("text")):
            raise UsageError(f'Line {number} of the input has no "text"; give {{"id": ..., "text": ...}}.')
        for key, (check, wanted) in optional.items():
            if question.get(key) is None:
                question.pop(key, None)
            elif not check(question[key]):
                raise UsageError(f'"{key}" in line {number} of the input must be {wanted}.')
        yield question


def _storable(value: Any) -> Any:
    """`value` with half surrogate pairs, which JSON may write but no output or database takes, replaced."""
    if isinstance(value, str):
        return storable(value)
    if isinstance(value, list):
        return [_storable(item) for item in value]
    if isinstance(value, dict):
        return {_storable(key): _storable(item) for key, item in value.items()}
    return value
