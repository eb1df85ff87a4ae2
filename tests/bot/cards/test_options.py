"""What stands in the options of a select, where no spoiler bars are."""

import json

import pytest

from bot import veils
from bot.cards.hits import hits_card
from bot.servers import SpoilerHandling
from index.types import Film, Hit, Review


@pytest.mark.parametrize(("how", "open_"), [("hide", False), ("drop", False), ("show", True)])
def test_an_option_gives_nothing_away(how: SpoilerHandling, open_: bool) -> None:
    marked = Review(source="s", raw="", id="1", text="It was Bob.", spoiler=True)
    telling = Review(source="s", raw="", id="2", text="In the end she dies.")
    harmless = Review(source="s", raw="", id="3", text="A fine chase.")
    found = [Hit(one, Film("f", "Fog"), 1.0, one.text) for one in (marked, telling, harmless)]
    with veils.handling(how):
        shown = json.dumps(hits_card("x", found, 0).layout.to_components())
    assert ("It was Bob." in shown, "she dies" in shown) == (open_, open_)
    assert "A fine chase." in shown
