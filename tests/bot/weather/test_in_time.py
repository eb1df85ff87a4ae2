"""Discord gives three seconds for a first answer: it is sent before anything that may take long.

No seconds are measured here: every thread is held until the answer is there.
"""

import asyncio
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from benchmarks.faults.wire import Request
from bot.worker import BUSY, Worker

from .. import filled
from ..pressing import words
from .conftest import Sky

HUNG = 30  # seconds after which a test that waits for nothing ends


def workers(sky: Sky) -> list[Worker]:
    reviewing = sky.bot.reviewing
    return [sky.bot.worker, sky.bot.suggesting, reviewing.writer, reviewing.importer]


@contextmanager
def all_busy(sky: Sky) -> Iterator[threading.Event]:
    """Ten people have every thread work for them until the event is set: nothing comes back from any."""
    go = threading.Event()
    waiting = [worker._pool.submit(go.wait, HUNG) for worker in workers(sky) for _ in range(10)]
    try:
        yield go
    finally:
        go.set()
        for each in waiting:
            each.result()


async def test_each_answers_first_and_works_then(sky: Sky, monkeypatch: pytest.MonkeyPatch) -> None:
    found = await sky.deeds.find()
    answered = asyncio.Event()

    def heard(request: Request) -> None:
        if request.path.endswith(("/callback", "/typing")):
            answered.set()

    sky.wire.heard.append(heard)
    silent = []
    for deed in found.values():
        act = await sky.deeds.ready(deed)
        answered.clear()
        with all_busy(sky) as go, monkeypatch.context() as hurried:
            hurried.setattr("bot.delivery.PATIENCE", 0.0)
            acting = asyncio.ensure_future(act())
            try:
                await asyncio.wait_for(answered.wait(), HUNG / 2)
            except TimeoutError:
                silent.append(deed.name)
            assert not go.is_set()
            go.set()
            await acting
    assert silent == []
    assert sky.watch.caught + sky.watch.amiss() == []


async def test_each_is_told_when_too_many_wait(sky: Sky) -> None:
    found = await sky.deeds.find()
    amiss = {}
    for deed in found.values():
        act = await sky.deeds.ready(deed)
        most = [worker._most for worker in workers(sky)]
        for worker in workers(sky):
            worker._most = 0
        await act()
        for worker, number in zip(workers(sky), most, strict=True):
            worker._most = number
        if wrong := sky.watch.caught + sky.watch.amiss():
            amiss[deed.name] = wrong
    assert amiss == {}


async def test_a_review_that_can_not_be_stored_comes_back(sky: Sky) -> None:
    shown = await sky.deeds.boss.slash(sky.channel, "review write", film="kite")
    sky.bot.reviewing.writer._most = 0
    text = "A film of kites that I would see again."
    told = words(await filled.send(sky.deeds.boss, shown, text))
    assert BUSY in told and text in told


async def test_a_review_that_is_stored_is_told_while_all_others_wait(sky: Sky) -> None:
    boss = sky.deeds.boss
    shown = await boss.slash(sky.channel, "review write", film="kite")
    sky.bot.worker._most = 0
    told = words(await filled.send(boss, shown, "A film of kites that I would see again."))
    assert "Your review of A Boy and His Kite (2010) is saved." in told


async def test_suggestions_do_not_wait_longer_than_anybody_would(
    sky: Sky, monkeypatch: pytest.MonkeyPatch
) -> None:
    with all_busy(sky), monkeypatch.context() as hurried:
        hurried.setattr("bot.delivery.PATIENCE", 0.0)
        assert await sky.deeds.boss.autocomplete(sky.channel, "opinion", "film", "ki") == []
    assert await sky.deeds.boss.autocomplete(sky.channel, "opinion", "film", "ki") != []
