"""Words of the cards: escaping other people's text, counts, and the verdict in a sentence."""

import re
from collections.abc import Callable, Mapping

from index.language import later, later_n, say, say_n
from index.types import Aspect, Basis, Film, Opinion, Polarity, Quote, Review

from ..limits import clip_words, visible
from ..veils import giving_away, veil

# Every character that can start Markdown, a mention, an emoji or a time stamp.
_INLINE = re.compile(r"[\\*_~|`<>\[\]]")
# What means something only at the start of a line: headings, lists, small print. To Discord a lone carriage
# return begins a line too.
_LINE_START = re.compile(r"((?:^|(?<=\r))[^\S\r\n]*)(#{1,3}|-#|[-+]|\d+\.)(?=\s|$)", re.MULTILINE)
# Of an address ("http://...") and of an emoji's name (":skull:").
_COLON = re.compile(r"(?<=\w):(?=//)|:(?=[^\s:]+:)")
# An invitation needs no scheme for Discord to make a card of it.
_INVITE = re.compile(r"(?<=discord)\.(?=gg\b|com\b)|(?<=discordapp)\.(?=com\b)", re.IGNORECASE)
_MENTION = re.compile(r"@(?=everyone|here)")
# Letters of scripts that run from right to left: words of ours beside them would change places with them.
_LEFTWARDS = re.compile(
    "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
SIGNATURE_ROOM = 120  # characters of an author's name, and of a publication's
NAME_ROOM = 60  # characters of a name among those who made a film


def plain(text: str) -> str:
    """Somebody else's words, shown exactly as they are written: nothing in them formats, links or pings.

    Only what is no text goes: control characters, those of direction among them (see `limits.visible`).
    """
    escaped = _INLINE.sub(r"\\\g<0>", visible(text))
    escaped = _LINE_START.sub(lambda m: m[1] + m[2][:-1] + "\\" + m[2][-1], escaped)
    escaped = _INVITE.sub(r"\\.", _COLON.sub(r"\\:", escaped))
    return _MENTION.sub("@\u200b", escaped)


def _apart(shown: str) -> str:
    """Escaped words beside ours, isolated where they run from right to left."""
    if not _LEFTWARDS.search(shown):
        return shown
    return f"\N{FIRST STRONG ISOLATE}{shown}\N{POP DIRECTIONAL ISOLATE}"


def cut(shown: str, limit: int) -> str:
    """The beginning of escaped words, at most `limit` characters, never cut inside an escape."""
    head = shown[:limit]
    return head[:-1] if (len(head) - len(head.rstrip("\\"))) % 2 else head


def unescaped(shown: str) -> str:
    """The inverse of `plain`."""
    return re.sub(r"\\(.)", r"\1", shown.replace("@\u200b", "@"))


def one_line(text: str) -> str:
    """As `plain`, with line breaks and runs of spaces made one space."""
    return _apart(plain(" ".join(text.split())))


def veiled(text: str) -> str:
    """As `plain`, with the sentences that give away the end of a film behind Discord's spoiler bars."""
    text = visible(text)
    shown, at = [], 0
    for start, end in giving_away(text):
        shown += [plain(text[at:start]), veil(plain(text[start:end]))]
        at = end
    return "".join([*shown, plain(text[at:])])


def shown(review: Review, words: str) -> str:
    """Words of a review as `veiled`; all of them, where its writer says that it gives something away."""
    return veil(plain(words)) if review.spoiler and words.strip() else veiled(words)


def fitted(text: str, limit: int, show: Callable[[str], str] = plain) -> str:
    """As `one_line`, cut at a word so that the text has at most `limit` characters once `show` escaped it."""
    text = " ".join(text.split())
    room = limit
    while len(shown := _apart(show(clip_words(text, room)))) > limit and room > 1:
        room = max(1, min(room - 1, room * limit // len(shown)))
    return shown if len(shown) <= limit else ""


def counted(number: int, one: str, many: str | None = None) -> str:
    """ "1 review", "35 reviews", "12,808 reviews"; what is counted here is marked for translation below."""
    return say_n("{n} " + one, "{n} " + (many or one + "s"), number)


COUNTED = (
    later_n("{n} review", "{n} reviews"),
    later_n("{n} quote", "{n} quotes"),
    later_n("{n} film", "{n} films"),
    later_n("{n} sentence", "{n} sentences"),
    later_n("{n} person", "{n} people"),
)


def upper_first(words: str) -> str:
    """Words as they begin a line; those that follow stay as they are, as German writes its nouns large."""
    return words[:1].upper() + words[1:]


def aspect_name(aspect: Aspect) -> str:
    """An aspect as a heading or in a list, where it stands for itself; see `ASPECT_NOUNS` for sentences."""
    return say(_ASPECTS[aspect])


_ASPECTS: Mapping[Aspect, str] = {
    "acting": later("acting"),
    "story": later("story"),
    "direction": later("direction"),
    "visuals": later("visuals"),
    "music": later("music"),
    "pacing": later("pacing"),
    "impact": later("impact"),
    "overall": later("overall"),
}


def by(author: str, publication: str) -> str:
    """ "Roger Ebert, Chicago Sun-Times", or an empty text when neither is known."""
    return ", ".join(fitted(part, SIGNATURE_ROOM) for part in (author, publication) if part.strip())


def signature(item: Quote | Review) -> str:
    """Who wrote it, fit for a line of small print."""
    return by(item.author, item.publication)


VERDICTS: Mapping[Polarity, str] = {
    "pos": later("for it"),
    "neg": later("against it"),
    "mixed": later("of two minds"),
}

# What some verdicts rest on, and what all do.
_BASES: Mapping[Basis, tuple[tuple[str, str], tuple[str, str]]] = {
    "label": (
        later_n("{n} by the reviewer's own verdict", "{n} by the reviewer's own verdict"),
        later_n(
            "{n} review, by the reviewer's own verdict", "{n} reviews, each by the reviewer's own verdict"
        ),
    ),
    "stars": (
        later_n("{n} by the reviewer's stars", "{n} by the reviewer's stars"),
        later_n("{n} review, by the reviewer's stars", "{n} reviews, each by the reviewer's stars"),
    ),
    "model": (
        later_n("{n} judged from the text", "{n} judged from the text"),
        later_n("{n} review, judged from the text", "{n} reviews, each judged from the text"),
    ),
}
_FEW = 5  # below this a percentage says more than is known, and the summary tells the counts


def headline(opinion: Opinion, aspect: Aspect | None = None) -> str:
    """ "**89 % for it**, likely 74-95 %"; empty when too few take a side for a share to mean anything."""
    sides = opinion.for_it + opinion.against
    if opinion.positive is None or opinion.low is None or opinion.high is None or sides < _FEW:
        return ""
    shares = {
        "share": percent(opinion.positive),
        "low": f"{opinion.low * 100:.0f}",
        "high": percent(opinion.high),
    }
    if opinion.kind == "film" and aspect is None:
        return say("**{share} for it**, likely {low}\N{EN DASH}{high}", **shares)
    return say("**{share} with praise**, likely {low}\N{EN DASH}{high}", **shares)


def percent(share: float) -> str:
    """ "89 %" with a space that does not break; all and none are said of nothing less."""
    whole = share * 100 if share in (0, 1) else min(max(share * 100, 1), 99)
    return f"{whole:.0f}\N{NO-BREAK SPACE}%"


def basis(opinion: Opinion) -> str:
    """What the counts rest on: "35 reviews: 33 counted by the reviewer's own verdict, 2 judged ..."."""
    used = [name for name in _BASES if opinion.basis.get(name)]
    if not used:
        return ""
    if len(used) == 1:
        return say_n(*_BASES[used[0]][1], opinion.reviews)
    parts = ", ".join(say_n(*_BASES[name][0], opinion.basis[name]) for name in used)
    return say("{reviews}: {parts}", reviews=counted(opinion.reviews, "review"), parts=parts)


def film_line(film: Film) -> str:
    """ "directed by Chris Weitz · with Hugh Grant, Toni Collette", as far as known."""
    parts = []
    if film.directors:
        names = ", ".join(fitted(name, NAME_ROOM) for name in film.directors[:3])
        parts.append(say("directed by {names}", names=names))
    if film.cast:
        names = ", ".join(fitted(name, NAME_ROOM) for name in film.cast[:4])
        parts.append(say("with {names}", names=names))
    return " · ".join(parts)
