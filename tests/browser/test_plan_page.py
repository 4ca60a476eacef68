"""The plan document in a browser: links, phones, print."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import expect

from scorecard.report.pages.plan_document import plan_document
from tests.browser.conftest import Open
from tests.browser.printing import printed
from tests.report.pages.golden import LANGUAGES
from tests.report.pages.test_plan_document import HOSTILE, page, plan_of, renamed

pytestmark = pytest.mark.xdist_group("browser")

PLANS = ("key-accounts-2026", "growth-sales-2026")
SIZES = ({"width": 360, "height": 740}, {"width": 820, "height": 1180}, {"width": 1300, "height": 900})


def kept(folder: Path, text: str) -> Path:
    file = folder / "plan.html"
    file.write_text(text, encoding="utf-8")
    return file


@pytest.mark.parametrize("size", SIZES, ids=lambda size: str(size["width"]))
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", PLANS)
def test_nobody_need_scroll_sideways(
    visit: Open, tmp_path: Path, name: str, language: str, size: dict[str, int]
) -> None:
    found = visit(kept(tmp_path, page(name, language)), viewport=size).page
    assert found.evaluate("document.documentElement.scrollWidth - window.innerWidth") <= 0


def test_the_contents_lead_to_their_sections(visit: Open, tmp_path: Path) -> None:
    found = visit(kept(tmp_path, page("key-accounts-2026", "en"))).page
    links = found.get_by_role("navigation").get_by_role("link")
    assert links.count() > 4
    for index in range(links.count()):
        links.nth(index).click()
        expect(found.locator(found.url.partition("#")[2].join(("#", "")))).to_be_in_viewport()


@pytest.mark.parametrize("hostile", HOSTILE, ids=range(len(HOSTILE)))
def test_a_hostile_title_is_drawn_as_text(visit: Open, tmp_path: Path, hostile: str) -> None:
    plan = renamed(plan_of("key-accounts-2026"), hostile)
    found = visit(kept(tmp_path, plan_document(plan, "en", "0" * 64)), viewport=SIZES[0]).page
    expect(found.locator("h1")).to_have_text(hostile.strip())
    assert found.evaluate("document.documentElement.scrollWidth - window.innerWidth") <= 0


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_prints_on_a_few_pages_with_its_id_on_each(tmp_path: Path, language: str) -> None:
    pages, text = printed(kept(tmp_path, page("key-accounts-2026", language)), tmp_path)
    assert 2 <= pages <= 8
    assert text.count("key-accounts-2026") >= pages
