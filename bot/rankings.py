"""The words of a ranking; its card and plain-text answers share them. Nothing here is Markdown."""

from collections.abc import Mapping

from index.language import later, listed, say, say_n
from index.types import Aspect, Criteria, Ranked, Ranking, Tally

from . import genres

_BEST: Mapping[Aspect | None, str] = {
    None: later("The best films"),
    "acting": later("The best acted films"),
    "story": later("The films with the best stories"),
    "direction": later("The best directed films"),
    "visuals": later("The best looking films"),
    "music": later("The films with the best music"),
    "pacing": later("The best paced films"),
    "impact": later("The films that move, amuse or thrill most"),
    "overall": later("The films most praised as a whole"),
}
_WORST: Mapping[Aspect | None, str] = {
    None: later("The worst films"),
    "acting": later("The worst acted films"),
    "story": later("The films with the worst stories"),
    "direction": later("The worst directed films"),
    "visuals": later("The worst looking films"),
    "music": later("The films with the worst music"),
    "pacing": later("The worst paced films"),
    "impact": later("The films that move, amuse or thrill least"),
    "overall": later("The films most faulted as a whole"),
}


def title(criteria: Criteria) -> str:
    """ "The best acted films: Horror, 1999 to 2002, with Robin Williams"."""
    heading = say((_WORST if criteria.worst else _BEST)[criteria.aspect])
    narrowed = ", ".join(_narrowed(criteria))
    return say("{heading}: {narrowed}", heading=heading, narrowed=narrowed) if narrowed else heading


def _narrowed(criteria: Criteria) -> list[str]:
    parts = [listed([genres.shown(genre) for genre in criteria.genres])] if criteria.genres else []
    since, until = (str(year) if year else "" for year in (criteria.since, criteria.until))
    if since and since == until:
        parts.append(since)
    elif since and until:
        parts.append(say("{since} to {until}", since=since, until=until))
    elif since:
        parts.append(say("since {since}", since=since))
    elif until:
        parts.append(say("up to {until}", until=until))
    if criteria.person is not None:
        directs = criteria.person.roles == ("director",)
        name = criteria.person.name
        parts.append(
            say("directed by {person}", person=name) if directs else say("with {person}", person=name)
        )
    return parts


def base(ranked: Ranked, criteria: Criteria) -> str:
    """ "31 of 35 for it", with those in two minds."""
    tally = ranked.tally
    if criteria.aspect is None and criteria.worst:
        told = say_n(
            "{n} of {total} against it", "{n} of {total} against it", tally.negative, total=tally.total
        )
    elif criteria.aspect is None:
        told = for_it(tally)
    elif criteria.worst:
        told = say_n("{n} of {total} faults it", "{n} of {total} fault it", tally.negative, total=tally.total)
    else:
        told = say_n(
            "{n} of {total} praises it", "{n} of {total} praise it", tally.positive, total=tally.total
        )
    if tally.mixed:
        mixed = say_n("{n} is in two minds", "{n} are in two minds", tally.mixed)
        told = say("{told}, {mixed}", told=told, mixed=mixed)
    return told


def for_it(tally: Tally) -> str:
    """ "31 of 35 for it"."""
    return say_n("{n} of {total} for it", "{n} of {total} for it", tally.positive, total=tally.total)


def measure(ranking: Ranking) -> str:
    """How the order came about, and of how many films."""
    c = ranking.criteria
    values = {"minimum": c.minimum, "enough": ranking.enough, "listed": len(ranking.films)}
    if c.aspect is not None and c.worst:
        return say(
            "Films in which {minimum} or more reviews judge it: {enough}; more fault than praise it in "
            "{listed}. Few reviews count for less.",
            **values,
        )
    if c.aspect is not None:
        return say(
            "Films in which {minimum} or more reviews judge it: {enough}; more praise than fault it in "
            "{listed}. Few reviews count for less.",
            **values,
        )
    if c.worst:
        return say(
            "Films with {minimum} or more reviews: {enough}; with more against than for them: {listed}. "
            "Few reviews count for less.",
            **values,
        )
    return say(
        "Films with {minimum} or more reviews: {enough}; with more for than against them: {listed}. "
        "Few reviews count for less.",
        **values,
    )


def nothing(ranking: Ranking) -> str:
    """Why no film is listed, and what a lower minimum would list."""
    c = ranking.criteria
    if not ranking.fitting:
        return say("I have no film that fits.")
    if ranking.enough:
        more = later("Of the {n} films with enough reviews none has more for it than against it.")
        if c.worst:
            more = later("Of the {n} films with enough reviews none has more against it than for it.")
        told = say(more, n=ranking.enough)
    elif c.aspect is not None:
        told = say_n(
            "The {n} film that fits has fewer than {minimum} reviews that judge it.",
            "None of the {n} films that fit has {minimum} or more reviews that judge it.",
            ranking.fitting,
            minimum=c.minimum,
        )
    else:
        told = say_n(
            "The {n} film that fits has fewer than {minimum} reviews.",
            "None of the {n} films that fit has {minimum} or more reviews.",
            ranking.fitting,
            minimum=c.minimum,
        )
    return f"{told} {fewer(ranking)}".strip()


def fewer(ranking: Ranking) -> str:
    """What a lower minimum would list; empty where it would not help."""
    if ranking.fewer is None:
        return ""
    least, films = ranking.fewer
    return say_n(
        "With {least} or more there is {n}.", "With {least} or more there are {n}.", films, least=least
    )


def plain(ranking: Ranking) -> str:
    """The first page in plain text."""
    c = ranking.criteria
    if not ranking.films:
        return f"{title(c)}\n{nothing(ranking)}"
    shown = ranking.films[: c.count]
    lines = [
        f"{place}. {say('{name}: {about}', name=one.film.name, about=base(one, c))}"
        for place, one in enumerate(shown, 1)
    ]
    return "\n".join([title(c), *lines, *filter(None, [measure(ranking), fewer(ranking)])])
