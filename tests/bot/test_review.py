"""/review: writing, listing, changing, deleting and bringing one's own reviews."""

import logging
from collections.abc import Callable

import pytest
import simcord

from bot.client import ReviewBot
from bot.servers import ServerSettings
from index.members import Members, MembersError

from . import filled, seen

LIKED = "A tender film about flying and letting go, and I would see it again."
OUTSIDE = "Members' own reviews belong to a server that I am a member of"


def told(result: simcord.InteractionResult) -> str:
    """The words of an answer."""
    return seen.text(seen.components(result))


def expect_errors(world: simcord.Env) -> None:
    """Tells SimCord that those so far were meant to happen."""
    assert world.errors


def switch_off(world: simcord.Env) -> None:
    """Members' reviews, in the one server."""
    bot = world.bot
    assert isinstance(bot, ReviewBot)
    bot.servers.save(world.guild.id, ServerSettings(members=False))


async def write(
    member: simcord.MemberActor, channel: simcord.ChannelHandle, film: str, text: str = LIKED, **fields: object
) -> simcord.InteractionResult:
    """Writes a review and answers the confirmation."""
    shown = await member.slash(channel, "review write", film=film)
    return await filled.send(member, shown, text, **fields)


async def test_writes_a_review_and_tells_the_count(
    alice: simcord.MemberActor, channel: simcord.ChannelHandle, members: Members
) -> None:
    shown = await alice.slash(channel, "review write", film="kite")
    assert "A Boy and His Kite (2010)" in filled.note(shown)
    done = await filled.send(alice, shown, LIKED, stars="4.5")
    assert done.ephemeral
    assert "Your review of A Boy and His Kite (2010) is saved." in told(done)
    assert "13 reviews of it" in told(done)
    [own] = members.of(str(channel._guild.id) if hasattr(channel, "_guild") else str(alice.guild.id), str(alice.id))
    assert (own.review.raw, own.review.stars, own.review.author) == (LIKED, 0.9, "alice")
    card = await alice.click(done.response, label="All about this film")
    assert "13 reviews" in told(card)
