"""Weights files that are whole: each has a card beside it that knows its checksum."""

import hashlib
import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from ..errors import ModelError

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
