"""What buttons remember."""

import re
from contextlib import suppress
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.custom_ids import BUTTON_TEMPLATE, SELECT_TEMPLATE, Action, Ask, Kind
from index.types import ASPECTS

asks = st.builds(
    Ask,
    action=st.sampled_from(get_args(Action)),
    kind=st.sampled_from(get_args(Kind)),
    subject=st.text(max_size=120),
    aspect=st.none() | st.sampled_from(ASPECTS),
    polarity=st.none() | st.sampled_from(["pos", "neg", "mixed"]),
    page=st.integers(0, 999_999),
    here=st.booleans(),
    thing=st.just("") | st.sampled_from(["the humour", "Toni Collette", "a:b", "x" * 61]),
)


@given(asks)
def test_what_is_written_is_read_again(ask: Ask) -> None:
    written = ask.custom_id()
    if written is None:
        assert len(ask.subject) > 20 or ":" in ask.thing or len(ask.thing) > 60
    else:
        assert len(written) <= 100 and Ask.parse(written) == ask


@given(asks)
def test_a_button_is_no_select(ask: Ask) -> None:
    written = ask.custom_id()
    if written is not None:
        select = ask.action in ("aspect", "pick", "more", "counts", "contrast")
        assert bool(re.fullmatch(SELECT_TEMPLATE, written)) == select
        assert bool(re.fullmatch(BUTTON_TEMPLATE, written)) != select


@given(st.text(max_size=40) | st.from_regex(r"[nh][a-z]{4}[0-9]{1,8}:.*", fullmatch=True))
def test_anything_else_is_refused_or_is_a_question(custom_id: str) -> None:
    with suppress(ValueError):
        assert isinstance(Ask.parse(custom_id), Ask)


def test_a_chosen_option_completes_the_question() -> None:
    film = Ask("aspect", "film", "kite", here=True)
    pair = Ask("contrast", "film", "f:kite|f:keeper")
    assert pair.chosen("story") == Ask("compare", "film", "f:kite|f:keeper", "story")
    with pytest.raises(ValueError, match="not an aspect"):
        pair.chosen("kite")
    assert film.chosen("story") == Ask("opinion", "film", "kite", "story", here=True)
    assert Ask("pick", "film", "").chosen("kite") == Ask("opinion", "film", "kite")
    assert Ask("more", "review", "").chosen("r1") == Ask("review", "review", "r1")
    humour = Ask("behind", "film", "kite", polarity="neg", thing="the humour")
    assert Ask("counts", "film", "kite").chosen("neg the humour") == humour


@pytest.mark.parametrize("ask", [Ask(action, "film", "kite") for action in ("aspect", "opinion", "counts")])
def test_an_option_that_is_none_is_refused(ask: Any) -> None:
    with pytest.raises(ValueError):
        ask.chosen("the weather")
