"""Replies in the language of the asker, within Discord's limits; what the bot remembers stays the same."""

import json
import re
from collections.abc import Callable, Iterator
from typing import cast

import discord
import pytest
import simcord
from discord import app_commands
from PIL import ImageFont

from bot import errors, replies
from bot.answers import Answers
from bot.ask import answer
from bot.cards import chart, notes
from bot.cards.sheet import Reply
from bot.client import ReviewBot
from bot.cogs.similar import MENU, Paste
from bot.custom_ids import Ask
from bot.settings import BotSection
from index.language import LANGUAGES, Language, say, speaking
from index.library import Library
from index.types import ASPECTS
from tests import catalogues

from . import seen
from .cards import strategies as some
from .conftest import Watched

each_language = pytest.mark.parametrize("language", catalogues.TRANSLATED)

CARDS: dict[str, Callable[[Answers], Reply]] = {
    "film": lambda answers: answers.opinion("kite"),
    "stars": lambda answers: answers.opinion("keeper"),
    "judged": lambda answers: answers.opinion("waltz"),
    "aspect": lambda answers: answers.opinion("kite", "acting"),
    "no aspect": lambda answers: answers.opinion("winds02", "pacing"),
    "person": lambda answers: answers.person("tom askew"),
    "person's acting": lambda answers: answers.person("tom askew", "acting"),
    "which": lambda answers: answers.opinion("Solar Winds"),
    "unknown": lambda answers: answers.opinion("A Girl and His Kite"),
    "similar": lambda answers: answers.similar("A funny, tender story."),
    "films": lambda answers: answers.similar_films("kite"),
    "search": lambda answers: answers.search("music", "kite", "tom askew", "positive"),
    "nothing": lambda answers: answers.search("zeppelin", "waltz", "rufus bell", "negative"),
    "about": lambda answers: answers.about(),
    "help": lambda _: notes.help_card("<@1>"),
    "quotes": lambda answers: answers.ask(Ask("quotes", "film", "kite", "story", "neg"), True),
    "behind": lambda answers: answers.ask(Ask("behind", "film", "kite", None, "neg", thing="the plot"), True),
    "reviews": lambda answers: answers.ask(Ask("reviews", "film", "keeper", None, "pos"), True),
}


@pytest.fixture
def answers(bot_library: Library) -> Answers:
    return Answers(bot_library, BotSection())


def shown(parts: list[seen.Component]) -> Iterator[str]:
    """Every word on a card that is the bot's own or a name: no quotes, no examples, no names of sources."""
    other = re.compile(r"^> .*$|^\w+ \(\d+\)$|(?<!\*)\*[^*]+\*(?!\*)", re.MULTILINE)
    for part in parts:
        if part["type"] == 10:
            yield other.sub("", part["content"])
        yield part.get("label") or ""
        yield part.get("placeholder") or ""
        for option in part.get("options") or []:
            yield option["label"]
            if not part["custom_id"].startswith(Ask("more", "review", "").custom_id() or ""):
                yield option.get("description") or ""
        for item in part.get("items") or []:
            yield item["description"]


def left_in_english(words: str, language: Language) -> list[str]:
    """What of the catalogues is still there in English, in pieces of two words and more."""
    messages = [message for package in catalogues.PACKAGES for message in catalogues.read(package, language)]
    ids = [str(message.id) for message in messages if message.id and message.id != message.string]
    pieces = {piece.strip() for each in ids for piece in re.split(r"\{\w+\}|\n", each)}
    return [piece for piece in pieces if " " in piece and re.search(rf"\b{re.escape(piece)}(?!\w)", words)]


@each_language
@pytest.mark.parametrize("card", CARDS)
def test_a_card_comes_out_in_the_language_and_within_the_limits(
    answers: Answers, language: Language, card: str
) -> None:
    with speaking(language):
        reply = CARDS[card](answers)
    components = reply.layout.to_components()
    some.check(components)
    words = "\n".join(shown(list(seen.walk(components))))
    assert left_in_english(words, language) == []
    assert not re.search(r"\b(?:reviews?|for it|against|praise|the (?:acting|story|plot))\b", words), words


@each_language
@pytest.mark.parametrize("card", CARDS)
def test_what_buttons_ask_for_is_the_same_in_all_languages(
    answers: Answers, language: Language, card: str
) -> None:
    def asked() -> set[str]:
        parts = list(seen.walk(CARDS[card](answers).layout.to_components()))
        return {part["custom_id"] for part in parts if "custom_id" in part} | set(seen.options(parts))

    english = asked()
    with speaking(language):
        assert asked() == english


@each_language
def test_labels_are_short(answers: Answers, language: Language) -> None:
    """The limits cut labels that are too long; our own words are never among them."""
    with speaking(language):
        for make in CARDS.values():
            for part in seen.walk(make(answers).layout.to_components()):
                texts = [part.get("label") or "", part.get("placeholder") or ""]
                assert not any(text.endswith("…") and len(text) > 30 for text in texts)


@each_language
def test_a_cached_opinion_is_said_anew(answers: Answers, language: Language) -> None:
    english = answers.library.opinion_of_film("kite").summary
    with speaking(language):
        assert answers.library.opinion_of_film("kite").summary != english
    assert answers.library.opinion_of_film("kite").summary == english


@each_language
def test_plain_words(bot_library: Library, language: Language) -> None:
    questions = (
        "what do they say about a boy and his kite", "how is tom askew in a boy and his kite",
        "compare a boy and his kite and cafe nocturne",
        "compare the music of a boy and his kite and cafe nocturne",
        "films like a boy and his kite", "find reviews that mention hills", "help", "what is the weather",
    )  # fmt: skip
    for question in questions:
        with speaking(language):
            found = answer(bot_library, question)
        own = re.sub(r"“.*”|^  [a-z].*$", "", found.reply, flags=re.MULTILINE)
        assert left_in_english(own, language) == [], question
    with speaking(language):
        assert say(replies.HELP) != replies.HELP


@each_language
def test_the_picture_has_every_letter_and_room_for_the_words(language: Language) -> None:
    font = ImageFont.truetype(chart._FONT, 40)
    missing = bytes(font.getmask("\u0378"))
    with speaking(language):
        words = [chart._heading(aspect) for aspect in ASPECTS]
        words += [say("against"), say("for"), say("both at once"), "12\u202f808"]
        letters = {letter for word in words for letter in word if not letter.isspace()}
        assert all(bytes(font.getmask(letter)) != missing for letter in letters)
        assert all(font.getlength(word) / 40 * 13 < 110 for word in words), "leaves no room for the bars"


async def test_discord_is_told_the_descriptions_in_every_language(world: simcord.Env) -> None:
    bot = cast(ReviewBot, world.bot)
    assert bot.tree.translator is not None
    for command in bot.tree.get_commands():
        payload = await command.get_translated_payload(bot.tree, bot.tree.translator)
        check_payload(cast(dict[str, object], payload), isinstance(command, app_commands.ContextMenu))


def check_payload(payload: dict[str, object], menu: bool = False) -> None:
    locales = {"es-ES", "es-419", "fr", "de"}
    names = cast(dict[str, str], payload.get("name_localizations") or {})
    if menu:
        assert set(names) == locales and all(len(name) <= 32 for name in names.values())
        return
    if "value" in payload:  # a choice
        assert all(len(name) <= 100 for name in names.values())
        return
    assert not names, "names stay English"
    told = cast(dict[str, str], payload["description_localizations"])
    assert set(told) == locales and all(len(words) <= 100 for words in told.values()), told
    for option in cast(list[dict[str, object]], payload.get("options") or []):
        check_payload(option)
        for choice in cast(list[dict[str, object]], option.get("choices") or []):
            check_payload(choice)


def speaks(monkeypatch: pytest.MonkeyPatch, locale: discord.Locale) -> None:
    """Gives every client this language; SimCord's all speak English."""
    monkeypatch.setattr(discord.Interaction, "locale", property(lambda _: locale, lambda *_: None))


async def test_a_command_is_answered_in_the_language_of_the_client(
    alice: simcord.MemberActor, channel: simcord.ChannelHandle, monkeypatch: pytest.MonkeyPatch
) -> None:
    speaks(monkeypatch, discord.Locale.latin_american_spanish)
    card = await alice.slash(channel, "opinion", film="kite")
    assert "8 de 12 críticas son positivas" in seen.text(seen.components(card))
    assert "Más elogios" in seen.labels(seen.components(card))
    speaks(monkeypatch, discord.Locale.german)
    page = await alice.click(card.response, label="Más elogios")
    assert "Lob" in seen.text(seen.components(page))


async def test_errors_are_told_in_the_language_of_the_client(
    alice: simcord.MemberActor,
    channel: simcord.ChannelHandle,
    watched: Watched,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    speaks(monkeypatch, discord.Locale.french)
    refused = await alice.slash(channel, "search", topic=" ")
    assert seen.text(seen.components(refused)) == "Donne-moi quelques mots à chercher."

    def fail(name: str) -> None:
        raise ValueError

    watched.before.append(fail)
    broken = await alice.slash(channel, "opinion", film="kite")
    assert seen.text(seen.components(broken)).startswith("Désolé")
    assert alice._env.errors


async def test_a_message_is_answered_in_the_language_of_its_server(
    world: simcord.Env, watched: Watched
) -> None:
    guild = world.create_guild(preferred_locale="de")
    channel = guild.create_text_channel("filme")
    user = world.bot.user
    bob = guild.add_member(world.create_user("bob"))
    assert user is not None
    await bob.send(channel, f"{user.mention} help")
    assert channel.last_message is not None
    assert "Frag nach einem Film" in json.dumps(
        [part.to_dict() for part in channel.last_message.components], ensure_ascii=False
    )

    def fail(name: str) -> None:
        raise ValueError

    watched.before.append(fail)
    await bob.send(channel, f"{user.mention} opinion kite")
    assert "schiefgegangen" in str([part.to_dict() for part in channel.last_message.components])


async def test_the_box_for_a_text(
    alice: simcord.MemberActor, channel: simcord.ChannelHandle, world: simcord.Env
) -> None:
    for language in LANGUAGES:
        with speaking(language):
            box = Paste(cast(ReviewBot, world.bot)).to_dict()
        assert 1 <= len(box["title"]) <= 45
        assert (box["title"] == "Reviews like a text") == (language == "en")
        assert all(len(part["label"]) <= 45 for part in box["components"])


def test_the_help_names_the_menu_as_discord_shows_it() -> None:
    for language in LANGUAGES:
        with speaking(language):
            parts = list(seen.walk(notes.help_card().layout.to_components()))
            assert f"*{say(MENU)}*" in seen.raw_text(parts)


def test_what_is_told_takes_values() -> None:
    told = errors.Told("I have read **{reviews}** of **{films}**.", reviews=12808, films="{x}")
    assert str(told) == "I have read **12808** of **{x}**."
    with speaking("de"):
        assert errors.sentence(told) == "I have read **12.808** of **{x}**.", "no catalogue has it"
        assert errors.sentence(KeyError("x")).startswith("Bei mir")
        assert errors.Told("Try other words.").said() == "Versuch es mit anderen Worten."
