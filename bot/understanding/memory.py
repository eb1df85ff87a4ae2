"""What was last talked about, by conversation. Held in memory only, bounded, and forgotten after a while."""

import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass

from index.language import Language
from index.types import Aspect, Film, Person

from .intents import Intent
from .wishes import Wish


@dataclass(frozen=True, slots=True)
class Topic:
    """The last question of a conversation, as far as a follow-up may lean on it."""

    intent: Intent = "unknown"
    films: tuple[Film, ...] = ()
    people: tuple[Person, ...] = ()
    aspects: tuple[Aspect, ...] = ()
    choices: tuple[Film, ...] = ()  # films that were offered to choose from
    missing: tuple[str, ...] = ()  # named, but not in the corpus
    before: tuple[Film, ...] = ()  # films talked about so far, oldest first
    people_before: tuple[Person, ...] = ()  # people, likewise
    text: str = ""  # what was searched for
    wish: Wish | None = None  # what was ranked or recommended
    language: Language = "en"


class Memory:
    """The topics of many conversations: at most `size`, the longest silent forgotten first.

    `clock` tells seconds that only grow; a topic older than `seconds` is gone. Safe from several threads.
    """

    def __init__(
        self, size: int = 2000, seconds: float = 1800, clock: Callable[[], float] = time.monotonic
    ) -> None:
        """Starts empty."""
        self._size, self._seconds, self._clock = size, seconds, clock
        self._topics: OrderedDict[str, tuple[float, Topic]] = OrderedDict()
        self._lock = threading.Lock()

    def topic(self, session: str) -> Topic:
        """What a conversation is about; an empty topic when nothing is known of it any more."""
        with self._lock:
            at, topic = self._topics.get(session, (0.0, None))
            return topic if topic is not None and self._clock() - at <= self._seconds else Topic()

    def keep(self, session: str, topic: Topic) -> None:
        """Takes over what a conversation is about now."""
        with self._lock:
            self._topics[session] = (self._clock(), topic)
            self._topics.move_to_end(session)
            oldest = self._clock() - self._seconds
            while self._topics and (
                len(self._topics) > self._size or next(iter(self._topics.values()))[0] < oldest
            ):
                self._topics.popitem(last=False)

    def of(self, user: int) -> tuple[Topic, ...]:
        """What is remembered of a person's conversations, whose names end in ":" and the person's number."""
        with self._lock:
            oldest = self._clock() - self._seconds
            mine = [(at, topic) for name, (at, topic) in self._topics.items() if _is_of(name, user)]
            return tuple(topic for at, topic in mine if at >= oldest)

    def forget(self, user: int) -> None:
        """Forgets a person's conversations, named as for `of`."""
        with self._lock:
            for name in [name for name in self._topics if _is_of(name, user)]:
                del self._topics[name]

    def __len__(self) -> int:
        """How many conversations are remembered."""
        return len(self._topics)


def _is_of(session: str, user: int) -> bool:
    return session.rpartition(":")[2] == str(user)
