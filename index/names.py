"""A table of names that is searched as people type: exact, by beginning, by a later word, and misspelt.

Serves both film titles and people; what a key is, its caller decides. Held in memory: sorted lists for the
beginnings, rapidfuzz over all keys only when nothing else fits.
"""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence, Set
from functools import cache
from heapq import nlargest, nsmallest
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

from .inside import Inside

_WORDS_FILE = Path(__file__).parent / "weights" / "ordinary_words.txt"
_LAST = "\U0010ffff"  # sorts behind every key that begins alike
FUNCTION_WORDS = frozenset(
    re.findall(
        r"\w+",
        "the a an of and in on to for at by with from is it s or as le la les de du des el los der die das",
    )
)
CHAT = frozenset((Path(__file__).parent / "weights" / "chat_words.txt").read_text(encoding="utf-8").split())
"""Words of chats and of talk about films that few reviews hold; nobody's name."""


@cache
def ordinary_words() -> dict[str, int]:
    """Words that are commonly written in lower case, with their rank (0 = most common).

    Counted in the training half of the Large Movie Review Dataset: those in lower case in at least 10 of the
    25,000 reviews, and in at least 0.22 times as many as have the word capitalised inside a sentence.
    """
    return {word: rank for rank, word in enumerate(_WORDS_FILE.read_text(encoding="utf-8").split())}


def is_ordinary(word: str) -> bool:
    """Whether this is an ordinary English word, so neither a name nor a misspelling for certain."""
    return word in ordinary_words() or word in FUNCTION_WORDS or len(word) < 2


def is_inflected(word: str) -> bool:
    """Whether this is an ordinary word or one with an ending: "warmer", "rewatching"."""
    if is_ordinary(word):
        return True
    for ending, stems in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) > 2:
            stem = word[: -len(ending)]
            doubled = stem[-1] == stem[-2] and is_ordinary(stem[:-1])  # the "slug" of "sluggish"
            if doubled or any(is_ordinary(stem + more) for more in stems):
                return True
    return word.startswith(("re", "un")) and len(word) > 5 and is_ordinary(word[2:])


_ENDINGS = (
    ("ier", ("y",)), ("iest", ("y",)), ("er", ("", "e")), ("est", ("", "e")), ("ing", ("", "e")),
    ("ed", ("", "e")),
    ("ly", ("",)), ("ish", ("", "e")), ("y", ("", "e")), ("ness", ("",)), ("s", ("",)), ("es", ("",)),
    ("fest", ("",)),
    ("able", ("", "e")), ("wise", ("",)), ("less", ("",)), ("ful", ("",)),
)  # fmt: skip


class NameTable:
    """Keys (words joined by single blanks) and the items they name.

    `names` holds (key, item) pairs, items being positions in `weights`; of two items that fit equally well
    the heavier comes first.
    """

    def __init__(self, names: Iterable[tuple[str, int]], weights: Sequence[int]) -> None:
        """Sorts all keys; about a second for 100,000 titles."""
        self._weights = weights
        items_of: dict[str, list[int]] = defaultdict(list)
        for key, item in names:
            if key and item not in items_of[key]:
                items_of[key].append(item)
        self._items = {key: sorted(items, key=self._rank) for key, items in items_of.items() if items}
        self._sorted = sorted(self._items)
        self._joined: dict[str, list[str]] = defaultdict(list)
        self._with_word: dict[str, list[str]] = defaultdict(list)
        later: list[tuple[str, int]] = []
        for place, key in enumerate(self._sorted):
            words = key.split(" ")
            self._joined["".join(words)].append(key)
            for word in dict.fromkeys(words):
                self._with_word[word].append(key)
            cut = key.find(" ")
            while cut >= 0:
                later.append((key[cut + 1 :], place))
                cut = key.find(" ", cut + 1)
        later.sort()
        self._later = [suffix for suffix, _ in later]
        self._later_place = np.array([place for _, place in later], np.int32)
        ranks = np.empty(len(weights), np.int32)
        ranks[np.argsort(-np.asarray(weights, np.int64), kind="stable")] = np.arange(len(weights))
        self._best = ranks[[self._items[key][0] for key in self._sorted]]  # of the items of each key
        self._inside = Inside(self._sorted)
        self._vocabulary = [word for word in self._with_word if len(word) > 3 and not word.isdigit()]
        self._spellings: dict[str, tuple[str, ...]] = {}

    def _rank(self, item: int) -> tuple[int, int]:
        return (-self._weights[item], item)

    def exact(self, key: str) -> list[int]:
        """Items of this very key, heaviest first."""
        return self._items.get(key, [])

    def joined(self, key: str) -> list[int]:
        """Items of a key that differs only in where the blanks are: "spiderman", "spider man"."""
        return self._of(self._joined.get(key.replace(" ", ""), ()))

    def has_word(self, word: str) -> bool:
        """Whether any key holds this word."""
        return word in self._with_word

    def beginning(self, typed: str, limit: int) -> list[int]:
        """Items with a key that begins as typed, heaviest first."""
        low, high = bisect_left(self._sorted, typed), bisect_left(self._sorted, typed + _LAST)
        return self._heaviest(np.arange(low, high, dtype=np.int32), limit)

    def later(self, typed: str, limit: int) -> list[int]:
        """Items with a key in which a word after the first begins as typed, heaviest first."""
        low, high = bisect_left(self._later, typed), bisect_left(self._later, typed + _LAST)
        return self._heaviest(self._later_place[low:high], limit)

    def misspelt_beginning(self, typed: str, limit: int) -> list[int]:
        """Items with a key whose beginning is at most one slip (two from eight letters) away from `typed`."""
        size = len(typed)
        slips = _slips(size)
        if not slips:
            return []
        low, high = bisect_left(self._sorted, typed[:2]), bisect_left(self._sorted, typed[:2] + _LAST)
        # Hardly anybody mistypes the first two letters, and the keys that begin with them are few; where they
        # are wrong, those behind are right, a place earlier or later if one is missing or too many.
        for keys in (self._sorted[low:high], self._with_inside(typed)):
            cut = [key[:size] for key in keys]
            found = process.extract(typed, cut, scorer=OSA.distance, score_cutoff=slips, limit=4 * limit)
            hits = [(distance, keys[place]) for _, distance, place in found]
            hits.sort(key=lambda hit: (hit[0], -self._weights[self._items[hit[1]][0]]))
            if hits:
                return self._of(key for _, key in hits)[:limit]
        return []

    def _with_inside(self, typed: str) -> list[str]:
        if len(typed) > 4:
            return [self._sorted[place] for place in self._inside.near(typed)]
        # One slip in the first two of four letters leaves the last two in place, unless the middle ones are
        # swapped or the key has only three.
        swapped = typed[0] + typed[2] + typed[1] + typed[3]
        low, high = bisect_left(self._sorted, swapped), bisect_left(self._sorted, swapped + _LAST)
        keys = {self._sorted[place] for place in self._inside.behind_two(typed[2:])}
        shorter = {typed[1:], typed[0] + typed[2:]}.intersection(self._items)
        return sorted(keys.union(self._sorted[low:high], shorter))

    def misspelt(self, key: str, is_word: Callable[[str], bool]) -> list[int]:
        """Items whose key is `key` but for slips of the pen; a whole other word (`is_word`) is no slip."""
        slips = _slips(len(key))
        if not slips:
            return []
        found = process.extract(key, self._sorted, scorer=OSA.distance, score_cutoff=slips, limit=20)
        good = [(distance, other) for other, distance, _ in found if _only_slips(key, other, is_word)]
        least = min((distance for distance, _ in good), default=0)
        return self._of(other for distance, other in good if distance == least)

    def spellings(self, word: str) -> tuple[str, ...]:
        """Words of the table that `word`, in no key itself, may be a slip for; at most three."""
        if word not in self._spellings:
            if len(self._spellings) > 10_000:
                self._spellings.clear()
            found = process.extract(
                word, self._vocabulary, scorer=OSA.distance, score_cutoff=_slips(len(word)), limit=8
            )
            good = [other for other, _, _ in found if is_slip(word, other) and not _is_ending(word, other)]
            self._spellings[word] = tuple(good[:3]) if len(word) > 3 else ()
        return self._spellings[word]

    def abbreviated(self, word: str) -> tuple[str, ...]:
        """Words of the table that `word`, which has no vowels, may be short for: "rpt" for "report"."""
        if len(word) < 3 or re.search(r"[aeiouy\d]", word):
            return ()
        return tuple(
            other
            for other in self._vocabulary
            if (other[0], other[-1]) == (word[0], word[-1])
            and len(other) <= 3 * len(word)
            and _in_order(word, other)
        )[:3]

    def holding(self, words: Sequence[str], at_most: int = 200) -> list[str]:
        """Keys that hold all these words in this order; empty when even the rarest is in too many keys."""
        lists = sorted((self._with_word.get(word, []) for word in words), key=len)
        if not lists or not lists[0] or len(lists[0]) > at_most:
            return []
        others: list[Set[str]] = [set(keys) for keys in lists[1:] if len(keys) <= at_most]
        return [
            key
            for key in lists[0]
            if all(key in other for other in others) and _in_order(words, key.split(" "))
        ]

    def nearest(self, key: str, limit: int) -> list[int]:
        """What somebody may have meant when nothing fits: keys spelt alike, or sharing their rarest words."""
        scores: dict[str, float] = {}
        for other, score, _ in process.extract(
            key, self._sorted, scorer=fuzz.ratio, score_cutoff=72, limit=20
        ):
            scores[other] = score / 100
        words = [word for word in dict.fromkeys(key.split(" ")) if word not in FUNCTION_WORDS]
        total = sum(self._rarity(word) for word in words) or 1.0
        for word in words:
            keys = self._with_word.get(word, [])
            if len(keys) <= 300:
                for other in keys:
                    common = set(other.split(" ")).intersection(words)
                    share = sum(self._rarity(shared) for shared in common) / total
                    if share >= 0.4:
                        scores[other] = max(
                            scores.get(other, 0.0), share * fuzz.ratio(key, other) / 100 + 0.3
                        )
        good = nlargest(4 * limit, scores.items(), key=lambda hit: (hit[1], hit[0]))
        return self._of(other for other, _ in good)[:limit]

    def items(self, keys: Iterable[str]) -> list[int]:
        """The items of some keys, heaviest first."""
        return sorted(self._of(keys), key=self._rank)

    def _rarity(self, word: str) -> float:
        return float(1.0 / (1.0 + len(self._with_word.get(word, ())) ** 0.5))

    def _of(self, keys: Iterable[str]) -> list[int]:
        return list(dict.fromkeys(item for key in keys for item in self._items[key]))

    def _heaviest(self, places: NDArray[np.int32], limit: int) -> list[int]:
        """The heaviest items of the keys at these places, some of which may stand there twice."""
        best, most = self._best[places], limit
        while most < len(places):
            some = np.argpartition(best, most)[:most]
            if len(np.unique(best[some])) >= limit:  # so all other keys name lighter items only
                places = places[some]
                break
            most *= 4
        return nsmallest(limit, self._of(self._sorted[place] for place in places), key=self._rank)


def _slips(length: int) -> int:
    """How many slips of the pen are believed in a name of this length."""
    return 0 if length < 4 else 1 if length < 8 else 2 if length < 18 else 3


def is_slip(word: str, other: str) -> bool:
    """Whether `word` may be `other` misspelt: figures never are, and two slips spare the first letter."""
    if any(letter.isdigit() for letter in word + other):
        return False
    distance = OSA.distance(word, other)
    shorter = min(len(word), len(other))
    if distance == 1:
        return shorter >= 3
    return distance == 2 and shorter >= 6 and word[0] == other[0]


def _is_spelling(word: str, other: str) -> bool:
    """Whether a long word has one letter more inside, as in "harbour" and "harbor"."""
    longer, shorter = sorted((word, other), key=len, reverse=True)
    return (
        len(shorter) >= 6
        and len(longer) == len(shorter) + 1
        and OSA.distance(word, other) == 1
        and (longer[0] == shorter[0] and longer[-1] == shorter[-1])
    )


def _is_ending(word: str, other: str) -> bool:
    """Whether two words differ in an ending only, which makes another word of it."""
    return word.rstrip("srd") == other.rstrip("srd")


def _only_slips(key: str, other: str, is_word: Callable[[str], bool]) -> bool:
    """Whether two keys, close in letters, are one name: another word makes another name ("boy", "bay")."""
    words, others = key.split(" "), other.split(" ")
    if len(words) != len(others):
        return _is_gap(words, others, is_word)
    wrong = [pair for pair in zip(words, others, strict=True) if pair[0] != pair[1]]
    if not wrong:
        return True
    if len(words) == 1:
        # Alone, an ending makes another title (*Clerks*, *Insider*), and so do two letters (*Firewall*).
        ours, theirs = wrong[0]
        if _is_ending(ours, theirs) or (len(ours) < 11 and OSA.distance(ours, theirs) > 1):
            return False
    right = [word for word in words if word in others and word not in FUNCTION_WORDS]
    if len(wrong) == 1 and len(right) >= 2 and OSA.distance(*wrong[0]) == 1:
        return not any(letter.isdigit() for letter in wrong[0][0] + wrong[0][1])
    if len(wrong) == 1 and right and _is_spelling(*wrong[0]):
        return True
    return all(is_slip(word, meant) and not is_word(word) for word, meant in wrong)


def _is_gap(words: Sequence[str], others: Sequence[str], is_word: Callable[[str], bool]) -> bool:
    """Whether one blank too many or too few is all that differs, besides one slip."""
    ours, theirs = set(words) - set(others), set(others) - set(words)
    if not ours or not theirs or any(letter.isdigit() for word in ours | theirs for letter in word):
        return False
    if OSA.distance("".join(words), "".join(others)) > 1:
        return False
    return not all(is_word(word) for word in ours)


def _in_order(words: Sequence[str], key: Sequence[str]) -> bool:
    rest = iter(key)
    return all(word in rest for word in words)
