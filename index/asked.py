"""Phrases of a question that are written or asked about like a title or a name, whether known or not.

With them a bot can say "I have no reviews of Inception" instead of answering about something else.
"""

import re
from collections.abc import Iterator, Sequence

from .frames import JUDGING, PARTS, SENTENCE_START, TALK, is_shouting, quoted_spans
from .names import CHAT, FUNCTION_WORDS, is_ordinary, ordinary_words
from .titles import fold

_KNOWN = "\x00"  # stands for every letter of a name that was recognised
_WORD = r"[^\W_](?:[\w'\u2019.&-]*[^\W_])?"
_NAME = r"[^\W\d_a-z][\w'\u2019.&-]*"
_INSIDE_NAME = r"(?:of|the|and|in|a|to|for|at|on|from|with|de|la|von|van|&|\d+)"
_CAPITALS = re.compile(rf"{_NAME}(?::? (?:{_INSIDE_NAME} ){{0,2}}(?:{_NAME}|\d+))*")
_THING = rf"(?P<thing>{_WORD}(?::? (?:[&-] )?{_WORD}){{0,8}}?)"
_END = (
    r"(?=\s*(?:$|[?!.,;)\"])|\s(?:and|or|vs\.?|versus|than|compared|in|with|by|as|is|was|any|good|worth"
    r"|please|"
    r"overall|to|when|because|already|yet|again|tonight|yesterday|last|but|so|if|since|after|before|at|on"
    r"|for)\b)"
)
_OPINION = rf"\b(?:{TALK}|sa(?:y|ys|id|ying)|tell \w+|know|heard|what|how) (?:of|on|about|for) {_THING}"
_ENTIRE = re.compile(_OPINION + r"(?=\s*(?:$|[?!.;]))", re.IGNORECASE)
_FRAMES = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        _OPINION + _END,
        rf"\b(?:{PARTS})(?: \w+)? (?:of|in|for) {_THING}{_END}",
        rf"{_KNOWN} (?:in|vs\.?|versus|and|or|than|to|with) {_THING}{_END}",
        rf"\b(?:seen|watched|watch|watching|saw) {_THING}{_END}",
        rf"\bhow(?:'s| is| was| are)(?: \w+ in)? {_THING}{_END}",
        rf"(?:^|[.!?,;] )(?:is|was) (?!there|it|this|that){_THING} (?:{JUDGING})\b",
        rf"\bhow \w+ (?:is|was) {_THING}{_END}",
        rf"\b(?:films?|movies?|something|anything) (?:like|similar to) {_THING}{_END}",
        rf"\b(?:better|worse|funnier|scarier|slower) than {_THING}{_END}",
        rf"\bcompare {_THING} (?:and|with|to|vs\.?) ",
        rf"\bhow (?:does|do|did) {_THING} compare",
        rf"\bcompare[sd]? (?:.{{1,60}}? )?(?:and|with|to|vs\.?) {_THING}{_END}",
        rf"\bwhy (?:do|did) (?:people|they|critics|some|reviewers|so many) \w+ {_THING}{_END}",
        rf"\b(?:film|movie) (?:called |named |titled ){_THING}{_END}",
    )
)
_NO_BEGINNING = frozenset(
    re.findall(
        r"\w+",
        """it its this that these those them they him her his their he she me us my you your we i one ones
        everything anything something nothing everyone anyone someone nobody all both each other others
        why what who where when how whether if being having getting far most best worst better worse
        similar such same more less lot much many good bad great general detail short people critics
        viewers fans""",
    )
)
_TOPIC = frozenset(
    re.findall(
        r"\w+",
        """film films movie movies picture pictures cinema sequel sequels remake original book novel comic
        every each always often usually sometimes weepies weepie romcom romcoms one ones version genre
        western westerns musical musicals
        genres comedy drama thriller thrillers critic critics reviewer reviewers review reviews audience
        audiences opinion opinions bot help star stars lead leads hero heroine villain villains role roles
        part parts scene scenes twist twists opening beginning middle finale end ends ending theme themes
        message tone mood style sound romance comedies dramas action horror humor humour violence gore
        language animation budget chemistry accent accents fights chase chases joke jokes plot plots story
        stories acting actor actors actress actresses cast casting performance performances script
        screenplay dialogue dialog direction director directors directing effects visuals cgi photography
        cinematography camera design costumes sets locations music score soundtrack songs pacing pace
        length editing editor tempo writing writer character characters atmosphere suspense tension kids
        children family families""",
    )
)
_NOT_INSIDE = frozenset({"it", "its", "they", "them", "i", "he", "she", "we"})
_SMALL = FUNCTION_WORDS | CHAT | {"the", "of", "to", "on", "von", "van"}
CAPITAL_BUT_NO_NAME = frozenset(
    re.findall(
        r"\w+",
        """i im ive id ill imdb cgi tv dvd bbc usa uk us ok lol hi hello hey thanks thank please discord
        hollywood bollywood oscar oscars academy rotten tomatoes letterboxd metacritic netflix christmas
        halloween english american british french german italian spanish japanese chinese korean indian
        new zealand york jersey orleans hampshire norway sweden denmark finland france germany spain italy
        japan korea china india iran mexico brazil canada australia america england britain ireland
        scotland russia poland taiwan thailand europe asia africa paris london berlin oscars cannes
        sundance berlinale cgi vfx dvds vhs bluray pg rated youtube tiktok twitter instagram spotify hbo
        amazon disney pixar marvel google wifi covid nitro free gf bf hr mom dad grandma russian irish
        scottish australian canadian european asian african mexican iranian swedish danish january
        february march april may june july august september october november december monday tuesday
        wednesday thursday friday saturday sunday""",
    )
)


def asked_about(text: str, known: Sequence[tuple[int, int]] = ()) -> Iterator[tuple[int, int]]:
    """Start and end of each such phrase, surest first; `known` are spans already recognised."""
    yield from quoted_spans(text)
    masked = text
    for start, end in known:
        masked = masked[:start] + _KNOWN * (end - start) + masked[end:]
    for frame in _FRAMES:
        for found in frame.finditer(masked):
            start, end = _without_topic(masked, *found.span("thing"))
            if _may_be_name(masked[start:end]):
                yield start, end
    for found in _ENTIRE.finditer(masked):
        start, end = _without_topic(masked, *found.span("thing"))
        if _may_be_name(masked[start:end], entire=True):
            yield start, end
    if not is_shouting(text):
        yield from _capitalised(masked)


def _without_topic(text: str, start: int, end: int) -> tuple[int, int]:
    """Leaves out "the acting in" and "the film" before a title."""
    topic = re.compile(
        rf"(?:(?:the|its) )?(?:(?:{PARTS}) (?:of|in|for) )?(?:the )?(?:(?:film|movie) )?", re.IGNORECASE
    )
    found = topic.match(text, start, end)
    cut = found.end() if found else start
    article = re.match(r"(?:the|a|an) ", text[start:end], re.IGNORECASE)
    return (start, end) if article and cut == start + article.end() else (cut, end)


def _may_be_name(phrase: str, entire: bool = False) -> bool:
    """Whether a phrase may be a title or a name; `entire` ones, asked about to the full stop, may be long."""
    words = _folded(phrase)
    if not words or _KNOWN in phrase or words[0] in _NO_BEGINNING or _TOPIC.intersection(words):
        return False
    content = [word for word in words if word not in FUNCTION_WORDS and word not in CHAT]
    if len(content) == 1 and ordinary_words().get(content[0], 1000) < 400:
        return False
    if not content or _NOT_INSIDE.intersection(words):
        return False
    if not any(len(word) > 1 and not word.isdigit() for word in content):
        return False  # "the 2"
    return entire or len(content) < 3 or any(not is_ordinary(word) for word in content)


def _folded(phrase: str) -> list[str]:
    """Its words as they are looked up; an apostrophe by itself is none."""
    return [word for word in map(fold, re.findall(r"[\w'\u2019]+", phrase)) if word]


def _capitalised(text: str) -> Iterator[tuple[int, int]]:
    words = re.findall(r"[^\W\d_][\w'\u2019]*", text)
    if len(words) > 3 and all(word[0].isupper() for word in words):
        return
    for found in _CAPITALS.finditer(text):
        start, end = found.span()
        if text[start].islower() or text[start - 1 : start].isalnum():
            continue  # an accented small letter is no capital
        while SENTENCE_START.search(text[:start]) and is_ordinary(fold(text[start:end].split(" ")[0])):
            # The capital of a sentence's first word tells nothing; the name may begin behind it.
            behind = re.compile(rf"\S+ (?={_NAME})").match(text, start, end)
            if behind is None:
                if " " in text[start:end]:
                    start = end  # "My 8 year old"
                break
            start = behind.end()
        phrase = text[start:end].rstrip(".:,'-")
        if not phrase or (phrase.isupper() and len(phrase) > 1 and is_ordinary(fold(phrase))):
            continue  # "REALLY" is shouted
        folded = _folded(phrase)
        alone = SENTENCE_START.search(text[:start]) is not None and len(folded) == 1
        if alone and re.search(r"n['\u2019]t$|['\u2019](?:m|ve|ll|re|d)$", phrase):
            continue  # "Couldn't sleep"
        ordinary = alone and is_ordinary(folded[0])
        dated = [word for word in folded if not word[0].isdigit()]  # "September 11th"
        if ordinary or all(word in CAPITAL_BUT_NO_NAME or word in _SMALL for word in dated):
            continue
        if len(folded) > 1 or not is_ordinary(folded[0]) or not alone:
            yield start, start + len(phrase)
