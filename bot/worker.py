"""Runs what blocks in a few threads, so that the event loop is never held and nobody holds up the others."""

import asyncio
import time
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from typing import Any, Final, ParamSpec, TypeVar

from index.language import later

from .errors import Told
from .turns import Asker, Turns

BUSY = later("I have my hands full right now; please ask again in a minute.")
THE_BOT: Final = Asker(0, 0)
"""Asks for what no user did."""
EXPIRES = 15 * 60.0
"""Seconds after which Discord takes no answer to an interaction any more."""

P = ParamSpec("P")
T = TypeVar("T")


@dataclass(eq=False, slots=True)
class _Job:
    call: Callable[[], Any]
    done: asyncio.Future[Any]
    since: float


class Worker:
    """A pool of threads with a bounded queue, from which everybody is served in turn."""

    def __init__(
        self,
        threads: int,
        queue: int,
        *,
        of_user: int | None = None,
        server_at_once: int | None = None,
        newest: bool = False,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """`threads` work at once, `queue` more may wait.

        No user holds all of several threads: one is left to the others, however slow their questions are.

        Args:
            of_user: how much of one user may wait or be done at a time.
            server_at_once: how much of one server may be done at a time.
            newest: who wants too much gives up what waits longest, not what they ask for now.
            clock: seconds that only grow.
        """
        self._pool = ThreadPoolExecutor(threads, thread_name_prefix="library")
        self._threads, self._most = threads, threads + queue
        self._of_user, self._newest, self._clock = of_user, newest, clock
        self._user_at_once, self._server_at_once = max(1, threads - 1), server_at_once or threads
        self._waiting: Turns[_Job] = Turns()
        self._wanted: Counter[int] = Counter()  # by user, what waits and what is done
        self._running: Counter[Asker] = Counter()

    async def run(self, function: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> T:
        """Calls the function in one of the threads, as the bot's own work.

        Raises:
            Told: too much waits already.
        """
        return await self.run_for(THE_BOT, partial(function, *args, **kwargs))

    async def run_for(self, asker: Asker, call: Callable[[], T]) -> T:
        """Calls the function in one of the threads when it is the asker's turn.

        What is given up while it waits, by being cancelled, is not begun.

        Raises:
            Told: too much waits already, or it has waited until nobody could be told of it.
        """
        self._make_room(asker)
        job = _Job(call, asyncio.get_running_loop().create_future(), self._clock())
        self._waiting.add(asker, job)
        self._wanted[asker.user] += 1
        try:
            self._start()
            result: T = await job.done
            return result
        finally:
            self._wanted[asker.user] -= 1
            if not self._wanted[asker.user]:
                del self._wanted[asker.user]
            self._waiting.discard(asker, job)

    def _make_room(self, asker: Asker) -> None:
        if asker != THE_BOT and self._of_user is not None and self._wanted[asker.user] >= self._of_user:
            self._give_up(self._waiting.oldest(asker) if self._newest else None)
        if self._running.total() + len(self._waiting) >= self._most:
            self._give_up(self._waiting.give_way(asker))

    def _give_up(self, job: _Job | None) -> None:
        """Turns away who waits for the job, or who asks now where there is none."""
        if job is None:
            raise Told(BUSY)
        if not job.done.done():
            job.done.set_exception(Told(BUSY))

    def _start(self) -> None:
        while self._running.total() < self._threads:
            taken = self._waiting.next(self._may)
            if taken is None:
                return
            asker, job = taken
            if self._clock() - job.since > EXPIRES:
                self._give_up(job)
            elif not job.done.done():
                self._running[asker] += 1
                ended = asyncio.get_running_loop().run_in_executor(self._pool, job.call)
                ended.add_done_callback(partial(self._ended, asker, job))

    def _may(self, asker: Asker) -> bool:
        of_user = sum(count for one, count in self._running.items() if one.user == asker.user)
        of_server = sum(count for one, count in self._running.items() if one.line == asker.line)
        return of_user < self._user_at_once and of_server < self._server_at_once

    def _ended(self, asker: Asker, job: _Job, ended: asyncio.Future[Any]) -> None:
        self._running[asker] -= 1
        if not self._running[asker]:
            del self._running[asker]
        if ended.cancelled():
            job.done.cancel()
        else:
            error = ended.exception()
            if job.done.done():  # nobody waits for it any more
                pass
            elif error is not None:
                job.done.set_exception(error)
            else:
                job.done.set_result(ended.result())
        self._start()

    def close(self) -> None:
        """Lets what runs finish and drops what waits."""
        for job in list(self._waiting):
            job.done.cancel()
        self._pool.shutdown(wait=True, cancel_futures=True)
