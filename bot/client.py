"""The bot: it routes questions to `answers` and sends what comes back."""

import gc
import hashlib
import json
import logging
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any, TypeVar, cast

import discord
from discord import app_commands
from discord.ext import commands

from index.durable import write_private
from index.language import Language, later, speaking
from index.library import Library
from index.members import Members

from . import delivery, errors, veils
from .answers import Answers
from .cards.sheet import Reply
from .controls import AskButton, AskSelect
from .custom_ids import Ask
from .delivery import Once
from .descriptions import Descriptions
from .desk import Control, Desk
from .errors import STALE, Told
from .place import Place, language
from .rates import Rates
from .reviewing import Reviewing
from .servers import Servers
from .settings import BotSection
from .talk import Talk
from .worker import Worker

log = logging.getLogger(__name__)

COGS = (
    "opinion", "person", "similar", "search", "compare", "rank", "recommend", "random", "about", "talk",
    "review", "save", "settings", "privacy", "leaving",
)  # fmt: skip
EVERYWHERE = app_commands.AppCommandContext(guild=True, dm_channel=True, private_channel=True)
PERMISSIONS = discord.Permissions(
    view_channel=True,
    send_messages=True,
    send_messages_in_threads=True,
    attach_files=True,  # the chart
    read_message_history=True,  # to answer as a reply
)
"""The least that a server has to grant."""
SCOPES = ("bot", "applications.commands")
SLOWLY = later("That is a lot of questions at once; please wait a minute.")
CROWDED = later("That is a lot of questions at once in this server; please wait a minute.")
MINUTE = 60.0

SWITCH = 0.001  # seconds after which a thread that answers lets the event loop go on

T = TypeVar("T")


class Tree(app_commands.CommandTree[Any]):
    """The commands, each of which is answered once, however often Discord tells of it."""

    async def interaction_check(self, interaction: discord.Interaction[Any], /) -> bool:
        """Called by discord.py before it calls a command."""
        return cast(ReviewBot, interaction.client).once.is_new(interaction.id)


class ReviewBot(commands.Bot):
    """A Discord client without privileged intents that answers from one library."""

    def __init__(
        self,
        library: Library,
        settings: BotSection,
        synced: Path | None = None,
        members: Members | None = None,
        reword: Callable[[str], str] | None = None,
    ) -> None:
        """Makes the client; `discord.Client.start` connects it.

        Args:
            library: what is asked, in worker threads only.
            settings: the [bot] table.
            synced: a file that remembers which commands Discord knows; None tells Discord at every start.
            members: where members' own reviews are written; None leaves them out.
            reword: puts finished summaries in other words, see `rephrase`.
        """
        super().__init__(
            command_prefix=commands.when_mentioned,
            help_command=None,
            tree_cls=Tree,
            intents=discord.Intents(guilds=True, guild_messages=True, dm_messages=True),
            allowed_mentions=discord.AllowedMentions.none(),
            allowed_contexts=EVERYWHERE,
            allowed_installs=app_commands.AppInstallationType(guild=True, user=True),
            max_messages=None,  # what others write is none of the bot's business, nor kept in its memory
            member_cache_flags=discord.MemberCacheFlags.none(),
        )
        self.answers = Answers(library, settings, reword)
        self.members = members
        self.talk = Talk()
        self.once = Once()
        self.settings = settings
        self.servers = Servers(settings.servers)
        self.worker = Worker(settings.workers, settings.queue, of_user=settings.queue_a_user)
        # the next key does not wait until others are answered; what the one before suggests nobody wants
        self.suggesting = Worker(1, settings.queue, of_user=2, newest=True)
        self._synced = synced
        self.limit(settings.questions_a_minute, settings.server_questions_a_minute)
        self.tree.error(errors.tell)
        logging.getLogger("discord.app_commands.tree").addFilter(delivery.late_suggestions)
        self.desk = Desk(self)
        self.reviewing = Reviewing(self)

    @property
    def me(self) -> str:
        """How people mention the bot, in Markdown."""
        return self.user.mention if self.user is not None else "me"

    @property
    def invitation(self) -> str:
        """The address under which a server's owner adds the bot, once it is logged in."""
        return discord.utils.oauth_url(self.application_id or 0, permissions=PERMISSIONS, scopes=SCOPES)

    async def warm_up(self) -> None:
        """Loads the models, and has members' reviews that older ones read read again, before anybody asks."""
        await self.worker.run(self.answers.warm_up)
        if self.members is not None:
            await self.worker.run(self.members.warm_up)
        # what is loaded now stays: to look through it for garbage would hold the event loop
        gc.collect()
        gc.freeze()
        sys.setswitchinterval(SWITCH)

    async def setup_hook(self) -> None:
        """Called by discord.py after the login and before the connection."""
        self.add_dynamic_items(AskButton, AskSelect, Control)
        await self.tree.set_translator(Descriptions())
        await self.worker.run(self.servers.load)
        for name in COGS:
            await self.load_extension(f"bot.cogs.{name}")
        await self._sync()

    async def close(self) -> None:
        """Disconnects, then ends the threads."""
        await super().close()
        self.worker.close()
        self.suggesting.close()
        self.reviewing.close()

    async def _sync(self) -> None:
        """Tells Discord of the commands, unless it was told of exactly these before."""
        words = Descriptions()
        described = [
            await command.get_translated_payload(self.tree, words) for command in self.tree.get_commands()
        ]
        text = json.dumps([self.application_id, sorted(described, key=lambda one: str(one["name"]))])
        now = hashlib.sha256(text.encode()).hexdigest()
        if self._synced is not None and self._synced.exists() and self._synced.read_text("ascii") == now:
            return
        await self.tree.sync()
        log.debug("Discord was told of %d commands.", len(described))
        if self._synced is not None:
            write_private(self._synced, now)

    def limit(self, questions: int, in_server: int | None = None) -> None:
        """Sets how many questions a minute each user may ask, and forgets those asked before.

        `in_server` is how many all users of a server may; config.toml tells it where it is not given.
        """
        self._asked = Rates(questions, MINUTE)
        self._asked_in = Rates(in_server or self.settings.server_questions_a_minute, MINUTE)

    def charge(self, user_id: int, server_id: int | None = None) -> None:
        """Counts a question of that user, and of the server where it is asked.

        Raises:
            Told: they, or all in the server together, have asked too many within a minute.
        """
        if not self._asked.take(user_id):
            raise Told(SLOWLY)
        if server_id is not None and not self._asked_in.take(server_id):
            raise Told(CROWDED)

    def place(
        self, asked: discord.Interaction[Any] | discord.Message, spoken: Language | None = None
    ) -> Place:
        """Where something is asked; `spoken` is the language of the question, if it is known."""
        # A server that only its member brought the bot to, or that it was removed from, has no say.
        server = asked.guild.id if asked.guild is not None and self.get_guild(asked.guild.id) else None
        settings = self.servers.settings(server)
        user = asked.user if isinstance(asked, discord.Interaction) else asked.author
        channels = {getattr(asked.channel, "id", 0), getattr(asked.channel, "parent_id", None) or 0}
        home = settings.is_public(channels)
        public = home and not self.settings.private
        return Place(server, user.id, language(asked, spoken), settings, public, home)

    async def work(self, place: Place, make: Callable[[Answers], T], worker: Worker | None = None) -> T:
        """Calls `make` in a thread, with the answers, the language and the spoiler handling of a place.

        `worker` has other threads than those that answer questions.
        """

        def there() -> T:
            with speaking(place.language), veils.handling(place.settings.spoilers):
                return make(self.answers.within(place.scope))

        return await (worker or self.worker).run_for(place.asker, there)

    async def respond(
        self,
        interaction: discord.Interaction[Any],
        make: Callable[[Answers], Reply],
        *,
        private: bool = False,
        counted: bool = False,
    ) -> None:
        """Answers a command: at once that it is thinking, then with what `make` returns from a thread.

        Discord wants the first within three seconds. `private` shows the answer to the asker only, which
        config.toml can ask for everywhere and a server's managers for their server. `counted` says that the
        question was charged for already.
        """
        if not counted:
            self.charge(interaction.user.id, interaction.guild_id)
        place = self.place(interaction)
        await delivery.defer(interaction, thinking=True, ephemeral=private or not place.public)
        await delivery.show(interaction, await self.work(place, make))

    async def asked(self, interaction: discord.Interaction[Any], custom_id: str, value: str | None) -> None:
        """Answers a pressed button, or a select with the chosen value."""
        if not self.once.is_new(interaction.id):
            return
        try:
            self.charge(interaction.user.id, interaction.guild_id)
            try:
                ask = Ask.parse(custom_id)
                ask = ask if value is None else ask.chosen(value)
            except ValueError as error:
                raise Told(STALE) from error
            await delivery.defer(interaction, thinking=not ask.here, ephemeral=not ask.here)
            message = interaction.message
            private = not ask.here or (message is not None and message.flags.ephemeral)
            session = session_of(interaction.channel_id, interaction.user.id)
            pressed = partial(self.talk.pressed, ask=ask, private=private, session=session)
            await delivery.show(interaction, await self.work(self.place(interaction), pressed))
        except Exception as error:
            await errors.tell(interaction, error)

    async def on_message(self, message: discord.Message, /) -> None:
        """Left to the cog for plain words: there are no commands with a prefix."""

    async def on_error(self, event_method: str, /, *args: Any, **kwargs: Any) -> None:
        """Logs what no other handler caught, without what people wrote."""
        error = sys.exc_info()[1]
        if error is not None:
            errors.record(error, event_method)


def session_of(channel_id: int | None, user_id: int) -> str:
    """What tells conversations apart: each person has their own in each channel."""
    return f"{channel_id}:{user_id}"
