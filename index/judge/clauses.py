"""Where a sentence turns: its clauses, and those that a word of contrast sets against each other."""

import re
from dataclasses import dataclass

_TURN = re.compile(
    r"""
      (?P<mark>;|\s--+\s|\s[-\u2013\u2014]\s|\u2014|\.\.\.|\u2026)
    | (?P<but>,?\s(?:but|yet|although|though|even\sthough|whereas|however|nevertheless|nonetheless|except
        |despite|in\sspite\sof|albeit|unlike|even\sas|at\sleast\suntil|unfortunately|sadly|alas)\b(?!\s*[.!?]*$))
    | (?P<while>,\s(?:while|when|if)\b)
    | (?P<also>(?:,\s(?:and|or|so|because|with)|\s(?:and|because))
        \s(?=(?:the|its?|his|her|their|this|that|there|i|he|she|they|you|we|all|every|as|a)\b)
        |,\s(?=(?:(?:the|its|his|her|their)\s)?[\w-]+\s(?:is|was|are|were|isn't|wasn't)\b))
    """,
    re.VERBOSE | re.IGNORECASE,
)
_NO_TURN = re.compile(
    r"(?:\bnot (?:only|just|merely|simply)\b.*"
    r"|\b(?:nothing|anything|all|none|everything|cannot help|can't help|as))\s*$",
    re.IGNORECASE,
)
_CONCEDES = re.compile(
    r"\s*(?:but |and |yet )?(?:although|though|even though|while|whilst|despite|in spite of|for all"
    r"|aside from|apart from|as much as|even if)\b",
    re.IGNORECASE,
)
_TURNS_NEXT = re.compile(
    r"\W*(?:but|yet|however|sadly|unfortunately|alas|still|too bad|on the other hand)\b", re.IGNORECASE
)
_WORD = re.compile(r"\w{3,}|\b(?:is|no|so)\b")


@dataclass(frozen=True, slots=True)
class Clause:
    """`sentence[start:end]`; `turns` when a word of contrast leads into it or out of it."""

    start: int
    end: int
    turns: bool = False


def clauses(sentence: str) -> list[Clause]:
    """The clauses of a sentence in order, together covering it; one of hardly any words joins the last."""
    cuts: dict[int, bool] = {}
    opening = _CONCEDES.match(sentence)
    if opening:
        comma = sentence.find(",", opening.end())
        if comma > 0:
            cuts[comma] = True
    for turn in _TURN.finditer(sentence):
        if turn.start() == 0 or (turn["but"] and _NO_TURN.search(sentence[: turn.start()])):
            continue
        turns = bool(turn["but"] or turn["while"] or _TURNS_NEXT.match(sentence, turn.end()))
        cuts[turn.start()] = turns or cuts.get(turn.start(), False)
    found: list[Clause] = []
    start, turned = 0, False
    for cut, turns in [*sorted(cuts.items()), (len(sentence), False)]:
        words = len(_WORD.findall(sentence, start, cut))
        if words < (1 if turns else 2) and cut < len(sentence):
            turned = turned or turns
            continue
        if words < (1 if turned else 2) and found:
            last = found.pop()
            found.append(Clause(last.start, cut, last.turns))
            continue
        found.append(Clause(start, cut, turned or turns))
        start, turned = cut, turns
    return found


def turning(sentence: str) -> list[Clause]:
    """The clauses of a sentence that a word of contrast sets against each other; empty if there are none."""
    found = [clause for clause in clauses(sentence) if clause.turns]
    return found if len(found) > 1 else []
