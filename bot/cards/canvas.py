"""The ground that the small pictures are drawn on, and their way into a PNG."""

from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Final

from PIL import Image, ImageDraw, ImageFont

# Sent at twice the size that Discord shows, so that it stays sharp on dense screens, and drawn at four
# times, as Pillow leaves the edges of rounded corners ragged.
SENT: Final = 2
SCALE: Final = 4
WIDTH: Final = 520
_RADIUS: Final = 10
_COLOURS: Final = 96
_COMPRESSED: Final = 6  # the highest, 9, saves a tenth of the bytes and takes six times as long

# An own dark ground keeps the contrast on light and dark clients alike.
GROUND: Final = "#2b2d31"

Font = ImageFont.FreeTypeFont
_FONT = Path(__file__).with_name("NotoSans.ttf")  # Pillow's own font has no letter with an accent


@cache
def font(size: float) -> Font:
    """The letters of the pictures, in drawn pixels."""
    return ImageFont.truetype(_FONT, size)


def blank(height: int) -> Image.Image:
    """An empty picture, RGB, of `height` shown pixels; drawn `SCALE` times as large."""
    return Image.new("RGB", (WIDTH * SCALE, height * SCALE), GROUND)


def png(drawn: Image.Image) -> bytes:
    """The picture at the size it is sent, with round corners."""
    image = drawn.reduce(SCALE // SENT)
    image.putalpha(_cut(image.size))
    out = BytesIO()
    image.quantize(_COLOURS, method=Image.Quantize.FASTOCTREE).save(out, "PNG", compress_level=_COMPRESSED)
    return out.getvalue()


def _cut(size: tuple[int, int]) -> Image.Image:
    """What is to be seen of a picture: all but its corners."""
    mask = Image.new("L", size, 255)
    right, bottom = size[0] - _RADIUS * SENT, size[1] - _RADIUS * SENT
    for corner, place in zip(_corners(), ((0, 0), (right, 0), (0, bottom), (right, bottom)), strict=True):
        mask.paste(corner, place)
    return mask


@cache
def _corners() -> tuple[Image.Image, ...]:
    """The four, upper ones first, as they are cut."""
    large = Image.new("L", (2 * _RADIUS * SCALE, 2 * _RADIUS * SCALE), 0)
    pen = ImageDraw.Draw(large)
    pen.rounded_rectangle((0, 0, large.width - 1, large.height - 1), radius=_RADIUS * SCALE, fill=255)
    disc, side = large.reduce(SCALE // SENT), _RADIUS * SENT
    return tuple(disc.crop((x, y, x + side, y + side)) for y in (0, side) for x in (0, side))
