"""Signs that a message holds a review to compare with, and which of its words are that review."""

import re

_ASKED_TEXT = r"(?P<text>(?:\S+\s+){2,}\S+)$"
_THIS = r"(?:(?: (?:this|it|the following|that|mine|my|our|one|these|what i wrote|here))+\b)"
REVIEWS_LIKE = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        (
            r"^.{0,60}?\b(?:similar (?:reviews?|opinions?|texts?|blurbs?|takes|snippets?) to|(?:reviews?"
            r"|opinions?|texts?|ones|blurbs?|takes|snippets?|critics?|anyone|anybody|any|something|anything"
            r"|quotes?)\b.{0,24}?"
            r"\b(?:like|similar to|resembl\w+|close(?:st)? to|match\w*|along the lines of|in the vein of"
            r"|that sounds? like|that reads? like|agree\w* with|echo\w*))\b"
            rf"(?:{_THIS})?(?: (?:review|text|one|take|paragraph|blurb))?(?: (?:of mine|i wrote|please"
            rf"|pls))?\s*\??\s*[:\"'\u2018\u201c>-]+\s*{_ASKED_TEXT}"
        ),
        (
            r"^.{0,40}?\b(?:similar (?:reviews?|opinions?|texts?) to|(?:reviews?|opinions?|texts?)\b.{0,20}?"
            r"\b(?:like|similar to|resembling|close to|matching|that sounds? like|that reads? like))\b"
            rf"(?:{_THIS})?(?: (?:review|text))?\s*[:\"\u201c-]*\s*(?P<text>(?:\S+\s+){{3,}}\S+)$"
        ),
        rf"^\W*(?:similar to|like|match|find (?:matches|ones) for"
        rf"|compare)(?:{_THIS})\b[^:\u2022]{{0,30}}?(?:[:>\"\u201c]+\s*| (?:please|pls"
        rf"|plz)[,.:]?\s+){_ASKED_TEXT}",
        r"^\W*(?:[\"\u201c](?=[^\"\u201d]{20,}[\"\u201d])"
        r"|'(?=.{20,}'))(?P<text>.{20,}?)[\"\u201d'](?![\w])\W*(?=.{0,60}\b(?:like|lines|similar|resembl\w+"
        r"|match\w*|same|sound\w*|agree\w*|alike|more|else|that)\b)(?=.{0,80}$)",
        (
            r"^.{0,80}?\b(?:i (?:put|posted|wrote|left|typed|said|scribbled)|my (?:own )?(?:review|take"
            r"|blurb|notes?|letterboxd)|here(?:'s| is) (?:my|what)|wrote this)\b"
            r"[^:>\"\u201c]{0,80}?[:>\"\u201c]+\s*(?P<text>(?:\S+\s+){4,}\S+)$"
        ),
        r"^.{0,60}?\b(?:reviews?|opinions?|blurbs?|snippets?|critics?"
        r"|takes?)\b[^:\"]{0,40}?[:>]\s*[\"\u201c](?P<text>[^\"\u201d]{20,})[\"\u201d]?\W*$",
    )
)
QUOTED = re.compile(r"[\"\u201c](?P<text>[^\"\u201d]{12,})[\"\u201d]|[:>]\s+(?P<other>\S.{20,})$")
ASKS = re.compile(
    r"\b(?:what (?:did|do|does|should|would|else|other|is|are)|is it|was it|any (?:good|recs)|recommend"
    r"|suggest\w*|compare|better than|whether|need to know"
    r"|how(?:'s| is| was| did| do)|did (?:critics|people|they|anyone|reviewers)|(?:do|did|does) (?:the "
    r"|your |any )?(?:critics?|people|they"
    r"|reviewers?|reviews?)|(?:who|which) (?:has|have|is|was)|what do|worth|tell me|give me|find me"
    r"|show me)\b",
    re.IGNORECASE,
)
"""A question asked somewhere in a long message, question mark or not."""
