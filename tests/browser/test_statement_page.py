"""The statement in a browser: links, phones, print."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Open
from tests.browser.printing import printed
from tests.report.pages.golden import LANGUAGES
from tests.report.pages.statements import html, statements, views, with_texts

pytestmark = pytest.mark.xdist_group("browser")

PHONE = {"width": 360, "height": 740}
Written = Callable[[str, str], Path]


@pytest.fixture
def written(tmp_path: Path) -> Written:
    """The statement of a team of the key-account sample, in a folder as a run writes it."""

    def page(team: str, language: str) -> Path:
        found = next((of, view) for of, view in statements("key-accounts", language) if view.team == team)
        return kept(tmp_path, html(*found))

    return page


def kept(folder: Path, text: str) -> Path:
    file = folder / "statements" / "team.html"
    file.parent.mkdir(exist_ok=True)
    file.write_text(text, encoding="utf-8")
    (folder / "index.html").write_text("<title>all teams</title>", encoding="utf-8")
    return file


def too_wide(page: object) -> int:
    """Pixels by which the page is wider than its window."""
    return int(page.evaluate("document.documentElement.scrollWidth - window.innerWidth"))  # type: ignore[attr-defined]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_number_leads_to_the_line_that_derives_it(visit: Open, written: Written, language: str) -> None:
    page = visit(written("T09", language)).page
    number = page.locator(".hero a").first
    number.click()
    line = page.locator("#payable")
    expect(line).to_be_in_viewport()
    expect(line).to_contain_text("max(-10738.14, 0)")


def test_it_leads_back_to_all_teams(visit: Open, written: Written) -> None:
    page = visit(written("T09", "en")).page
    page.get_by_role("link", name="All teams").click()
    expect(page).to_have_title("all teams")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("team", ["T05", "T09"])
def test_a_phone_need_not_scroll_sideways(visit: Open, written: Written, team: str, language: str) -> None:
    assert too_wide(visit(written(team, language), viewport=PHONE).page) <= 0


def test_a_name_of_ten_thousand_letters_does_not_widen_a_phone_s_page(visit: Open, tmp_path: Path) -> None:
    marked = with_texts("growth-sales", lambda table, team, key: key if table == "employee" else "W" * 10_000)
    page = visit(kept(tmp_path, html(*views(marked)[0])), viewport=PHONE).page
    assert too_wide(page) <= 0


def test_the_table_headers_name_their_cells_for_a_screen_reader(visit: Open, written: Written) -> None:
    page = visit(written("T09", "en")).page
    expect(page.get_by_role("rowheader", name="Margin rate").first).to_be_visible()
    expect(page.get_by_role("columnheader", name="Attainment").first).to_be_visible()
    expect(
        page.get_by_role("img", name=re.compile("Curve of Revenue: the team is at x = 106.5085")).first
    ).to_be_visible()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_team_in_one_stage_prints_on_two_pages_and_the_annex_only_unfolded(
    written: Written, tmp_path: Path, language: str
) -> None:
    file = written("T09", language)
    unfolded, everything = printed(file, tmp_path)
    file.write_text(file.read_text("utf-8").replace('id="derivation" open', 'id="derivation"'), encoding="utf-8")
    folded, text = printed(file, tmp_path)
    assert folded == 2 < unfolded
    assert "max(-10738.14, 0)" in everything.replace("\n", " ") and "max(-10738.14, 0)" not in text.replace("\n", " ")


def test_every_printed_page_says_whose_it_is(written: Written, tmp_path: Path) -> None:
    pages, text = printed(written("T09", "zh"), tmp_path)
    assert len(re.findall(r"T09 · 2026-07 · SHA-256 [0-9a-f]{12}…", text)) == pages
