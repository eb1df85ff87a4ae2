"""Cards of found reviews and of films that are spoken of alike."""

from collections.abc import Sequence
from functools import partial

from index.language import later, say
from index.types import Film, Hit

from .. import controls, veils
from ..custom_ids import Ask
from ..limits import clip_words
from ..veils import gives_away, veil
from . import text
from .sheet import Reply, Sheet

HIT_ROOM = 420  # characters of a found review on the card
BEFORE = 90  # of them at most before the sentence that fits
UNKNOWN_FILM = later("a film without a title")


def hits_card(title: str, hits: Sequence[Hit], shown: int, small: str = "") -> Reply:
    """Found reviews: the first `shown` with the sentence that fits in bold, the others in a select.

    `title` is Markdown; `small` adds a line of small print.
    """
    rest = [(hit.review.id, _film_of(hit), _told(hit)) for hit in hits[shown:]]
    more = controls.select(Ask("more", "review", ""), say("More of them"), rest)
    sheet = Sheet(controls.row_of(more))
    sheet.text(f"### {title}")
    for hit in hits[:shown]:
        name = text.fitted(_film_of(hit), 150)
        lines = [f"**{name}**", f"> {excerpt(hit)}"]
        if who := text.signature(hit.review):
            lines.append(f"-# {who}")
        button = controls.button(Ask("review", "review", hit.review.id), say("Full review"))
        sheet.text("\n".join(lines), button)
    sheet.small(small)
    return sheet.reply()


def _told(hit: Hit) -> str:
    """The matching sentence for an option, which has no bars: empty where it gives away the end."""
    hidden = hit.review.spoiler or gives_away(hit.match)
    return "" if hidden and not veils.shows() else hit.match


def _film_of(hit: Hit) -> str:
    return hit.film.name if hit.film else say(UNKNOWN_FILM)


def excerpt(hit: Hit) -> str:
    """The matching sentence in bold with the words around it, in one line of at most about 900 characters.

    Where the sentence is the whole review nothing is bold, as there is nothing to set it off from.
    """
    review, match = " ".join(hit.review.text.split()), " ".join(hit.match.split())
    if hit.review.spoiler:
        return text.fitted(match or review, HIT_ROOM, partial(text.shown, hit.review))
    start = review.find(match)
    if not match or start < 0:
        return text.fitted(match or review, HIT_ROOM, text.veiled)
    before, after = review[:start].rstrip(), review[start + len(match) :].lstrip()
    if not before and not after:
        return text.fitted(match, HIT_ROOM, text.veiled)
    bold = clip_words(match, HIT_ROOM - BEFORE)
    room = HIT_ROOM - len(bold)
    if len(before) > min(BEFORE, room):
        tail = before[-min(BEFORE, room) :]
        before = "…" + tail[tail.find(" ") + 1 :]
    after = clip_words(after, max(room - len(before), 1))
    shown = f"**{text.plain(bold)}**"
    # where sentences stand without a space between them, none is added: a quote is as it was written
    lead = " " if before and review[start - 1] == " " else ""
    trail = " " if after and review[start + len(match)] == " " else ""
    shown = veil(shown) if gives_away(match) else shown
    return f"{text.veiled(before)}{lead}{shown}{trail}{text.veiled(after)}"


def films_card(film: Film, others: Sequence[Film], here: bool = False) -> Reply:
    """Films that reviewers speak of in the same way as of `film`, most alike first."""
    pick = controls.select(
        Ask("pick", "film", "", here=here),
        say("What do they say of…"),
        [(other.id, other.name, text.counted(other.reviews, "review")) for other in others],
    )
    sheet = Sheet(controls.row_of(pick))
    title = say("Reviewed in much the same way as {film}", film=text.fitted(film.name, 150))
    sheet.text(f"### {title}")
    sheet.text("\n".join(_film_lines(others)) or say("Nothing else here comes near it."))
    return sheet.reply()


def _film_lines(films: Sequence[Film]) -> list[str]:
    lines = []
    for number, film in enumerate(films, 1):
        lines.append(f"{number}. **{text.fitted(film.name, 120)}**")
        if about := text.film_line(film):
            lines.append(text.cut(f"-# {about}", 300))
    return lines
