"""From the raw text of a review to text that can be read, searched and quoted."""

import re
import unicodedata
from contextlib import suppress
from functools import cache

from ftfy import fix_encoding
from ftfy.fixes import fix_c1_controls, fix_latin_ligatures, fix_surrogates, unescape_html

PARAGRAPH = "\n\n"
SHORT_LINE = 45
"""Characters; a shorter line before a single line break is a heading or a list item, not a wrapped line."""

_BLOCKS = "p|div|li|ul|ol|dl|dt|dd|h[1-6]|hr|blockquote|center|pre|section|article|table|tbody|thead|tr|td|th"
_INLINE = (
    "a|abbr|acronym|b|big|cite|code|del|em|font|i|img|ins|kbd|mark|q|s|small|span|spoilers?|strike|strong|sub"
    "|sup|tt|u|wbr"
)
# Attributes must hold a "=", so that "a <b and c> d" stays; possessive repeats keep every match linear.
_REST = r"(?:\s*+/?|\s[^<>=]*+=[^<>]*+)\s*+>"
# Only the part after "<" ignores case: a plain first character lets the search skip ahead.
_BREAK = re.compile(rf"<(?i:/?br){_REST}")
_BLOCK = re.compile(rf"<(?i:/?(?:{_BLOCKS})){_REST}")
_DROPPED = re.compile(rf"<(?:(?i:/?(?:{_INLINE})){_REST}|!--[^<>]*+(?<=--)>)")

# Ampersands escaped many times over ("&amp;amp;lt;") would need one round each.
_AMPERSANDS = re.compile(r"&(?:(?:amp|#0*+38|#[xX]0*+26);)+", re.IGNORECASE)
_ENTITY = re.compile(r"&#?\w")

_SPACES = "\t\v\f\x1c\x1d\x1e\x1f\xa0\u1680\u202f\u205f\u3000" + "".join(map(chr, range(0x2000, 0x200B)))
_INVISIBLE = "\xad\u061c\u180e\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\ufeff" + "".join(
    map(chr, range(0x2060, 0x2070))
)
_CHARACTERS: dict[int, str | None] = {
    **dict.fromkeys((*range(10), *range(14, 0x20), *range(0x7F, 0xA0), *map(ord, _INVISIBLE)), None),
    **dict.fromkeys(map(ord, _SPACES), " "),
    0x0D: "\n",
    0x2028: "\n",
    0x2029: PARAGRAPH,
}
# Joiners hold emoji and the letters of some scripts together; next to plain ASCII they are only noise.
_LOOSE_JOINERS = re.compile(r"(?<![^\x00-\x7f])[\u200c\u200d]++|[\u200c\u200d]++(?![^\x00-\x7f])")
# The word "à" as mojibake whose second half, a no-break space, somebody made an ordinary one: ftfy leaves it
# alone after a quotation mark.
_LONE_A_GRAVE = re.compile("(?<!\\w)Ã[ \xa0]{1,2}(?=[a-z])")
_MARKS = 8
"""Combining marks on a letter; no script's words have more than four, and many reach into lines around."""
_MANY_MARKS = re.compile(f"[^\x00-\u02ff]{{{_MARKS + 1}}}")  # a quick look before the slow one of _mark_runs
_LIST_ITEM = re.compile(r"[-*+•·▪–—]|\d{1,3}[.)]\s")
_ROUNDS = 8


def clean(raw: str) -> str:
    """Mend the raw text of a review: any string in, the same words without the damage out; never raises.

    HTML tags go (what only looks like one, "a < b" or "<sigh>", stays), entities and mojibake become the
    characters that were meant, control, zero-width and direction characters go, the rest is in Unicode form
    NFC. White space is one space, a paragraph break is exactly two newlines. Two line breaks or a block tag
    make a paragraph; so does a single line break after a line under `SHORT_LINE` characters or before a list
    item, while any other is a wrapped line and becomes a space. `clean(clean(x)) == clean(x)`.
    """
    text = raw
    for _ in range(_ROUNDS):
        mended = _round(text)
        # Nothing in such text can change again; the usual case should not pay for a second round.
        if mended == text or (mended.isascii() and "&" not in mended and "<" not in mended):
            return mended
        text = mended
    # Nested on purpose ("<<<b>b>b>"): without the signs that nest there is nothing left to unfold.
    plain = re.sub("[&<>]", "", text)
    return text if plain == text else clean(plain)


def one_line(raw: str) -> str:
    """The same for a title, a name or another short field: `clean`, with paragraphs joined by a space."""
    if raw.isascii() and raw.isprintable() and "&" not in raw and "<" not in raw:
        return " ".join(raw.split())
    if "Ã" in raw:
        # A whole short field that reads as UTF-8 is mojibake; ftfy is less sure of "Ã…kerlund".
        with suppress(UnicodeError):
            raw = raw.encode("sloppy-windows-1252").decode("utf-8")
    return clean(raw).replace(PARAGRAPH, " ")


def storable(raw: str) -> str:
    """`raw` as written, less what no database takes: lone surrogates become U+FFFD, NUL characters go."""
    if raw.isascii() and "\0" not in raw:
        return raw
    return str(fix_surrogates(raw)).replace("\0", "")


def unstacked(text: str) -> str:
    """`text` with at most `_MARKS` combining marks on a letter."""
    return _mark_runs().sub(r"\1", text) if _MANY_MARKS.search(text) else text


def _round(text: str) -> str:
    if "&" in text and _ENTITY.search(text):
        text = unescape_html(_AMPERSANDS.sub("&", text))
    if not text.isascii():
        text = fix_latin_ligatures(fix_c1_controls(fix_encoding(fix_surrogates(text))))
        text = _LONE_A_GRAVE.sub("à ", text)
    if "<" in text:
        text = _BREAK.sub("\n", text)
        if "<" in text:
            text = _DROPPED.sub("", _BLOCK.sub(PARAGRAPH, text))
    text = text.replace("\r\n", "\n").translate(_CHARACTERS)
    if not text.isascii():
        if "\u200c" in text or "\u200d" in text:
            text = _LOOSE_JOINERS.sub("", text)
        # Before the sorting of NFC, which takes quadratic time for a run of marks.
        text = unstacked(text)
        text = unicodedata.normalize("NFC", text)
    return _paragraphs(text)


def _paragraphs(text: str) -> str:
    parts: list[str] = []
    before = ""
    gap = False
    for raw_line in text.split("\n"):
        line = " ".join(raw_line.split())
        if not line:
            gap = True
            continue
        if parts:
            parts.append(PARAGRAPH if gap or len(before) < SHORT_LINE or _LIST_ITEM.match(line) else " ")
        parts.append(line)
        before, gap = line, False
    return "".join(parts)


@cache
def _mark_runs() -> re.Pattern[str]:
    codes = map(chr, range(0x300, 0x1E94B))
    marks = "".join(c for c in codes if unicodedata.combining(c) or unicodedata.category(c) == "Me")
    return re.compile(f"([{marks}]{{{_MARKS}}})[{marks}]+")
