"""A sheet takes what fits and leaves out the rest."""

from typing import Any

from discord import ui
from hypothesis import given, settings
from hypothesis import strategies as st

from bot import controls
from bot.cards.sheet import PICTURE, Sheet
from bot.custom_ids import Ask

from .. import seen
from . import strategies as some


def button(number: int) -> controls.AskButton:
    made = controls.button(Ask("review", "review", str(number)), "Review")
    assert made is not None
    return made


def row(*numbers: int) -> ui.ActionRow[Any]:
    return controls.rows([button(number) for number in numbers])[0]


blocks = st.one_of(
    st.tuples(st.just("text"), st.text(max_size=900)),
    st.tuples(st.just("button"), st.integers(0, 50)),
    st.tuples(st.just("row"), st.integers(0, 50)),
    st.tuples(st.just("line"), st.none()),
    st.tuples(st.just("show"), st.text(min_size=1, max_size=2000)),
)


@settings(deadline=None, max_examples=200)
@given(st.lists(st.integers(0, 50), max_size=12), st.lists(blocks, max_size=60))
def test_keeps_every_limit_in_any_order_of_blocks(rows: list[int], added: list[tuple[str, Any]]) -> None:
    sheet = Sheet([row(number) for number in rows])
    sheet.text("first")
    for kind, value in added:
        if kind == "text":
            sheet.text(value)
        elif kind == "button":
            sheet.text("quoted", button(value))
        elif kind == "row":
            sheet.row(row(value))
        elif kind == "line":
            sheet.line()
        else:
            sheet.show(b"picture", value)
    some.check(sheet.reply().layout.to_components())


def test_controls_come_before_text_when_room_is_short() -> None:
    sheet = Sheet([row(1, 2), row(3)])
    while sheet.text("x"):
        pass
    parts = list(seen.walk(sheet.reply().layout.to_components()))
    assert len(parts) == 40
    assert seen.labels(parts) == ["Review"] * 3


def test_text_that_does_not_fit_is_refused_whole() -> None:
    sheet = Sheet()
    assert sheet.text("a" * 3990)
    assert not sheet.text("b" * 11)
    assert sheet.text("c" * 10) and sheet.room == 0


def test_a_button_stands_once_and_its_text_stays() -> None:
    sheet = Sheet()
    assert sheet.text("one", button(1)) and sheet.text("two", button(1))
    parts = list(seen.walk(sheet.reply().layout.to_components()))
    assert seen.raw_text(parts) == "one\ntwo"
    assert seen.labels(parts) == ["Review"]


def test_files_are_fresh_for_each_sending() -> None:
    sheet = Sheet()
    sheet.show(b"picture", "words")
    reply = sheet.reply()
    for _ in range(2):
        [file] = reply.files()
        assert (file.filename, file.description, file.fp.read()) == (PICTURE, "words", b"picture")


def test_lines_only_divide() -> None:
    sheet = Sheet()
    sheet.line()
    sheet.text("one")
    sheet.line()
    sheet.line()
    sheet.text("two")
    sheet.line()
    [container] = sheet.reply().layout.to_components()
    assert [part["type"] for part in container["components"]] == [10, 14, 10]
