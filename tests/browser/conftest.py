"""Pages in a real browser: headless Chromium, as Debian ships it."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

WIDE = {"width": 1300, "height": 900}


@dataclass
class Visit:
    """A page that was opened, and what it said and asked for meanwhile."""

    page: Page
    said: list[str] = field(default_factory=list)
    """Console messages of any kind, errors of scripts, dialogs."""
    asked: list[str] = field(default_factory=list)
    """Addresses that were requested."""


Open = Callable[..., Visit]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    program = shutil.which("chromium")
    if program is None:
        pytest.skip("needs Chromium: bin/system-packages installs it")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        yield chromium
        chromium.close()


@pytest.fixture
def visit(browser: Browser) -> Iterator[Open]:
    """Opens a file (with ``at``: what follows in its address); at the end nothing may have been said or loaded.

    Further arguments are Playwright's for a context: ``viewport``, ``java_script_enabled``.
    """
    visits: list[Visit] = []

    def opened(file: Path, at: str = "", **options: Any) -> Visit:
        context = browser.new_context(**{"viewport": WIDE, "locale": "en-US", **options})
        found = Visit(context.new_page())
        visits.append(found)
        found.page.on("console", lambda message: found.said.append(message.text))
        found.page.on("pageerror", lambda error: found.said.append(str(error)))
        found.page.on("dialog", lambda dialog: (found.said.append(dialog.message), dialog.dismiss()))
        found.page.on("request", lambda request: found.asked.append(request.url))
        found.page.goto(file.as_uri() + at)
        return found

    yield opened
    for each in visits:
        each.page.context.close()
        assert each.said == []
        assert [url for url in each.asked if not url.startswith("file:")] == []
