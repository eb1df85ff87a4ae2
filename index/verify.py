"""Checks every part of an index against every other."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from itertools import islice
from pathlib import Path

import faiss
import numpy as np

from . import vectors
from .build import being_built
from .errors import IndexBusy, IndexDamaged
from .schema import migrate
from .seals import broken
from .store import Store
from .tallies import wrong

_MOST_TOLD = 20


def verify(folder: Path) -> list[str]:
    """What is wrong with the index of a folder, a sentence each; empty when nothing is.

    Raises:
        IndexMissing: there is no index.
        IndexBusy: a build is at work, so that parts differ which will agree when it is done.
    """
    try:
        store = Store(folder)
    except IndexDamaged as error:
        return [str(error)]
    if being_built(folder):
        store.close()
        raise IndexBusy(f"The index in {folder} is being built; verify it when the build has finished.")
    problems: list[str] = []
    checks: tuple[Callable[[Store], Iterator[str]], ...] = (
        _database, _schema, _seals, _words, _sentences, _tallies, _stored_vectors, _generation
    )  # fmt: skip
    for check in checks:
        try:
            problems += check(store)
        except IndexDamaged as error:
            problems.append(str(error))
        except sqlite3.DatabaseError as error:
            problems.append(f"The database can't be read ({error}); restore it or build again.")
    store.close()
    return problems


def _database(store: Store) -> Iterator[str]:
    for (finding,) in store.connection.execute("PRAGMA integrity_check"):
        if finding != "ok":
            yield f"Database: {finding}."
    for table, row, parent, _ in store.connection.execute("PRAGMA foreign_key_check"):
        yield f"Row {row} of {table} points to a row of {parent} that is not there."


def _schema(store: Store) -> Iterator[str]:
    sql = "SELECT name, type, tbl_name, sql FROM sqlite_schema WHERE name NOT LIKE 'sqlite_%'"
    with closing(sqlite3.connect(":memory:")) as fresh:
        migrate(fresh)
        wanted = set(fresh.execute(sql))
    for name, *_ in sorted(wanted ^ set(store.connection.execute(sql)))[:1]:
        yield f"Database: {name} is not as this program made it; put a backup in its place or build anew."


def _seals(store: Store) -> Iterator[str]:
    for thing, key in islice(broken(store.connection), _MOST_TOLD):
        if thing == "review":
            id = store.one("SELECT id FROM reviews WHERE row = ?", key)
            told = f"Review {id or f'of row {key}'} is not as it was stored; remove it and build again"
        elif thing == "table":
            told = f"The table {key} is not as it was stored; build anew in another folder"
        else:
            told = f"The {thing} {key} is not as it was stored; build anew in another folder"
        yield f"{told}, or put a backup in place."


def _words(store: Store) -> Iterator[str]:
    try:
        store.connection.execute("INSERT INTO words (words, rank) VALUES ('integrity-check', 1)")
    except sqlite3.DatabaseError as error:
        yield f"The word index does not match the reviews ({error})."


def _sentences(store: Store) -> Iterator[str]:
    found = store.connection.execute(
        "SELECT id, n FROM sentences JOIN reviews ON row = review"
        " WHERE start < 0 OR stop > length(text) OR start >= stop"
    )
    for id, n in found:
        yield f"Sentence {n} of review {id} lies outside its text."
    for (id,) in store.connection.execute(
        "SELECT id FROM reviews WHERE row NOT IN (SELECT review FROM sentences)"
    ):
        yield f"Review {id} has no sentences."


def _tallies(store: Store) -> Iterator[str]:
    for thing, film_id in wrong(store)[:_MOST_TOLD]:
        yield f"The counts of {thing} for the film {film_id} are not those of its reviews; build it again."


def _stored_vectors(store: Store) -> Iterator[str]:
    for (id,) in store.connection.execute(
        "SELECT id FROM reviews WHERE row NOT IN (SELECT review FROM vectors)"
    ):
        yield f"Review {id} has no vector; run the build again."
    rows, stored = store.vectors()
    if len(rows):
        norms = np.linalg.norm(stored, axis=1)
        for row in rows[~(np.abs(norms - 1) < 0.01)]:
            yield f"The vector of row {row} is not of length one."


def _generation(store: Store) -> Iterator[str]:
    rows, stored = store.vectors()
    generation = vectors.newest(store)
    if generation is None:
        if len(rows):
            yield "There is no vector file; run the build again."
        return
    for name, told in generation.files():
        path = store.folder / name
        if not name or not path.exists():
            yield f"The vector file {name} is missing; run the build again."
            return
        if vectors.sha256(path) != told:
            yield f"The vector file {name} is not the one that was written; run the build again."
            return
    index = faiss.read_index(str(store.folder / generation.file))
    matrix = vectors.Matrix(store.folder / generation.matrix, generation.count, generation.dimension)
    in_file = np.sort(faiss.vector_to_array(_ids(index)))
    older = rows <= generation.highest_row
    rows, stored = rows[older], stored[older]
    if not (np.array_equal(in_file, rows) and np.array_equal(matrix.rows, rows)):
        yield f"The vector file holds {len(in_file)} rows, the store {len(rows)}; run the build again."
        return
    if len(rows):
        sample = np.linspace(0, len(rows) - 1, min(100, len(rows))).astype(np.int64)
        found = index.search(stored[sample], 10)[1]
        known = np.isclose((matrix.at(sample) * stored[sample]).sum(axis=1), 1, atol=0.01)
        if not known.all() or (found == rows[sample, None]).any(axis=1).mean() < 0.9:
            yield "The vector file's vectors are not the stored ones; run the build again."


def _ids(index: faiss.Index) -> faiss.Int64Vector:
    flat = faiss.downcast_index(index)
    if hasattr(flat, "id_map"):
        return flat.id_map
    lists = faiss.extract_index_ivf(index).invlists
    ids = faiss.Int64Vector()
    for number in range(lists.nlist):
        size = lists.list_size(number)
        found = faiss.rev_swig_ptr(lists.get_ids(number), size) if size else np.empty(0, np.int64)
        for id in found.tolist():
            ids.push_back(id)
    return ids
