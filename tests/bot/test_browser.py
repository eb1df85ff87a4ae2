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


def test_a_whole_visit_asks_compares_writes_a_review_finds_it_and_deletes_it(bot_index: Path) -> None:
    words = "The kite itself steals every scene, and my whole family wept at the zeppelin."
    with browser.preview(bot_index) as url, browser.browser() as chromium:
        visit = browser.Visit(chromium.new_page(), url)
        assert "12 reviews" in visit.say("@reviews is A Boy and His Kite any good?").inner_text()
        assert "A Boy and His Kite (2010) · acting" in visit.say("@reviews and the acting?").inner_text()
        pair = visit.say("@reviews compare it with The Lighthouse Keeper's Daughter").inner_text()
        assert "A Boy and His Kite (2010) and The Lighthouse Keeper's Daughter (2004)" in pair

        visit.open_form("review write", film="a boy a")
        saved = visit.fill_in(words, stars="4.5")
        assert "Only you can see this" in saved.inner_text() and "13 reviews of it" in saved.inner_text()

        found = visit.command("search", topic="zeppelin")
        assert words in found.inner_text()
        assert "13 reviews" in visit.say("@reviews what do they say about A Boy and His Kite?").inner_text()

        settings = visit.command("settings")
        settings.locator(".select-trigger").nth(1).click()
        visit.page.locator(".select-option[data-value='asker']").last.click()
        settings.get_by_text("Stored.").first.wait_for()
        assert "Only you can see this" in visit.command("about").inner_text()

        mine = visit.command("review mine")
        assert "★★★★½" in mine.inner_text() and words in mine.inner_text()
        visit.press_here(mine, "Delete", "Delete your review of A Boy and His Kite (2010)?")
        visit.press_here(mine, "Delete it", "Your review of A Boy and His Kite (2010) is deleted.")
        assert words not in visit.command("search", topic="zeppelin").inner_text()
        assert "None." in visit.command("privacy").inner_text()
