"""FAISS is a cache: it agrees with the store, or it is not used."""

from pathlib import Path

import faiss
import numpy as np
import pytest

from index import vectors
from index.settings import IndexSection
from index.store import Store
from index.types import Analysis, Review, Sentence

DIMENSION = 16


def unit(count: int, seed: int = 0) -> np.ndarray:
    made = np.random.default_rng(seed).normal(size=(count, DIMENSION)).astype(np.float32)
    return made / np.linalg.norm(made, axis=1, keepdims=True)


def fill(store: Store, found: np.ndarray, first: int = 0) -> None:
    reviews = [Review(source="s", raw="x", id=str(first + n), text="x") for n in range(len(found))]
    store.add(reviews, [Analysis(0.5, (Sentence("x", 0, 1),))] * len(found), found)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    store = Store(tmp_path, create=True)
    fill(store, unit(300))
    return store


def nearest(store: Store, query: np.ndarray, k: int = 10) -> list[int]:
    return vectors.load(store, "m", DIMENSION).search(query, k)[0].tolist()


def exact(store: Store, query: np.ndarray, k: int = 10) -> list[int]:
    rows, stored = store.vectors()
    return rows[np.argsort(-(stored @ query), kind="stable")[:k]].tolist()


def test_a_generation_answers_as_an_exact_scan(store: Store) -> None:
    generation = vectors.write(store, IndexSection(), "m")
    assert generation is not None and generation.count == 300
    assert vectors.is_current(store, "m")
    for query in unit(20, seed=1):
        assert nearest(store, query) == exact(store, query)


def test_new_rows_are_found_before_the_next_generation(store: Store) -> None:
    vectors.write(store, IndexSection(), "m")
    fill(store, unit(20, seed=2), first=1000)
    assert not vectors.is_current(store, "m")
    for query in unit(20, seed=2):
        assert nearest(store, query) == exact(store, query)


def test_the_inverted_file_reaches_the_wanted_recall(store: Store) -> None:
    fill(store, unit(1500, seed=3), first=1000)
    generation = vectors.write(store, IndexSection(exact_up_to=100, recall=0.95), "m")
    assert generation is not None and generation.kind.startswith("IVF") and generation.nprobe >= 1
    hits = sum(
        len(set(nearest(store, query)) & set(exact(store, query))) for query in unit(100, seed=4)
    )
    assert hits / 1000 > 0.85


@pytest.mark.parametrize("part", ["file", "matrix", "words"])
@pytest.mark.parametrize("damage", ["missing", "truncated", "flipped", "other"])
def test_a_damaged_file_is_never_served(
    store: Store, damage: str, part: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("index.words.WRITTEN_FROM", 1)
    generation = vectors.write(store, IndexSection(), "m")
    assert generation is not None
    path = store.folder / getattr(generation, part)
    content = path.read_bytes()
    if damage == "missing":
        path.unlink()
    elif damage == "truncated":
        path.write_bytes(content[: len(content) // 2])
    elif damage == "flipped":
        place = len(content) // 2
        path.write_bytes(content[:place] + bytes([content[place] ^ 1]) + content[place + 1 :])
    else:
        path.write_bytes(content[::-1])
    assert not vectors.is_current(store, "m")
    loaded = vectors.load(store, "m", DIMENSION)
    assert loaded._index is None and loaded.words is None and len(loaded) == 300
    query = unit(1, seed=5)[0]
    assert nearest(store, query) == exact(store, query)
    vectors.write(store, IndexSection(), "m")
    assert vectors.is_current(store, "m")


def test_another_models_file_is_not_used(store: Store) -> None:
    vectors.write(store, IndexSection(), "m")
    assert not vectors.is_current(store, "another")
    assert len(vectors.load(store, "another", DIMENSION)) == 300


def test_a_failed_write_leaves_the_last_generation(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    vectors.write(store, IndexSection(), "m")
    fill(store, unit(5, seed=6), first=1000)

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("index.vectors.os.fsync", full)
    with pytest.raises(OSError, match="No space"):
        vectors.write(store, IndexSection(), "m")
    assert not list(store.folder.glob("*.partial"))
    query = unit(1, seed=7)[0]
    assert nearest(store, query) == exact(store, query)


def test_an_empty_store_has_no_file(tmp_path: Path) -> None:
    store = Store(tmp_path, create=True)
    assert vectors.write(store, IndexSection(), "m") is None
    assert len(vectors.load(store, "m", 0)) == 0
    assert vectors.load(store, "m", 0).search(unit(1)[0], 5)[0].tolist() == []


def test_k_beyond_the_end_pads_with_nothing(store: Store) -> None:
    vectors.write(store, IndexSection(), "m")
    rows = nearest(store, unit(1)[0], k=1000)
    assert len(rows) == 300 and -1 not in rows


@pytest.mark.parametrize("count", [1, 2, 9, 60, 300])
def test_an_inverted_file_may_be_small(tmp_path: Path, count: int) -> None:
    store = Store(tmp_path, create=True)
    fill(store, unit(count))
    generation = vectors.write(store, IndexSection(exact_up_to=1, recall=1.0), "m")
    assert generation is not None and generation.kind.startswith("IDMap2" if count == 1 else "IVF")
    assert set(nearest(store, unit(1)[0], k=5)) <= set(exact(store, unit(1)[0], k=count))


def test_a_generation_swept_away_while_it_is_read_is_followed_by_the_next(
    store: Store, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    vectors.write(store, IndexSection(), "m")
    fill(store, unit(5, seed=8), first=1000)
    read = vectors._read

    def read_late(path: Path, generation: vectors.Generation) -> faiss.Index:
        monkeypatch.setattr(vectors, "_read", read)
        vectors.write(store, IndexSection(), "m")  # a build, between the look-up and the reading
        return read(path, generation)

    monkeypatch.setattr(vectors, "_read", read_late)
    loaded = vectors.load(store, "m", DIMENSION)
    assert loaded._index is not None and len(loaded) == 305
    assert not caplog.records


def test_codes_and_exact_scores_find_what_a_whole_comparison_finds(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(vectors, "CODED_FROM", 1000)
    store = Store(tmp_path, create=True)
    fill(store, unit(3000))
    generation = vectors.write(store, IndexSection(), "m")
    assert generation is not None and generation.kind == f"IDMap2,PQ{DIMENSION // 2}x4fs"
    queries = unit(100, seed=9)
    hits = sum(len(set(nearest(store, query)) & set(exact(store, query))) for query in queries)
    assert hits / 1000 > 0.98
    rows, scores = vectors.load(store, "m", DIMENSION).search(queries[0], 10)
    stored_rows, stored = store.vectors()
    np.testing.assert_allclose(scores, stored[np.searchsorted(stored_rows, rows)] @ queries[0], atol=1e-3)


def test_rows_chosen_among_coded_ones_are_all_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(vectors, "CODED_FROM", 1000)
    store = Store(tmp_path, create=True)
    fill(store, unit(3000))
    vectors.write(store, IndexSection(), "m")
    loaded = vectors.load(store, "m", DIMENSION)
    query = unit(1, seed=10)[0]
    furthest = exact(store, query, k=3000)[-12:]  # that no list of the nearest would hold
    assert loaded.search(query, 10, vectors.Only(furthest))[0].tolist() == furthest[:10]


def test_a_followed_index_knows_the_new_rows_and_their_vectors(store: Store) -> None:
    vectors.write(store, IndexSection(), "m")
    loaded = vectors.load(store, "m", DIMENSION)
    for seed in (11, 12):
        fill(store, unit(5, seed=seed), first=1000 * seed)
        loaded = loaded.extended(*store.vectors(above=loaded.last_row))
    rows, stored = store.vectors()
    assert loaded.last_row == rows[-1] and len(loaded) == 310
    query = unit(1, seed=12)[0]
    assert loaded.search(query, 10)[0].tolist() == exact(store, query)
    found, known = loaded.vectors_of(np.array([rows[0], rows[-1], rows[-1] + 1]))
    assert found.tolist() == [rows[0], rows[-1]]
    np.testing.assert_allclose(known, stored[[0, -1]], atol=1e-3)
