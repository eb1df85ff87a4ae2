"""A headless Chromium at the bot's preview, doing what a visitor does."""

import os
import re
import shutil
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Locator, Page, sync_playwright

ROOT = Path(__file__).parents[2]
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
SWITCHES = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-domain-reliability",
    "--disable-sync",
    "--no-first-run",
)
START_SECONDS = 120  # loading the model takes its time on a slow machine
PATIENCE_MS = 60_000


@contextmanager
def preview(index: Path) -> Iterator[str]:
    """The address of a preview of this index, served by a process of its own.

    What is written there goes with it: the settings are those of config.toml but for that folder.
    """
    environment = {name: value for name, value in os.environ.items() if name != "DISCORD_TOKEN"}
    with (
        tempfile.TemporaryFile("w+") as told,  # a pipe that nobody reads would stop the process once full
        tempfile.TemporaryDirectory() as folder,
        subprocess.Popen(
            [sys.executable, "-m", "bot", "--index", str(index), "--config", str(_config(Path(folder)))],
            cwd=ROOT,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=told,
            text=True,
        ) as process,
    ):
        late = threading.Timer(START_SECONDS, process.kill)
        late.start()
        try:
            assert process.stdout is not None
            line = process.stdout.readline()
            late.cancel()
            if not line.startswith("Preview: "):
                process.kill()
                status = process.wait()
                told.seek(0)
                raise AssertionError(
                    f"the preview did not start within {START_SECONDS} s (exit status {status}); "
                    f"stdout: {line!r}, stderr:\n{told.read()}"
                )
            yield line.removeprefix("Preview: ").strip()
        finally:
            late.cancel()
            process.terminate()


def _config(folder: Path) -> Path:
    """The settings with servers kept in a folder."""
    text = (ROOT / "config.toml").read_text("utf-8")
    config = folder / "config.toml"
    servers = (folder / "servers").as_posix()
    config.write_text(re.sub(r"(?m)^servers = .*$", f'servers = "{servers}"', text), "utf-8")
    return config


@contextmanager
def browser() -> Iterator[Browser]:
    """The installed Chromium."""
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=list(SWITCHES))
        try:
            yield started
        finally:
            started.close()


class Visit:
    """A person at the page of the preview."""

    def __init__(self, page: Page, url: str) -> None:
        """Opens the page and waits for the bot's welcome."""
        self.page = page
        page.set_default_timeout(PATIENCE_MS)
        page.goto(url)
        page.locator("article.channel-message").first.wait_for()

    def command(self, name: str, /, **options: str) -> Locator:
        """Types a slash command; of the suggestions for an option the first is taken. Answers its message."""
        self.type_command(name, **options)
        if self.page.locator(".command-popup [data-value]").count():
            self.page.keyboard.press("Enter")
        return self.send()

    def type_command(self, name: str, /, **options: str) -> None:
        """As `command`, up to the suggestions for the last option."""
        self._compose(f"/{name}")
        self.page.locator(".command-popup [role=option]").filter(has_text=f"/{name}").first.wait_for()
        self.page.keyboard.press("Enter")
        for place, (option, typed) in enumerate(options.items()):
            if place:
                self.page.keyboard.press("Enter")  # takes the suggestion for the one before
            field = self.page.locator(f"input[data-option={option}]")
            if not field.count():
                self.page.locator(".command-ghost").click()
                self.page.locator(".command-popup [role=option]").filter(has_text=option).first.click()
            field.press_sequentially(typed, delay=40)
            if field.get_attribute("role") == "combobox":
                self.page.locator(".command-popup [data-value]").first.wait_for()

    def send(self) -> Locator:
        """Sends the command that was typed; answers its message."""
        return self._answered(lambda: self.page.locator("#send-message").click())

    def say(self, words: str) -> Locator:
        """Writes a message; answers the bot's."""
        self._compose(words)
        return self._answered(lambda: self.page.keyboard.press("Enter"), messages=2)

    def press(self, message: Locator, button: str) -> Locator:
        """Presses a button; answers the new message."""
        return self._answered(lambda: message.get_by_role("button", name=button, exact=True).first.click())

    def fill_in(self, text: str, stars: str = "") -> Locator:
        """Fills in the form of a review that is open, and sends it; answers the bot's message."""
        form = self.page.locator("[role=dialog]").last
        form.locator("textarea").fill(text)
        if stars:
            form.locator(".select-trigger").click()
            self.page.locator(f".select-option[data-value='{stars}']").last.click()
        return self._answered(lambda: form.get_by_role("button", name="Submit").click())

    def open_form(self, name: str, /, **options: str) -> None:
        """Types a command that opens a form."""
        self.type_command(name, **options)
        self.page.keyboard.press("Enter")
        self.page.locator("#send-message").click()
        self.page.locator("[role=dialog] textarea").wait_for()

    def press_here(self, message: Locator, button: str, then: str) -> None:
        """Presses a button that changes its own message, and waits for the words of the change."""
        message.get_by_role("button", name=button, exact=True).first.click()
        message.get_by_text(then).first.wait_for()

    def _compose(self, words: str) -> None:
        field = self.page.locator("#channel-composer-input")
        field.click()
        field.press_sequentially(words, delay=20)

    def _answered(self, act: Callable[[], None], messages: int = 1) -> Locator:
        shown = self.page.locator("article.channel-message")
        before = shown.count()
        act()
        answer = shown.nth(before + messages - 1)
        answer.locator(".component-container").wait_for()
        return answer
