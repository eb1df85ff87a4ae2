"""Blocking work in threads."""

import asyncio
import threading
from collections.abc import Callable
from functools import partial
from typing import Any

import pytest

from bot.errors import Told
from bot.turns import Asker
from bot.worker import BUSY, EXPIRES, Worker


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


class Blocked:
    """A worker whose threads all wait until `go` is called; `begun` tells what was done since, in order."""

    def __init__(self, threads: int = 1, queue: int = 100, **options: Any) -> None:
        self.worker, self._go = Worker(threads, queue, **options), threading.Event()
        self.begun: list[str] = []
        self.tasks: dict[str, asyncio.Task[None]] = {}
        self._holding = [self._ask(Asker(0, -number), self._go.wait) for number in range(1, threads + 1)]

    def _ask(self, asker: Asker, call: Callable[[], object]) -> asyncio.Task[Any]:
        return asyncio.create_task(self.worker.run_for(asker, call))

    def ask(self, name: str, asker: Asker) -> None:
        """Has something wait."""
        self.tasks[name] = self._ask(asker, partial(self.begun.append, name))

    async def go(self) -> None:
        """Lets the threads go on, and waits until everything is done or refused."""
        await asyncio.sleep(0)
        self._go.set()
        await asyncio.gather(*self._holding, *self.tasks.values(), return_exceptions=True)
        self.worker.close()

    def refused(self) -> list[str]:
        """What was turned away."""
        return [name for name, task in self.tasks.items() if isinstance(task.exception(), Told)]


async def test_one_user_who_floods_delays_nobody() -> None:
    jobs = Blocked()
    await asyncio.sleep(0)
    for number in range(50):
        jobs.ask(f"flood {number}", Asker(1, 1))
    jobs.ask("in the same server", Asker(1, 2))
    jobs.ask("in another", Asker(2, 3))
    jobs.ask("directly", Asker(None, 4))
    await jobs.go()
    assert set(jobs.begun[:4]) == {"flood 0", "in the same server", "in another", "directly"}
    assert jobs.begun[4:] == [f"flood {number}" for number in range(1, 50)]


async def test_one_server_that_floods_delays_no_other() -> None:
    jobs = Blocked()
    await asyncio.sleep(0)
    for number in range(50):
        jobs.ask(f"flood {number}", Asker(1, number))
    for number in range(3):
        jobs.ask(f"other {number}", Asker(2, 1))
    await jobs.go()
    assert jobs.begun[:6] == ["flood 0", "other 0", "flood 1", "other 1", "flood 2", "other 2"]


async def test_nobody_holds_all_threads_however_slow_their_questions_are() -> None:
    worker, go = Worker(2, 10), threading.Event()
    slow = [asyncio.create_task(worker.run_for(Asker(1, 1), go.wait)) for _ in range(3)]
    await asyncio.sleep(0)
    assert await worker.run_for(Asker(1, 2), lambda: "at once") == "at once"  # else this waits for ever
    assert not any(task.done() for task in slow)
    go.set()
    assert await asyncio.gather(*slow) == [True] * 3
    worker.close()


async def test_one_thread_of_several_is_held_by_one_server_where_so_much_is_allowed() -> None:
    worker, go = Worker(2, 10, server_at_once=1), threading.Event()
    slow = [asyncio.create_task(worker.run_for(Asker(1, user), go.wait)) for user in range(3)]
    await asyncio.sleep(0)
    assert await worker.run_for(Asker(2, 9), lambda: "at once") == "at once"
    go.set()
    assert await asyncio.gather(*slow) == [True] * 3
    worker.close()


async def test_no_user_has_more_waiting_than_they_may() -> None:
    jobs = Blocked(of_user=3)
    await asyncio.sleep(0)
    for number in range(5):
        jobs.ask(f"greedy {number}", Asker(number % 2, 1))  # in two servers
    jobs.ask("modest", Asker(1, 2))
    await jobs.go()
    assert jobs.refused() == ["greedy 3", "greedy 4"]
    assert "modest" in jobs.begun
    assert not jobs.worker._wanted and not jobs.worker._running and not len(jobs.worker._waiting)


async def test_what_is_typed_takes_the_place_of_what_was_typed_before() -> None:
    jobs = Blocked(of_user=2, newest=True)
    await asyncio.sleep(0)
    for typed in ("m", "ma", "mat", "matr"):
        jobs.ask(typed, Asker(1, 1))
    await jobs.go()
    assert jobs.refused() == ["m", "ma"] and jobs.begun == ["mat", "matr"]


async def test_a_full_queue_makes_room_for_who_has_less_waiting() -> None:
    jobs = Blocked(queue=4)
    await asyncio.sleep(0)
    for number in range(4):
        jobs.ask(f"greedy {number}", Asker(1, 1))
    await asyncio.sleep(0)
    jobs.ask("modest", Asker(1, 2))
    await asyncio.sleep(0)
    jobs.ask("greedy 4", Asker(1, 1))
    await jobs.go()
    assert jobs.refused() == ["greedy 3", "greedy 4"]
    assert jobs.begun == ["greedy 0", "modest", "greedy 1", "greedy 2"]


async def test_what_nobody_waits_for_any_more_is_not_begun() -> None:
    now = 0.0
    jobs = Blocked(clock=lambda: now)
    await asyncio.sleep(0)
    jobs.ask("given up", Asker(1, 1))
    jobs.ask("too late", Asker(1, 2))
    await asyncio.sleep(0)
    jobs.tasks.pop("given up").cancel()
    now = EXPIRES + 1
    jobs.ask("in time", Asker(1, 3))
    await jobs.go()
    assert jobs.begun == ["in time"] and jobs.refused() == ["too late"]


async def test_nothing_is_kept_of_many_who_asked() -> None:
    worker = Worker(2, 20_000)
    async with asyncio.TaskGroup() as group:
        for number in range(2_000):
            group.create_task(worker.run_for(Asker(number % 100, number), int))
    assert not worker._wanted and not worker._running and not worker._waiting._lines
    worker.close()
