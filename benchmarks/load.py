"""How long replies take while ten people type at once, with 100,000 reviews.

    python -m benchmarks.load --index data/index

Copies the index to a temporary folder and repeats its reviews there, under ids of their own and with a
little noise on their vectors, until there are as many as wanted. Then ten people give every kind of command
in turn: each types the first letters of a title, a key every 150 ms, for which suggestions are made, sends
the command, and starts on the next a second after its answer. Timed is what the bot does for a reply, from
the command's arrival to the finished card, waiting for a free thread included; Discord's part is not. A
ticker beside them tells the longest pause of the event loop.
"""

import argparse
import asyncio
import json
import random
import time
from collections import defaultdict
from collections.abc import Callable
from functools import partial
from pathlib import Path

from benchmarks.repeated import many
from benchmarks.report import held, keep, spread
from bot.answers import Answers
from bot.client import ReviewBot
from bot.custom_ids import Ask
from bot.place import Place
from bot.servers import ServerSettings
from bot.settings import BotSection, BotSettings
from bot.worker import Worker
from index.library import Library
from index.members import Members
from index.types import Criteria, Draft, Film, Person

KEY, READING = 0.15, 1.0  # seconds between two keys, and between an answer and the next command
SERVER = 1

Make = Callable[[Answers], object]


def commands(library: Library, members: Members, chance: random.Random) -> dict[str, Callable[[], Make]]:
    """Every kind of command, each made anew for a film, person and words drawn by chance."""
    films = library.suggest_films("", 100)
    people = library.suggest_people("", 100)
    genres = [name for name, _ in library.genres()]
    reviews = [review.text for film in films[:40] for review in library.reviews_of(film.id, 0, 5)]
    topics = ["car chase", "terrible effects", "a moving ending", "wooden acting", "great songs", "too long"]
    wishes = ["a sad film about a father and son", "something funny for kids", "slow french love story"]

    def film() -> Film:
        return chance.choice(films)

    def person() -> Person:
        return chance.choice(people)

    def opinion() -> Make:
        one = film()
        return lambda answers: answers.opinion(one.id)

    def aspect() -> Make:
        one = film()
        return lambda answers: answers.opinion(one.name, "acting")

    def of_person() -> Make:
        one = person()
        return lambda answers: answers.person(one.name)

    def search() -> Make:
        words = chance.choice(topics)
        return lambda answers: answers.search(words)

    def similar() -> Make:
        words = chance.choice(reviews)
        return lambda answers: answers.similar(words)

    def compare() -> Make:
        first, second = chance.sample(films, 2)
        return lambda answers: answers.picks.compare(f"f:{first.id}", f"f:{second.id}")

    def rank() -> Make:
        genre = chance.choice(genres) if genres else ""
        return lambda answers: answers.picks.rank(Criteria(), genre=genre)

    def like() -> Make:
        one = film()
        return lambda answers: answers.picks.recommend(one.id)

    def wish() -> Make:
        words = chance.choice(wishes)
        return lambda answers: answers.picks.recommend("", words)

    def any_film() -> Make:
        return lambda answers: answers.picks.random()

    def praise() -> Make:
        one = film()
        return lambda answers: answers.ask(Ask("quotes", "film", one.id, None, "pos"), True)

    def review() -> Make:
        one, text = film(), chance.choice(reviews)
        return lambda _: members.write(str(SERVER), str(chance.randrange(10)), Draft(text, "Ann", film=one))

    return {
        "/opinion": opinion, "/opinion aspect": aspect, "/person": of_person, "/search": search,
        "/similar": similar, "/compare": compare, "/rank": rank, "/recommend like": like,
        "/recommend description": wish, "/random": any_film, "More praise": praise, "/review write": review,
    }  # fmt: skip


async def person_at(
    bot: ReviewBot,
    number: int,
    rounds: int,
    makers: dict[str, Callable[[], Make]],
    taken: dict[str, list[float]],
) -> None:
    """One person, who gives each command `rounds` times in an order of their own."""
    chance = random.Random(number)
    place = Place(SERVER, number, "en", ServerSettings())
    titles = [film.title for film in bot.answers.library.suggest_films("", 100)]
    order = [name for name in makers for _ in range(rounds)]
    chance.shuffle(order)
    await asyncio.sleep(chance.random() * READING)

    async def timed(name: str, make: Make, worker: Worker) -> None:
        started = time.perf_counter()
        await bot.work(place, make, worker)
        taken[name].append(1000 * (time.perf_counter() - started))

    for name in order:
        title = chance.choice(titles)
        for end in range(1, min(len(title), 6)):
            await timed("a key", partial(Answers.films, typed=title[:end]), bot.suggesting)
            await asyncio.sleep(KEY)
        await timed(name, makers[name](), bot.worker)
        await asyncio.sleep(READING)


async def longest_pause(pauses: list[float]) -> None:
    """Notes by how many milliseconds a tick of the event loop comes late."""
    while True:
        started = time.perf_counter()
        await asyncio.sleep(0.005)
        pauses.append(1000 * (time.perf_counter() - started) - 5)


async def crowd(
    library: Library, members: Members, servers: Path, people: int, rounds: int
) -> dict[str, object]:
    """Milliseconds by command while so many people are at it."""
    bot = ReviewBot(library, BotSection(servers=servers), members=members)
    taken: dict[str, list[float]] = defaultdict(list)
    pauses: list[float] = []
    await bot.warm_up()
    makers = commands(library, members, random.Random(0))
    for make in makers.values():  # the first of each loads what the rest find at hand
        await bot.work(Place(SERVER, 0, "en", ServerSettings()), make())
    ticker = asyncio.create_task(longest_pause(pauses))
    await asyncio.gather(*(person_at(bot, n, rounds, makers, taken) for n in range(people)))
    ticker.cancel()
    for worker in (bot.worker, bot.suggesting):
        worker.close()
    everything = [ms for name, all_ in taken.items() if name != "a key" for ms in all_]
    found = {name: spread(all_) for name, all_ in {**taken, "all commands": everything}.items()}
    return {"milliseconds": found, "longest pause of the loop": round(max(pauses), 1)}


def main() -> None:
    """Prints the table and keeps it under `benchmarks/results`."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--index", type=Path, required=True)
    parser.add_argument("--reviews", type=int, default=100_000)
    parser.add_argument("--people", type=int, default=10)
    parser.add_argument("--rounds", type=int, default=4)
    options = parser.parse_args()
    settings = BotSettings()
    with many(options.index, options.reviews, settings) as (index, servers, count):
        library = Library.open(index, settings, members=servers)
        library.warm_up()
        members = Members(library, settings)
        result: dict[str, object] = {
            "reviews": count, "people": options.people,
            **asyncio.run(crowd(library, members, servers, options.people, options.rounds)),
        }  # fmt: skip
        library.close()
        result.update(held())
    print(json.dumps(result, indent=1))
    keep("load", result)


if __name__ == "__main__":
    main()
