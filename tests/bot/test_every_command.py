"""Every command, menu and suggestion: the good way, the refused ways, and the good way after a restart.

A command that is in none of these tables fails `test_the_tables_hold_every_command`.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, cast

import discord
import pytest
import simcord
from discord import app_commands

from bot.circles import NOT_YOURS
from bot.client import SLOWLY, ReviewBot
from bot.cogs.review import WRONG_KIND
from bot.cogs.save import NO_WORDS
from bot.cogs.settings import NOT_ALLOWED
from bot.cogs.similar import NO_TEXT
from bot.criteria import NO_YEAR
from bot.errors import SORRY
from bot.picks import FILM_WITH_PERSON, NOTHING_ASKED
from index.library import Library
from index.members import Members

from .conftest import Watched
from .pressing import words
from .test_errors import break_library
from .test_review import HEADER, draft

EXPORT = f"{HEADER}2024-05-02,Paper Moons of Orm,2021,https://boxd.it/aa2,2,,A long evening it was.,,\n"
UNKNOWN = "I have no reviews of Qwertyuiop"


@dataclass(frozen=True, slots=True)
class Way:
    """How a command is used by somebody with a review of one film, and refused to somebody without.

    `bad` is None where nothing can be asked that is refused, other than too often.
    """

    good: dict[str, Any] = field(default_factory=dict)
    says: str = ""
    bad: dict[str, Any] | None = None
    refused: str = ""


COMMANDS = {
    "opinion": Way({"film": "kite"}, "A Boy and His Kite (2010)", {"film": "Qwertyuiop"}, UNKNOWN),
    "person": Way({"name": "Rufus Bell"}, "## Rufus Bell", {"name": "Qwertyuiop Asdf"}, UNKNOWN),
    "similar": Way({"film": "kite"}, "Reviewed in much the same way", {"film": "Qwertyuiop"}, UNKNOWN),
    "search": Way(
        {"topic": "car chase"}, "Reviews about “car chase”", {"topic": "car", "film": "Qwertyuiop"}, UNKNOWN
    ),
    "compare": Way(
        {"first": "kite", "second": "keeper"}, "## A Boy and His Kite (2010) and The Lighthouse Keeper's",
        {"first": "kite", "second": "Rufus Bell"}, FILM_WITH_PERSON,
    ),
    "rank": Way({"minimum": 1}, "### The best films", {"year": "last year"}, NO_YEAR),
    "recommend": Way({"like": "kite"}, "Reviewed in much the same way", {}, NOTHING_ASKED),
    "random": Way({"genre": "Comedy"}, "## *Noise* & <Static> (1999)", {"genre": "Opera"}, "I know no genre"),
    "help": Way({}, "What reviewers think of films"),
    "about": Way({}, "## About these answers"),
    "review write": Way({"film": "kite"}, "A Boy and His Kite (2010)", {"film": "Solar Winds"}, "Which"),
    "review mine": Way({}, "A Boy and His Kite (2010)", {}, "You have not reviewed a film in Test Guild"),
    "review edit": Way({"review": "kite"}, "A Boy and His Kite (2010)", {"review": "kite"}, NOT_YOURS),
    "review delete": Way({"review": "kite"}, "Delete your review of A Boy", {"review": "kite"}, NOT_YOURS),
    "review import": Way(
        {"file": ("reviews.csv", EXPORT.encode())}, "of your reviews",
        {"file": ("film.mp4", b"x")}, WRONG_KIND,
    ),
    "settings": Way({}, "Settings of Test Guild", {}, NOT_ALLOWED),
    "privacy": Way({}, "What I hold on you"),
}  # fmt: skip

MENUS = {  # with what stands in the message
    "Similar reviews": ("The car chase was thrilling.", "thrilling car chase", "", NO_TEXT),
    "Save as review": ("A film about kites that I loved.", "Your review", "Great film!", NO_WORDS),
}

SUGGESTED = {  # what is typed, and a value that is offered
    ("opinion", "film"): ("kit", "kite"),
    ("person", "name"): ("rufus", "Rufus Bell"),
    ("similar", "film"): ("kit", "kite"),
    ("search", "film"): ("kit", "kite"),
    ("search", "person"): ("rufus", "Rufus Bell"),
    ("compare", "first"): ("kit", "f:kite"),
    ("compare", "second"): ("rufus", "Rufus Bell (person)"),
    ("rank", "genre"): ("com", "Comedy"),
    ("rank", "person"): ("rufus", "Rufus Bell"),
    ("recommend", "like"): ("kit", "kite"),
    ("recommend", "genre"): ("com", "Comedy"),
    ("random", "genre"): ("com", "Comedy"),
    ("review write", "film"): ("kit", "kite"),
    ("review edit", "review"): ("kit", "A Boy and His Kite (2010) ★★★★★"),
    ("review delete", "review"): ("kit", "A Boy and His Kite (2010) ★★★★★"),
}

Answers = dict[str, simcord.InteractionResult]


@pytest.fixture
def boss(
    world: simcord.Env, channel: simcord.ChannelHandle, members: Members, bot_library: Library
) -> simcord.MemberActor:
    """Who may do everything, and has written one review."""
    role = world.guild.create_role("Managers", permissions=discord.Permissions(manage_guild=True))
    boss = world.guild.add_member(world.create_user("boss"), roles=[role])
    members.write(str(boss.guild.id), str(boss.id), draft(bot_library, "kite", stars=1.0))
    return boss


async def all_of(
    member: simcord.MemberActor, channel: simcord.ChannelHandle, *, good: bool = True
) -> Answers:
    """Uses every command and menu once."""
    answers: Answers = {}
    for name, way in COMMANDS.items():
        options = way.good if good else way.bad
        if options is not None:
            answers[name] = await member.slash(channel, name, **options)
    for name, (content, _, empty, _) in MENUS.items():
        content = content if good else empty
        files = [] if content else [("a.png", b"x")]
        message = await member.send(channel, content, attachments=files)
        answers[name] = await member.context_menu(channel, name, message)
    return answers


def expected(*, good: bool = True) -> dict[str, str]:
    """What each answer holds."""
    said = {name: way.says if good else way.refused for name, way in COMMANDS.items()}
    return said | {name: says if good else refused for name, (_, says, _, refused) in MENUS.items()}


async def test_each_answers_and_does_so_after_a_restart(
    boss: simcord.MemberActor,
    channel: simcord.ChannelHandle,
    world: simcord.Env,
    make_bot: Callable[..., ReviewBot],
) -> None:
    for restarted in (False, True):
        if restarted:
            await world.restart_bot(make_bot(questions_a_minute=1000))
        answers, says = await all_of(boss, channel), expected()
        assert not {name: words(one) for name, one in answers.items() if says[name] not in words(one)}
        assert answers.keys() == says.keys()
        me = world.bot.user
        assert me is not None
        await boss.send(channel, f"{me.mention} opinion kite")
        assert channel.last_message is not None and channel.last_message.attachments, "and so do mentions"


async def test_each_refuses_what_can_not_be_answered(
    alice: simcord.MemberActor, channel: simcord.ChannelHandle, world: simcord.Env
) -> None:
    # A server's own rules may offer the settings to everybody; that does not make them managers.
    command = world.backend.find_command("settings", world.guild.id)
    assert command is not None
    command["default_member_permissions"] = None
    answers, says = await all_of(alice, channel, good=False), expected(good=False)
    assert not {name: words(one) for name, one in answers.items() if says[name] not in words(one)}
    assert COMMANDS.keys() - answers.keys() == {"help", "about", "privacy"}
    assert world.errors


async def test_each_turns_away_who_asks_too_often(
    boss: simcord.MemberActor, channel: simcord.ChannelHandle, world: simcord.Env
) -> None:
    bot = cast(ReviewBot, world.bot)
    bot.limit(1)
    bot.charge(boss.id)
    answers = await all_of(boss, channel) | {"a box to paste into": await boss.slash(channel, "similar")}
    assert not {name: words(one) for name, one in answers.items() if words(one) != SLOWLY}
    assert all(answer.ephemeral for answer in answers.values()) and world.errors


async def test_each_tells_when_the_library_fails(
    boss: simcord.MemberActor, channel: simcord.ChannelHandle, world: simcord.Env, watched: Watched
) -> None:
    break_library(watched)
    break_library(cast(Watched, cast(ReviewBot, world.bot).members))
    answers = await all_of(boss, channel)
    assert COMMANDS["help"].says in words(answers.pop("help"))
    assert not {name: words(one) for name, one in answers.items() if words(one) != SORRY}
    assert world.errors


async def suggested(boss: simcord.MemberActor, channel: simcord.ChannelHandle, typed: str = "") -> Any:
    """What every option offers, as names and values."""
    offers = {}
    for (command, option), (usual, _) in SUGGESTED.items():
        choices = await boss.autocomplete(channel, command, option, typed or usual)
        offers[command, option] = [choice[key] for choice in choices for key in ("name", "value")]
    return offers


async def test_each_suggestion(
    boss: simcord.MemberActor,
    channel: simcord.ChannelHandle,
    world: simcord.Env,
    watched: Watched,
    make_bot: Callable[..., ReviewBot],
) -> None:
    for restarted in (False, True):
        if restarted:
            await world.restart_bot(make_bot())
        offers = await suggested(boss, channel)
        assert not {key: offers[key] for key, (_, value) in SUGGESTED.items() if value not in offers[key]}
    new = ("review write", "film")  # which takes what is not there yet
    nothing = await suggested(boss, channel, "qwertyuiop")
    assert nothing.pop(new)[1::2] == ["qwertyuiop"] and not any(nothing.values())
    break_library(watched)
    break_library(cast(Watched, cast(ReviewBot, world.bot).members))
    failed = await suggested(boss, channel)
    assert failed.pop(new)[1::2] == ["kit"] and not any(failed.values())


async def test_the_tables_hold_every_command(world: simcord.Env) -> None:
    tree = cast(ReviewBot, world.bot).tree
    slash = [one for one in tree.walk_commands() if isinstance(one, app_commands.Command)]
    assert {command.qualified_name for command in slash} == COMMANDS.keys()
    for kind in (discord.AppCommandType.message, discord.AppCommandType.user):
        menus = {menu.name for menu in tree.get_commands(type=kind)}
        assert menus == (MENUS.keys() if kind is discord.AppCommandType.message else set())
    suggesting = {
        (command.qualified_name, option.name)
        for command in slash
        for option in command.parameters
        if option.autocomplete
    }
    assert suggesting == SUGGESTED.keys()
    assert all(way.says for way in COMMANDS.values())
    assert all(way.refused for way in COMMANDS.values() if way.bad is not None)
