"""The corpus and the reviews of members, driven through every road in and out, against plain dictionaries."""

import csv
import re
import shutil
import tempfile
import zlib
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

import numpy as np
import pytest
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from index import tallies
from index.analyse import Analyser
from index.build import Builder
from index.clean import clean
from index.embed import Vectors
from index.errors import SourceError
from index.judge.classes import ASPECT_CLASSES, MENTIONS, OPINIONS
from index.judge.encoder import Passage
from index.library import Library
from index.members import Members
from index.sentiment import Scores
from index.settings import IndexSection, Settings
from index.store import Store
from index.types import ASPECTS, Criteria, Draft, Film, FilmFacts, FilmRef, Review, Scope
from index.verify import verify

SETTINGS = Settings(index=IndexSection(batch=2))

Titled = tuple[str, int]
CAST: dict[Titled, str] = {
    ("Solaris", 1972): "Natalya Bondarchuk",
    ("Solaris", 2002): "George Clooney",
    ("Night Ferry", 2004): "Lena Fischer",
    ("The Glass Harbour", 1998): "Mara Lindqvist",
}
ANCHOR: Titled = ("Lantern Street", 1931)
"""A film that nothing removes: an index without reviews is no index."""

WORDS = ("zalom", "brikto", "fenur", "gostil", "hurvan", "jurbo", "klovan", "mundor", "patrun", "quirto")
_SOURCES = st.sampled_from(["alpha", "beta"])
_IDS = st.sampled_from([f"r{n}" for n in range(6)])
_FILMS = st.sampled_from(list(CAST))
_CIRCLES = st.sampled_from(["1", "2"])
_OWNERS = st.sampled_from(["ann", "ben"])
_STARS = st.sampled_from([None, 0.2, 0.6, 1.0])
_SENTENCE = st.builds(
    lambda form, words: form.format(*words),
    st.sampled_from(
        ["{0} {1} {2}.", "{0} <i>{1}</i> &amp; {2}!", "{0}, {1}: {2} {2}", "{0} {1} {2}?\n\n", "{{}} {0}"]
    ),
    st.lists(st.sampled_from(WORDS), min_size=3, max_size=3),
)
_NOTHING = "<br />"


@dataclass(frozen=True, slots=True)
class Told:
    """A review as the model remembers it."""

    source: str
    film: Titled
    raw: str
    stars: float | None = None


@st.composite
def told(draw: st.DrawFn, source: str = "", *, may_be_empty: bool = False) -> Told:
    """A review of some film, which may name its actor; or one of nothing but a tag."""
    film = draw(_FILMS)
    sentences = draw(st.lists(_SENTENCE, min_size=1, max_size=3))
    if draw(st.booleans()):
        sentences.append(f"{CAST[film]} {draw(st.sampled_from(WORDS))}.")
    raw = " ".join([*sentences, "gostil gostil gostil."])
    if may_be_empty and draw(st.integers(0, 9)) == 0:
        raw = _NOTHING
    return Told(source, film, raw, draw(_STARS))


class ByWords:
    """Vectors of which words occur, so that a text is nearest to itself; quick enough for thousands."""

    name, dimension = "by-words", 32

    def embed(self, texts: Sequence[str]) -> Vectors:
        """`(n, 32) float32`, L2-normalised."""
        found = np.full((len(texts), self.dimension), 0.01, np.float32)
        for row, text in zip(found, texts, strict=True):
            for word in text.lower().split():
                row[zlib.crc32(word.encode()) % self.dimension] += 1
        vectors: Vectors = found / np.linalg.norm(found, axis=1, keepdims=True)
        return vectors


class ByLetters:
    """A verdict, an opinion and an aspect that only depend on the text; names are always people's."""

    name = "by-letters"

    def judge(self, passages: Sequence[Passage]) -> list[Scores]:
        """See `index.sentiment.SentimentModel`."""
        return [self._scores(passage) for passage in passages]

    def _scores(self, passage: Passage) -> Scores:
        seeds = [zlib.crc32(sentence.encode()) for sentence in passage.sentences]
        opinions = np.zeros((len(seeds), len(OPINIONS)), np.float32)
        aspects = np.zeros((len(seeds), len(ASPECTS), len(ASPECT_CLASSES)), np.float32)
        people = []
        for number, (seed, names) in enumerate(zip(seeds, passage.names, strict=True)):
            opinions[number, seed % len(OPINIONS)] = 9.0
            aspects[number, :, 0] = 9.0
            aspects[number, seed % len(ASPECTS), 1 + seed % (len(ASPECT_CLASSES) - 1)] = 20.0
            of_names = np.zeros((len(names), len(MENTIONS)), np.float32)
            of_names[:, -1] = 9.0
            people.append(of_names)
        positive = np.array([seed % 7 - 3.0 for seed in seeds], np.float32)
        return Scores(float(positive.sum()), positive, opinions, aspects, tuple(people))


class CorpusAndMembers(RuleBasedStateMachine):
    """Builds, adds, removes, writes, edits, imports, copies and reopens; after each step all parts agree."""

    checked: ClassVar[Counter[str]] = Counter()
    """States, and reviews in them, that all walks of this process have checked."""

    def __init__(self) -> None:
        super().__init__()
        self.place = tempfile.TemporaryDirectory()
        self.root = Path(self.place.name)
        self.folder = self.root / "index"
        self.embedder, self.analyser = ByWords(), Analyser(ByLetters())
        self.copies = 0
        anchor = Told("anchor", ANCHOR, "Anchored zalom brikto fenur gostil.", 0.8)
        self.corpus = {"a0": anchor}
        self.circles: dict[str, dict[str, Told]] = {}
        films = self.root / "films.csv"
        with films.open("w", newline="", encoding="utf-8") as file:
            csv.writer(file).writerows([("title", "year", "cast"), *((*film, CAST[film]) for film in CAST)])
        with self.builder() as builder:
            builder.build([str(self.written("anchor", self.corpus))], films=films)
            assert len(set(builder.store.stems(WORDS).values())) == len(WORDS)
        self.open()

    def open(self) -> None:
        self.library = Library.open(
            self.folder, SETTINGS, embedder=self.embedder, members=self.root / "servers"
        )
        self.members = Members(self.library, SETTINGS, analyser=self.analyser)

    def teardown(self) -> None:
        self.library.close()
        self.place.cleanup()

    def builder(self) -> Builder:
        return Builder(self.folder, SETTINGS, embedder=self.embedder, analyser=self.analyser)

    def written(self, source: str, rows: Mapping[str, Told]) -> Path:
        """The rows as a CSV of that source's name; who wrote them tells one source's words from another's."""
        path = self.root / f"{source}.csv"
        with path.open("w", newline="", encoding="utf-8") as file:
            out = csv.writer(file)
            out.writerow(["review_id", "title", "year", "rating", "critic", "text"])
            for id, one in rows.items():
                stars = "" if one.stars is None else f"{10 * one.stars:g}/10"
                out.writerow([id, *one.film, stars, source, one.raw])
        return path

    # --- the corpus ---------------------------------------------------------------------------------------

    @rule(source=_SOURCES, rows=st.dictionaries(_IDS, told(may_be_empty=True), min_size=1, max_size=5))
    def mirror(self, source: str, rows: dict[str, Told]) -> None:
        rows = {id: Told(source, one.film, one.raw, one.stars) for id, one in rows.items()}
        kept: dict[str, Told] = {}
        for id, one in rows.items():
            while id in self.corpus and self.corpus[id].source != source:
                id = f"{source}:{id}"
            if one.raw != _NOTHING:
                kept[id] = one
        path = str(self.written(source, rows))
        with self.builder() as builder:
            if not kept:
                with pytest.raises(SourceError, match="nothing was changed"):
                    builder.build([path])
                return
            before = self.corpus
            self.corpus = {id: one for id, one in before.items() if one.source != source} | kept
            report = builder.build([path])
        assert report.reviews == len(self.corpus)
        assert report.added == sum(before.get(id) != one for id, one in kept.items())
        assert report.removed == len(before.keys() - self.corpus.keys())
        assert report.rejected == len(rows) - len(kept)

    @rule(id=_IDS, one=told("hand"))
    def add(self, id: str, one: Told) -> None:
        ref = FilmRef("", *one.film)
        with self.builder() as builder:
            builder.add(Review("hand", one.raw, id, ref, stars=one.stars), FilmFacts(ref))
        self.corpus[id] = one

    @rule(id=_IDS)
    def remove_review(self, id: str) -> None:
        with self.builder() as builder:
            assert builder.remove(review=id) == (self.corpus.pop(id, None) is not None)

    @rule(film=_FILMS)
    def remove_film(self, film: Titled) -> None:
        known = self.film_of(self.library, film)
        self.remove_all(
            lambda one: one.film == film, lambda builder: builder.remove(film=known.id) if known else 0
        )

    @rule(source=_SOURCES)
    def remove_source(self, source: str) -> None:
        self.remove_all(lambda one: one.source == source, lambda builder: builder.remove(source=source))

    def remove_all(self, chosen: Callable[[Told], bool], work: Callable[[Builder], int]) -> None:
        gone = [id for id, one in self.corpus.items() if chosen(one)]
        with self.builder() as builder:
            assert work(builder) == len(gone)
        for id in gone:
            del self.corpus[id]

    @rule()
    def settle(self) -> None:
        with self.builder() as builder:
            builder.store.settle()

    @rule()
    def reopen(self) -> None:
        self.library.close()
        self.open()

    @rule()
    def go_on_with_a_copy(self) -> None:
        """As from a backup: the folder is copied while the bot has it open."""
        self.copies += 1
        copy = self.root / f"index-{self.copies}"
        shutil.copytree(self.folder, copy)
        self.library.close()
        self.folder = copy
        self.open()

    # --- members ------------------------------------------------------------------------------------------

    def folder_of(self, circle: str) -> Path:
        return self.root / "servers" / circle / "reviews"

    def circle(self, circle: str) -> dict[str, Told]:
        return self.circles.setdefault(circle, {})

    def own(self, circle: str, owner: str) -> list[str]:
        return [id for id, one in self.circle(circle).items() if one.source.endswith(f"-{owner}")]

    def draft(self, circle: str, owner: str, one: Told) -> Draft:
        film = self.film_of(self.library.within(Scope(members=circle)), one.film)
        title, year = one.film
        return Draft(one.raw, owner, film=film, title=title, year=year, stars=one.stars)

    @rule(circle=_CIRCLES, owner=_OWNERS, one=told())
    def write(self, circle: str, owner: str, one: Told) -> None:
        review = self.members.write(circle, owner, self.draft(circle, owner, one))
        self.circle(circle)[review.id] = Told(f"written-{owner}", one.film, one.raw, one.stars)

    @rule(circle=_CIRCLES, owner=_OWNERS, one=told(), which=st.integers(0, 9))
    def edit(self, circle: str, owner: str, one: Told, which: int) -> None:
        if own := self.own(circle, owner):
            id = own[which % len(own)]
            self.members.write(circle, owner, self.draft(circle, owner, one), id)
            source = self.circle(circle)[id].source
            self.circle(circle)[id] = Told(source, one.film, one.raw, one.stars)

    @rule(circle=_CIRCLES, owner=_OWNERS, which=st.integers(0, 9))
    def delete(self, circle: str, owner: str, which: int) -> None:
        """Whoever's it is, only its writer can."""
        if ids := list(self.circle(circle)):
            id = ids[which % len(ids)]
            theirs = id in self.own(circle, owner)
            assert self.members.delete(circle, owner, id) == theirs
            if theirs:
                del self.circle(circle)[id]

    @rule(
        circle=_CIRCLES, owner=_OWNERS,
        rows=st.dictionaries(st.sampled_from(["aa", "bb", "cc"]), told(), min_size=1, max_size=3),
    )  # fmt: skip
    def import_letterboxd(self, circle: str, owner: str, rows: dict[str, Told]) -> None:
        path, source, stored = self.root / "reviews.csv", f"letterboxd-{owner}", self.circle(circle)
        kept: dict[str, Told] = {}
        with path.open("w", newline="", encoding="utf-8") as file:
            out = csv.writer(file)
            out.writerow(["Date", "Name", "Year", "Letterboxd URI", "Rating", "Review"])
            for uri, one in rows.items():
                stars = "" if one.stars is None else f"{5 * one.stars:g}"
                out.writerow(["2020-01-02", *one.film, f"https://boxd.it/{uri}", stars, one.raw])
                id = f"letterboxd-{uri}"
                if id in stored and stored[id].source != source:
                    id = f"{source}:{id}"
                kept[id] = Told(source, one.film, one.raw, one.stars)
        self.members.bring(circle, owner, owner, path)
        others = {id: one for id, one in stored.items() if one.source != source}
        self.circles[circle] = others | kept

    @rule(owner=_OWNERS)
    def forget_owner(self, owner: str) -> None:
        gone = [(circle, id) for circle in self.circles for id in self.own(circle, owner)]
        assert self.members.forget(owner) == len(gone)
        for circle, id in gone:
            del self.circles[circle][id]

    @rule(circle=_CIRCLES)
    def forget_circle(self, circle: str) -> None:
        self.members.forget_circle(circle)
        self.circles.pop(circle, None)

    # --- what must hold after each step -------------------------------------------------------------------

    @staticmethod
    def film_of(library: Library, film: Titled) -> Film | None:
        """The film of that title and year as it is seen there, which there is only one of."""
        found = [one for one in library.suggest_films(film[0]) if (one.title, one.year) == film]
        assert len(found) < 2
        return found[0] if found else None

    @invariant()
    def nothing_contradicts_itself(self) -> None:
        self.checked["states"] += 1
        self.checked["reviews"] += len(self.corpus) + sum(map(len, self.circles.values()))
        folders = [self.folder, *(self.folder_of(circle) for circle in self.circles)]
        problems = {folder: verify(folder) for folder in folders if folder.exists()}
        assert not any(problems.values()), problems

    @invariant()
    def the_store_holds_what_was_told(self) -> None:
        self.holds(self.folder, self.corpus)
        for circle, stored in self.circles.items():
            folder = self.folder_of(circle)
            if stored or folder.exists():
                self.holds(folder, stored)

    def holds(self, folder: Path, expected: Mapping[str, Told]) -> None:
        store = Store(folder)
        texts = {id: clean(one.raw) for id, one in expected.items()}
        rows = {id: store.rows_of_ids([id]) for id in expected}
        assert store.counts()["reviews"] == len(expected)
        assert store.sources() == Counter(one.source for one in expected.values())
        assert sorted(store.vectors()[0].tolist()) == sorted(row for [row] in rows.values())
        for id, one in expected.items():
            review, [row] = store.review(id), rows[id]
            assert review is not None
            assert (review.source, review.raw, review.text) == (one.source, one.raw, texts[id])
            assert review.stars == (None if one.stars is None else pytest.approx(one.stars))
            sentences = store.sentences([row])[row]
            assert sentences and all(s.text == review.text[s.start : s.end] for s in sentences)
            np.testing.assert_allclose(
                store.vectors([row])[1], self.embedder.embed([review.text]), atol=1e-3
            )
        counted = {id: Counter(_words(text)) for id, text in texts.items()}
        for word in WORDS:
            found = store.occurrences([word])
            having = {rows[id][0]: {word: n[word]} for id, n in counted.items() if n[word]}
            assert found == having
        store.close()

    @invariant()
    def everybody_sees_the_corpus_and_only_their_own(self) -> None:
        self.seen(self.library, {}, hidden=[id for stored in self.circles.values() for id in stored])
        for circle in ("1", "2"):
            others = [id for other, stored in self.circles.items() if other != circle for id in stored]
            own = self.circles.get(circle, {})
            hidden = [id for id in others if id not in own]
            self.seen(self.library.within(Scope(members=circle)), own, hidden)

    def seen(self, library: Library, own: Mapping[str, Told], hidden: Sequence[str]) -> None:
        everything = {**own, **self.corpus}
        stats = library.stats()
        assert (stats.reviews, stats.members) == (len(self.corpus), len(own))
        for id, one in everything.items():
            review = library.review(id)
            assert review is not None and review.raw == one.raw
            hits = {hit.review.id: hit for hit in library.search(review.text, len(everything))}
            assert id in hits and hits[id].match in review.text
        assert all(library.review(id) is None for id in hidden)
        shown = {hit.review.id for hit in library.similar(" ".join(WORDS), 1000)}
        assert shown == everything.keys()
        for film in (*CAST, ANCHOR):
            self.counted(library, film, {id: one for id, one in everything.items() if one.film == film})

    def counted(self, library: Library, film: Titled, of_film: Mapping[str, Told]) -> None:
        known = self.film_of(library, film)
        if known is None:
            assert not of_film
            return
        assert known.reviews == len(of_film) == library.count_of(known.id)
        assert {review.id for review in library.reviews_of(known.id, 0, 99)} == of_film.keys()
        verdicts = Counter(review.verdict for review in library.reviews_of(known.id, 0, 99))
        opinion = library.opinion_of_film(known.id)
        assert (opinion.for_it, opinion.against) == (verdicts["pos"], verdicts["neg"])
        ranked = {one.film.id: one.tally for one in library.rank(Criteria(minimum=1)).films}
        if known.id in ranked:
            tally = ranked[known.id]
            assert (tally.positive, tally.negative) == (verdicts["pos"], verdicts["neg"])

    @invariant()
    def people_are_counted_by_the_reviews_that_name_them(self) -> None:
        store = Store(self.folder)
        named = {person.name: person.reviews for person in self.library.suggest_people("", 99)}
        for film, name in CAST.items():
            of_film = [one for one in self.corpus.values() if one.film == film]
            assert named.get(name) == (sum(name in one.raw for one in of_film) if of_film else None)
        assert tallies.wrong(store) == []
        store.close()


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.lower())
