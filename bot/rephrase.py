"""Has a finished answer put more fluently by a language model, if the owner has set one, and checks it.

The model may only say the same in other words. What comes back is taken when `says_the_same` finds every
number with its side, every name and every quote as they were and no word that could carry a claim of its
own; else the answer stays as it is. English answers only; off unless config.toml names an endpoint.
"""

import logging
import re
from collections import OrderedDict
from collections.abc import Set
from itertools import takewhile
from threading import Lock
from typing import Final

import httpx

from .settings import RephraseSection

log = logging.getLogger(__name__)

PROMPT: Final = (
    "Rewrite the user's text so that it reads as fluently as a friend would say it. Keep every number, every "
    "name and everything between quotation marks exactly as it is. Say nothing that is not in it, leave "
    "nothing out, use no markup. Answer with the rewritten text alone."
)
KEPT: Final = 500  # rewritten answers that are remembered
LONGER: Final = 1.3  # times the characters of the answer at most

_NUMBER = re.compile(r"\d[\d.,]*\d|\d")
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_QUOTE = re.compile(r"[“\"][^”\"]*[”\"]")
_MARKS = re.compile(r"[@<>\[\]{}`|*_#~\\/]|https?:")
_TOKEN = re.compile(rf"(?P<number>{_NUMBER.pattern})|{_WORD.pattern}")
_SIDES: Final = {
    "for": re.compile(r"for|prais\w*|positive", re.IGNORECASE),
    "against": re.compile(r"against|fault\w*|complain\w*|critici\w*|negative", re.IGNORECASE),
    "mixed": re.compile(r"minds|mixed|both", re.IGNORECASE),
}
_NOT = re.compile(r"no|not|none|never|neither|nor|without|nobody|nothing|cannot|\w+n['’]t", re.IGNORECASE)
# Words that carry no claim about a film, whatever stands beside them.
_NEUTRAL: Final = frozenset(
    re.findall(
        r"[\w']+",
        """a an the this that these those it its they them their he she him her his who which whom whose what
        and or but while whereas though although yet so as than then too also still in on of at to from by
        with about into over among between within for against is are was were be been being has have had do
        does did there here comes come goes go gets get given gives give when where how one's just out up
        i'd it's they're that's film films movie movies picture critic critics reviewer reviewers review
        reviews those others other rest person people say says said saying tell tells told think thinks
        thought write writes wrote call calls name names named mention mentions find finds found speak
        speaks talk talks side sides take takes taking""",
    )
)


class Rephraser:
    """Asks an OpenAI-compatible endpoint. Blocks; safe from several threads."""

    def __init__(self, settings: RephraseSection, key: str = "", client: httpx.Client | None = None) -> None:
        """`key` is sent as a bearer token where there is one; `client` is for tests of the network."""
        self._settings = settings
        headers = {"Authorization": f"Bearer {key}"} if key else {}
        self._client = client or httpx.Client(timeout=settings.seconds, headers=headers)
        self._kept: OrderedDict[str, str] = OrderedDict()
        self._lock = Lock()

    def __call__(self, answer: str) -> str:
        """The answer in other words, or as it is where the endpoint fails or does not keep to it."""
        with self._lock:
            if answer in self._kept:
                return self._kept[answer]
        said = self._ask(answer)
        if said is None:
            return answer
        kept = said if says_the_same(answer, said) else answer
        with self._lock:
            self._kept[answer] = kept
            if len(self._kept) > KEPT:
                self._kept.popitem(last=False)
        return kept

    def _ask(self, answer: str) -> str | None:
        body = {
            "model": self._settings.model,
            "temperature": 0,
            "messages": [{"role": "system", "content": PROMPT}, {"role": "user", "content": answer}],
        }
        try:
            found = self._client.post(f"{self._settings.url.rstrip('/')}/chat/completions", json=body)
            found.raise_for_status()
            said = found.json()["choices"][0]["message"]["content"]
        except (httpx.HTTPError, ValueError, KeyError, IndexError, TypeError) as error:
            log.warning("The rephrasing endpoint failed with %s.", type(error).__name__)
            return None
        return said.strip() if isinstance(said, str) else None


def says_the_same(answer: str, said: str) -> bool:
    """Whether `said` holds what `answer` says and nothing besides, as far as words can tell.

    Strict rather than clever: what it refuses may have been fine, what it takes adds nothing.
    """
    if not said or len(said) > LONGER * len(answer) or _MARKS.findall(said) != _MARKS.findall(answer):
        return False
    if _QUOTE.findall(answer) != _QUOTE.findall(said):
        return False
    before, after = _QUOTE.sub(" ", answer), _QUOTE.sub(" ", said)
    names = _names(before)
    if _facts(before, names) != _facts(after, names):
        return False
    known = {word.lower() for word in _WORD.findall(before)}
    added = {word.lower() for word in _WORD.findall(after)} - _NEUTRAL - known
    return all(any(_inflected(word, other) for other in known) for word in added)


def _facts(words: str, names: Set[str]) -> list[str]:
    """Numbers, sides, denials and names in their order; a number in brackets with the word before it."""
    found = []
    for token in _TOKEN.finditer(words):
        word = token[0]
        if token["number"]:
            before = words[: token.start()]
            told = _WORD.findall(before)[-1:] if before.endswith("(") else []
            found.append(" ".join([*told, word]))
        elif side := next((side for side, pattern in _SIDES.items() if pattern.fullmatch(word)), ""):
            found.append(side)
        elif _NOT.fullmatch(word):
            found.append("not")
        elif word in names:
            found.append(word)
    return found


def _names(words: str) -> set[str]:
    """Words with a capital that do not begin a sentence."""
    return {
        word[0]
        for word in _WORD.finditer(words)
        if word[0][0].isupper() and not re.search(r"(?:^|[.!?:]\s+|\n)$", words[: word.start()])
    }


def _inflected(word: str, other: str) -> bool:
    """Whether two words differ in their endings only: "praise", "praising"."""
    pairs = zip(word, other, strict=False)
    shared = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
    return shared >= 4 and max(len(word), len(other)) - shared <= 3
