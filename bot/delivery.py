"""Sending what people wait for, over a network and to a Discord that fail now and then.

discord.py tries again where Discord fails, but on Linux not where a connection breaks, and it may send a
second time what arrived the first time. What is sent from here can be sent twice and is there once.
"""

import asyncio
import logging
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Coroutine
from typing import Any, Final, TypeVar

import aiohttp
import discord

from .cards.sheet import Reply

log = logging.getLogger(__name__)

PATIENCE = 2.0
"""Seconds that looking something up may take before an answer goes out without it; Discord gives three."""
OFFLINE: Final = (aiohttp.ClientError, OSError)  # a timeout is an OSError
UNSENT: Final = (discord.HTTPException, *OFFLINE)
"""What sending something may raise."""
_ACKNOWLEDGED: Final = 40060
_UNKNOWN_INTERACTION: Final = 10062
_OVER: Final = frozenset(
    {
        10003,  # unknown channel
        10004,  # server
        10007,  # member
        10008,  # message
        10013,  # user
        10015,  # webhook, which an interaction is once its 15 minutes are over
        _UNKNOWN_INTERACTION,  # three seconds after it came
        50027,  # invalid webhook token, likewise
    }
)
_INVALID_FORM: Final = 50035
_FIRST, _THINKING = "first", "thinking"  # what is noted on an interaction

T = TypeVar("T")
_under_way: Final = set[asyncio.Task[Any]]()


class Once:
    """Tells what was here before: a resumed connection may bring an event again."""

    def __init__(self, most: int = 10_000) -> None:
        """Remembers that many ids."""
        self._ids: OrderedDict[int, None] = OrderedDict()
        self._most = most

    def is_new(self, number: int) -> bool:
        """Whether this id was not asked about before."""
        if number in self._ids:
            return False
        self._ids[number] = None
        if len(self._ids) > self._most:
            self._ids.popitem(last=False)
        return True


def is_over(error: BaseException) -> bool:
    """Whether there is nothing left that an answer could be given to: it was deleted, or is too old."""
    if not isinstance(error, discord.HTTPException):
        return False
    # a reply to a message that was deleted is told as a mistake in the form
    return error.code in _OVER or (error.code == _INVALID_FORM and "message_reference" in error.text)


async def again(send: Callable[[], Awaitable[T]]) -> T:
    """Sends what may arrive twice without harm, once more if the connection broke."""
    try:
        return await send()
    except OFFLINE:
        return await send()


async def whole(send: Callable[[], Coroutine[Any, Any, T]]) -> T:
    """Waits for something that is sent; that goes on also when it is not waited for any more.

    Where it is cancelled while Discord limits all requests, discord.py never sends anything again.
    """
    task = asyncio.create_task(send())
    _under_way.add(task)
    task.add_done_callback(_ended)
    return await asyncio.shield(task)


def _ended(task: asyncio.Task[Any]) -> None:
    _under_way.discard(task)
    if not task.cancelled():
        task.exception()  # if nobody waits for it, nobody misses it


async def first(interaction: discord.Interaction[Any], send: Callable[[], Awaitable[object]]) -> None:
    """Sends the first answer to an interaction, of which Discord takes one only.

    It says that it has one when its word on it was lost on the way, and the answer was sent again.
    """
    try:
        await again(send)
    except discord.HTTPException as error:
        if error.code != _ACKNOWLEDGED:
            raise
    interaction.extras[_FIRST] = True


async def defer(
    interaction: discord.Interaction[Any], *, thinking: bool = False, ephemeral: bool = False
) -> None:
    """Says that an answer will come: a new message, or with `thinking` off one in place of that pressed."""
    await first(interaction, lambda: interaction.response.defer(thinking=thinking, ephemeral=ephemeral))
    interaction.extras[_THINKING] = thinking


def has_first(interaction: discord.Interaction[Any]) -> bool:
    """Whether there was a first answer, so that all others follow it."""
    return _FIRST in interaction.extras or interaction.response.is_done()


def is_unanswerable(interaction: discord.Interaction[Any], error: BaseException) -> bool:
    """Whether an error says that an interaction is over, rather than something that was looked up for it."""
    unknown = getattr(error, "code", 0) == _UNKNOWN_INTERACTION
    return is_over(error) and (unknown or has_first(interaction))


def is_thinking(interaction: discord.Interaction[Any]) -> bool:
    """Whether a message says that an answer will come."""
    return bool(interaction.extras.get(_THINKING))


async def show(interaction: discord.Interaction[Any], reply: Reply) -> None:
    """Shows the answer to an interaction that was deferred; without its picture where files are denied."""

    async def send() -> None:
        await interaction.edit_original_response(view=reply.layout, attachments=reply.files())

    try:
        await again(send)
    except discord.Forbidden:
        if reply.picture is None:
            raise
        reply = reply.without_picture()
        await again(send)


async def respond(message: discord.Message, reply: Reply) -> None:
    """Answers a message, as a reply where that is allowed; nothing when it has been deleted meanwhile.

    Discord makes one message only of all that are sent with the number of the question, however often one is
    sent.
    """

    async def answer() -> None:
        await message.reply(view=reply.layout, files=reply.files(), mention_author=False, nonce=message.id)

    async def send() -> None:
        await message.channel.send(view=reply.layout, files=reply.files(), nonce=message.id)

    try:
        await again(answer)
    except discord.HTTPException as error:
        if is_over(error):
            return
        if not isinstance(error, discord.Forbidden):
            raise
        # Replying needs to read the history and the chart to attach files, which a channel may deny.
        reply = reply.without_picture()
        await again(send)


class LateSuggestions(logging.Filter):
    """Tells in one line what discord.py logs with a traceback: a suggestion that could not be shown."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Called by logging."""
        error = record.exc_info[1] if record.exc_info else None
        if not isinstance(error, UNSENT):
            return True
        log.info("A suggestion could not be shown: %s", type(error).__qualname__)
        return False


late_suggestions: Final = LateSuggestions()
