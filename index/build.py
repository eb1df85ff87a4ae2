"""The road of data in: sources -> clean -> sentences, judgements -> vectors -> store -> FAISS.

Each batch is one transaction, so a build that is killed loses at most the batch under way and goes on from
there when it is started again. A source is mirrored: once it was read to its end, reviews that it no longer
holds are removed.
"""

import logging
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import TracebackType
from typing import Self

from filelock import FileLock, Timeout
from tqdm import tqdm

from . import vectors
from .ahead import Ahead
from .analyse import Analyser
from .catalogue import Catalogue
from .clean import clean
from .durable import make_folder
from .embed import Embedder
from .errors import IndexBusy, SourceError
from .ids import ReviewIds
from .judging import Judged, Judging, Placed
from .settings import Settings
from .sources import Source, open_source, read_films
from .store import Store, content_hash
from .types import FilmFacts, Rejected, Review

log = logging.getLogger(__name__)
_FACTS_AT_ONCE = 2_000
_LOCK = "build.lock"


@dataclass(slots=True)
class BuildReport:
    """What a build did; `added` also counts changed reviews, and `reviews` and what follows are totals."""

    reviews: int = 0
    added: int = 0
    skipped: int = 0
    rejected: int = 0
    removed: int = 0
    films: int = 0
    people: int = 0
    sentences: int = 0
    seconds: float = 0.0
    rejections: list[Rejected] = field(default_factory=list)  # the first of them


REJECTIONS_KEPT = 50


class Builder:
    """Brings the index of a folder up to date; the only writer while it is open."""

    def __init__(
        self,
        folder: Path,
        settings: Settings,
        *,
        embedder: Embedder | None = None,
        analyser: Analyser | None = None,
        patience: float = 0,
    ) -> None:
        """Takes the folder's lock, for which it waits `patience` seconds, and opens (or makes) its store.

        Raises:
            IndexBusy: another process builds this index.
            IndexDamaged, ModelError: as said there.
            OSError: the folder can't be written.
        """
        make_folder(folder)
        self._lock = FileLock(folder / _LOCK, mode=0o600)
        try:
            self._lock.acquire(timeout=patience)
        except Timeout as error:
            raise IndexBusy(
                f"Another process is building the index in {folder}; wait until it has finished."
            ) from error
        try:
            self._settings = settings
            self.store = Store(folder, create=True)
            self.store.seal_all()
            self._catalogue = Catalogue(self.store)
            self.judging = Judging(self.store, self._catalogue, settings, embedder, analyser)
        except BaseException:
            self._lock.release()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Closes the store and lets go of the lock."""
        self.store.checkpoint()
        self.store.close()
        self._lock.release()

    def build(
        self, sources: Sequence[str], *, films: Path | None = None, progress: bool = False
    ) -> BuildReport:
        """Reads the sources into the index.

        Args:
            sources: "demo", files or folders.
            films: a films table that gives titles, years and credits.
            progress: draw a progress bar with the remaining time on stderr.

        Raises:
            SourceError: a source can't be read (what was read before stays stored).
        """
        started = time.monotonic()
        report = BuildReport()
        columns, rating_max = self._settings.sources.columns, self._settings.sources.rating_max
        opened = [open_source(location, columns, rating_max) for location in sources]
        if films is not None:
            self._read_films(read_films(films, columns), report)
        self.judging.freshen(progress)
        counts = [source.count() for source in opened]
        total = sum(n for n in counts if n is not None) if None not in counts else None
        with tqdm(
            total=total, unit=" reviews", desc="Reading reviews", disable=not progress, file=sys.stderr
        ) as bar:
            for source in opened:
                self._read_source(source, report, bar.update)
        with self._catalogue.changing():
            self._catalogue.join_undated()
        self._finish(report, progress)
        report.seconds = round(time.monotonic() - started, 2)
        return report

    def _finish(self, report: BuildReport, progress: bool = False) -> None:
        self.judging.complete(progress)
        if not vectors.is_current(self.store, self.judging.model, gained=vectors.spared(self.store)):
            vectors.write(self.store, self._settings.index, self.judging.model)
        vectors.sweep(self.store)  # what a build that was killed has left
        with self.store.transaction():
            self.store.set_meta("updated", time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime()))
        for name, count in self.store.counts().items():
            setattr(report, name, count)

    def add(self, review: Review, facts: FilmFacts) -> None:
        """Stores one review, in place of the one that had its id.

        Args:
            review: with its id and source.
            facts: the film that it is of.

        Raises:
            SourceError: nothing is left of its text without tags.
        """
        text = clean(review.raw)
        if not text:
            raise SourceError("The review is empty without its tags.")
        self.judging.freshen(progress=False)
        self._add_facts([facts])
        with self.store.transaction():
            self.store.set_source(review.source, "")
        replaced = self.store.rows_of_ids([review.id])
        placed = self.judging.place([replace(review, text=text, film=facts.ref)])
        self.judging.store(placed, self.judging.judge(placed))
        generation = vectors.newest(self.store)
        # as after a removal: the files hold no row that the store has not
        if generation is None or any(row <= generation.highest_row for row in replaced):
            vectors.write(self.store, self._settings.index, self.judging.model)

    def bring(
        self, source: Source, name: str, arrange: Callable[[Review], tuple[Review, FilmFacts]]
    ) -> BuildReport:
        """Reads one source under a name of its own into the index, mirrored as in `build`.

        `arrange` puts each of its reviews in order and tells its film.

        Raises:
            SourceError: the source can't be read (what was read before stays stored).
        """
        started = time.monotonic()
        report = BuildReport()
        self.judging.freshen(progress=False)
        with self.store.transaction():
            self.store.set_source(name, "")
        self._read_source(source, report, lambda _: None, name, arrange)
        self._finish(report)
        report.seconds = round(time.monotonic() - started, 2)
        return report

    def remove(self, *, review: str = "", film: str = "", source: str = "") -> int:
        """Removes a review, all of a film's (by id) or all of a source's; answers how many went."""
        removed = self.store.remove(review=review, film=film, source=source)
        if removed:
            self.store.settle()
            vectors.write(self.store, self._settings.index, self.store.meta("model"))
        return removed

    def _read_films(self, rows: Iterator[FilmFacts | Rejected], report: BuildReport) -> None:
        pending: list[FilmFacts] = []
        for row in rows:
            if isinstance(row, Rejected):
                self._reject(row, report)
                continue
            pending.append(row)
            if len(pending) >= _FACTS_AT_ONCE:
                self._add_facts(pending)
                pending.clear()
        self._add_facts(pending)

    def _add_facts(self, rows: Sequence[FilmFacts]) -> None:
        if rows:
            with self._catalogue.changing():
                for facts in rows:
                    self._catalogue.add_facts(facts)

    def _read_source(
        self,
        source: Source,
        report: BuildReport,
        advance: Callable[[int], object],
        name: str = "",
        arrange: Callable[[Review], tuple[Review, FilmFacts]] | None = None,
    ) -> None:
        name = name or self._name(source)
        ids = ReviewIds(name)
        kept: set[str] = set()
        facts: list[FilmFacts] = []
        pending: list[tuple[int, Review]] = []
        number = 0
        file = Path(source.location).name
        numbered = not Path(source.location).is_dir()  # a folder's rows have no number of their own

        def flush(ahead: Ahead[Placed, Judged]) -> None:
            self._add_facts(facts)
            kept.update(self._put_batch(file, pending, ids, report, ahead))
            advance(len(pending))
            facts.clear()
            pending.clear()

        with Ahead(self.judging.judge, self.judging.store) as ahead:
            try:
                for item in source:
                    if isinstance(item, FilmFacts):
                        facts.append(item)
                    elif isinstance(item, Rejected):
                        number += 1
                        self._reject(item, report)
                        advance(1)
                    else:
                        number += 1
                        if arrange is not None:
                            item, of_film = arrange(item)
                            facts.append(of_film)
                        pending.append((number if numbered else 0, item))
                    if len(pending) >= self._settings.index.batch or len(facts) >= _FACTS_AT_ONCE:
                        flush(ahead)
            except SourceError:
                flush(ahead)  # what was read before the file broke is as good as any
                ahead.finish()
                raise
            flush(ahead)
        if not kept:
            raise SourceError(f"{source.location} holds no review that can be used; nothing was changed.")
        gone = [id for id in self.store.ids_of_source(name) if id not in kept]
        report.removed += self.store.remove(among=gone) if gone else 0

    def _put_batch(
        self,
        file: str,
        rows: Sequence[tuple[int, Review]],
        ids: ReviewIds,
        report: BuildReport,
        ahead: Ahead[Placed, Judged],
    ) -> list[str]:
        """Has those of the numbered reviews judged and stored that are new or changed.

        Returns the ids that the source holds.
        """
        hashes = [content_hash(review) for _, review in rows]
        wanted = [ids.of(review, hash) for (_, review), hash in zip(rows, hashes, strict=True)]
        stored = self.store.hashes(wanted)
        waiting = (placed.review for placed in ahead.waiting())
        stored |= {review.id: (content_hash(review), review.source) for review in waiting}
        elsewhere = self.store.stored_hashes(hashes, outside=ids.source)
        new: list[Review] = []
        kept: list[str] = []
        for (number, review), id, hash in zip(rows, wanted, hashes, strict=True):
            known = stored.get(id)
            while known is not None and known[1] != ids.source and hash not in elsewhere:
                id = ids.apart(id)  # another source's review has this id
                known = self.store.hashes([id]).get(id)
            if not id or hash in elsewhere or (known is not None and known[0] == hash):
                report.skipped += 1
                # what another source has by now in the same words is not kept here in its old ones
                outdated = known is not None and known[0] != hash and known[1] == ids.source
                kept.append("" if outdated else id)
                continue
            text = clean(review.raw)
            if not text:
                self._reject(Rejected(file, number, "is empty without its tags"), report)
                continue
            new.append(replace(review, source=ids.source, id=id, text=text))
        if new:
            ahead.put(self.judging.place(new))
            report.added += len(new)
        return kept + [review.id for review in new]

    def _name(self, source: Source) -> str:
        """The source's name, made longer when another place's source already has it."""
        # file names may hold bytes that are no text, which no database takes
        name, location = (
            told.encode("utf-8", "backslashreplace").decode() for told in (source.name, source.location)
        )
        parents = (parent.name for parent in Path(location).parents)
        longer, number = name, 2
        while self.store.source_location(longer) not in (None, location):
            if parent := next(parents, ""):
                longer = name = f"{parent}/{name}"
            else:
                longer, number = f"{name}#{number}", number + 1
        with self.store.transaction():
            self.store.set_source(longer, location)
        return longer

    def _reject(self, row: Rejected, report: BuildReport) -> None:
        report.rejected += 1
        if len(report.rejections) < REJECTIONS_KEPT:
            report.rejections.append(row)

def being_built(folder: Path) -> bool:
    """Whether a builder is at work on the index of a folder."""
    try:
        with FileLock(folder / _LOCK, timeout=0, mode=0o600):
            return False
    except Timeout:
        return True
