"""Paging: the buttons on either side of a page, as far as pages can be told apart."""

import pytest

from bot.controls import pager
from bot.custom_ids import MOST_PAGES, Ask


@pytest.mark.parametrize(
    ("page", "pages", "disabled"),
    [
        (0, 3, [True, False]),
        (1, 3, [False, False]),
        (2, 3, [False, True]),
        (MOST_PAGES - 1, MOST_PAGES + 7, [False, True]),
    ],
)
def test_the_first_and_the_last_page_lead_no_further(page: int, pages: int, disabled: list[bool]) -> None:
    [row] = pager(Ask("reviews", "film", "f", page=page), pages)
    buttons = [child.item for child in row.children]
    assert [button.disabled for button in buttons] == disabled
    assert [Ask.parse(button.custom_id).page for button in buttons] == [
        max(page - 1, 0),
        min(page + 1, min(pages, MOST_PAGES) - 1),
    ]


def test_one_page_needs_no_pager() -> None:
    assert pager(Ask("reviews", "film", "f"), 1) == []
