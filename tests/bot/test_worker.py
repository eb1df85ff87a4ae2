"""Blocking work in threads."""

import asyncio
import threading

import pytest

from bot.errors import Told
from bot.worker import BUSY, Worker


async def test_runs_elsewhere_and_passes_results_and_errors_on() -> None:
    worker = Worker(1, 4)
    assert await worker.run(threading.get_ident) != threading.get_ident()
    assert await worker.run(max, [1, 3], default=0) == 3
    with pytest.raises(ZeroDivisionError):
        await worker.run(lambda: 1 // 0)
    worker.close()


async def test_refuses_when_too_many_wait_and_recovers() -> None:
    worker, go = Worker(1, 1), threading.Event()
    waiting = [asyncio.create_task(worker.run(go.wait)) for _ in range(2)]
    await asyncio.sleep(0)
    with pytest.raises(Told, match=BUSY.split(";")[0]):
        await worker.run(print)
    go.set()
    assert await asyncio.gather(*waiting) == [True, True]
    assert await worker.run(lambda: "free again") == "free again"
    worker.close()


async def test_the_event_loop_goes_on_meanwhile() -> None:
    worker, go = Worker(1, 1), threading.Event()
    blocked = asyncio.create_task(worker.run(go.wait))
    await asyncio.sleep(0)
    go.set()  # would never be reached if the wait held the loop
    assert await blocked
    worker.close()
