"""A visit in a browser, from the first letter of a title to the review behind a quote."""

from pathlib import Path

import pytest

from index.library import Library

from . import browser

pytestmark = pytest.mark.skipif(browser.CHROMIUM is None, reason="no Chromium is installed")


def test_a_visit(bot_index: Path, bot_library: Library) -> None:
    with browser.preview(bot_index) as url, browser.browser() as chromium:
        visit = browser.Visit(chromium.new_page(), url)

        card = visit.command("opinion", film="a boy a")
        assert "A Boy and His Kite (2010)" in card.inner_text()
        assert "67\u00a0% for it" in card.inner_text()
        quote = card.locator("blockquote").first.inner_text().split("\n")[0]
        stored = [review.text for review in bot_library.reviews_of("kite", 0, 100)]
        assert any(quote in text for text in stored)
        chart = card.locator("img").last
        visit.page.wait_for_function("image => image.naturalWidth == 1040", arg=chart.element_handle())
        assert "acting" in (chart.get_attribute("alt") or "")

        page = visit.press(card, "More praise")
        assert "Only you can see this" in page.inner_text()
        assert page.locator("blockquote").count() == 5
        review = visit.press(page, "Review")
        assert page.locator("blockquote").first.inner_text().split("\n")[0] in review.inner_text()

        answer = visit.say("@reviews why do people hate A Boy and His Kite?")
        assert "Against" in answer.inner_text()
        hostile = visit.command("opinion", film="noise")
        texts = [review.text for review in bot_library.reviews_of("noise", 0, 100)]
        for found in hostile.locator("blockquote").all_inner_texts():
            words = found.split("\n")[0].replace("\u200b", "")
            assert any(words in text for text in texts), "what looks like markup is shown as written"
        assert hostile.locator("a[href]").count() == 0
