"""How many commands a second the whole bot answers, through discord.py in a simulated Discord.

    python -m benchmarks.crowd --index data/index

Copies the index to a temporary folder and repeats its reviews there until there are 100,000, as `repeated`
does. Ten people in two servers then use every kind of command, menu, button and form. First at their pace:
each types the first letters of a title, a key every 150 ms, sends the command and reads for a second. Then
without a pause, for the most commands a second. Timed is from the interaction's arrival to the request that
answers it. A ticker on the event loop tells its longest pause, which SimCord's part, as it runs there too,
makes longer, never shorter.
"""

import argparse
import asyncio
import json
import logging
import random
import time
from collections import defaultdict
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

import simcord

from benchmarks.repeated import many
from benchmarks.report import held, keep, spread
from bot.client import ReviewBot
from bot.settings import BotSettings
from index.library import Library
from index.members import Members

KEY, READING = 0.15, 1.0  # seconds between two keys, and between an answer and the next command
TICK = 0.005  # seconds
_DEFERRALS = (5, 6)  # kinds of response that only say that an answer will come
_TOPICS = ("car chase", "terrible effects", "a moving ending", "wooden acting", "great songs", "too long")
_WISHES = ("a sad film about a father and son", "something funny for kids", "slow french love story")
_QUESTIONS = (
    "what do people think of {film}?", "how is the acting in {film}?", "what do critics say about {person}?",
    "find reviews about car chases", "recommend me something like {film}",
)  # fmt: skip
KEYSTROKE = "a key"

T = TypeVar("T")


class Forgotten(list[Any]):
    """Keeps nothing: what SimCord notes of every event would grow for as long as this runs."""

    def append(self, entry: Any) -> None:
        """Called by SimCord."""


class Heard(list[Any]):
    """The bot's requests: they are not kept, but wake whoever waits for the answer to something."""

    def __init__(self) -> None:
        super().__init__()
        self._waiting: dict[str, asyncio.Future[None]] = {}

    def append(self, entry: Any) -> None:
        """Called by SimCord with every request, before it does it."""
        parts = entry.path.split("/")
        body = entry.json if isinstance(entry.json, dict) else {}
        if parts[-1] == "callback" and body.get("type") in _DEFERRALS:
            return
        answered = str((body.get("message_reference") or {}).get("message_id", ""))
        for key in (*parts, answered):
            if (waiting := self._waiting.pop(key, None)) is not None and not waiting.done():
                waiting.set_result(None)

    async def answer(self, to: str) -> None:
        """Waits for the answer to an interaction, by its token, or to a message, by its id."""
        self._waiting[to] = asyncio.get_running_loop().create_future()
        await asyncio.wait_for(self._waiting[to], 60)


class Crowded(simcord.Env):
    """A simulated Discord in which many people act at once.

    SimCord itself does one thing after another: it waits until all that the bot does has settled.
    """

    def __init__(self, bot: ReviewBot) -> None:
        super().__init__(bot, settle_timeout=60)
        self.heard = Heard()
        self.backend.http_requests = self.heard
        self.backend.transcript = Forgotten()
        self.token = ""  # of the interaction that was begun last
        self._register_dispatch_observer(self._began)

    def _began(self, interaction: Any) -> None:
        self.token = interaction.token

    def _begin_operation(self, label: str) -> None:
        pass

    def _end_operation(self) -> None:
        pass

    async def _settle_internal(self, *, dispatch: str | None = None, **more: Any) -> None:
        if dispatch is None:
            await super()._settle_internal(**more)


class Somebody:
    """One person, and what they do. Every method returns when the bot has answered."""

    def __init__(self, world: Crowded, member: simcord.MemberActor, channel: simcord.ChannelHandle) -> None:
        self._world, self._member, self._channel = world, member, channel

    async def _answered(self, doing: Awaitable[T]) -> T:
        result = await doing  # gives nobody else a turn, so that the token is its own
        await self._world.heard.answer(self._world.token)
        return result

    async def slash(self, name: str, /, **options: Any) -> simcord.InteractionResult:
        """Gives a command."""
        return await self._answered(self._member.slash(self._channel, name, **options))

    async def key(self, command: str, option: str, typed: str) -> None:
        """Types one more letter, for which suggestions are made."""
        await self._answered(self._member.autocomplete(self._channel, command, option, typed))

    async def opinion_and_button(self, film: str, label: str) -> None:
        """Asks about a film and presses a button of the answer."""
        shown = await self.slash("opinion", film=film)
        assert shown.response is not None
        await self._answered(self._member.click(shown.response, label=label))

    async def review(self, film: str, text: str) -> None:
        """Opens the form of a review and sends it."""
        shown = await self.slash("review write", film=film)
        await self._answered(self._member.submit_modal(shown, {"text": text, "stars": []}))

    async def menu(self, name: str, text: str) -> None:
        """Uses a menu on a message of their own."""
        message = await self._member.send(self._channel, text)
        await self._answered(self._member.context_menu(self._channel, name, message))

    async def say(self, words: str) -> None:
        """Asks in plain words."""
        me = self._world.bot.user
        assert me is not None
        message = await self._member.send(self._channel, f"{me.mention} {words}")
        await self._world.heard.answer(str(message.id))


Do = Callable[[Somebody], Awaitable[object]]


def doings(library: Library, chance: random.Random) -> Mapping[str, Callable[[], Do]]:
    """Every kind of thing that people do, each made anew for a film, person and words drawn by chance."""
    films = library.suggest_films("", 100)
    people = library.suggest_people("", 100)
    genres = [name for name, _ in library.genres()]
    reviews = [review.text for film in films[:40] for review in library.reviews_of(film.id, 0, 5)]

    def command(name: str, /, **options: Callable[[], Any]) -> Callable[[], Do]:
        def drawn() -> Do:
            values = {option: value() for option, value in options.items()}
            return lambda one: one.slash(name, **values)

        return drawn

    def film() -> str:
        return chance.choice(films).id

    def person() -> str:
        return chance.choice(people).name

    def button() -> Do:
        which = film()
        return lambda one: one.opinion_and_button(which, "Full reviews")

    def review() -> Do:
        which, text = film(), chance.choice(reviews)
        return lambda one: one.review(which, text)

    def menu() -> Do:
        text = chance.choice(reviews)
        return lambda one: one.menu("Similar reviews", text)

    def words() -> Do:
        question = chance.choice(_QUESTIONS).format(film=chance.choice(films).title, person=person())
        return lambda one: one.say(question)

    return {
        "/opinion": command("opinion", film=film),
        "/opinion aspect": command("opinion", film=film, aspect=lambda: "acting"),
        "/person": command("person", name=person),
        "/similar": command("similar", film=film),
        "/search": command("search", topic=lambda: chance.choice(_TOPICS)),
        "/compare": command("compare", first=lambda: f"f:{film()}", second=lambda: f"f:{film()}"),
        "/rank": command("rank", genre=lambda: chance.choice(genres)) if genres else command("rank"),
        "/recommend like": command("recommend", like=film),
        "/recommend description": command("recommend", description=lambda: chance.choice(_WISHES)),
        "/random": command("random"),
        "/help": command("help"),
        "/about": command("about"),
        "/privacy": command("privacy"),
        "/review mine": command("review mine"),
        "/review write and its form": review,
        "/opinion and a button": button,
        "a message's menu": menu,
        "a mention in plain words": words,
    }  # fmt: skip


@dataclass
class Times:
    """What was measured: milliseconds by what was done, and by how much the event loop was late."""

    taken: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    late: list[float] = field(default_factory=list)

    async def of(self, name: str, doing: Awaitable[object]) -> None:
        """Times one doing."""
        started = time.perf_counter()
        await doing
        self.taken[name].append(1000 * (time.perf_counter() - started))

    async def watch(self) -> None:
        """Notes how late each tick of the event loop comes, until it is cancelled."""
        while True:
            started = time.perf_counter()
            await asyncio.sleep(TICK)
            self.late.append(1000 * (time.perf_counter() - started - TICK))

    def told(self, seconds: float) -> dict[str, Any]:
        """The figures."""
        done = {name: ms for name, ms in self.taken.items() if name != KEYSTROKE}
        everything = [ms for all_ in done.values() for ms in all_]
        return {
            "commands a second": round(len(everything) / seconds, 1),
            "milliseconds": {
                name: spread(all_) for name, all_ in {**self.taken, "all commands": everything}.items()
            },
            "pauses of the loop": spread(self.late),
        }


async def person_at(
    one: Somebody,
    number: int,
    names: Sequence[str],
    things: Mapping[str, Callable[[], Do]],
    titles: Sequence[str],
    times: Times,
    hurried: bool,
) -> None:
    """One person, who does every thing of `names` in an order of their own."""
    chance = random.Random(number)
    order = list(names)
    chance.shuffle(order)
    if not hurried:
        await asyncio.sleep(chance.random() * READING)
    for name in order:
        title = chance.choice(titles)
        for end in range(1, 1 if hurried else min(len(title), 6)):
            await times.of(KEYSTROKE, one.key("opinion", "film", title[:end]))
            await asyncio.sleep(KEY)
        await times.of(name, things[name]()(one))
        if not hurried:
            await asyncio.sleep(READING)


async def crowd(library: Library, settings: BotSettings, people: int, rounds: int) -> dict[str, Any]:
    """The figures of both parts."""
    bot = ReviewBot(library, settings.bot, members=Members(library, settings))
    bot.limit(1_000_000, 1_000_000)
    await bot.warm_up()
    world = Crowded(bot)
    await world.start()
    try:
        crowd = []
        for number in range(people):
            if number % 5 == 0:
                guild = world.create_guild(f"Club {number}")
                channel = guild.create_text_channel("film-talk")
            member = guild.add_member(world.create_user(f"user{number}"))
            crowd.append(Somebody(world, member, channel))
        things = doings(library, random.Random(0))
        titles = [film.title for film in library.suggest_films("", 100)]
        for make in things.values():  # the first of each loads what the rest find at hand
            await make()(crowd[0])
        found = {}
        for part, hurried in (("at people's pace", False), ("without a pause", True)):
            times = Times()
            ticker = asyncio.create_task(times.watch())
            started = time.perf_counter()
            await asyncio.gather(
                *(
                    person_at(one, number, [*things] * rounds, things, titles, times, hurried)
                    for number, one in enumerate(crowd)
                )
            )
            found[part] = times.told(time.perf_counter() - started)
            ticker.cancel()
        return {**found, **held()}
    finally:
        await world.shutdown()
        bot.worker.close()
        bot.suggesting.close()
        bot.reviewing.close()


def main() -> None:
    """Prints the figures and keeps them under `benchmarks/results`."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--index", type=Path, required=True)
    parser.add_argument("--reviews", type=int, default=100_000)
    parser.add_argument("--people", type=int, default=10)
    parser.add_argument("--rounds", type=int, default=2)
    options = parser.parse_args()
    logging.disable(logging.INFO)
    settings = BotSettings()
    with many(options.index, options.reviews, settings) as (index, servers, count):
        settings = settings.model_copy(update={"bot": settings.bot.model_copy(update={"servers": servers})})
        library = Library.open(index, settings, members=servers)
        result: dict[str, Any] = {
            "reviews": count, "people": options.people,
            **asyncio.run(crowd(library, settings, options.people, options.rounds)),
        }  # fmt: skip
        library.close()
    print(json.dumps(result, indent=1))
    keep("crowd", result, "discord.py", "simcord", "openvino")


if __name__ == "__main__":
    main()
