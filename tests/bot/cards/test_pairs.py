"""The picture of a comparison."""

from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from bot.cards import canvas, chart, pairs
from index.types import ASPECTS, Contrast, Tally

from . import strategies as some

CONTRASTS = (
    Contrast("acting", (Tally(18, 2), Tally(6, 13, 1)), 0),
    Contrast("music", (Tally(), Tally(0, 3)), None),
)


def test_tells_both_in_words() -> None:
    words = pairs.alt(CONTRASTS, ("Insomnia (2002)", "Solaris (2002)"))
    assert words == (
        "Reviews by aspect. Acting: Insomnia (2002) 18 for, 2 against; "
        "Solaris (2002) 6 for, 13 against, 1 both. "
        "Music: Insomnia (2002) not judged; Solaris (2002) 0 for, 3 against."
    )


@pytest.mark.parametrize("number", [1, 7])
def test_is_a_picture_with_a_row_for_each_aspect(number: int) -> None:
    contrasts = [Contrast(aspect, (Tally(3, 1), Tally(1, 1)), None) for aspect in ASPECTS[:number]]
    image = Image.open(BytesIO(pairs.draw(contrasts, ("A", "B"))))
    assert image.format == "PNG"
    assert image.size == (2 * canvas.WIDTH, 2 * (pairs.HEAD + pairs.ROW * number + chart.MARGIN))


@settings(max_examples=15, deadline=None)
@given(some.contrasts.filter(bool), st.tuples(some.hostile, some.hostile))
def test_draws_whatever_was_counted(contrasts: tuple[Contrast, ...], names: tuple[str, str]) -> None:
    assert pairs.draw(contrasts, names).startswith(b"\x89PNG")
