"""Batches made ahead: stored in order, whole or not at all."""

import threading
import time
from collections.abc import Sequence

import pytest

from index.ahead import Ahead


def test_batches_are_stored_in_the_order_they_came() -> None:
    stored: list[tuple[list[int], int]] = []
    storers = set()

    def make(batch: Sequence[int]) -> int:
        time.sleep(0.002 * (batch[0] % 3))  # later ones are ready before earlier ones
        return sum(batch)

    def store(batch: Sequence[int], made: int) -> None:
        storers.add(threading.current_thread())
        stored.append((list(batch), made))

    with Ahead(make, store) as ahead:
        for n in range(12):
            ahead.put([n, n + 1])
            assert len(ahead.waiting()) <= 4
    assert stored == [([n, n + 1], 2 * n + 1) for n in range(12)]
    assert storers == {threading.current_thread()}


@pytest.mark.parametrize("broken", ["make", "store"])
def test_what_goes_wrong_is_raised_and_nothing_behind_it_is_stored(broken: str) -> None:
    stored = []

    def make(batch: Sequence[int]) -> int:
        if broken == "make" and batch[0] == 3:
            raise ValueError("no such word")
        return batch[0]

    def store(batch: Sequence[int], made: int) -> None:
        if broken == "store" and made == 3:
            raise ValueError("no room")
        stored.append(made)

    with pytest.raises(ValueError, match="no "), Ahead(make, store) as ahead:
        for n in range(10):
            ahead.put([n])
    assert stored == [0, 1, 2]


def test_a_reader_that_fails_leaves_the_batches_behind_it_unstored() -> None:
    stored = []
    with pytest.raises(OSError), Ahead(lambda batch: batch[0], lambda _, made: stored.append(made)) as ahead:
        for n in range(3):
            ahead.put([n])
        raise OSError
    assert stored == [0]
