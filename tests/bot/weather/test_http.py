"""Every command, menu, button, select, form, suggestion and mention while Discord's side fails.

All of them are found by walking the command tree and what its answers offer, see `benchmarks.faults.deeds`.
"""

import asyncio
import itertools
from collections.abc import Callable, Sequence

import aiohttp
import discord
import pytest

from benchmarks.faults.wire import PASSING, RESET, Trouble

from ..pressing import words
from .conftest import Sky

DISCONNECTED = Trouble(error=aiohttp.ServerDisconnectedError(), done=True)
CALLBACK, WEBHOOK, CHANNEL = "/interactions/*/callback", "/webhooks/*", "/channels/*"
REFUSED = {
    "the interaction is over": (CALLBACK, Trouble(404, 10062)),
    "it was acknowledged": (CALLBACK, Trouble(400, 40060)),
    "it was acknowledged by an answer that was lost": (CALLBACK, Trouble(400, 40060, done=True)),
    "the token is over": (WEBHOOK, Trouble(401, 50027)),
    "the webhook is unknown": (WEBHOOK, Trouble(404, 10015)),
    "the message was deleted": (WEBHOOK, Trouble(404, 10008)),
    "no permission to answer": (WEBHOOK, Trouble(403, 50013)),
    "the channel was deleted": (CHANNEL, Trouble(404, 10003)),
    "the question was deleted": (CHANNEL, Trouble(404, 10008)),
    "the member left": (CHANNEL, Trouble(404, 10007)),
    "no permission in the channel": (CHANNEL, Trouble(403, 50013)),
    "no access to the channel": (CHANNEL, Trouble(403, 50001)),
    "no direct messages": (CHANNEL, Trouble(403, 50007)),
    "the connection breaks": ("*", Trouble(error=RESET)),
}
"""What will not be better, and what nobody can mend here: a line in the log, at most."""

FAILING = {
    "500": ("*", Trouble(500)),
    "503": ("*", Trouble(503)),
    "timeouts": ("*", Trouble(error=TimeoutError())),
    "limits": ("*", Trouble(429)),
    "a form that is refused": ("*", Trouble(400, 50035)),
}
"""What will not be better, and what is logged as an error."""


async def test_what_passes_is_not_noticed(sky: Sky) -> None:
    """Each deed meets trouble of every kind in turn, at its first request or at the next."""
    found = await sky.deeds.find()
    assert sky.watch.caught + sky.watch.amiss() == []
    amiss: dict[tuple[str, str], Sequence[str]] = {}
    troubles = itertools.cycle([*PASSING.items(), ("disconnected after it was done", DISCONNECTED)])
    for at in (0, 1):
        for deed, (name, trouble) in zip(found.values(), troubles, strict=False):
            act = await sky.deeds.ready(deed)
            sky.wire.chance = only(trouble, at)
            await act()
            sky.wire.calm()
            if seen := sky.watch.caught + sky.watch.amiss():
                amiss[name, deed.name] = seen
            assert all(map(sky.deeds.is_stored, sky.deeds.sent)), f"lost under {name}"
    assert amiss == {}
    assert {0.25, 1} <= set(sky.slept) <= {0, 0.25, 1}, "discord.py tried again"


async def test_a_button_is_answered_though_what_it_is_about_is_out_of_reach(sky: Sky) -> None:
    found = await sky.deeds.find()
    act = await sky.deeds.ready(found["own.consent"])
    sky.watch.amiss()
    sky.wire.strike("GET", "/channels/*/messages/*", Trouble(401, 50027))
    assert "Something went wrong" in words(await act())
    assert sky.watch.caught + sky.watch.amiss() == []


async def test_a_limit_everywhere_ends_though_nobody_waits_for_what_met_it(
    sky: Sky, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Discord limits all requests from "is typing" on, which is not shown any more when the limit is over."""

    async def until_answered(delay: float, result: object = None) -> None:
        while sky.bot.worker._wanted:
            await asyncio.sleep(0)
        for _ in range(50):
            await asyncio.sleep(0)

    monkeypatch.setattr(discord.http.asyncio, "sleep", until_answered)
    sky.wire.strike("POST", "*/typing", Trouble(429, everywhere=True))
    me = sky.bot.user
    assert me is not None
    await sky.deeds.boss.send(sky.channel, f"{me.mention} opinion kite")
    assert sky.channel.last_message is not None and sky.channel.last_message.attachments
    assert sky.watch.caught + sky.watch.amiss() == []


def only(trouble: Trouble, at: int) -> Callable[[str, str], Trouble | None]:
    """Trouble at the request of that number, from 0."""
    number = itertools.count()
    return lambda method, path: trouble if next(number) == at else None


async def test_what_stays_is_borne(sky: Sky) -> None:
    """Each deed meets two kinds of it; `benchmarks.faults.weather` has each meet all."""
    found = await sky.deeds.find()
    assert sky.watch.caught + sky.watch.amiss() == []
    amiss: dict[tuple[str, str], Sequence[str]] = {}
    troubles = itertools.cycle((REFUSED | FAILING).items())
    for _ in range(2):
        for deed, (name, (path, trouble)) in zip(found.values(), troubles, strict=False):
            act = await sky.deeds.ready(deed)
            sky.wire.strike("*", path, trouble, times=None)
            await act()
            sky.wire.calm()
            caught = [] if name in FAILING else list(sky.watch.caught)
            if seen := caught + sky.watch.amiss():
                amiss[name, deed.name] = seen
            assert all(map(sky.deeds.is_stored, sky.deeds.sent)), f"lost under {name}"
    assert amiss == {}
