"""Every button and select that asks a question: pressed, pressed after a restart, and refused.

The controls are gathered from the cards themselves, one of each kind, until none leads to a new kind.
"""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any, cast, get_args

import pytest
import simcord

from bot.client import SLOWLY, ReviewBot
from bot.controls import AskButton, AskSelect
from bot.custom_ids import Action, Ask
from bot.desk import Control as DeskControl
from bot.errors import GONE, SORRY, STALE

from . import seen
from .conftest import Watched
from .pressing import Control, controls, press, words
from .test_errors import break_library

CARDS: tuple[tuple[str, dict[str, Any]], ...] = (
    ("opinion", {"film": "kite"}),
    ("opinion", {"film": "kite", "aspect": "acting"}),
    ("opinion", {"film": "keeper"}),
    ("opinion", {"film": "Solar Winds"}),
    ("person", {"name": "Ines Ferreira"}),
    ("similar", {"text": "The pictures of the sea are stunning."}),
    ("similar", {"film": "kite"}),
    ("similar", {"film": "Solar Winds"}),
    ("search", {"topic": "car chase"}),
    ("compare", {"first": "f:kite", "second": "f:keeper"}),
    ("compare", {"first": "Tom Askew", "second": "Ines Ferreira"}),
    ("compare", {"first": "kite", "second": "Solar Winds"}),
    ("rank", {"minimum": 1, "count": 1, "person": "Mara Lindqvist"}),
    ("recommend", {"like": "kite"}),
    ("recommend", {"like": "Solar Winds", "genre": "Drama"}),
    ("random", {"genre": "Drama"}),
)
NO_GENRE = "None of my films has a genre noted."
Sort = tuple[Action, str, bool, bool]


@pytest.fixture
def make_bot(make_bot: Callable[..., ReviewBot]) -> Callable[..., ReviewBot]:
    """Pages so small that all that can be paged has a second one."""
    return partial(make_bot, quotes_a_page=1, questions_a_minute=1000)


def sort_of(control: Control) -> Sort:
    """What tells kinds of controls apart: what is asked, of what, where it is answered, and paging."""
    ask = Ask.parse(control.custom_id)
    return ask.action, ask.kind, ask.here, ask.page > 0


async def gathered(
    alice: simcord.MemberActor, channel: simcord.ChannelHandle
) -> dict[Sort, tuple[Control, str]]:
    """One control of each sort that any card has, with what it answered."""
    found: dict[Sort, tuple[Control, str]] = {}
    waiting: list[Control] = []
    for command, options in CARDS:
        waiting += controls(await alice.slash(channel, command, **options))
    while waiting:
        control = waiting.pop(0)
        if (sort := sort_of(control)) not in found:
            answer = await press(alice, control)
            found[sort] = control, words(answer)
            waiting += controls(answer)
    assert {action for action, *_ in found} == set(get_args(Action)), "each action stands on some card"
    return found


async def pressed(alice: simcord.MemberActor, found: dict[Sort, Control]) -> dict[Sort, str]:
    """What each control answers now."""
    return {sort: words(await press(alice, control)) for sort, control in found.items()}


async def test_each_answers_and_answers_the_same_after_a_restart(
    alice: simcord.MemberActor,
    channel: simcord.ChannelHandle,
    world: simcord.Env,
    make_bot: Callable[..., ReviewBot],
) -> None:
    found = await gathered(alice, channel)
    good = {sort: answer for sort, (_, answer) in found.items()}
    assert not [sort for sort, answer in good.items() if answer in ("", GONE, SORRY, STALE)]
    assert not [sort for sort, (control, answer) in found.items() if sort[2] and answer == control.shown]
    await world.restart_bot(make_bot())
    assert await pressed(alice, {sort: control for sort, (control, _) in found.items()}) == good


async def test_each_is_refused_in_a_sentence(
    alice: simcord.MemberActor,
    channel: simcord.ChannelHandle,
    world: simcord.Env,
    watched: Watched,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    found = {sort: control for sort, (control, _) in (await gathered(alice, channel)).items()}

    some = {sort: found[sort] for sort in {sort[0]: sort for sort in found}.values()}  # one for each action

    # From a version whose aspects were others.
    def outdated(part: seen.Component) -> None:
        part["custom_id"] = part["custom_id"][:3] + "z" + part["custom_id"][4:]

    old = {sort: control.changed(outdated) for sort, control in some.items()}
    assert set((await pressed(alice, old)).values()) == {STALE}

    # An option that no select has any more: no such aspect, no such number, no such film or review.
    def renamed(part: seen.Component) -> None:
        part["options"][0]["value"] = "the weather"

    selects = {sort: one.changed(renamed) for sort, one in found.items() if one.values is not None}
    for (action, *_), answer in (await pressed(alice, selects)).items():
        assert answer == (GONE if action in ("pick", "more") else STALE), action

    break_library(watched)
    for sort, control in found.items():
        failed = await press(alice, control)
        assert words(failed) == SORRY, sort
        assert control.message._message.components == control.parts, "the message stays as it was"
    watched.before.clear()

    bot = cast(ReviewBot, world.bot)
    bot.limit(1)
    bot.charge(alice.id)
    assert set((await pressed(alice, some)).values()) == {SLOWLY}
    bot.limit(1000)

    for name in ("film", "person", "review"):
        monkeypatch.setattr(watched, name, lambda _: None, raising=False)
    monkeypatch.setattr(watched, "genres", lambda: [], raising=False)
    for (action, *_), answer in (await pressed(alice, found)).items():
        assert answer == (NO_GENRE if action == "random" else GONE), action


async def test_nothing_that_can_be_pressed_is_kept_in_memory(world: simcord.Env) -> None:
    """Each kind of control is known by its custom_id; what is new here needs a test of its restart."""
    store = cast(ReviewBot, world.bot)._connection._view_store
    assert set(store._dynamic_items.values()) == {AskButton, AskSelect, DeskControl}
    assert not store._views and not store._modals


def test_a_sort_is_told_by_what_is_asked() -> None:
    ask = Ask("rank", "film", "1,2,,,;", page=2, here=True)
    control = Control(cast(simcord.ResponseMessage, None), [], ask.custom_id() or "", None)
    assert sort_of(control) == ("rank", "film", True, True)
    assert sort_of(replace(control, custom_id=replace(ask, page=0).custom_id() or ""))[3] is False
