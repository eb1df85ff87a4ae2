"""Discord's limits in one place, and the cuts that keep a reply within them.

The numbers are those of Discord's API reference, version 10.
"""

import re
from typing import Final

from index.clean import unstacked

CHOICES: Final = 25  # of an autocompletion, options of a select
CHOICE_NAME: Final = 100
CHOICE_VALUE: Final = 100
BUTTON_LABEL: Final = 80
BUTTONS_A_ROW: Final = 5
OPTION_TEXT: Final = 100  # label, value and description of an option of a select
PLACEHOLDER: Final = 150
MODAL_TITLE: Final = 45
PARAGRAPH: Final = 4000  # characters of a text field of a modal
CUSTOM_ID: Final = 100
COMPONENTS: Final = 40  # of a message, nested ones included
DISPLAY_TEXT: Final = 4000  # characters of all text displays of a message together
MEDIA_DESCRIPTION: Final = 1024


# Characters that are no text. Those of direction would put words around them into another order; half of a
# surrogate pair is refused by Discord.
_CONTROLS: Final = re.compile(
    "[\x00-\x08\x0b\x0e-\x1f\x7f-\x84\x86-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]"
)
_HALVES: Final = re.compile("[\ud800-\udfff]")


def visible(text: str) -> str:
    """`text` without control characters (white space excepted) and without marks that pile up.

    Halves of surrogate pairs become U+FFFD.
    """
    if text.isascii() and text.isprintable():
        return text
    return unstacked(_HALVES.sub("\ufffd", _CONTROLS.sub("", text)))


def clip(text: str, limit: int) -> str:
    """`text`, or its beginning with an ellipsis when it has more than `limit` characters (at least 1)."""
    if len(text) <= limit:
        return text
    return text[: limit - 1].rstrip() + "…"


def clip_words(text: str, limit: int) -> str:
    """As `clip`, but cut at the last space where one lies in the second half of what fits."""
    if len(text) <= limit:
        return text
    head = text[: limit - 1]
    space = head.rfind(" ")
    return (head[:space] if space >= limit // 2 else head).rstrip() + "…"


def label(text: str, limit: int) -> str:
    """One line of visible text for a button, choice or option, which Discord wants not to be empty."""
    return clip(" ".join(visible(text).split()), limit) or "…"
