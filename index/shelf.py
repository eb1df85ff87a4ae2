"""One index folder as it is read: its store, and what is held of it in memory."""

import threading
import time
from dataclasses import dataclass, replace
from itertools import count
from pathlib import Path

from . import vectors
from .catalogue import stored_films, stored_people
from .database import CACHE
from .recommending import Reading, read
from .search import Retriever
from .settings import SearchSection
from .store import Store
from .types import Film, Person

RELOAD_SHARE = 0.05
"""At most this share of the time goes into taking over what a running build commits."""

QUICK = 0.05
"""Seconds; a state that takes longer to read is read beside the answers, which know new reviews meanwhile."""
_PART = 4_096
_SMALL = 125  # KB of pages that each thread keeps of a small shelf, of which many are open
_opened = count()


@dataclass(frozen=True)
class State:
    """What is held in memory of one committed state of a store; `shelf` and `change` tell it from others.

    `shelf` is the number of the shelf: a store that was deleted and made anew counts its changes anew.
    `followed` is the change up to which the retriever knows the reviews.
    """

    shelf: int
    change: int
    films: dict[str, Film]
    people: dict[int, Person]
    retriever: Retriever
    loaded: float
    cost: float
    followed: int


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
        self.store = Store(folder, create=create, cache=CACHE if like is None else _SMALL)
        self._number = next(_opened)
        self._settings = settings
        self._like = like
        self._reload, self._following = threading.Lock(), threading.Lock()
        self._state: State | None = None
        self._reading: tuple[int, Reading] | None = None
        self._films_of: tuple[int, dict[int, str]] = (-1, {})

    def close(self) -> None:
        """Closes the store, once nothing is being read anew."""
        with self._reload:
            self.store.close()

    def current(self) -> State:
        """The state to answer from."""
        state, change = self._state, self.store.change()
        if state is not None and state.change == change:
            return state
        if state is not None and self._like is None and state.cost > QUICK:
            if time.monotonic() - state.loaded > state.cost / RELOAD_SHARE and not self._reload.locked():
                threading.Thread(target=self._load_anew, name="reload", daemon=True).start()
            return self._follow(change)
        return self._load_anew()

    def _load_anew(self) -> State:
        with self._reload:
            state = self._state
            if state is None or state.change != self.store.change():
                state = self.load()
                with self._following:  # what is followed meanwhile must not take the place of the newer state
                    self._state = state
            return state

    def _follow(self, change: int) -> State:
        """The last state with the reviews that the store has gained since; films are counted as they were."""
        with self._following:
            state = self._state
            assert state is not None
            if state.followed < change:
                rows, found = self.store.vectors(above=state.retriever.last_row)
                retriever = state.retriever.extended(rows, found) if len(rows) else state.retriever
                self._state = state = replace(state, retriever=retriever, followed=change)
            return state

    def load(self) -> State:
        """Reads the state that is committed now."""
        started = time.monotonic()
        change = self.store.change()
        films, people = stored_films(self.store), stored_people(self.store)
        index = vectors.load(self.store, self.store.meta("model"), self.store.dimension())
        public = self._like
        like = None if public is None else lambda: public.current().retriever
        now = time.monotonic()
        return State(
            self._number, change, {f.id: f for f in films}, {p.id: p for p in people},
            Retriever(self.store, index, self._settings, like), now, now - started, change,
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
