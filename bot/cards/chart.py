"""The small picture of an opinion: a diverging bar per aspect, against to the left, for to the right."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from PIL import ImageDraw

from index.language import number, parted, say
from index.types import Aspect, Tally

from ..limits import MEDIA_DESCRIPTION, clip
from . import text
from .canvas import SCALE, WIDTH, Font, blank, font, png

ROW: Final = 26
MARGIN: Final = 16
HEAD: Final = 26
WIDEST: Final = 40  # of one review; a bar of one or two would look like a landslide otherwise

# Teal and orange are told apart with every common kind of colour blindness, which green and red are not.
INK: Final = "#f2f3f5"
FAINT: Final = "#b5bac1"
AXIS: Final = "#6d7178"
FOR_IT: Final = "#45b8a8"
AGAINST: Final = "#ef9462"
MIXED: Final = "#949ba4"


@dataclass(frozen=True, slots=True)
class _Frame:
    """Where the bars lie, in drawn pixels: the axis, and pixels for one review."""

    axis: float
    unit: float


def draw(aspects: Mapping[Aspect, Tally]) -> bytes:
    """A PNG, 1040 pixels wide, with one row per aspect in the order given; at least one is needed."""
    height = HEAD + ROW * len(aspects) + MARGIN
    image = blank(height)
    pen = ImageDraw.Draw(image)
    frame = _frame(aspects)
    small = font(11 * SCALE)
    pen.text((frame.axis - 8 * SCALE, 15 * SCALE), say("against"), fill=AGAINST, font=small, anchor="rm")
    pen.text((frame.axis + 8 * SCALE, 15 * SCALE), say("for"), fill=FOR_IT, font=small, anchor="lm")
    if any(tally.mixed for tally in aspects.values()):
        _legend(pen, image.width - MARGIN * SCALE, 15 * SCALE, small)
    for place, (aspect, tally) in enumerate(aspects.items()):
        _row(pen, frame, aspect, tally, (HEAD + ROW * place + ROW / 2) * SCALE)
    bottom = (HEAD + ROW * len(aspects)) * SCALE
    pen.line((frame.axis, HEAD * SCALE, frame.axis, bottom), fill=AXIS, width=SCALE)
    return png(image)


def alt(aspects: Mapping[Aspect, Tally]) -> str:
    """The chart in words, for those who can't see it."""
    rows = [_in_words(aspect, tally) for aspect, tally in aspects.items()]
    return clip(say("Reviews by aspect: {rows}.", rows=parted(rows)), MEDIA_DESCRIPTION)


def _in_words(aspect: Aspect, tally: Tally) -> str:
    counts = {"aspect": text.aspect_name(aspect), "yes": tally.positive, "no": tally.negative}
    if tally.mixed:
        return say("{aspect} {yes} for, {no} against, {both} both", both=tally.mixed, **counts)
    return say("{aspect} {yes} for, {no} against", **counts)


def _heading(aspect: Aspect) -> str:
    return text.upper_first(text.aspect_name(aspect))


def names_end(names: Sequence[str]) -> float:
    """Where a column of names left of the bars ends, as wide as the language needs, in shown pixels."""
    widest = max((font(13 * SCALE).getlength(name) / SCALE for name in names), default=0)
    return max(92.0, MARGIN + widest + 8)


def _legend(pen: ImageDraw.ImageDraw, right: float, middle: float, small: Font) -> None:
    words = say("both at once")
    pen.text((right, middle), words, fill=FAINT, font=small, anchor="rm")
    box = right - pen.textlength(words, small) - 6 * SCALE
    pen.rectangle((box - 9 * SCALE, middle - 4 * SCALE, box, middle + 5 * SCALE), fill=MIXED)


def _frame(aspects: Mapping[Aspect, Tally]) -> _Frame:
    left = max((tally.negative + tally.mixed / 2 for tally in aspects.values()), default=0)
    right = max((tally.positive + tally.mixed / 2 for tally in aspects.values()), default=0)
    # The names stand left of the bars, a count stands outside each end.
    start, counts = names_end([_heading(aspect) for aspect in aspects]), 34.0
    room = WIDTH - MARGIN - start - 2 * counts
    unit = min(room / max(left + right, 1), WIDEST)
    # The words above the axis need their place even when nobody is against.
    least = 52.0
    axis = start + counts + min(max(left * unit, least - counts), room - least + counts)
    if left:
        unit = min(unit, (axis - start - counts) / left)
    if right:
        unit = min(unit, (start + counts + room - axis) / right)
    return _Frame(axis * SCALE, unit * SCALE)


def _row(pen: ImageDraw.ImageDraw, frame: _Frame, aspect: Aspect, tally: Tally, middle: float) -> None:
    half = 7 * SCALE
    counts = font(12 * SCALE)
    pen.text((MARGIN * SCALE, middle), _heading(aspect), fill=INK, font=font(13 * SCALE), anchor="lm")
    neutral = tally.mixed * frame.unit / 2
    left, right = frame.axis - neutral, frame.axis + neutral
    if tally.mixed:
        pen.rectangle((left, middle - half, right, middle + half), fill=MIXED)
    ends = (left - tally.negative * frame.unit, right + tally.positive * frame.unit)
    if tally.negative:
        pen.rounded_rectangle((ends[0], middle - half, left, middle + half), 3 * SCALE, AGAINST)
    if tally.positive:
        pen.rounded_rectangle((right, middle - half, ends[1], middle + half), 3 * SCALE, FOR_IT)
    gap = 6 * SCALE
    if tally.negative:
        pen.text((ends[0] - gap, middle), number(tally.negative), fill=FAINT, font=counts, anchor="rm")
    if tally.positive:
        pen.text((ends[1] + gap, middle), number(tally.positive), fill=FAINT, font=counts, anchor="lm")
