"""What is fuzzed: a function of bytes each, with bytes to start from and what must hold of what it answers.

A target lets the errors through that its reader documents, and raises anything else: an exception that is
none of them, or `Broken` where an answer is not what it must be.
"""

import random
import re
import tempfile
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

import numpy as np

from benchmarks.faults import seeds
from bot.custom_ids import Ask
from bot.understanding.chat import understand
from bot.understanding.memory import Memory
from index import vectors
from index.clean import clean, one_line
from index.embed import Vectors
from index.errors import SourceError
from index.sentences import MAX_WORDS, spans
from index.settings import IndexSection
from index.sources import open_source, read_films
from index.sources.columns import FILM_COLUMNS, REVIEW_COLUMNS, match_columns
from index.sources.films import names
from index.sources.ratings import ColumnSurvey, label_of, stars_of
from index.sources.rows import MAX_TEXT
from index.sources.values import as_line, as_text, as_year, film_key
from index.store import Store
from index.titles import key_words, reading_order, split_year, title_key
from index.types import ASPECTS, Analysis, FilmFacts, FilmRef, Rejected, Review, Sentence
from tests.bot.understanding.dialogues import Titles
from tests.index.store_machine import ByWords

_SCRATCH = tempfile.TemporaryDirectory(prefix="fuzz-")
_CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]")


class Broken(Exception):
    """An answer that is not what it must be."""


@dataclass(frozen=True, slots=True)
class Target:
    """Something that takes bytes; `seeds` are bytes to begin with."""

    name: str
    run: Callable[[bytes], object]
    seeds: Callable[[], list[bytes]]


def must(holds: object, what: str) -> None:
    """Raises `Broken` unless it holds; an assert would go with `python -O`."""
    if not holds:
        raise Broken(what)


# --- readers ----------------------------------------------------------------------------------------------


def _file(name: str, data: bytes) -> Path:
    path = Path(_SCRATCH.name) / name
    path.write_bytes(data)
    return path


def _read(path: Path) -> list[tuple[str, str]]:
    """Reads a source to its end and checks each row; the raw text and the title of the reviews."""
    found: list[tuple[str, str]] = []
    with suppress(SourceError):
        source = open_source(str(path))
        must(source.count() is None or source.count() == source.count(), "a count that changes")
        for item in source:
            _check(item)
            if isinstance(item, Review):
                found.append((item.raw, item.film.title))
    return found


def _check(item: Review | FilmFacts | Rejected) -> None:
    if isinstance(item, Rejected):
        must(item.why and item.file, "a rejection without a reason")
    elif isinstance(item, Review):
        must(item.raw.strip() and len(item.raw) <= 2 * MAX_TEXT, "a review without a text, or too long")
        must(item.stars is None or 0 <= item.stars <= 1, "stars beyond their scale")
        must(item.label in (None, "pos", "neg", "mixed"), "a label of its own kind")
        for told in (item.raw, item.id, item.film.key, item.date, item.url):
            told.encode()
            must("\0" not in told, "a NUL, which no database takes")
        for line in (item.film.title, item.author, item.publication):
            line.encode()
            must("\n" not in line and not _CONTROL.search(line), "a short field with control characters")
    else:
        for name in (*item.directors, *item.cast, *item.genres, *item.also_known_as, item.ref.title):
            name.encode()
            must("\n" not in name, "a name of two lines")


def _reader(name: str) -> Callable[[bytes], object]:
    return lambda data: _read(_file(name, data))


def _films(data: bytes) -> None:
    with suppress(SourceError):
        for item in read_films(_file("films.csv", data)):
            _check(item)



def _compressed(data: bytes) -> None:
    """Packed bytes as they are; or, where the first byte is small, bytes packed, which change nothing."""
    if data and data[0] < len(seeds.PACKERS):
        plain = data[1:]
        packed = _read(_file("a.csv.packed", seeds.PACKERS[data[0]](plain)))
        must(packed == _read(_file("a.csv", plain)) or _nested(plain), "packing changes what is read")
    else:
        _read(_file("a.csv.packed", data))


def _nested(plain: bytes) -> bool:
    """Whether the bytes are packed themselves, which is unpacked once only."""
    return plain.startswith((b"\x1f\x8b", b"\xfd7zXZ", b"BZh", b"\x28\xb5\x2f\xfd", b"PK"))


def _letterboxd(data: bytes) -> None:
    """A zip as it is; or, where the first byte is 0, the bytes as the reviews.csv of one."""
    if data[:1] == b"\0":
        data = seeds.zipped(data[1:])
    _read(_file("letterboxd.zip", data))


def _aclimdb(data: bytes) -> None:
    """A tar as it is; or, where the first byte is 0, the bytes as a review and as the addresses of one."""
    if data[:1] == b"\0":
        data = seeds.tarred({"train/pos/0_9.txt": data[1:], "train/urls_pos.txt": data[1:]})
    _read(_file("aclImdb.tar", data))


# --- cells ------------------------------------------------------------------------------------------------


class _Bytes:
    """Values made of bytes, as many as there are."""

    def __init__(self, data: bytes) -> None:
        self._data, self._place = data, 0

    def byte(self) -> int:
        self._place += 1
        return self._data[self._place - 1] if self._place <= len(self._data) else 0

    def text(self) -> str:
        size = self.byte()
        part = self._data[self._place : self._place + size]
        self._place += size
        return part.decode("utf-8", "surrogateescape")

    def value(self, depth: int = 0) -> object:
        """A cell as a reader may hand it over: what Parquet, JSON and text hold."""
        kind = self.byte() % (12 if depth < 4 else 9)
        whole = int.from_bytes(self.text().encode("utf-8", "surrogateescape"), "big", signed=True)
        plain: tuple[Callable[[], object], ...] = (
            lambda: None, lambda: bool(whole & 1), lambda: whole, lambda: 10 ** (self.byte() * 20),
            lambda: float(np.frombuffer(whole.to_bytes(200, "big", signed=True)[-8:], np.float64)[0])
            if abs(whole) < 2**1500 else 0.5,
            self.text, self.text, lambda: self.text().encode("utf-8", "surrogateescape"),
            lambda: date.fromordinal(1 + abs(whole) % 3_000_000),
            lambda: [self.value(depth + 1) for _ in range(self.byte() % 4)],
            lambda: {self.text(): self.value(depth + 1) for _ in range(self.byte() % 4)},
            lambda: (self.text(), self.value(depth + 1)),
        )  # fmt: skip
        return plain[kind]()


def _values(data: bytes) -> None:
    for value in (_Bytes(data).value(), data.decode("utf-8", "surrogateescape")):
        for told in (as_text(value), as_line(value), film_key(value, "imdb_id")):
            told.encode()
            must("\0" not in told, "a NUL, which no database takes")
        year = as_year(value)
        must(year is None or 1870 <= year < 2100, "a year of no film")
        for name in names(value):
            must(any(map(str.isalnum, name)), "a name without a letter")


def _ratings(data: bytes) -> None:
    source = _Bytes(data)
    cells = [source.value() for _ in range(4)] + data.decode("utf-8", "surrogateescape").splitlines()
    survey = ColumnSurvey()
    for cell in cells:
        survey.add(cell)
    must(survey.scale() in (None, 1.0, 5.0, 10.0, 100.0), "a scale of no stars")
    for cell in cells:
        for scale in (None, survey.scale(), 5.0):
            stars = stars_of(cell, scale)
            must(stars is None or 0 <= stars <= 1, "stars beyond their scale")
        must(label_of(cell, survey.labels()) in (None, "pos", "neg", "mixed"), "a label of its own kind")


def _columns(data: bytes) -> None:
    columns, _, mapped = data.decode("utf-8", "surrogateescape").partition("\n\n")
    told = dict(line.split("=", 1) for line in mapped.splitlines() if "=" in line)
    header = columns.split("\n")
    for aliases in (REVIEW_COLUMNS, FILM_COLUMNS):
        with suppress(SourceError):
            found = match_columns("a.csv", header, aliases, told, strict=tuple(aliases))
            must(set(found) <= set(aliases), "a field that there is none of")
            must(set(found.values()) <= set(header), "a column that is not there")
            usual = [column for field, column in found.items() if field not in told]
            must(len(usual) == len(set(usual)), "one column for two fields")


# --- texts ------------------------------------------------------------------------------------------------


def _cleaned(data: bytes) -> None:
    raw = data.decode("utf-8", "surrogateescape")
    text = clean(raw)
    must(clean(text) == text, "cleaning twice changes something")
    must(not _CONTROL.search(text) and "\u200b" not in text, "control characters are left")
    must(unicodedata.is_normalized("NFC", text), "not in form NFC")
    must(text == text.strip() and "\n\n\n" not in text and "  " not in text, "white space is left")
    must("\n" not in text.replace("\n\n", ""), "a line break alone")
    text.encode()
    line = one_line(raw)
    must("\n" not in line and not _CONTROL.search(line), "a short field of two lines")


def _split(data: bytes) -> None:
    text = clean(data.decode("utf-8", "replace"))
    found, before = spans(text), 0
    for start, end in found:
        must(before <= start < end <= len(text), "sentences that overlap or are out of order")
        sentence = text[start:end]
        must(sentence == sentence.strip() and "\n" not in sentence, "white space around a sentence")
        must(not text[before:start].strip(), "words between two sentences")
        must(len(sentence.split()) <= MAX_WORDS, "a sentence that is too long to quote")
        before = end
    must(not text[before:].strip(), "words behind the last sentence")


def _titled(data: bytes) -> None:
    raw = data.decode("utf-8", "replace")
    title, others = reading_order(raw)
    must(title_key(title) or not title.strip(), "a title without a key")
    must(all(other.strip() for other in others), "a title without a word")
    shorter, year = split_year(raw, bare=True)
    must(len(shorter) <= len(raw) and (year is None or 1800 <= year < 2100), "a year of no film")
    end = 0
    for word, start, stop in key_words(raw):
        must(word and end <= start < stop <= len(raw), "words of a title out of order")
        end = stop


@cache
def _titles() -> Titles:
    return Titles()


def _looked_up(data: bytes) -> None:
    text, lookup = data.decode("utf-8", "replace"), _titles()._lookup
    films, people = set(lookup.films), set(lookup.people)
    match = lookup.film(text)
    must({match.film, *match.choices, *match.nearest} - {None} <= films, "a film of no corpus")
    who = lookup.person(text)
    must({who.person, *who.choices, *who.nearest} - {None} <= people, "a person of no corpus")
    must(set(lookup.suggest_films(text)) <= films, "a film of no corpus")
    must(set(lookup.suggest_people(text)) <= people, "a person of no corpus")
    for named in lookup.named_in(text):
        must(0 <= named.start < named.end <= len(text), "a name outside the text")
    lookup.unknown_in(text)


def _understood(data: bytes) -> None:
    names, memory, printable = _titles(), Memory(), True
    lookup = names._lookup
    for message in data.decode("utf-8", "replace").split("\n")[:4]:
        found = understand(message, names, memory, "fuzz")
        must(set(found.films) | set(found.choices) <= set(lookup.films), "a film of no corpus")
        must(set(found.people) | set(found.who) <= set(lookup.people), "a person of no corpus")
        must(set(found.aspects) <= set(ASPECTS), "an aspect that there is none of")
        must(found.side in (None, "pos", "neg", "mixed"), "a side that there is none of")
        printable &= message.isprintable()  # a follow-up takes the text of an earlier message
        must(found.text.isprintable() or not printable, "what was not said")


def _asked(data: bytes) -> None:
    text, _, value = data.decode("utf-8", "replace").partition("\x1f")
    with suppress(ValueError):
        ask = Ask.parse(text)
        again = ask.custom_id()
        must(again is None or Ask.parse(again) == ask, "a custom id that says something else when read again")
        must(0 <= ask.page < 1_000_000 and len(ask.thing) <= 60, "a page or thing beyond its bounds")
        chosen = ask.chosen(value)
        must(chosen.aspect is None or chosen.aspect in ASPECTS, "an aspect that there is none of")


# --- cache files ------------------------------------------------------------------------------------------


@cache
def _stored() -> tuple[Store, dict[str, bytes], Vectors]:
    """A store with files of its vectors and words, their bytes, and how near the nearest to one of it are."""
    folder = Path(_SCRATCH.name) / "store"
    store, embedder, numbers = Store(folder, create=True), ByWords(), random.Random(1)
    texts = [f"zalom{numbers.randrange(400)} brikto{n} fenur." for n in range(1_000)]
    reviews = [Review("s", text, str(n), FilmRef(), text=text) for n, text in enumerate(texts)]
    said = [Analysis(0.5, (Sentence(text, 0, len(text)),)) for text in texts]
    store.add(reviews, said, embedder.embed(texts))
    vectors.write(store, IndexSection(), embedder.name)
    generation = vectors.newest(store)
    assert generation is not None
    files = {name: (folder / name).read_bytes() for name, _ in generation.files()}
    return store, files, _nearest(store)


def _nearest(store: Store) -> Vectors:
    index = vectors.load(store, "by-words", store.dimension())
    rows, found = store.vectors()
    return index.search(found[len(rows) // 2], 5)[1]


def _cached(data: bytes) -> None:
    """The first bytes tell which file, where in it, and how much of it goes; the others take its place."""
    store, files, nearest = _stored()
    head, patch = _Bytes(data), data[7:]
    name = sorted(files)[head.byte() % len(files)]
    whole = files[name]
    at = int.from_bytes(bytes(head.byte() for _ in range(4)), "big") % (len(whole) + 1)
    gone = head.byte() * 256 + head.byte()
    path = store.folder / name
    path.unlink()  # never changed in place: it may be memory-mapped
    path.write_bytes(whole[:at] + patch + whole[at + gone :])
    try:
        must(np.allclose(_nearest(store), nearest, atol=2e-3), "a damaged file is answered from")
    finally:
        path.unlink()
        path.write_bytes(whole)


_ALL: Sequence[Target] = (
    Target("delimited", _reader("a.csv"), seeds.tables),
    Target("jsonlines", _reader("a.jsonl"), seeds.json_lines),
    Target("parquet", _reader("a.parquet"), seeds.parquets),
    Target("compressed", _compressed, seeds.packed),
    Target("letterboxd", _letterboxd, seeds.exports),
    Target("aclimdb", _aclimdb, seeds.archives),
    Target("films", _films, seeds.films_tables),
    Target("columns", _columns, seeds.headers),
    Target("ratings", _ratings, seeds.cells),
    Target("values", _values, seeds.cells),
    Target("clean", _cleaned, seeds.texts),
    Target("sentences", _split, seeds.texts),
    Target("titles", _titled, seeds.names),
    Target("lookup", _looked_up, seeds.names),
    Target("chat", _understood, seeds.messages),
    Target("custom_ids", _asked, seeds.custom_ids),
    Target("cache", _cached, seeds.damages),
)
TARGETS = {target.name: target for target in _ALL}


def mutated(target: Target, count: int, seed: int = 0) -> Iterator[bytes]:
    """Up to `count` seeds, and as many changes of them by chance: bytes put in, taken out, doubled."""
    chance, known = random.Random(seed), target.seeds()
    yield from chance.sample(known, min(count, len(known)))
    for _ in range(count):
        data = bytearray(chance.choice(known))
        for _ in range(chance.randrange(1, 6)):
            at, size = chance.randrange(len(data) + 1), chance.randrange(1, 9)
            part = chance.choice([b"", chance.randbytes(size), bytes(data[at : at + size]) * 2, b'"', b"\0"])
            data[at : at + chance.choice([0, len(part), size])] = part
        yield bytes(data)
