"""Cards of what members wrote themselves: saved, listed, to be deleted, brought along, asked for."""

from collections.abc import Sequence

import discord

from index.language import later, say, say_n
from index.types import Film, Review

from .. import controls, desk
from ..custom_ids import Ask
from ..limits import clip_words
from ..veils import barred
from . import text
from .sheet import AGAINST, FOR_IT, Reply, Sheet

Reviewed = tuple[Review, Film | None]
"""A review and the film it is of, where that is known."""

PAGE = 5
SNIPPET = 220
LOST = "your-review.txt"
SHOWN_BACK = 1500  # characters of a lost text that are shown rather than attached
QUESTION_ROOM = 3000  # characters of a message, escaped, in the question to its author
_QUOTED = ">>> "
_SIDES = {
    "pos": later("It counts as one for the film."),
    "neg": later("It counts as one against the film."),
    "mixed": later("It counts as one of two minds."),
}
_READ = {
    "pos": later("I read it as one for the film; with stars I need not guess."),
    "neg": later("I read it as one against the film; with stars I need not guess."),
    "mixed": later("I read it as one of two minds."),
}


def name_of(review: Review, film: Film | None) -> str:
    """The title and year of the film that a review is of."""
    if film is not None:
        return film.name
    title = review.film.title or say("A film without a title")
    return f"{title} ({review.film.year})" if review.film.year else title


def shown(name: str) -> str:
    """A name of a server, a person or a film inside a sentence."""
    return text.fitted(name, 100)


def stars_of(review: Review) -> str:
    """ "★★★½", or an empty text."""
    return "" if review.stars is None else star_signs(review.stars * 5)


def star_signs(stars: float) -> str:
    """As many signs as there are stars of five, to the nearest half."""
    halves = round(stars * 2)
    return "★" * (halves // 2) + "½" * (halves % 2)


def saved_card(review: Review, film: Film | None, server: str, replaced: bool) -> Reply:
    """A review is stored; `film` is told with its new count, `server` is where it is seen."""
    about = (
        None if film is None else controls.button(Ask("opinion", "film", film.id), say("All about this film"))
    )
    change = desk.button(say("Edit"), "edit", review.id)
    delete = desk.button(say("Delete"), "delete", review.id)
    sheet = Sheet(desk.row(about, change, delete), FOR_IT)
    name, server = text.fitted(name_of(review, film), 200), text.fitted(server, 100)
    if replaced:
        sheet.text("### " + say("Your new review of {film} replaces the one before.", film=name))
    else:
        sheet.text("### " + say("Your review of {film} is saved.", film=name))
    lines = []
    if film is not None:
        lines.append(
            say_n(
                "{server} now has 1 review of it, and everybody there can find yours.",
                "{server} now has {n} reviews of it, and everybody there can find yours.",
                film.reviews,
                server=server,
            )
        )
    lines.append(say((_SIDES if review.basis != "model" else _READ)[review.verdict]))
    if review.spoiler:
        lines.append(say("Its words stand behind spoiler bars."))
    sheet.text("\n".join(lines))
    sheet.small(say("Only this server sees it. /review mine lists all of yours."))
    return sheet.reply()


def mine_card(mine: Sequence[Reviewed], page: int, server: str) -> Reply:
    """A page of somebody's own reviews in a server, each with its buttons; `page` from 0."""
    pages = max(-(-len(mine) // PAGE), 1)
    page = min(max(page, 0), pages - 1)
    turn = []
    if pages > 1:
        turn = desk.row(
            desk.button(say("Previous"), "mine", max(page - 1, 0), disabled=page == 0),
            desk.button(say("Next"), "mine", min(page + 1, pages - 1), disabled=page == pages - 1),
        )
    sheet = Sheet(turn)
    server = text.fitted(server, 100)
    if not mine:
        sheet.text("### " + say("You have not reviewed a film in {server} yet.", server=server))
        sheet.text(say("Write one with /review write, or bring your Letterboxd reviews with /review import."))
        return sheet.reply()
    heading = (
        say("Your {n} reviews in {server}", n=len(mine), server=server)
        if len(mine) > 1
        else say("Your review in {server}", server=server)
    )
    sheet.text(f"### {heading}")
    for review, film in mine[page * PAGE : (page + 1) * PAGE]:
        sheet.text(_summary(review, film))
        for row in desk.row(
            desk.button(say("Edit"), "edit", review.id), desk.button(say("Delete"), "delete", review.id)
        ):
            sheet.row(row)
    if pages > 1:
        sheet.small(say("page {page} of {pages}", page=page + 1, pages=pages))
    return sheet.reply()


def _summary(review: Review, film: Film | None) -> str:
    title = f"**{text.fitted(name_of(review, film), 150)}**"
    small = " \N{MIDDLE DOT} ".join(
        part for part in (stars_of(review), text.fitted(review.date, 40)) if part
    )
    words = text.fitted(review.raw or review.text, SNIPPET)
    lines = [title, f"> {barred(words)}" if review.spoiler else f"> {words}"]
    return "\n".join([*lines, f"-# {small}"] if small else lines)


def confirm_card(review: Review, film: Film | None) -> Reply:
    """Asks whether a review is really to be deleted."""
    sheet = Sheet(
        desk.row(
            desk.button(say("Delete it"), "gone", review.id, style=discord.ButtonStyle.danger),
            desk.button(say("Keep it"), "mine", 0),
        ),
        AGAINST,
    )
    name = text.fitted(name_of(review, film), 200)
    sheet.text("### " + say("Delete your review of {film}?", film=name))
    sheet.text(_summary(review, film))
    sheet.small(say("It is gone for good, from every answer too."))
    return sheet.reply()


def deleted_card(name: str, left: int) -> Reply:
    """A review is deleted; `left` are the person's others in the server."""
    sheet = Sheet(desk.row(desk.button(say("My reviews"), "mine", 0)) if left else ())
    sheet.text("### " + say("Your review of {film} is deleted.", film=text.fitted(name, 200)))
    if left:
        sheet.small(say_n("You have 1 other here.", "You have {n} others here.", left))
    return sheet.reply()


def imported_card(added: int, skipped: int, rejected: int, server: str) -> Reply:
    """What came of an export."""
    sheet = Sheet(desk.row(desk.button(say("My reviews"), "mine", 0)), FOR_IT if added else AGAINST)
    server = text.fitted(server, 100)
    sheet.text(
        "### "
        + say_n(
            "1 of your reviews is now in {server}.",
            "{n} of your reviews are now in {server}.",
            added,
            server=server,
        )
    )
    lines = []
    if skipped:
        lines.append(
            say_n("1 was here already, word for word.", "{n} were here already, word for word.", skipped)
        )
    if rejected:
        lines.append(
            say_n(
                "1 could not be used: it lacks a title or has too few words.",
                "{n} could not be used: they lack a title or have too few words.",
                rejected,
            )
        )
    sheet.text("\n".join(lines))
    sheet.small(say("Only this server sees them. /review delete takes one away, /privacy all of them."))
    return sheet.reply()


def which_film_card(title: str, films: Sequence[Film], fresh: bool) -> Reply:
    """Asks which film a review is to be of; `fresh` offers a film of that title that is not here yet."""
    buttons = [desk.button(film.name, "write", film.id) for film in films[:4]]
    shown = text.fitted(title, 100)
    if fresh:
        buttons.append(desk.button(say("No, {film} is another film", film=title), "write_new", title))
    sheet = Sheet(desk.row(*buttons))
    if fresh:
        sheet.text(say("I have no film called {film} yet. Do you mean one of these?", film=shown))
    else:
        sheet.text(say("Which {film} do you mean?", film=shown))
    return sheet.reply()


def lost_card(sentence: str, words: str) -> Reply:
    """One sentence on why a review could not be saved, and its text for its writer to keep."""
    sheet = Sheet(colour=AGAINST)
    sheet.text(clip_words(sentence, 1500))
    shown = text.plain(words.strip())
    if len(shown) <= SHOWN_BACK:
        sheet.text(say("Here is your text, so that it is not lost:"))
        sheet.text(shown)
    else:
        sheet.text(say("Your text is in this file, so that it is not lost:"))
        sheet.attach(LOST, words.encode())
    return sheet.reply()


def question_card(asker: str, author: str, words: str, to: Sequence[object]) -> Reply | None:
    """Asks the author of a message whether it may be kept; None when it is too long to be asked about.

    Args:
        asker: the name of the one who would like to keep it.
        author: the name of the one who wrote it.
        words: the message.
        to: what the buttons carry: whose answer counts and which message it is about.
    """
    shown = text.plain(words.strip())
    if len(shown) > QUESTION_ROOM:
        return None
    sheet = Sheet(
        desk.row(
            desk.button(say("Save it…"), "consent", *to, style=discord.ButtonStyle.success),
            desk.button(say("No, thanks"), "refuse", *to),
        )
    )
    names = {"asker": text.fitted(asker, 100), "author": text.fitted(author, 100)}
    sheet.text(say("{author}, {asker} would like to keep this as your film review:", **names))
    # What hides a part of a message hides all of it here: who wrote it meant nobody to read on by accident.
    sheet.text(_QUOTED + (barred(shown) if "||" in words else shown))
    sheet.small(say("Only {author} can answer. Nothing is saved before.", **names))
    return sheet.reply()


def quoted_in_question(shown: str) -> str | None:
    """The message that a text of a `question_card` quotes; None when it is another of its texts."""
    if not shown.startswith(_QUOTED):
        return None
    shown = shown.removeprefix(_QUOTED)
    if shown.startswith("||") and shown.endswith("||") and len(shown) > 4:
        shown = shown[2:-2].removesuffix("\u200b")
    return text.unescaped(shown)


def done_card(sentence: str) -> Reply:
    """One sentence when something is over."""
    sheet = Sheet()
    sheet.text(sentence)
    return sheet.reply()
