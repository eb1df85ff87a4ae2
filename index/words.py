"""The words of a large store as arrays in one memory-mapped file: what FTS5 would answer, far sooner.

FTS5 stays the truth; it tells how words are filed, and answers for reviews that came later. Postings carry
their share of the BM25 score ready-made (impacts; Anh, de Kretser and Moffat 2001), computed as FTS5 does:
k1 = 1.2, b = 0.75 and its inverse document frequency (https://sqlite.org/fts5.html#the_bm25_function).
"""

import hashlib
import re
from array import array
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import BinaryIO

import numpy as np
import numpy.typing as npt

WRITTEN_FROM = 1_000
"""Reviews; in fewer FTS5 finds words as fast."""
WORD = re.compile(r"[^\W_]+", re.UNICODE)
_K1, _B = 1.2, 0.75
_NO_RARITY = 1e-6  # FTS5's for a word in more than half of the reviews
_TYPES = (np.uint64, np.int64, np.int64, np.int32, np.int32, np.float16)


def words_of(text: str) -> list[str]:
    """The words of a text as they are looked up."""
    return WORD.findall(text.casefold())


def write(
    file: BinaryIO, reviews: Iterable[tuple[int, str]], stems_of: Callable[[Sequence[str]], dict[str, str]]
) -> None:
    """Writes the postings of reviews, given as (row, clean text) in rising order of rows.

    `stems_of` tells under which stem FTS5 files each word; words that it does not tell are left out.
    """
    numbers: dict[str, int] = {}
    rows, lengths, distinct = list[int](), list[int](), list[int]()
    # of all reviews one behind the other: the numbers of a review's words, and how often it has each
    occurring, often = array("i"), array("i")
    for row, text in reviews:
        counted = Counter(words_of(text))
        rows.append(row)
        lengths.append(counted.total())
        distinct.append(len(counted))
        occurring.extend(numbers.setdefault(word, len(numbers)) for word in counted)
        often.extend(counted.values())
    words, stems = list(numbers), stems_of(list(numbers))
    known: dict[str, int] = {}
    stem_of = np.array(
        [known.setdefault(stems[word], len(known)) if word in stems else -1 for word in words], np.int32
    )
    filed = stem_of[np.frombuffer(occurring, np.int32)] if words else np.empty(0, np.int32)
    order = np.argsort(filed, kind="stable")[np.count_nonzero(filed < 0) :]  # reviews stay in order
    filed, documents = filed[order], np.repeat(np.arange(len(rows), dtype=np.int32), distinct)[order]
    first = np.flatnonzero((np.diff(filed, prepend=-1) != 0) | (np.diff(documents, prepend=-1) != 0))
    counts = np.add.reduceat(np.frombuffer(often, np.int32)[order], first) if len(first) else first
    filed, documents = filed[first], documents[first]
    starts = np.searchsorted(filed, np.arange(len(known) + 1))
    size = (np.array(lengths) / (sum(lengths) / max(1, len(rows)) or 1)).astype(np.float32)
    found = np.diff(starts)
    rarity = np.log((len(rows) - found + 0.5) / (found + 0.5)).clip(_NO_RARITY).astype(np.float32)
    damped = counts + np.float32(_K1) * (1 - _B + np.float32(_B) * size[documents])
    impacts = rarity[filed] * counts * np.float32(_K1 + 1) / damped
    alone = [stem for stem in known if stem not in numbers]  # an inflection that is new leads there
    stem_of = np.concatenate([stem_of, np.array([known[stem] for stem in alone], np.int32)])
    hashes = _hashes([*words, *alone])
    order = np.argsort(hashes)
    arrays = (hashes[order], np.array(rows), starts, stem_of[order], documents, impacts)
    file.write(np.array([len(part) for part in arrays], np.int64).tobytes())
    for part, kind in zip(arrays, _TYPES, strict=True):
        file.write(part.astype(kind, copy=False).tobytes())


class Words:
    """The postings of a file. Reading is thread-safe."""

    def __init__(self, path: Path) -> None:
        """Raises OSError or ValueError when the file is not there or not whole."""
        lengths = np.fromfile(path, np.int64, len(_TYPES))
        offset, arrays = lengths.nbytes, []
        for length, kind in zip(lengths.tolist(), _TYPES, strict=True):
            mapped = np.memmap(path, kind, "r", offset, (length,)) if length else np.empty(0, kind)
            arrays.append(np.asarray(mapped))  # a plain array over the same pages is read with less ado
            offset += length * np.dtype(kind).itemsize
        self._hashes, self.rows, self._starts, self._stems, self._documents, self._impacts = arrays

    def stems(self, words: Sequence[str]) -> dict[str, int]:
        """The stem, as a number, of each word that occurs."""
        if not words or not len(self._hashes):
            return {}
        wanted = _hashes(words)
        places = np.minimum(np.searchsorted(self._hashes, wanted), len(self._hashes) - 1)
        found = (self._hashes[places] == wanted) & (self._stems[places] >= 0)
        pairs = zip(words, found.tolist(), self._stems[places].tolist(), strict=True)
        return {word: stem for word, there, stem in pairs if there}

    def count(self, stem: int) -> int:
        """In how many reviews a stem occurs."""
        return int(self._starts[stem + 1] - self._starts[stem])

    def score(self, stems: Iterable[int]) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.float32]]:
        """The rows that hold any of the stems, in rising order, and their BM25 scores; both `(n,)`."""
        slices = [slice(int(self._starts[stem]), int(self._starts[stem + 1])) for stem in stems]
        if not slices:
            return np.empty(0, np.int64), np.empty(0, np.float32)
        documents = np.concatenate([self._documents[part] for part in slices])
        impacts = np.concatenate([self._impacts[part] for part in slices])
        found, places = np.unique(documents, return_inverse=True)
        return self.rows[found], np.bincount(places, impacts).astype(np.float32)


def _hashes(words: Iterable[str]) -> npt.NDArray[np.uint64]:
    raw = (word.encode("utf-8", "surrogatepass") for word in words)
    return np.frombuffer(b"".join(hashlib.blake2b(one, digest_size=8).digest() for one in raw), np.uint64)
