"""What a trained judge is told of a message: its words without names, and what the rules see in them."""

import re
from collections.abc import Sequence
from typing import get_args

from . import follow, intents, signs, texts
from .intents import Intent
from .memory import Topic
from .phrasings import FILM, OTHER, OTHER_WHO, WHO
from .said import Said

INTENTS: tuple[Intent, ...] = get_args(Intent)
A_LOT = 200  # characters at either end of a long message, where what is asked stands
_SIGNS = (
    intents.TALKS, intents.BACK, intents.PART_OF_FILM, intents.PLAYED, intents.CONTINUES, signs.RANK,
    signs.SUPERLATIVE, signs.COMPARE, signs.COMPARE_ALONE, signs.WHICH_OF_THEM, signs.COMPARATIVE,
    signs.RECOMMEND, signs.RECOMMEND_LIKE, follow.OPINION, follow.OTHER_RANK, follow.OTHER_WISH,
    follow.LIMITS, follow.TO_ME, follow.CORRECTION, texts.QUOTED,
)  # fmt: skip


def features(said: Said, topic: Topic) -> tuple[float, ...]:
    """What the rules see in a message, and what was talked about before, as numbers from 0 to 1.

    Args:
        said: the message.
        topic: what the conversation was about.
    """
    words = len(said.words.split())
    films, people = len(said.films) + bool(said.choices), len(said.people) + bool(said.who)
    return tuple(
        map(
            float,
            (
                films > 0, films > 1, people > 0, people > 1, bool(said.missing),
                films + people + len(said.missing) > 1,
                bool(topic.films), len(topic.films) > 1, bool(topic.people), bool(topic.missing),
                bool(topic.choices),
                *(topic.intent == one for one in INTENTS),
                words < 4, words < 8, words > 20, words >= 30, "?" in said.words,
                ":" in said.words, bool(said.aspects), follow.is_small_talk(said.rest),
                *(sign.search(said.rest) is not None for sign in _SIGNS),
            ),
        )
    )  # fmt: skip


def without_names(words: str, spans: Sequence[tuple[int, int, bool]]) -> str:
    """A message with known names in place of those in it, and only its ends where it is long.

    Args:
        words: the message.
        spans: start and end of the titles and names in it, and whether each is a person's.
    """
    films, people = iter((FILM, OTHER)), iter((WHO, OTHER_WHO))
    pieces, end = [], 0
    for start, stop, person in sorted(spans):
        if start >= end:
            name = next(people, OTHER_WHO) if person else next(films, OTHER)
            pieces += [words[end:start], name]
            end = stop
    text = re.sub(r"\s+", " ", "".join([*pieces, words[end:]]))
    return text if len(text) <= 2 * A_LOT else f"{text[:A_LOT]} ... {text[-A_LOT:]}"
