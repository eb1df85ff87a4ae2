"""The bot over a real index of invented films, in SimCord's Discord."""

import asyncio
import shutil
from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path
from typing import Any, cast

import pytest
import pytest_asyncio
import simcord

from bot.client import ReviewBot
from bot.settings import BotSection
from index.build import Builder
from index.embed import Embedder
from index.library import Library
from index.members import Members
from index.settings import SearchSection, Settings
from index.types import Scope

from . import corpus, openapi


class Watched:
    """A library (or members' reviews) that refuses to be called from the event loop.

    Each call is told to `before`.
    """

    def __init__(self, library: Any) -> None:
        self.library = library
        self.before: list[Callable[[str], None]] = []

    def within(self, scope: Scope) -> "Watched":
        """The same refusals for the reviews of one place."""
        narrowed = Watched(self.library.within(scope))
        narrowed.__dict__.update({**self.__dict__, "library": narrowed.library})
        return narrowed

    def __getattr__(self, name: str) -> Any:
        method = getattr(self.library, name)

        def call(*args: Any, **kwargs: Any) -> Any:
            try:
                asyncio.get_running_loop()
            except RuntimeError:
                for told in self.before:
                    told(name)
                return method(*args, **kwargs)
            raise AssertionError(f"{type(self.library).__name__}.{name} was called on the event loop")

        return call


@pytest.fixture(scope="session")
def bot_index(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> Path:
    folder = tmp_path_factory.mktemp("bot")
    reviews, films = corpus.write(folder)
    with Builder(folder / "index", Settings(), embedder=embedder) as builder:
        assert builder.build([str(reviews)], films=films).added == len(corpus.REVIEWS)
    return folder / "index"


@pytest.fixture(scope="session")
def servers(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the servers' settings and reviews lie; each test has servers of its own in there."""
    return tmp_path_factory.mktemp("servers")


@pytest.fixture(scope="session")
def bot_library(bot_index: Path, embedder: Embedder, servers: Path) -> Iterator[Library]:
    settings = Settings(search=SearchSection(ranked_from=6))  # three of the films have as many reviews
    opened = Library.open(bot_index, settings, embedder=embedder, members=servers)
    opened.warm_up()
    yield opened
    opened.close()


@pytest.fixture
def watched(bot_library: Library) -> Watched:
    return Watched(bot_library)


@pytest.fixture(scope="session")
def all_members(bot_library: Library) -> Members:
    return Members(bot_library, Settings())


@pytest.fixture
def members(all_members: Members, servers: Path) -> Iterator[Members]:
    """The reviews that members wrote; none to begin with, as SimCord's ids are the same in every test."""
    yield all_members
    for folder in list(servers.iterdir()):
        all_members.forget_circle(folder.name)
        shutil.rmtree(folder)


@pytest.fixture
def make_bot(watched: Watched, members: Members, servers: Path) -> Callable[..., ReviewBot]:
    def make(**settings: Any) -> ReviewBot:
        synced = settings.pop("synced", None)
        settings.setdefault("servers", servers)
        kept = cast(Members, Watched(members))
        return ReviewBot(cast(Library, watched), BotSection(**settings), synced, kept)

    return make


@pytest_asyncio.fixture
async def world(make_bot: Callable[..., ReviewBot]) -> AsyncIterator[simcord.Env]:
    """A Discord with the bot in it; at the end nothing may have gone wrong unseen or been sent amiss."""
    bot = make_bot(questions_a_minute=1000, server_questions_a_minute=1000)
    env = simcord.Env(bot, settle_timeout=60)
    await env.start()
    try:
        yield env
        if openapi.DESCRIPTION.exists():
            assert [problem for request in env.http_requests for problem in openapi.problems(request)] == []
    finally:
        await env.shutdown()
        cast(ReviewBot, env.bot).worker.close()
        if env.check_errors:
            env._raise_errors_since(env._errors_acknowledged)


@pytest.fixture
def channel(world: simcord.Env) -> simcord.ChannelHandle:
    return world.create_guild().create_text_channel("film-talk")


@pytest.fixture
def alice(world: simcord.Env, channel: simcord.ChannelHandle) -> simcord.MemberActor:
    return world.guild.add_member(world.create_user("alice"))
