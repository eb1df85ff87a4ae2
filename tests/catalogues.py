"""The catalogues beside the code: which words they have to hold, and how they are brought up to date.

`python -m tests.catalogues` adds what is new in the code to all `locale/*.po`, untranslated, and takes out
what is gone. A missing file is begun: a new language needs its tag in `index.language.Language` and one run.
"""

import ast
import asyncio
import tempfile
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from typing import cast

import discord
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po
from discord import app_commands

from bot.client import COGS, ReviewBot
from bot.descriptions import is_translated
from bot.settings import BotSection
from index.language import LANGUAGES, Language
from index.library import Library

ROOT = Path(__file__).parents[1]
PACKAGES = ("index", "bot")
TRANSLATED: tuple[Language, ...] = tuple(language for language in LANGUAGES if language != "en")
MARKS = {"say": 1, "later": 1, "Told": 1, "say_n": 2, "later_n": 2}  # functions, and how many of their words

HEADER = """msgid ""
msgstr ""
"Language: {language}\\n"
"Plural-Forms: {plural}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"

"""


def path(package: str, language: Language) -> Path:
    """Where a package's words lie in a language."""
    return ROOT / package / "locale" / f"{language}.po"


def read(package: str, language: Language) -> Catalog:
    """The words of a package in a language."""
    with path(package, language).open("rb") as file:
        return read_po(file, locale=language)


def wanted(package: str) -> Catalog:
    """The words of a package in English: marked in its code, or shown by Discord with its commands.

    Raises:
        ValueError: words are counted in one place and not in another, where they would be said in the
            singular whatever the number.
    """
    found = Catalog(fuzzy=False)
    known: dict[str, tuple[str, ...]] = {}
    for file in sorted((ROOT / package).rglob("*.py")):
        for words in marked(file.read_text("utf-8")):
            if known.setdefault(words[0], words) != words:
                raise ValueError(f"{words[0]!r} is said with and without a plural, or with two")
            found.add(words if len(words) > 1 else words[0], locations=[(str(file.relative_to(ROOT)), 0)])
    if package == "bot":
        for description in sorted(asyncio.run(_of_commands())):
            found.add(description, locations=[("bot/cogs", 0)])
    return found


def marked(code: str) -> Iterator[tuple[str, ...]]:
    """What a module says in words of its own, in the singular or in the singular and the plural.

    Babel's own reader of Python misses what stands inside an f-string.

    Raises:
        ValueError: words are put together before they are said, so that no catalogue can hold them.
    """
    for node in ast.walk(ast.parse(code)):
        if not isinstance(node, ast.Call):
            continue
        name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        given = node.args[: MARKS.get(name, 0)]
        if any(isinstance(arg, ast.JoinedStr) for arg in given):
            raise ValueError(f"can't be translated: {ast.unparse(node)}")
        either = [(arg.body, arg.orelse) if isinstance(arg, ast.IfExp) else (arg,) for arg in given]
        for choice in product(*either):
            words = tuple(str(each.value) for each in choice if isinstance(each, ast.Constant) and each.value)
            if words and len(words) == MARKS[name]:
                yield words


class _Heard(app_commands.Translator):
    def __init__(self) -> None:
        self.words: set[str] = set()

    async def translate(
        self,
        string: app_commands.locale_str,
        locale: discord.Locale,
        context: app_commands.TranslationContextTypes,
    ) -> None:
        if is_translated(context):
            self.words.add(string.message)


async def _of_commands() -> set[str]:
    with tempfile.TemporaryDirectory() as folder:
        bot = ReviewBot(cast(Library, None), BotSection(servers=Path(folder)))
    for name in COGS:
        await bot.load_extension(f"bot.cogs.{name}")
    heard = _Heard()
    for command in bot.tree.get_commands():
        await command.get_translated_payload(bot.tree, heard)
    bot.worker.close()
    return heard.words


def updated(package: str, language: Language) -> Catalog:
    """The catalogue with exactly the words of the code; those that are new have no translation yet."""
    there = path(package, language).exists()
    catalog = read(package, language) if there else Catalog(language, fuzzy=False)
    catalog.update(wanted(package), no_fuzzy_matching=True)
    catalog.obsolete.clear()
    return catalog


def missing(catalog: Catalog) -> Iterator[str]:
    """The words without a translation."""
    for message in catalog:
        strings = message.string if isinstance(message.string, tuple | list) else (message.string,)
        if message.id and (message.fuzzy or not all(strings)):
            yield str(message.id)


def main() -> None:
    """Writes all catalogues and tells what is left to translate."""
    for package in PACKAGES:
        for language in TRANSLATED:
            catalog = updated(package, language)
            path(package, language).parent.mkdir(exist_ok=True)
            with path(package, language).open("wb") as file:
                # Babel's own header tells the time of each run, which only makes for conflicts.
                file.write(HEADER.format(language=language, plural=catalog.plural_forms).encode())
                write_po(file, catalog, width=110, omit_header=True, sort_by_file=True, include_lineno=False)
            left = len(list(missing(catalog)))
            print(f"{path(package, language).relative_to(ROOT)}: {len(catalog)} words, {left} to translate")


if __name__ == "__main__":
    main()
