"""The small picture of a comparison: for each aspect two diverging bars, one above the other."""

from collections.abc import Sequence
from typing import Final

from PIL import ImageDraw

from index.language import number, say
from index.types import Contrast, Tally

from ..comparisons import aspect_name
from ..limits import MEDIA_DESCRIPTION, clip, label
from .canvas import SCALE, WIDTH, blank, font, png
from .chart import AGAINST, AXIS, FAINT, FOR_IT, INK, MARGIN, MIXED, WIDEST, names_end

ROW: Final = 40
BAR: Final = 13
HEAD: Final = 60
COUNTS: Final = 30.0
TITLE: Final = 58  # characters of a name in the legend

# The lower bars are paler as well, so that a pair is told apart at a glance.
_PALE: Final = {FOR_IT: "#2f7d73", AGAINST: "#a86844", MIXED: "#686d76"}


def draw(contrasts: Sequence[Contrast], names: tuple[str, str]) -> bytes:
    """A PNG, 1040 pixels wide, one row for each aspect in the order given; at least one is needed."""
    height = HEAD + ROW * len(contrasts) + MARGIN
    image = blank(height)
    pen = ImageDraw.Draw(image)
    start = names_end([aspect_name(one.aspect or "overall") for one in contrasts])
    axis, unit = _frame([side for one in contrasts for side in one.sides], start)
    _legend(pen, axis, names, contrasts)
    for place, one in enumerate(contrasts):
        top = (HEAD + ROW * place) * SCALE
        heading, middle = aspect_name(one.aspect or "overall"), top + (BAR + 3) * SCALE
        pen.text((MARGIN * SCALE, middle), heading, fill=INK, font=font(13 * SCALE), anchor="lm")
        for lower, side in enumerate(one.sides):
            _bar(pen, axis, unit, side, top + (lower * (BAR + 2) + 3) * SCALE, pale=bool(lower))
    bottom = (HEAD + ROW * len(contrasts) - 4) * SCALE
    pen.line((axis, HEAD * SCALE, axis, bottom), fill=AXIS, width=SCALE)
    return png(image)


def alt(contrasts: Sequence[Contrast], names: tuple[str, str]) -> str:
    """The picture in words, for those who can't see it."""
    rows = [
        say(
            "{aspect}: {first} {counts}; {second} {others}",
            aspect=aspect_name(one.aspect or "overall"), first=clip(names[0], 60), second=clip(names[1], 60),
            counts=_in_words(one.sides[0]), others=_in_words(one.sides[1]),
        )
        for one in contrasts
    ]  # fmt: skip
    return clip(say("Reviews by aspect. {rows}.", rows=". ".join(rows)), MEDIA_DESCRIPTION)


def _in_words(tally: Tally) -> str:
    if not tally.total:
        return say("not judged")
    if tally.mixed:
        return say("{n} for, {m} against, {both} both", n=tally.positive, m=tally.negative, both=tally.mixed)
    return say("{n} for, {m} against", n=tally.positive, m=tally.negative)


def _legend(
    pen: ImageDraw.ImageDraw, axis: float, names: tuple[str, str], contrasts: Sequence[Contrast]
) -> None:
    small = font(11 * SCALE)
    for place, name in enumerate(names):
        middle = (14 + place * 15) * SCALE
        left = MARGIN * SCALE
        fill = FOR_IT if place == 0 else _PALE[FOR_IT]
        pen.rounded_rectangle(
            (left, middle - 5 * SCALE, left + 18 * SCALE, middle + 5 * SCALE), 3 * SCALE, fill
        )
        name = label(name, TITLE)  # in one line: what parts paragraphs can't be drawn
        told = say("above: {name}", name=name) if place == 0 else say("below: {name}", name=name)
        pen.text((left + 24 * SCALE, middle), told, fill=INK, font=small, anchor="lm")
    pen.text((axis - 8 * SCALE, 48 * SCALE), say("against"), fill=AGAINST, font=small, anchor="rm")
    pen.text((axis + 8 * SCALE, 48 * SCALE), say("for"), fill=FOR_IT, font=small, anchor="lm")
    if any(side.mixed for one in contrasts for side in one.sides):
        right = (WIDTH - MARGIN) * SCALE
        words = say("both at once")
        pen.text((right, 48 * SCALE), words, fill=FAINT, font=small, anchor="rm")
        box = right - pen.textlength(words, small) - 6 * SCALE
        pen.rectangle((box - 9 * SCALE, 44 * SCALE, box, 53 * SCALE), fill=MIXED)


def _frame(sides: Sequence[Tally], start: float) -> tuple[float, float]:
    """Where the axis lies and how wide one review is, in drawn pixels; `start` is where the names end."""
    left = max((side.negative + side.mixed / 2 for side in sides), default=0)
    right = max((side.positive + side.mixed / 2 for side in sides), default=0)
    room = WIDTH - MARGIN - start - 2 * COUNTS
    least = 52.0 - COUNTS  # the words above the axis need their place even when nobody is against
    unit = min((room - 2 * least) / max(left + right, 1), WIDEST)
    axis = start + COUNTS + max(left * unit, least)
    return axis * SCALE, unit * SCALE


def _bar(pen: ImageDraw.ImageDraw, axis: float, unit: float, tally: Tally, top: float, pale: bool) -> None:
    bottom, middle = top + BAR * SCALE, top + BAR * SCALE / 2
    counts = font(11 * SCALE)
    left, right = axis - tally.mixed * unit / 2, axis + tally.mixed * unit / 2
    if tally.mixed:
        pen.rectangle((left, top, right, bottom), fill=_PALE[MIXED] if pale else MIXED)
    gap = 6 * SCALE
    if tally.negative:
        end = left - tally.negative * unit
        pen.rounded_rectangle((end, top, left, bottom), 3 * SCALE, _PALE[AGAINST] if pale else AGAINST)
        pen.text((end - gap, middle), number(tally.negative), fill=FAINT, font=counts, anchor="rm")
    if tally.positive:
        end = right + tally.positive * unit
        pen.rounded_rectangle((right, top, end, bottom), 3 * SCALE, _PALE[FOR_IT] if pale else FOR_IT)
        pen.text((end + gap, middle), number(tally.positive), fill=FAINT, font=counts, anchor="lm")
