"""The picture of an opinion."""

from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageColor

from bot.cards import canvas, chart
from index.types import Aspect, Tally

from . import strategies as some


def drawn(aspects: dict[Aspect, Tally]) -> Image.Image:
    return Image.open(BytesIO(chart.draw(aspects))).convert("RGBA").convert("RGB")


def width(image: Image.Image, colour: str) -> int:
    """How many pixels along the middle of the first bar have about this colour."""
    wanted, row = ImageColor.getrgb(colour), (chart.HEAD + chart.ROW // 2) * canvas.SENT
    pixels = [image.getpixel((x, row)) for x in range(image.width)]
    return sum(max(abs(a - b) for a, b in zip(pixel, wanted, strict=True)) < 24 for pixel in pixels)


def test_bars_are_as_long_as_their_counts() -> None:
    image = drawn({"acting": Tally(30, 10, 0)})
    assert width(image, chart.FOR_IT) == pytest.approx(3 * width(image, chart.AGAINST), rel=0.1)


def test_a_row_for_each_aspect() -> None:
    one, two = drawn({"acting": Tally(1)}), drawn({"acting": Tally(1), "story": Tally(2)})
    assert two.height - one.height == chart.ROW * canvas.SENT
    assert one.width == 1040


@settings(max_examples=25, deadline=None)
@given(st.dictionaries(some.aspects, some.tallies, min_size=1))
def test_any_counts_can_be_drawn_and_stay_small(aspects: dict[Aspect, Tally]) -> None:
    assert len(chart.draw(aspects)) < 60_000


def test_the_same_in_words() -> None:
    words = chart.alt({"acting": Tally(1400, 2, 3), "music": Tally(0, 1)})
    assert words == "Reviews by aspect: acting 1,400 for, 2 against, 3 both; music 0 for, 1 against."


def test_letters_stand_out_from_their_ground() -> None:
    """WCAG asks for a contrast of 4.5 for text; the picture brings its own ground for either theme."""
    for ink in (chart.INK, chart.FAINT, chart.FOR_IT, chart.AGAINST):
        assert contrast(ink, canvas.GROUND) >= 4.5


def contrast(one: str, other: str) -> float:
    """The contrast ratio of WCAG 2.1, section 1.4.3."""

    def luminance(colour: str) -> float:
        parts = [value / 255 for value in ImageColor.getrgb(colour)[:3]]
        red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)
