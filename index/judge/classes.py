"""The classes that the heads of the encoder score, in the order of their scores."""

from typing import Literal

from ..types import Judgement, Polarity

OPINIONS: tuple[Judgement, ...] = ("pos", "neg", "mixed", "none")
"""Of a sentence."""
SIDES: tuple[Polarity, ...] = ("pos", "neg", "mixed")
ASPECT_CLASSES: tuple[Judgement, ...] = ("none", *SIDES)
"""Of each aspect in a sentence; "none" is not evaluated."""
MENTIONS: tuple[Literal["nobody"] | Judgement, ...] = ("nobody", "none", *SIDES)
"""Of a name in a sentence; "nobody" is a character's, a place's or a title's."""
