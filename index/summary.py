"""Puts an opinion into two to four plain sentences, made only of its counts and quotes."""

from collections.abc import Iterable, Mapping, Sequence

from index.topics import ASPECT_OF
from index.types import ASPECT_NOUNS, Aspect, Opinion, Quote, Tally

_SMALL = 10  # reviews below which a share is called a small sample
_TINY = 5  # reviews below which a share is not worth the word
_SPLIT = 0.4  # share of the smaller side from which reviewers are said to disagree on an aspect
_ITEMS = 3  # things named in one list


def summarise(opinion: Opinion, aspect: Aspect | None = None) -> str:
    """The opinion in words. Every number in it is one of the opinion's counts or a sum of them.

    The wording follows the shape of the counts (unanimous, split, few, none), never chance, so one opinion
    always reads the same. `aspect` is the one that the opinion was formed on, if any.
    """
    if aspect is not None:
        parts = [_aspect_verdict(opinion, aspect), _particulars(opinion, aspect)]
    elif opinion.kind == "person":
        parts = [_person_verdict(opinion), _person_aspects(opinion)]
    else:
        parts = [_film_verdict(opinion), *_film_aspects(opinion)]
    return " ".join(part for part in parts if part)


def _film_verdict(o: Opinion) -> str:
    n, yes, no = o.reviews, o.for_it, o.against
    if n == 0:
        return f"There are no reviews of {o.subject} here."
    side, most = ("for it", yes) if yes >= no else ("against it", no)
    share = most / n
    counts = _listed(_sides(yes, no, n - yes - no))
    if n == 1:
        said = f"The only review is {side if most else 'in two minds'}"
    elif not most:
        said = f"{'Both' if n == 2 else f'All {n:,}'} reviews are in two minds"
    elif n == 2 and most == n:
        said = f"Both reviews are {side}"
    elif n < _TINY:
        said = f"There are only {n} reviews, " + (f"all {side}" if most == n else counts)
    elif most == n:
        said = f"All {n:,} reviewers are {side}"
    elif n < _SMALL:
        said = f"{most} of {n} reviewers are {side}" if share > 0.5 else f"{n} reviewers disagree: {counts}"
    elif share >= 0.9:
        said = f"Reviewers are close to unanimous: {most:,} of {n:,} are {side}"
    elif share >= 0.65:
        said = f"{most:,} of {n:,} reviewers are {side}"
    elif most - min(yes, no) <= 0.1 * n:
        said = f"Reviewers are split: {counts}"
    else:
        said = f"More reviewers are {'for it than against' if yes > no else 'against it than for'}: {counts}"
    if _TINY <= n < _SMALL:
        said += ", a small sample"
    return _with_basis(said, o) + "."


def _sides(yes: int, no: int, both: int) -> list[str]:
    counts = (yes, "for it"), (no, "against"), (both, "in two minds")
    return [f"{count:,} {text}" for count, text in counts if count]


def _with_basis(said: str, o: Opinion) -> str:
    """Adds what the verdicts rest on, unless they all came with the reviews."""
    stars, model = o.basis.get("stars", 0), o.basis.get("model", 0)
    few = o.reviews == 1
    if stars == o.reviews:
        return f"Going by {'its' if few else 'their'} stars, {said[0].lower()}{said[1:]}"
    if model == o.reviews:
        return f"Going by {'its' if few else 'their'} words, {said[0].lower()}{said[1:]}"
    why = [f"{stars:,} by stars"] * bool(stars) + [f"{model:,} judged from the text"] * bool(model)
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
        yes, no = told[split].positive, told[split].negative
        parts.append(f"Opinions differ on {ASPECT_NOUNS[split]}: {yes:,} for, {no:,} against.")
    return parts or [_in_their_words(o)]


def _side(o: Opinion, aspects: Mapping[Aspect, Tally], *, positive: bool) -> str:
    """One sentence on what praise (or criticism) is about and whom it names; empty if none is to tell."""
    items = _items(aspects, o.topics, positive=positive, reviews=o.reviews)
    person = _singled_out(o, positive=positive)
    stronger = (o.for_it >= o.against) is positive
    minority = min(o.for_it, o.against) <= 0.1 * o.reviews
    singled = f"{'single out' if positive else 'find fault with'} {person[0]}" if person else ""
    if not items:
        if person:
            return f"{person[1]:,} reviewers {singled}."
        return "" if stronger else _consolation(aspects, positive=positive)
    if items[0][1] == 1:
        if len(items) == 1:
            return f"One review {'praises' if positive else 'faults'} {items[0][0]}."
        opening = "Praise goes to" if positive else "Complaints are about"
        return f"{opening} {_listed([name for name, _ in items])} (1 review each)."
    if stronger and o.reviews > 2:
        opening = "They praise" if positive else "They fault"
    elif minority and not stronger:
        opening = "What praise there is goes to" if positive else "What complaints there are concern"
    else:
        opening = "Praise goes to" if positive else "Complaints are about"
    listed = [f"{name} ({_reviews(n) if i == 0 else f'{n:,}'})" for i, (name, n) in enumerate(items)]
    return f"{opening} {_listed(listed)}{f', and {person[1]:,} {singled}' if person else ''}."


def _consolation(aspects: Mapping[Aspect, Tally], *, positive: bool) -> str:
    """What the weaker side talks of most, when the stronger side outnumbers it everywhere."""
    ranked = sorted(aspects, key=lambda a: -_counts(aspects[a], positive)[0])
    for aspect in ranked[:1]:
        count, other = _counts(aspects[aspect], positive)
        if count >= 3 and positive:
            return f"Praise is most often for {ASPECT_NOUNS[aspect]}: {count:,} for, {other:,} against."
        if count >= 3:
            return (
                f"Complaints are most often about {ASPECT_NOUNS[aspect]}: {count:,} against, {other:,} for."
            )
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
        count, other = _counts(tally, positive)
        if count <= other:
            continue
        topic, part = _prevailing(aspect, topics, positive)
        # "Its impact" is a cold phrase, so a topic takes its place sooner.
        if part >= max(min(2, count), (0.4 if aspect == "impact" else 0.6) * count):
            found.append((topic, part))
        else:
            found.append((ASPECT_NOUNS[aspect], count))
    found.sort(key=lambda item: -item[1])
    floor = 1 if reviews < _SMALL else max(2, 0.25 * found[0][1] if found else 0)
    return [item for item in found if item[1] >= floor][:_ITEMS]


def _prevailing(aspect: Aspect, topics: Mapping[str, Tally], positive: bool) -> tuple[str, int]:
    """The topic of an aspect that most reviews of one side name, and how many do."""
    found = [(topic, *_counts(tally, positive)) for topic, tally in topics.items()]
    leaning = [(t, here) for t, here, there in found if ASPECT_OF.get(t) == aspect and here > there]
    return max(leaning, key=lambda item: item[1], default=("", 0))


def _counts(tally: Tally, positive: bool) -> tuple[int, int]:
    sides = tally.positive, tally.negative
    return sides if positive else (sides[1], sides[0])


def _singled_out(o: Opinion, *, positive: bool) -> tuple[str, int] | None:
    """The person whom most reviews praise (or criticise), if enough do."""
    ranked = sorted(o.people.items(), key=lambda item: -_counts(item[1], positive)[0])
    for name, tally in ranked[:1]:
        count, other = _counts(tally, positive)
        if count * (1 - _SPLIT) > other and count >= (3 if o.reviews >= _SMALL else 2):
            return name, count
    return None


def _in_their_words(o: Opinion) -> str:
    """A short quote where nothing else can be said of particulars."""
    quotes: Iterable[Quote] = o.praise if o.for_it >= o.against else o.criticism
    for quote in quotes:
        if quote.spoiler:
            continue
        if len(quote.text) <= 90 and '"' not in quote.text and "“" not in quote.text:
            return f"In the words of one: “{quote.text}”"
    if o.reviews == 1 or set(o.aspects) - {"overall"}:
        return ""
    return f"{'Neither' if o.reviews == 2 else 'None'} goes into particulars."


def _person_verdict(o: Opinion) -> str:
    n, yes, no = o.reviews, o.for_it, o.against
    sided = yes + no
    if n == 0:
        return f"No review here names {o.subject}."
    only = "Only " if n < _TINY else ""
    named = f"{only}{_reviews(n)} {'names' if n == 1 else 'name'} {o.subject}"
    if sided == 0:
        return named + (", without taking a side." if n == 1 else ", and none takes a side.")
    how = "with praise" if yes > no else "with criticism"
    if n == 1:
        return f"{named}, {how}."
    counts = _listed([f"{yes:,} with praise", f"{no:,} with criticism"])
    everyone = "both" if n == 2 else "all"
    some = f"{sided:,} {'takes' if sided == 1 else 'take'} a side"
    takes = f"{everyone} take a side" if sided == n else some
    if not (yes and no):
        return f"{named}; going by their words, {takes}, {'all ' if 1 < sided < n else ''}{how}."
    return f"{named}; going by their words, {takes}: {counts}."


def _person_aspects(o: Opinion) -> str:
    # What a film does to its audience or how long it is says little of one person in it.
    told = {a: t for a, t in o.aspects.items() if a not in ("impact", "pacing", "overall")}
    for aspect, tally in [(a, t) for a, t in told.items() if t.positive + t.negative >= 3][:1]:
        return f"As for {ASPECT_NOUNS[aspect]}, {_judged(tally, aspect)}."
    return ""


def _judged(t: Tally, aspect: Aspect) -> str:
    it = _it(aspect)
    sides = [
        f"{count:,} {one if count == 1 else many}"
        for count, one, many in (
            (t.positive, f"praises {it}", f"praise {it}"),
            (t.negative, f"faults {it}", f"fault {it}"),
            (t.mixed, "is in two minds", "are in two minds"),
        )
        if count
    ]
    return _listed(sides)


def _aspect_verdict(o: Opinion, aspect: Aspect) -> str:
    noun = "its power to amuse, move or thrill" if aspect == "impact" else ASPECT_NOUNS[aspect]
    where = f" where {'it names' if o.reviews < 2 else 'they name'} {o.subject}" if o.kind == "person" else ""
    if o.reviews == 0:
        return f"No review here judges {noun}{where}."
    tally = o.aspects[aspect]
    if o.reviews == 1:
        return f"Only 1 review judges {noun}{where}, and it {_alone(tally, aspect)}."
    only = "Only " if o.reviews < _TINY else ""
    if o.reviews in (tally.positive, tally.negative):
        both = "both" if o.reviews == 2 else "all"
        verdict = f"{both} {'praise' if tally.positive else 'fault'} {_it(aspect)}"
        return f"{only}{_reviews(o.reviews)} judge {noun}{where}, and {verdict}."
    return f"{only}{_reviews(o.reviews)} judge {noun}{where}: {_judged(tally, aspect)}."


def _alone(t: Tally, aspect: Aspect) -> str:
    verb = "praises" if t.positive else "faults"
    return f"{verb} {_it(aspect)}" if t.positive or t.negative else "is in two minds"


def _it(aspect: Aspect) -> str:
    return "them" if aspect == "visuals" else "it"


def _particulars(o: Opinion, aspect: Aspect) -> str:
    """Who and what inside the aspect is named most."""
    if o.reviews < _TINY:
        return ""
    positive = o.for_it >= o.against
    person = _singled_out(o, positive=positive) if o.kind == "film" else None
    parts = [f"{person[1]:,} {'single out' if positive else 'find fault with'} {person[0]}"] if person else []
    for topic, tally in o.topics.items():
        count, other = _counts(tally, positive)
        if count >= 2 and count > other:
            parts.append(f"{count:,} {'praise' if positive else 'fault'} {topic}")
    return f"{_listed(parts[:_ITEMS])}." if parts else ""


def _reviews(n: int) -> str:
    return f"{n:,} review{'' if n == 1 else 's'}"


def _listed(items: Sequence[str]) -> str:
    """One; one and two; one, two and three."""
    return " and ".join([", ".join(items[:-1]), items[-1]] if len(items) > 1 else items)
