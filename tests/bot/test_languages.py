"""Replies in the language of the asker, within Discord's limits; what the bot remembers stays the same."""

import json
import random
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import cast

import discord
import pytest
import simcord
from discord import app_commands
from PIL import ImageFont

from bot import errors, genres, rankings, replies
from bot.answers import Answers
from bot.ask import answer
from bot.cards import canvas, chart, notes, own, privacy
from bot.cards.settings import settings_card
from bot.cards.sheet import Reply
from bot.client import ReviewBot
from bot.cogs.save import MENU as SAVE
from bot.cogs.settings import STORED
from bot.cogs.similar import MENU, paste_form
from bot.custom_ids import Ask
from bot.forms import Written, review_form
from bot.picks import Picks
from bot.reviewing import REPLACES, SLOW
from bot.servers import STRICTEST, ServerSettings
from bot.settings import BotSection
from index.language import LANGUAGES, Language, say, speaking
from index.library import Library
from index.types import ASPECTS, Criteria, FilmRef, Review, Tally
from tests import catalogues

from . import seen
from .cards import strategies as some
from .conftest import Watched

each_language = pytest.mark.parametrize("language", catalogues.TRANSLATED)

HERE = "Kino"
MINE = Review(
    "written-1", "Lorem ipsum dolor.", "written-1", FilmRef("kite", "A Boy and His Kite", 2010),
    stars=0.7, date="2026-01-31",
)  # fmt: skip

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
    "two films": lambda answers: answers.picks.compare("f:kite", "f:keeper"),
    "two films' acting": lambda answers: answers.picks.compare("f:kite", "f:winds02", "acting"),
    "two people": lambda answers: answers.picks.compare("Tom Askew", "Ines Ferreira"),
    "two people's acting": lambda answers: answers.picks.compare("Tom Askew", "Ines Ferreira", "acting"),
    "which of two": lambda answers: answers.picks.compare("f:kite", "Solar Winds"),
    "best": lambda answers: answers.picks.rank(Criteria(minimum=1, count=2)),
    "worst acted": lambda answers: answers.picks.rank(Criteria(True, "acting", minimum=1)),
    "best of": lambda answers: answers.picks.rank(
        Criteria(minimum=1), person="Mara Lindqvist", year="1972-2010", genre="Drama"
    ),
    "best since": lambda answers: answers.picks.rank(Criteria(minimum=1), year="2000-", genre="Sci-Fi"),
    "too few": lambda answers: answers.picks.rank(Criteria(minimum=10), genre="Comedy"),
    "too few judge it": lambda answers: answers.picks.rank(Criteria(aspect="music", minimum=10)),
    "no such film": lambda answers: answers.picks.rank(Criteria(), year="1911"),
    "like a film": lambda answers: answers.picks.recommend("kite"),
    "like words": lambda answers: answers.picks.recommend(description="fun on the moon", genre="Sci-Fi"),
    "like nothing": lambda answers: answers.picks.recommend("noise", genre="Romance"),
    "any": lambda answers: chosen(answers).random("Drama"),
    "any liked": lambda answers: chosen(answers).random(liked=True),
    "any of none": lambda answers: chosen(answers).random("Comedy", liked=True),
    "saved": lambda answers: own.saved_card(MINE, answers.library.film("kite"), HERE, False),
    "replaced": lambda _: own.saved_card(
        replace(MINE, stars=None, predicted=0.9, spoiler=True), None, HERE, True
    ),
    "mine": lambda answers: own.mine_card(
        [(replace(MINE, id=f"written-{n}"), answers.library.film("kite")) for n in range(7)], 0, HERE
    ),
    "none of mine": lambda _: own.mine_card([], 0, HERE),
    "really delete": lambda answers: own.confirm_card(MINE, answers.library.film("kite")),
    "deleted": lambda _: own.deleted_card("Solaris", 2),
    "imported": lambda _: own.imported_card(12, 1, 3, HERE),
    "which to review": lambda answers: own.which_film_card(
        "Solaris", answers.library.find_film("Solar Winds").choices, True
    ),
    "lost": lambda _: own.lost_card(say(SLOW), "Lorem ipsum"),
    "lost in a file": lambda _: own.lost_card(say(SLOW), "Lorem ipsum" * 300),
    "asks an author": lambda _: own.question_card("Ada", "Bob", "Lorem ipsum", (1, 2, 3)) or notes.said(""),
    "privacy": lambda _: privacy.privacy_card([(HERE, 2), ("", 1)], ["Solaris", "Insomnia"], 1),
    "privacy of a stranger": lambda _: privacy.privacy_card([], [], 0),
    "forget": lambda _: privacy.forget_card(3, 2, 1),
    "forget one": lambda _: privacy.forget_card(1, 1, 0),
    "forget talk": lambda _: privacy.forget_card(0, 0, 1),
    "forgotten": lambda _: privacy.forgotten_card(2),
    "export": lambda _: privacy.export_card(b"{}"),
    "settings": lambda _: settings_card(HERE, ServerSettings(), {"imdb": 1200, "demo": 1}, say(STORED)),
    "settings of one": lambda _: settings_card(HERE, STRICTEST, {"demo": 12808}, damaged=True),
}


def chosen(answers: Answers) -> Picks:
    """As the answers, with the same luck each time."""
    return Picks(answers.library, BotSection(), random.Random(1))


@pytest.fixture
def answers(bot_library: Library) -> Answers:
    return Answers(bot_library, BotSection())


def shown(parts: list[seen.Component]) -> Iterator[str]:
    """Every word on a card that is the bot's own or a name: no quotes, examples, commands or sources."""
    commands = r"`[^`]+`|/review \w+"
    other = re.compile(rf"^>+ .*$|^\w+ \(\d+\)$|(?<!\*)\*[^*]+\*(?!\*)|{commands}", re.MULTILINE)
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
    font = ImageFont.truetype(canvas._FONT, 40)
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


def test_the_box_for_a_text() -> None:
    for language in LANGUAGES:
        with speaking(language):
            box = paste_form().to_dict()
        assert 1 <= len(box["title"]) <= 45
        assert (box["title"] == "Reviews like a text") == (language == "en")
        assert all(len(part["label"]) <= 45 for part in box["components"])


@each_language
def test_the_form_of_a_review(language: Language) -> None:
    english = review_form("own.wrote", "", Written(""), ask_film=True).to_dict()
    with speaking(language):
        form = review_form("own.wrote", "", Written(""), ask_film=True).to_dict()
    assert 1 <= len(form["title"]) <= 45
    for part, other in zip(form["components"], english["components"], strict=True):
        assert 1 <= len(part["label"]) <= 45 and (part["label"] != other["label"] or part["label"] == "Film")
        if "description" in other:
            assert 1 <= len(part["description"]) <= 100 and part["description"] != other["description"]
    [stars] = [part["component"] for part in form["components"] if part["component"]["type"] == 3]
    assert stars["placeholder"] != "No stars" and len(stars["placeholder"]) <= 150
    assert stars["options"][1]["label"] == "★★★★½ (4,5)"
    assert stars["options"][1]["value"] == "4.5"


@each_language
def test_the_form_of_a_review_tells_what_to_know_first(language: Language) -> None:
    with speaking(language):
        form = review_form("own.wrote", "Solaris", Written("", 4.5), note=say(REPLACES)).to_dict()
    assert form["components"][0]["content"].startswith("### Solaris\n")
    assert REPLACES not in form["components"][0]["content"]


def test_the_help_names_the_menus_as_discord_shows_them() -> None:
    for language in LANGUAGES:
        with speaking(language):
            parts = list(seen.walk(notes.help_card().layout.to_components()))
            assert f"*{say(MENU)}*" in seen.raw_text(parts)
            assert f"*{say(SAVE)}*" in seen.raw_text(parts)


async def test_the_help_names_every_command(world: simcord.Env) -> None:
    bot = cast(ReviewBot, world.bot)
    names = {f"`/{one.name}" for one in bot.tree.get_commands(type=discord.AppCommandType.chat_input)}
    for language in LANGUAGES:
        with speaking(language):
            said = seen.raw_text(list(seen.walk(notes.help_card().layout.to_components())))
        assert {name for name in names if name not in said} == {"`/help", "`/about"}


@pytest.mark.parametrize(
    ("language", "typed", "meant"),
    [
        ("es", "Ciencia ficción", "Sci-Fi"), ("es", "ciencia", "Sci-Fi"), ("es", "sci-fi", "Sci-Fi"),
        ("es", "comedias", "Comedy"), ("fr", "drame", "Drama"), ("fr", "comédie", "Comedy"),
        ("fr", "Family", "Family"), ("de", "komodie", "Comedy"), ("de", "Liebesfilm", "Romance"),
        ("de", "action", "Action"), ("en", "comedy", "Comedy"),
    ],
)  # fmt: skip
def test_genres_are_found_by_either_name(
    answers: Answers, language: Language, typed: str, meant: str
) -> None:
    with speaking(language):
        assert genres.meant(typed, [name for name, _ in answers.library.genres()]) == meant


def test_genres_are_shown_translated_and_meant_in_english(answers: Answers) -> None:
    with speaking("de"):
        assert answers.picks.genres("kom") == [("Komödie (2)", "Comedy")]
        assert answers.picks.genres("com") == [("Komödie (2)", "Comedy")]
        assert "Komödie" in seen.raw_text(
            list(seen.walk(answers.picks.rank(Criteria(minimum=1), genre="Comedy").layout.to_components()))
        )
        with pytest.raises(errors.Told) as refused:
            answers.picks.rank(Criteria(), genre="Oper")
        assert refused.value.said().startswith("Das Genre „Oper“ kenne ich nicht. Es gibt Drama, Komödie")
    with speaking("fr"):
        assert genres.shown("Opera") == "Opera"


def test_counts_agree() -> None:
    with speaking("fr"):
        assert rankings.for_it(Tally(1, 3)) == "1 positive sur 4"
        assert rankings.for_it(Tally(3, 1)) == "3 positives sur 4"
    with speaking("en"):
        assert rankings.for_it(Tally(1, 3)) == "1 of 4 for it"


def test_what_is_told_takes_values() -> None:
    told = errors.Told("I have read **{reviews}** of **{films}**.", reviews=12808, films="{x}")
    assert str(told) == "I have read **12808** of **{x}**."
    with speaking("de"):
        assert errors.sentence(told) == "I have read **12.808** of **{x}**.", "no catalogue has it"
        assert errors.sentence(KeyError("x")).startswith("Bei mir")
        assert errors.Told("Try other words.").said() == "Versuch es mit anderen Worten."
