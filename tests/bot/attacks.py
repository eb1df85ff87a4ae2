"""Hostile texts as reviews and as questions, through the whole bot, with a look at everything it sends."""

import csv
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import count, cycle
from pathlib import Path
from typing import Any, cast

import discord
import simcord
from discord import app_commands

from bot import errors
from bot.client import ReviewBot
from index.library import Library
from index.members import MembersError

from . import filled, looked_at, seen
from .pressing import Control, controls, press

FILMS = 6
WRITTEN = "Wonderful acting, all in all."
"""What stands in the forms that a hostile title opens."""
_FILLED = {  # what else a command wants, so that the text comes as far as it can
    ("similar", "film"): {"text": "wonderful acting"},
    ("search", "film"): {"topic": "acting"},
    ("search", "person"): {"topic": "acting"},
    ("compare", "first"): {"second": "film1"},
    ("compare", "second"): {"first": "film0"},
    ("recommend", "genre"): {"description": "wonderful acting"},
}
Option = tuple[str, str]
"""A command and one of its options."""


def write_corpus(folder: Path, texts: Sequence[str]) -> tuple[Path, Path]:
    """A CSV in which texts are reviews, authors, publications, dates and addresses, and one of their films.

    Their titles and the people in them are hostile too.
    """
    reviews, films, of = folder / "hostile.csv", folder / "films.csv", cycle(texts)
    told = [_encodable(text) for text in texts]
    titles = [f"{told[7 * n % len(told)][:150]} The Film of {n}" for n in range(FILMS)]
    with reviews.open("w", newline="", encoding="utf-8") as file:
        out = csv.writer(file)
        out.writerow(
            ["review_id", "film_id", "title", "critic", "publication", "sentiment", "date", "url", "text"]
        )
        for number, text in enumerate(told):
            around = (
                ()
                if len(text) > 10_000
                else (
                    f"Tom Askew gives wonderful acting. {text} The story is {it}." for it in ("dull", "fine")
                )
            )
            film = number % FILMS
            for which, review in enumerate((text, *around)):
                author, publication, date, url = (_encodable(next(of)) for _ in range(4))
                verdict = ("positive", "negative")[(number + which) % 2]
                key, of_film = f"r{number}-{which}", f"film{film}"
                out.writerow([key, of_film, titles[film], author, publication, verdict, date, url, review])
    with films.open("w", newline="", encoding="utf-8") as file:
        out = csv.writer(file)
        out.writerow(["film_id", "title", "year", "director", "cast", "genres"])
        for number, title in enumerate(titles):
            director, actor = (told[n * number % len(told)][:80].replace("|", "") for n in (3, 5))
            row = [f"film{number}", title, 2000 + number, director, f"Tom Askew|{actor}", "Drama"]
            out.writerow(row)
    return reviews, films


def _encodable(text: str) -> str:
    return text.encode("utf-8", "replace").decode()


def string_options(bot: ReviewBot) -> Iterator[tuple[Option, bool, int]]:
    """Every option that takes any text, whether it makes suggestions, and how many characters it takes."""
    for command in bot.tree.walk_commands():
        if isinstance(command, app_commands.Command):
            for option in command.parameters:
                if option.type is discord.AppCommandOptionType.string and not option.choices:
                    name = command.qualified_name, option.name
                    yield name, bool(option.autocomplete), int(option.max_value or 6000)


def stored(library: Library) -> list[str]:
    """The clean texts of all reviews that are seen."""
    films = library.suggest_films("", 1000)
    return [review.text for film in films for review in library.reviews_of(film.id, 0, 10_000)]


@dataclass
class Attack:
    """One person who tries texts, and what was found amiss in what the bot sent.

    `texts` are those of the stored reviews; `canary`, where there is one, must be in nothing that is sent.
    """

    world: simcord.Env
    member: simcord.MemberActor
    channel: simcord.ChannelHandle
    texts: Collection[str] = ()
    canary: str = ""
    tried: int = 0
    sent: int = 0
    told: int = 0
    amiss: list[str] = field(default_factory=list)
    waiting: list[Control] = field(default_factory=list)
    pressed: set[tuple[str, tuple[Any, ...]]] = field(default_factory=set)

    async def command(self, name: str, /, **options: Any) -> simcord.InteractionResult:
        """Gives a command and looks at the answer."""
        result = await self.member.slash(self.channel, name, **options)
        self._looked(f"/{name}", own_marks=name == "help")
        if result.modal is None and result.response is not None:
            self.waiting += controls(result)
        return result

    async def option(self, option: Option, text: str, room: int, suggesting: bool) -> None:
        """Gives a text to an option, typed and sent."""
        (name, wanted), text = option, text[:room]
        if suggesting:
            await self.member.autocomplete(self.channel, name, wanted, text[:100])
            self._looked(f"suggestions of /{name} {wanted}")
        if not text.strip():
            return  # Discord sends no empty option
        form = await self.command(name, **{wanted: text}, **_FILLED.get(option, {}))
        if form.modal is not None and name != "similar":
            await self.send(form, WRITTEN)

    async def send(
        self, form: simcord.InteractionResult, text: str, **more: Any
    ) -> simcord.InteractionResult:
        """Sends a form with a text in it."""
        result = await filled.send(self.member, form, text[:4000], **more)
        self._looked("a form")
        self.waiting += controls(result) if result.response is not None else []
        return result

    async def paste(self, text: str) -> None:
        """Pastes a text into the form of /similar."""
        form = await self.command("similar")
        result = await self.member.submit_modal(form, {"text": text[:4000]})
        self._looked("a pasted text")
        self.waiting += controls(result) if result.response is not None else []

    async def say(self, words: str) -> None:
        """Mentions the bot."""
        me = self.world.bot.user
        assert me is not None
        await self.member.send(self.channel, f"{me.mention} {words}"[:2000])
        self._looked("a mention", own_marks=True)

    async def menu(self, name: str, words: str, author: simcord.MemberActor | None = None) -> None:
        """Uses a menu on a message."""
        message = await (author or self.member).send(self.channel, words[:2000])
        result = await self.member.context_menu(self.channel, name, message)
        self._looked(name)
        self.waiting += controls(result) if result.response is not None and result.modal is None else []

    async def press_all(self, most: int, options: int = 1) -> int:
        """Presses what stands in the answers, and in the answers to that, each once; answers how many.

        Of each select the first `options` are chosen.
        """
        for number in count():
            control = self._next(options)
            if control is None or number >= most:
                return number
            result = await press(self.member, control)
            self._looked(f"{control.custom_id}", own_marks=False)
            if result.modal is None:
                if result.response is not None:
                    self.waiting += controls(result)
                for follow in result.followups:
                    self.waiting += controls(follow)
        raise AssertionError("count ends")

    def _next(self, options: int) -> Control | None:
        while self.waiting:
            control = self.waiting.pop(0)
            if control.values is not None:
                self.waiting[:0] = list(_other_options(control, options))
            key = control.custom_id, control.values or ()
            if key not in self.pressed and "own.forgotten" not in control.custom_id:
                self.pressed.add(key)
                return control
        return None

    def _looked(self, after: str, *, own_marks: bool = False) -> None:
        self.tried += 1
        for error in map(errors.root, self.world.errors[self.told :]):
            self.told += 1
            if not isinstance(error, errors.Told | MembersError):
                self.amiss.append(f"{after}: {type(error).__name__}")
        requests = self.world.http_requests
        for kind, body in looked_at.bodies(requests):
            self.sent += 1
            found = looked_at.problems(kind, body, own_marks=own_marks)
            if self.texts:
                found += looked_at.quoted_amiss(body, [*self.texts, WRITTEN])
            self.amiss += [f"{after}: {one}" for one in found]
        if self.canary:
            self.amiss += [
                f"{after}: the canary" for request in requests if self.canary in repr(request.json)
            ]
        self.world.backend.http_requests.clear()


def _other_options(control: Control, most: int) -> Iterator[Control]:
    for part in seen.walk(control.parts):
        if part.get("custom_id") == control.custom_id:
            for option in part.get("options", [])[1:most]:
                if control.values == (part["options"][0]["value"],):
                    yield replace(control, values=(option["value"],))


async def question_all(attack: Attack, texts: Sequence[str], *, every: bool) -> None:
    """Asks all texts: each in an option of a command (with `every` in each), a mention and a form."""
    options = list(string_options(cast(ReviewBot, attack.world.bot)))
    assert len(options) > 15
    turn = cycle(options)
    for text in texts:
        for option, suggesting, room in options if every else [next(turn)]:
            await attack.option(option, text, room, suggesting)
        if text.strip():
            await attack.say(text)
            await attack.paste(text)
