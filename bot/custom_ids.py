"""What a button or select asks for, written into its custom_id.

Nothing else is remembered, so every reply still answers after a restart.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass, replace
from typing import Final, Literal, Self, get_args

from index.types import ASPECTS, Aspect, Polarity

from .limits import CUSTOM_ID

Action = Literal[
    "opinion",  # the card of a film or person
    "quotes",  # praise or criticism, a page
    "aspect",  # a select of aspects
    "reviews",  # the reviews of a film, a page
    "review",  # one review in full, a page
    "like_film",  # films that are spoken of alike
    "like_review",  # reviews that resemble one
    "pick",  # a select of films or people
    "more",  # a select of further reviews
    "counts",  # a select of numbers
    "behind",  # the reviews that a number counts, a page
    "compare",  # two films or two people side by side
    "contrast",  # a select of aspects to compare them by
    "rank",  # films in order, a page
    "recommend",  # films to see that are like one
    "random",  # any film
]
Kind = Literal["film", "person", "review"]

_ACTIONS: Final[tuple[Action, ...]] = get_args(Action)
_KINDS: Final[tuple[Kind, ...]] = get_args(Kind)
_POLARITIES: Final[tuple[Polarity, ...]] = get_args(Polarity)

MOST_PAGES: Final = 1_000_000
"""Pages that can be told apart: six figures are left for their number."""
# Letters instead of words leave as many of the 100 characters as can be to the id.
_LETTERS: Final = "abcdefghijklmnopqrstuvwxyz"
_SELECTS: Final = frozenset[Action]({"aspect", "pick", "more", "counts", "contrast"})


def _template(actions: Collection[Action]) -> str:
    letters = "".join(_LETTERS[_ACTIONS.index(action)] for action in actions)
    codes = rf"(?P<where>[nh])(?P<codes>[{letters}][a-z][a-z-]{{2}})"
    return codes + r"(?P<page>[0-9]{1,6})(?:=(?P<thing>[^:\n]{1,60}))?:(?P<subject>[\s\S]*)"


BUTTON_TEMPLATE: Final = _template([action for action in _ACTIONS if action not in _SELECTS])
SELECT_TEMPLATE: Final = _template([action for action in _ACTIONS if action in _SELECTS])


@dataclass(frozen=True, slots=True)
class Ask:
    """One thing to answer.

    `subject` is a film id, a person's number or a review id, as `kind` says; of "compare" it is a pair (see
    `subjects`), of "rank" what is ranked (see `criteria`). `thing` is what a number counts (an aspect, a
    topic or a name) or the genre of a film to see. `here` answers in place of the
    message with the button (paging, choosing); otherwise the answer is a new message for the asker only.
    """

    action: Action
    kind: Kind
    subject: str
    aspect: Aspect | None = None
    polarity: Polarity | None = None
    page: int = 0
    here: bool = False
    thing: str = ""

    def custom_id(self) -> str | None:
        """The text Discord keeps for us, or None when the id is too long to fit."""
        codes = (
            _LETTERS[_ACTIONS.index(self.action)]
            + _LETTERS[_KINDS.index(self.kind)]
            + (_LETTERS[ASPECTS.index(self.aspect)] if self.aspect else "-")
            + (_LETTERS[_POLARITIES.index(self.polarity)] if self.polarity else "-")
        )
        thing = f"={self.thing}" if self.thing else ""
        text = f"{'h' if self.here else 'n'}{codes}{self.page}{thing}:{self.subject}"
        fits = len(text) <= CUSTOM_ID and len(self.thing) <= 60 and not set(self.thing) & {":", "\n"}
        return text if fits else None

    @classmethod
    def parse(cls, custom_id: str) -> Self:
        """The inverse of `custom_id`.

        Raises:
            ValueError: the text was not made here (by another version, say).
        """
        match = re.fullmatch(_template(_ACTIONS), custom_id)
        if match is None:
            raise ValueError("not one of this bot's custom ids")
        action, kind, aspect, polarity = tuple(match["codes"])
        try:
            return cls(
                action=_ACTIONS[_LETTERS.index(action)],
                kind=_KINDS[_LETTERS.index(kind)],
                subject=match["subject"],
                aspect=None if aspect == "-" else ASPECTS[_LETTERS.index(aspect)],
                polarity=None if polarity == "-" else _POLARITIES[_LETTERS.index(polarity)],
                page=int(match["page"]),
                here=match["where"] == "h",
                thing=match["thing"] or "",
            )
        except IndexError as error:
            raise ValueError("not one of this bot's custom ids") from error

    def chosen(self, value: str) -> Self:
        """What a select asks for once `value` was chosen: an aspect, a film, a person, a review or a number.

        Raises:
            ValueError: `value` is not an option that this select can have.
        """
        if self.action == "aspect":
            if value not in ASPECTS:
                raise ValueError("not an aspect")
            return replace(self, action="opinion", aspect=value)
        if self.action == "contrast":
            if value not in ASPECTS:
                raise ValueError("not an aspect")
            return replace(self, action="compare", aspect=value)
        if self.action == "pick":
            return replace(self, action="opinion", subject=value)
        if self.action == "more":
            return replace(self, action="review", kind="review", subject=value)
        if self.action == "counts":
            side, _, thing = value.partition(" ")
            if not thing or side not in _POLARITIES:
                raise ValueError("not a number")
            return replace(self, action="behind", polarity=side, thing=thing)
        raise ValueError("not a select")
