"""The words that people read, in their language.

English stands in the code: `say("I have no reviews of {film}.", film=name)`. Translations are gettext
catalogues, `locale/<language>.po` beside the package whose words they hold, read with Babel. What is said
within `speaking("de")` comes out in German; outside of it, and where a catalogue lacks a sentence, in
English. Whole sentences are translated, never pieces of them; whole numbers among the values are written as
the language does. `python -m tests.catalogues` brings the catalogues up to date with the code.

What is named in a sentence ("the music", "the plot") is translated with its article, in words that are the
same as subject and as object; translations therefore let it stand as one of the two or in a list, and never
behind a word that would change it (the French "de", the German "mit").
"""

import gettext
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any, Literal, NamedTuple, get_args

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_decimal

Language = Literal["en", "es", "fr", "de"]
LANGUAGES: tuple[Language, ...] = get_args(Language)

_spoken: ContextVar[Language] = ContextVar("spoken", default="en")
_folders: list[Path] = [Path(__file__).with_name("locale")]


def add_translations(folder: Path) -> None:
    """Makes the catalogues of another package known; its folder holds a file `<language>.po` each."""
    if folder not in _folders:
        _folders.append(folder)
        _catalogue.cache_clear()


def spoken() -> Language:
    """The language that is spoken here and now."""
    return _spoken.get()


@contextmanager
def speaking(language: Language) -> Iterator[None]:
    """Says everything in a language meanwhile; of this thread or task only."""
    before = _spoken.set(language)
    try:
        yield
    finally:
        _spoken.reset(before)


def nearest(tag: str) -> Language:
    """The language of a tag such as "es-419"; English where it is not spoken here."""
    wanted = tag.partition("-")[0].lower()
    return next((language for language in LANGUAGES if language == wanted), "en")


def say(english: str, /, **values: Any) -> str:
    """A sentence in the language spoken, its `{names}` filled in."""
    return _filled(_catalogue(spoken()).gettext(english) if english else "", values)


def say_n(one: str, many: str, count: int, /, **values: Any) -> str:
    """As `say`, in the singular or the plural that `count` (`{n}` in both) takes."""
    return _filled(_catalogue(spoken()).ngettext(one, many, count), {"n": count, **values})


def later(english: str) -> str:
    """Marks words for translation that are said elsewhere: a constant, an error's sentence."""
    return english


def later_n(one: str, many: str) -> tuple[str, str]:
    """As `later`, for the two that `say_n` takes."""
    return one, many


def number(value: float) -> str:
    """ "12,808" and "4.5", or "12.808" and "4,5" in German and Spanish."""
    grouped_from = 10_000 if spoken() == "es" else 1000
    plain = abs(value) < grouped_from and value == int(value)
    return str(int(value)) if plain else str(format_decimal(value, locale=spoken()))


def listed(items: Sequence[str], joiner: Literal["and", "or"] = "and") -> str:
    """One; one and two; one, two and three."""
    if len(items) < 2:
        return "".join(items)
    first, last = ", ".join(items[:-1]), items[-1]
    if spoken() == "es" and (other := _SPANISH[joiner]).before.match(last):
        return f"{first} {other.word} {last}"
    if joiner == "or":
        return say("{first} or {last}", first=first, last=last)
    return say("{first} and {last}", first=first, last=last)


def parted(items: Sequence[str]) -> str:
    """One; two; three: what holds commas itself."""
    return ("\u202f; " if spoken() == "fr" else "; ").join(items)


class _Other(NamedTuple):
    word: str
    before: re.Pattern[str]


# "Y" before the sound of an i and "o" before that of an o are hard to say; "hielo" begins with another sound.
_SPANISH: Mapping[Literal["and", "or"], _Other] = {
    "and": _Other("e", re.compile(r"\W*h?[ií](?=[^\W aeo])", re.IGNORECASE)),
    "or": _Other("u", re.compile(r"\W*(?:h?[oó]|8|11(?!\d))", re.IGNORECASE)),
}


def _filled(words: str, values: dict[str, Any]) -> str:
    shown = {name: number(v) if type(v) is int else v for name, v in values.items()}
    return words.format(**shown) if values else words


@cache
def _catalogue(language: Language) -> gettext.NullTranslations:
    found = gettext.NullTranslations()
    for folder in _folders:
        path = folder / f"{language}.po"
        if language != "en" and path.exists():
            compiled = BytesIO()
            with path.open("rb") as file:
                write_mo(compiled, read_po(file, locale=language))
            compiled.seek(0)
            translations = gettext.GNUTranslations(compiled)
            translations.add_fallback(found)
            found = translations
    return found
