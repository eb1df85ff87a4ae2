"""The card of what reviewers say of a film or a person, and the pages of quotes behind it."""

from collections.abc import Mapping, Sequence
from typing import Any

from discord import ui

from index.language import later, later_n, say, say_n
from index.types import ASPECT_NOUNS, Aspect, Film, Opinion, Polarity, Quote, Tally

from .. import controls, veils
from ..custom_ids import Ask, Kind
from . import chart, text
from .sheet import AGAINST, FOR_IT, NEUTRAL, Reply, Sheet, together

QUOTES_SHOWN = 2  # of each side; the buttons lead to the rest
QUOTE_ROOM = 420
SUMMARY_ROOM = 1200
TITLE_ROOM = 200

_SIDES: Mapping[Polarity, str] = {
    "pos": later("praise"),
    "neg": later("criticism"),
    "mixed": later("mixed words"),
}
_SIDES_ON: Mapping[Polarity, str] = {
    "pos": later("praise for {aspect}"),
    "neg": later("criticism for {aspect}"),
    "mixed": later("mixed words for {aspect}"),
}
_NO_QUOTES: Mapping[Polarity, str] = {
    "pos": later("No praise to quote here."),
    "neg": later("No criticism to quote here."),
    "mixed": later("No mixed words to quote here."),
}
_SAYS: Mapping[Polarity, tuple[str, str]] = {
    "pos": later_n("{n} praises {whom}", "{n} praise {whom}"),
    "neg": later_n("{n} faults {whom}", "{n} fault {whom}"),
    "mixed": later_n("{n} is in two minds about {whom}", "{n} are in two minds about {whom}"),
}
_REVIEWS_SAY: Mapping[Polarity, tuple[str, str]] = {
    "pos": later_n("{n} review praises {whom}", "{n} reviews praise {whom}"),
    "neg": later_n("{n} review faults {whom}", "{n} reviews fault {whom}"),
    "mixed": later_n(
        "{n} review is in two minds about {whom}", "{n} reviews are in two minds about {whom}"
    ),
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
    sheet.text(f"## {title}" + (f" \N{MIDDLE DOT} {text.aspect_name(aspect)}" if aspect else ""))
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
        _quotes(sheet, say("In praise"), praise, films)
    if side != "pos" or not praise:
        _quotes(sheet, say("Against"), criticism, films)
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
    side: Polarity = ask.polarity or "mixed"
    if ask.thing:
        about = say_n(*_REVIEWS_SAY[side], total, whom=text.fitted(_noun(ask.thing), 100))
    elif ask.aspect:
        about = say(_SIDES_ON[side], aspect=text.aspect_name(ask.aspect))
    else:
        about = say(_SIDES[side])
    title = say("{name}: {about}", name=text.fitted(subject, TITLE_ROOM), about=about)
    colour = {"pos": FOR_IT, "neg": AGAINST, "mixed": NEUTRAL}[side]
    pages = -(-total // size)
    sheet = Sheet(controls.pager(ask, pages), colour)
    sheet.text(f"### {title}")
    if not quotes:
        sheet.text(say(_NO_QUOTES[side]))
    names = {film.id: film.name for film in films}
    for quote in quotes:
        quoted(sheet, quote, names.get(quote.film_id, ""))
    if pages > 1:
        counted = text.counted(total, "review" if ask.thing else "quote")
        sheet.small(
            say("page {page} of {pages}, {counted}", page=ask.page + 1, pages=pages, counted=counted)
        )
    return sheet.reply()


def quoted(sheet: Sheet, quote: Quote, film: str = "") -> None:
    """Adds the exact words of a review, who wrote them (and of which film), and a button for the rest."""
    words = text.fitted(quote.text, QUOTE_ROOM)
    lines = [f"> {veils.veil(words) if quote.spoiler else words}"]
    critic, film = text.signature(quote), text.fitted(film, 100)
    if source := say("{critic} on {film}", critic=critic, film=film) if critic and film else critic or film:
        lines.append(f"-# {source}")
    sheet.text("\n".join(lines), controls.button(Ask("review", "review", quote.review_id), say("Review")))


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
        ("pos", say("More praise"), opinion.praise),
        ("neg", say("More criticism"), opinion.criticism),
    )
    more = [
        controls.button(Ask("quotes", kind, opinion.id, aspect, side), label)
        for side, label, there in sides
        if len(there) > QUOTES_SHOWN
    ]
    if kind == "film" and opinion.reviews:
        more.append(controls.button(Ask("like_film", "film", opinion.id), say("Similar films")))
        more.append(controls.button(Ask("reviews", "film", opinion.id), say("Full reviews")))
        if aspect is None:
            counts: tuple[tuple[Polarity, int, str], ...] = (
                ("pos", opinion.for_it, say_n("{n} for it", "{n} for it", opinion.for_it)),
                ("neg", opinion.against, say_n("{n} against it", "{n} against it", opinion.against)),
                ("mixed", opinion.mixed, say_n("{n} in two minds", "{n} in two minds", opinion.mixed)),
            )
            more += [
                controls.button(Ask("reviews", "film", opinion.id, None, side), words)
                for side, count, words in counts
                if count
            ]
    if aspect is not None:
        more.append(controls.button(Ask("opinion", kind, opinion.id, here=here), say("All aspects")))
    by_aspect = [
        (name, text.upper_first(text.aspect_name(name)), _for_and_against(opinion, name))
        for name in opinion.aspects
    ]
    theirs = opinion.films if kind == "person" else ()
    by_film = [(film.id, film.name, text.counted(film.reviews, "review")) for film in theirs]
    return together(
        controls.rows(more),
        controls.row_of(
            controls.select(Ask("aspect", kind, opinion.id, here=here), say("By aspect"), by_aspect)
            if aspect is None
            else None
        ),
        controls.row_of(
            controls.select(
                Ask("counts", kind, opinion.id, aspect), say("Behind the numbers"), _numbers(opinion, aspect)
            )
        ),
        controls.row_of(controls.select(Ask("pick", "film", ""), say("Their films"), by_film)),
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
        key=lambda item: (_noun(item[0]) not in opinion.summary, -item[1].total),
    )
    return [
        (f"{side} {thing}", say_n(*_SAYS[side], count, whom=_noun(thing)), "")
        for thing, tally in (*own.items(), *named)
        for side, count in tally.sides.items()
        if count
    ]


def _noun(thing: str) -> str:
    """An aspect or a topic as it reads inside a sentence; people are their own names."""
    return say(next((noun for aspect, noun in ASPECT_NOUNS.items() if aspect == thing), thing))


def _for_and_against(opinion: Opinion, aspect: Aspect) -> str:
    tally = opinion.aspects[aspect]
    parts = (
        (tally.positive, later("{n} for")),
        (tally.negative, later("{n} against")),
        (tally.mixed, later("{n} both")),
    )
    return ", ".join(say(words, n=count) for count, words in parts if count)


def _colour(opinion: Opinion) -> int:
    if opinion.positive is None or 0.4 <= opinion.positive < 0.6:
        return NEUTRAL
    return FOR_IT if opinion.positive >= 0.6 else AGAINST
