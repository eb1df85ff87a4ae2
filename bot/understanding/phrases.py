"""What words give away by themselves: the aspects and the side that a question is about. English only."""

import re
from collections.abc import Iterable, Mapping

from index.types import Aspect, Polarity

LONGEST = 4000  # characters that Discord lets anybody send
_MARKUP = re.compile(r"<(?:@[!&]?|#|a?:\w+:|t:|/[^:>]*:)\d+(?::\w)?>|@(?:everyone|here)\b|https?://\S+")
_LINK = re.compile(r"\[([^\]]{1,200})\]\(<?https?://[^)\s]*\)")
_MARKDOWN = re.compile(r"\*\*+|__+|~~|\|\||`+|^\s*(?:>+|#{1,3}|-#)\s+", re.MULTILINE)


# As people type, spelt as the patterns expect it.
_SHORTHAND = {
    "abt": "about",
    "tonite": "tonight",
    "nite": "night",
    "u": "you",
    "r": "are",
    "n": "and",
    "smth": "something",
    "sth": "something",
    "nvm": "never mind",
    "cuz": "because",
    "tho": "though",
    "rly": "really",
    "vids": "videos",
    "howd": "how did",
    "how'd": "how did",
    "what'd": "what did",
    "youve": "you have",
    "whos": "who's",
    "wheres": "where's",
    "dis": "this",
    "gimme": "give me",
    "wanna": "want to",
    "gonna": "going to",
    "dunno": "don't know",
    "lemme": "let me",
    "movei": "movie",
    "moive": "movie",
    "flim": "film",
    "bout": "about",
    "hows": "how's",
    "plz": "please",
    "ppl": "people",
    "wat": "what",
    "whats": "what's",
    "wut": "what",
}
_SHORT = re.compile(rf"(?<![\w'\u2019.&/-])(?:{'|'.join(_SHORTHAND)})(?![\w'\u2019.&/-])", re.IGNORECASE)
_PICTURES = re.compile(
    r"[\U0001f000-\U0001faff\u2600-\u27bf\u2b00-\u2bff\ufe0f\u200d\u20e3]"
    r"|(?<!\S)[:;=8xX]['\u2019]?-?[)(DPpOo/|3*]+(?!\S)|<3|\^_*\^"
)
_RUNS = re.compile(r"([^\w\s])\1{3,}")
_STRETCHED = re.compile(r"([^\W\d_])\1{3,}")


def plain_words(message: str) -> str:
    """A message without mentions, emoji, links and Markdown, no longer than Discord lets one be."""
    unlinked = _LINK.sub(r"\1", message[:LONGEST])
    words = _PICTURES.sub(" ", _MARKDOWN.sub(" ", _MARKUP.sub(" ", unlinked)))
    words = " ".join(_STRETCHED.sub(r"\1\1", _RUNS.sub(r"\1\1\1", words)).split())
    words = re.sub(r"\s+\(?y/n\)?(?=\W*$)", "", words, flags=re.IGNORECASE)
    words = re.sub(r"(?<!\S)w/ ?", "with ", words, flags=re.IGNORECASE)
    return _SHORT.sub(lambda short: _SHORTHAND[short[0].lower()], words)


def says_something(message: str) -> bool:
    """Whether a message holds more than mentions and blanks, be it only emoji."""
    return bool(_MARKDOWN.sub("", re.sub(r"<@[!&]?\d+>", "", message)).strip("?! \n\t"))


def either(*alternatives: str) -> re.Pattern[str]:
    """A pattern that is found where any of these is, whatever the case."""
    return re.compile("|".join(rf"(?:{each})" for each in alternatives), re.IGNORECASE)


_ASPECTS: Mapping[Aspect, re.Pattern[str]] = {
    "acting": either(
        r"\bact(?:ing|ed|ors?|ress(?:es)?)\b",
        r"\bperform(?:ances?|ers?|s)\b",
        r"\bcast(?:ing)?\b",
        r"\bwho(?:'s| is| was) (?:in it|good in|best in|great in)\b|\bwho (?:stands|stood) out\b"
        r"|\bportray\w*\b",
        r"\b(?:well|badly|poorly) played\b",
        r"\bsteals? the (?:show|film|movie)\b|\bchemistry\b|\bwho plays?\b|\baccents?\b|\bmiscast\b",
    ),
    "story": either(
        r"\bplot(?:s|ting|line)?\b",
        r"\bstor(?:y|ies|yline)\b",
        r"\bscript(?:ed)?\b",
        r"\bscreenplay\b",
        r"\bdialogu?e?s?\b|\bbanter\b|\bone-?liners?\b",
        r"\bending\b",
        r"\bfinale\b",
        r"\btwists?\b",
        r"\bcharacters?\b",
        r"\bwrit(?:ing|ten|ers?)\b",
        r"\bnarrative\b|\bstorytelling\b|\bstorylines?\b|\bpremise\b|\bsubplots?\b|\blines\b",
        r"\bconfus\w+\b|\bmakes? (?:any |much |no )?sense\b|\bpredictable\b|\bplot ?holes?\b"
        r"|\bhard to follow\b",
    ),
    "direction": either(
        r"\bdirect(?:ion|ing|or)\b", r"(?<!\u2022 )\bdirected\b(?! by)", r"\bfilm-?making\b"
        r"|\bbehind the camera\b"
    ),
    "visuals": either(
        r"\bvisual(?:s|ly)?\b",
        r"\beffects\b",
        r"\b(?:s?fx|vfx|cgi)\b",
        r"\b(?:cinemat|phot)ography\b",
        r"\b(?:camera\s?work|(?<!behind the )camera|shaky[- ]?cam|cam)\b",
        r"\bcostumes?\b",
        r"\b(?:set|production) design\b",
        r"\bsets\b",
        r"\blocations?\b",
        r"\banimation\b",
        r"\bhow (?:it|they) looks?\b",
        r"\b(?:does|did|do) [^,?]+ look\b",
        r"\blooks? (?:of|good|great|bad|nice|cheap|like)\b",
        r"\bimages?(?:ry)?\b",
        r"\bpretty to\b|\bhow pretty\b|\b(?:is|looks?) (?:it )?pretty\b(?! \w)|\bprettier\b|\bprettiest\b",
        r"\b(?:gorgeous|stunning|beautiful(?:ly)?|ugl(?:y|ier|iest)|eye[- ]candy|breathtaking)\b",
        r"\bfeast for the eyes?\b|\beasy on the eyes?\b|\u2022 (?:really |actually |that |very )?pretty\W*$"
        r"|\bcolou?r(?:s|ful)?\b",
        r"\bfootage\b|\b(?:best|worst|good|great|nice|better|nicest|\w+est|\w+ish|cheap(?:er)?"
        r"|slick)[- ]looking\b|\bto look at\b|\blook of\b"
        r"|\blooks?\b\W*$",
        r"\b(?:shot|filmed|lighting|lit|special f/?x|make-?up|scenery|landscapes?|graphics|(?:well|badly"
        r"|poorly|beautifully) animated)\b",
    ),
    "music": either(
        r"\bmusic(?:al score)?\b(?! (?:docs?|documentar|films?|movies?|biopics?|videos?))",
        r"(?<!low )(?<!high )(?<!lower )(?<!higher )(?<!review )(?<!critics )\bscores?\b(?! (?:out|of \d))",
        r"\bsound\s?tracks?\b",
        r"\bsongs?\b",
        r"\bsound\b",
        r"\btunes?\b",
        r"\bost\b|\bneedle[- ]?drops?\b",
    ),
    "pacing": either(
        r"\bpac(?:e|ed|ing|y)\b",
        r"\bslow\b|\bslower\b|\bslowest\b",
        r"\bdrags?\b|\bdragg(?:y|ing|ed)\b(?! (?:me|us|him|her|them|my|out to|to)\b)",
        r"\b(?:too|so|very|how|really|bit|feel|it|that|is|overly) long\b",
        r"\blong (?:movie|film|one)s?\b",
        r"\boverlong\b|\blonger\b|\blength\b",
        r"\bedit(?:ed|ing|or)\b",
        r"\btempo\b",
        r"\brushed\b",
        r"\bbor(?:ing|ed|e|es)\b",
        r"\btedious\b",
        r"\brun(?:ning)?[ -]?time\b",
        r"\bdull\b",
        r"\bquick(?:er|est)\b|\bfast(?:er|est)?\b|\bspeed\b|\bslogs?\b|\bmoves? along\b|\b(?:fly|flies|flew"
        r"|whizz\w*|zips?) by\b",
        r"\b(?:snooz\w*|fall(?:ing)? asleep|fell asleep|nod(?:ded)? off|put me to sleep|sluggish|plodding"
        r"|brisk|leisurely|drawn[- ]out)\b",
        r"\b(?:shorter|too short|trimmed|pad(?:ded|ding)|bloated|hours? long)\b|(?<!for )\b(?:\d|two|three"
        r"|four)[\d.]* h(?:ou)?rs?\b|\bkeeps? moving\b|\bsit(?:ting|s)? through\b",
    ),
    "impact": either(
        r"\bfunn(?:y|ier|iest)\b",
        r"\bhumou?r(?:ous)?\b",
        r"\bhilarious\b",
        r"\blaugh(?:s|ing)?\b",
        r"\bjokes?\b",
        r"\bgags\b",
        r"\bscar(?:y|ier|iest|ed|e|es)\b",
        r"\bcreep(?:y|ier|iest)\b",
        r"\bfright(?:en|ening|ful)\b",
        r"(?<!keep )(?<!keeps )\bmoving\b(?! (?:along|on))",
        r"\btouching\b",
        r"\bsad(?:der|dest)?\b",
        r"\bcry(?:ing)?\b",
        r"\btears?(?:jerker)?\b(?! (?:into|apart|down|up|it))",
        r"\bemotion(?:s|al|ally)?\b",
        r"\bthrill(?:s|ing)\b",
        r"\bexciting\b",
        r"\bsuspense(?:ful)?\b",
        r"\btens(?:e|ion)\b",
        r"\bgripping\b",
        r"\bheart\s?warming\b",
        r"\bdisturbing\b",
        r"\bin the feels\b|\bfeel-?good\b|\b(?:sob|sobs|sobbing|weep|weepy|cried|cries|tear-?jerk\w*)\b"
        r"|\bmakes? (?:me|you|people|us|them) (?:laugh|cry|jump)\b",
        r"\b(?:terrif(?:y|ying|ied)|horrif\w+|spook(?:y|ier|iest)|nightmares?|jump ?scares?|unsettling"
        r"|eerie|chilling"
        r"|intense|edge of (?:my|your|the) seat)\b",
        r"\b(?:comedic|witty|laughs|chuckles?|comic timing|unfunny|humorless|heartbreak\w*|depressing"
        r"|uplifting|poignant|affecting|powerful)\b",
    ),
    "overall": either(r"\boverall\b", r"\ball in all\b", r"\bas a whole\b", r"\bon the whole\b"),
}


_SENTENCES = re.compile(r"[^.?!]+[.?!]*")
_ASKING = re.compile(
    r"\?\W*$|^\W*(?:(?:and|but|so|ok|okay|also|yo|hey|or)\W+)*(?:is|was|are|were|do|does|did|has|have|how"
    r"|how's|what|what's|why|who|who's|which|where"
    r"|any|can|could|should|would|will|tell|give|show|rate|compare|thoughts|opinions)\b|\b(?:wonder(?:ing)?"
    r"|curious|tell me|what did|did (?:they|critics"
    r"|people|reviewers)|do (?:they|critics|people|reviewers)|how (?:is|was|are|were|did|does)|(?:is"
    r"|was) (?:it|that|this|he|she))\b",
    re.IGNORECASE,
)
_AGREE = re.compile(
    r"\b(?:is (?:he|she|that|this|it)|(?:he|she)'s|am i|are they|true|is that) (?:\w+ )?(?:right|wrong|true"
    r"|fair|correct|crazy|just me)\b|\bagree\w*\b|^\W*(?:true|right|fair"
    r"|correct|agreed?|reason)\W*$|\b(?:just|only) me\b|\b(?:feel|notice|mind|sense) (?:it|that)\b"
    r"|\b(?:only one|anyone else|has right|has reason"
    r"|backs? (?:me|him|her) up)\b",
    re.IGNORECASE,
)
"""Asks whether what was said before is so."""
_NO_ASPECT = re.compile(r"\blong stor(?:y|ies)(?: short)?\b|\blong time\b|\bas long as\b|\bsame old story\b"
                        r"|\bso long\b(?! and)|\bmoving on\b|\bfast forward\b", re.IGNORECASE)


def asked_aspects(words: str) -> tuple[Aspect, ...]:
    """The aspects of what is asked: where a message tells a story and then asks, the story does not count."""
    words = _NO_ASPECT.sub(" ", words)
    sentences = _SENTENCES.findall(words)
    asking = [sentence for sentence in sentences if _ASKING.search(sentence)]
    if not asking or len(sentences) < 2 or any(map(_AGREE.search, asking)):
        return aspects_in(words)
    return aspects_in(" ".join(asking))


def told(words: str) -> list[tuple[int, int]]:
    """Start and end of the sentences that only tell something, in a message of which others ask."""
    sentences = [(found.span(), _ASKING.search(found[0])) for found in _SENTENCES.finditer(words)]
    asking = [span for span, asks in sentences if asks]
    return [span for span, asks in sentences if not asks] if asking else []


def aspects_in(words: str) -> tuple[Aspect, ...]:
    """The aspects that words ask about, in their order there. Take titles and names out first."""
    found = [(match.start(), aspect) for aspect, p in _ASPECTS.items() if (match := p.search(words))]
    return tuple(aspect for _, aspect in sorted(found))


_AGAINST = either(
    r"\bhat(?:e|es|ed|ing)\b",
    r"\bdislik\w+",
    r"\bcomplain\w*",
    r"\bcritici[sz]\w+",
    r"\bnegative\b",
    r"\bwrong with\b",
    r"\bbad(?:ly)? (?:about|reviews?|things?)\b",
    r"\bdid(?:n't| not) like\b",
    r"\bdo(?:es)?(?:n't| not) like\b",
    r"\bweakness\w*\b",
    r"\bflaws?\b",
    r"\bso bad\b",
    r"\bpan(?:ned|s)\b",
)
_FOR = either(
    r"\blov(?:e|es|ed|ing)\b",
    r"\bprais\w+",
    r"\bpositive\b",
    r"\bgood (?:about|reviews?|things?)\b",
    r"\bwhy .*\blik(?:e|es|ed)\b",
    r"\bso (?:good|great)\b",
    r"\bstrengths?\b",
)


def side_in(words: str) -> Polarity | None:
    """The side that is asked for: "why do people hate it" asks for what is said against it."""
    if _AGAINST.search(words):
        return "neg"
    return "pos" if _FOR.search(words) else None


def blank_out(words: str, spans: Iterable[tuple[int, int]]) -> str:
    """Words with the letters of some spans replaced, so that what a title says is not read as a question."""
    for start, end in spans:
        words = words[:start] + "\u2022" * (end - start) + words[end:]
    return words
