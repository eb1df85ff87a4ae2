"""Puts films in order by what is counted of them."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from .interval import doubtful
from .tallies import MILLION, Counted
from .titles import fold
from .types import Criteria, Film, Ranked, Ranking

_ENOUGH = 3  # films that a lower minimum is to let in before it is worth offering


def rank(
    films: Iterable[Film], counted: Mapping[str, Counted], criteria: Criteria, ranked_from: int
) -> Ranking:
    """The films that fit, by the cautious end of the interval of their share.

    The best come by the lower bound of the share that is for them, the worst by that of the share against
    them (the upper bound, seen from the other side), so that 3 of 3 does not beat 95 of 100. Reviews in two
    minds are on neither side.

    Args:
        films: those that may be ranked.
        counted: of each film id, what is counted of the thing that is ranked: verdicts, or an aspect.
        criteria: what is asked for.
        ranked_from: the minimum of reviews where `criteria` leave it open, half of it for an aspect.
    """
    minimum = criteria.minimum or (ranked_from if criteria.aspect is None else -(-ranked_from // 2))
    fitting = [(film, counted.get(film.id, Counted())) for film in films if fits(film, criteria)]
    enough = sum(counts.tally.total >= minimum for _, counts in fitting)
    leaning = [(film, counts) for film, counts in fitting if _leans(counts, criteria.worst)]
    found = [_ranked(film, one, criteria.worst) for film, one in leaning if one.tally.total >= minimum]
    found.sort(key=lambda one: (-one.low, -one.tally.total, one.film.name))
    told = replace(criteria, minimum=minimum)
    fewer = _fewer([counts.tally.total for _, counts in leaning], minimum)
    return Ranking(told, tuple(found), len(fitting), enough, fewer)


def enough(
    films: Iterable[Film], counted: Mapping[str, Counted], criteria: Criteria, ranked_from: int, liked: bool
) -> tuple[Film, ...]:
    """The films that fit and have enough reviews, in the order given; `liked`: and more for than against."""
    minimum = criteria.minimum or ranked_from
    found = [(film, counted.get(film.id, Counted())) for film in films if fits(film, criteria)]
    return tuple(
        film
        for film, counts in found
        if counts.tally.total >= minimum and (not liked or _leans(counts, worst=False))
    )


def of_genre(films: Iterable[Film], genre: str) -> list[Film]:
    """The films of a genre, all of them where none is named."""
    return [film for film in films if fits(film, Criteria(genres=(genre,) if genre else ()))]


def fits(film: Film, criteria: Criteria) -> bool:
    """Whether a film is of the genres, years and person asked for."""
    if criteria.since is not None and (film.year is None or film.year < criteria.since):
        return False
    if criteria.until is not None and (film.year is None or film.year > criteria.until):
        return False
    if criteria.person is not None and film.id not in criteria.person.films:
        return False
    if not criteria.genres:
        return True
    return {fold(genre) for genre in criteria.genres} <= {fold(genre) for genre in film.genres}


def genres(films: Iterable[Film]) -> list[tuple[str, int]]:
    """Every genre and how many films have it, the commonest first."""
    counts = Counter(genre for film in films for genre in dict.fromkeys(film.genres))
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))


def _leans(counts: Counted, worst: bool) -> bool:
    return counts.negative > counts.positive if worst else counts.positive > counts.negative


def _ranked(film: Film, counts: Counted, worst: bool) -> Ranked:
    tally = counts.tally
    side = tally.negative if worst else tally.positive
    return Ranked(film, tally, *doubtful(side, tally.total, counts.doubt / MILLION))


def _fewer(totals: Sequence[int], minimum: int) -> tuple[int, int] | None:
    """The highest lower minimum that lets in a few films, and how many it lets in."""
    if sum(total >= minimum for total in totals) >= _ENOUGH:
        return None
    judged = sorted((total for total in totals if total), reverse=True)[:_ENOUGH]
    if not judged or judged[-1] >= minimum:
        return None
    return judged[-1], sum(total >= judged[-1] for total in totals)
