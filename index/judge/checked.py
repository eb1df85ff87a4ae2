"""Weights files that are whole: a card beside each, or `SHA256SUMS` beside several, knows its checksum."""

import hashlib
import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from ..errors import ModelError

SUMS = "SHA256SUMS"
"""In the format of the sha256sum command: of the files that have no card of their own."""
ADVICE = "install the package again, or train them as weights/MODEL_CARD.md tells"


@contextmanager
def checked(folder: Path, card: str, arrays: str, what: str) -> Iterator[tuple[bytes, dict[str, Any]]]:
    """The bytes of `arrays` in `folder` and the card that knows their sha256.

    Raises ModelError, naming them by `what`, when a file is missing, damaged or of another format, also where
    the body of the `with` finds so (ValueError, KeyError, TypeError, EOFError, RuntimeError).
    """
    try:
        told = json.loads((folder / card).read_text(encoding="utf-8"))
        raw = (folder / arrays).read_bytes()
        if hashlib.sha256(raw).hexdigest() != told["sha256"]:
            raise ModelError(f"The {what} in {folder.name} are damaged: {ADVICE}.")
        yield raw, told
    except OSError as error:
        raise ModelError(f"The {what} are missing from {folder.name}: {ADVICE}.") from error
    except (ValueError, KeyError, TypeError, EOFError, RuntimeError) as error:
        raise ModelError(f"The {what} in {folder.name} can't be read: {ADVICE}.") from error


def whole(path: Path) -> bytes:
    """The bytes of a file that `SHA256SUMS` in its folder knows.

    Raises:
        ModelError: it is missing, or is not what it was when `keep` wrote it.
    """
    try:
        raw, told = path.read_bytes(), _sums(path.parent).get(path.name)
    except (OSError, ValueError) as error:
        raise ModelError(f"{path.parent.name}/{path.name} is missing or can't be read: {ADVICE}.") from error
    if hashlib.sha256(raw).hexdigest() != told:
        raise ModelError(f"{path.parent.name}/{path.name} is damaged: {ADVICE}.")
    return raw


def keep(path: Path, raw: bytes) -> None:
    """Writes a file for `whole` to read."""
    sums = path.parent / SUMS
    known = _sums(path.parent) if sums.exists() else {}
    path.write_bytes(raw)
    known[path.name] = hashlib.sha256(raw).hexdigest()
    sums.write_text("".join(f"{told}  {name}\n" for name, told in sorted(known.items())), encoding="ascii")


def _sums(folder: Path) -> dict[str, str]:
    lines = (folder / SUMS).read_text(encoding="ascii").splitlines()
    return {name: told for told, _, name in (line.partition("  ") for line in lines)}
