"""The form in which a review is written, and what comes back in it."""

import re
from dataclasses import dataclass
from typing import Any

import discord
from discord import ui

from index.language import number, say

from . import limits
from .cards import text
from .cards.own import star_signs
from .desk import Form, filled_in

STARS = tuple(half / 2 for half in range(10, 0, -1))  # of five, best first
FILM_LENGTH = 150
_BARRED = re.compile(r"\|\|([\s\S]+?)\|\|")


@dataclass(frozen=True, slots=True)
class Written:
    """A form as it was filled in; `stars` of five, `film` as it was typed, where the form asks for it."""

    text: str
    stars: float | None = None
    spoiler: bool = False
    film: str = ""

    @property
    def words(self) -> str:
        """The text without spoiler bars, which are no words of a review."""
        return _BARRED.sub(r"\1", self.text)

    @property
    def hidden(self) -> bool:
        """Whether it gives something away: a bar around some words hides all, as quotes are shown apart."""
        return self.spoiler or _BARRED.search(self.text) is not None


def review_form(
    custom_id: str, heading: str, known: Written, *, ask_film: bool = False, note: str = ""
) -> Form:
    """A modal for a review.

    Args:
        custom_id: what is done with it, see `desk`.
        heading: the film, shown above; empty where the form asks for it.
        known: what stands in the fields already.
        ask_film: whether there is a field for the film.
        note: what to know before writing.
    """
    items: list[ui.Item[Any]] = []
    told = "\n".join(part for part in (f"### {text.fitted(heading, 200)}" if heading else "", note) if part)
    if told:
        items.append(ui.TextDisplay(told))
    if ask_film:
        items.append(
            ui.Label(
                text=say("Film"),
                description=say("Its title, with the year if there are several"),
                component=ui.TextInput(
                    custom_id="film", default=known.film[:FILM_LENGTH] or None, max_length=FILM_LENGTH
                ),
            )
        )
    items.append(ui.Label(text=say("Stars"), component=_stars(known.stars)))
    items.append(
        ui.Label(
            text=say("Your review"),
            component=ui.TextInput(
                custom_id="text",
                style=discord.TextStyle.paragraph,
                default=known.text[: limits.PARAGRAPH] or None,
                max_length=limits.PARAGRAPH,
            ),
        )
    )
    items.append(
        ui.Label(
            text=say("It gives away the end"),
            description=say("Its words then stand behind spoiler bars"),
            component=ui.Checkbox(custom_id="spoiler", default=known.spoiler),
        )
    )
    return Form(say("Your review"), custom_id, items)


def _stars(chosen: float | None) -> ui.Select[Any]:
    return ui.Select(
        custom_id="stars",
        placeholder=limits.label(say("No stars"), limits.PLACEHOLDER),
        required=False,
        min_values=0,
        options=[
            discord.SelectOption(
                value=f"{stars:g}", label=f"{star_signs(stars)} ({number(stars)})", default=stars == chosen
            )
            for stars in STARS
        ],
    )


def written(interaction: discord.Interaction[Any]) -> Written:
    """What a form was sent with."""
    fields = filled_in(interaction)
    stars = fields.get("stars", "")
    return Written(
        fields.get("text", "").strip(),
        float(stars) if stars in {f"{one:g}" for one in STARS} else None,
        fields.get("spoiler") == "yes",
        " ".join(fields.get("film", "").split()),
    )
