"""The words of a comparison; its card and plain-text answers share them. Nothing here is Markdown."""

from collections.abc import Mapping

from index.language import later_n, parted, say, say_n
from index.types import Aspect, Comparison, Contrast

from .cards import text

# Of films. The names are those of the better one and of the other.
_OVER: Mapping[Aspect, tuple[str, str]] = {
    "acting": later_n(
        "{n} of {total} praises the acting in {better}, {m} of {whole} in {other}.",
        "{n} of {total} praise the acting in {better}, {m} of {whole} in {other}.",
    ),
    "story": later_n(
        "{n} of {total} praises the story of {better}, {m} of {whole} that of {other}.",
        "{n} of {total} praise the story of {better}, {m} of {whole} that of {other}.",
    ),
    "direction": later_n(
        "{n} of {total} praises the direction of {better}, {m} of {whole} that of {other}.",
        "{n} of {total} praise the direction of {better}, {m} of {whole} that of {other}.",
    ),
    "visuals": later_n(
        "{n} of {total} praises the look of {better}, {m} of {whole} that of {other}.",
        "{n} of {total} praise the look of {better}, {m} of {whole} that of {other}.",
    ),
    "music": later_n(
        "{n} of {total} praises the music in {better}, {m} of {whole} in {other}.",
        "{n} of {total} praise the music in {better}, {m} of {whole} in {other}.",
    ),
    "pacing": later_n(
        "{n} of {total} praises the pacing of {better}, {m} of {whole} that of {other}.",
        "{n} of {total} praise the pacing of {better}, {m} of {whole} that of {other}.",
    ),
    "impact": later_n(
        "{n} of {total} is amused, moved or thrilled by {better}, {m} of {whole} by {other}.",
        "{n} of {total} are amused, moved or thrilled by {better}, {m} of {whole} by {other}.",
    ),
    "overall": later_n(
        "{n} of {total} praises {better} as a whole, {m} of {whole} {other}.",
        "{n} of {total} praise {better} as a whole, {m} of {whole} {other}.",
    ),
}
_OVER_PEOPLE: Mapping[Aspect, tuple[str, str]] = {
    "acting": later_n(
        "{n} of {total} praises the acting where it names {better}, {m} of {whole} with {other}.",
        "{n} of {total} praise the acting where they name {better}, {m} of {whole} with {other}.",
    ),
    "story": later_n(
        "{n} of {total} praises the story where it names {better}, {m} of {whole} with {other}.",
        "{n} of {total} praise the story where they name {better}, {m} of {whole} with {other}.",
    ),
    "direction": later_n(
        "{n} of {total} praises the direction where it names {better}, {m} of {whole} with {other}.",
        "{n} of {total} praise the direction where they name {better}, {m} of {whole} with {other}.",
    ),
    "visuals": later_n(
        "{n} of {total} praises the visuals where it names {better}, {m} of {whole} with {other}.",
        "{n} of {total} praise the visuals where they name {better}, {m} of {whole} with {other}.",
    ),
    "music": later_n(
        "{n} of {total} praises the music where it names {better}, {m} of {whole} with {other}.",
        "{n} of {total} praise the music where they name {better}, {m} of {whole} with {other}.",
    ),
    "pacing": later_n(
        "{n} of {total} praises the pacing where it names {better}, {m} of {whole} with {other}.",
        "{n} of {total} praise the pacing where they name {better}, {m} of {whole} with {other}.",
    ),
    "impact": later_n(
        "{n} of {total} is amused, moved or thrilled where it names {better}, {m} of {whole} with {other}.",
        "{n} of {total} are amused, moved or thrilled where they name {better}, {m} of {whole} with {other}.",
    ),
    "overall": later_n(
        "{n} of {total} praises the whole where it names {better}, {m} of {whole} with {other}.",
        "{n} of {total} praise the whole where they name {better}, {m} of {whole} with {other}.",
    ),
}
_FOR = later_n(
    "{n} of {total} reviews is for {better}, {m} of {whole} for {other}.",
    "{n} of {total} reviews are for {better}, {m} of {whole} for {other}.",
)
_FOR_PEOPLE = later_n(
    "{n} of the {total} reviews that take a side on {better} does so with praise, {m} of {whole} on {other}.",
    "{n} of the {total} reviews that take a side on {better} do so with praise, {m} of {whole} on {other}.",
)


def names(c: Comparison) -> tuple[str, str]:
    """The names of both."""
    return c.opinions[0].subject, c.opinions[1].subject


def aspect_name(aspect: Aspect) -> str:
    """An aspect as a heading."""
    return text.upper_first(text.aspect_name(aspect))


def verdict(c: Comparison) -> str:
    """Which comes off better, with both counts; or why that can't be told."""
    silent = [one.subject for one, side in zip(c.opinions, c.verdict.sides, strict=True) if not side.total]
    if silent:
        return say("Nothing is said of {name} that could be compared.", name=silent[0])
    if c.verdict.better is None:
        return say("Too close to call: {counts}", counts=_told(c, c.verdict, 0))
    return say("{better} comes off better: {counts}", better=short_names(c)[c.verdict.better],
               counts=_told(c, c.verdict, c.verdict.better))  # fmt: skip


def short_names(c: Comparison) -> tuple[str, str]:
    """As `names`, without the years where the titles are enough to tell two films apart."""
    titles = [next((film.title for film in one.films[:1] if film.title), "") for one in c.opinions]
    if c.opinions[0].kind == "person" or not all(titles) or titles[0].casefold() == titles[1].casefold():
        return names(c)
    return titles[0], titles[1]


def counts(c: Comparison, which: int) -> str:
    """ "32 for it, 3 against it": all sides of one of the two, of the whole or of the aspect asked for."""
    side = c.verdict.sides[which]
    if c.aspect is not None:
        parts = [
            say_n("{n} praises it", "{n} praise it", side.positive),
            say_n("{n} faults it", "{n} fault it", side.negative),
        ]
    elif c.opinions[which].kind == "person":
        parts = [
            say_n("{n} with praise", "{n} with praise", side.positive),
            say_n("{n} with criticism", "{n} with criticism", side.negative),
        ]
    else:
        parts = [
            say_n("{n} for it", "{n} for it", side.positive),
            say_n("{n} against it", "{n} against it", side.negative),
        ]
    if side.mixed:
        parts.append(say_n("{n} in two minds", "{n} in two minds", side.mixed))
    return ", ".join(parts)


def over(c: Comparison, which: int) -> list[str]:
    """What one has over the other, a sentence for each aspect where the counts tell it."""
    return [_told(c, one, which) for one in c.aspects if one.better == which]


def undecided(c: Comparison) -> str:
    """The aspects on which nothing sets them apart, with the counts; empty where there is none to tell."""
    shared = [one for one in c.aspects if all(side.total for side in one.sides)]
    if c.aspect is None and not shared:
        return say("There is no aspect that reviews of both judge.")
    close = [
        say(
            "{aspect} {n} of {total} and {m} of {whole}",
            aspect=text.aspect_name(one.aspect or "overall"),
            n=one.sides[0].positive, total=one.sides[0].total,
            m=one.sides[1].positive, whole=one.sides[1].total,
        )
        for one in shared
        if one.better is None
    ]  # fmt: skip
    if not close:
        return ""
    first, second = short_names(c)
    return say("Too close to call, in praise of {first} and of {second}: {aspects}.",
               first=first, second=second, aspects=parted(close))  # fmt: skip


def plain(c: Comparison) -> str:
    """The comparison in plain text."""
    lines = [verdict(c)]
    lines += [
        say("{name}: {counts}.", name=name, counts=counts(c, which)) for which, name in enumerate(names(c))
    ]
    lines += [sentence for which in (0, 1) for sentence in over(c, which)]
    return "\n".join(filter(None, [*lines, undecided(c)]))


def _told(c: Comparison, one: Contrast, better: int) -> str:
    sides, both = one.sides, short_names(c)
    values = {
        "better": both[better], "other": both[1 - better],
        "total": sides[better].total,
        "m": sides[1 - better].positive, "whole": sides[1 - better].total,
    }  # fmt: skip
    people = c.opinions[0].kind == "person"
    if one.aspect is not None:
        words = (_OVER_PEOPLE if people else _OVER)[one.aspect]
    else:
        words = _FOR_PEOPLE if people else _FOR
    return say_n(*words, sides[better].positive, **values)
