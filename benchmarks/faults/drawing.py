"""Lines over time as a PNG, drawn with what the bot draws its charts with."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PIL import Image, ImageDraw

from bot.cards.canvas import GROUND, font
from bot.cards.chart import AXIS, FAINT, INK

WIDTH, HEIGHT = 1200, 300  # of one panel, in drawn pixels
LEFT, RIGHT, TOP, BOTTOM = 90, 50, 60, 40
COLOURS = ("#45b8a8", "#ef9462", "#949ba4")


@dataclass(frozen=True)
class Panel:
    """Lines with one axis, from zero upwards."""

    title: str
    lines: Sequence[tuple[str, Sequence[float]]]


def draw(path: Path, minutes: Sequence[float], panels: Sequence[Panel]) -> None:
    """Writes the panels, one below the other; each line has a value for each of `minutes`."""
    image = Image.new("RGB", (WIDTH, HEIGHT * len(panels)), GROUND)
    pen = ImageDraw.Draw(image)
    for number, panel in enumerate(panels):
        _panel(pen, number * HEIGHT, minutes, panel)
    image.quantize(64).save(path, "PNG", optimize=True)


def _panel(pen: ImageDraw.ImageDraw, above: int, minutes: Sequence[float], panel: Panel) -> None:
    top, bottom, right = above + TOP, above + HEIGHT - BOTTOM, WIDTH - RIGHT
    most = _round_up(max(max(values, default=0.0) for _, values in panel.lines) or 1.0)
    last = minutes[-1] if minutes else 1.0
    pen.text((LEFT, above + 16), panel.title, INK, font(22))
    for step in range(5):
        y, value = bottom - (bottom - top) * step / 4, most * step / 4
        pen.line((LEFT, y, right, y), AXIS, 1)
        told = f"{value:,.0f}" if most >= 10 else f"{value:.2g}"
        pen.text((LEFT - 10, y), told, FAINT, font(16), anchor="rm")
    for step in range(7):
        x = LEFT + (right - LEFT) * step / 6
        pen.text((x, bottom + 8), f"{last * step / 6:.3g} min", FAINT, font(16), anchor="ma")
    place = float(right)
    for (name, values), colour in zip(panel.lines, COLOURS, strict=False):
        points = [
            (LEFT + (right - LEFT) * minute / last, bottom - (bottom - top) * value / most)
            for minute, value in zip(minutes, values, strict=True)
        ]
        pen.line(points, colour, 3, joint="curve")
        pen.text((place, above + 20), name, colour, font(18), anchor="ra")
        place -= pen.textlength(name, font(18)) + 24


def _round_up(value: float) -> float:
    """The next of 1, 2, 4 or 8 times a power of ten."""
    power = 1.0
    while power * 10 < value:
        power *= 10
    return next(power * step for step in (1, 2, 4, 8, 10) if power * step >= value)
