"""Hostile texts by the hundred, as reviews, names, titles and questions, through the whole bot.

    python -m benchmarks.faults.hostile --reviews 300 --questions 300 --presses 500

Builds an index in a temporary folder in which everything that people write is hostile: each text of
`tests/bot/hostile.py`, and others glued together of these by a seeded generator. Members of another server
write some of them too, with a word in each that must turn up nowhere else. Then every text is asked in every
option of every command that takes text, typed into every option that suggests, said to the bot and pasted
into its form, and what the answers let one press is pressed. All that the bot sends is looked at as Discord
gets it, see `tests/bot/looked_at.py`. Last, each of many more texts is escaped as a card does it and read by
Discord's rules.
"""

import argparse
import asyncio
import logging
import random
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import simcord

from benchmarks.report import keep, table
from bot import limits
from bot.cards import text
from bot.client import ReviewBot
from bot.settings import BotSection
from index.build import Builder
from index.library import Library
from index.members import Members
from index.settings import SearchSection, Settings
from index.types import Draft
from tests.bot import hostile, markdown
from tests.bot.attacks import Attack, question_all, stored, write_corpus

CANARY = "Zanzibarine"
ELSEWHERE = "424242"
SHORT = 300  # characters of a text from the list


class Errors(logging.Handler):
    """Counts what is logged as an error."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.told: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Called by the logger."""
        self.told.append(record.getMessage().splitlines()[0])


def opened(folder: Path, reviews: Sequence[str]) -> Library:
    """A library of hostile reviews, with some of another server's members."""
    source, films = write_corpus(folder, reviews)
    settings = Settings(search=SearchSection(ranked_from=1))
    with Builder(folder / "index", settings) as builder:
        builder.build([str(source)], films=films)
    library = Library.open(folder / "index", settings, members=folder / "servers")
    members = Members(library, settings)
    for number, words in enumerate(words for words in reviews[::20] if words is not hostile.LONG_LINE):
        film = library.film(f"film{number % 6}")
        members.write(ELSEWHERE, str(number), Draft(f"{words} and {CANARY} too", CANARY, film=film))
    library.warm_up()
    return library


async def attacked(library: Library, folder: Path, questions: Sequence[str], presses: int) -> Attack:
    """Everything that one person can try in a server."""
    settings = BotSection(servers=folder / "servers", questions_a_minute=10**9)
    bot = ReviewBot(library, settings, None, Members(library, Settings()))
    async with simcord.run(bot, check_errors=False, settle_timeout=120) as world:
        channel = world.create_guild().create_text_channel("film-talk")
        member = world.guild.add_member(world.create_user("eve"))
        attack = Attack(world, member, channel, stored(library), CANARY)
        for film in library.suggest_films(""):
            await attack.command("opinion", film=film.id)
            await attack.command("similar", film=film.id)
        await attack.command("person", name="Tom Askew")
        await attack.command("compare", first="f:film0", second="f:film1")
        for name in ("rank", "random", "about", "help", "privacy"):
            await attack.command(name)
        await attack.press_all(most=presses // 2, options=5)
        await question_all(attack, questions, every=True)
        await attack.press_all(most=presses // 2, options=5)
    bot.worker.close()
    return attack


def escaped_amiss(texts: Sequence[str]) -> list[str]:
    """Texts that Discord would not show as they are written, or that would not fit."""
    found = []
    for words in texts:
        plain, line = text.plain(words), text.fitted(words, 200, text.veiled)
        as_written = limits.visible(words).replace("\r\n", "\n").replace("\r", "\n").replace("\f", "")
        literal = markdown.shown(plain).replace("@\u200b", "@") == as_written.replace("@\u200b", "@")
        if not literal or markdown.kinds(plain) - {"text"} or len(line) > 200:
            found.append(f"escaping: {words[:60]!r}")
        elif markdown.kinds(f"> {line}") - {"quote", "text", "spoiler"}:
            found.append(f"escaping: {words[:60]!r} in a quote")
    return found


def kind_of(found: str) -> str:
    """What a finding counts as."""
    told = found.partition(": ")[2]
    if told.startswith("pings"):
        return "pings"
    if told.startswith("the canary"):
        return "leaks"
    return "exceptions" if told.split()[0].endswith("Error") else "broken out or not literal"


def main() -> None:
    """Tries, prints and keeps the counts; status 1 where anything was amiss."""
    parser = argparse.ArgumentParser(description="Tries hostile texts as reviews and as questions.")
    parser.add_argument("--reviews", type=int, default=300, help="hostile texts in the corpus")
    parser.add_argument("--questions", type=int, default=300, help="hostile texts that are asked")
    parser.add_argument("--presses", type=int, default=500, help="buttons and selects pressed at most")
    parser.add_argument("--escaped", type=int, default=20_000, help="texts that are only escaped")
    parser.add_argument("--seed", type=int, default=7)
    options = parser.parse_args()
    errors, chance, started = Errors(), random.Random(options.seed), time.monotonic()
    logging.getLogger().addHandler(errors)
    logging.getLogger("simcord").setLevel(logging.CRITICAL)
    base = [words[:SHORT] for words in hostile.TEXTS]
    reviews, questions = (
        [*base[:count], *hostile.glued(chance, max(count - len(base), 0))]
        for count in (options.reviews, options.questions)
    )
    with tempfile.TemporaryDirectory(prefix="hostile-") as name:
        library = opened(Path(name), [*reviews, hostile.LONG_LINE])
        try:
            attack = asyncio.run(attacked(library, Path(name), questions, options.presses))
        finally:
            library.close()
    amiss = [*attack.amiss, *escaped_amiss(hostile.glued(chance, options.escaped))]
    kinds = Counter(map(kind_of, amiss))
    figures = {
        "texts as reviews": len(reviews) + 1, "texts as questions": len(questions),
        "interactions": attack.tried, "messages looked at": attack.sent, "pressed": len(attack.pressed),
        "texts escaped": options.escaped, "leaks": kinds["leaks"], "pings": kinds["pings"],
        "broken out or not literal": kinds["broken out or not literal"],
        "exceptions": kinds["exceptions"] + len(errors.told), "seed": options.seed,
    }  # fmt: skip
    print(table(["what", "count"], list(figures.items())))
    for line in [*amiss[:20], *errors.told[:20]]:
        print(line[:300])
    keep("faults.hostile", {**figures, "seconds": round(time.monotonic() - started)}, "discord.py", "simcord")
    raise SystemExit(1 if amiss or errors.told else 0)


if __name__ == "__main__":
    main()
