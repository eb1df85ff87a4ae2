"""What the members of one server write is in nothing that is sent anywhere else, whatever is asked there."""

from typing import Any, cast

import discord
import pytest
import simcord

from bot.client import ReviewBot
from index.library import Library
from index.members import Members
from index.types import Draft, Scope

from .attacks import Attack, string_options
from .pressing import controls, press

SEALED = "Zanzibarine"
"""A word that nobody elsewhere types: what is told back to the asker is no leak."""
OPENING = (
    "Tom Askew is a wonderful pilot of the moonlit barge, and the music of the car chase lifts every scene. "
    "Mara Lindqvist directs the barge with a light hand, the story of the barge is funny and sad, and the "
    "sea has never looked better than from its deck at dawn, when the whole crew sings of home and of the "
    "long way there. "
)
TEXT = f"{OPENING}{SEALED} is its name."
TITLE = f"The Moonlit Barge of {SEALED}"
ASKED = (
    OPENING,
    "The Moonlit Barge",
    "moonlit barge",
    "the barge at dawn",
    "lifts every scene",
    "wonderful pilot",
)
FILMS = ("kite", "winds02", "keeper")


class InPrivate:
    """A person in a direct message with the bot, with the ways of a member of a server."""

    def __init__(self, member: simcord.MemberActor) -> None:
        self._user, self._member = member.user, member
        self.id = member.id

    async def slash(self, channel: object, name: str, /, **options: Any) -> simcord.InteractionResult:
        """Gives a command."""
        return await self._user.slash(name, **options)

    async def send(self, channel: object, content: str) -> discord.Message:
        """Says something."""
        return await self._member.send_dm(content)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._user, name)


@pytest.fixture
def sealed(world: simcord.Env, channel: simcord.ChannelHandle, members: Members, bot_library: Library) -> str:
    """A server whose members wrote of a film of their own and of three that all know."""
    circle = str(world.guild.id)
    drafts = [Draft(TEXT, SEALED, film=bot_library.film(film), stars=1.0) for film in FILMS]
    for number, draft in enumerate([*drafts, Draft(TEXT, SEALED, title=TITLE, year=2021, stars=0.2)]):
        members.write(circle, str(1000 + number), draft)
    here = bot_library.within(Scope(members=circle))
    assert SEALED in here.similar(OPENING, 1)[0].review.text and here.find_film(ASKED[1]).film is not None
    return circle


async def everything(attack: Attack, *, suggesting: bool = True) -> None:
    """Every command, option, suggestion, form and mention that could bring it to light, and what follows."""
    options = list(string_options(cast(ReviewBot, attack.world.bot)))
    for number, (option, suggests, room) in enumerate(options):
        for text in (ASKED[number % 2], ASKED[2 + number % 4]):
            if not option[0].startswith("review"):
                await attack.option(option, text, room, suggests and suggesting)
    for film in FILMS:
        await attack.command("opinion", film=film)
    for command in ("rank", "random", "about", "help", "privacy"):
        await attack.command(command)
    await attack.command("person", name="Tom Askew")
    for text in ASKED:
        await attack.say(text)
    await attack.say("what do people think of The Moonlit Barge?")
    await attack.paste(OPENING)


async def test_another_server(
    world: simcord.Env, sealed: str, bot_library: Library, channel: simcord.ChannelHandle,
    alice: simcord.MemberActor,
) -> None:  # fmt: skip
    assert SEALED in await what_is_found(Attack(world, alice, channel), world), "it is there to be found"
    elsewhere = world.create_guild("Elsewhere")
    eve = elsewhere.add_member(alice.user)  # who is in both
    attack = Attack(world, eve, elsewhere.create_text_channel("films"), canary=SEALED)
    await everything(attack)
    for name in ("review mine", "privacy"):
        await attack.command(name)
    await attack.menu("Similar reviews", OPENING)
    form = await attack.command("review write", film="The Moonlit Barge")
    await attack.send(form, OPENING)  # their own, beside which the others must not turn up
    await attack.command("opinion", film="The Moonlit Barge")
    await attack.command("similar", text=OPENING)
    assert await attack.press_all(most=60, options=5) == 60
    assert attack.amiss == [] and attack.sent > 100


async def test_a_direct_message_and_a_server_that_the_bot_is_not_in(
    world: simcord.Env, sealed: str, alice: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    private = Attack(world, cast(simcord.MemberActor, InPrivate(alice)), channel, canary=SEALED)
    await everything(private, suggesting=False)
    await private.press_all(most=30, options=3)
    assert private.amiss == []
    # brought along by a member: the server has no say, nor any reviews, though it has written some
    guild = world.bot.get_guild(int(sealed))
    assert guild is not None
    world.bot._connection._remove_guild(guild)
    brought = Attack(world, alice, channel, canary=SEALED)
    for text in ASKED[:3]:
        await brought.command("similar", text=text)
        await brought.command("search", topic=text)
        await brought.command("opinion", film=text)
    await brought.press_all(most=30)
    assert brought.amiss == [] and brought.sent > 20


def test_the_indexes_themselves(sealed: str, bot_library: Library, members: Members) -> None:
    everywhere = [
        bot_library,
        *(bot_library.within(Scope(members=name)) for name in ("", "77", sealed + "0")),
    ]
    for place in everywhere:
        for text in (TEXT, TITLE, SEALED, *ASKED):
            hits = [*place.similar(text, 50), *place.search(text, 50)]
            assert not any(SEALED in hit.review.text or SEALED in hit.match for hit in hits)
            assert not any(SEALED in film.name for film in place.suggest_films(text))
            match = place.find_film(text)
            assert not any(
                SEALED in film.name for film in (match.film, *match.choices, *match.nearest) if film
            )
        assert SEALED not in repr([place.opinion_of_film(film) for film in FILMS])
        assert SEALED not in repr(place.recommend("a moonlit barge", 10))
        assert all(place.review(own.review.id) is None for own in members.of(sealed, "1000"))


async def what_is_found(attack: Attack, world: simcord.Env) -> str:
    """All that a few questions bring, as it is sent."""
    result = await attack.member.slash(attack.channel, "similar", text=OPENING)
    assert result.response is not None
    answer = await press(attack.member, next(controls(result)))
    sent = repr([request.json for request in world.http_requests])
    assert answer.response is not None
    world.backend.http_requests.clear()
    return sent
