"""The sentences of a summary that speak of a person, or of one aspect."""

from collections.abc import Mapping

from index.language import later, later_n, listed, say, say_n
from index.types import ASPECT_NOUNS, Aspect, Opinion, Polarity, Tally

SMALL = 10  # reviews below which a share is called a small sample
TINY = 5  # reviews below which a share is not worth the word
_LEAN = 0.6  # share of the other side up to which a person still counts as singled out
_ITEMS = 3  # things named in one list


def reviews(n: int) -> str:
    """ "1 review", "20 reviews"."""
    return say_n("{n} review", "{n} reviews", n)


def counts_of(tally: Tally, positive: bool) -> tuple[int, int]:
    """The reviews on one side and on the other."""
    return (tally.positive, tally.negative) if positive else (tally.negative, tally.positive)


def singled_out(o: Opinion, *, positive: bool) -> tuple[str, int] | None:
    """The person whom most reviews praise (or criticise), if enough do."""
    ranked = sorted(o.people.items(), key=lambda item: -counts_of(item[1], positive)[0])
    for name, tally in ranked[:1]:
        count, other = counts_of(tally, positive)
        if count * _LEAN > other and count >= (3 if o.reviews >= SMALL else 2):
            return name, count
    return None


def person_sentences(o: Opinion) -> list[str]:
    """How many name a person, on which side they are, and what they judge most."""
    return [_person_verdict(o), _person_aspects(o)]


def aspect_sentences(o: Opinion, aspect: Aspect) -> list[str]:
    """How many judge an aspect, on which side they are, and what they name of it."""
    return [_aspect_verdict(o, aspect), _named(o)]


def _person_verdict(o: Opinion) -> str:
    n, yes, no = o.reviews, o.for_it, o.against
    sided = yes + no
    if n == 0:
        return say("No review here names {name}.", name=o.subject)
    if n < TINY:
        named = say_n("Only {n} review names {name}", "Only {n} reviews name {name}", n, name=o.subject)
    else:
        named = say_n("{n} review names {name}", "{n} reviews name {name}", n, name=o.subject)
    if sided == 0:
        return say_n("{named}, without taking a side.", "{named}, and none takes a side.", n, named=named)
    if n == 1:
        return say(_HOW["alone"][no > 0], named=named)
    if sided == n:
        takes = say("both take a side") if n == 2 else say("all take a side")
    else:
        takes = say_n("{n} takes a side", "{n} take a side", sided)
    if not (yes and no):
        return say(_HOW["all of them" if 1 < sided < n else "all"][no > 0], named=named, takes=takes)
    counts = listed(
        [
            say_n("{n} with praise", "{n} with praise", yes),
            say_n("{n} with criticism", "{n} with criticism", no),
        ]
    )
    return say("{named}; going by their words, {takes}: {counts}.", named=named, takes=takes, counts=counts)


_HOW: Mapping[str, tuple[str, str]] = {
    "alone": (later("{named}, with praise."), later("{named}, with criticism.")),
    "all": (
        later("{named}; going by their words, {takes}, with praise."),
        later("{named}; going by their words, {takes}, with criticism."),
    ),
    "all of them": (
        later("{named}; going by their words, {takes}, all with praise."),
        later("{named}; going by their words, {takes}, all with criticism."),
    ),
}
"""How the only side is taken: with praise, with criticism."""


def _person_aspects(o: Opinion) -> str:
    # What a film does to its audience or how long it is says little of one person in it.
    told = {a: t for a, t in o.aspects.items() if a not in ("impact", "pacing", "overall")}
    for aspect, tally in [(a, t) for a, t in told.items() if t.positive + t.negative >= 3][:1]:
        thing = say(ASPECT_NOUNS[aspect])
        return say("As for {thing}, {judged}.", thing=thing, judged=_judged(tally, aspect))
    return ""


def _judged(t: Tally, aspect: Aspect) -> str:
    words = _JUDGE_THEM if aspect == "visuals" else _JUDGE_IT
    return listed([say_n(*words[side], count) for side, count in t.sides.items() if count])


_TWO_MINDS = later_n("{n} is in two minds", "{n} are in two minds")
_JUDGE_IT: Mapping[Polarity, tuple[str, str]] = {
    "pos": later_n("{n} praises it", "{n} praise it"),
    "neg": later_n("{n} faults it", "{n} fault it"),
    "mixed": _TWO_MINDS,
}
_JUDGE_THEM: Mapping[Polarity, tuple[str, str]] = {
    "pos": later_n("{n} praises them", "{n} praise them"),
    "neg": later_n("{n} faults them", "{n} fault them"),
    "mixed": _TWO_MINDS,
}


def _aspect_verdict(o: Opinion, aspect: Aspect) -> str:
    thing = say("its power to amuse, move or thrill") if aspect == "impact" else say(ASPECT_NOUNS[aspect])
    if o.reviews == 0 and o.kind == "person":
        return say("No review here judges {thing} where it names {name}.", thing=thing, name=o.subject)
    if o.reviews == 0:
        return say("No review here judges {thing}.", thing=thing)
    judge = _JUDGED_OF if o.kind == "person" else _JUDGED
    few = "few" if o.reviews < TINY else "many"
    said = say_n(*judge[few], o.reviews, thing=thing, **({"name": o.subject} if o.kind == "person" else {}))
    tally = o.aspects[aspect]
    if o.reviews not in (tally.positive, tally.negative) and o.reviews > 1:
        return say("{said}: {judged}.", said=said, judged=_judged(tally, aspect))
    if tally.mixed:
        return say("{said}, and it is in two minds.", said=said)
    those = "one" if o.reviews == 1 else "both" if o.reviews == 2 else "all"
    them = _ALL_THEM if aspect == "visuals" else _ALL_IT
    return say(them[those][tally.negative > 0], said=said)


_JUDGED: Mapping[str, tuple[str, str]] = {
    "few": later_n("Only {n} review judges {thing}", "Only {n} reviews judge {thing}"),
    "many": later_n("{n} review judges {thing}", "{n} reviews judge {thing}"),
}
_JUDGED_OF: Mapping[str, tuple[str, str]] = {
    "few": later_n(
        "Only {n} review judges {thing} where it names {name}",
        "Only {n} reviews judge {thing} where they name {name}",
    ),
    "many": later_n(
        "{n} review judges {thing} where it names {name}",
        "{n} reviews judge {thing} where they name {name}",
    ),
}
_ALL_IT: Mapping[str, tuple[str, str]] = {
    "one": (later("{said}, and it praises it."), later("{said}, and it faults it.")),
    "both": (later("{said}, and both praise it."), later("{said}, and both fault it.")),
    "all": (later("{said}, and all praise it."), later("{said}, and all fault it.")),
}
_ALL_THEM: Mapping[str, tuple[str, str]] = {
    "one": (later("{said}, and it praises them."), later("{said}, and it faults them.")),
    "both": (later("{said}, and both praise them."), later("{said}, and both fault them.")),
    "all": (later("{said}, and all praise them."), later("{said}, and all fault them.")),
}
"""What all say of an aspect: praise, criticism."""


def _named(o: Opinion) -> str:
    """Who and what inside an aspect is named most."""
    if o.reviews < TINY:
        return ""
    positive = o.for_it >= o.against
    person = singled_out(o, positive=positive) if o.kind == "film" else None
    parts = []
    if person:
        words = (
            later_n("{n} singles out {name}", "{n} single out {name}")
            if positive
            else later_n("{n} finds fault with {name}", "{n} find fault with {name}")
        )
        parts.append(say_n(*words, person[1], name=person[0]))
    words = _PRAISE_IT if positive else _FAULT_IT
    for topic, tally in o.topics.items():
        count, other = counts_of(tally, positive)
        if count >= 2 and count > other:
            parts.append(say_n(*words, count, thing=say(topic)))
    return f"{listed(parts[:_ITEMS])}." if parts else ""


_PRAISE_IT = later_n("{n} praises {thing}", "{n} praise {thing}")
_FAULT_IT = later_n("{n} faults {thing}", "{n} fault {thing}")
