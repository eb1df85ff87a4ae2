"""The words of plain-text answers. Quotes stand in “ ” on lines of their own, with nothing added to them."""

import re
from collections.abc import Iterable, Sequence

from rapidfuzz import fuzz

from index.titles import title_key
from index.types import ASPECT_NOUNS, Aspect, Film, Hit, Opinion, Person, Polarity, Quote, Tally

HELP = (
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
ONLY_FILMS = "I only know film reviews. Ask me what reviewers think of a film, an actor or a director."
WHICH_FILM = "Which film or person do you mean? Tell me the title or the name."
COMPARE_WITH_WHAT = "Name two films or two people and I'll put them side by side."
_CLOSE = 80  # of 100: below this a title is another film, not a slip of the pen
_TOLD_BACK = 60  # characters of somebody's own words that are told back


def which(found: Sequence[Film | Person]) -> str:
    """Asks back between films or people of one name."""
    return f"Which one do you mean: {_listed([one.name for one in found[:5]], 'or')}?"


def absent(missing: Sequence[str], nearest: Sequence[Film | Person] = ()) -> str:
    """Says that there is nothing on what was named; `nearest` are titles that it may be a slip for."""
    told = [name for name in map(_harmless, missing) if name]
    subject = _listed(told, "or") if len(told) == len(missing) else "that"
    also = f" Did you mean {_listed([one.name for one in nearest], 'or')}?" if nearest else ""
    return f"I have no reviews of {subject}.{also}"


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
        said = "Not judged by name in any review of the film."
    else:
        sides = [
            f"{count:,} {verb}" + ("s" if count == 1 else "")
            for count, verb in ((tally.positive, "praise"), (tally.negative, "criticise"))
            if count
        ]
        sides += (
            [f"{tally.mixed:,} {'is' if tally.mixed == 1 else 'are'} in two minds"] if tally.mixed else []
        )
        where = f"{tally.total:,} review{'' if tally.total == 1 else 's'} of the film"
        if len(sides) == 1:
            how = "with praise" if tally.positive else "with criticism" if tally.negative else "in two minds"
            said = f"Judged by name in {where}, {'always ' if tally.total > 1 else ''}{how}."
        else:
            said = f"Judged by name in {where}: {_listed(sides, 'and')}."
    return "\n".join([f"{person} in {film}", said, *_quoted(quotes)])


def _quoted(quotes: Iterable[Quote]) -> list[str]:
    signs = {"pos": "+", "neg": "-", "mixed": "~"}
    return [f"  {signs[q.polarity]} “{f'||{q.text}||' if q.spoiler else q.text}”" for q in quotes]


def hits(opening: str, found: Sequence[Hit]) -> str:
    """Found reviews: the film and the sentence that fits best."""
    if not found:
        return "I found no review that comes near."
    lines = [f"  {hit.film.name if hit.film else 'Unknown film'}: “{hit.match}”" for hit in found]
    return "\n".join([opening, *lines])


def side_by_side(opinions: Sequence[tuple[str, Opinion]], aspect: Aspect | None) -> str:
    """Verdicts one under another, and who comes off better where the counts allow to say so."""
    lines = [f"{name}: {_verdict(one, aspect)}" for name, one in opinions]
    shared = [a for a in ASPECT_NOUNS if a != "overall" and all(a in one.aspects for _, one in opinions)]
    if aspect is None:
        for each in sorted(shared, key=lambda a: -min(one.aspects[a].total for _, one in opinions))[:3]:
            counts = [
                f"+{one.aspects[each].positive:,} -{one.aspects[each].negative:,}" for _, one in opinions
            ]
            lines.append(f"{each.capitalize()}: {' / '.join(counts)}")
    return "\n".join([*lines, _preferred(opinions)])


def _verdict(one: Opinion, aspect: Aspect | None) -> str:
    about = f" on {ASPECT_NOUNS[aspect]}" if aspect else ""
    if not one.for_it + one.against:
        return f"no verdict{about}."
    return f"{one.for_it:,} for, {one.against:,} against{about}."


def _preferred(opinions: Sequence[tuple[str, Opinion]]) -> str:
    judged = [
        (one.low, one.high, name) for name, one in opinions if one.low is not None and one.high is not None
    ]
    if len(judged) < 2:
        return "That is not enough to say which comes off better."
    best = max(judged)
    # Intervals that do not overlap are a difference that chance does not explain.
    if all(best[0] > high for _, high, name in judged if name != best[2]):
        return f"{best[2]} clearly comes off better."
    return "That is too close to say which comes off better."


def _listed(items: Sequence[str], joiner: str) -> str:
    return f" {joiner} ".join([", ".join(items[:-1]), items[-1]] if len(items) > 1 else items)
