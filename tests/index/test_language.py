"""What is said comes out in the language spoken, and every language can say everything."""

import re
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from string import Formatter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.language import Language, listed, nearest, number, say, say_n, speaking, spoken
from index.opinions import form_opinion
from index.types import ASPECTS, Aspect, JudgedReview
from tests import catalogues
from tests.index.judged import NAMES, judged_reviews
from tests.index.test_summary import SUBJECT, counts

each_catalogue = pytest.mark.parametrize(
    ("package", "language"),
    [(package, language) for package in catalogues.PACKAGES for language in catalogues.TRANSLATED],
)
each_language = pytest.mark.parametrize("language", catalogues.TRANSLATED)


def forms(words: object) -> tuple[str, ...]:
    """The singular and the plural, or the only form there is."""
    return tuple(map(str, words)) if isinstance(words, tuple | list) else (str(words),)


def names(words: str) -> set[str | None]:
    return {name for _, name, _, _ in Formatter().parse(words) if name is not None}


@each_catalogue
def test_a_catalogue_holds_exactly_the_words_of_the_code(package: str, language: Language) -> None:
    there = catalogues.read(package, language)
    ids = {forms(message.id) for message in there if message.id}
    wanted = {forms(message.id) for message in catalogues.wanted(package) if message.id}
    run = "run: python -m tests.catalogues"
    assert wanted - ids == set(), run
    assert ids - wanted == set(), run
    assert not there.obsolete, run
    assert list(catalogues.missing(there)) == []


@each_catalogue
def test_translations_take_the_same_values(package: str, language: Language) -> None:
    for message in catalogues.read(package, language):
        if message.id:
            english, translated = forms(message.id), forms(message.string)
            assert len(translated) == len(english)
            values = names(english[-1])
            # The singular may tell its number in a word; not in French, where it is that of none as well.
            spared = {"n"} if len(english) > 1 else set()
            may_spare = set() if language == "fr" else spared
            assert names(english[0]) | spared == values | spared, english
            assert names(translated[-1]) == values, translated
            assert names(translated[0]) in (values, values - may_spare), translated


@each_language
def test_the_same_words_are_translated_alike_everywhere(language: Language) -> None:
    index, bot = (catalogues.read(package, language) for package in catalogues.PACKAGES)
    for message in bot:
        other = index.get(message.id) if message.id else None
        if other is not None and other.id == message.id:
            assert forms(other.string) == forms(message.string), message.id


@each_catalogue
def test_punctuation_is_that_of_the_language(package: str, language: Language) -> None:
    for message in catalogues.read(package, language):
        for english, words in zip(forms(message.id), forms(message.string), strict=True):
            if english == "" or english.endswith("…"):
                continue
            ends = {"es": "?", "fr": "\u202f?", "de": "?"}[language]
            assert words.endswith(ends) == english.endswith("?"), words
            assert words.endswith(".") == english.endswith("."), words
            assert words == words.strip(" ")
            if language == "fr":
                assert not re.search(r"[^\u00a0]:(?=\s|$)|[^\u202f][;?!](?=\s|$)", words), words
                assert "'" not in words, words


@pytest.mark.parametrize(
    ("language", "thousands", "more"),
    [
        ("en", "1,508", "12,808"),
        ("es", "1508", "12.808"),
        ("fr", "1\u202f508", "12\u202f808"),
        ("de", "1.508", "12.808"),
    ],
)
def test_numbers_are_written_as_the_language_does(language: Language, thousands: str, more: str) -> None:
    with speaking(language):
        assert (number(7), number(1508), number(12808)) == ("7", thousands, more)
        assert more in say_n("{n} review", "{n} reviews", 12808)


def test_the_singular_and_the_plural() -> None:
    with speaking("fr"):
        assert say_n("{n} review", "{n} reviews", 1) == "1 critique"
        assert say_n("{n} review", "{n} reviews", 2) == "2 critiques"


@pytest.mark.parametrize(
    ("language", "and_", "or_"),
    [
        ("en", "a, b and c", "a, b or c"),
        ("es", "a, b y c", "a, b o c"),
        ("fr", "a, b et c", "a, b ou c"),
        ("de", "a, b und c", "a, b oder c"),
    ],
)
def test_lists(language: Language, and_: str, or_: str) -> None:
    with speaking(language):
        assert listed(["a", "b", "c"]) == and_
        assert listed(["a", "b", "c"], "or") == or_
        assert listed(["a"]) == "a" and listed([]) == ""


@pytest.mark.parametrize(
    ("last", "both", "either"),
    [
        ("Insomnia", "x e Insomnia", "x o Insomnia"),
        ("hijos", "x e hijos", "x o hijos"),
        ("hielo", "x y hielo", "x o hielo"),
        ("Ian Holm", "x y Ian Holm", "x o Ian Holm"),
        ("I Spy", "x y I Spy", "x o I Spy"),
        ("Ocean's Eleven", "x y Ocean's Eleven", "x u Ocean's Eleven"),
        ("8 en contra", "x y 8 en contra", "x u 8 en contra"),
        ("11 de 12", "x y 11 de 12", "x u 11 de 12"),
        ("110", "x y 110", "x o 110"),
    ],
)
def test_spanish_joins_by_sound(last: str, both: str, either: str) -> None:
    with speaking("es"):
        assert listed(["x", last]) == both
        assert listed(["x", last], "or") == either


def test_what_a_catalogue_lacks_is_said_in_english() -> None:
    unknown = "".join(["No catalogue ", "holds these {n} words."])
    with speaking("de"):
        assert say(unknown, n=1200) == "No catalogue holds these 1.200 words."
        assert say_n(unknown, unknown, 1) == "No catalogue holds these 1 words."
        assert say("") == ""


def test_values_are_said_as_they_are() -> None:
    with speaking("es"):
        said = say("There are no reviews of {film} here.", film="{odd} 100 % <title>")
    assert said == "Aquí no hay críticas de {odd} 100 % <title>."


def test_a_language_is_spoken_within_and_by_one_thread() -> None:
    with ThreadPoolExecutor(1) as pool, speaking("de"):
        with speaking("fr"):
            assert spoken() == "fr"
        assert (spoken(), pool.submit(spoken).result()) == ("de", "en")
    assert spoken() == "en"


@pytest.mark.parametrize(
    ("tag", "language"),
    [("es-419", "es"), ("es-ES", "es"), ("fr", "fr"), ("de", "de"), ("en-GB", "en"), ("ja", "en")],
)
def test_the_nearest_language(tag: str, language: Language) -> None:
    assert nearest(tag) == language


def summary(judged: Iterable[JudgedReview], kind: str, aspect: Aspect | None, language: Language) -> str:
    with speaking(language):
        opinion = form_opinion(
            subject=SUBJECT[kind],
            kind=kind,  # type: ignore[arg-type]
            id="f",
            judged=list(judged),
            aspect=aspect,
        )
    own_words = re.sub("[“«„][^”»“]*[”»“]", "", opinion.summary.replace(SUBJECT[kind], "X"))
    for name in NAMES:
        own_words = own_words.replace(name, "X")
    said = {int(re.sub(r"\D", "", n)) for n in re.findall(r"\d[\d.,\u202f]*", own_words)}
    assert said <= counts(opinion)
    return own_words


ENGLISH = re.compile(
    r"\b(?:the|reviews?|reviewers?|of|for it|against|praise|fault|judge|names?|and|it|is|are|only)\b", re.I
)
"""Words that none of the other languages has."""


@each_language
@given(
    judged=judged_reviews(),
    kind=st.sampled_from(["film", "person"]),
    aspect=st.none() | st.sampled_from(ASPECTS),
)
@settings(deadline=None, max_examples=80)
def test_a_summary_is_whole_in_every_language(
    language: Language, judged: list[JudgedReview], kind: str, aspect: Aspect | None
) -> None:
    said = summary(judged, kind, aspect, language)
    assert not ENGLISH.search(said), said
    assert "{" not in said and "  " not in said
    assert re.search(r"[.!?\s]$", said)
    # French counts what one and a half is in the singular, so a plural never follows 1 anywhere.
    assert not re.search(r"(?<!\d)1 (?:críticas|critiques|Kritiken)\b", said), said
