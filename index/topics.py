"""Finer names for what a sentence judges: "the humour" says more than "its impact"."""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from index.language import later
from index.types import Aspect, Polarity, Sentence

_STEMS: Mapping[Aspect, Mapping[str, str]] = {
    "impact": {
        later("the humour"): (
            "humou?r|funn[yi]|laugh|hilari|comedic|comic\\b|witty|wit\\b|amus|jok[ei]|gags?\\b"
        ),
        later("the scares"): "scar(?:y|e|i)|creep|chilling|spook|terrify|frighten|fright\\b|dread",
        later("the suspense"): "suspens|tense\\b|tension|thrill(?!er)|gripping|excit|riveting|taut\\b",
        later("the emotion"): "moving\\b|touching|poignan|heart|emotion|tear|affecting|sentiment|tender",
    },
    "story": {
        later("the script"): "script|screenplay|screenwrit|written\\b|writing\\b",
        later("the dialogue"): "dialog|one-liner",
        later("the ending"): "ending\\b|final act|finale|conclusion|climax",
        later("the plot"): "plot|narrative|storyline",
        later("the characters"): "character",
    },
    "visuals": {
        later("the photography"): "photograph|cinematograph|camera",
        later("the effects"): "effects\\b|cgi\\b|f/x",
        later("the animation"): "animat",
    },
    "music": {later("the songs"): "songs?\\b", later("the score"): "score\\b"},
}
# All topics of an aspect at once, each in a group of its own; no two of them begin with the same word. They
# are sought in lower case: expressions that ignore it take three times as long.
_PATTERNS: Mapping[Aspect, re.Pattern[str]] = {
    aspect: re.compile(rf"\b(?:{'|'.join(f'({stems})' for stems in topics.values())})")
    for aspect, topics in _STEMS.items()
}

ASPECT_OF: Mapping[str, Aspect] = {name: aspect for aspect, topics in _STEMS.items() for name in topics}
"""The aspect that each topic belongs to; a topic is known by its English name, and said in any language."""


def topics_of(sentence: Sentence, only: Aspect | None = None) -> Iterator[tuple[str, Polarity]]:
    """The topics that a judged sentence speaks of, each with the polarity of its aspect there.

    Only aspects that the sentence evaluates are looked at, so a word alone is never taken for praise; `only`
    keeps the topics of one aspect.
    """
    for aspect, polarity in sentence.aspects.items():
        if only not in (None, aspect):
            continue
        yield from ((name, polarity) for name in _named(aspect, sentence.text))


@lru_cache(1 << 12)
def _named(aspect: Aspect, text: str) -> tuple[str, ...]:
    """The topics of an aspect that a text names."""
    if aspect not in _PATTERNS:
        return ()
    found = {match.lastindex for match in _PATTERNS[aspect].finditer(text.lower())}
    return tuple(name for n, name in enumerate(_STEMS[aspect], 1) if n in found) if found else ()
