"""Films and people that are asked for everywhere, so that one the corpus lacks is recognised by its name.

"city of god thoughts?" has no capital that tells a title, and every word of it is ordinary. Nothing is known
of them but what they are called; what the corpus holds is never looked up here.
"""

from functools import cache
from pathlib import Path

from .names import FUNCTION_WORDS
from .titles import title_key

_FOLDER = Path(__file__).parent / "weights"


@cache
def famous_titles() -> frozenset[str]:
    """Keys of well-known titles, as `titles.title_key` makes them; long ones also without small words."""
    keys = {
        title_key(way) for title in _lines("famous_titles.txt") for way in (title, title.replace("-", ""))
    }
    short = {" ".join(word for word in key.split() if word not in FUNCTION_WORDS) for key in keys}
    return frozenset(keys | {key for key in short if key.count(" ") > 1})


@cache
def famous_people() -> frozenset[str]:
    """Keys of well-known people's names."""
    return frozenset(map(title_key, _lines("famous_people.txt")))


def _lines(name: str) -> list[str]:
    return (_FOLDER / name).read_text(encoding="utf-8").splitlines()
