"""Slips of the pen in the words that questions are made of: "suspensful", "cinematograhpy", "recomend"."""

import re
from collections.abc import Sequence
from functools import cache, lru_cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

from index.names import is_inflected

_WORDS = tuple(
    re.findall(
        r"\S+",
        """acting actors actress performance performances casting story storyline dialogue screenplay script
        ending narrative characters writing written directing direction director directed visuals visually
        effects cinematography photography costumes animation camerawork music soundtrack score songs pacing
        pace boring length editing suspense suspenseful funny hilarious humour scary frightening moving
        emotional exciting thrilling gripping touching creepy disturbing tension overall review reviews
        reviewer reviewers critic critics opinion opinions recommend recommendation recommendations suggest
        similar compare compared comparison better worse funniest scariest best worst movie movies film films
        comedy comedies thriller thrillers horror documentary documentaries romance romantic drama mention
        mentions mentioning complain complains complaining praise praised people think thought something
        anything watch watching worth tonight animated animation confusing confused original remake sequel
        different according specifically versus character special audience rated rating ratings worst quotes
        quote search favourite favorite depressing terrifying romantic visually actors leads convincing
        believable overrated underrated pretentious predictable slower scarier funnier sadder ranked ranking
        negative positive beautiful gorgeous interesting terrible horrible awful brilliant masterpiece
        consensus reception enjoyed liked liken likens likened video videos""",
    )
)
_WORD = re.compile(r"[^\W\d_]{5,}")


def mended(words: str, names: Sequence[tuple[int, int]] = ()) -> str:
    """Words with such slips put right; what stands in `names`, spans of titles and names, stays as it is."""

    def put(found: re.Match[str]) -> str:
        named = any(start < found.end() and found.start() < end for start, end in names)
        return found[0] if named else _mend(found[0].lower()) or found[0]

    return _WORD.sub(put, words)


@cache
def _known() -> frozenset[str]:
    return frozenset(_WORDS)


@lru_cache(10_000)
def _mend(word: str) -> str:
    if word in _known() or is_inflected(word):
        return ""
    most = 2 if len(word) > 7 else 1
    found = process.extractOne(word, _WORDS, scorer=OSA.distance, score_cutoff=most)
    return found[0] if found is not None and found[0][0] == word[0] else ""
