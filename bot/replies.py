"""The words of plain-text answers. Quotes stand in “ ” on lines of their own, with nothing added to them."""

import re
from collections.abc import Iterable, Mapping, Sequence

from rapidfuzz import fuzz

from index.language import later, later_n, listed, number, say, say_n
from index.titles import title_key
from index.types import ASPECT_NOUNS, Aspect, Film, Hit, Opinion, Person, Polarity, Quote, Tally

from .cards import text

HELP = later(
    "Ask me what reviewers think of a film or a person, for example:\n"
    "  what do they say about About a Boy?\n"
    "  how is the music in Solaris?\n"
    "  why do people hate The Tuxedo?\n"
    "  compare Solaris and Insomnia\n"
    "  films like Spirited Away\n"
    "  recommend a sad film about a father and son\n"
    "  the best acted thrillers\n"
    "  find reviews that mention car chases\n"
    "Every number counts reviews, and every quote is the exact words of one."
)
ONLY_FILMS = later(
    "I only know film reviews. Ask me what reviewers think of a film, an actor or a director."
)
WHICH_FILM = later("Which film or person do you mean? Tell me the title or the name.")
FILMS_NOT_PEOPLE = later("I rank films, not people; these are the films that fit.")
COMPARE_WITH_WHAT = later("Name two films or two people and I'll put them side by side.")
_CLOSE = 80  # of 100: below this a title is another film, not a slip of the pen
_TOLD_BACK = 60  # characters of somebody's own words that are told back


def which(found: Sequence[Film | Person]) -> str:
    """Asks back between films or people of one name."""
    return say("Which one do you mean: {names}?", names=listed([one.name for one in found[:5]], "or"))


def absent(missing: Sequence[str], nearest: Sequence[Film | Person] = ()) -> str:
    """Says that there is nothing on what was named; `nearest` are titles that it may be a slip for."""
    told = [name for name in map(_harmless, missing) if name]
    if len(told) == len(missing):
        said = say("I have no reviews of {name}.", name=listed(told, "or"))
    else:
        said = say("I have no reviews of that.")
    if not nearest:
        return said
    return f"{said} {say('Did you mean {names}?', names=listed([one.name for one in nearest], 'or'))}"


def _harmless(name: str) -> str:
    """A name as it may be told back: nothing in it pings, links or formats; empty when it is no name."""
    name = " ".join(re.sub(r"[^\w\s.,:!?'&()\u2019-]", " ", name).split()).strip(" .,:!?-_")
    return name if 0 < len(name) <= _TOLD_BACK else ""


def close(name: str, nearest: Sequence[Film]) -> tuple[Film, ...]:
    """The films whose titles are nearly what was written."""
    key = title_key(name)
    return tuple(film for film in nearest if fuzz.ratio(key, title_key(film.title)) >= _CLOSE)[:3]


def chosen(opinion: Opinion, side: Polarity | None, most: int) -> list[Quote]:
    """The quotes of an answer: both sides, or more of the one that is asked for."""
    if side == "neg":
        return list(opinion.criticism[: most + 1])
    if side == "pos":
        return list(opinion.praise[: most + 1])
    return [*opinion.praise[:most], *opinion.criticism[:most]]


def opinion(name: str, found: Opinion, quotes: Sequence[Quote]) -> str:
    """A name, the summary under it, and quotes."""
    return "\n".join([name, found.summary, *_quoted(quotes)])


def person_in_film(person: str, film: str, tally: Tally | None, quotes: Sequence[Quote]) -> str:
    """What is said of a person in the reviews of one film."""
    if tally is None:
        said = say("Not judged by name in any review of the film.")
    else:
        where = say_n("{n} review of the film", "{n} reviews of the film", tally.total)
        sides = [say_n(*_SIDES[side], count) for side, count in tally.sides.items() if count]
        if len(sides) > 1:
            said = say("Judged by name in {where}: {counts}.", where=where, counts=listed(sides))
        else:
            [only] = (_ONE_SIDE[side] for side, count in tally.sides.items() if count)
            said = say(only[tally.total > 1], where=where)
    return "\n".join([say("{person} in {film}", person=person, film=film), said, *_quoted(quotes)])


_SIDES: Mapping[Polarity, tuple[str, str]] = {
    "pos": later_n("{n} praises", "{n} praise"),
    "neg": later_n("{n} criticises", "{n} criticise"),
    "mixed": later_n("{n} is in two minds", "{n} are in two minds"),
}
_ONE_SIDE: Mapping[Polarity, tuple[str, str]] = {
    "pos": (
        later("Judged by name in {where}, with praise."),
        later("Judged by name in {where}, always with praise."),
    ),
    "neg": (
        later("Judged by name in {where}, with criticism."),
        later("Judged by name in {where}, always with criticism."),
    ),
    "mixed": (
        later("Judged by name in {where}, in two minds."),
        later("Judged by name in {where}, always in two minds."),
    ),
}
"""When nobody takes another side: one review, several."""


def _quoted(quotes: Iterable[Quote]) -> list[str]:
    signs = {"pos": "+", "neg": "-", "mixed": "~"}
    return [f"  {signs[q.polarity]} “{f'||{q.text}||' if q.spoiler else q.text}”" for q in quotes]


def hits(opening: str, found: Sequence[Hit]) -> str:
    """Found reviews: the film and the sentence that fits best."""
    if not found:
        return say("I found no review that comes near.")
    lines = [f"  {hit.film.name if hit.film else say('Unknown film')}: “{hit.match}”" for hit in found]
    return "\n".join([opening, *lines])


def side_by_side(opinions: Sequence[tuple[str, Opinion]], aspect: Aspect | None) -> str:
    """Verdicts one under another, and who comes off better where the counts allow to say so."""
    lines = [_verdict(name, one, aspect) for name, one in opinions]
    shared = [a for a in ASPECT_NOUNS if a != "overall" and all(a in one.aspects for _, one in opinions)]
    if aspect is None:
        for each in sorted(shared, key=lambda a: -min(one.aspects[a].total for _, one in opinions))[:3]:
            counts = [
                f"+{number(one.aspects[each].positive)} -{number(one.aspects[each].negative)}"
                for _, one in opinions
            ]
            heading = text.upper_first(text.aspect_name(each))
            lines.append(say("{name}: {about}", name=heading, about=" / ".join(counts)))
    return "\n".join([*lines, _preferred(opinions)])


def _verdict(name: str, one: Opinion, aspect: Aspect | None) -> str:
    judged = one.for_it + one.against
    sides = {"name": name, "yes": one.for_it, "no": one.against}
    if aspect is None and judged:
        return say("{name}: {yes} for, {no} against.", **sides)
    if aspect is None:
        return say("{name}: no verdict.", **sides)
    thing = say(ASPECT_NOUNS[aspect])
    if judged:
        return say("{name}: {yes} for, {no} against on {thing}.", thing=thing, **sides)
    return say("{name}: no verdict on {thing}.", thing=thing, **sides)


def _preferred(opinions: Sequence[tuple[str, Opinion]]) -> str:
    judged = [
        (one.low, one.high, name) for name, one in opinions if one.low is not None and one.high is not None
    ]
    if len(judged) < 2:
        return say("That is not enough to say which comes off better.")
    best = max(judged)
    # Intervals that do not overlap are a difference that chance does not explain.
    if all(best[0] > high for _, high, name in judged if name != best[2]):
        return say("{name} clearly comes off better.", name=best[2])
    return say("That is too close to say which comes off better.")
