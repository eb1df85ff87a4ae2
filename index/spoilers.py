"""Which sentences give away how a film ends, so that nobody reads it unwarned."""

import re

from .sentences import Span, spans

_GIVES_AWAY = re.compile(
    r"""\bspoilers?\b
        |\b(?:in|at)\sthe\s(?:very\s)?end,?\s(?:he|she|they|we\slearn|we\sfind)\b
        |\b(?:he|she|they|who|and)\s(?:\w+ly\s|finally\s|then\s|both\s|all\s)?(?:dies|die|is\skilled|are\skilled|gets?\skilled
            |is\smurdered|commits?\ssuicide|kills?\s(?:himself|herself|themselves)|is\s(?:actually|really)\s(?:dead|alive)
            |was\sdead\sall\salong|was\s(?:just|only|all)\sa\sdream)\b
        |\b(?:turns?|turned|turning)\sout\s(?:to\sbe\s(?:his|her|alive|dead|(?:the|an?)\s(?:real\s)?(?:killer
            |murderer|culprit|traitor|ghost|dream|twin|brother|sister|father|mother|son|daughter))
            |that\s(?:he|she|they|the|it\swas\s(?:he|all)))\b
        |\bturns?\sout\s(?:he|she|they|it\swas\sall)\b
        |\b(?:is|are|was|gets?)\s(?:finally\s|later\s|eventually\s)?revealed\s(?:to\sbe|as\sthe|that)\b
        |\bthe\s(?:real\s)?(?:killer|murderer|culprit|traitor|mole)\s(?:is|was|turns|ends)\b
        |\b(?:final|last|surprise|big)\stwist\s(?:is|was)\s(?:that|how|when)\b
        |\bending\s(?:where|in\swhich|when)\b
        |\b(?:final|last|closing)\s(?:scene|shot|reel|minutes|act)\s(?:where|in\swhich|when)\b
        |\bends?\s(?:up\s(?:dead|killing|marrying|dying|in\sprison|alone)|with\s(?:him|her|them|the\sdeath))\b
        |\b(?:survives?|is\ssaved)\s(?:at|in)\sthe\send\b
        |\bkills?\soff\sthe\b|\bwe\s(?:finally\s)?(?:learn|discover|find\sout)\sthat\s(?:he|she|they|the)\b""",
    re.VERBOSE,
)
# One of these is in all that `_GIVES_AWAY` finds; few sentences hold any, and it takes ten times as long.
_HINTS = (
    "spoiler", "end", "die", "kill", "murder", "suicid", "dead", "alive", "dream", "turn", "reveal",
    "culprit", "traitor", "mole", "twist", "final", "last", "closing", "learn", "discover", "find",
)  # fmt: skip
_SAFE = re.compile(
    r"""\b(?:no|without|free\sof|avoid(?:ing)?|not\s(?:a|give)|non-?|minor)\s?-?(?:any\s|real\s"
    r"|major\s)?spoilers?\b
        |\bspoilers?[\s-]free\b
        |^\W*(?:when|after|before|once)\b[^,]*\b(?:dies|die|killed|murdered)\b
        |\b(?:dies|die|killed|murdered)\s(?:laughing|of\sboredom)\b""",
    re.VERBOSE,
)


def gives_away(sentence: str) -> bool:
    """Whether a sentence tells how the film ends: a death, a culprit, a twist, or the word spoiler itself.

    A death that opens the plot ("When his wife dies, ...") is none. By rules, for want of labelled data:
    they rather warn once too often.
    """
    lowered = sentence.lower()  # expressions that ignore case take three times as long
    return any(map(lowered.__contains__, _HINTS)) and bool(_GIVES_AWAY.search(_SAFE.sub(" ", lowered)))


def giving_away(text: str) -> list[Span]:
    """The sentences of a clean text that give away the end, as character offsets in order."""
    return [(start, end) for start, end in spans(text) if gives_away(text[start:end])]
