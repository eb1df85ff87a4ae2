"""Where the sentences of a clean text begin and end."""

import re

from sentencex import get_sentence_boundaries

MAX_WORDS = 80
"""A longer sentence is cut, so that every piece can be quoted."""
_BLOCK_CHARS = 10_000  # the splitter takes quadratic time where quotes are opened and never closed

_WORD = re.compile(r"\S+")
_PARAGRAPH = re.compile(r"[^\n]+")
_STRAY_OPENING = re.compile(r"""\s["'“‘(\[]+\s*$""")
_STOP = re.compile(r"[.!?…][\"'”’)]*\s")
# Where a long sentence may be cut, best first; each cut falls at the end of the match.
_PLACES = (r";\s", r"\s(?=[-–—]+\s)|[–—]|--", r"\.\.+\s?|…\s?", r":\s", r",\s", r"\s")
_CUTS = tuple(map(re.compile, _PLACES))

Span = tuple[int, int]


def spans(text: str) -> list[Span]:
    """The sentences of a clean text (see `index.clean`) as character offsets, in order.

    `text[start:end]` is a sentence without white space around it; spans do not overlap and together hold
    every character that is not white space. A newline always ends a sentence. What holds no letter or digit
    ("...", a lone quote) belongs to its neighbour in the paragraph. A sentence of more than `MAX_WORDS` words
    is halved until none is longer, each time in its middle half at the most central semicolon, else dash,
    else dots, colon, comma, and only then between two words.
    """
    found: list[Span] = []
    for paragraph in _PARAGRAPH.finditer(text):
        sentences: list[Span] = []
        for start, end in _blocks(text, paragraph.start(), paragraph.end()):
            sentences += _sentences(text, start, end)
        for start, end in _with_word(text, sentences):
            found += _cut(text, start, end)
    return found


def _blocks(text: str, start: int, end: int) -> list[Span]:
    """The paragraph in blocks of a bounded length, cut after a stop, else at a space."""
    blocks: list[Span] = []
    while end - start > _BLOCK_CHARS:
        limit = start + _BLOCK_CHARS
        stops = [match.end() for match in _STOP.finditer(text, start + _BLOCK_CHARS // 2, limit)]
        cut = stops[-1] if stops else text.rfind(" ", start, limit) + 1 or limit
        blocks.append((start, cut))
        start = cut
    blocks.append((start, end))
    return blocks


def _sentences(text: str, start: int, end: int) -> list[Span]:
    block = text[start:end]
    ends = [start + boundary["end_index"] for boundary in get_sentence_boundaries("en", block)]
    sentences: list[Span] = []
    for stop in [*ends, end]:
        stray = _STRAY_OPENING.search(text, start, stop) if stop < end else None
        at = stray.start() if stray else stop
        if at > start:
            sentences += _stripped(text, start, at)
            start = at
    return sentences


def _stripped(text: str, start: int, end: int) -> list[Span]:
    piece = text[start:end]
    start += len(piece) - len(piece.lstrip())
    return [(start, start + len(piece.strip()))] if piece.strip() else []


def _with_word(text: str, sentences: list[Span]) -> list[Span]:
    """The sentences of one paragraph, those without a letter or digit joined to a neighbour."""
    joined: list[Span] = []
    for start, end in sentences:
        wordless = not any(map(str.isalnum, text[start:end]))
        if joined and (wordless or not any(map(str.isalnum, text[joined[-1][0] : joined[-1][1]]))):
            joined[-1] = joined[-1][0], end
        else:
            joined.append((start, end))
    return joined


def _cut(text: str, start: int, end: int) -> list[Span]:
    pieces: list[Span] = []
    todo = [(start, end)]
    while todo:
        start, end = todo.pop()
        words = [match.start() for match in _WORD.finditer(text, start, end)]
        if len(words) <= MAX_WORDS:
            pieces.append((start, end))
            continue
        low, high = words[len(words) // 4], words[3 * len(words) // 4]
        middle = words[len(words) // 2]
        for cut in _CUTS:
            places = [match.end() for match in cut.finditer(text, low, high)]
            if places:
                at = min(places, key=lambda place: abs(place - middle))
                todo += _stripped(text, at, end) + _stripped(text, start, at)
                break
    return pieces
