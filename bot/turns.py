"""Whose work is next: those who wait take turns, so that nobody waits behind all that somebody else wants."""

from collections import OrderedDict, deque
from collections.abc import Callable, Iterator
from typing import Generic, NamedTuple, TypeVar

T = TypeVar("T")


class Asker(NamedTuple):
    """Who wants something done: a user in a server, or in a direct message (None)."""

    server: int | None
    user: int

    @property
    def line(self) -> int:
        """The server, or what stands for one where a person writes directly: their own."""
        return self.server if self.server is not None else -self.user


class Turns(Generic[T]):
    """What waits, taken in turn by server and within each by user.

    Round robin by source, as in Nagle, "On Packet Switches with Infinite Storage" (1987); where there is no
    room, the longest line gives way, as in McKenney, "Stochastic Fairness Queueing" (1990).
    """

    def __init__(self) -> None:
        """Starts empty."""
        # both in the order of their next turns; nobody without anything waiting is kept
        self._lines: OrderedDict[int, OrderedDict[Asker, deque[T]]] = OrderedDict()
        self._count = 0

    def __len__(self) -> int:
        """How many wait."""
        return self._count

    def __iter__(self) -> Iterator[T]:
        """All that waits."""
        return (thing for users in self._lines.values() for line in users.values() for thing in line)

    def add(self, asker: Asker, thing: T) -> None:
        """Puts something at the end of its asker's line."""
        self._lines.setdefault(asker.line, OrderedDict()).setdefault(asker, deque()).append(thing)
        self._count += 1

    def next(self, may: Callable[[Asker], bool]) -> tuple[Asker, T] | None:
        """Takes what is next of those askers who `may` have something begun; None where nothing is."""
        for server, users in self._lines.items():
            for asker, line in users.items():
                if may(asker):
                    thing = line.popleft()
                    users.move_to_end(asker)
                    self._lines.move_to_end(server)
                    self._taken(asker)
                    return asker, thing
        return None

    def discard(self, asker: Asker, thing: T) -> None:
        """Takes something out of its asker's line, if it is still there."""
        line = self._line(asker)
        if thing in line:
            line.remove(thing)
            self._taken(asker)

    def oldest(self, asker: Asker) -> T | None:
        """Takes out what its asker has waited for longest."""
        line = self._line(asker)
        if not line:
            return None
        thing = line.popleft()
        self._taken(asker)
        return thing

    def give_way(self, asker: Asker) -> T | None:
        """Takes out the last in the longest line, if that is longer than the asker's would become."""
        if not self._lines:
            return None
        busiest = max(self._lines, key=self._waiting)
        if busiest != asker.line and self._waiting(busiest) <= self._waiting(asker.line) + 1:
            return None
        users = self._lines[busiest]
        longest = max(users, key=lambda one: len(users[one]))
        if busiest == asker.line and len(users[longest]) <= len(self._line(asker)) + 1:
            return None
        thing = users[longest].pop()
        self._taken(longest)
        return thing

    def _line(self, asker: Asker) -> deque[T]:
        users = self._lines.get(asker.line)
        return users.get(asker, deque()) if users is not None else deque()

    def _waiting(self, server: int) -> int:
        return sum(map(len, self._lines.get(server, {}).values()))

    def _taken(self, asker: Asker) -> None:
        self._count -= 1
        users = self._lines[asker.line]
        if not users[asker]:
            del users[asker]
        if not users:
            del self._lines[asker.line]
