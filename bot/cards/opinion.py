"""The card of what reviewers say of a film or a person, and the pages of quotes behind it."""

from collections.abc import Sequence
from typing import Any

from discord import ui

from index.types import ASPECT_NOUNS, Aspect, Film, Opinion, Polarity, Quote, Tally

from .. import controls, veils
from ..custom_ids import Ask, Kind
from . import chart, text
from .sheet import AGAINST, FOR_IT, NEUTRAL, Reply, Sheet, together

QUOTES_SHOWN = 2  # of each side; the buttons lead to the rest
QUOTE_ROOM = 420
SUMMARY_ROOM = 1200
TITLE_ROOM = 200

_SIDES: dict[Polarity, str] = {"pos": "praise", "neg": "criticism", "mixed": "mixed words"}
_SAYS: dict[Polarity, tuple[str, str]] = {
    "pos": ("praises", "praise"),
    "neg": ("faults", "fault"),
    "mixed": ("is in two minds about", "are in two minds about"),
}


def opinion_card(
    opinion: Opinion,
    *,
    aspect: Aspect | None = None,
    film: Film | None = None,
    side: Polarity | None = None,
    here: bool = False,
    note: str = "",
    also: Sequence[controls.AskButton | None] = (),
) -> Reply:
    """The answer to what reviewers think of `opinion.subject`.

    `film` adds who made it; `side` quotes only praise or only criticism, where there is some; `here` marks a
    card that its own selects replace instead of answering below. `note` is small print above the title, and
    `also` are buttons that stand first.
    """
    rows = together(controls.rows(also), _controls(opinion, aspect, here))
    sheet = Sheet(rows, _colour(opinion))
    sheet.small(text.fitted(note, TITLE_ROOM))
    title = text.fitted(opinion.subject, TITLE_ROOM)
    sheet.text(f"## {title}" + (f" \N{MIDDLE DOT} {aspect}" if aspect else ""))
    if film is not None and aspect is None:
        sheet.small(text.film_line(film))
    body = [text.headline(opinion, aspect), text.fitted(opinion.summary, SUMMARY_ROOM)]
    sheet.text("\n".join(part for part in body if part))
    sheet.small(text.basis(opinion))
    if opinion.aspects and aspect is None:
        sheet.show(chart.draw(opinion.aspects), chart.alt(opinion.aspects))
    praise, criticism = opinion.praise[:QUOTES_SHOWN], opinion.criticism[:QUOTES_SHOWN]
    films = opinion.films if opinion.kind == "person" else ()
    if side != "neg" or not criticism:
        _quotes(sheet, "In praise", praise, films)
    if side != "pos" or not praise:
        _quotes(sheet, "Against", criticism, films)
    return sheet.reply()


def quotes_card(
    ask: Ask, subject: str, quotes: Sequence[Quote], total: int, size: int, films: Sequence[Film] = ()
) -> Reply:
    """A page of praise or criticism, or of the sentences behind a number (`ask.thing` is what it counts).

    Args:
        ask: what was asked; its page is the one shown.
        subject: the name of the film or person.
        quotes: those of this page.
        total: how many there are on all pages.
        size: how many a page holds.
        films: those that the quotes are about, where it is not the same for all.
    """
    side = _SIDES[ask.polarity or "mixed"]
    about = f"{side} for {ask.aspect}" if ask.aspect else side
    if ask.thing:
        says = _SAYS[ask.polarity or "mixed"][total != 1]
        about = f"{text.counted(total, 'review')} {says} {text.fitted(_noun(ask.thing), 100)}"
    name = text.fitted(subject, TITLE_ROOM)
    colour = {"pos": FOR_IT, "neg": AGAINST, "mixed": NEUTRAL}[ask.polarity or "mixed"]
    pages = -(-total // size)
    sheet = Sheet(controls.pager(ask, pages), colour)
    sheet.text(f"### {name}: {about}")
    if not quotes:
        sheet.text(f"No {side} to quote here.")
    names = {film.id: film.name for film in films}
    for quote in quotes:
        quoted(sheet, quote, names.get(quote.film_id, ""))
    if pages > 1:
        quotes_or_reviews = text.counted(total, "review" if ask.thing else "quote")
        sheet.small(f"page {ask.page + 1} of {pages}, {quotes_or_reviews}")
    return sheet.reply()


def quoted(sheet: Sheet, quote: Quote, film: str = "") -> None:
    """Adds the exact words of a review, who wrote them (and of which film), and a button for the rest."""
    words = text.fitted(quote.text, QUOTE_ROOM)
    lines = [f"> {veils.veil(words) if quote.spoiler else words}"]
    if source := " on ".join(part for part in (text.signature(quote), text.fitted(film, 100)) if part):
        lines.append(f"-# {source}")
    sheet.text("\n".join(lines), controls.button(Ask("review", "review", quote.review_id), "Review"))


def _quotes(sheet: Sheet, heading: str, quotes: Sequence[Quote], films: Sequence[Film]) -> None:
    if not quotes:
        return
    sheet.text(f"**{heading}**")
    names = {film.id: film.name for film in films}
    for quote in quotes:
        quoted(sheet, quote, names.get(quote.film_id, ""))


def _controls(opinion: Opinion, aspect: Aspect | None, here: bool) -> list[ui.ActionRow[Any]]:
    kind: Kind = opinion.kind
    sides: tuple[tuple[Polarity, str, Sequence[Quote]], ...] = (
        ("pos", "More praise", opinion.praise),
        ("neg", "More criticism", opinion.criticism),
    )
    more = [
        controls.button(Ask("quotes", kind, opinion.id, aspect, side), label)
        for side, label, there in sides
        if len(there) > QUOTES_SHOWN
    ]
    if kind == "film" and opinion.reviews:
        more.append(controls.button(Ask("like_film", "film", opinion.id), "Similar films"))
        more.append(controls.button(Ask("reviews", "film", opinion.id), "Full reviews"))
        if aspect is None:
            counts: tuple[tuple[Polarity, int, str], ...] = (
                ("pos", opinion.for_it, "for it"),
                ("neg", opinion.against, "against it"),
                ("mixed", opinion.mixed, "in two minds"),
            )
            more += [
                controls.button(Ask("reviews", "film", opinion.id, None, side), f"{count:,} {words}")
                for side, count, words in counts
                if count
            ]
    if aspect is not None:
        more.append(controls.button(Ask("opinion", kind, opinion.id, here=here), "All aspects"))
    by_aspect = [(name, name.capitalize(), _for_and_against(opinion, name)) for name in opinion.aspects]
    theirs = opinion.films if kind == "person" else ()
    by_film = [(film.id, film.name, text.counted(film.reviews, "review")) for film in theirs]
    return together(
        controls.rows(more),
        controls.row_of(
            controls.select(Ask("aspect", kind, opinion.id, here=here), "By aspect", by_aspect)
            if aspect is None
            else None
        ),
        controls.row_of(
            controls.select(
                Ask("counts", kind, opinion.id, aspect), "Behind the numbers", _numbers(opinion, aspect)
            )
        ),
        controls.row_of(controls.select(Ask("pick", "film", ""), "Their films", by_film)),
    )


def _numbers(opinion: Opinion, aspect: Aspect | None) -> list[tuple[str, str, str]]:
    """The counts that have no button of their own, each as an option: of the aspect, topics and people."""
    own: dict[str, Tally] = {}
    if aspect is not None:
        own = {aspect: opinion.aspects[aspect]} if aspect in opinion.aspects else {}
    elif opinion.kind == "person":
        own = {opinion.subject: Tally(opinion.for_it, opinion.against, opinion.mixed)}
    named = sorted(
        {**opinion.topics, **opinion.people}.items(),
        key=lambda item: (item[0] not in opinion.summary, -item[1].total),
    )
    return [
        (f"{side} {thing}", f"{count:,} {_SAYS[side][count != 1]} {_noun(thing)}", "")
        for thing, tally in (*own.items(), *named)
        for side, count in tally.sides.items()
        if count
    ]


def _noun(thing: str) -> str:
    """An aspect as it reads inside a sentence; topics and people are their own names."""
    return next((noun for aspect, noun in ASPECT_NOUNS.items() if aspect == thing), thing)


def _for_and_against(opinion: Opinion, aspect: Aspect) -> str:
    tally = opinion.aspects[aspect]
    parts = [(tally.positive, "for"), (tally.negative, "against"), (tally.mixed, "both")]
    return ", ".join(f"{number:,} {side}" for number, side in parts if number)


def _colour(opinion: Opinion) -> int:
    if opinion.positive is None or 0.4 <= opinion.positive < 0.6:
        return NEUTRAL
    return FOR_IT if opinion.positive >= 0.6 else AGAINST
