"""The card of films to see, and why each."""

from collections.abc import Sequence

from index.language import say
from index.types import Film, Recommended

from .. import controls, rankings, recommendations
from ..custom_ids import Ask
from ..limits import clip_words
from . import text
from .sheet import FOR_IT, NEUTRAL, Reply, Sheet

TITLE_ROOM = 300
NAME_ROOM = 120
REASON_ROOM = 300
QUOTE_ROOM = 300


def recommend_card(
    found: Sequence[Recommended], like: Film | None, words: str, genre: str = "", here: bool = False
) -> Reply:
    """Films that are reviewed like a film, or like a description in words, with a review's words for each.

    `here` marks a card that its own select replaces instead of answering below.
    """
    pick = controls.select(
        Ask("pick", "film", "", here=here),
        say("What do they say of…"),
        [(one.film.id, one.film.name, rankings.for_it(one.tally)) for one in found],
    )
    sheet = Sheet(controls.row_of(pick), FOR_IT if found else NEUTRAL)
    title = recommendations.title(like, clip_words(words, 150), genre)
    sheet.text(f"### {text.fitted(title, TITLE_ROOM)}")
    if not found:
        sheet.text(text.fitted(recommendations.nothing(like), 300))
    for place, one in enumerate(found, 1):
        name, counts = text.fitted(one.film.name, NAME_ROOM), text.plain(rankings.for_it(one.tally))
        lines = [f"**{place}. {name}** \N{MIDDLE DOT} {counts}"]  # a list would begin anew in each block
        if why := " ".join(recommendations.reasons(one, like)):
            lines.append(text.fitted(why, REASON_ROOM))
        button = None
        if one.why is not None:
            lines.append(f"> {text.fitted(one.why.text, QUOTE_ROOM, text.veiled)}")
            if who := text.signature(one.why):
                lines.append(f"-# {who}")
            button = controls.button(Ask("review", "review", one.why.review_id), say("Review"))
        sheet.text("\n".join(lines), button)
    return sheet.reply()
