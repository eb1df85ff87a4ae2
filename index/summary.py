"""Puts an opinion into two to four plain sentences, made only of its counts and quotes."""

from collections.abc import Iterable, Mapping

from index.language import later, later_n, listed, number, say, say_n, spoken
from index.particulars import SMALL, TINY, aspect_sentences, counts_of, person_sentences, reviews, singled_out
from index.topics import ASPECT_OF
from index.types import ASPECT_NOUNS, Aspect, Opinion, Quote, Tally

_SPLIT = 0.4  # share of the smaller side from which reviewers are said to disagree on an aspect
_ITEMS = 3  # things named in one list


def summarise(opinion: Opinion, aspect: Aspect | None = None) -> str:
    """The opinion in words, in the language spoken. Every number in it is one of its counts or a sum of them.

    The wording follows the shape of the counts (unanimous, split, few, none), never chance, so one opinion
    always reads the same. `aspect` is the one that the opinion was formed on, if any.
    """
    if aspect is not None:
        parts = aspect_sentences(opinion, aspect)
    elif opinion.kind == "person":
        parts = person_sentences(opinion)
    else:
        parts = [_film_verdict(opinion), *_film_aspects(opinion)]
    return " ".join(part for part in parts if part)


def _film_verdict(o: Opinion) -> str:
    n, yes, no = o.reviews, o.for_it, o.against
    if n == 0:
        return say("There are no reviews of {film} here.", film=o.subject)
    side, most = (_FOR_IT, yes) if yes >= no else (_AGAINST_IT, no)
    share = most / n
    counts = listed(_sides(yes, no, n - yes - no))
    if n == 1:
        said = say(side["only"]) if most else say("The only review is in two minds")
    elif n == 2 and not most:
        said = say("Both reviews are in two minds")
    elif not most:
        said = say("All {n} reviews are in two minds", n=n)
    elif n == 2 and most == n:
        said = say(side["both"])
    elif n < TINY and most == n:
        said = say(side["all few"], n=n)
    elif n < TINY:
        said = say("There are only {n} reviews, {counts}", n=n, counts=counts)
    elif most == n:
        said = say(side["all"], n=n)
    elif n < SMALL and share <= 0.5:
        said = say("{n} reviewers disagree: {counts}", n=n, counts=counts)
    elif n >= SMALL and share >= 0.9:
        said = say(side["nearly all"], most=most, n=n)
    elif n < SMALL or share >= 0.65:
        said = say(side["most"], most=most, n=n)
    elif most - min(yes, no) <= 0.1 * n:
        said = say("Reviewers are split: {counts}", counts=counts)
    else:
        said = say(side["more"], counts=counts)
    if TINY <= n < SMALL:
        said = say("{said}, a small sample", said=said)
    return f"{_with_basis(said, o)}."


_FOR_IT = {
    "only": later("The only review is for it"),
    "both": later("Both reviews are for it"),
    "all few": later("There are only {n} reviews, all for it"),
    "all": later("All {n} reviewers are for it"),
    "nearly all": later("Reviewers are close to unanimous: {most} of {n} are for it"),
    "most": later("{most} of {n} reviewers are for it"),
    "more": later("More reviewers are for it than against: {counts}"),
}
_AGAINST_IT = {
    "only": later("The only review is against it"),
    "both": later("Both reviews are against it"),
    "all few": later("There are only {n} reviews, all against it"),
    "all": later("All {n} reviewers are against it"),
    "nearly all": later("Reviewers are close to unanimous: {most} of {n} are against it"),
    "most": later("{most} of {n} reviewers are against it"),
    "more": later("More reviewers are against it than for: {counts}"),
}


def _sides(yes: int, no: int, both: int) -> list[str]:
    counts = (
        (yes, later_n("{n} for it", "{n} for it")),
        (no, later_n("{n} against", "{n} against")),
        (both, later_n("{n} in two minds", "{n} in two minds")),
    )
    return [say_n(*text, count) for count, text in counts if count]


def _with_basis(said: str, o: Opinion) -> str:
    """Adds what the verdicts rest on, unless they all came with the reviews."""
    stars, model = o.basis.get("stars", 0), o.basis.get("model", 0)
    # German writes its nouns large, so its sentences are taken in from the front or whole.
    inside = said if spoken() == "de" else said[0].lower() + said[1:]
    if stars == o.reviews == 1:
        return say("Going by its stars, {said}", said=inside)
    if model == o.reviews == 1:
        return say("Going by its words, {said}", said=inside)
    if stars == o.reviews:
        return say("Going by their stars, {said}", said=inside)
    if model == o.reviews:
        return say("Going by their words, {said}", said=inside)
    why = [say_n("{n} by stars", "{n} by stars", stars)] * bool(stars)
    why += [say_n("{n} judged from the text", "{n} judged from the text", model)] * bool(model)
    return f"{said} ({', '.join(why)})" if why else said


def _film_aspects(o: Opinion) -> list[str]:
    """What praise and criticism are about, the stronger side first, and what divides the reviewers."""
    if o.reviews == 0:
        return []
    told: dict[Aspect, Tally] = {a: t for a, t in o.aspects.items() if a != "overall"}
    split = next((a for a, t in told.items() if _is_split(t)), None)
    rest: dict[Aspect, Tally] = {a: t for a, t in told.items() if a != split}
    sides = [_side(o, rest, positive=True), _side(o, rest, positive=False)]
    parts = [part for part in (sides if o.for_it >= o.against else reversed(sides)) if part]
    if split:
        parts.append(
            say(
                "Opinions differ on {thing}: {yes} for, {no} against.",
                thing=say(ASPECT_NOUNS[split]), yes=told[split].positive, no=told[split].negative,
            )
        )  # fmt: skip
    return parts or [_in_their_words(o)]


_PRAISE = {
    "one person": later("{n} reviewers single out {name}."),
    "one": later("One review praises {thing}."),
    "one each": later("Praise goes to {things} (1 review each)."),
    "strong": later("They praise {things}"),
    "rare": later("What praise there is goes to {things}"),
    "plain": later("Praise goes to {things}"),
    "and a person": later("{said}, and {n} single out {name}."),
    "most often": later("Praise is most often for {thing}: {count} for, {other} against."),
}
_FAULTS = {
    "one person": later("{n} reviewers find fault with {name}."),
    "one": later("One review faults {thing}."),
    "one each": later("Complaints are about {things} (1 review each)."),
    "strong": later("They fault {things}"),
    "rare": later("What complaints there are concern {things}"),
    "plain": later("Complaints are about {things}"),
    "and a person": later("{said}, and {n} find fault with {name}."),
    "most often": later("Complaints are most often about {thing}: {count} against, {other} for."),
}


def _side(o: Opinion, aspects: Mapping[Aspect, Tally], *, positive: bool) -> str:
    """One sentence on what praise (or criticism) is about and whom it names; empty if none is to tell."""
    words = _PRAISE if positive else _FAULTS
    items = _items(aspects, o.topics, positive=positive, reviews=o.reviews)
    person = singled_out(o, positive=positive)
    stronger = (o.for_it >= o.against) is positive
    minority = min(o.for_it, o.against) <= 0.1 * o.reviews
    if not items:
        if person:
            return say(words["one person"], n=person[1], name=person[0])
        return "" if stronger else _consolation(aspects, words["most often"], positive=positive)
    if items[0][1] == 1:
        if len(items) == 1:
            return say(words["one"], thing=items[0][0])
        return say(words["one each"], things=listed([name for name, _ in items]))
    manner = "strong" if stronger and o.reviews > 2 else "rare" if minority and not stronger else "plain"
    counted = [f"{name} ({reviews(n) if i == 0 else number(n)})" for i, (name, n) in enumerate(items)]
    said = say(words[manner], things=listed(counted))
    return say(words["and a person"], said=said, n=person[1], name=person[0]) if person else f"{said}."


def _consolation(aspects: Mapping[Aspect, Tally], words: str, *, positive: bool) -> str:
    """What the weaker side talks of most, when the stronger side outnumbers it everywhere."""
    ranked = sorted(aspects, key=lambda a: -counts_of(aspects[a], positive)[0])
    for aspect in ranked[:1]:
        count, other = counts_of(aspects[aspect], positive)
        if count >= 3:
            return say(words, thing=say(ASPECT_NOUNS[aspect]), count=count, other=other)
    return ""


def _is_split(t: Tally) -> bool:
    judged = t.positive + t.negative
    return judged >= 5 and min(t.positive, t.negative) >= _SPLIT * judged


def _items(
    aspects: Mapping[Aspect, Tally], topics: Mapping[str, Tally], *, positive: bool, reviews: int
) -> list[tuple[str, int]]:
    """What one side is about, most reviews first: aspects that lean its way, by topic where one prevails."""
    found: list[tuple[str, int]] = []
    for aspect, tally in aspects.items():
        count, other = counts_of(tally, positive)
        if count <= other:
            continue
        topic, part = _prevailing(aspect, topics, positive)
        # "Its impact" is a cold phrase, so a topic takes its place sooner.
        if part >= max(min(2, count), (0.4 if aspect == "impact" else 0.6) * count):
            found.append((say(topic), part))
        else:
            found.append((say(ASPECT_NOUNS[aspect]), count))
    found.sort(key=lambda item: -item[1])
    floor = 1 if reviews < SMALL else max(2, 0.25 * found[0][1] if found else 0)
    return [item for item in found if item[1] >= floor][:_ITEMS]


def _prevailing(aspect: Aspect, topics: Mapping[str, Tally], positive: bool) -> tuple[str, int]:
    """The topic of an aspect that most reviews of one side name, and how many do."""
    found = [(topic, *counts_of(tally, positive)) for topic, tally in topics.items()]
    leaning = [(t, here) for t, here, there in found if ASPECT_OF.get(t) == aspect and here > there]
    return max(leaning, key=lambda item: item[1], default=("", 0))


def _in_their_words(o: Opinion) -> str:
    """A short quote where nothing else can be said of particulars."""
    quotes: Iterable[Quote] = o.praise if o.for_it >= o.against else o.criticism
    for quote in quotes:
        if quote.spoiler:
            continue
        if len(quote.text) <= 90 and '"' not in quote.text and "“" not in quote.text:
            return say("In the words of one: “{quote}”", quote=quote.text)
    if o.reviews == 1 or set(o.aspects) - {"overall"}:
        return ""
    return say("Neither goes into particulars.") if o.reviews == 2 else say("None goes into particulars.")
