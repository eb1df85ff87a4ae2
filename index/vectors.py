"""Nearest reviews by vector: FAISS over the store's vectors, a cache that can always be made again.

Each generation is a file of its own, written beside the last and named in the store only when it is safely
on disk; rows that the store has since gained are searched exactly from memory, rows that it has lost are
dropped from the answers. Up to `exact_up_to` vectors every one is compared (float16 scalar quantiser:
one query over 50,000 takes a third of the time of a flat float32 index); above that an inverted file is
used, probing as many lists as reach the wanted recall@10 against the exact answer.
"""

import hashlib
import logging
import math
import os
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

import faiss
import numpy as np
import numpy.typing as npt

from .embed import Vectors
from .settings import IndexSection
from .store import Store

Rows = npt.NDArray[np.int64]
log = logging.getLogger(__name__)

DELTA_LIMIT = 2_000
"""Rows searched from memory before a build writes a new generation anyway."""


@dataclass(frozen=True, slots=True)
class Generation:
    """What the store says of one FAISS file."""

    id: int
    file: str
    kind: str
    model: str
    count: int
    dimension: int
    highest_row: int
    nprobe: int
    sha256: str


class Only:
    """A choice among the rows of a store, as FAISS and NumPy take it."""

    def __init__(self, rows: Collection[int]) -> None:
        """Keeps these rows."""
        self._chosen = np.zeros(max(rows, default=0) + 1, bool)
        self._chosen[np.fromiter(rows, np.int64, len(rows))] = True
        self.selector = faiss.IDSelectorBitmap(np.packbits(self._chosen, bitorder="little"))

    def holds(self, rows: Rows) -> npt.NDArray[np.bool_]:
        """Which of the rows are chosen: `(n,) bool`."""
        known = rows < len(self._chosen)
        return known & self._chosen[np.where(known, rows, 0)]


class VectorIndex:
    """One loaded generation and the rows stored since. Reading is thread-safe."""

    def __init__(self, index: faiss.Index | None, highest_row: int, delta: tuple[Rows, Vectors]) -> None:
        """Holds a loaded FAISS index (None when there is nothing) and the newer rows."""
        self._index = index
        self._highest_row = highest_row
        self._delta_rows, self._delta = delta

    def __len__(self) -> int:
        return (self._index.ntotal if self._index is not None else 0) + len(self._delta_rows)

    def search(self, query: Vectors, k: int, only: Only | None = None) -> tuple[Rows, Vectors]:
        """The nearest rows of one query.

        Args:
            query: `(dimension,) float32`, L2-normalised.
            k: at most how many.
            only: the rows that count, or None for all.

        Returns:
            rows `(m,) int64` and cosine similarities `(m,) float32`, best first, m <= k.
        """
        rows, scores = np.empty(0, np.int64), np.empty(0, np.float32)
        if self._index is not None and self._index.ntotal and k > 0:
            found_scores, found_rows = self._index.search(
                query[None, :], min(k, self._index.ntotal), params=self._parameters(only)
            )
            kept = found_rows[0] >= 0
            rows, scores = found_rows[0][kept], found_scores[0][kept]
        if len(self._delta_rows):
            kept = slice(None) if only is None else only.holds(self._delta_rows)
            rows = np.concatenate([rows, self._delta_rows[kept]])
            scores = np.concatenate([scores, self._delta[kept] @ query])
        best = np.argsort(-scores, kind="stable")[:k]
        return rows[best], scores[best]

    def _parameters(self, only: Only | None) -> faiss.SearchParameters | None:
        if only is None:
            return None
        try:
            probed = faiss.extract_index_ivf(self._index).nprobe
        except RuntimeError:  # not an inverted file
            return faiss.SearchParameters(sel=only.selector)
        return faiss.SearchParametersIVF(sel=only.selector, nprobe=probed)


def load(store: Store, model: str, dimension: int) -> VectorIndex:
    """The newest generation that is sound, made again in memory when its file is not.

    A file that is missing or does not match the store's record (checksum, count, dimension, model) is never
    served: the vectors are then searched exactly from the store until the next build writes a new file.
    """
    generation = newest(store)
    while generation is not None and (generation.model, generation.dimension) == (model, dimension):
        try:
            index = _read(store.folder / generation.file, generation)
        except (OSError, ValueError, RuntimeError) as error:
            tried, generation = generation, newest(store)
            if generation != tried:
                continue  # a build has put a newer one in its place and swept this one away
            log.warning("The vector file %s is not usable (%s); searching the store.", tried.file, error)
            break
        if generation.nprobe:
            faiss.extract_index_ivf(index).nprobe = generation.nprobe
        return VectorIndex(index, generation.highest_row, store.vectors(above=generation.highest_row))
    return VectorIndex(None, 0, store.vectors())


def newest(store: Store) -> Generation | None:
    """The newest generation named in the store."""
    row = store.connection.execute(
        "SELECT id, file, kind, model, count, dimension, highest_row, nprobe, sha256 FROM generations"
        " ORDER BY id DESC LIMIT 1"
    ).fetchone()
    return Generation(*row) if row else None


def is_current(store: Store, model: str) -> bool:
    """Whether the newest generation holds exactly the stored vectors and its file is sound."""
    generation = newest(store)
    count, highest = store.span()
    if generation is None:
        return count == 0
    if (generation.model, generation.count, generation.highest_row) != (model, count, highest):
        return False
    try:
        return sha256(store.folder / generation.file) == generation.sha256
    except OSError:
        return False


def write(store: Store, settings: IndexSection, model: str) -> Generation | None:
    """Writes a new generation of all stored vectors and lets go of older ones; None when there are none.

    The store names the new file only after it and its folder are on disk, so a crash or a full disk at any
    moment leaves the last generation in force.

    Raises:
        OSError: the disk is full or not writable.
    """
    rows, vectors = store.vectors()
    if not len(rows):
        with store.transaction() as connection:
            connection.execute("DELETE FROM generations")
        _sweep(store, keep="")
        return None
    index, kind, nprobe = _build(rows, vectors, settings)
    last = newest(store)
    name = f"vectors-{(last.id if last else 0) + 1:06d}-{os.urandom(3).hex()}.faiss"
    _write_durably(index, store.folder / name)
    with store.transaction() as connection:
        connection.execute(
            "INSERT INTO generations (file, kind, model, count, dimension, highest_row, nprobe, sha256)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (name, kind, model, len(rows), vectors.shape[1], int(rows[-1]), nprobe,
             sha256(store.folder / name)),
        )  # fmt: skip
        connection.execute("DELETE FROM generations WHERE file <> ?", (name,))
    _sweep(store, keep=name)
    return newest(store)


def _build(rows: Rows, vectors: Vectors, settings: IndexSection) -> tuple[faiss.Index, str, int]:
    count, dimension = vectors.shape
    if count <= settings.exact_up_to:
        kind, nprobe = "IDMap2,SQfp16", 0
        index = faiss.index_factory(dimension, kind, faiss.METRIC_INNER_PRODUCT)
        index.train(vectors)
        index.add_with_ids(vectors, rows)
        return index, kind, nprobe
    # faiss's guidelines: four times the root for up to a million vectors, and 39 vectors a list to train on
    lists = max(1, min(int(4 * math.sqrt(count)), count // 39))
    kind = f"IVF{lists},SQfp16"
    index = faiss.index_factory(dimension, kind, faiss.METRIC_INNER_PRODUCT)
    generator = np.random.default_rng(0)
    sample = generator.choice(count, min(count, 64 * lists), replace=False)
    index.train(vectors[np.sort(sample)])
    index.add_with_ids(vectors, rows)
    queries = vectors[generator.choice(count, min(count, 200), replace=False)]
    return index, kind, _smallest_nprobe(index, lists, queries, rows, vectors, settings.recall)


def _smallest_nprobe(
    index: faiss.Index, lists: int, queries: Vectors, rows: Rows, vectors: Vectors, recall: float
) -> int:
    """How many lists must be probed for the recall@10 wanted, doubling from one."""
    nearest = min(10, len(rows))
    exact = faiss.knn(queries, vectors, nearest, metric=faiss.METRIC_INNER_PRODUCT)[1]
    wanted = [set(rows[found].tolist()) for found in exact]
    nprobe = 1
    while nprobe < lists:
        faiss.extract_index_ivf(index).nprobe = nprobe
        found = index.search(queries, nearest)[1]
        hits = sum(len(truth & set(got.tolist())) for truth, got in zip(wanted, found, strict=True))
        if hits >= recall * nearest * len(queries):
            break
        nprobe *= 2
    return min(nprobe, lists)


def _read(path: Path, generation: Generation) -> faiss.Index:
    if sha256(path) != generation.sha256:
        raise ValueError("its checksum differs")
    index = faiss.read_index(str(path))
    if (index.ntotal, index.d) != (generation.count, generation.dimension):
        raise ValueError("its size differs")
    return index


def _write_durably(index: faiss.Index, path: Path) -> None:
    # faiss.write_index(path) truncates first and says nothing of a full disk: python's write raises
    partial = path.with_suffix(".partial")
    try:
        with os.fdopen(os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
            writer = faiss.PyCallbackIOWriter(file.write)
            faiss.write_index(index, writer)
            del writer
            file.flush()
            os.fsync(file.fileno())
        partial.replace(path)
        sync_folder(path.parent)
    except BaseException:
        partial.unlink(missing_ok=True)
        raise


def sync_folder(folder: Path) -> None:
    """Makes a rename in the folder durable, where the system can."""
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def sha256(path: Path) -> str:
    """The file's SHA-256, in hex."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _sweep(store: Store, keep: str) -> None:
    for path in [*store.folder.glob("vectors-*.faiss"), *store.folder.glob("vectors-*.partial")]:
        if path.name != keep:
            path.unlink(missing_ok=True)
