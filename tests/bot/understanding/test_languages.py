import json

import pytest

from bot.understanding.chat import understand
from bot.understanding.languages import language_of
from bot.understanding.memory import Memory
from tests.bot.understanding.dialogues import DIALOGUES, Titles

_TITLES = Titles()


@pytest.mark.parametrize(
    ("message", "language", "intent", "films", "people", "aspects"),
    [
        ("¿Qué opinan los críticos de Frida?", "es", "opinion", ["Frida"], [], []),
        ("que tal la musica de Chicago", "es", "opinion", ["Chicago"], [], ["music"]),
        ("¿Es mejor Signs que The Ring?", "es", "compare", ["Signs", "The Ring"], [], []),
        ("recomiéndame algo parecido a Nine Queens", "es", "recommend", ["Nine Queens"], [], []),
        ("¿cuáles son las peores películas?", "es", "rank", [], [], []),
        ("Que pensent les critiques de Chicago ?", "fr", "opinion", ["Chicago"], [], []),
        ("est-ce que The Ring fait peur ?", "fr", "opinion", ["The Ring"], [], ["impact"]),
        ("c'est quoi le pire film de 2002 ?", "fr", "rank", [], [], []),
        ("films comme Spirited Away", "fr", "recommend", ["Spirited Away"], [], []),
        ("Was sagen die Kritiker über Solaris?", "de", "opinion", ["Solaris"], [], []),
        ("Ist Minority Report zu lang?", "de", "opinion", ["Minority Report"], [], ["pacing"]),
        ("was halten die Kritiker von Tom Hanks", "de", "opinion", [], ["Tom Hanks"], []),
        ("Welche Kritiken erwähnen Hunde?", "de", "search", [], [], []),
        ("was kannst du?", "de", "help", [], [], []),
    ],
)
def test_a_question_in_another_language(
    message: str, language: str, intent: str, films: list[str], people: list[str], aspects: list[str]
) -> None:
    u = understand(message, _TITLES)
    assert (u.language, u.intent) == (language, intent)
    assert sorted(film.title for film in u.films) == sorted(films)
    assert [person.name for person in u.people] == people and list(u.aspects) == aspects
    assert not u.missing


def test_a_film_that_is_not_there_is_missed_in_any_language() -> None:
    for message in ("¿qué tal es Inception?", "que vaut Inception ?", "wie ist Inception?"):
        assert understand(message, _TITLES).missing


def test_a_short_follow_up_stays_in_its_language() -> None:
    memory = Memory()
    understand("est-ce que The Ring est lent ?", _TITLES, memory, "a")
    found = understand("et dans Frida ?", _TITLES, memory, "a")
    assert found.language == "fr" and [film.title for film in found.films] == ["Frida"]


@pytest.mark.parametrize(
    "title", ["Y Tu Mamá También", "El Crimen del Padre Amaro", "Merci pour le chocolat"]
)
def test_a_bare_title_is_english(title: str) -> None:
    assert understand(title, _TITLES).language == "en"


def test_english_is_not_taken_for_another_language() -> None:
    told = []
    for file in DIALOGUES:
        for line in file.read_text(encoding="utf-8").splitlines():
            dialogue = json.loads(line)
            if dialogue["kind"] != "language":
                told += [turn["say"] for turn in dialogue["turns"] if language_of(turn["say"]) != "en"]
    assert len(told) <= 6, told
