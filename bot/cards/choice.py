"""Asks back which film or person is meant, or says that there is none such; a button for each."""

from collections.abc import Iterable

from index.language import say

from .. import controls
from ..custom_ids import Ask
from ..limits import clip_words
from . import text
from .sheet import Reply, Sheet

SUGGESTIONS = 5


def which_card(asked: str, choices: Iterable[tuple[str, Ask]]) -> Reply:
    """Several fit what was asked for: each by name, with what its button asks."""
    return _card(say("Which {name} do you mean?", name=_told(asked)), choices, "")


def unknown_card(asked: str, nearest: Iterable[tuple[str, Ask]]) -> Reply:
    """Nothing fits; the nearest as above."""
    return _card(
        say("I have no reviews of {name}.", name=_told(asked)), nearest, say("Did you mean one of these?")
    )


def _told(asked: str) -> str:
    return text.fitted(clip_words(asked, 100), 100)


def _card(title: str, choices: Iterable[tuple[str, Ask]], small: str) -> Reply:
    buttons = [controls.button(ask, name) for name, ask in list(choices)[:SUGGESTIONS]]
    sheet = Sheet(controls.rows(buttons))
    sheet.text(title)
    if any(buttons):
        sheet.small(small)
    return sheet.reply()
