"""The command line of the bot: `python -m bot`, `python -m bot ask` and `python -m bot backup`.

Without a token it is served in a simulated Discord in the browser, with one it connects to Discord. The
address and answers go to stdout, everything else to stderr. Exit status 0 on success, 2 for an input error
told in one line, 1 for anything else.
"""

import argparse
import asyncio
import base64
import logging
import re
import signal
import sys
from collections.abc import Coroutine, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

import aiohttp
import discord

from index.backup import backup, backup_circles
from index.build import Builder
from index.errors import IndexMissing, ReviewIndexError
from index.library import Library
from index.members import Members

from . import preview
from .client import ReviewBot
from .rephrase import Rephraser
from .servers import Servers
from .settings import BotSettings

SYNCED = "discord-commands.sha256"
NO_ACCESS = (
    "bot: Discord does not accept the token; check DISCORD_TOKEN in the environment or in .env, "
    "or remove it to use the preview."
)
NO_DISCORD = "bot: Discord can't be reached; check the network connection and try again."

log = logging.getLogger(__name__)


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command; answers the exit status."""
    logging.basicConfig(level=logging.INFO, format="%(message)s", stream=sys.stderr)
    for chatty in ("discord", "simcord", "sentence_transformers", "httpx", "aiohttp.access"):
        logging.getLogger(chatty).setLevel(logging.WARNING)
    options = _parser().parse_args(arguments)
    try:
        settings = BotSettings.load(getattr(options, "config", None))
        if folder := getattr(options, "index", None):
            index = settings.index.model_copy(update={"folder": folder})
            settings = settings.model_copy(update={"index": index})
        return int(options.run(options, settings))
    except ReviewIndexError as error:
        print(f"bot: {error}", file=sys.stderr)
        return 2
    except discord.LoginFailure:
        print(NO_ACCESS, file=sys.stderr)
        return 2
    except (aiohttp.ClientError, discord.GatewayNotFound, TimeoutError):
        print(NO_DISCORD, file=sys.stderr)
        return 1
    except OSError as error:
        print(f"bot: {error.strerror or 'the system refused'}.", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("bot: stopped.", file=sys.stderr)
        return 0


def _parser() -> argparse.ArgumentParser:
    common = argparse.ArgumentParser(add_help=False)
    # SUPPRESS keeps a sub-command from undoing what stands before its name.
    for name, value, text in (
        ("--index", "DIR", "the index folder (default: config.toml)"),
        ("--config", "FILE", "settings (default: ./config.toml)"),
    ):
        common.add_argument(name, type=Path, metavar=value, help=text, default=argparse.SUPPRESS)
    parser = argparse.ArgumentParser(
        prog="python -m bot",
        parents=[common],
        description="The film-review bot: on Discord with DISCORD_TOKEN set, else in the browser.",
    )
    parser.set_defaults(run=_serve)
    commands = parser.add_subparsers(metavar="COMMAND")
    ask = commands.add_parser("ask", parents=[common], help="answer one question in the terminal")
    ask.add_argument("question", help="the question, or - with --json for JSON lines on standard input")
    ask.add_argument("--json", action="store_true", help="answer as JSON")
    ask.set_defaults(run=_ask)
    copied = commands.add_parser(
        "backup", parents=[common], help="copy the index and all that servers keep, also while the bot runs"
    )
    copied.add_argument("target", type=Path, metavar="FOLDER", help="holds index and servers afterwards")
    copied.set_defaults(run=_backup)
    return parser


def _backup(options: argparse.Namespace, settings: BotSettings) -> int:
    reviews = backup(settings.index.folder, options.target / "index")
    servers = Servers(settings.bot.servers).copy(options.target / "servers")
    members = backup_circles(settings.bot.servers, options.target / "servers")
    print(f"{reviews:,} reviews, {members:,} of members and {servers:,} servers are in {options.target}.")
    return 0


def _ask(options: argparse.Namespace, settings: BotSettings) -> int:
    from .ask import run_ask

    library = Library.open(settings.index.folder, settings)
    try:
        run_ask(library, options.question, options.json, sys.stdin, sys.stdout)
    finally:
        library.close()
    return 0


def _serve(options: argparse.Namespace, settings: BotSettings) -> int:
    if settings.token:
        # Before anything that takes minutes: a wrong token is told at once.
        if not looks_like_token(settings.token):
            raise discord.LoginFailure
        _run(_check_token(settings.token))
    library = _open(settings)
    synced = settings.index.folder / SYNCED if settings.token else None
    key = settings.rephrase_key.get_secret_value() if settings.rephrase_key else ""
    reword = Rephraser(settings.rephrase, key) if settings.rephrase.url else None
    members = Members(library, settings, most_bytes=settings.bot.server_megabytes * 1_000_000)
    bot = ReviewBot(library, settings.bot, synced, members, reword)
    try:
        if settings.token:
            _run(_connect(bot, settings.token))
        else:
            _run(_preview(bot, settings.bot.preview_port))
    finally:
        library.close()
    return 0


def _open(settings: BotSettings) -> Library:
    """Opens the index, after building the demo one where there is none or it was not finished."""
    folder = settings.index.folder
    try:
        library = Library.open(folder, settings, members=settings.bot.servers)
        if library.stats().updated or set(library.stats().sources) != {"demo"}:
            return library
        library.close()
    except IndexMissing:
        pass
    print("Building the index of the demo reviews; this is done once.", file=sys.stderr)
    with Builder(folder, settings) as builder:
        builder.build(["demo"], progress=True)
    return Library.open(folder, settings, members=settings.bot.servers)


def looks_like_token(token: str) -> bool:
    """Whether it has a bot token's shape: three parts, the first the bot's number in base64.

    Tells a line copied from the wrong field, also where Discord can't be reached to ask.
    """
    shape = re.fullmatch(r"([\w-]+)\.[\w-]+\.[\w-]+", token, re.ASCII)
    if shape is None:
        return False
    number = shape[1]
    try:
        return base64.urlsafe_b64decode(number + "=" * (-len(number) % 4)).isdigit()
    except ValueError:
        return False


async def _check_token(token: str) -> None:
    async with discord.Client(intents=discord.Intents(guilds=True)) as client:
        await client.login(token)


async def _connect(bot: ReviewBot, token: str) -> None:
    await bot.warm_up()
    async with bot:
        await bot.login(token)
        print(f"Connecting as {bot.user}. To add it to a server: {bot.invitation}", file=sys.stderr)
        await bot.connect()


async def _preview(bot: ReviewBot, port: int) -> None:
    await bot.warm_up()
    try:
        await preview.serve(bot, port, lambda url: print(f"Preview: {url}", flush=True))
    finally:
        bot.worker.close()


def _run(work: Coroutine[Any, Any, None]) -> None:
    """Runs until done, or until Ctrl-C or a stop signal, which end it in order."""

    async def guarded() -> None:
        loop, task = asyncio.get_running_loop(), asyncio.current_task()
        if task is not None:
            with suppress(NotImplementedError):  # Windows has no such handlers; Ctrl-C still raises there
                for stop in (signal.SIGINT, signal.SIGTERM):
                    loop.add_signal_handler(stop, task.cancel)
        await work

    try:
        asyncio.run(guarded())
    except asyncio.CancelledError:
        raise KeyboardInterrupt from None
