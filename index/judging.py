"""What the models say of reviews on the road of data in: opinions and vectors, and which are out of date."""

import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from tqdm import tqdm

from .analyse import Analyser, Subject
from .catalogue import Catalogue
from .embed import Embedder, Vectors, embedder_of, model_name
from .matching import sentence_codes
from .settings import Settings
from .store import Store
from .types import Analysis, Review

Judged = tuple[Sequence[Analysis], Vectors, Sequence[bytes]]
"""Of some reviews: what they say, their vectors (n, dimension), and the codes of the sentences of each."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A review with its film, and as the analyser takes it."""

    review: Review
    subject: Subject


class Judging:
    """Has the models read reviews for a store; they are loaded when they are first needed."""

    def __init__(
        self,
        store: Store,
        catalogue: Catalogue,
        settings: Settings,
        embedder: Embedder | None = None,
        analyser: Analyser | None = None,
    ) -> None:
        """`embedder` and `analyser` stand in for those of the settings."""
        self._store, self._catalogue, self._settings = store, catalogue, settings
        self._given = embedder, analyser
        self.model = embedder.name if embedder else model_name(settings.embedding)

    @cached_property
    def embedder(self) -> Embedder:
        """The embedding model, for many texts at once."""
        return self._given[0] or embedder_of(self._settings.embedding, bulk=True)

    @cached_property
    def analyser(self) -> Analyser:
        """Tells what reviews say."""
        return self._given[1] or Analyser.load(threads=self._settings.embedding.threads)

    def place(self, reviews: Sequence[Review]) -> list[Placed]:
        """The reviews with their films, which are stored first."""
        with self._catalogue.changing():
            placed = [replace(r, film_id=self._catalogue.film_id(r.film)) for r in reviews]
        return [Placed(review, self._subject(review)) for review in placed]

    def judge(self, placed: Sequence[Placed]) -> Judged:
        """What the models say of reviews; touches no store, so it may run in another thread."""
        analyses = self.analyser.analyse([one.subject for one in placed])
        return analyses, *self._embedded(
            [one.review.text for one in placed], [[s.text for s in one.sentences] for one in analyses]
        )

    def store(self, placed: Sequence[Placed], judged: Judged) -> None:
        """Stores reviews with what was said of them, in one transaction."""
        self._store.add([one.review for one in placed], *judged)
        # a film whose credits came while its reviews were being judged
        changed = {one.review.film_id for one in placed if self._subject(one.review) != one.subject}
        if changed:
            with self._catalogue.changing():
                for film_id in changed:
                    self._catalogue.mark_stale(film_id)

    def freshen(self, progress: bool) -> None:
        """Has today's models read what others have read; begun anew if it is stopped.

        Vectors of another model are forgotten; `complete` makes them again.
        """
        if self._store.meta("model") != self.model:
            _ = self.embedder  # a model that can't be loaded must not cost the vectors of the last one
            self._store.forget_vectors(self.model)
        if self._store.meta("analyser") == self.analyser.name:
            return
        for reviews in self._batches(self._store.rows(), "Judging again", progress):
            self._judge_again(reviews)
        with self._store.transaction():
            self._store.set_meta("analyser", self.analyser.name)

    def complete(self, progress: bool) -> None:
        """Judges the reviews of films whose credits have changed, and embeds those without a vector."""
        for film_id, rows in self._store.stale().items():
            self._judge_again(self._store.reviews(rows), [film_id])
        self._store.settle()
        for reviews in self._batches(self._store.without_vector(), "Embedding again", progress):
            texts = {row: review.text for row, review in reviews.items()}
            spans = self._store.spans(texts)
            sentences = [[text[a:b] for a, b in spans[row]] for row, text in texts.items()]
            self._store.set_vectors(list(texts), *self._embedded(list(texts.values()), sentences))

    def _batches(self, rows: Sequence[int], doing: str, progress: bool) -> Iterator[Mapping[int, Review]]:
        """Stored reviews by their rows, some at a time."""
        with tqdm(
            total=len(rows), unit=" reviews", desc=doing, disable=not (progress and rows), file=sys.stderr
        ) as bar:
            for start in range(0, len(rows), self._settings.index.batch):
                reviews = self._store.reviews(rows[start : start + self._settings.index.batch])
                yield reviews
                bar.update(len(reviews))

    def _judge_again(self, reviews: Mapping[int, Review], fresh: Sequence[str] = ()) -> None:
        analyses = self.analyser.analyse([self._subject(review) for review in reviews.values()])
        self._store.judge_again(dict(zip(reviews, analyses, strict=True)), fresh)

    def _embedded(
        self, texts: Sequence[str], sentences: Sequence[Sequence[str]]
    ) -> tuple[Vectors, list[bytes]]:
        """The vectors of reviews and the codes of their sentences."""
        return self.embedder.embed(texts), sentence_codes(sentences, self.embedder)

    def _subject(self, review: Review) -> Subject:
        return Subject(
            text=review.text,
            credits=self._catalogue.credits(review.film_id) if review.film_id else (),
            film=self._catalogue.title(review.film_id) or None,
            directors=self._catalogue.directors(review.film_id) if review.film_id else (),
            verdict=None if review.basis == "model" else review.verdict,
        )
