"""The words and n-grams that the linear models see, one way for training and for use."""

import re
from collections.abc import Iterable, Iterator

_TOKEN = re.compile(r"\d+(?:\.\d+)?(?:/\d+)?|[^\W\d_]+(?:['-][^\W\d_]+)*|[.,;:()!?\"]|\*+")
_APOSTROPHES = str.maketrans({"\u2019": "'", "\u2018": "'", "`": "'"})
_STOP = frozenset('.,;:()!?"')
NEGATORS = frozenset(
    re.findall(
        r"\w+",
        """not no never neither nor nobody nothing nowhere none cannot without hardly barely scarcely rarely
        lack lacks lacking fail fails failed isnt wasnt dont didnt doesnt cant couldnt wont wouldnt aint""",
    )
)
_UNDONE = frozenset({"only", "just", "merely", "simply"})
_SCOPE = 3


def words(text: str) -> list[str]:
    """The lower-case words and marks of a text, in order."""
    return _TOKEN.findall(_plain(text))


def _plain(text: str) -> str:
    return text.translate(_APOSTROPHES).lower()


def negates(word: str) -> bool:
    """Whether a word turns what follows it round: "not", "never", "isn't"."""
    return word in NEGATORS or word.endswith("n't")


def ngrams(text: str, longest: int = 3) -> set[str]:
    """The distinct n-grams of 1 to `longest` words; a single word within reach of a negation is "not_word".

    Negation marking is after Das and Chen (2001), with a reach of three words within a clause.
    """
    plain = _plain(text)
    tokens: list[str] = _TOKEN.findall(plain)
    # most sentences negate nothing, and need no look at every word
    negated = "n't" in plain or not NEGATORS.isdisjoint(tokens)
    grams = set(_marked(tokens) if negated else tokens)
    for size in range(2, longest + 1):
        grams.update(map(" ".join, zip(*(tokens[i:] for i in range(size)), strict=False)))
    return grams


def _marked(tokens: Iterable[str]) -> Iterator[str]:
    reach = 0
    for token in tokens:
        if token in _STOP:
            reach = 0
        elif negates(token):
            reach = _SCOPE
        elif token in _UNDONE and reach == _SCOPE:
            reach = 0  # "not only funny" says that it is
        elif reach:
            yield "not_" + token
            reach -= 1
            continue
        yield token
