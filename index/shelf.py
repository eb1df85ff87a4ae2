"""One index folder as it is read: its store, and what is held of it in memory."""

import threading
import time
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from . import vectors
from .catalogue import stored_films, stored_people
from .recommending import Reading, read
from .search import Retriever
from .settings import SearchSection
from .store import Store
from .types import Film, Person

RELOAD_SHARE = 0.05
"""At most this share of the time goes into taking over what a running build commits."""

_PART = 4_096
_opened = count()


@dataclass(frozen=True)
class State:
    """What is held in memory of one committed state of a store; `shelf` and `change` tell it from others.

    `shelf` is the number of the shelf: a store that was deleted and made anew counts its changes anew.
    """

    shelf: int
    change: int
    films: dict[str, Film]
    people: dict[int, Person]
    retriever: Retriever
    loaded: float
    cost: float


class Shelf:
    """An opened index folder. Reading is safe from several threads; it follows what is committed."""

    def __init__(
        self, folder: Path, settings: SearchSection, *, like: "Shelf | None" = None, create: bool = False
    ) -> None:
        """Opens the store of a folder.

        Args:
            folder: the index folder.
            settings: how words and meaning are weighed.
            like: for a shelf of a few reviews, which changes often: the shelf that tells which words are
                rare. A small shelf is read again with every change, a large one when that is worth its price.
            create: make the store if it is missing.

        Raises:
            IndexMissing, IndexDamaged, IndexUnreadable: as said at `Database`.
        """
        self.store = Store(folder, create=create)
        self._number = next(_opened)
        self._settings = settings
        self._like = like
        self._reload = threading.Lock()
        self._state: State | None = None
        self._reading: tuple[int, Reading] | None = None
        self._films_of: tuple[int, dict[int, str]] = (-1, {})

    def close(self) -> None:
        """Closes the store."""
        self.store.close()

    def current(self) -> State:
        """The state to answer from."""
        state, change = self._state, self.store.change()
        if state is not None and state.change == change:
            return state
        if state is not None and self._like is None:
            if time.monotonic() - state.loaded < state.cost / RELOAD_SHARE:
                return state
            if not self._reload.acquire(blocking=False):
                return state  # somebody else is at it; the last state is as good for the moment
        else:
            self._reload.acquire()
        try:
            if self._state is None or self._state.change != self.store.change():
                self._state = self.load()
            return self._state
        finally:
            self._reload.release()

    def load(self) -> State:
        """Reads the state that is committed now."""
        started = time.monotonic()
        change = self.store.change()
        films, people = stored_films(self.store), stored_people(self.store)
        index = vectors.load(self.store, self.store.meta("model"), self.store.dimension())
        like = self._like.current().retriever if self._like is not None else None
        now = time.monotonic()
        return State(
            self._number, change, {f.id: f for f in films}, {p.id: p for p in people},
            Retriever(self.store, index, self._settings, like), now, now - started,
        )  # fmt: skip

    def film_of_rows(self) -> dict[int, str]:
        """The film id of every row that has one."""
        state = self.current()
        if self._films_of[0] != state.change:
            self._films_of = state.change, self.store.film_of_rows()
        return self._films_of[1]

    def reading(self) -> Reading:
        """What the reviews of each film read like."""
        state = self.current()
        if self._reading is None or self._reading[0] != state.change:
            rows = sorted(self.store.rows())
            # in parts, for all vectors at once would be the most that the process ever holds
            parts = (self.store.vectors(rows[a : a + _PART]) for a in range(0, len(rows), _PART))
            found = read(state.films.values(), parts, self.store.dimension(), self.film_of_rows())
            self._reading = state.change, found
        return self._reading[1]
