"""All that a person can do with the bot, found by walking its command tree and what its answers offer."""

import itertools
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

import discord
import simcord
from discord import AppCommandOptionType, AppCommandType, app_commands

from bot.client import ReviewBot
from index.library import Library
from index.members import Members
from index.types import Draft
from tests.bot import filled, pressing, seen

Act = Callable[[], Awaitable[Any]]
Command = app_commands.Command[Any, ..., Any]

_HEADER = "Date,Name,Year,Letterboxd URI,Rating,Rewatch,Review,Tags,Watched Date\n"
EXPORT = f"{_HEADER}2024-05-02,Paper Moons of Orm,2021,https://boxd.it/aa2,2,,A long evening it was.,,\n"
WORDS = {
    "name": "Rufus Bell", "person": "Rufus Bell", "topic": "car chase", "genre": "Drama", "year": "1990-2020",
    "description": "a quiet film about the sea", "text": "A slow, beautiful film about the sea.",
    "second": "keeper",
}  # fmt: skip
QUESTIONS = ("opinion kite", "what do people say about A Boy and His Kite?", "help", "good morning")
MESSAGE = "Solar Winds (1972) is a haunting film, and I loved all of it, number {number}."


@dataclass(frozen=True, slots=True)
class Deed:
    """Something that a person does: `ready` does what has to be done before, and answers how it is done."""

    name: str
    ready: Callable[[], Awaitable[Act]]


@dataclass(frozen=True, slots=True)
class Sent:
    """A review as somebody sent it."""

    member: simcord.MemberActor
    text: str


class Deeds:
    """What two people do: `boss`, who may do everything, and `bob`, whose messages are asked about.

    Every deed can be done again and again; `sent` holds the reviews that were sent in forms.
    """

    def __init__(
        self, world: simcord.Env, channel: simcord.ChannelHandle, library: Library, members: Members
    ) -> None:
        self._world, self._channel = world, channel
        self._library, self._members = library, members
        managing = world.guild.create_role("Managers", permissions=discord.Permissions(manage_guild=True))
        self.boss = world.guild.add_member(world.create_user("boss"), roles=[managing])
        self.bob = world.guild.add_member(world.create_user("bob"))
        self.sent: list[Sent] = []
        self.found: dict[str, Deed] = {}
        self._number = itertools.count()

    @property
    def bot(self) -> ReviewBot:
        """The bot that is asked."""
        assert isinstance(self._world.bot, ReviewBot)
        return self._world.bot

    def is_stored(self, sent: Sent) -> bool:
        """Whether a review is there as it was sent."""
        stored = self._members.of(str(sent.member.guild.id), str(sent.member.id))
        return any(sent.text == (one.review.raw or one.review.text) for one in stored)

    async def ready(self, deed: Deed) -> Act:
        """Makes a deed ready; `sent` holds only what is sent from then on."""
        act = await deed.ready()
        self.sent.clear()
        return act

    async def find(self) -> dict[str, Deed]:
        """All deeds by their name; the bot is asked everything once for that."""
        tree = self.bot.tree
        commands = [one for one in tree.walk_commands() if isinstance(one, app_commands.Command)]
        for command in commands:
            await self._found(f"/{command.qualified_name}", self.boss, self._slash(command, options=True))
            if any(not option.required for option in command.parameters):
                await self._found(
                    f"/{command.qualified_name} alone", self.boss, self._slash(command, options=False)
                )
            for option in command.parameters:
                if option.autocomplete:
                    name = f"/{command.qualified_name} {option.name}:"
                    self.found[name] = Deed(name, self._suggestion(command.qualified_name, option.name))
        for kind in (AppCommandType.message, AppCommandType.user):
            for menu in tree.get_commands(type=kind):
                for writer in (self.boss, self.bob):
                    await self._found(f"{menu.name} of {writer.name}", self.boss, self._menu(menu, writer))
        for label in ("consent", "refuse"):
            await self._found(f"own.{label}", self.bob, self._asked(f"own.{label}"))
        for words in QUESTIONS:
            self.found[f"@ {words}"] = Deed(f"@ {words}", self._said(words, direct=False))
            self.found[f"direct: {words}"] = Deed(f"direct: {words}", self._said(words, direct=True))
        return self.found

    async def _found(self, name: str, who: simcord.MemberActor, ready: Callable[[], Awaitable[Act]]) -> None:
        """Notes a deed, does it, and notes what its answer offers: buttons, selects, and forms to send."""
        self.found[name] = Deed(name, ready)
        result = await (await ready())()
        if result.modal is not None:
            kind = f"form {_kind(str(result.modal['custom_id']))}"
            if kind not in self.found:
                await self._found(kind, who, self._form(who, ready))
            return
        messages = ([result.response] if result.response is not None else []) + result.followups
        for control in list(pressing.controls(*messages)):
            kind = _kind(control.custom_id)
            if kind in self.found:
                continue
            pressed = self._own(who, ready, kind) if kind.startswith("own.") else _pressed(who, control)
            await self._found(kind, who, pressed)

    # --- ways of making ready -----------------------------------------------------------------------------

    def _write(self) -> None:
        """The review that is changed and deleted."""
        place, owner = str(self.boss.guild.id), str(self.boss.id)
        film = self._library.film("kite")
        assert film is not None
        before = self._members.find(place, owner, film.id)
        text = f"A tender film that I would see again, number {next(self._number)}."
        draft = Draft(text, "boss", film, "", None, 1.0, False)
        self._members.write(place, owner, draft, before.id if before is not None else "")

    def _slash(self, command: Command, *, options: bool) -> Callable[[], Awaitable[Act]]:
        values = {one.name: _value(one) for one in command.parameters if one.required or options}

        async def ready() -> Act:
            self._write()
            return lambda: self.boss.slash(self._channel, command.qualified_name, **values)

        return ready

    def _suggestion(self, command: str, option: str) -> Callable[[], Awaitable[Act]]:
        async def ready() -> Act:
            self._write()
            return lambda: self.boss.autocomplete(self._channel, command, option, "ki")

        return ready

    def _menu(self, menu: Any, writer: simcord.MemberActor) -> Callable[[], Awaitable[Act]]:
        async def ready() -> Act:
            if menu.type is AppCommandType.user:
                return lambda: self.boss.context_menu(self._channel, menu.name, writer)
            message = await writer.send(self._channel, MESSAGE.format(number=next(self._number)))
            return lambda: self.boss.context_menu(self._channel, menu.name, message)

        return ready

    def _asked(self, kind: str) -> Callable[[], Awaitable[Act]]:
        async def ready() -> Act:
            message = await self.bob.send(self._channel, MESSAGE.format(number=next(self._number)))
            await self.boss.context_menu(self._channel, "Save as review", message)
            question = self._channel.last_message
            assert question is not None
            ids = [
                one["custom_id"]
                for one in seen.walk([dict(part.to_dict()) for part in question.components])
                if "custom_id" in one
            ]
            [custom_id] = [one for one in ids if _kind(one) == kind]
            return lambda: self.bob.click(question, custom_id=custom_id)

        return ready

    def _own(
        self, who: simcord.MemberActor, before: Callable[[], Awaitable[Act]], kind: str
    ) -> Callable[[], Awaitable[Act]]:
        """A control for something that may be gone once it was pressed: it is made anew for each time."""

        async def ready() -> Act:
            result = await (await before())()
            messages = ([result.response] if result.response is not None else []) + result.followups
            control = next(one for one in pressing.controls(*messages) if _kind(one.custom_id) == kind)
            return lambda: pressing.press(who, control)

        return ready

    def _form(
        self, who: simcord.MemberActor, before: Callable[[], Awaitable[Act]]
    ) -> Callable[[], Awaitable[Act]]:
        async def ready() -> Act:
            shown = await (await before())()
            if "stars" not in filled.controls(shown):
                return lambda: who.submit_modal(shown, {"text": WORDS["text"]})
            text = f"A film that I saw twice and would see again, number {next(self._number)}."

            def send() -> Awaitable[Any]:
                self.sent.append(Sent(who, text))
                film = filled.controls(shown).get("film", {}).get("value", "")
                return filled.send(who, shown, text, **({} if film else {"film": "Solar Winds (1972)"}))

            return send

        return ready

    def _said(self, words: str, *, direct: bool) -> Callable[[], Awaitable[Act]]:
        async def ready() -> Act:
            me = self.bot.user
            assert me is not None
            if direct:
                return lambda: self.boss.send_dm(words)
            return lambda: self.boss.send(self._channel, f"{me.mention} {words}")

        return ready


def _pressed(who: simcord.MemberActor, control: pressing.Control) -> Callable[[], Awaitable[Act]]:
    """A control that can be pressed again and again."""

    async def ready() -> Act:
        return lambda: pressing.press(who, control)

    return ready


def _kind(custom_id: str) -> str:
    """What a control is for: the action of one's own, or the letters of a question."""
    return custom_id.partition(":")[0] if custom_id.startswith("own.") else custom_id[:3]


def _value(option: app_commands.commands.Parameter) -> Any:
    if option.choices:
        return option.choices[0].value
    if option.type is AppCommandOptionType.attachment:
        return "reviews.csv", EXPORT.encode()
    if option.type is AppCommandOptionType.integer:
        return option.min_value or 1
    if option.type is AppCommandOptionType.boolean:
        return True
    return WORDS.get(option.name, "kite")
