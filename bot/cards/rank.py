"""The card of films in order, a page."""

from dataclasses import replace

from index.language import say, say_n
from index.types import Criteria, Polarity, Ranking

from .. import controls, criteria, rankings
from ..custom_ids import Ask
from . import text
from .sheet import AGAINST, FOR_IT, NEUTRAL, Reply, Sheet, together

TITLE_ROOM = 300
LINE_ROOM = 120


def rank_ask(asked: Criteria) -> Ask:
    """What a button asks for that leads to a ranking."""
    side: Polarity = "neg" if asked.worst else "pos"
    return Ask("rank", "film", criteria.packed(asked), asked.aspect, side, 0, here=True)


def rank_card(ranking: Ranking, page: int = 0) -> Reply:
    """The films of a page, each with its counts; or why there are none."""
    asked, size = ranking.criteria, ranking.criteria.count
    pages = max(-(-len(ranking.films) // size), 1)
    page = min(page, pages - 1)
    shown = ranking.films[page * size : (page + 1) * size]
    ask = replace(rank_ask(asked), page=page)
    pick = controls.select(
        Ask("pick", "film", "", asked.aspect),
        say("What do they say of…"),
        [(one.film.id, one.film.name, rankings.base(one, asked)) for one in shown],
    )
    turned = rank_ask(replace(asked, worst=not asked.worst))
    buttons = [controls.button(turned, say("The best instead") if asked.worst else say("The worst instead"))]
    if ranking.fewer is not None:
        least, films = ranking.fewer
        lower = rank_ask(replace(asked, minimum=least))
        label = say_n(
            "With {least}+ reviews: {n} film", "With {least}+ reviews: {n} films", films, least=least
        )
        buttons.insert(0, controls.button(lower, label))
    rows = together(
        controls.pager(ask, pages), controls.row_of(pick), controls.rows(buttons if ranking.fitting else [])
    )
    sheet = Sheet(rows, NEUTRAL if not shown else AGAINST if asked.worst else FOR_IT)
    sheet.text(f"### {text.fitted(rankings.title(asked), TITLE_ROOM)}")
    if not shown:
        sheet.text(text.fitted(rankings.nothing(ranking), 500))
        return sheet.reply()
    first = page * size + 1
    lines = [
        f"{place}. **{text.fitted(one.film.name, LINE_ROOM)}**"
        f" \N{MIDDLE DOT} {text.plain(rankings.base(one, asked))}"
        for place, one in enumerate(shown, first)
    ]
    sheet.text("\n".join(lines))
    small = rankings.measure(ranking)
    if pages > 1:
        small = say("page {page} of {pages}. {measure}", page=page + 1, pages=pages, measure=small)
    sheet.small(text.fitted(" ".join(filter(None, [small, rankings.fewer(ranking)])), 500))
    return sheet.reply()
