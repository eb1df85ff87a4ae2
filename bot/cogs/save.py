"""The message menu "Save as review": keeps what somebody wrote in a channel, with their consent."""

import asyncio
from collections import OrderedDict
from collections.abc import Iterable, Iterator
from functools import partial
from typing import Any, cast

import discord
from discord import app_commands
from discord.ext import commands

from index.language import later, say
from index.members import SHORTEST

from .. import delivery, errors
from ..answers import Answers
from ..cards import own
from ..cards.sheet import Reply
from ..circles import circle_of
from ..client import ReviewBot
from ..errors import Told
from ..forms import Written, review_form
from ..place import Place
from ..worker import BUSY

MENU = "Save as review"
NO_WORDS = later("That message has too few words for a review.")
A_BOT = later("That was written by a bot; I keep reviews of people only.")
TOO_LONG = later("That message is too long to ask its author about; they can use this menu on it themselves.")
NOT_HERE = later(
    "I answer only to the one who asks in this channel, so I can't ask its author here; "
    "they can use this menu on it themselves."
)
MUTE = later("You can't write in this channel, so I don't ask anybody here for you.")
REFUSED = later("Its author has said no to that.")
ASKED = later("I have asked already; it is up to {author} now.")
ASKING = later("I have asked {author}. Nothing is saved before they agree.")
NOT_YOU = later("Only the person who wrote that message can answer this.")
GONE = later("That message is gone, so there is nothing to save.")
CHANGED = later(
    "That message was changed after I asked, so I don't save it. The menu can be used on it again."
)
REMEMBERED = 1000


class SaveCog(commands.Cog):
    """Messages become reviews when their authors agree."""

    def __init__(self, bot: ReviewBot) -> None:
        self.bot = bot
        self.menu = app_commands.ContextMenu(name=MENU, callback=self.save_as_review)
        # By message id: the question about it, or None when its author said no. In memory only.
        self._asked: OrderedDict[int, discord.PartialMessage | None] = OrderedDict()
        self._asking = set[int]()  # messages whose question is under way
        bot.desk.on("consent", self._consented, 3)
        bot.desk.on("refuse", self._refused, 3)
        bot.desk.on("kept", self._kept)
        bot.desk.on("agreed", self._agreed, 3)

    async def cog_load(self) -> None:
        """Context menus are not found by discord.py inside a cog."""
        self.bot.tree.add_command(self.menu)

    async def cog_unload(self) -> None:
        """The inverse of `cog_load`."""
        self.bot.tree.remove_command(self.menu.name, type=self.menu.type)

    async def save_as_review(self, interaction: discord.Interaction[Any], message: discord.Message) -> None:
        """Opens the form with one's own message, or asks the author of somebody else's."""
        with self.bot.desk.here(interaction) as place:
            self.bot.charge(interaction.user.id, interaction.guild_id)
            circle_of(self.bot, interaction, writing=True)
            self.bot.reviewing.check(place)
            if message.author.bot or message.webhook_id is not None:
                raise Told(A_BOT)
            words = message.clean_content.strip()
            if len(words.split()) < SHORTEST:
                raise Told(NO_WORDS)
            if message.author.id == interaction.user.id:
                film = await self._film(place, words)
                await _open(interaction, "own.kept", words, film)
            else:
                await self._ask(interaction, place, message, words)

    async def _film(self, place: Place, words: str) -> str:
        """The film that a text names; empty when that takes too long for a form to open in time."""
        try:
            opener = self.bot.reviewing.opener
            return await asyncio.wait_for(
                self.bot.work(place, lambda answers: _film_in(answers, words), opener), delivery.PATIENCE
            )
        except TimeoutError:
            return ""

    async def _ask(
        self, interaction: discord.Interaction[Any], place: Place, message: discord.Message, words: str
    ) -> None:
        if not place.public:
            raise Told(NOT_HERE)
        may = interaction.permissions
        threaded = isinstance(interaction.channel, discord.Thread)
        if not (may.send_messages_in_threads if threaded else may.send_messages):
            raise Told(MUTE)
        author = own.shown(message.author.display_name)
        if message.id in self._asked and self._asked[message.id] is None:
            raise Told(REFUSED)
        if message.id in self._asked or message.id in self._asking:
            raise Told(ASKED, author=author)
        card = own.question_card(
            interaction.user.display_name,
            message.author.display_name,
            words,
            (message.author.id, message.id, _version(message)),
        )
        if card is None:
            raise Told(TOO_LONG)
        self._asking.add(message.id)
        try:
            await delivery.defer(interaction, thinking=True, ephemeral=True)
            question = await _put(interaction, message, card)
        finally:
            self._asking.discard(message.id)
        self._note(message.id, cast(Any, question.channel).get_partial_message(question.id))
        await delivery.show(interaction, own.done_card(say(ASKING, author=author)))

    @commands.Cog.listener()
    async def on_raw_message_delete(self, event: discord.RawMessageDeleteEvent) -> None:
        """Takes a question away with the message that it quotes."""
        question = self._asked.pop(event.message_id, None)
        if question is not None:
            await _take_away(question)

    def _note(self, message: int, question: discord.PartialMessage | None) -> None:
        self._asked[message] = question
        self._asked.move_to_end(message)
        while len(self._asked) > REMEMBERED:
            self._asked.popitem(last=False)

    # --- the author's answer ------------------------------------------------------------------------------

    async def _consented(
        self, interaction: discord.Interaction[Any], place: Place, values: tuple[str, ...]
    ) -> None:
        _only_author(interaction, values)
        circle_of(self.bot, interaction, writing=True)
        self.bot.reviewing.check(place)
        words = _quoted(interaction)
        # Both at once: one after the other might take longer than Discord waits.
        over, film = await asyncio.gather(self._over(interaction, values), self._film(place, words))
        if over:
            await _replace(interaction, own.done_card(say(over)))
            self._asked.pop(int(values[1]), None)
            return
        await _open(interaction, f"own.agreed:{':'.join(values)}", words, film)

    async def _refused(
        self, interaction: discord.Interaction[Any], place: Place, values: tuple[str, ...]
    ) -> None:
        _only_author(interaction, values)
        self._note(int(values[1]), None)
        await delivery.defer(interaction)
        await delivery.again(interaction.delete_original_response)

    async def _agreed(
        self, interaction: discord.Interaction[Any], place: Place, values: tuple[str, ...]
    ) -> None:
        _only_author(interaction, values)
        if await self.bot.reviewing.store(interaction, place) and interaction.message is not None:
            self._asked.pop(int(values[1]), None)
            await _take_away(interaction.message)

    async def _kept(
        self, interaction: discord.Interaction[Any], place: Place, values: tuple[str, ...]
    ) -> None:
        await self.bot.reviewing.store(interaction, place)

    async def _over(self, interaction: discord.Interaction[Any], values: tuple[str, ...]) -> str:
        """Why the message that was asked about can't be saved any more; empty when it can."""
        channel = interaction.channel
        if not isinstance(channel, discord.abc.Messageable):
            return GONE
        try:
            look = partial(delivery.again, lambda: channel.fetch_message(int(values[1])))
            message = await asyncio.wait_for(delivery.whole(look), delivery.PATIENCE)
        except discord.NotFound:
            return GONE
        except TimeoutError as error:
            raise Told(BUSY) from error
        return CHANGED if str(_version(message)) != values[2] else ""


async def _open(interaction: discord.Interaction[Any], custom_id: str, words: str, film: str) -> None:
    form = review_form(custom_id, "", Written(words, film=film), ask_film=True)
    await delivery.first(interaction, lambda: interaction.response.send_modal(form))


async def _put(
    interaction: discord.Interaction[Any], message: discord.Message, card: Reply
) -> discord.Message:
    """Puts the question under the message, once, however often it is sent."""
    try:
        return await delivery.again(
            lambda: message.reply(view=card.layout, mention_author=False, nonce=interaction.id)
        )
    except discord.HTTPException as error:
        if delivery.is_over(error):
            raise Told(GONE) from error
        raise


async def _take_away(question: discord.Message | discord.PartialMessage) -> None:
    try:
        await delivery.again(question.delete)
    except discord.NotFound:
        return
    except delivery.UNSENT as error:  # the channel is closed to me by now, say
        errors.record(error, "taking a question away")


def _only_author(interaction: discord.Interaction[Any], values: tuple[str, ...]) -> None:
    if str(interaction.user.id) != values[0]:
        raise Told(NOT_YOU)


def _version(message: discord.Message) -> int:
    """Tells a message from itself after a change; its words Discord does not show the bot any more."""
    return int(message.edited_at.timestamp()) if message.edited_at is not None else 0


def _quoted(interaction: discord.Interaction[Any]) -> str:
    """The words as the question quotes them: they were given to the bot for that once only."""

    def texts(parts: Iterable[Any]) -> Iterator[str]:
        for part in parts:
            if isinstance(part, discord.TextDisplay):
                yield part.content
            yield from texts(getattr(part, "children", ()))

    components = interaction.message.components if interaction.message is not None else ()
    found = (own.quoted_in_question(content) for content in texts(components))
    return next((words for words in found if words is not None), "")


def _film_in(answers: Answers, words: str) -> str:
    """The title of the film that a text names, if there is exactly one."""
    matches = [named.film for named in answers.library.named_in(words) if named.film is not None]
    films = {match.film.id: match.film.name for match in matches if match.film is not None}
    clear = len(films) == 1 and all(match.film is not None for match in matches)
    return next(iter(films.values())) if clear else ""


async def _replace(interaction: discord.Interaction[Any], reply: Reply) -> None:
    await delivery.first(interaction, lambda: interaction.response.edit_message(view=reply.layout))


async def setup(bot: ReviewBot) -> None:
    """Called by discord.py."""
    await bot.add_cog(SaveCog(bot))
