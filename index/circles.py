"""The reviews of circles of people, each in an index folder of its own that is opened for it alone.

What one circle wrote can't turn up in another's answers, since it lies in no file that those are read from.
"""

import logging
import shutil
import threading
from collections import OrderedDict
from contextlib import suppress
from pathlib import Path

from .database import FILE
from .errors import IndexDamaged, IndexMissing, ReviewIndexError
from .settings import SearchSection
from .shelf import Shelf

log = logging.getLogger(__name__)

REVIEWS = "reviews"
_OWNER = "circle"
_OPEN = 32  # shelves kept open: each holds some files for every thread that has read from it


class Circles:
    """Opens the shelf of each circle that has one; safe from several threads."""

    def __init__(self, folder: Path, public: Shelf, settings: SearchSection) -> None:
        """`folder` holds one for each circle, with its reviews in `reviews`; `public` tells rare words."""
        self._folder = folder
        self._public = public
        self._settings = settings
        self._open: OrderedDict[str, Shelf] = OrderedDict()  # those asked last at the end
        self._lock = threading.Lock()
        self._opening = tuple(threading.Lock() for _ in range(64))

    def names(self) -> list[str]:
        """The circles that have reviews stored."""
        if not self._folder.exists():
            return []
        return sorted(path.parents[1].name for path in self._folder.glob(f"*/{REVIEWS}/{FILE}"))

    def path(self, circle: str) -> Path:
        """The index folder of a circle.

        Raises:
            ValueError: the name could lead elsewhere.
        """
        if not circle.isalnum():
            raise ValueError("a circle is named with letters and figures")
        return self._folder / circle / REVIEWS

    def shelf(self, circle: str, *, create: bool = False, strict: bool = False) -> Shelf | None:
        """The shelf of a circle, or None where it has written nothing yet and none is to be made.

        One that can't be read is None too; with `create` or `strict` that raises, as said at `Shelf`.
        """
        path = self.path(circle)
        found = self._at_hand(circle)
        if found is not None:
            return found
        if not create and not any((path / name).exists() for name in (FILE, f"{FILE}-wal")):
            return None
        with self._opening_of(circle):  # which takes a while; others' shelves are handed out meanwhile
            found = self._at_hand(circle)
            if found is not None:
                return found
            try:
                found = self._opened(circle, create)
            except IndexMissing:  # its first review was not stored: the disk was full, or a crash
                return None
            except ReviewIndexError as error:
                if create or strict:
                    raise
                # the corpus still answers there; `verify` and whoever writes are told
                log.error("A circle's reviews can't be read (%s).", type(error).__name__)
                return None
            with self._lock:
                self._open[circle] = found
                while len(self._open) > _OPEN:
                    self._open.popitem(last=False)  # its files close with the last answer read from it
            return found

    def _at_hand(self, circle: str) -> Shelf | None:
        with self._lock:
            if circle in self._open:
                self._open.move_to_end(circle)
            return self._open.get(circle)

    def _opening_of(self, circle: str) -> threading.Lock:
        return self._opening[hash(circle) % len(self._opening)]

    def _opened(self, circle: str, create: bool) -> Shelf:
        """The shelf of a circle, which is marked as its own: no mix-up of folders may show it to another."""
        shelf = Shelf(self.path(circle), self._settings, like=self._public, create=create)
        owner = shelf.store.meta(_OWNER)
        if owner not in ("", circle):
            shelf.close()
            raise IndexDamaged(f"In {self.path(circle)} lie the reviews of another circle; put its own back.")
        if create and not owner:
            with shelf.store.transaction():
                shelf.store.set_meta(_OWNER, circle)
        return shelf

    def size(self, circle: str) -> int:
        """Bytes that a circle's reviews take up on disk."""
        found = 0
        for file in self.path(circle).glob("*"):
            with suppress(FileNotFoundError):  # replaced by a newer one just now
                found += file.stat().st_size
        return found

    def forget(self, circle: str) -> None:
        """Deletes a circle's reviews from the disk; raises OSError when the disk refuses."""
        path = self.path(circle)
        with self._opening_of(circle):
            with self._lock:
                shelf = self._open.pop(circle, None)
            if shelf is not None:
                shelf.close()
            # moved first: what a crash leaves half deleted must not be taken for all that there is
            gone = path.with_name(f"{REVIEWS}.deleted")
            if gone.exists():
                shutil.rmtree(gone)
            if path.exists():
                path.rename(gone)
                shutil.rmtree(gone)

    def close(self) -> None:
        """Closes all shelves."""
        with self._lock:
            for shelf in self._open.values():
                shelf.close()
            self._open.clear()
