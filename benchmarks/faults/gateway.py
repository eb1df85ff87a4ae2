"""SimCord's Discord with discord.py's own gateway client: connections that drop, events that come twice.

SimCord hands events to discord.py's parsers; here they are frames of a websocket with sequence numbers, which
`discord.gateway.DiscordWebSocket` reads, and `discord.Client.connect` reconnects when it breaks.
"""

import asyncio
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any

import aiohttp
import discord
import simcord
from discord.http import HTTPClient
from discord.webhook.async_ import AsyncWebhookAdapter
from simcord import _dpy_internals
from simcord.backend import serializers
from simcord.gateway import FakeGateway

from bot.client import ReviewBot

from .wire import Wire

Frame = dict[str, Any]
Event = tuple[str, dict[str, Any]]
HELLO, RECONNECT, INVALID, DISPATCH = 10, 7, 9, 0
IDENTIFY, RESUME, HEARTBEAT = 2, 6, 1


@dataclass(frozen=True, slots=True)
class _Message:
    """As much of aiohttp's as discord.py looks at."""

    type: aiohttp.WSMsgType
    data: str | int


class Socket:
    """The client's end of a websocket, as far as discord.py uses it."""

    def __init__(self, stream: "Stream", world: simcord.Env) -> None:
        self._stream, self._world = stream, world
        self._frames: asyncio.Queue[_Message | Exception] = asyncio.Queue()
        self.closed = False
        self.close_code: int | None = None

    def put(self, frame: Frame) -> None:
        """Sends a frame to the client."""
        self._frames.put_nowait(_Message(aiohttp.WSMsgType.TEXT, json.dumps(frame)))

    def end(self, how: int | Exception) -> None:
        """Closes the connection with a code, or breaks it."""
        if isinstance(how, int):
            self.close_code = how
            self._frames.put_nowait(_Message(aiohttp.WSMsgType.CLOSE, how))
        else:
            self._frames.put_nowait(how)

    async def receive(self, timeout: float | None = None) -> _Message:
        """Called by discord.py."""
        found: _Message | Exception = await self._world.external_wait(
            self._frames.get(), reason="the gateway"
        )
        if isinstance(found, Exception):
            raise found
        return found

    async def send_str(self, text: str) -> None:
        """Called by discord.py."""
        if self.closed:
            raise ConnectionResetError("Cannot write to closing transport")
        self._stream.hear(self, json.loads(text))

    async def close(self, *, code: int = 1000) -> None:
        """Called by discord.py."""
        self.closed = True
        self._stream.lose(self)


class Stream:
    """Discord's side of the gateway, for one client.

    `bend` answers what is sent instead of an event: nothing, itself, itself twice, others before it.
    """

    def __init__(self, world: "Weathered") -> None:
        self._world = world
        self._socket: Socket | None = None
        self._sent: list[Frame] = []
        self._session = 0
        self._resumable = True
        self.identified = self.resumed = 0
        self.bend: Callable[[str, dict[str, Any]], Sequence[Event]] = lambda event, data: [(event, data)]
        # SimCord's gateway leaves out what the bot's intents don't cover; what is left comes here
        self._shaping = FakeGateway(
            world.backend, SimpleNamespace(intents=world.bot.intents, parsers=_Parsers(self._bent))
        )

    def feed(self, event: str, payload: Mapping[str, Any]) -> None:
        """Called by SimCord with every event."""
        self._shaping.feed(event, payload)

    async def open(self) -> Socket:
        """Called when the client connects."""
        self._socket = socket = Socket(self, self._world)
        socket.put({"op": HELLO, "d": {"heartbeat_interval": 3_600_000}})
        return socket

    def lose(self, socket: Socket) -> None:
        """Called when the client has closed its end."""
        if socket is self._socket:
            self._socket = None

    def hear(self, socket: Socket, frame: Frame) -> None:
        """Called with what the client sends."""
        if frame["op"] == IDENTIFY:
            self._begin()
        elif frame["op"] == RESUME:
            told = frame["d"]
            if not self._resumable or told["session_id"] != f"session-{self._session}":
                socket.put({"op": INVALID, "d": False})
                return
            self.resumed += 1
            for sent in self._sent:
                if sent["s"] > told["seq"]:
                    socket.put(sent)
            self.send("RESUMED", {})

    def drop(self, how: int | Exception = 1006, *, resumable: bool = True) -> None:
        """Ends the connection; events that happen until it is there again are kept, if it can be resumed."""
        self._resumable = resumable
        assert self._socket is not None
        self._socket.end(how)
        self._socket = None

    def order(self, op: int, data: object = None) -> None:
        """Sends a frame that is no event, such as RECONNECT."""
        assert self._socket is not None
        self._socket.put({"op": op, "d": data})
        self._socket = None

    def send(self, event: str, data: dict[str, Any]) -> None:
        """Sends an event as it is."""
        frame = {"op": DISPATCH, "t": event, "s": len(self._sent) + 1, "d": data}
        self._sent.append(frame)
        if self._socket is not None:
            self._socket.put(frame)

    def _bent(self, event: str, data: dict[str, Any]) -> None:
        for each, payload in self.bend(event, data):
            self.send(each, payload)

    def _begin(self) -> None:
        backend = self._world.backend
        self.identified += 1
        self._session += 1
        self._resumable = True
        self._sent.clear()
        self.send(
            "READY",
            {
                "v": 10,
                "user": dict(serializers.user_payload(backend.bot_user)),
                "guilds": [{"id": str(guild), "unavailable": True} for guild in backend.guilds],
                "session_id": f"session-{self._session}",
                "resume_gateway_url": "wss://gateway.invalid",
                "shard": [0, 1],
                "application": {"id": str(backend.application_id), "flags": 0},
            },
        )
        for guild in backend.guilds.values():
            payload = {**serializers.guild_create_payload(backend, guild), "unavailable": False}
            self.feed("GUILD_CREATE", payload)


class _Parsers(dict[str, Callable[[dict[str, Any]], None]]):
    """Where discord.py would have a parser for each event, one way out for all of them."""

    def __init__(self, out: Callable[[str, dict[str, Any]], None]) -> None:
        super().__init__()
        self._out = out

    def __missing__(self, event: str) -> Callable[[dict[str, Any]], None]:
        return lambda data: self._out(event, data)


class Weathered(simcord.Env):
    """SimCord's Discord, to which the bot is connected by `Wire` and `Stream`."""

    wire: Wire
    stream: Stream

    async def start(self) -> None:
        """As SimCord's; the bot is logged in and connected then."""
        await super().start()
        await self._connect()

    async def restart_bot(self, bot: discord.Client | None = None) -> None:
        """As SimCord's."""
        self._disconnect()
        await super().restart_bot(bot)
        await self._connect()

    async def shutdown(self) -> None:
        """As SimCord's."""
        self._disconnect()
        await super().shutdown()

    async def _settle_internal(self, **more: Any) -> None:
        # SimCord looks every so many seconds whether all is done
        await super()._settle_internal(**{"idle": 0.002, **more})

    async def _connect(self) -> None:
        self.stream = Stream(self)
        self.wire = Wire(self.backend, self.stream)
        loop = asyncio.get_running_loop()
        http: Any = HTTPClient(loop)
        http.token, http._global_over = "no.real.token", asyncio.Event()
        http._global_over.set()
        http._HTTPClient__session = self.wire
        _dpy_internals.install_http(self.bot, http)
        adapter: Any = AsyncWebhookAdapter
        self._webhook_adapter = adapter()
        _dpy_internals.set_webhook_adapter(self._webhook_adapter)
        self.backend.subscribers.remove(self._gateway_feed)
        self._gateway_feed = self.stream.feed
        self.backend.subscribers.append(self.stream.feed)
        with self._bot_scope():
            self._connecting = loop.create_task(self.bot.connect())
        await self._settle_internal()

    def _disconnect(self) -> None:
        # discord.py's thread for heartbeats outlives a task that is cancelled
        keep_alive = getattr(self.bot.ws, "_keep_alive", None)
        if keep_alive is not None:
            keep_alive.stop()


def weathered(bot: ReviewBot) -> Weathered:
    """A Discord for the bot; what goes wrong is counted by whoever asks, SimCord raises nothing for it."""
    return Weathered(bot, settle_timeout=60, check_errors=False)
