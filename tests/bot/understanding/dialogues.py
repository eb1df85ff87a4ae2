"""Dialogues that the understanding of plain words is measured on, over the demo corpus' titles."""

import csv
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import index.sources
from bot.ask import Answer, Source, answer
from bot.understanding.chat import Understanding, understand
from bot.understanding.memory import Memory
from bot.understanding.naming import Names
from index.embed import MiniLM
from index.intent_head import IntentHead
from index.lookup import Lookup, Named
from index.settings import EmbeddingSection
from index.types import Film, FilmMatch, Person, PersonMatch

DIALOGUES = tuple(
    Path(__file__).with_name(f"dialogues{part}.jsonl") for part in ("", "_a", "_b", "_c", "_d", "_e")
)
UNSEEN = Path(__file__).with_name("dialogues_unseen.jsonl")
"""Written by somebody else; no rule was made and nothing trained with it, and so it must stay."""
DEMO_FILMS = Path(index.sources.__file__).with_name("demo_films.csv")


class Titles:
    """The demo corpus' films and people, looked up by the real lookup; there are no reviews behind them."""

    def __init__(self, model: bool = False) -> None:
        """Reads the table; with `model` the packaged one judges intents, without it nothing does."""
        with DEMO_FILMS.open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        films, credits = [], dict[str, list[str]]()
        for row in rows:
            directors, cast = (tuple(filter(None, row[key].split("|"))) for key in ("directors", "cast"))
            year = int(row["year"]) if row["year"] else None
            also = tuple(filter(None, row["also_known_as"].split("|")))
            films.append(Film(row["slug"], row["title"], year, directors, cast, (), also, reviews=20))
            for name in dict.fromkeys((*directors, *cast)):
                credits.setdefault(name, []).append(row["slug"])
        people = [Person(n, name, films=tuple(ids)) for n, (name, ids) in enumerate(credits.items())]
        self._lookup = Lookup(films, people)
        self._films = {film.id: film for film in films}
        self._intents = IntentHead(MiniLM(EmbeddingSection())) if model else None

    def named_in(self, text: str) -> tuple[Named, ...]:
        return self._lookup.named_in(text)

    def unknown_in(self, text: str) -> tuple[str, ...]:
        return self._lookup.unknown_in(text)

    def find_film(self, text: str, *, quick: bool = False) -> FilmMatch:
        return self._lookup.film(text, quick=quick)

    def find_person(self, text: str, *, quick: bool = False) -> PersonMatch:
        return self._lookup.person(text, quick=quick)

    def film(self, film_id: str) -> Film | None:
        return self._films.get(film_id)

    def kin(self, film: Film) -> tuple[Film, ...]:
        return self._lookup.kin(film)

    def judge(self, text: str, features: Sequence[float]) -> Mapping[str, float]:
        return self._intents.judge(text, features) if self._intents else {}


@dataclass(frozen=True)
class Turn:
    """One message of a dialogue: what was expected of it and what was understood."""

    kind: str
    say: str
    expected: dict[str, Any]
    understood: Understanding

    @property
    def intent(self) -> bool:
        return bool(self.understood.intent == self.expected["intent"])

    @property
    def names(self) -> bool:
        u, expected = self.understood, self.expected
        return (
            sorted(f.title for f in u.films) == sorted(expected["films"])
            and sorted(p.name for p in u.people) == sorted(expected["people"])
            and sorted(u.aspects) == sorted(expected["aspects"])
        )

    @property
    def found(self) -> bool:
        return bool((not self.understood.missing) == self.expected["found"])


def turns(titles: Names, file: Path = DIALOGUES[0], kind: str = "") -> Iterator[Turn]:
    """Every turn of every dialogue of a file, or of those of a kind, understood in its order."""
    for line in file.read_text(encoding="utf-8").splitlines():
        dialogue, memory = json.loads(line), Memory()
        if kind not in ("", dialogue["kind"]):
            continue
        for turn in dialogue["turns"]:
            yield Turn(dialogue["kind"], turn["say"], turn, understand(turn["say"], titles, memory, "one"))


def answered(library: Source, kind: str) -> Iterator[tuple[dict[str, Any], Answer]]:
    """Every turn of the dialogues of a kind, in all files, with what is answered to it."""
    for file in (*DIALOGUES, UNSEEN):
        for line in file.read_text("utf-8").splitlines():
            dialogue, memory = json.loads(line), Memory()
            for turn in dialogue["turns"] if dialogue["kind"] == kind else ():
                yield turn, answer(library, turn["say"], memory, "one")


def is_misused(say: str, found: Answer) -> bool:
    """Whether a reply tells five words in a row of the message back that no quote holds, or pings anybody."""
    said, reply = _words(say), f" {' '.join(_words(found.reply))} "
    quoted = " ".join(_words(" ".join(quote.text for quote in found.quotes)))
    runs = [" ".join(said[start : start + 5]) for start in range(len(said) - 4)]
    echoed = any(f" {run} " in reply and run not in quoted for run in runs)
    return echoed or re.search(r"@(?:everyone|here)|<[@#]", found.reply) is not None


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.lower())
