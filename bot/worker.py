"""Runs what blocks in a few threads, so that the event loop is never held."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import ParamSpec, TypeVar

from index.language import later

from .errors import Told

BUSY = later("I have my hands full right now; please ask again in a minute.")

P = ParamSpec("P")
T = TypeVar("T")


class Worker:
    """A pool of threads with a bounded queue."""

    def __init__(self, threads: int, queue: int) -> None:
        """`threads` work at once, `queue` more may wait."""
        self._pool = ThreadPoolExecutor(threads, thread_name_prefix="library")
        self._most = threads + queue
        self._pending = 0

    async def run(self, function: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> T:
        """Calls the function in one of the threads.

        Raises:
            Told: too many questions wait already.
        """
        if self._pending >= self._most:
            raise Told(BUSY)
        self._pending += 1
        try:
            loop = asyncio.get_running_loop()
            return await loop.run_in_executor(self._pool, partial(function, *args, **kwargs))
        finally:
            self._pending -= 1

    def close(self) -> None:
        """Lets what runs finish and drops what waits."""
        self._pool.shutdown(wait=True, cancel_futures=True)
