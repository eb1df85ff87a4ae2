"""Hostile texts as reviews and as questions: nothing of them pings, links, formats or reorders our words."""

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest
import simcord
from hypothesis import given
from hypothesis import settings as examples
from hypothesis import strategies as st

from bot import limits, veils
from bot.cards import text
from index.build import Builder
from index.embed import Embedder
from index.library import Library
from index.members import Members
from index.settings import SearchSection, Settings
from index.types import Draft, Scope

from . import hostile, looked_at, markdown, seen
from .attacks import Attack, question_all, stored, write_corpus

SHORT = tuple(sorted({one[:300] for one in hostile.TEXTS}))


@pytest.fixture(scope="session")
def bot_library(
    tmp_path_factory: pytest.TempPathFactory, embedder: Embedder, servers: Path
) -> Iterator[Library]:
    """An index in which everything that people write is hostile."""
    folder = tmp_path_factory.mktemp("hostile")
    reviews, films = write_corpus(folder, [*SHORT[::6], hostile.LONG_LINE])
    with Builder(folder / "index", Settings(), embedder=embedder) as builder:
        report = builder.build([str(reviews)], films=films)
        assert report.added > 2 * report.rejected
    settings = Settings(search=SearchSection(ranked_from=1))
    library = Library.open(folder / "index", settings, embedder=embedder, members=servers)
    yield library
    library.close()


@pytest.fixture(scope="session")
def all_members(bot_library: Library) -> Members:
    return Members(bot_library, Settings())


@pytest.fixture
def attack(
    alice: simcord.MemberActor, channel: simcord.ChannelHandle, world: simcord.Env, bot_library: Library
) -> Attack:
    return Attack(world, alice, channel, stored(bot_library))


def logged(caplog: pytest.LogCaptureFixture) -> list[str]:
    """What went wrong unseen."""
    return [record.getMessage() for record in caplog.records if record.levelno >= logging.ERROR]


async def test_as_reviews(attack: Attack, caplog: pytest.LogCaptureFixture, bot_library: Library) -> None:
    for film in bot_library.suggest_films(""):
        await attack.command("opinion", film=film.id)
    await attack.command("person", name="Tom Askew")
    await attack.command("compare", first="f:film0", second="f:film1")
    await attack.command("rank")
    await attack.command("recommend", like="film2")
    await attack.command("similar", text="Tom Askew gives wonderful acting.")
    await attack.command("search", topic="wonderful acting")
    await attack.command("about")
    await attack.say("what do people think of Tom Askew?")
    assert await attack.press_all(most=70, options=2) == 70
    assert not attack.amiss, attack.amiss[:20]
    assert logged(caplog) == []


async def test_as_questions(attack: Attack, caplog: pytest.LogCaptureFixture) -> None:
    await question_all(attack, [*SHORT[1::14], hostile.LONG_LINE], every=False)
    assert not attack.amiss, attack.amiss[:20]
    assert logged(caplog) == []
    assert attack.sent > 50


async def test_as_reviews_of_members(
    attack: Attack, world: simcord.Env, channel: simcord.ChannelHandle, caplog: pytest.LogCaptureFixture,
    members: Members, bot_library: Library,
) -> None:  # fmt: skip
    bob = world.guild.add_member(
        world.create_user("bob", global_name="[bob](https://evil.example) \u202e@everyone")
    )
    theirs = Attack(world, bob, channel)
    circle = str(bob.guild.id)
    for number, words in enumerate(SHORT[::20]):
        form = await theirs.command("review write", film=f"{words[:60]} {number} (2001)")
        if form.modal is None:
            continue  # asked which film is meant
        await theirs.send(form, f"{words} and a few words more")
        await theirs.menu("Save as review", f"{words} and a few words more", author=attack.member)
    assert len(members.of(circle, str(bob.id))) > 4
    await theirs.command("review mine")
    await theirs.command("privacy")
    await theirs.press_all(most=30)
    attack.texts = stored(bot_library.within(Scope(members=circle)))
    await attack.command("search", topic="a few words more")
    await attack.command("similar", text="and a few words more")
    await attack.press_all(most=20)
    assert not theirs.amiss and not attack.amiss, (theirs.amiss + attack.amiss)[:20]
    assert [one for one in logged(caplog) if "reading one of the messages" not in one] == []


async def test_an_author_without_end_hides_no_quote(attack: Attack) -> None:
    """A name as long as a card took its quote off the card."""
    card = await attack.command("search", topic="It never ends", film="film0")
    assert len(seen.quotes(seen.components(card))) > 2


# --- one text at a time -----------------------------------------------------------------------------------


def without_controls(words: str) -> str:
    """What of a text can be shown."""
    return limits.visible(words)


@examples(max_examples=150, deadline=None)
@given(hostile.texts)
def test_discord_shows_escaped_words_as_they_are_written(words: str) -> None:
    plain = text.plain(words)
    assert markdown.kinds(plain) <= {"text"}
    assert markdown.shown(plain).replace("@\u200b", "@") == without_controls(words).replace(
        "\r\n", "\n"
    ).replace("\r", "\n").replace("\f", "").replace("@\u200b", "@")


@examples(max_examples=150, deadline=None)
@given(hostile.texts, st.integers(1, 300), st.sampled_from(["hide", "drop", "show"]))
def test_a_quote_stays_in_its_line_and_its_bars_are_closed(
    words: str, room: int, how: veils.SpoilerHandling
) -> None:
    with veils.handling(how):
        for show in (text.plain, text.veiled, lambda one: veils.veil(text.plain(one))):
            line = text.fitted(words, room, show)
            assert "\n" not in line and "\r" not in line and len(line) <= room
            assert markdown.kinds(f"> {line}") - {"quote"} <= {"text", "spoiler"}
            assert not looked_at._unseen([line])
            assert line.count("||") % 2 == 0 or "\\|" in line


def test_a_veil_closes_where_it_should() -> None:
    for words in ("a bar |", "|", "||", "\\|", "a|b"):
        [node] = markdown.parsed(veils.veil(text.plain(words)))
        assert node.kind == "spoiler"
        assert markdown.shown(node.held).replace("\u200b", "") == words


@pytest.mark.parametrize("words", ["שלום עולם", "مرحبا", "abc אבג 12"])
def test_words_that_run_leftwards_are_kept_apart_from_ours(words: str) -> None:
    assert text.fitted(words, 100) == f"\u2068{words}\u2069"
    assert len(text.fitted(words * 20, 50)) <= 50
    assert text.one_line("plain words") == "plain words"


def test_what_is_cut_is_not_cut_inside_an_escape() -> None:
    assert text.cut("a\\*b", 2) == "a" and text.cut("a\\*b", 3) == "a\\*" and text.cut("a\\\\", 3) == "a\\\\"


async def test_half_a_character_is_stored_as_what_stands_for_it(members: Members) -> None:
    review = members.write(
        "5", "1", Draft("half \ud800 a pair, nul \0 too", "a\u202eb", title="A\u202eB \ud800")
    )
    assert review.raw == "half \ufffd a pair, nul  too"
    [own] = members.of("5", "1")
    assert review.author == "ab" and own.film is not None and own.film.title == "AB \ufffd"
