"""The review page in a browser: sorting, searching, filtering, links, print, phones."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

import pytest
from msgspec.structs import replace
from playwright.sync_api import Page, expect

from scorecard.model.result import Result
from scorecard.report.pages.reader import Edition
from scorecard.report.pages.review import review_page
from tests.browser.conftest import Open
from tests.report.explanation.trees import result
from tests.report.pages.golden import DIGEST, statement_links
from tests.report.pages.test_review import HOSTILE, many, with_teams

pytestmark = pytest.mark.xdist_group("browser")

Written = Callable[..., Path]
PHONE = {"width": 360, "height": 740}
NARROW, TABLET = {"width": 720, "height": 900}, {"width": 820, "height": 1100}


@pytest.fixture
def written(tmp_path: Path) -> Written:
    """The page in a folder as a run writes it, with a statement of T01 beside it."""

    def index(found: Result | None = None, language: str = "en") -> Path:
        found = found or result("key-accounts")
        (tmp_path / "statements").mkdir(exist_ok=True)
        (tmp_path / "statements" / "T01.html").write_text("<title>T01</title>", encoding="utf-8")
        html = review_page(Edition(found, language, DIGEST), statement_links(found))
        (tmp_path / "index.html").write_text(html, encoding="utf-8", newline="")
        return tmp_path / "index.html"

    return index


def sample() -> dict[str, list[str | int]]:
    table, inputs = result("key-accounts").payables, result("key-accounts").inputs
    return {"key": inputs.teams["key"].tolist(), **{name: table[name].tolist() for name in ("payable", "composite")}}


def keys(page: Page) -> list[str]:
    return page.locator("#table tbody th").all_inner_texts()


def status(page: Page) -> str:
    return page.get_by_role("status").inner_text()


def heading(page: Page, id: str) -> str | None:
    return page.locator(f"#table th[data-id={id}]").get_attribute("aria-sort")


def press(page: Page, name: str) -> None:
    page.locator("#table").get_by_role("button", name=name, exact=True).click()


def with_payable(amounts: list[int]) -> Result:
    found = result("key-accounts")
    return replace(found, payables=found.payables.assign(payable=amounts))


def test_a_heading_sorts_numbers_from_the_largest_and_then_from_the_least(visit: Open, written: Written) -> None:
    page = visit(written()).page
    rows = sorted(zip(sample()["payable"], sample()["key"], strict=True), key=lambda row: -int(row[0]))
    press(page, "Payable")
    assert keys(page) == [key for _, key in rows]
    assert heading(page, "payable") == "descending"
    press(page, "Payable")
    assert keys(page) == [key for _, key in reversed(rows)]
    assert heading(page, "payable") == "ascending"
    assert heading(page, "team") is None


def test_amounts_that_no_javascript_number_tells_apart_are_sorted_and_added_exactly(
    visit: Open, written: Written
) -> None:
    amounts = [2**60 + (at * 7) % 12 for at in range(12)]
    page = visit(written(with_payable(amounts))).page
    press(page, "Payable")
    rows = sorted(zip(amounts, sample()["key"], strict=True), reverse=True)
    assert keys(page) == [key for _, key in rows]
    assert re.sub(r"\D", "", status(page).split("CNY")[1]) == str(sum(amounts))


def test_negative_amounts_are_added_with_their_sign(visit: Open, written: Written) -> None:
    page = visit(written(with_payable([-123456789, *[0] * 11]))).page
    assert status(page) == "12 of 12 teams · Payable CNY −1,234,567.89"


def test_teams_without_a_value_stand_last_in_both_directions(visit: Open, written: Written) -> None:
    found = result("key-accounts")
    composite = found.payables["composite"].copy()
    composite.iloc[3] = None
    page = visit(written(replace(found, payables=found.payables.assign(composite=composite)))).page
    for _ in range(2):
        press(page, "Composite")
        assert keys(page)[-1] == "T04"


def test_numbers_within_keys_are_sorted_as_numbers(visit: Open, written: Written) -> None:
    names = [f"Team {12 - at}" for at in range(12)]
    page = visit(written(with_teams(result("key-accounts"), name=names))).page
    press(page, "Name")
    assert keys(page) == [f"T{12 - at:02d}" for at in range(12)]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("t09", ["T09"]),
        ("Ｔ０９", ["T09"]),
        ("港务", ["T05"]),
        ("正阙汽车部件", ["T08"]),
        ("lc0357", ["T08"]),
        ("陆一鸣 t08", ["T08"]),
        ("陆一鸣 t09", []),
        ("  ", [f"T{at:02d}" for at in range(1, 13)]),
        ("(", []),
    ],
)
def test_search_looks_into_key_name_account_and_owner(
    visit: Open, written: Written, typed: str, found: list[str]
) -> None:
    page = visit(written()).page
    page.get_by_label("Search").press_sequentially(typed)
    assert keys(page) == found
    assert status(page).startswith(f"{len(found)} of 12 teams")


def test_a_search_without_a_team_says_so(visit: Open, written: Written) -> None:
    page = visit(written()).page
    page.get_by_label("Search").fill("nobody")
    assert "No team fits" in page.locator("#table tbody").inner_text()


def test_filters_leave_the_teams_that_fit_all_of_them_with_their_sum(visit: Open, written: Written) -> None:
    page = visit(written()).page
    page.locator("#unit").select_option("华东大区")
    assert status(page) == "3 of 12 teams · Payable CNY 290,967.80 · Unit: 华东大区"
    page.locator("#stage").select_option("Market position")
    assert keys(page) == ["T01", "T08"]
    page.get_by_role("button", name="Clear").click()
    assert len(keys(page)) == 12


def test_an_owner_s_teams_are_found_by_the_owner(visit: Open, written: Written) -> None:
    page = visit(written()).page
    page.locator("#owner").select_option("陆一鸣 LC0357")
    assert keys(page) == ["T08"]


def test_a_long_list_of_owners_is_there_when_somebody_turns_to_it(visit: Open, written: Written) -> None:
    found = many(200)
    owners = [f"LC{at:04d}" for at in range(200)]
    page = visit(written(replace(found, payables=found.payables.assign(owner=owners)))).page
    assert page.locator("#owner option").count() == 1
    page.locator("#owner").focus()
    assert page.locator("#owner option").count() == 201


def test_teams_with_warnings_and_every_kind_of_exception_can_be_filtered(visit: Open, written: Written) -> None:
    page = visit(written()).page
    page.locator("#show").select_option("warned")
    assert keys(page) == ["T06", "T11"]
    page.locator("#show").select_option("closed_gates")
    assert keys(page) == ["T03", "T09"]


def test_an_exception_leads_to_its_teams_in_the_table(visit: Open, written: Written) -> None:
    page = visit(written()).page
    page.get_by_label("Search").fill("t01")
    page.get_by_role("row", name="Gate closed").get_by_role("link", name="show in the table").click()
    assert keys(page) == ["T03", "T09"]
    expect(page.get_by_label("Search")).to_have_value("")


def test_the_address_keeps_what_is_shown(visit: Open, written: Written) -> None:
    index = written()
    page = visit(index).page
    page.get_by_label("Search").fill("核心")
    page.locator("#unit").select_option("华东大区")
    press(page, "Payable")
    page.wait_for_url(re.compile("sort=-payable"))
    again = visit(index, "#" + page.url.partition("#")[2]).page
    assert (keys(again), status(again)) == (keys(page), status(page))
    assert heading(again, "payable") == "descending"
    page.get_by_role("button", name="Clear").click()
    page.wait_for_url(index.as_uri())


@pytest.mark.parametrize(
    "at", ["#unit=Nowhere&show=nothing&sort=-nothing&page=-3", "#sort=__proto__&show=toString", "#totals", "#="]
)
def test_an_address_that_tells_nothing_known_shows_all_teams(visit: Open, written: Written, at: str) -> None:
    page = visit(written(), at).page
    assert keys(page) == sample()["key"]


def test_teams_of_no_unit_can_be_asked_for(visit: Open, written: Written) -> None:
    units = ["North", None, *["South"] * 10]
    index = written(with_teams(result("key-accounts"), unit=units))
    assert keys(visit(index, "#unit=").page) == ["T02"]
    page = visit(index).page
    assert page.locator("#unit option").all_inner_texts() == ["all", "North", "South", "(none)"]


def test_ten_thousand_teams_are_searched_sorted_and_turned_by_pages(visit: Open, written: Written) -> None:
    page = visit(written(many(10_000))).page
    assert len(keys(page)) == 50
    expect(page.locator("#before")).to_be_disabled()
    page.get_by_role("button", name="Next page").click()
    assert keys(page)[0] == "T00050"
    assert "page 2 of 200" in page.get_by_role("navigation", name="Pages").inner_text()
    press(page, "Team")
    assert keys(page)[0] == "T09999"
    page.get_by_label("Search").fill("t0123")
    assert status(page).startswith("10 of 10000 teams")
    expect(page.locator("#pager")).to_be_hidden()


def test_a_team_leads_to_its_statement(visit: Open, written: Written) -> None:
    page = visit(written()).page
    page.locator("#table").get_by_role("link", name="T01").click()
    expect(page).to_have_title("T01")


def test_the_keyboard_alone_sorts(visit: Open, written: Written) -> None:
    page = visit(written()).page
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.locator("#table").get_by_role("button", name="Composite").focus()
    page.keyboard.press("Enter")
    assert heading(page, "composite") == "descending"


@pytest.mark.parametrize("language", ["en", "zh"])
def test_without_scripts_the_same_rows_stand_there(visit: Open, written: Written, language: str) -> None:
    index = written(language=language)
    scripted = visit(index).page
    plain = visit(index, java_script_enabled=False).page
    assert re.sub(r"\s*\n\s*", "", body(plain)) == body(scripted)
    expect(plain.locator("#q")).to_be_hidden()
    expect(scripted.locator("#q")).to_be_visible()


def body(page: Page) -> str:
    return page.locator("#table tbody").inner_html()


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_print_holds_every_team_that_fits(visit: Open, written: Written, tmp_path: Path, language: str) -> None:
    page = visit(written(many(120), language)).page
    page.pdf(path=tmp_path / "page.pdf", prefer_css_page_size=True)
    told = subprocess.run(
        ["pdftotext", "-layout", tmp_path / "page.pdf", "-"], check=True, capture_output=True, text=True
    )
    assert set(re.findall(r"T\d{5}", told.stdout)) == {f"T{at:05d}" for at in range(120)}
    assert len(keys(page)) == 50


@pytest.mark.parametrize("size", [PHONE, NARROW, TABLET], ids=["phone", "narrow", "tablet"])
@pytest.mark.parametrize("language", ["en", "zh"])
def test_no_page_scrolls_sideways(visit: Open, written: Written, language: str, size: dict[str, int]) -> None:
    page = visit(written(language=language), viewport=size).page
    assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]


def test_a_phone_sorts_by_a_list(visit: Open, written: Written) -> None:
    page = visit(written(), viewport=PHONE).page
    page.get_by_label("Sort by").select_option("payable")
    first = keys(page)[0]
    page.get_by_role("button", name="Other direction").click()
    assert keys(page)[-1] == first


@pytest.mark.parametrize("hostile", HOSTILE, ids=range(len(HOSTILE)))
def test_a_hostile_text_is_drawn_as_text_and_can_be_searched(visit: Open, written: Written, hostile: str) -> None:
    texts = [hostile, *["tame"] * 11]
    index = written(with_teams(result("key-accounts"), name=texts, account_name=texts, unit=texts))
    page = visit(index, f"#unit={quote(hostile)}", viewport=PHONE).page
    assert keys(page) == ["T01"]
    assert page.locator("#table tbody td").first.text_content() == hostile
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    assert page.locator("script").count() == 2
