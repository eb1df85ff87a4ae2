"""The truth: every review with its judged sentences, its vector and its words.

`Store` is what the rest of the library asks of storage. Readers see committed states only; one writer at a
time. Rows are integers that are never used again; ids are what people and sources see.
"""

import hashlib
import json
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, Literal

import numpy as np

from .database import Database
from .embed import Vectors
from .errors import IndexDamaged
from .prior import settled
from .schema import TOKENIZER
from .tallies import counting
from .types import Analysis, JudgedReview, Mention, Polarity, Review, Sentence

_REVIEW = "id, source, film_id, raw, text, stars, label, author, publication, date, url, spoiler, predicted"

_KNOWN: dict[Polarity, float] = {"pos": 1.0, "neg": 0.0, "mixed": 0.5}
_SAME = 1e-3


class Store(Database):
    """What is stored of reviews: texts, judgements, vectors and their words."""

    def counts(self, without: Collection[str] = ()) -> dict[str, int]:
        """How many reviews, films with reviews, people and sentences there are; `sentences` leaves out those
        of the sources `without`."""
        return {
            "reviews": self.one("SELECT count(*) FROM reviews"),
            "films": self.one("SELECT count(DISTINCT film_id) FROM reviews"),
            "people": self.one(
                "SELECT count(DISTINCT person_id) FROM credits"
                " WHERE film_id IN (SELECT DISTINCT film_id FROM reviews)"
            ),
            "sentences": self.one(
                "SELECT count(*) FROM sentences"
                + f" WHERE review NOT IN (SELECT row FROM reviews WHERE source IN ({_marks(without)}))"
                * bool(without),
                *without,
            ),
        }

    def sources(self) -> dict[str, int]:
        """Number of reviews by source name."""
        return dict(self.rows_of("SELECT source, count(*) FROM reviews GROUP BY source ORDER BY source"))

    # --- writing reviews ----------------------------------------------------------------------------------

    def hashes(self, ids: Collection[str]) -> dict[str, tuple[bytes, str]]:
        """Content hash and source of those of the ids that are stored."""
        found = self.where_in("SELECT id, hash, source FROM reviews WHERE id IN", ids)
        return {id: (hash, source) for id, hash, source in found}

    def stored_hashes(self, hashes: Collection[bytes], *, outside: str) -> set[bytes]:
        """Those of the hashes that reviews of other sources than `outside` have."""
        found = self.where_in("SELECT hash, source FROM reviews WHERE hash IN", hashes)
        return {hash for hash, source in found if source != outside}

    def add(
        self,
        reviews: Sequence[Review],
        analyses: Sequence[Analysis],
        vectors: Vectors,
        codes: Sequence[bytes | None] | None = None,
    ) -> None:
        """Stores judged and embedded reviews in one transaction; a review of the same id is replaced.

        Args:
            reviews: with `id`, `text` and `film_id` filled in.
            analyses: one for each review.
            vectors: `(len(reviews), dimension) float32`, L2-normalised.
            codes: of the sentences of each review, see `matching.sentence_codes`; None has them made by the
                next build.
        """
        codes = codes if codes is not None else [None] * len(reviews)
        ids = [review.id for review in reviews]
        with self.transaction() as connection, counting(connection, "id", ids):
            connection.executemany("DELETE FROM reviews WHERE id = ?", [(id,) for id in ids])
            for review, analysis, vector, code in zip(reviews, analyses, vectors, codes, strict=True):
                row = connection.execute(
                    f"INSERT INTO reviews ({_REVIEW}, alone, hash) VALUES ({','.join('?' * 15)})",
                    (
                        review.id, review.source, review.film_id or None, review.raw, review.text,
                        review.stars, review.label, review.author, review.publication, review.date,
                        review.url, review.spoiler, analysis.positive, analysis.positive,
                        content_hash(review),
                    ),
                ).lastrowid  # fmt: skip
                assert row is not None
                connection.execute("INSERT INTO vectors VALUES (?, ?, ?)", (row, _blob(vector), code))
                self._add_sentences(connection, row, analysis)

    def _add_sentences(self, connection: sqlite3.Connection, row: int, analysis: Analysis) -> None:
        connection.executemany(
            "INSERT INTO sentences VALUES (?, ?, ?, ?, ?, ?, ?)",
            [
                (row, n, s.start, s.end, s.positive, s.opinion, json.dumps(dict(s.aspects)))
                for n, s in enumerate(analysis.sentences)
            ],
        )
        connection.executemany(
            "INSERT OR IGNORE INTO mentions SELECT ?, ?, id, ? FROM people WHERE name = ?",
            [
                (row, n, mention.polarity, mention.name)
                for n, sentence in enumerate(analysis.sentences)
                for mention in sentence.people
            ],
        )

    def judge_again(self, analyses: Mapping[int, Analysis], fresh_films: Collection[str]) -> None:
        """Replaces the sentences of the rows, and marks the films as up to date, in one transaction."""
        with self.transaction() as connection, counting(connection, "row", analyses):
            for row, analysis in analyses.items():
                spans = [(sentence.start, sentence.end) for sentence in analysis.sentences]
                if spans != self.spans([row])[row]:  # the codes are those of other sentences
                    connection.execute("UPDATE vectors SET codes = NULL WHERE review = ?", (row,))
                connection.execute("DELETE FROM sentences WHERE review = ?", (row,))
                connection.execute(
                    "UPDATE reviews SET predicted = ?1, alone = ?1 WHERE row = ?2", (analysis.positive, row)
                )
                self._add_sentences(connection, row, analysis)
            connection.executemany("UPDATE films SET stale = 0 WHERE id = ?", [(f,) for f in fresh_films])

    def settle(self) -> None:
        """Puts what the model says of each review in the light of its film's others, see `prior.settled`."""
        films: dict[str, list[tuple[int, Review, float]]] = {}
        for row, film_id, label, stars, predicted, alone in self.rows_of(
            "SELECT row, film_id, label, stars, predicted, alone FROM reviews WHERE film_id IN"
            " (SELECT film_id FROM reviews WHERE label IS NULL AND stars IS NULL)"
        ):
            review = Review(source="", raw="", label=label, stars=stars, predicted=predicted)
            films.setdefault(film_id, []).append((row, review, alone))
        changed: list[tuple[float, int]] = []
        for own in films.values():
            known = [None if r.basis == "model" else _KNOWN[r.verdict] for _, r, _ in own]
            shares = settled([alone for *_, alone in own], known)
            changed += [
                (share, row)
                for (row, review, _), share, told in zip(own, shares, known, strict=True)
                if told is None and abs(share - (review.predicted or 0.0)) > _SAME
            ]
        rows = [row for _, row in changed]
        with self.transaction() as connection, counting(connection, "row", rows):
            connection.executemany("UPDATE reviews SET predicted = ? WHERE row = ?", changed)

    def remove(self, *, review: str = "", film: str = "", source: str = "", among: Iterable[str] = ()) -> int:
        """Removes one review, a film's, a source's, or those of the ids; answers how many went."""
        with self.transaction() as connection:
            before = connection.total_changes
            total = connection.execute("SELECT count(*) FROM reviews").fetchone()[0]
            chosen: tuple[tuple[Literal["id", "film_id", "source"], list[str]], ...] = (
                ("id", [*([review] if review else []), *among]),
                ("film_id", [film] if film else []),
                ("source", [source] if source else []),
            )
            for column, values in chosen:
                with counting(connection, column, values):
                    connection.executemany(
                        f"DELETE FROM reviews WHERE {column} = ?", [(value,) for value in values]
                    )
            connection.execute("DELETE FROM sources WHERE name = ?", (source,))
            if connection.total_changes == before:
                return 0
            return int(total - connection.execute("SELECT count(*) FROM reviews").fetchone()[0])

    def forget_films(self) -> None:
        """Removes the films that no review is of, their titles and credits, in one transaction."""
        with self.transaction() as connection:
            left = "NOT IN (SELECT film_id FROM reviews WHERE film_id IS NOT NULL)"
            for table in ("credits", "film_keys", "tallies"):
                connection.execute(f"DELETE FROM {table} WHERE film_id {left}")
            connection.execute(f"DELETE FROM films WHERE id {left}")
            connection.execute(
                "DELETE FROM people WHERE id NOT IN (SELECT person_id FROM credits)"
                " AND id NOT IN (SELECT person_id FROM mentions)"
            )

    def scrub(self) -> None:
        """Leaves nothing of removed reviews behind in the file; takes as long as writing it anew."""
        connection = self.connection
        connection.execute("INSERT INTO words (words) VALUES ('optimize')")
        connection.execute("VACUUM")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def ids_of_source(self, source: str) -> Iterator[str]:
        """The ids of a source's reviews, in the order they were stored."""
        found = self.connection.execute("SELECT id FROM reviews WHERE source = ? ORDER BY row", (source,))
        return (id for (id,) in found)

    def source_location(self, name: str) -> str | None:
        """Where the source of that name was read from, or None if there is none."""
        location: str | None = self.one("SELECT location FROM sources WHERE name = ?", name)
        return location

    def set_source(self, name: str, location: str) -> None:
        """Remembers a source."""
        self.connection.execute("INSERT OR REPLACE INTO sources VALUES (?, ?)", (name, location))

    def document_frequency(self, words: Sequence[str]) -> dict[str, int]:
        """In how many reviews each word (in any of its inflections) occurs; unknown words are left out."""
        stems = self.stems(words)
        counts = dict(
            self.where_in("SELECT term, doc FROM vocabulary WHERE term IN", set(stems.values()))
        )
        return {word: counts[stem] for word, stem in stems.items() if stem in counts}

    def texts(self) -> Iterator[tuple[int, str]]:
        """Row and clean text of all reviews, in rising order."""
        return iter(self.connection.execute("SELECT row, text FROM reviews ORDER BY row"))

    def stems(self, words: Sequence[str]) -> dict[str, str]:
        """The stem under which FTS5 files each word."""
        connection = self.connection
        if not getattr(self._local, "stemmer", False):
            # a one-word-a-row table with the same tokenizer tells it
            connection.executescript(
                f"""CREATE VIRTUAL TABLE temp.stems USING fts5(word, tokenize='{TOKENIZER}');
                CREATE VIRTUAL TABLE temp.stem_rows USING fts5vocab('temp', 'stems', 'instance');"""
            )
            self._local.stemmer = True
        connection.execute("DELETE FROM temp.stems")
        connection.executemany("INSERT INTO temp.stems (rowid, word) VALUES (?, ?)", enumerate(words))
        return {words[row]: stem for row, stem in self.rows_of("SELECT doc, term FROM temp.stem_rows")}

    # --- reading reviews ----------------------------------------------------------------------------------

    def review(self, id: str) -> Review | None:
        """The review of that id."""
        rows = self.rows_of(f"SELECT {_REVIEW} FROM reviews WHERE id = ?", id)
        return _review(rows[0]) if rows else None

    def reviews(self, rows: Collection[int]) -> dict[int, Review]:
        """The reviews of those rows that are (still) stored."""
        found = self.where_in(f"SELECT row, {_REVIEW} FROM reviews WHERE row IN", rows)
        return {row: _review(values) for row, *values in found}

    def sentences(self, rows: Collection[int]) -> dict[int, tuple[Sentence, ...]]:
        """The judged sentences of the reviews of those rows, in order."""
        mentions: dict[tuple[int, int], list[Mention]] = {}
        for row, n, name, polarity in self.where_in(
            "SELECT review, n, name, polarity FROM mentions JOIN people ON id = person_id"
            " WHERE review IN",
            rows,
        ):
            mentions.setdefault((row, n), []).append(Mention(name, polarity))
        texts = dict(self.where_in("SELECT row, text FROM reviews WHERE row IN", rows))
        found: dict[int, list[Sentence]] = {row: [] for row in rows}
        for row, n, start, stop, positive, opinion, aspects in self.where_in(
            "SELECT review, n, start, stop, positive, opinion, aspects FROM sentences WHERE review IN",
            rows,
            "ORDER BY review, n",
        ):
            people = tuple(mentions.get((row, n), ()))
            text = texts[row][start:stop]
            found[row].append(Sentence(text, start, stop, positive, opinion, json.loads(aspects), people))
        return {row: tuple(sentences) for row, sentences in found.items()}

    def spans(self, rows: Collection[int]) -> dict[int, list[tuple[int, int]]]:
        """Where the sentences of the reviews of those rows start and end in their clean texts, in order."""
        found: dict[int, list[tuple[int, int]]] = {row: [] for row in rows}
        for row, start, stop in self.where_in(
            "SELECT review, start, stop FROM sentences WHERE review IN", rows, "ORDER BY review, n"
        ):
            found[row].append((start, stop))
        return found

    def judged(
        self, *, film_id: str = "", person_id: int | None = None, without: Collection[str] = ()
    ) -> tuple[JudgedReview, ...]:
        """A film's reviews, or those that name a person, with their judged sentences; see `rows`."""
        rows = self.rows(film_id=film_id, person_id=person_id, without=without)
        reviews, sentences = self.reviews(rows), self.sentences(rows)
        return tuple(JudgedReview(reviews[row], sentences[row]) for row in sorted(reviews))

    def rows(
        self,
        *,
        film_id: str = "",
        person_id: int | None = None,
        polarity: str = "",
        without: Collection[str] = (),
    ) -> list[int]:
        """The rows of the reviews of a film, that name a person, and are for or against ("pos", "neg").

        Reviews of the sources `without` are left out.
        """
        where, values = ["1"], list[Any]()
        if film_id:
            where.append("film_id = ?")
            values.append(film_id)
        if person_id is not None:
            where.append("row IN (SELECT review FROM mentions WHERE person_id = ?)")
            values.append(person_id)
        if without:
            where.append(f"source NOT IN ({_marks(without)})")
            values += without
        rows = self.rows_of(
            f"SELECT row, label, stars, predicted FROM reviews WHERE {' AND '.join(where)}", *values
        )
        if not polarity:
            return [row for row, *_ in rows]
        blank = Review(source="", raw="")
        return [
            row
            for row, label, stars, predicted in rows
            if replace(blank, label=label, stars=stars, predicted=predicted).verdict == polarity
        ]

    def rows_of_ids(self, ids: Collection[str]) -> list[int]:
        """The rows of those reviews that are stored."""
        return [row for (row,) in self.where_in("SELECT row FROM reviews WHERE id IN", ids)]

    def occurrences(self, words: Sequence[str]) -> dict[int, dict[str, int]]:
        """How often each of the words (in any of its inflections) occurs in each row that has one of them."""
        stems = self.stems(words)
        self.connection.execute(
            "CREATE VIRTUAL TABLE IF NOT EXISTS temp.places USING fts5vocab('main', 'words', 'instance')"
        )
        found: dict[int, dict[str, int]] = {}
        for word, stem in stems.items():
            for row, count in self.rows_of(
                "SELECT doc, count(*) FROM temp.places WHERE term = ? GROUP BY doc", stem
            ):
                found.setdefault(row, {})[word] = count
        return found

    def film_of_rows(self) -> dict[int, str]:
        """The film id of every row that has one."""
        return dict(self.rows_of("SELECT row, film_id FROM reviews WHERE film_id IS NOT NULL"))

    def stale(self) -> dict[str, list[int]]:
        """Films whose credits changed since their reviews were analysed, with the rows of those reviews."""
        found: dict[str, list[int]] = {id: [] for (id,) in self.rows_of("SELECT id FROM films WHERE stale")}
        for film_id, row in self.rows_of(
            "SELECT film_id, row FROM reviews WHERE film_id IN (SELECT id FROM films WHERE stale)"
        ):
            found[film_id].append(row)
        return found

    # --- vectors ------------------------------------------------------------------------------------------

    def vectors(self, rows: Collection[int] | None = None, *, above: int = -1) -> tuple[np.ndarray, Vectors]:
        """Vectors of the rows given, or of all rows above one.

        Returns:
            rows `(n,) int64` in rising order, and vectors `(n, dimension) float32`.

        Raises:
            IndexDamaged: the vectors are not of one length.
        """
        if rows is None:
            found = self.rows_of("SELECT review, vector FROM vectors WHERE review > ? ORDER BY review", above)
        else:
            found = sorted(self.where_in("SELECT review, vector FROM vectors WHERE review IN", rows))
        if not found:
            return np.empty(0, np.int64), np.empty((0, 0), np.float32)
        ids = np.fromiter((row for row, _ in found), np.int64, len(found))
        if len({len(blob) for _, blob in found}) > 1:
            raise IndexDamaged("Stored vectors differ in length; move the index away and build it again.")
        data = np.frombuffer(b"".join(blob for _, blob in found), np.float16)
        return ids, data.reshape(len(found), -1).astype(np.float32)

    def set_vectors(
        self, rows: Sequence[int], vectors: Vectors, codes: Sequence[bytes | None] | None = None
    ) -> None:
        """Stores the vectors of reviews and the codes of their sentences, as `add`, in one transaction."""
        codes = codes if codes is not None else [None] * len(rows)
        with self.transaction() as connection:
            connection.executemany(
                "INSERT OR REPLACE INTO vectors VALUES (?, ?, ?)",
                [(row, _blob(vector), code) for row, vector, code in zip(rows, vectors, codes, strict=True)],
            )

    def codes(self, rows: Collection[int]) -> dict[int, bytes]:
        """The codes of the sentences of those rows; empty where they are still to be made."""
        return {
            row: code or b""
            for row, code in self.where_in("SELECT review, codes FROM vectors WHERE review IN", rows)
        }

    def without_vector(self) -> list[int]:
        """The rows of the reviews that have no vector, or no codes of their sentences."""
        found = self.rows_of(
            "SELECT row FROM reviews WHERE row NOT IN (SELECT review FROM vectors WHERE codes IS NOT NULL)"
        )
        return [row for (row,) in found]

    def forget_vectors(self, model: str) -> None:
        """Drops all vectors because another model is to make them; remembers the new model."""
        with self.transaction() as connection:
            connection.execute("DELETE FROM vectors")
            connection.execute("DELETE FROM generations")
            self.set_meta("model", model)

    def dimension(self) -> int:
        """Length of the stored vectors; 0 when there are none."""
        return int(self.one("SELECT length(vector) FROM vectors LIMIT 1") or 0) // 2

    def count_vectors(self, row: int) -> tuple[int, int]:
        """Numbers of stored vectors: of rows up to this one, and above it."""
        (found,) = self.rows_of(
            "SELECT count(*) FILTER (WHERE review <= ?1), count(*) FILTER (WHERE review > ?1) FROM vectors",
            row,
        )
        return found[0], found[1]

    def span(self) -> tuple[int, int]:
        """Number of stored vectors and the highest row among them (0 when there are none)."""
        count, highest = self.rows_of("SELECT count(*), max(review) FROM vectors")[0]
        return count, highest or 0


def _marks(values: Collection[Any]) -> str:
    return ",".join("?" * len(values))


def content_hash(review: Review) -> bytes:
    """A digest of all that a source told in this review; a changed one means a changed review."""
    told = (
        review.raw, review.film.key, review.film.title, review.film.year, review.stars, review.label,
        review.author, review.publication, review.date, review.url, *([True] if review.spoiler else []),
    )  # fmt: skip
    return hashlib.blake2b(json.dumps(told).encode(), digest_size=16).digest()


def _blob(vector: np.ndarray) -> bytes:
    return vector.astype(np.float16).tobytes()


def _review(values: Sequence[Any]) -> Review:
    id, source, film_id, raw, text, stars, label, author, publication, date, url, spoiler, predicted = values
    return Review(
        source=source, raw=raw, id=id, film_id=film_id or "", text=text, stars=stars, label=label,
        author=author, publication=publication, date=date, url=url, predicted=predicted,
        spoiler=bool(spoiler),
    )  # fmt: skip
