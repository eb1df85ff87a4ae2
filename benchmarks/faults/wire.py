"""The wire between discord.py and SimCord's Discord: all HTTP goes over it, and things happen to it there.

SimCord answers in place of discord.py's HTTP client, so that nothing there is ever tried again. Here the real
`HTTPClient` and the real webhook adapter run; only their aiohttp session is replaced, by `Wire`.
"""

import asyncio
import json
import time
from collections.abc import AsyncIterator, Callable, Iterator, Mapping, Sequence
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from fnmatch import fnmatchcase
from io import BytesIO
from types import ModuleType
from typing import Any, Protocol

import aiohttp
import discord.client
import discord.http
import discord.webhook.async_
from multidict import CIMultiDict
from simcord.backend import Backend
from simcord.backend.errors import BackendError
from simcord.http import router

_API = "/api/v10"
_UNKNOWN = {"code": "REPLIES_UNKNOWN_MESSAGE", "message": "Unknown message"}
_NO_SUCH_MESSAGE = {
    "code": 50035,
    "message": "Invalid Form Body",
    "errors": {"message_reference": {"_errors": [_UNKNOWN]}},
}


@dataclass(frozen=True, slots=True)
class Trouble:
    """What comes back for a request: an error of Discord (`status` and its `code`), or `error` is raised.

    `done` says that Discord did what it was asked and only its answer was lost. `retry_after` in seconds and
    `everywhere` (a global limit) are for status 429.
    """

    status: int = 0
    code: int = 0
    message: str = "trouble"
    error: Exception | None = None
    done: bool = False
    retry_after: float = 0.25
    everywhere: bool = False


RESET = aiohttp.ClientOSError(104, "Connection reset by peer")
PASSING = {
    "429": Trouble(429),
    "429 everywhere": Trouble(429, everywhere=True),
    "500": Trouble(500),
    "502": Trouble(502),
    "503": Trouble(503),
    "504, done all the same": Trouble(504, done=True),
    "connection reset": Trouble(error=RESET),
    "connection reset, done all the same": Trouble(error=RESET, done=True),
    "disconnected": Trouble(error=aiohttp.ServerDisconnectedError()),
    "timeout": Trouble(error=TimeoutError()),
}
"""What is over when it is tried again."""


@dataclass(frozen=True, slots=True)
class Request:
    """One attempt at a request, as it went over the wire; `at` is `time.perf_counter`."""

    method: str
    path: str
    body: Any
    at: float
    trouble: Trouble | None


@dataclass(slots=True)
class _Struck:
    method: str
    path: str
    trouble: Trouble
    times: int | None


@dataclass(frozen=True, slots=True)
class _Upload:
    """A file as SimCord's routes read it."""

    fp: BytesIO
    filename: str
    description: str | None = None


class _Response:
    """As much of an aiohttp response as discord.py looks at."""

    def __init__(self, status: int, data: Any, headers: Mapping[str, str] | None = None) -> None:
        self.status, self._data, self.reason = status, data, "OK" if status < 400 else "Trouble"
        kind = "text/plain" if data is None else "application/json"
        self.headers = CIMultiDict({"Content-Type": kind, **(headers or {})})

    async def text(self, encoding: str = "utf-8") -> str:
        """The body."""
        return "" if self._data is None else json.dumps(self._data)

    async def read(self) -> bytes:
        """The body of a file."""
        assert isinstance(self._data, bytes)
        return self._data


class Gateway(Protocol):
    """What answers when a websocket is opened."""

    async def open(self) -> Any:
        """The client's end of a websocket."""


class Wire:
    """Stands in for the aiohttp session of a client: what it asks is answered by SimCord's routes.

    `chance` is asked about every request first and may make trouble; what was set by `strike` goes before it.
    """

    def __init__(self, backend: Backend, gateway: Gateway) -> None:
        self._backend, self._gateway = backend, gateway
        self._struck: list[_Struck] = []
        self._by_nonce: dict[tuple[str, str], Any] = {}
        self.requests: list[Request] = []
        self.heard: list[Callable[[Request], None]] = []
        self.chance: Callable[[str, str], Trouble | None] = lambda method, path: None

    def strike(self, method: str, path: str, trouble: Trouble, times: int | None = 1) -> None:
        """Makes trouble for the next requests whose method and path match; None is for ever."""
        self._struck.append(_Struck(method, path, trouble, times))

    def calm(self) -> None:
        """Ends all trouble."""
        self._struck.clear()
        self.chance = lambda method, path: None

    def asked(self, method: str, path: str) -> list[Request]:
        """The attempts of a method at paths that match."""
        return [one for one in self.requests if one.method == method and fnmatchcase(one.path, path)]

    @asynccontextmanager
    async def request(
        self, method: str, url: str, *, data: Any = None, params: Any = None, headers: Any = None, **_: Any
    ) -> AsyncIterator[_Response]:
        """Called by discord.py."""
        path = url.partition("?")[0].partition(_API)[2]
        body, files = _unpacked(data)
        reason = (headers or {}).get("X-Audit-Log-Reason")
        trouble = self._trouble(method, path)
        one = Request(method, path, body, time.perf_counter(), trouble)
        self.requests.append(one)
        for told in self.heard:
            told(one)
        await asyncio.sleep(0)  # as a network would, lets others go on meanwhile
        if trouble is not None and not trouble.done:
            yield _troubled(trouble)
            return
        response = self._answer(method, path, body, params, files, reason)
        yield response if trouble is None else _troubled(trouble)

    @asynccontextmanager
    async def get(self, url: str, **_: Any) -> AsyncIterator[_Response]:
        """Called by discord.py for a file."""
        trouble = self._trouble("GET", url)
        self.requests.append(Request("GET", url, None, time.perf_counter(), trouble))
        await asyncio.sleep(0)
        if trouble is not None:
            yield _troubled(trouble)
            return
        content = self._backend.cdn.get(url)
        yield _Response(404, {"code": 0}) if content is None else _Response(200, content)

    async def ws_connect(self, url: str, **_: Any) -> Any:
        """Called by discord.py for the gateway."""
        if (trouble := self._trouble("GET", "/gateway")) is not None:
            raise trouble.error or aiohttp.ClientError(str(trouble.status))
        return await self._gateway.open()

    def _answer(
        self, method: str, path: str, body: Any, params: Any, files: Sequence[_Upload], reason: str | None
    ) -> _Response:
        posting = method == "POST" and fnmatchcase(path, "/channels/*/messages")
        nonce = str(body["nonce"]) if posting and body.get("enforce_nonce") else ""
        if nonce and (path, nonce) in self._by_nonce:  # Discord's, which SimCord leaves out
            return _Response(200, self._by_nonce[path, nonce])
        if posting and self._is_reply_to_nothing(path, body):
            return _Response(400, _NO_SUCH_MESSAGE)
        try:
            found = router.dispatch(
                self._backend, method, path, json=body, params=params, files=list(files), reason=reason
            )
        except (router.RouteNotImplemented, router.UnsupportedField):
            raise
        except BackendError as error:
            return _Response(error.status, error.to_json())
        if nonce:
            self._by_nonce[path, nonce] = found
        return _Response(204 if found is None else 200, found)

    def _is_reply_to_nothing(self, path: str, body: Any) -> bool:
        reference = body.get("message_reference")
        if not reference or not reference.get("fail_if_not_exists", True):
            return False
        try:
            self._backend.get_message(int(path.split("/")[2]), int(reference["message_id"]))
        except BackendError as error:
            return error.code == 10008  # an unknown channel is told as one
        return False

    def _trouble(self, method: str, path: str) -> Trouble | None:
        for struck in self._struck:
            if fnmatchcase(method, struck.method) and fnmatchcase(path, struck.path):
                if struck.times is not None:
                    struck.times -= 1
                    if not struck.times:
                        self._struck.remove(struck)
                return struck.trouble
        return self.chance(method, path)


def _troubled(trouble: Trouble) -> _Response:
    if trouble.error is not None:
        raise trouble.error
    told: dict[str, Any] = {"code": trouble.code, "message": trouble.message}
    if trouble.status != 429:
        return _Response(trouble.status, told)
    told |= {"retry_after": trouble.retry_after, "global": trouble.everywhere}
    return _Response(429, told, {"Via": "1.1 google", "Retry-After": str(trouble.retry_after)})


def _unpacked(data: Any) -> tuple[Any, list[_Upload]]:
    """The JSON and the files of a request's body."""
    if isinstance(data, str):
        return json.loads(data), []
    if not isinstance(data, aiohttp.FormData):
        return None, []
    files, body = [], None
    for options, _, value in data._fields:
        if "filename" in options:
            files.append(_Upload(BytesIO(value.read()), options["filename"]))
        elif options["name"] == "payload_json":
            body = json.loads(value)
    return body, files


class _Hurried(ModuleType):
    """asyncio, but that its sleeps take no time."""

    def __init__(self, slept: list[float]) -> None:
        super().__init__("asyncio")
        self._slept = slept

    def __getattr__(self, name: str) -> Any:
        return getattr(asyncio, name)

    async def sleep(self, delay: float, result: Any = None) -> Any:
        self._slept.append(delay)
        return await asyncio.sleep(0, result)


@contextmanager
def hurried() -> Iterator[list[float]]:
    """Lets discord.py try again without waiting; holds the seconds that it would have waited."""
    slept: list[float] = []
    modules: tuple[Any, ...] = (discord.http, discord.webhook.async_, discord.client)
    for module in modules:
        module.asyncio = _Hurried(slept)
    try:
        yield slept
    finally:
        for module in modules:
            module.asyncio = asyncio
