"""What understanding asks of a library."""

from collections.abc import Mapping, Sequence
from typing import Protocol

from index.lookup import Named
from index.types import Film, FilmMatch, PersonMatch


class Names(Protocol):
    """What understanding asks of a library: who and what is named in words."""

    def named_in(self, text: str) -> tuple[Named, ...]:
        """Films and people of the corpus that are named."""

    def unknown_in(self, text: str) -> tuple[str, ...]:
        """Names of films and people that the corpus lacks."""

    def find_film(self, text: str, *, quick: bool = False) -> FilmMatch:
        """The film that a title, with or without its year, means; `quick` as in `Lookup.film`."""

    def find_person(self, text: str, *, quick: bool = False) -> PersonMatch:
        """The person that a name means."""

    def film(self, film_id: str) -> Film | None:
        """The film of an id."""

    def kin(self, film: Film) -> tuple[Film, ...]:
        """Films whose titles are like that of a film, and which may be meant instead."""

    def judge(self, text: str, features: Sequence[float]) -> Mapping[str, float]:
        """The probability of each intent, by a message without names and the rules' `features`.

        Empty without a model.
        """
