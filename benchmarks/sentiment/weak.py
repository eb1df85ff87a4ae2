"""Weak labels for "does this sentence evaluate?", since nobody labelled that.

Bootstrapping after Riloff and Wiebe (2003), "Learning Extraction Patterns for Subjective Expressions": rules
of high precision label the clear sentences, a classifier learns words from them and judges the rest.
"""

import re

_I = re.IGNORECASE | re.VERBOSE
_VERDICT = re.compile(
    r"""\b(?:this|the|a)\s(?:movie|film|flick|picture|one|show|series|acting|cast|script|plot|story|direction|ending
            |dialogue|score)\s(?:is|was|are|were)\s(?:just\s|so\s|very\s|really\s|pretty\s|quite\s|truly\s|not\s)*
            (?:\w+ly\s)?(?:good|great|bad|awful|terrible|excellent|superb|poor|brilliant|dull|boring|fun|funny|amazing
            |weak|predictable|horrible|wonderful|beautiful|fantastic|stupid|ridiculous|perfect|mediocre|ok|okay|decent
            |fine)\b
        |\bi(?:'ve|\shave)?\s(?:\w+ly\s)?(?:loved|hated|enjoyed|liked|disliked|recommend|adored)\b
        |\b(?:highly|strongly|definitely)\srecommend|\bwaste\sof\s(?:time|money|film)|\bmust[-\s]see\b
        |\bavoid\s(?:this|it)\b
        |\b(?:best|worst|funniest|greatest)\s(?:\w+\s)?(?:movie|film|thing|performance|part|comedy|movies|films)\b
        |\b(?:10|[0-9])(?:\.\d)?\s?(?:/|out\sof)\s?10\b
        |\b(?:well|badly|poorly|beautifully|brilliantly)\s(?:acted|written|shot|made|done)\b
        |\b(?:acting|performances?|directing|cinematography|photography|soundtrack|special\seffects)
            \s(?:is|was|are|were)\s(?!by\b|done\b)""",
    _I,
)
_REVIEW_TALK = re.compile(
    r"""\b(?:movies?|films?|flick|acting|actors?|actress(?:es)?|performances?|direct\w*|cinema\w*|scenes?|scripts?
        |plots?|characters?|audiences?|viewers?|watch\w*|my|me|i|we|us|you|your|worth|score|dialogue|comedy|effects?
        |best|worst|better|great|good|bad|funny|boring|love\sstory|unfortunately|sadly|however|rating|stars?)\b""",
    _I,
)
_NARRATION = re.compile(
    r"""\b(?:he|she|they|who|and)\s(?!(?:is|was|has|does|plays|gives|makes|delivers|shines|steals|looks|seems|manages
            |brings|comes|keeps|proves|this|always|his)\b)(?:soon\s|then\s|finally\s)?[a-z]{3,}s\b
        |\b(?:his|her|their)\s(?:wife|husband|father|mother|brother|sister|son|daughter|boss|friend|girlfriend
            |boyfriend|family|home|house|job|partner|parents|lover|fiance\w*)\b
        |\([A-Z][\w'.-]+\s[A-Z][\w'.-]+\)
        |\b(?:falls?\sin\slove\swith|is\smurdered|is\skilled|are\skilled|sets?\sout\sto|gets?\scaught)\b
        |\b(?:a|an|the)\s(?:young|old|rich|poor|retired|former|small|local)\s?\w*\s(?:man|woman|boy|girl|couple|town
            |cop|teacher|doctor|detective|student|writer|village|family)\b""",
    re.VERBOSE,
)
_FACTS = re.compile(
    r"""\bi\s(?:saw|watched|rented|caught|bought|first\ssaw)\s(?:this|it|the)\b[^.!?]*\b(?:at|on|in|from|when|last
            |yesterday|years?\sago|night)\b
        |\b(?:was|were)\s(?:released|filmed|shot|produced|born|broadcast|aired)\b
        |\bbased\son\s(?:a|the)\s(?:novel|book|play|true)\b
        |\b(?:directed|written|produced)\s(?:in\s\d{4}|by\s[A-Z])|\bin\s(?:19|20)\d\d\b
        |\bthe\s(?:story|film|movie|plot)\s(?:begins|starts|opens|takes\splace|follows|concerns|revolves|is\sabout
            |is\sset|tells|centers|deals)\b
        |\bspoilers?\b|\b(?:also|other)\s(?:starred|directed|wrote|known)\b|\bis\savailable\son\s(?:dvd|video)\b""",
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
