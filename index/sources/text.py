"""Bytes to text and lines, whatever the encoding, in bounded memory."""

import codecs
import io
import re
from collections.abc import Iterator
from typing import TextIO

from .compressed import Opener

MAX_LINE = 1 << 21
"""Characters; what a longer line holds beyond is dropped, which fails its row but keeps the memory flat."""

_FALLBACK = "windows-1252-where-not-utf-8"
_UNDECODED = re.compile("[\udc80-\udcff]")


def open_text(opener: Opener, head: bytes) -> TextIO:
    """The text of a stream: UTF-16 if `head` starts so, else UTF-8, and Windows-1252 where it is not.

    Bytes that are neither become lone surrogates, see `undecoded`. Line ends stay as they are.
    """
    utf_16 = head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    encoding, errors = ("utf-16", "replace") if utf_16 else ("utf-8-sig", _FALLBACK)
    return io.TextIOWrapper(opener(), encoding=encoding, errors=errors, newline="")


def decode(data: bytes) -> str:
    """The same for bytes that are all there."""
    return data.decode("utf-8-sig", _FALLBACK)


def undecoded(text: str) -> bool:
    """Whether some bytes of the text could not be read as either encoding."""
    return not text.isascii() and _UNDECODED.search(text) is not None


def lines(stream: TextIO) -> Iterator[str]:
    """The lines with their ends, each cut to `MAX_LINE`."""
    while line := stream.readline(MAX_LINE):
        if len(line) == MAX_LINE and not line.endswith(("\n", "\r")):
            while (rest := stream.readline(MAX_LINE)) and not rest.endswith(("\n", "\r")):
                pass
            line += "\n"
        yield line


def _windows_1252(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return error.object[error.start : error.end].decode("cp1252", "surrogateescape"), error.end


codecs.register_error(_FALLBACK, _windows_1252)
