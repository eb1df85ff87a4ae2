"""Opens the form of a review and stores what comes back in it."""

import asyncio
import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

import discord

from index.language import later, listed, say
from index.titles import split_year
from index.types import Draft, Film, FilmMatch, Review

from . import delivery, errors
from .answers import Answers
from .cards import own
from .cards.sheet import Reply
from .circles import NOT_YOURS, Circle, circle_of
from .desk import own_id
from .errors import GONE, Told
from .forms import Written, review_form, written
from .place import Place
from .rates import Rates
from .replies import close
from .worker import Worker

if TYPE_CHECKING:
    from .client import ReviewBot

WRITERS, WAITING = 4, 32  # reviews that are stored or deleted at a time, and that may wait for it
IMPORTS_WAITING = 3
OF_USER = 4  # reviews of one person that are stored or deleted at a time, or wait for it
DAY = 24 * 60 * 60.0
ENOUGH = later("You have written a lot of reviews within a day; please go on tomorrow.")
ENOUGH_HERE = later("A lot of reviews were written in this server within a day; please go on tomorrow.")
REPLACES = later("You have reviewed it before; this replaces that review.")
TOO_LONG = later(
    "That review is longer than the 4,000 characters that fit into Discord's box, so it can't be edited "
    "here; you can delete it and write a new one."
)
SLOW = later("I am slow to find your review right now; please try again in a moment.")

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Found:
    """What is known before a form opens: the film, if it is one, and the writer's review of it, if any."""

    match: FilmMatch
    review: Review | None = None


class Reviewing:
    """Writing and rewriting one's own reviews; one for the bot."""

    def __init__(self, bot: "ReviewBot") -> None:
        self._bot = bot
        self._writing = tuple(threading.Lock() for _ in range(64))
        # An import takes minutes, and what is written in its server waits for it: no question does.
        # What is written in one server is stored one after the other, so a second thread would only wait.
        self.writer = Worker(WRITERS, WAITING, of_user=OF_USER, server_at_once=1)
        self.importer = Worker(1, IMPORTS_WAITING, of_user=1)
        # Discord waits three seconds for a form: what it shows is not looked up behind everybody's questions.
        self.opener = Worker(1, WAITING, of_user=OF_USER)
        self._today = Rates(bot.settings.reviews_a_day, DAY)
        self._today_in = Rates(bot.settings.server_reviews_a_day, DAY)
        bot.desk.on("write", self._write_known, 1)
        bot.desk.on("write_new", self._write_new, 1)
        bot.desk.on("edit", self._edit, 1)
        bot.desk.on("wrote", self._wrote, 1)
        bot.desk.on("wrote_new", self._wrote_new)
        bot.desk.on("rewrote", self._rewrote, 1)

    def close(self) -> None:
        """Ends the threads."""
        self.writer.close()
        self.importer.close()
        self.opener.close()

    def check(self, place: Place) -> None:
        """Sees to it that nobody writes more reviews a day than they may.

        Raises:
            Told: the person, or all in the server together, have written as many already.
        """
        if self._today.is_full(place.user):
            raise Told(ENOUGH)
        if place.server is not None and self._today_in.is_full(place.server):
            raise Told(ENOUGH_HERE)

    def count(self, place: Place) -> None:
        """Counts a review that was written or changed, or an import."""
        self._today.take(place.user)
        if place.server is not None:
            self._today_in.take(place.server)

    # --- opening the form ---------------------------------------------------------------------------------

    async def open(self, interaction: discord.Interaction[Any], place: Place, asked: str) -> None:
        """Opens the form for a film by title or id, or asks which one is meant."""
        circle = circle_of(self._bot, interaction, writing=True)
        self.check(place)
        asked = " ".join(asked.split())
        found = await self._soon(place, lambda answers: _look(answers, circle, asked))
        if found is None or found.match.film is not None:
            await self._show(interaction, asked, found)
            return
        likely = found.match.choices or close(asked, found.match.nearest)
        if likely:
            reply = own.which_film_card(asked, likely, fresh=not found.match.choices)
            await delivery.first(
                interaction, lambda: interaction.response.send_message(view=reply.layout, ephemeral=True)
            )
        else:
            await self._show_new(interaction, asked, circle)

    async def _write_known(
        self, interaction: discord.Interaction[Any], place: Place, values: tuple[str, ...]
    ) -> None:
        circle = circle_of(self._bot, interaction, writing=True)
        self.check(place)
        found = await self._soon(place, lambda answers: _look(answers, circle, values[0]))
        if found is not None and found.match.film is None:
            raise Told(GONE)
        await self._show(interaction, values[0], found)

    async def _write_new(
        self, interaction: discord.Interaction[Any], place: Place, values: tuple[str, ...]
    ) -> None:
        circle = circle_of(self._bot, interaction, writing=True)
        self.check(place)
        await self._show_new(interaction, values[0], circle)

    async def _edit(
        self, interaction: discord.Interaction[Any], place: Place, values: tuple[str, ...]
    ) -> None:
        await self.edit(interaction, place, values[0])

    async def edit(self, interaction: discord.Interaction[Any], place: Place, asked: str) -> None:
        """Opens the form with one's own review in it, by its id or its film."""
        circle = circle_of(self._bot, interaction, writing=True)
        self.check(place)
        found = await self._soon(place, lambda _: own_review(circle, asked))
        if found is None:
            raise Told(SLOW)
        review, film = found
        custom_id = own_id("rewrote", review.id)
        known = _known(review)
        if known is None or custom_id is None:
            raise Told(TOO_LONG)
        form = review_form(custom_id, own.name_of(review, film), known)
        await delivery.first(interaction, lambda: interaction.response.send_modal(form))

    async def _show(self, interaction: discord.Interaction[Any], asked: str, found: Found | None) -> None:
        film = found.match.film if found is not None else None
        custom_id = own_id("wrote", film.id) if film is not None else None
        if film is None or custom_id is None:  # too slow to look it up, or an id that has no room
            name = film.name if film is not None else asked
            form = review_form("own.wrote_new", "", Written("", film=name), ask_film=True)
        else:
            before = found.review if found is not None else None
            known, note = Written(""), ""
            if before is not None:
                known = _known(before) or known
                note = say(REPLACES)
            form = review_form(custom_id, film.name, known, note=note)
        await delivery.first(interaction, lambda: interaction.response.send_modal(form))

    async def _show_new(self, interaction: discord.Interaction[Any], asked: str, circle: Circle) -> None:
        note = say(
            "I have no reviews of this film yet. Yours adds it for {server}.", server=own.shown(circle.server)
        )
        form = review_form("own.wrote_new", "", Written("", film=asked), ask_film=True, note=note)
        await delivery.first(interaction, lambda: interaction.response.send_modal(form))

    async def _soon(self, place: Place, look: Callable[[Answers], T]) -> T | None:
        """What a look-up finds; None when it takes too long for a form to open in time."""
        try:
            return await asyncio.wait_for(self._bot.work(place, look, self.opener), delivery.PATIENCE)
        except TimeoutError:
            return None

    # --- storing what comes back --------------------------------------------------------------------------

    async def _wrote(
        self, interaction: discord.Interaction[Any], place: Place, values: tuple[str, ...]
    ) -> None:
        await self.store(interaction, place, film_id=values[0])

    async def _wrote_new(
        self, interaction: discord.Interaction[Any], place: Place, values: tuple[str, ...]
    ) -> None:
        await self.store(interaction, place)

    async def _rewrote(
        self, interaction: discord.Interaction[Any], place: Place, values: tuple[str, ...]
    ) -> None:
        await self.store(interaction, place, review_id=values[0])

    async def store(
        self, interaction: discord.Interaction[Any], place: Place, *, film_id: str = "", review_id: str = ""
    ) -> bool:
        """Stores the form that was sent, and tells its writer; False when that failed.

        The film is that of the id, of the review that is rewritten, or the one that the form names. Whatever
        goes wrong, the writer gets the text back. What Discord does meanwhile changes nothing about that: a
        review is stored also when its writer can't be told.
        """
        form = written(interaction)
        try:
            await delivery.defer(interaction, thinking=True, ephemeral=True)
        except delivery.UNSENT as error:
            errors.record(error, "taking a review")
        try:
            circle = circle_of(self._bot, interaction, writing=True)
            self.check(place)

            def save(answers: Answers) -> tuple[Review, Film | None, bool]:
                # A form sent twice replaces its first review instead of adding another.
                with self._writing[hash((circle.id, circle.owner)) % len(self._writing)]:
                    review, replaced = _save(answers, circle, form, film_id, review_id)
                # Here, as the threads for questions may all be taken, and the review is stored by now.
                return review, answers.library.film(review.film_id), replaced

            review, film, replaced = await self._bot.work(place, save, self.writer)
            self.count(place)
        except Exception as error:
            errors.record(error, "saving a review")
            await _tell(interaction, own.lost_card(errors.sentence(error), form.text))
            return False
        await _tell(interaction, own.saved_card(review, film, circle.server, replaced))
        return True


async def _tell(interaction: discord.Interaction[Any], reply: Reply) -> None:
    try:
        await delivery.show(interaction, reply)
    except delivery.UNSENT as error:
        errors.record(error, "telling what became of a review")


def own_review(circle: Circle, asked: str) -> own.Reviewed:
    """One of a person's own reviews, by its id or by what its film is called.

    Raises:
        Told: it is not among them, or several fit.
    """
    mine = [(one.review, one.film) for one in circle.members.of(circle.id, circle.owner)]
    typed = " ".join(asked.split()).casefold()
    found = [one for one in mine if one[0].id == asked] or [
        one for one in mine if typed and typed in own.name_of(*one).casefold()
    ]
    if not found:
        raise Told(NOT_YOURS)
    if len(found) > 1:
        names = listed([own.shown(own.name_of(*one)) for one in found[:5]], "or")
        raise Told("Which of your reviews do you mean: {names}?", names=names)
    return found[0]


def _look(answers: Answers, circle: Circle, asked: str) -> Found:
    match = answers.library.find_film(asked)
    review = circle.members.find(circle.id, circle.owner, match.film.id) if match.film is not None else None
    return Found(match, review)


def _save(
    answers: Answers, circle: Circle, form: Written, film_id: str, review_id: str
) -> tuple[Review, bool]:
    film: Film | None = None
    title, year = "", None
    if review_id:
        before, film = own_review(circle, review_id)
        title, year = before.film.title, before.film.year
    elif film_id:
        film = answers.library.film(film_id)
        if film is None:
            raise Told(GONE)
    else:
        film, title, year = _named(answers, form.film)
    if film is not None and not review_id:
        earlier = circle.members.find(circle.id, circle.owner, film.id)
        review_id = earlier.id if earlier is not None else ""
    draft = Draft(
        form.words, circle.author, film, title, year,
        None if form.stars is None else form.stars / 5, form.hidden,
    )  # fmt: skip
    return circle.members.write(circle.id, circle.owner, draft, review_id), bool(review_id)


def _named(answers: Answers, typed: str) -> tuple[Film | None, str, int | None]:
    """The film of a title as it was typed, else a title and year that are not here yet."""
    match = answers.library.find_film(typed)
    if match.choices:
        names = listed([own.shown(film.name) for film in match.choices[:5]], "or")
        raise Told("Which one is it: {names}? Please add the year to the title.", names=names)
    title, year = split_year(typed)
    return match.film, title.strip(), year


def _known(review: Review) -> Written | None:
    """A review as the form shows it; None when it is too long for that."""
    words = review.raw or review.text
    stars = None if review.stars is None else round(review.stars * 10) / 2
    return Written(words, stars or None, review.spoiler) if len(words) <= 4000 else None
