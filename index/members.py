"""Reviews that the members of circles (of Discord servers, say) wrote themselves.

They go the same road as any other review, into an index folder of the circle's own (see `circles`). Whose
they are is told by their source: what one person wrote and what they imported are two sources.
"""

import hashlib
import logging
import re
import secrets
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cached_property, partial
from pathlib import Path
from typing import TypeVar
from weakref import WeakValueDictionary

from .analyse import Analyser
from .build import Builder, BuildReport
from .circles import Circles
from .clean import one_line, storable
from .errors import IndexBusy, IndexDamaged, IndexUnreadable, ReviewIndexError
from .language import later
from .library import Library
from .seen import OWN
from .settings import Settings
from .sources.letterboxd import open_export
from .store import Store
from .titles import title_key
from .types import Draft, Film, FilmFacts, FilmRef, Review, Scope

log = logging.getLogger(__name__)
T = TypeVar("T")

SHORTEST = 3  # words
LONGEST = 10_000  # characters
MOST = 5_000  # reviews of one person in one circle
MOST_BYTES = 200_000_000  # of all reviews of one circle on disk, unless told otherwise
PATIENCE = 20.0  # seconds that a review waits for another one to be stored

FULL = later("There is no room for more reviews here; some have to be deleted first.")
BUSY = later("Somebody else's review is being stored; please try again in a minute.")
_WRITTEN, _IMPORTED = "written", "letterboxd"
_ERASING = "deleting"
"""Remembered of a circle while something is being deleted or replaced there."""
_SHOWN = 40  # characters of a title in the key of a film


class MembersError(ReviewIndexError):
    """Something about a member's review that its writer can mend."""


@dataclass(frozen=True, slots=True)
class Own:
    """A review of a member, and its film as it is seen in the circle."""

    review: Review
    film: Film | None


class Members:
    """Writes, changes and deletes the reviews of members. All methods block; safe from several threads."""

    def __init__(
        self,
        library: Library,
        settings: Settings,
        *,
        analyser: Analyser | None = None,
        most_bytes: int = MOST_BYTES,
    ) -> None:
        """Works on the circles of a library that was opened with a folder for them.

        A circle whose files take up `most_bytes` on disk takes no new reviews.
        """
        assert library.circles is not None, "the library was opened without members"
        self._circles: Circles = library.circles
        self._library = library
        self._settings = settings
        self._given = analyser
        self._most_bytes = most_bytes
        # a lock for each circle as long as somebody holds it or waits for it
        self._writing: WeakValueDictionary[str, threading.Lock] = WeakValueDictionary()
        self._guard = threading.Lock()

    @cached_property
    def _analyser(self) -> Analyser:
        return self._given or Analyser.load(threads=self._settings.embedding.threads)

    def warm_up(self) -> None:
        """Has the reviews that other models judged or embedded read again by today's.

        What was being erased when the program was killed is wiped from the files as well.
        """
        for circle in self._circles.names():
            shelf = self._circles.shelf(circle)
            if shelf is not None and (
                shelf.store.meta("model") != self._library.embedder.name
                or shelf.store.meta("analyser") != self._analyser.name
                or shelf.store.meta(_ERASING)
            ):
                try:
                    self._change(circle, lambda builder: builder.build([]))
                except ReviewIndexError as error:  # the others, and the corpus, answer all the same
                    log.error("A circle's reviews can't be read again (%s).", type(error).__name__)

    def write(self, circle: str, owner: str, draft: Draft, review_id: str = "") -> Review:
        """Stores a new review, or another version of the owner's review `review_id`.

        Raises:
            MembersError: the text is too short or too long, the film is not told, there is no such review, or
                no room for another.
        """
        words = draft.text.split()
        if len(words) < SHORTEST:
            raise MembersError(later("A review needs a few words more than that."))
        if len(draft.text) > LONGEST:
            raise MembersError(later("That is too long for one review; please shorten it."))
        source = f"{_WRITTEN}-{owner}"
        mine = self._sources(owner)
        if review_id:
            before = self._stored(circle, review_id)
            if before is None or before.source not in mine:
                raise MembersError(later("That review of yours is not here any more."))
            source = before.source
        elif len(self.of(circle, owner)) >= MOST:
            raise MembersError(later("You have as many reviews here as one person may have."))
        else:
            self._check_room(circle)
        facts = self._film(circle, draft)
        review = Review(
            source=source, raw=storable(draft.text), id=review_id or f"{_WRITTEN}-{secrets.token_hex(8)}",
            film=facts.ref, stars=draft.stars, author=one_line(draft.author),
            date=time.strftime("%Y-%m-%d", time.gmtime()), spoiler=draft.spoiler,
        )  # fmt: skip
        self._change(circle, lambda builder: builder.add(review, facts), erases=bool(review_id))
        stored = self._library.within(Scope(members=circle)).review(review.id)
        assert stored is not None
        return stored

    def bring(self, circle: str, owner: str, author: str, export: Path) -> BuildReport:
        """Reads a Letterboxd export, the zip or its reviews.csv; one that was read before is replaced by it.

        Raises:
            SourceError: it can't be read.
            MembersError: it holds more reviews than one person may have, or there is no room for more.
        """
        self._check_room(circle)
        source = open_export(export)
        if source.count() > MOST:
            raise MembersError(later("That export holds more reviews than one person may have here."))

        def arrange(review: Review) -> tuple[Review, FilmFacts]:
            film = review.film
            facts = self._film(circle, Draft("", author, title=film.title, year=film.year))
            return replace(review, author=one_line(author), film=facts.ref), facts

        name = f"{_IMPORTED}-{owner}"
        return self._change(circle, lambda builder: builder.bring(source, name, arrange), erases=True)

    def of(self, circle: str, owner: str) -> tuple[Own, ...]:
        """All reviews of a person in a circle, those stored last first; what they imported comes behind.

        Raises:
            IndexDamaged, IndexUnreadable: nobody can tell; they must not be told that there are none.
        """
        shelf = self._circles.shelf(circle, strict=True)
        if shelf is None:
            return ()
        library = self._library.within(Scope(members=circle))
        ids = [id for name in self._sources(owner) for id in reversed(list(shelf.store.ids_of_source(name)))]
        reviews = (library.review(id) for id in ids)
        return tuple(Own(review, library.film(review.film_id)) for review in reviews if review is not None)

    def find(self, circle: str, owner: str, film_id: str) -> Review | None:
        """The review that a person wrote of a film, the last if there are several."""
        return next((own.review for own in self.of(circle, owner) if own.review.film_id == film_id), None)

    def delete(self, circle: str, owner: str, review_id: str) -> bool:
        """Deletes a review of a person; false when it is not theirs or not there."""
        review = self._stored(circle, review_id)
        if review is None or review.source not in self._sources(owner):
            return False
        return self._change(circle, partial(Builder.remove, review=review_id), erases=True) > 0

    def held(self, owner: str) -> dict[str, tuple[Own, ...]]:
        """All reviews of a person, by circle."""
        found = {circle: self.of(circle, owner) for circle in self._circles.names()}
        return {circle: reviews for circle, reviews in found.items() if reviews}

    def forget(self, owner: str, circle: str = "") -> int:
        """Deletes all reviews of a person, in one circle or in all; answers how many went.

        Raises:
            IndexDamaged, IndexUnreadable: those of some circle can't be read; all others are deleted.
        """
        removed, unread = 0, None
        for name in [circle] if circle else self._circles.names():
            try:
                for source in self._sources(owner):
                    shelf = self._circles.shelf(name, strict=True)
                    if shelf is not None and any(shelf.store.ids_of_source(source)):
                        removed += self._change(name, partial(Builder.remove, source=source), erases=True)
            except (IndexDamaged, IndexUnreadable) as error:  # the others go all the same
                unread = error
        if unread is not None:
            raise unread
        return removed

    def forget_circle(self, circle: str) -> None:
        """Deletes everything that a circle has written."""
        with self._lock_of(circle):
            self._circles.forget(circle)

    def _check_room(self, circle: str) -> None:
        if self._circles.size(circle) >= self._most_bytes:
            raise MembersError(FULL)

    def _lock_of(self, circle: str) -> threading.Lock:
        with self._guard:
            return self._writing.setdefault(circle, threading.Lock())

    def _sources(self, owner: str) -> tuple[str, str]:
        return f"{_WRITTEN}-{owner}", f"{_IMPORTED}-{owner}"

    def _stored(self, circle: str, review_id: str) -> Review | None:
        shelf = self._circles.shelf(circle, strict=True)
        return shelf.store.review(review_id) if shelf is not None else None

    def _film(self, circle: str, draft: Draft) -> FilmFacts:
        """The film of a draft: one that is known in the circle, or a new one of its own."""
        film = draft.film
        title = one_line(draft.title)
        if film is None and title:
            wanted = f"{title} ({draft.year})" if draft.year else title
            match = self._library.within(Scope(members=circle)).find_film(wanted)
            known = [match.film] if match.film else list(match.choices)
            same = [
                one for one in known
                if title_key(one.title) == title_key(title) and draft.year in (None, one.year)
            ]  # fmt: skip
            film = same[0] if len(same) == 1 else None
        if film is not None:
            ref = FilmRef(film.id, film.title, film.year)
            return FilmFacts(ref, film.directors, film.cast, film.genres, film.also_known_as)
        if not title or not title_key(title):
            raise MembersError(later("Please tell which film it is about."))
        return FilmFacts(FilmRef(_own_key(title_key(title), draft.year), title, draft.year))

    def _change(self, circle: str, work: Callable[[Builder], T], *, erases: bool = False) -> T:
        """Has a circle's index changed; what `work` takes out is, if it `erases`, wiped from the files."""
        self._circles.shelf(circle, create=True)
        with self._building(circle) as builder:
            if erases:
                with builder.store.transaction():
                    builder.store.set_meta(_ERASING, "1")
            done = work(builder)
            if erases:
                _wipe(builder.store)
            return done

    @contextmanager
    def _building(self, circle: str) -> Iterator[Builder]:
        """The builder of a circle's index, once nobody else writes to it."""
        embedder, analyser = self._library.embedder, self._analyser
        lock = self._lock_of(circle)
        if not lock.acquire(timeout=PATIENCE):
            raise MembersError(BUSY)
        try:
            with Builder(
                self._circles.path(circle), self._settings, embedder=embedder, analyser=analyser,
                patience=PATIENCE,
            ) as builder:  # fmt: skip
                if builder.store.meta(_ERASING):  # of a program that was killed
                    builder.build([])
                    _wipe(builder.store)
                yield builder
        except IndexBusy as error:
            raise MembersError(BUSY) from error
        finally:
            lock.release()


def _wipe(store: Store) -> None:
    """Leaves nothing of deleted reviews in the files; where there is no room for that, it is tried again."""
    try:
        store.forget_films()  # the title too was typed by somebody
        store.scrub()
        with store.transaction():
            store.set_meta(_ERASING, "")
    except sqlite3.OperationalError as error:
        log.error("What was deleted is not yet wiped from the files (%s).", error)


def _own_key(title: str, year: int | None) -> str:
    """The key of a film that members brought in, by the key of its title.

    A title that it can't hold whole, in another script or too long, is told from others by a digest: such a
    film must not become another one.
    """
    words = re.sub(r"[^a-z0-9]+", "-", title).strip("-")
    if words != title.replace(" ", "-") or len(words) > _SHOWN:
        digest = hashlib.blake2b(title.encode(), digest_size=5).hexdigest()
        words = "-".join(filter(None, [words[: _SHOWN - len(digest) - 1].strip("-"), digest]))
    return f"{OWN}{words}-{year}" if year else f"{OWN}{words}"
