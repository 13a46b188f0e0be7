"""A real browser for the tests of the report: Chromium from Debian without network, which writes down
whatever goes wrong on a page."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Dialog, Page, Route, expect, sync_playwright

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
DESKTOP = (1280, 900)
PHONE = (390, 844)
AXE = files("axe_playwright_python") / "axe.min.js"
SERIOUS = ("serious", "critical")
# Patience for slow machines, in ms: what is waited for comes, or never does.
PATIENCE = 60_000
expect.set_options(timeout=PATIENCE)


@dataclass
class Seen:
    """What happened on the pages of one context: requests beyond the disk, errors, dialogs."""

    beyond: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def clean(self) -> None:
        """Raises AssertionError unless nothing was asked of a network and nothing went wrong."""
        assert self.beyond == []
        assert self.errors == []


@dataclass
class Reader:
    """One reader at a browser: a page, and what happened on it."""

    page: Page
    seen: Seen

    def open(self, path: Path, rest: str = "") -> Page:
        """Opens a file, and waits until its lists are there."""
        self.page.goto(path.as_uri() + rest)
        if self.page.locator("script[src$='list.js']").count():
            self.page.wait_for_selector("html[data-ready]", state="attached")
        return self.page


@contextmanager
def chromium() -> Iterator[Browser]:
    """The browser of this machine. Fails the test where there is none."""
    path = shutil.which("chromium")
    if path is None:
        pytest.fail("chromium is not installed; `make test` installs it, as root or with sudo")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield browser
        browser.close()


@contextmanager
def reader(browser: Browser, size: tuple[int, int] = DESKTOP, **wishes: Any) -> Iterator[Reader]:
    """A reader with a window of `size` and wishes of Playwright's context (locale, color_scheme, …). Nothing
    but files is answered; at the end nothing else must have been asked for, and no error been met."""
    width, height = size
    wishes = {"locale": "ko-KR", "reduced_motion": "reduce", **wishes}
    context = browser.new_context(viewport={"width": width, "height": height}, offline=True, **wishes)
    context.set_default_timeout(PATIENCE)
    seen = Seen()
    yield Reader(_page(context, seen), seen)
    seen.clean()
    context.close()


def _page(context: BrowserContext, seen: Seen) -> Page:
    def answer(route: Route) -> None:
        if route.request.url.startswith(("file:", "data:", "blob:")):
            route.continue_()
        else:
            seen.beyond.append(route.request.url)
            route.abort()

    def dismissed(dialog: Dialog) -> None:
        seen.errors.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    page = context.new_page()
    page.route("**/*", answer)
    page.on("console", lambda said: seen.errors.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda error: seen.errors.append(str(error)))
    page.on("dialog", dismissed)
    page.on("requestfailed", lambda request: seen.errors.append(f"failed: {request.url}"))
    return page


def barriers(page: Page, *rules: str) -> list[str]:
    """What axe-core finds on a page that is serious or critical; of `rules` alone, if any are given."""
    options: dict[str, Any] = {"runOnly": {"type": "rule", "values": list(rules)}} if rules else {}
    page.evaluate(AXE.read_text(encoding="utf-8"))
    # Nothing is to be fetched a second time, style sheets included: that is what `preload` is for.
    options |= {"resultTypes": ["violations"], "preload": False}
    found = page.evaluate("options => axe.run(document, options)", options)["violations"]
    return [
        f"{violation['id']} ({violation['impact']}): {node['target']} {node['html'][:200]}"
        for violation in found
        if violation["impact"] in SERIOUS
        for node in violation["nodes"]
    ]


def overflow(page: Page) -> int:
    """How many pixels of the page lie beyond the right edge of the window."""
    return int(page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))
