"""What people write, and the token, are in no log and no excuse, whichever layer fails and how."""

import json
import logging
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import cast

import pytest
import simcord

from bot import cli
from bot.cards.sheet import Sheet
from bot.client import ReviewBot
from bot.settings import BotSettings
from index.database import Database
from index.embed import MiniLM
from index.members import Members

from . import filled, looked_at
from .attacks import Attack, string_options
from .conftest import Watched
from .test_review import write

SAID = "quixotically private words"
"""What the person writes."""
TOKEN = "MTIzNDU2Nzg5MDEyMzQ1Njc4.GabcDE.a-secret-that-opens-everything"

Break = Callable[[pytest.MonkeyPatch, simcord.Env, Watched], None]


def fail(*args: object, **more: object) -> None:
    """Fails with all that a careless layer could put into its error."""
    raise ValueError(f"{SAID} {TOKEN} {args!r}")


def the_library(patch: pytest.MonkeyPatch, world: simcord.Env, watched: Watched) -> None:
    watched.before.append(fail)
    cast(Watched, cast(ReviewBot, world.bot).members).before.append(fail)


def the_database(patch: pytest.MonkeyPatch, world: simcord.Env, watched: Watched) -> None:
    def locked(*args: object) -> None:
        raise sqlite3.OperationalError(f"near {SAID!r}: {args!r}")

    patch.setattr(Database, "rows_of", locked)
    patch.setattr(Database, "one", locked)


def the_model(patch: pytest.MonkeyPatch, world: simcord.Env, watched: Watched) -> None:
    patch.setattr(MiniLM, "embed", fail)


def the_cards(patch: pytest.MonkeyPatch, world: simcord.Env, watched: Watched) -> None:
    real = Sheet.reply

    def sometimes(self: Sheet) -> object:
        # the excuse itself is a card, with one text
        return real(self) if len(self._blocks) == 1 and not self._controls else fail(self)

    patch.setattr(Sheet, "reply", sometimes)


def discord_itself(patch: pytest.MonkeyPatch, world: simcord.Env, watched: Watched) -> None:
    for method, path in (("PATCH", "/webhooks/*"), ("POST", "/webhooks/*"), ("POST", "/channels/*")):
        world.inject_error(method, path, status=500, message=f"{SAID} {TOKEN}", times=None)


BREAKS: tuple[Break, ...] = (the_library, the_database, the_model, the_cards, discord_itself)


@pytest.mark.parametrize("broken", BREAKS, ids=lambda broken: broken.__name__)
async def test_whichever_layer_fails(
    alice: simcord.MemberActor,
    channel: simcord.ChannelHandle,
    world: simcord.Env,
    watched: Watched,
    members: Members,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
    broken: Break,
) -> None:
    await write(alice, channel, "kite", stars="5")
    form = await alice.slash(channel, "review write", film="keeper")
    card = await alice.slash(channel, "opinion", film="kite")
    asked = await alice.send(channel, f"A film of {SAID}, all in all.")
    caplog.set_level(logging.DEBUG, "bot")
    caplog.set_level(logging.DEBUG, "index")
    caplog.set_level(logging.INFO, "discord")
    caplog.set_level(logging.WARNING, "asyncio")
    broken(monkeypatch, world, watched)
    attack = Attack(world, alice, channel)
    world.backend.http_requests.clear()
    for option, suggesting, _ in string_options(cast(ReviewBot, world.bot)):
        if suggesting:
            await alice.autocomplete(channel, *option, SAID)
        await alice.slash(channel, option[0], **{option[1]: SAID}, **_more(option))
    await alice.slash(channel, "review import", file=("reviews.csv", f"{SAID}\n".encode()))
    for name in ("about", "rank", "random", "privacy", "review mine"):
        await alice.slash(channel, name)
    for menu in ("Similar reviews", "Save as review"):
        await alice.context_menu(channel, menu, asked)
    attack.waiting += []
    await alice.click(card.response, label="Full reviews")
    await alice.send(channel, f"{alice._env.bot.user.mention} {SAID}")  # type: ignore[union-attr]
    await filled.send(alice, form, f"{SAID}, all in all.")
    monkeypatch.undo()
    told = caplog.text + "".join(capfd.readouterr())
    assert "failed with" in told or broken is the_model, "something was broken"
    assert SAID not in told and TOKEN not in told
    sent = [json.dumps(body, default=str) for _, body in looked_at.bodies(world.http_requests)]
    assert not any(TOKEN in body for body in sent)
    world.errors.clear()


def _more(option: tuple[str, str]) -> dict[str, str]:
    return {
        ("search", "film"): {"topic": "x"},
        ("search", "person"): {"topic": "x"},
        ("compare", "first"): {"second": "kite"},
        ("compare", "second"): {"first": "kite"},
    }.get(option, {})


@pytest.mark.parametrize("token", [TOKEN, f"{TOKEN} and more", "a b c"])
def test_a_token_is_in_nothing_that_is_told(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
    token: str,
) -> None:
    async def refuse(self: object, token: str) -> None:
        raise OSError(f"cannot send {token}")

    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DISCORD_TOKEN", token)
    monkeypatch.setenv("REPHRASE_KEY", token)
    monkeypatch.setattr("discord.Client.login", refuse)
    with caplog.at_level(logging.DEBUG):
        assert cli.main(["--index", str(tmp_path / "index")]) != 0
    out = capfd.readouterr()
    assert token not in caplog.text + out.out + out.err
    settings = BotSettings.load()
    assert settings.token == token.strip() and token not in repr(settings) + str(settings)
    assert token not in settings.model_dump_json()


def test_a_setting_of_a_wrong_kind_tells_no_secret(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / ".env").write_text(f"DISCORD_TOKEN={TOKEN}\n")
    (tmp_path / "config.toml").write_text('[bot]\nworkers = "many"\n')
    with pytest.raises(Exception) as error:
        BotSettings.load()
    assert TOKEN not in str(error.value) and TOKEN not in repr(error.value)
