"""Weak labels for "does this sentence evaluate?", since nobody labelled that.

Bootstrapping after Riloff and Wiebe (2003), "Learning Extraction Patterns for Subjective Expressions": rules
of high precision label the clear sentences, a classifier learns words from them and judges the rest.
"""

import re

_I = re.IGNORECASE
_WORK = r"(?:movie|film|flick|picture|one|show|series|acting|cast|script|plot|story|direction|ending|dialogue|score)"
_VERDICT = re.compile(
    rf"\b(?:this|the|a) {_WORK} (?:is|was|are|were) (?:just |so |very |really |pretty |quite |truly |not )*"
    r"(?:\w+ly )?(?:good|great|bad|awful|terrible|excellent|superb|poor|brilliant|dull|boring|fun|funny|amazing|weak|"
    r"predictable|horrible|wonderful|beautiful|fantastic|stupid|ridiculous|perfect|mediocre|ok|okay|decent|fine)\b"
    r"|\bi(?:'ve| have)? (?:\w+ly )?(?:loved|hated|enjoyed|liked|disliked|recommend|adored)\b"
    r"|\b(?:highly|strongly|definitely) recommend|\bwaste of (?:time|money|film)|\bmust[- ]see\b|\bavoid (?:this|it)\b"
    r"|\b(?:best|worst|funniest|greatest) (?:\w+ )?(?:movie|film|thing|performance|part|comedy|movies|films)\b"
    r"|\b(?:10|[0-9])(?:\.\d)? ?(?:/|out of) ?10\b|\b(?:well|badly|poorly|beautifully|brilliantly) (?:acted|written|shot|made|done)\b"
    r"|\b(?:acting|performances?|directing|cinematography|photography|soundtrack|special effects) "
    r"(?:is|was|are|were) (?!by\b|done\b)",
    _I,
)
_REVIEW_TALK = re.compile(
    r"\b(?:movies?|films?|flick|acting|actors?|actress(?:es)?|performances?|direct\w*|cinema\w*|scenes?|scripts?|"
    r"plots?|characters?|audiences?|viewers?|watch\w*|my|me|i|we|us|you|your|worth|score|dialogue|comedy|effects?|"
    r"best|worst|better|great|good|bad|funny|boring|love story|unfortunately|sadly|however|rating|stars?)\b",
    _I,
)
_NARRATION = re.compile(
    r"\b(?:he|she|they|who|and) (?!is\b|was\b|has\b|does\b|plays\b|gives\b|makes\b|makes\b|delivers\b|shines\b|steals\b|"
    r"looks\b|seems\b|manages\b|brings\b|comes\b|keeps\b|proves\b|this\b|always\b|his\b)(?:soon |then |finally )?[a-z]{3,}s\b"
    r"|\b(?:his|her|their) (?:wife|husband|father|mother|brother|sister|son|daughter|boss|friend|girlfriend|boyfriend|"
    r"family|home|house|job|partner|parents|lover|fiance\w*)\b"
    r"|\([A-Z][\w'.-]+ [A-Z][\w'.-]+\)|\b(?:falls? in love with|is murdered|is killed|are killed|sets? out to|gets? caught)\b"
    r"|\b(?:a|an|the) (?:young|old|rich|poor|retired|former|small|local)\s?\w* (?:man|woman|boy|girl|couple|town|cop|teacher|doctor|"
    r"detective|student|writer|village|family)\b"
)
_FACTS = re.compile(
    r"\bi (?:saw|watched|rented|caught|bought|first saw) (?:this|it|the)\b[^.!?]*\b(?:at|on|in|from|when|last|yesterday|years? ago|night)\b"
    r"|\b(?:was|were) (?:released|filmed|shot|produced|born|broadcast|aired)\b|\bbased on (?:a|the) (?:novel|book|play|true)\b"
    r"|\b(?:directed|written|produced) (?:in \d{4}|by [A-Z])|\bin (?:19|20)\d\d\b|\bthe (?:story|film|movie|plot) "
    r"(?:begins|starts|opens|takes place|follows|concerns|revolves|is about|is set|tells|centers|deals)\b"
    r"|\bspoilers?\b|\b(?:also|other) (?:starred|directed|wrote|known)\b|\bis available on (?:dvd|video)\b",
    _I,
)


def weak_label(sentence: str, log_odds: float) -> int | None:
    """1 for a sentence that surely evaluates, 0 for one that surely doesn't, None when unsure.

    `log_odds` is how positive the sentence head finds it: narration is near 0.
    """
    if len(sentence.split()) < 3:
        return None
    verdict = bool(_VERDICT.search(sentence))
    if verdict and abs(log_odds) > 0.7:
        return 1
    if verdict:
        return None
    if _FACTS.search(sentence) and abs(log_odds) < 1.0:
        return 0
    if _NARRATION.search(sentence) and not _REVIEW_TALK.search(sentence) and abs(log_odds) < 2.5:
        return 0
    return None
