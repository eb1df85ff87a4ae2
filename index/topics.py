"""Finer names for what a sentence judges: "the humour" says more than "its impact"."""

import re
from collections.abc import Iterator, Mapping

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
_PATTERNS: Mapping[Aspect, Mapping[str, re.Pattern[str]]] = {
    aspect: {name: re.compile(rf"\b(?:{stems})", re.IGNORECASE) for name, stems in topics.items()}
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
        for name, pattern in _PATTERNS.get(aspect, {}).items():
            if pattern.search(sentence.text):
                yield name, polarity
