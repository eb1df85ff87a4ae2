"""Nearest reviews by vector: FAISS over the store's vectors, a cache that can always be made again.

A generation is two or three files, written beside the last one's and named in the store only when they are
safely on disk. FAISS chooses among codes of 4 bits for each pair of dimensions, a sixteenth of the vectors'
size (product quantisation, Jegou, Douze and Schmid 2011; "fast scan", Andre, Kermarrec and Le Scouarnec
2015): among all of them up to `exact_up_to` vectors, above that among those of as many lists of an inverted
file as reach the wanted recall@10. What it chooses is scored exactly with the vectors themselves, a
memory-mapped matrix. A small store is compared whole. Rows that the store has since gained are searched
exactly from memory, rows that it has lost are dropped from the answers.
"""

import hashlib
import logging
import math
import os
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

import faiss
import numpy as np
import numpy.typing as npt
from threadpoolctl import threadpool_limits

from . import words
from .durable import sync_folder
from .embed import Vectors
from .settings import IndexSection
from .store import Store

Rows = npt.NDArray[np.int64]
log = logging.getLogger(__name__)
_TRAINING = 50_000  # vectors that codes are learnt from
_ROUNDS = 8  # of k-means: later ones gain nothing in recall

DELTA_LIMIT = 2_000
"""Rows searched from memory before a build writes a new generation."""
CODED_FROM = 10_000
"""From so many vectors on they are compared by their codes first; fewer are compared whole."""
RESCORED = 200
"""So many of the nearest by code are scored exactly: of ten neighbours among 1,000,000 less than one in a
hundred is missed, and 300 more change nothing that can be measured."""


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
    matrix: str
    matrix_sha256: str
    words: str
    words_sha256: str

    def files(self) -> list[tuple[str, str]]:
        """Its files with their checksums; those of words only where there are many reviews."""
        found = [(self.file, self.sha256), (self.matrix, self.matrix_sha256)]
        return [*found, (self.words, self.words_sha256)] if self.words else found


class Only:
    """A choice among the rows of a store."""

    def __init__(self, rows: Collection[int]) -> None:
        """Keeps these rows."""
        self._chosen = np.zeros(max(rows, default=0) + 1, bool)
        self._chosen[np.fromiter(rows, np.int64, len(rows))] = True

    def holds(self, rows: Rows) -> npt.NDArray[np.bool_]:
        """Which of the rows are chosen: `(n,) bool`."""
        known = rows < len(self._chosen)
        return known & self._chosen[np.where(known, rows, 0)]


class Matrix:
    """The vectors of a generation in a file, of which only the parts that are read are held in memory."""

    def __init__(self, path: Path, count: int, dimension: int) -> None:
        """Raises OSError or ValueError when the file is not there or too short."""
        self.rows: Rows = np.fromfile(path, np.int64, count)
        offset = count * self.rows.itemsize
        self._vectors = np.asarray(np.memmap(path, np.float16, "r", offset, (count, dimension)))

    @staticmethod
    def write(file: BinaryIO, rows: Rows, vectors: Vectors) -> None:
        """`rows` `(n,) int64` in rising order and their vectors `(n, d)`; kept as float16."""
        file.write(rows.tobytes())
        file.write(vectors.astype(np.float16).tobytes())

    def places(self, rows: Rows) -> tuple[npt.NDArray[np.intp], npt.NDArray[np.bool_]]:
        """Where rows stand, and which of them do."""
        if not len(self.rows):
            return np.zeros(len(rows), np.intp), np.zeros(len(rows), bool)
        places = np.minimum(np.searchsorted(self.rows, rows), len(self.rows) - 1)
        return places, self.rows[places] == rows

    def at(self, places: npt.NDArray[np.intp]) -> Vectors:
        """Vectors by place: `(n, d) float32`."""
        return self._vectors[places].astype(np.float32)


class VectorIndex:
    """One loaded generation and the rows stored since. Reading is thread-safe."""

    def __init__(
        self,
        index: faiss.Index | None,
        matrix: Matrix | None,
        highest_row: int,
        delta: tuple[Rows, Vectors],
        postings: words.Words | None = None,
    ) -> None:
        """Holds a loaded FAISS index, its matrix and words (None where there are none) and the newer rows."""
        self._index, self._matrix, self.words = index, matrix, postings
        self.highest_row = highest_row
        self._delta_rows, self._delta = delta

    def __len__(self) -> int:
        return (self._index.ntotal if self._index is not None else 0) + len(self._delta_rows)

    def extended(self, rows: Rows, vectors: Vectors) -> "VectorIndex":
        """The same with rows that the store has gained since, all above those known."""
        if len(self._delta_rows):
            rows = np.concatenate([self._delta_rows, rows])
            vectors = np.concatenate([self._delta, vectors])
        return VectorIndex(self._index, self._matrix, self.highest_row, (rows, vectors), self.words)

    @property
    def last_row(self) -> int:
        """The highest row that is known."""
        return int(self._delta_rows[-1]) if len(self._delta_rows) else self.highest_row

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
        if self._index is not None and self._matrix is not None and self._index.ntotal and k > 0:
            places, scores = self._chosen(self._index, self._matrix, query, k, only)
            near = places[:RESCORED]
            scores[: len(near)] = self._matrix.at(near) @ query
            rows = self._matrix.rows[places]
        if len(self._delta_rows):
            kept = slice(None) if only is None else only.holds(self._delta_rows)
            rows = np.concatenate([rows, self._delta_rows[kept]])
            scores = np.concatenate([scores, self._delta[kept] @ query])
        best = np.argsort(-scores, kind="stable")[:k]
        return rows[best], scores[best]

    @staticmethod
    def _chosen(
        index: faiss.Index, matrix: Matrix, query: Vectors, k: int, only: Only | None
    ) -> tuple[npt.NDArray[np.intp], Vectors]:
        """Places in the matrix of the nearest by code, and their scores by code."""
        wanted = min(index.ntotal, max(k, RESCORED) * (1 if only is None else 4))
        found_scores, found = (array[0] for array in index.search(query[None, :], wanted))
        places, known = matrix.places(found)
        if only is not None:
            known &= only.holds(matrix.rows[places])
            if known.sum() < k and wanted < index.ntotal:  # few are left in: all of them are scored
                places = np.flatnonzero(only.holds(matrix.rows))
                scores = matrix.at(places) @ query
                best = np.argsort(-scores, kind="stable")
                return places[best], scores[best]
        return places[known], found_scores[known]

    def vectors_of(self, rows: Rows) -> tuple[Rows, Vectors]:
        """Those of the rows that are known, and their vectors `(n, dimension) float32`."""
        found, vectors = [], []
        if self._matrix is not None:
            places, known = self._matrix.places(rows)
            found.append(rows[known])
            vectors.append(self._matrix.at(places[known]))
            rows = rows[~known]
        if len(rows) and len(self._delta_rows):
            delta = np.minimum(np.searchsorted(self._delta_rows, rows), len(self._delta_rows) - 1)
            known = self._delta_rows[delta] == rows
            found.append(rows[known])
            vectors.append(self._delta[delta[known]])
        if not found:
            return np.empty(0, np.int64), np.empty((0, self._delta.shape[1]), np.float32)
        return np.concatenate(found), np.concatenate(vectors)


def load(store: Store, model: str, dimension: int) -> VectorIndex:
    """The newest generation that is sound, made again in memory when its file is not.

    A file that is missing or does not match the store's record (checksum, count, dimension, model) is never
    served: the vectors are then searched exactly from the store until the next build writes a new file.
    """
    generation = newest(store)
    while generation is not None and (generation.model, generation.dimension) == (model, dimension):
        try:
            index, matrix, postings = _read(store.folder, generation)
        except (OSError, ValueError, RuntimeError) as error:
            tried, generation = generation, newest(store)
            if generation != tried:
                continue  # a build has put a newer one in its place and swept this one away
            log.warning("The vector file %s is not usable (%s); searching the store.", tried.file, error)
            break
        if generation.nprobe:
            faiss.extract_index_ivf(index).nprobe = generation.nprobe
        newer = store.vectors(above=generation.highest_row)
        return VectorIndex(index, matrix, generation.highest_row, newer, postings)
    return VectorIndex(None, None, 0, store.vectors())


def newest(store: Store) -> Generation | None:
    """The newest generation named in the store."""
    row = store.connection.execute(
        "SELECT id, file, kind, model, count, dimension, highest_row, nprobe, sha256, matrix, matrix_sha256,"
        " words, words_sha256 FROM generations ORDER BY id DESC LIMIT 1"
    ).fetchone()
    return Generation(*row) if row else None


def is_current(store: Store, model: str, *, gained: int = 0) -> bool:
    """Whether the newest generation is sound and holds the stored vectors: all but `gained` new ones, and no
    others."""
    generation = newest(store)
    if generation is None:
        return store.span()[0] == 0
    old, new = store.count_vectors(generation.highest_row)
    if generation.model != model or generation.count != old or new > gained:
        return False
    try:
        return all(sha256(store.folder / name) == told for name, told in generation.files())
    except OSError:
        return False


def spared(store: Store) -> int:
    """How many new rows may be searched from memory before a new generation is worth its writing."""
    generation = newest(store)
    return max(DELTA_LIMIT, generation.count // 20) if generation is not None else 0


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
        sweep(store)
        return None
    index, kind, nprobe = built(rows, vectors, settings)
    last = newest(store)
    stem = f"vectors-{(last.id if last else 0) + 1:06d}-{os.urandom(3).hex()}"
    file, matrix, postings = f"{stem}.faiss", f"{stem}.matrix", ""
    _write_durably(
        store.folder / file, lambda out: faiss.write_index(index, faiss.PyCallbackIOWriter(out.write))
    )
    _write_durably(store.folder / matrix, lambda out: Matrix.write(out, rows, vectors))
    if len(rows) >= words.WRITTEN_FROM:
        postings = f"{stem}.words"
        _write_durably(store.folder / postings, lambda out: words.write(out, store.texts(), store.stems))
    with store.transaction() as connection:
        connection.execute(
            "INSERT INTO generations (file, kind, model, count, dimension, highest_row, nprobe, sha256,"
            " matrix, matrix_sha256, words, words_sha256) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (file, kind, model, len(rows), vectors.shape[1], int(rows[-1]), nprobe,
             sha256(store.folder / file), matrix, sha256(store.folder / matrix),
             postings, sha256(store.folder / postings) if postings else ""),
        )  # fmt: skip
        connection.execute("DELETE FROM generations WHERE file <> ?", (file,))
    sweep(store)
    return newest(store)


def built(rows: Rows, vectors: Vectors, settings: IndexSection) -> tuple[faiss.Index, str, int]:
    """A FAISS index of vectors `(n, d)` with the numbers `rows` `(n,)`.

    Returns:
        the index, its kind as `faiss.index_factory` takes it, and how many lists a search looks into (0 where
        all vectors are compared). The index of an inverted file comes with that many set.
    """
    count, dimension = vectors.shape
    generator = np.random.default_rng(0)
    codes = f"PQ{dimension // 2}x4fs" if count >= CODED_FROM and dimension % 2 == 0 else "SQfp16"
    if count <= settings.exact_up_to:
        kind = f"IDMap2,{codes}"
        index = faiss.index_factory(dimension, kind, faiss.METRIC_INNER_PRODUCT)
        index.train(vectors[generator.choice(count, min(count, _TRAINING), replace=False)])
        index.add_with_ids(vectors, rows)
        return index, kind, 0
    # faiss's guidelines: four times the root for up to a million vectors, and 39 vectors a list to train on
    lists = max(1, min(int(4 * math.sqrt(count)), count // 39))
    kind = f"IVF{lists},{codes}"
    index = faiss.index_factory(dimension, kind, faiss.METRIC_INNER_PRODUCT)
    faiss.extract_index_ivf(index).cp.niter = _ROUNDS
    sample = generator.choice(count, min(count, 39 * lists), replace=False)
    with threadpool_limits(os.cpu_count(), user_api="blas"):  # `bert` keeps them off the cores otherwise
        index.train(vectors[np.sort(sample)])
        index.add_with_ids(vectors, rows)
    asked = generator.choice(count, min(count, 200), replace=False)
    wanted = _nearest(asked, rows, vectors)
    return index, kind, smallest_nprobe(index, vectors[asked], wanted, settings.recall)


def _nearest(asked: npt.NDArray[np.int64], rows: Rows, vectors: Vectors) -> list[set[int]]:
    """The rows of the ten vectors nearest to each of those at `asked`, but itself, which is always found."""
    nearest = min(11, len(rows))
    exact = faiss.knn(vectors[asked], vectors, nearest, metric=faiss.METRIC_INNER_PRODUCT)[1]
    own = rows[asked].tolist()
    return [set(rows[found].tolist()) - {row} for row, found in zip(own, exact, strict=True)]


def smallest_nprobe(index: faiss.Index, queries: Vectors, wanted: Sequence[set[int]], recall: float) -> int:
    """How many lists must be probed to find the wanted part of the queries' rows; set in the index.

    Doubles from one.
    """
    chosen = min(index.ntotal, RESCORED)  # the nearest of these are found when they are scored exactly
    inverted, nprobe = faiss.extract_index_ivf(index), 1
    while nprobe < inverted.nlist:
        inverted.nprobe = nprobe
        found = index.search(queries, chosen)[1]
        hits = sum(len(truth & set(got.tolist())) for truth, got in zip(wanted, found, strict=True))
        if hits >= recall * sum(map(len, wanted)):
            break
        nprobe *= 2
    inverted.nprobe = min(nprobe, inverted.nlist)
    return int(inverted.nprobe)


def _read(folder: Path, generation: Generation) -> tuple[faiss.Index, Matrix, words.Words | None]:
    for name, told in generation.files():
        if sha256(folder / name) != told:
            raise ValueError("its checksum differs")
    index = faiss.read_index(str(folder / generation.file))
    if (index.ntotal, index.d) != (generation.count, generation.dimension):
        raise ValueError("its size differs")
    matrix = Matrix(folder / generation.matrix, generation.count, generation.dimension)
    return index, matrix, words.Words(folder / generation.words) if generation.words else None


def _write_durably(path: Path, write: Callable[[BinaryIO], object]) -> None:
    # faiss.write_index(path) truncates first and says nothing of a full disk: python's write raises
    partial = path.with_suffix(f"{path.suffix}.partial")
    try:
        with os.fdopen(os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
            write(file)
            file.flush()
            os.fsync(file.fileno())
        partial.replace(path)
        sync_folder(path.parent)
    except BaseException:
        partial.unlink(missing_ok=True)
        raise


def sha256(path: Path) -> str:
    """The file's SHA-256, in hex."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def sweep(store: Store) -> None:
    """Deletes the files of older generations, and of those that were never finished; for the only writer."""
    generation = newest(store)
    keep = generation.file.partition(".")[0] if generation is not None else ""
    for path in store.folder.glob("vectors-*"):
        if path.name.partition(".")[0] != keep:
            path.unlink(missing_ok=True)
