"""Events that come twice, in another order, or over a connection that breaks."""

import asyncio
from collections.abc import Callable
from typing import Any

import pytest

from benchmarks.faults.gateway import INVALID, RECONNECT, Event, Stream
from bot.cogs.save import GONE
from index.members import Members

from .. import filled, seen
from ..conftest import Watched
from ..pressing import words
from .conftest import Sky


def twice(event: str, data: dict[str, Any]) -> list[Event]:
    return [(event, data)] * (2 if event in {"INTERACTION_CREATE", "MESSAGE_CREATE"} else 1)


async def test_each_is_answered_once_when_its_event_comes_twice(sky: Sky) -> None:
    found = await sky.deeds.find()
    amiss = {}
    for deed in found.values():
        act = await sky.deeds.ready(deed)
        sky.wire.requests.clear()
        sky.world.stream.bend = twice
        await act()
        sky.world.stream.bend = lambda event, data: [(event, data)]
        callbacks = [one.path for one in sky.wire.asked("POST", "/interactions/*/callback")]
        again = [f"answered again: {path}" for path in callbacks if callbacks.count(path) > 1]
        if wrong := sky.watch.caught + again + sky.watch.amiss():
            amiss[deed.name] = wrong
    assert amiss == {}


async def test_a_form_that_comes_twice_is_one_review(sky: Sky, members: Members) -> None:
    boss = sky.deeds.boss
    shown = await boss.slash(sky.channel, "review write", film="Paper Moons of Orm")
    sky.world.stream.bend = twice
    done = await filled.send(boss, shown, "A film of paper moons that I would see again.")
    assert "is saved" in words(done)
    [one] = members.of(str(boss.guild.id), str(boss.id))
    assert one.film is not None and one.film.title == "Paper Moons of Orm"


async def test_a_button_is_answered_before_the_message_it_is_in_was_told_of(sky: Sky) -> None:
    held: list[Event] = []

    def hold(event: str, data: dict[str, Any]) -> list[Event]:
        if event == "MESSAGE_CREATE":
            held.append((event, data))
            return []
        return [(event, data)]

    sky.world.stream.bend = hold
    boss = sky.deeds.boss
    card = await boss.slash(sky.channel, "opinion", film="kite")
    pressed = await boss.click(card.response, label="More praise")
    assert seen.quotes(seen.components(pressed)) and held
    for event, data in held:
        sky.world.stream.send(event, data)
    await sky.world.settle()
    assert sky.watch.caught + sky.watch.amiss() == []


async def test_a_question_that_is_deleted_before_its_answer_gets_none(sky: Sky) -> None:
    boss, backend = sky.deeds.boss, sky.world.backend

    def delete(method: str, path: str) -> None:
        if (method, path) == ("POST", f"/channels/{sky.channel.id}/messages"):
            [question] = [
                one for one in backend.messages[sky.channel.id].values() if one.author_id == boss.id
            ]
            backend.delete_message(sky.channel.id, question.id)

    sky.wire.chance = delete
    me = sky.bot.user
    assert me is not None
    await boss.send(sky.channel, f"{me.mention} opinion kite")
    assert not backend.messages[sky.channel.id]
    assert sky.watch.caught + sky.watch.amiss() == []


async def test_a_message_that_is_deleted_before_its_author_is_asked_is_told(sky: Sky) -> None:
    boss, bob = sky.deeds.boss, sky.deeds.bob
    message = await bob.send(sky.channel, "A film about kites that I loved, all of it.")
    sky.wire.chance = lambda method, path: (
        sky.world.backend.delete_message(sky.channel.id, message.id)
        if path.endswith(f"/{sky.channel.id}/messages")
        else None
    )
    asked = await boss.context_menu(sky.channel, "Save as review", message)
    assert seen.text(seen.components(asked)) == GONE
    assert sky.watch.caught + sky.watch.amiss() == []


async def test_two_people_at_once_ask_an_author_once(sky: Sky) -> None:
    bob = sky.deeds.bob
    message = await bob.send(sky.channel, "A film about kites that I loved, all of it.")
    copies: list[Event] = []

    def as_well(event: str, data: dict[str, Any]) -> list[Event]:
        """The same menu, used by the same person again in the same moment: another interaction."""
        if event != "INTERACTION_CREATE" or copies:
            return [(event, data)]
        copies.append((event, {**data, "id": str(int(data["id"]) + 1)}))
        return [(event, data), *copies]

    sky.world.stream.bend = as_well
    await sky.deeds.boss.context_menu(sky.channel, "Save as review", message)
    questions = sky.wire.asked("POST", f"/channels/{sky.channel.id}/messages")
    assert len(questions) == 1 and copies


BREAKS: dict[str, tuple[Callable[[Stream], None], bool]] = {
    "it drops": (lambda stream: stream.drop(1006), True),
    "it is closed in order": (lambda stream: stream.drop(1000), True),
    "an unknown error": (lambda stream: stream.drop(4000), True),
    "it is reset": (lambda stream: stream.drop(ConnectionResetError(104, "reset")), True),
    "a reconnection is asked for": (lambda stream: stream.order(RECONNECT), True),
    "the session may be resumed": (lambda stream: stream.order(INVALID, True), True),
    "the session is over": (lambda stream: stream.order(INVALID, False), False),
    "the session timed out": (lambda stream: stream.drop(4009, resumable=False), False),
}
"""How a connection ends, and whether what happens before the next is told of then."""


@pytest.mark.parametrize("how", BREAKS)
async def test_a_connection_that_breaks_is_there_again(sky: Sky, how: str) -> None:
    stream, boss, me = sky.world.stream, sky.deeds.boss, sky.bot.user
    assert me is not None and stream.identified == 1
    end, resumes = BREAKS[how]
    for number in range(2):
        end(stream)
        if resumes:  # it is asked while there is no connection
            await boss.send(sky.channel, f"{me.mention} opinion kite")
        await sky.world.settle()
        assert stream.resumed == (number + 1 if resumes else 0)
        assert stream.identified == (1 if resumes else number + 2)
        await boss.send(sky.channel, f"{me.mention} opinion keeper")
        answer = await boss.slash(sky.channel, "opinion", film="kite")
        assert "A Boy and His Kite (2010)" in seen.text(seen.components(answer))
    answers = sky.wire.asked("POST", f"/channels/{sky.channel.id}/messages")
    assert len(answers) == (4 if resumes else 2)
    assert sky.watch.caught + sky.watch.amiss() == []


async def test_an_answer_that_is_being_made_outlives_the_connection(sky: Sky, watched: Watched) -> None:
    loop = asyncio.get_running_loop()
    watched.before.append(lambda name: loop.call_soon_threadsafe(drop))
    dropped: list[int] = []

    def drop() -> None:
        if not dropped:
            dropped.append(1006)
            sky.world.stream.drop(1006)

    answer = await sky.deeds.boss.slash(sky.channel, "opinion", film="kite")
    await sky.world.settle()
    assert "A Boy and His Kite (2010)" in seen.text(seen.components(answer))
    assert dropped and sky.world.stream.resumed == 1
    assert sky.watch.caught + sky.watch.amiss() == []
