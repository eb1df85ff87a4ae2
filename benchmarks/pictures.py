"""Takes the README's pictures: each command, in the preview over the index of the demo reviews.

    python -m benchmarks.pictures --index data/index

Needs an installed Chromium and the test dependencies. Writes docs/pictures/*.png.
"""

import argparse
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import Locator, Page

from tests.bot.browser import Visit, browser, preview

FOLDER = Path(__file__).parents[1] / "docs" / "pictures"
WIDTH, HEIGHT = 1100, 1600
LOW = 720  # where the composer matters, so that it stands close to the message
COLOURS = 128  # of a picture; keeps each far below 200 KB without a difference to be seen


def main() -> None:
    """Visits the preview and writes the pictures."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--index", type=Path, default=Path("data/index"), metavar="DIR")
    options = parser.parse_args()
    FOLDER.mkdir(parents=True, exist_ok=True)
    with preview(options.index.resolve()) as url, browser() as chromium:
        page = chromium.new_page(viewport={"width": WIDTH, "height": HEIGHT}, device_scale_factor=1.5)
        visit = Visit(page, url)
        page.set_viewport_size({"width": WIDTH, "height": LOW})
        visit.type_command("opinion", film="sp")
        _save_page("suggestions", page)
        page.keyboard.press("Escape")
        page.reload()
        page.set_viewport_size({"width": WIDTH, "height": HEIGHT})
        _save("help", page.locator("article.channel-message").first)
        visit.type_command("opinion", film="about a")
        page.keyboard.press("Enter")
        opinion = visit.send()
        _save("opinion", opinion)
        _save("praise", visit.press(opinion, "More praise"))
        _save("review", visit.press(page.locator("article.channel-message").last, "Review"))
        _save("films", visit.press(opinion, "Similar films"))
        _save("person", visit.command("person", name="hugh grant"))
        _save("search", visit.command("search", topic="car chase"))
        _save("similar", visit.command("similar", text="A slow, beautiful film about love in space."))
        _save("mention", visit.say("@reviews how is the acting in Insomnia?"))
        visit.type_command("compare", first="solaris", second="insomnia")
        page.keyboard.press("Enter")
        _save("compare", visit.send())
        _save("rank", visit.command("rank", genre="horror"))
        _save("recommend", visit.command("recommend", description="a sad film about a father and son"))
        _save("random", visit.command("random"))
        visit.open_form("review write", film="about a b")
        form = page.locator("[role=dialog]").last
        form.locator("textarea").fill("Hugh Grant has never been better, and the songs still make me smile.")
        _write("write", form.screenshot())
        _save("written", visit.fill_in(form.locator("textarea").input_value(), stars="4.5"))
        _save("mine", visit.command("review mine"))
        _save("settings", visit.command("settings"))
        _save("privacy", visit.command("privacy"))
        _save("about", visit.command("about"))


def _save(name: str, message: Locator) -> None:
    message.scroll_into_view_if_needed()
    message.page.wait_for_function(
        "message => [...message.querySelectorAll('img')].every(image => image.naturalWidth)",
        arg=message.element_handle(),
    )
    page = message.page
    page.evaluate("document.activeElement.blur()")
    page.mouse.move(0, 0)
    _write(name, message.screenshot())


def _save_page(name: str, page: Page) -> None:
    _write(name, page.locator("#channel-layout").screenshot())


def _write(name: str, png: bytes) -> None:
    picture = Image.open(BytesIO(png)).convert("RGB").quantize(COLOURS)
    picture.save(FOLDER / f"{name}.png", optimize=True)


if __name__ == "__main__":
    main()
