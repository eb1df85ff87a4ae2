"""Signs in a sentence that a phrase is a title or a name: how it is written, and how it is asked about.

English only, as the reviews are.
"""

import re
from collections.abc import Sequence

_QUOTED = re.compile(
    r"\"([^\"]{1,80})\"|\u201c([^\u201d]{1,80})\u201d|(?<![^\W_])'([^']{2,60})'(?![^\W_])|"
    r"(?<!\*)\*([^*\s][^*]{0,60})\*|(?<!\w)_([^_\s][^_]{0,60})_(?!\w)"
)
SENTENCE_START = re.compile(r"(?:^|[.!?]\s+|\n\s*|[\"\u201c(]\s*)$")
_YEAR_OR_BRACKET = re.compile(r"\s*(?:[(\[]?(?:18|19|20)\d\d\b|\((?:19|20)?\d\d)")
TALK = (
    r"opinions?|views?|verdicts?|reviews?|takes?|thoughts?|think|thinking|thought|feel|felt|feelings|"
    r"consensus|reception|reactions?|ratings?|critics"
)
PARTS = (
    r"acting|cast|casting|performances?|story|plot|script|dialogue|ending|direction|directing|visuals"
    r"|effects|"
    r"cgi|photography|cinematography|look|design|costumes|music|score|soundtrack|songs?|pacing|pace|length|"
    r"editing|humou?r|jokes|scares|everyone|actors?|people|quotes?|director|writing|characters?|atmosphere"
)
_OPINION_OF = re.compile(rf"\b(?:{TALK}) (?:of|on|about)\s+$", re.IGNORECASE)
_BEFORE_FILM = re.compile(
    rf"(?:\b(?:{TALK}) (?:of|on|about|for|towards?)|\bsa(?:y|ys|id|ying) (?:about|of|on)|"
    r"\b(?:wr(?:ite|ote|itten|iting)|talk(?:ed|ing)?|rav(?:e|ed|ing)|read|buzz|hype|fuss|deal|love|hate"
    r"|hatred|word|vibes?|scoop|lowdown"
    r"|gist|dirt|feedback|responses?|noise) (?:about|of|on|with|for|around|over)|"
    r"\b(?:tell|ask) \w+ about|\b(?:told|tells) (?:me|us)(?: that)?|\b(?:film|movie|flick),?|\b(?:what"
    r"|how) about|\bknow about|"
    r"\b(?:seen|(?:re-?)?watch(?:ed|ing)?|saw|rent|loved?|hated?|liked?|enjoy(?:ed)?)|"
    r"\b(?:critics|reviewers|people|ppl|folks|anyone|anybody|they|you) (?:find|found|consider|call)|"
    rf"\b(?:{PARTS}) (?:of|in|for)|\b(?:film|movie|picture) (?:called|named|titled)|\b(?:called|titled)|"
    r"\b(?:films?|movies?|pictures?|something|anything|ones?|more) (?:like|similar to)|"
    r"\b(?:similar|compare[ds]?)(?: (?:it|that|this|them|him|her))? (?:to|with)|\breviewed|\bquotes? on"
    r"|\bbeats?|\bsame (?:for|with)|\bwhether|\bagainst|\bthan|\b(?:back|return|returning|over|on) to|"
    r"\b(?:compare|versus|vs\.?)|\bhow(?:'s| is| was| are)|"
    r"^\W*(?:(?:and|but|so|ok|okay|also|now|then|what about|how about)\W+)*(?:is|was|are|does|did|about|and"
    r"|in|for|of|or)|\bhow (?:does|do|did)|"
    r"\bhow (?:good|bad|scary|funny|slow|long|moving|sad) (?:is|was)|"
    r"\bwhy (?:do|did) (?:people|they|critics|some|reviewers) (?:like|hate|dislike|love)|"
    r"\b(?:starring|star|good|great|bad|terrible|funny|convincing|miscast|wasted|better|best|worst) in)"
    r"\s+(?:the\s+)?(?:(?:film|movie)\s+)?$",
    re.IGNORECASE,
)
JUDGING = (
    r"any|good|bad|great|worth|funny|scary|boring|slow|long|moving|sad|thrilling|exciting|better|worse|best|"
    r"overrated|underrated|terrible|awful|brilliant|violent|suitable|really|very|too|so|as|or|and|vs|versus|"
    r"than|is|was|were|are|does|has|have|get|gets|got|like|liked|well|overall|for|with|compared?|please|"
    r"received|doing|do|fare|land|go|rate|hold|turn|score|work|though|please|starring|reviews?|ratings?"
    r"|compare|compares|anyway|itself|specifically|particularly|movie|film|in|by|directed|starring|a"
)
_AFTER_FILM = re.compile(
    rf"\s*(?:$|[?!.,;:)\"\u201d]|'s\b|\u2019s\b"
    rf"|(?:\s(?:{JUDGING}|\w{{3,}}er than|less|that|mention\w*|complaining|talking)\b))",
    re.IGNORECASE,
)

_IN_CLAUSE = re.compile(
    r"\b(?:if|whether|that|because|bc|cuz|since|thinks?|thought|says?|said|claims?|swears?|heard"
    r"|reckons?|insists?)"
    r"\s+(?:the\s+)?$",
    re.IGNORECASE,
)
_VERB = re.compile(
    r"\s(?:is|was|has|had|gets?|got|does|did|deserves?|sucks?|ended|made|makes)\b", re.IGNORECASE
)
_IS = re.compile(r"\W*(?:(?:so|ok|okay|but|and|yo|hey|wait)\W+)*(?:is|was) ", re.IGNORECASE)
_NO_SUBJECT = re.compile(
    r"\s+(?:the|a|an|of|to|it|you|we|they|i|my|your|our|on|from|at|this|that|there|one|what|me|him|her|us"
    r"|them|more|people)\b",
    re.IGNORECASE,
)
_QUESTION = rf"(?:what|how|why|who|when|did|do|should|could|i|it|{JUDGING})\b"
_NO_SEQUEL = r"(?!\s+(?:stars?|out|reviews?|critics|people|times))"
_SEQUEL = re.compile(
    rf"\s+(?:[2-9]|1\d|[ivx]*[ivx]{{2}}|iv|v|part \w+|episode \w+)\b{_NO_SEQUEL}"
    rf"|(?::| [-\u2013])\s+(?!{_QUESTION})(?-i:[A-Z0-9])",
    re.IGNORECASE,
)
_LONGER = re.compile(r"\s+(?:and|or|of|vs\.?|meets) (?:the|a|an)\b", re.IGNORECASE)


class Frames:
    """One text and the spans of its words."""

    def __init__(self, text: str, spans: Sequence[tuple[int, int]]) -> None:
        """`spans` are (start, end) of the words in order."""
        self._text = text
        self._spans = spans
        self._quoted = quoted_spans(text)
        letters = [text[start] for start, end in spans if text[start].isalpha()]
        # In a headline or in shouting, capitals tell nothing.
        capitals = sum(letter.isupper() for letter in letters)
        self._shouting = is_shouting(text) or (len(letters) > 3 and capitals == len(letters))

    def is_marked(self, first: int, last: int) -> bool:
        """Whether words [first, last) are written as a name: quoted, capitals, a year behind, or alone."""
        start, end = self._spans[first][0], self._spans[last - 1][1]
        if any(low <= start and end <= high and high - low <= end - start + 5 for low, high in self._quoted):
            return True
        if _YEAR_OR_BRACKET.match(self._text, end):
            return True
        if self.is_alone(first, last):
            return True
        long = [place for place in range(first, last) if self._spans[place][1] - self._spans[place][0] > 3]
        if last - first > 1 and not self._shouting and all(map(self._begins_large, range(first, last))):
            return True
        return all(self.is_capital(place) for place in (long or range(first, last)))

    def _begins_large(self, place: int) -> bool:
        return self._text[self._spans[place][0]].isupper()

    def is_alone(self, first: int, last: int) -> bool:
        """Whether the text is nothing but these words, an article and marks."""
        start, end = self._spans[first][0], self._spans[last - 1][1]
        before = self._text[:start].strip(" \t\n\"'*_\u201c").lower()
        return before in {"", "the", "a", "an"} and not self._text[end:].strip(" \t\n\"'*_\u201d?!.")

    def is_capital(self, place: int) -> bool:
        """Whether a word has a capital that the beginning of a sentence does not explain."""
        start = self._spans[place][0]
        if (
            self._shouting
            or not self._text[start].isupper()
            or self._text[start : start + 2] in {"I", "I'", "I "}
        ):
            return False
        return not SENTENCE_START.search(self._text[:start])

    def asks_opinion(self, first: int) -> bool:
        """Whether "opinion of", "think of" or the like stands right before a word."""
        return bool(_OPINION_OF.search(self._text[: self._spans[first][0]]))

    def goes_on(self, first: int, last: int, whole: bool) -> bool:
        """Whether the title goes on behind words [first, last), and so is another: "Spider-Man 2".

        A part of a title (not `whole`) also ends before "and the": "harry potter and the goblet of fire".
        """
        end = self._spans[last - 1][1]
        return bool(_SEQUEL.match(self._text, end) or (not whole and _LONGER.match(self._text, end)))

    def adjoin(self, place: int) -> bool:
        """Whether only a blank stands between a word and the next."""
        return self._text[self._spans[place][1] : self._spans[place + 1][0]].strip() == ""

    def asks_about_film(self, first: int, last: int) -> bool:
        """Whether the words stand where a question puts the film it is about."""
        start, end = self._spans[first][0], self._spans[last - 1][1]
        if _IS.fullmatch(self._text[:start]) and not _NO_SUBJECT.match(self._text, end):
            return True  # "is rain rain?"
        if _IN_CLAUSE.search(self._text[:start]) and _VERB.match(self._text, end):
            return True  # "tell me if signs is scary"
        return bool(_BEFORE_FILM.search(self._text[:start]) and _AFTER_FILM.match(self._text, end))


def is_shouting(text: str) -> bool:
    """Whether nearly all of a text is written in capitals, which tell nothing then."""
    letters = [letter for letter in text if letter.isalpha()]
    return text.upper() == text or sum(map(str.isupper, letters)) > 0.7 * len(letters) > 7


def quoted_spans(text: str) -> list[tuple[int, int]]:
    """Start and end of what stands in quotation marks, asterisks or underscores, without the marks."""
    return [found.span(found.lastindex or 0) for found in _QUOTED.finditer(text)]
