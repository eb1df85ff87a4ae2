"""Batches that are judged in threads while the next ones are read, and stored in the order they came.

One core can so read, take apart and store reviews while the other computes.
"""

from collections import deque
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from types import TracebackType
from typing import Generic, Self, TypeVar

_WORKERS = 2
"""One batch is in the models while another is taken apart before them or put together behind."""

Given = TypeVar("Given")
Made = TypeVar("Made")


class Ahead(Generic[Given, Made]):
    """Between the reader of a source and the store; used by one thread."""

    def __init__(
        self, make: Callable[[Sequence[Given]], Made], store: Callable[[Sequence[Given], Made], object]
    ) -> None:
        """`make` runs in a thread, `store` in the caller's."""
        self._make, self._store = make, store
        self._threads = ThreadPoolExecutor(_WORKERS, thread_name_prefix="judging")
        self._waiting: deque[tuple[Sequence[Given], Future[Made]]] = deque()

    def put(self, batch: Sequence[Given]) -> None:
        """Has a batch made, and stores those that are done if too many wait; raises what either raised."""
        self._waiting.append((batch, self._threads.submit(self._make, batch)))
        self._store_all_but(_WORKERS)

    def waiting(self) -> list[Given]:
        """What is not stored yet."""
        return [one for batch, _ in self._waiting for one in batch]

    def finish(self) -> None:
        """Stores what waits."""
        self._store_all_but(0)

    def _store_all_but(self, count: int) -> None:
        while len(self._waiting) > count:
            batch, made = self._waiting[0]
            self._store(batch, made.result())
            self._waiting.popleft()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Stores what waits, unless something went wrong."""
        try:
            if error is None:
                self.finish()
        finally:
            self._threads.shutdown(cancel_futures=True)
