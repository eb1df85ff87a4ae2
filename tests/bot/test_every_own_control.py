"""Every button, select and form that asks no question: used after a restart, and refused.

An action of the desk that is in none of these tables fails `test_the_tables_hold_every_action`.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import cast

import discord
import pytest
import simcord
from discord import ui

from bot.circles import NO_SERVER, NOT_YOURS
from bot.client import SLOWLY, ReviewBot
from bot.cogs.save import GONE as MESSAGE_GONE
from bot.cogs.save import NOT_YOU
from bot.cogs.settings import NOT_ALLOWED
from bot.desk import Form
from bot.errors import GONE, SORRY, STALE
from index.members import Members

from . import filled, seen
from .conftest import Watched
from .pressing import Control, by_id, controls, press, words
from .test_errors import break_library
from .test_review import LIKED, OFF, own, write
from .test_save import WORDS

CONTROLS = {  # what each says; in an order in which all can be pressed one after another
    "edit": "A Boy and His Kite (2010)",
    "write": "Café Nocturne (2015)",
    "write_new": "I have no reviews of this film yet.",
    "mine": "Your review in Test Guild",
    "consent": "Your review",
    "refuse": "",
    "set:sources": "Stored.",
    "set:spoilers": "Stored.",
    "set:answers": "Stored.",
    "set:channels": "Stored.",
    "set:members": "Stored.",
    "export": "Everything I hold on you",
    "privacy": "What I hold on you",
    "forget": "Delete your review for good?",
    "delete": "Delete your review of A Boy and His Kite",
    "gone": "is deleted.",
    "forgotten": "I hold nothing on you any more.",
}
FORMS = {
    "rewrote": "replaces the one before.",
    "wrote": "Your review of The Lighthouse Keeper's Daughter (2004) is saved.",
    "wrote_new": "Your review of Paper Moons of Orm (2021) is saved.",
    "kept": "Your review of Solar Winds (1972) is saved.",
    "agreed": "Your new review of Solar Winds (1972) replaces the one before.",
    "pasted": "Reviews that read like",
}
WRITING = {"edit", "write", "write_new", "consent"}
IN_A_SERVER = WRITING | {"mine", "delete", "gone", *(name for name in CONTROLS if name.startswith("set:"))}
WITHOUT_LIBRARY = {"write_new", "refuse"}


@dataclass(slots=True)
class Stage:
    """A member, those around them, and every control and form in front of them."""

    alice: simcord.MemberActor
    bob: simcord.MemberActor
    boss: simcord.MemberActor
    asked_about: discord.Message
    controls: dict[str, Control]
    forms: dict[str, simcord.InteractionResult]

    def who(self, name: str) -> simcord.MemberActor:
        """Who has the control in front of them."""
        return self.boss if name.startswith("set:") else self.alice

    async def pressed(self, changed: dict[str, Control] | None = None) -> dict[str, str]:
        """What each control answers now."""
        found = self.controls if changed is None else changed
        return {name: words(await press(self.who(name), control)) for name, control in found.items()}

    async def sent(self) -> dict[str, str]:
        """What each form answers now."""
        answers = {}
        for name, form in self.forms.items():
            form._interaction.modal_consumed = False  # opened once, as good as several times
            if name == "pasted":
                answer = await self.alice.submit_modal(form, {"text": LIKED})
            else:
                answer = await filled.send(self.alice, form, LIKED)
            answers[name] = words(answer)
        return answers


@pytest.fixture
async def stage(
    alice: simcord.MemberActor,
    channel: simcord.ChannelHandle,
    world: simcord.Env,
    members: Members,
    watched: Watched,
    monkeypatch: pytest.MonkeyPatch,
) -> Stage:
    """Every control and form as people come by them."""
    stats = watched.library.stats()
    two = replace(stats, sources={**stats.sources, "letters": 3})  # else there is nothing to choose from
    monkeypatch.setattr(watched.library, "stats", lambda: two)
    role = world.guild.create_role("Managers", permissions=discord.Permissions(manage_guild=True))
    boss = world.guild.add_member(world.create_user("boss"), roles=[role])
    bob = world.guild.add_member(world.create_user("bob"))
    saved = await write(alice, channel, "kite", stars="5")
    found = by_id(controls(saved, await alice.slash(channel, "review write", film="Cafe Nocturnes (1931)")))
    privacy = await alice.slash(channel, "privacy")
    found |= by_id(controls(privacy, await boss.slash(channel, "settings")))
    found |= by_id(controls(await alice.slash(channel, "review delete", review="kite")))
    forget = await press(alice, found["own.forget"])
    found |= by_id(controls(forget))
    message = await alice.send(channel, WORDS)
    for words_said in (message, await alice.send(channel, WORDS)):
        await bob.context_menu(channel, "Save as review", words_said)
        assert channel.last_message is not None
        question = world.backend.get_message(channel.id, channel.last_message.id)
        found |= by_id(
            one
            for one in controls(simcord.results.ResponseMessage(world, question))
            if one.custom_id.startswith("own.consent") is (words_said is message)
        )
    forms = {
        "rewrote": await alice.slash(channel, "review edit", review="kite"),
        "wrote": await alice.slash(channel, "review write", film="keeper"),
        "wrote_new": await alice.slash(channel, "review write", film="Paper Moons of Orm (2021)"),
        "kept": await alice.context_menu(channel, "Save as review", message),
        "agreed": await press(
            alice, next(one for name, one in found.items() if name.startswith("own.consent"))
        ),
        "pasted": await alice.slash(channel, "similar"),
    }
    named = {action_of(one.custom_id): one for one in found.values() if one.custom_id.startswith("own.")}
    assert named.keys() == CONTROLS.keys(), "each stands on some card"
    for name, form in forms.items():
        assert form.modal is not None and action_of(form.modal["custom_id"]) == name
    return Stage(alice, bob, boss, message, {name: named[name] for name in CONTROLS}, forms)


def action_of(custom_id: str) -> str:
    """What a control or a form does; the settings' selects are told apart."""
    action, _, values = custom_id.removeprefix("own.").partition(":")
    return f"set:{values}" if action == "set" else action


def switch(world: simcord.Env, on: bool) -> None:
    """Members' reviews, in the one server."""
    cast(ReviewBot, world.bot).servers.change(world.guild.id, members=on)


def unlike(answers: dict[str, str], says: dict[str, str]) -> dict[str, str]:
    """The answers that do not say what they should."""
    assert answers.keys() == says.keys()
    return {name: answer for name, answer in answers.items() if says[name] not in answer}


@pytest.mark.parametrize("restarted", [False, True])
async def test_each_works_also_after_a_restart(
    stage: Stage,
    channel: simcord.ChannelHandle,
    world: simcord.Env,
    make_bot: Callable[..., ReviewBot],
    members: Members,
    restarted: bool,
) -> None:
    if restarted:
        await world.restart_bot(make_bot(questions_a_minute=1000))
    answers = await stage.pressed()
    assert not unlike(answers, CONTROLS)
    assert answers["refuse"] == "", "the question is taken away"
    assert members.held(str(stage.alice.id)) == {}
    # Its review is deleted; it is written anew, and the form opened before the next restart.
    await write(stage.alice, channel, "kite")
    stage.forms["rewrote"] = await stage.alice.slash(channel, "review edit", review="kite")
    if restarted:
        await world.restart_bot(make_bot(questions_a_minute=1000))
    assert not unlike(await stage.sent(), FORMS)


async def test_each_is_refused_in_a_sentence(
    stage: Stage, world: simcord.Env, watched: Watched, members: Members
) -> None:
    bot = cast(ReviewBot, world.bot)

    def outdated(part: seen.Component) -> None:
        part["custom_id"] = part["custom_id"].replace("own.", "own.un", 1)

    old = {name: control.changed(outdated) for name, control in stage.controls.items()}
    assert not unlike(await stage.pressed(old), dict.fromkeys(CONTROLS, STALE))

    bot.limit(1)
    bot.charge(stage.alice.id)
    bot.charge(stage.boss.id)
    assert not unlike(await stage.pressed(), dict.fromkeys(CONTROLS, SLOWLY))
    bot.limit(1000)

    kept = cast(Watched, bot.members)
    break_library(watched)
    break_library(kept)
    looking = {name: one for name, one in stage.controls.items() if name not in WITHOUT_LIBRARY}
    assert not unlike(await stage.pressed(looking), dict.fromkeys(looking, SORRY))
    for answer in (failed := await stage.sent()).values():
        assert SORRY in answer
    assert all(LIKED in answer for name, answer in failed.items() if name != "pasted")
    watched.before.clear()
    kept.before.clear()

    for name in ("consent", "refuse"):
        assert words(await press(stage.bob, stage.controls[name])) == NOT_YOU
    switch(world, on=False)
    off = {name: one for name, one in stage.controls.items() if name in WRITING}
    assert not unlike(await stage.pressed(off), dict.fromkeys(off, OFF))
    for name, answer in (await stage.sent()).items():
        assert name == "pasted" or (OFF in answer and LIKED in answer)
    switch(world, on=True)
    assert own(members, stage.alice) == [LIKED]

    world.backend.get_guild(world.guild.id).members[stage.boss.id].role_ids.clear()
    settings = {name: one for name, one in stage.controls.items() if name.startswith("set:")}
    assert not unlike(await stage.pressed(settings), dict.fromkeys(settings, NOT_ALLOWED))
    bot._connection._remove_guild(cast(discord.Guild, bot.get_guild(world.guild.id)))
    there = {name: one for name, one in stage.controls.items() if name in IN_A_SERVER}
    assert not unlike(await stage.pressed(there), dict.fromkeys(there, NO_SERVER))


async def test_each_tells_that_its_subject_is_gone(
    stage: Stage,
    watched: Watched,
    members: Members,
    world: simcord.Env,
    make_bot: Callable[..., ReviewBot],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    await world.restart_bot(make_bot(questions_a_minute=1000))  # which knows of no question to take away
    members.forget(str(stage.alice.id))
    await stage.alice.delete(stage.asked_about)
    says = {
        "edit": NOT_YOURS, "delete": NOT_YOURS, "gone": NOT_YOURS, "mine": "You have not reviewed a film",
        "consent": MESSAGE_GONE, "export": "Everything", "privacy": "None.", "forget": "Forget what",
        "forgotten": "Forgotten.",
    }  # fmt: skip
    answers = await stage.pressed({name: stage.controls[name] for name in says})
    assert not unlike(answers, says)
    rewrote = words(await filled.send(stage.alice, stage.forms["rewrote"], LIKED))
    assert NOT_YOURS in rewrote and LIKED in rewrote
    monkeypatch.setattr(watched, "film", lambda film_id: None, raising=False)
    wrote = words(await filled.send(stage.alice, stage.forms["wrote"], LIKED))
    assert GONE in wrote and LIKED in wrote
    find = watched.library.find_film
    monkeypatch.setattr(watched, "find_film", lambda text: replace(find(text), film=None), raising=False)
    assert words(await press(stage.alice, stage.controls["write"])) == GONE


async def test_the_tables_hold_every_action(world: simcord.Env) -> None:
    handlers = cast(ReviewBot, world.bot).desk._handlers
    assert handlers.keys() == {name.partition(":")[0] for name in CONTROLS} | FORMS.keys()


def test_each_form_is_taken_by_the_desk() -> None:
    """A form that waits for its answers in memory is lost with a restart."""
    ours = [one for one in ui.Modal.__subclasses__() if one.__module__.startswith("bot.")]
    assert ours == [Form] and not Form.__subclasses__()
