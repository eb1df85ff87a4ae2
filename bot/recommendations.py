"""The words of a recommendation; its card and plain-text answers share them. Nothing here is Markdown."""

import re
from collections.abc import Mapping, Sequence

from index.language import later, listed, say
from index.types import Aspect, Film, Person, Recommended

from . import genres, rankings

_PRAISED_SHOWN = 2
_NOUNS: Mapping[Aspect, str] = {
    "acting": later("the acting"),
    "story": later("the story"),
    "direction": later("the direction"),
    "visuals": later("the visuals"),
    "music": later("the music"),
    "pacing": later("the pacing"),
    "impact": later("its power to move, amuse or thrill"),
    "overall": later("the whole"),
}
_OF_BOTH: Mapping[Aspect, str] = {**_NOUNS, "impact": later("their power to move, amuse or thrill")}
_ASKING = re.compile(
    r"^\W*(?:(?:hey|hi|ok|so|please|pls|well)\W+)*"
    r"(?:(?:can|could|would|will) (?:you|u|someone) )?(?:please )?"
    r"(?:recommend(?:ations?)?|suggest(?:ions?)?|find|give|get|show|got|know|any ideas?"
    r"|what (?:should|can|could) (?:i|we) (?:watch|see)"
    r"|(?:i(?:'m| am)?|we(?:'re| are)?) (?:want|need|looking for|in the mood for|after|fancy)"
    r"(?: to (?:see|watch))?|looking for|(?:i )?(?:want|need)(?: to (?:see|watch))?|in the mood for)\b"
    r"(?: (?:me|us|of|for|to|with)\b)*\s*",
    re.IGNORECASE,
)


def description(words: str, person: Person | None = None) -> str:
    """What a message describes: "a sad film" of "recommend me a sad film with Robin Williams".

    `person` is looked for in another way, and left out.
    """
    rest = _ASKING.sub("", words, count=1)
    if person is not None:
        name = "|".join(re.escape(each) for each in (person.name, person.name.split()[-1]))
        named = rf"(?:\b(?:with|by|from|of|starring)\s+)?\b(?:{name})\b"
        rest = re.sub(named, " ", rest, flags=re.IGNORECASE)
    return " ".join(rest.split()).strip(" ?!.,") or words


def reasons(one: Recommended, like: Film | None) -> list[str]:
    """Why a film is recommended, besides a review's words: people, and praise that the counts bear out."""
    found = []
    if like is not None and one.people:
        direct = [name for name in one.people if name in one.film.directors and name in like.directors]
        play = [name for name in one.people if name not in direct]
        if direct:
            found.append(say("Both are directed by {people}.", people=listed(direct)))
        if play:
            found.append(say("Both have {people}.", people=listed(play[:3])))
    shown = one.praised[:_PRAISED_SHOWN]
    if shown and like is not None:
        told = [
            say("{aspect} ({n} of {total} here, {m} of {whole} there)", aspect=say(_OF_BOTH[aspect]),
                n=here.positive, total=here.total, m=there.positive, whole=there.total)
            for aspect, here, there in shown
        ]  # fmt: skip
        found.append(say("Both are praised for {aspects}.", aspects=listed(told)))
    elif shown:
        told = [
            say("{aspect} ({n} of {total})", aspect=say(_NOUNS[aspect]), n=here.positive, total=here.total)
            for aspect, here, _ in shown
        ]
        found.append(say("Praised for {aspects}.", aspects=listed(told)))
    return found


def title(like: Film | None, words: str, genre: str) -> str:
    """What the films are: "Reviewed in much the same way as Solaris (2002)"."""
    genre = genres.shown(genre)
    if like is not None:
        return (
            say("Reviewed in much the same way as {film}: {genre}", film=like.name, genre=genre)
            if genre
            else say("Reviewed in much the same way as {film}", film=like.name)
        )
    return (
        say("Films for “{words}”: {genre}", words=words, genre=genre)
        if genre
        else say("Films for “{words}”", words=words)
    )


def nothing(like: Film | None) -> str:
    """That no film comes near."""
    if like is None:
        return say(
            "No film here is reviewed like that. Other words may find one: a mood, a subject, a genre."
        )
    return say("Nothing here comes near it, or too few have reviewed it to tell.")


def plain(found: Sequence[Recommended], like: Film | None) -> str:
    """The films in plain text; each quote stands on a line of its own, as it is written.

    A description is not told back: nobody shall put words into the answer.
    """
    if not found:
        return nothing(like)
    heading = title(like, "", "") if like is not None else say("Films to see, going by their reviews")
    lines = [say("{heading}:", heading=heading)]
    for place, one in enumerate(found, 1):
        lines.append(
            f"{place}. {one.film.name}, {rankings.for_it(one.tally)}. {' '.join(reasons(one, like))}".rstrip()
        )
        if one.why is not None:
            lines.append(f"  + “{one.why.text}”")
    return "\n".join(lines)
