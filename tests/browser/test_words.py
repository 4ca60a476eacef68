"""Pages of any width keep words whole and need no sideways scrolling."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.browser.conftest import Open
from tests.browser.words import broken_words
from tests.report.explanation.trees import result
from tests.report.pages.golden import LANGUAGES
from tests.report.pages.statements import html, statements
from tests.report.pages.test_plan_document import page as plan_page
from tests.report.pages.test_review import page as review_page

pytestmark = pytest.mark.xdist_group("browser")

WIDTHS = (1280, 1024, 800, 700, 390, 320)


def of_team(team: str) -> Callable[[str], str]:
    return lambda language: next(
        html(of, view) for of, view in statements("key-accounts", language) if view.team == team
    )


PAGES: dict[str, Callable[[str], str]] = {
    "review": lambda language: review_page(result("key-accounts"), language),
    "plan": lambda language: plan_page("key-accounts-2026", language),
    "plan-of-shares": lambda language: plan_page("growth-sales-2026", language),
    "statement": of_team("T01"),
    "statement-two-stages": of_team("T05"),
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", PAGES)
def test_no_line_ends_within_a_word_and_nobody_scrolls_sideways(
    visit: Open, tmp_path: Path, name: str, language: str
) -> None:
    file = tmp_path / "page.html"
    file.write_text(PAGES[name](language), encoding="utf-8")
    page = visit(file).page
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        assert (width, broken_words(page)) == (width, [])
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_a_broken_word_is_found(visit: Open, tmp_path: Path) -> None:
    file = tmp_path / "page.html"
    file.write_text("<p style='width: 3em; overflow-wrap: anywhere'>two breakthrough words</p>", encoding="utf-8")
    assert broken_words(visit(file).page) == ["breakthrough"]
