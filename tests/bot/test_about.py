"""/help and /about."""

import simcord

from index.library import Library
from index.members import Members

from . import seen
from .test_review import write


async def test_help_names_every_command_and_how_to_talk(
    alice: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    result = await alice.slash(channel, "help")
    said = seen.raw_text(seen.components(result))
    for command in ("opinion", "person", "search", "similar"):
        assert f"`/{command}`" in said
    user = alice._env.bot.user
    assert user is not None and f"Mention {user.mention}" in said


async def test_about_tells_what_the_index_holds(
    alice: simcord.MemberActor, channel: simcord.ChannelHandle, bot_library: Library
) -> None:
    said = seen.text(seen.components(await alice.slash(channel, "about")))
    stats = bot_library.stats()
    assert "**40 reviews** of **6 films**" in said
    assert f"{stats.sentences} sentences" in said
    assert stats.model in said


async def test_about_counts_what_members_of_the_server_wrote(
    alice: simcord.MemberActor, channel: simcord.ChannelHandle, members: Members, bot_library: Library
) -> None:
    await write(alice, channel, "Paper Moons of Orm (2021)", stars="2")
    said = seen.text(seen.components(await alice.slash(channel, "about")))
    assert "**41 reviews** of **7 films**" in said and "Members' own reviews (1)" in said
    assert f"{bot_library.stats().sentences + 1} sentences" in said
    direct = seen.text(seen.components(await alice.user.slash("about")))
    assert "**40 reviews** of **6 films**" in direct and "Members'" not in direct
