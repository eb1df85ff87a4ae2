"""The words that people read, in their language.

English stands in the code: `say("I have no reviews of {film}.", film=name)`. Translations are gettext
catalogues, `locale/<language>.po` beside the package whose words they hold, read with Babel. What is said
within `speaking("de")` comes out in German; outside of it, and where a catalogue lacks a sentence, in
English. Whole sentences are translated, never pieces of them; whole numbers among the values are written as
the language does.
"""

import gettext
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any, Literal, get_args

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


def number(value: int) -> str:
    """ "12,808", or "12.808" in German and Spanish."""
    return str(format_decimal(value, locale=spoken())) if abs(value) > 999 else str(value)


def listed(items: Sequence[str], joiner: Literal["and", "or"] = "and") -> str:
    """One; one and two; one, two and three."""
    if len(items) < 2:
        return "".join(items)
    first, last = ", ".join(items[:-1]), items[-1]
    if joiner == "or":
        return say("{first} or {last}", first=first, last=last)
    return say("{first} and {last}", first=first, last=last)


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
