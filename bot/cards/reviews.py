"""Cards of reviews: all those of a film, a page at a time, and one in full."""

from collections.abc import Mapping, Sequence
from functools import partial

from index.language import later, later_n, say, say_n
from index.types import Basis, Film, Polarity, Review

from .. import controls
from ..custom_ids import Ask
from . import text
from .hits import UNKNOWN_FILM
from .sheet import AGAINST, FOR_IT, NEUTRAL, Reply, Sheet, together

PAGE = 2400  # characters of a review on one page; escaping may need up to half as much again
SNIPPET = 500

_COLOURS = {"pos": FOR_IT, "neg": AGAINST, "mixed": NEUTRAL}
_HOW: Mapping[Basis, str] = {
    "label": later("the reviewer's own verdict"),
    "stars": later("by the stars given"),
    "model": later("judged from the text"),
}
_COUNTS: Mapping[Polarity, tuple[str, str]] = {
    "pos": later_n("{n} review for it", "{n} reviews for it"),
    "neg": later_n("{n} review against it", "{n} reviews against it"),
    "mixed": later_n("{n} review of two minds", "{n} reviews of two minds"),
}


def reviews_card(ask: Ask, film: Film, reviews: Sequence[Review], total: int, size: int) -> Reply:
    """A page of a film's reviews, or of those on one side, of which there are `total`.

    `size` is how many a page holds, `ask.page` the one shown.
    """
    pages = -(-total // size)
    counted = say_n(*_COUNTS[ask.polarity], total) if ask.polarity else text.counted(total, "review")
    sheet = Sheet(controls.pager(ask, pages))
    title = say("{name}: {about}", name=text.fitted(film.name, 200), about=counted)
    sheet.text(f"### {title}")
    for review in reviews:
        words = text.fitted(review.text, SNIPPET, partial(text.shown, review))
        lines = [f"> {words}", f"-# {_who_and_verdict(review)}"]
        cut = len(" ".join(review.text.split())) > SNIPPET * 2 // 3
        button = controls.button(Ask("review", "review", review.id), say("Read on")) if cut else None
        sheet.text("\n".join(lines), button)
    if pages > 1:
        sheet.small(say("page {page} of {pages}", page=ask.page + 1, pages=pages))
    return sheet.reply()


def review_card(ask: Ask, review: Review, film: Film | None) -> Reply:
    """One review in full, in pages when it is long."""
    pages = pages_of(review.text)
    page = min(ask.page, len(pages) - 1)
    name = film.name if film else text.upper_first(say(UNKNOWN_FILM))
    about = None
    if film is not None:
        about = controls.button(Ask("opinion", "film", film.id), say("All about this film"))
    alike = controls.button(Ask("like_review", "review", review.id), say("Similar reviews"))
    rows = together(controls.pager(ask, len(pages)), controls.rows([alike, about]))
    sheet = Sheet(rows, _COLOURS[review.verdict])
    sheet.text(f"### {text.fitted(name, 200)}")
    sheet.small(_who_and_verdict(review, how=True))
    show = partial(text.shown, review)
    shown = show(pages[page])
    # Escaping can double a text made of nothing but signs; it then loses its end rather than the reply.
    sheet.text(shown if len(shown) <= sheet.room else text.fitted(pages[page], sheet.room, show))
    if len(pages) > 1:
        sheet.small(say("page {page} of {pages}", page=page + 1, pages=len(pages)))
    return sheet.reply()


def pages_of(words: str, size: int = PAGE) -> list[str]:
    """The text cut into pages of at most `size` characters, between words where there are spaces.

    Nothing but the white space at the cuts is lost; there is at least one page.
    """
    pages, rest = [], words.strip()
    while len(rest) > size:
        cut = max(rest.rfind(" ", size // 2, size + 1), rest.rfind("\n", size // 2, size + 1))
        cut = cut if cut > 0 else size
        pages.append(rest[:cut].rstrip())
        rest = rest[cut:].lstrip()
    return [*pages, rest] if rest or not pages else pages


def _who_and_verdict(review: Review, how: bool = False) -> str:
    parts = [text.signature(review), text.fitted(review.date, 40)]
    verdict = say(text.VERDICTS[review.verdict])
    parts.append(f"{verdict} ({say(_HOW[review.basis])})" if how else verdict)
    return " \N{MIDDLE DOT} ".join(part for part in parts if part)
