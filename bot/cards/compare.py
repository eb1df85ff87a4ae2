"""The card of two films or two people side by side."""

from index.language import listed, say
from index.types import Comparison, Opinion, Quote, Tally

from .. import comparisons, controls, subjects
from ..custom_ids import Ask
from . import pairs, text
from .opinion import quoted
from .sheet import NEUTRAL, Reply, Sheet, together

NAME_ROOM = 150
SENTENCE_ROOM = 500


def compare_card(comparison: Comparison, values: tuple[str, str], here: bool = False) -> Reply:
    """The verdict on both, what one has over the other, and a quote of each.

    Args:
        comparison: the two opinions and where they differ.
        values: what names each of the two, see `subjects`.
        here: the card is replaced by its own selects instead of answered below.
    """
    first, second = comparisons.names(comparison)
    aspect, ask = comparison.aspect, Ask("compare", "film", subjects.pair(*values), here=here)
    by_aspect = [
        (one.aspect, comparisons.aspect_name(one.aspect), _both(one.sides)) for one in comparison.aspects
        if one.aspect is not None
    ]  # fmt: skip
    contrast = Ask("contrast", "film", ask.subject, here=here)
    opens = [_open(one) for one in comparison.opinions]
    if aspect is not None:
        opens.append(controls.button(ask, say("All aspects")))
    rows = together(
        controls.rows(opens), controls.row_of(controls.select(contrast, say("By aspect"), by_aspect))
    )
    sheet = Sheet(rows, NEUTRAL)
    names = [text.fitted(name, NAME_ROOM) for name in (first, second)]
    only = f" \N{MIDDLE DOT} {comparisons.aspect_name(aspect)}" if aspect else ""
    sheet.text(f"## {listed(names)}{only}")
    sheet.text(text.fitted(comparisons.verdict(comparison), SENTENCE_ROOM))
    lines = []
    for which, name in enumerate(names):
        share = text.headline(comparison.opinions[which], aspect)
        counts = text.plain(comparisons.counts(comparison, which))
        lines.append(f"**{name}**\n" + " \N{MIDDLE DOT} ".join(filter(None, [share, counts])))
    sheet.text("\n".join(lines))
    if comparison.aspects:
        shown = comparison.aspects, (first, second)
        sheet.show(pairs.draw(*shown), pairs.alt(*shown))
    short = [text.fitted(name, NAME_ROOM) for name in comparisons.short_names(comparison)]
    for which, name in enumerate(short):
        told = [text.fitted(sentence, SENTENCE_ROOM) for sentence in comparisons.over(comparison, which)]
        if told:
            lead = say("What {name} has over {other}", name=name, other=short[1 - which])
            sheet.text("\n".join([f"**{lead}**", *told]))
    sheet.small(text.fitted(comparisons.undecided(comparison), SENTENCE_ROOM))
    for opinion in comparison.opinions:
        if (quote := _quote(opinion)) is not None:
            quoted(sheet, quote, opinion.subject)
    return sheet.reply()


def _quote(opinion: Opinion) -> Quote | None:
    """The words that speak for most reviews, rather some that give nothing away."""
    sides = (opinion.praise, opinion.criticism)
    stronger = sides if opinion.for_it >= opinion.against else sides[::-1]
    quotes = [quote for side in stronger for quote in side]
    return next((quote for quote in quotes if not quote.spoiler), next(iter(quotes), None))


def _open(opinion: Opinion) -> controls.AskButton | None:
    return controls.button(Ask("opinion", opinion.kind, opinion.id), opinion.subject)


def _both(sides: tuple[Tally, Tally]) -> str:
    if not all(side.total for side in sides):
        return say("judged in one of the two only")
    return say(
        "{n} of {total} in praise, {m} of {whole}",
        n=sides[0].positive, total=sides[0].total, m=sides[1].positive, whole=sides[1].total,
    )  # fmt: skip
