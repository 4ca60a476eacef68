"""What check says of Paid, Adjustments, Pools and columns that may pay something twice, or in another unit."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from scorecard.model.period import Month
from tests.small_cases import workbook
from tests.workflow.test_check_odd import HEAD, TWO, found, odd

ADJUSTMENTS = ["team", "period", "kind", "amount", "reason", "approved_by"]
PAID = ["team", "period", "amount"]
APRIL = Month(2026, 4)
ACTUALS = [HEAD, *([f"2026-0{month}", team, "100000"] for month in (1, 2, 3, 4) for team in "AB")]
WITH_MARGIN = {
    "gates": {"thin": {"when": {"actual": "margin", "below": "0"}, "then": {"multiply": "0.5"}}},
    "stages": {"growth": {"weights": {"revenue": "100"}, "gates": ["thin"]}},
}


def paid(*rows: tuple[str, int]) -> list[list[str]]:
    return [PAID, *([team, f"2026-{month:02d}", f"{month}00"] for team, month in rows)]


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([("A", 1), ("A", 2), ("A", 3), ("B", 1), ("B", 2), ("B", 3)], []),
        ([("A", 3), ("B", 3)], []),  # all that was paid so far, in one row
        (
            [("A", 3), ("B", 2)],
            ["paid-incomplete.team inputs.xlsx!Teams!A2", "paid-incomplete.team inputs.xlsx!Teams!A3"],
        ),
        ([("A", 3)], ["paid-incomplete.team inputs.xlsx!Teams!A3"]),
        ([("A", 2), ("B", 2)], ["paid-incomplete None"]),
        (
            [("A", 4), ("B", 4)],
            ["paid-incomplete None", "paid-of-period inputs.xlsx!Paid"],
        ),  # told by the month of payment
        ([("A", 2), ("A", 3), ("A", 4), ("B", 2), ("B", 3), ("B", 4)], ["paid-of-period inputs.xlsx!Paid"]),
        (
            [("A", 1), ("A", 2), ("A", 3), ("A", 4), ("B", 1), ("B", 2), ("B", 3), ("B", 4)],
            ["paid-of-period inputs.xlsx!Paid"],
        ),
        ([("A", 3), ("B", 3), ("B", 5)], []),
        ([("A", 1), ("A", 3), ("B", 1), ("B", 3)], ["paid-incomplete None"]),
        ([("A", 1), ("A", 2), ("A", 3), ("B", 1), ("B", 3)], ["paid-incomplete.team inputs.xlsx!Teams!A3"]),
        ([], []),  # then the earlier months are computed, and that is told
    ],
)
def test_what_the_paid_sheet_lacks_is_paid_once_more(tmp_path: Path, rows: Any, said: list[str]) -> None:
    assert odd(found(tmp_path, {**TWO, "Actuals": ACTUALS, "Paid": paid(*rows)}, period=APRIL)) == said


def test_what_was_paid_with_the_sign_of_an_expense_is_told(tmp_path: Path) -> None:
    rows = [PAID, *([team, "2026-03", amount] for team, amount in (("A", "-50"), ("B", "50")))]
    sheets = {**TWO, "Actuals": ACTUALS, "Paid": rows}
    assert odd(found(tmp_path, sheets, period=APRIL)) == ["paid-negative inputs.xlsx!Paid!C2"]


def test_less_than_0_may_have_been_paid_where_the_plan_takes_it_back(tmp_path: Path) -> None:
    rows = [PAID, *([team, "2026-03", amount] for team, amount in (("A", "-50"), ("B", "50")))]
    sheets = {**TWO, "Actuals": ACTUALS, "Paid": rows}
    assert odd(found(tmp_path, sheets, {"negative_payable": "recover"}, period=APRIL)) == []


def test_a_team_that_is_new_lacks_nothing_in_paid(tmp_path: Path) -> None:
    teams = [["team", "name", "from", "to"], ["A", "Team A", "", ""], ["B", "Team B", "2026-04-01", ""]]
    actuals = [row for row in ACTUALS if row[1] != "B" or row[0] == "2026-04"]
    sheets = {**TWO, "Teams": teams, "Actuals": actuals, "Paid": paid(("A", 3))}
    assert odd(found(tmp_path, sheets, period=APRIL)) == []


@pytest.mark.parametrize(
    ("other", "said"),
    [
        ([], ["row-alike inputs.xlsx!Adjustments!D3"]),
        (["A", "2026-02", "award", "50", "Fair", "Li"], []),
        (["A", "2026-01", "award", "51", "Fair", "Li"], []),
        (["A", "2026-01", "award", "50", "Again", "Li"], []),
        (["B", "2026-01", "award", "50", "Fair", "Li"], []),
    ],
)
def test_rows_are_alike_if_each_column_is(tmp_path: Path, other: list[str], said: list[str]) -> None:
    one = ["A", "2026-01", "award", "50", "Fair", "Li"]
    sheets = {**TWO, "Actuals": ACTUALS, "Adjustments": [ADJUSTMENTS, one, other or one]}
    assert odd(found(tmp_path, sheets, period=APRIL)) == said


def test_rows_are_alike_in_two_workbooks_too(tmp_path: Path) -> None:
    rows = [ADJUSTMENTS, ["A", "2026-01", "award", "50", "Fair", "Li"]]
    workbook({"Adjustments": rows}, tmp_path / "more.xlsx")
    told = found(
        tmp_path, {**TWO, "Actuals": ACTUALS, "Adjustments": rows}, period=APRIL, more=[tmp_path / "more.xlsx"]
    )
    assert odd(told) == ["row-alike more.xlsx!Adjustments!D2"]


@pytest.mark.parametrize(
    ("amount", "said"),
    [("1200", ["large-adjustment inputs.xlsx!Adjustments!D2"]), ("1199.99", []), ("-1200", [])],
)
def test_an_adjustment_is_large_that_is_as_much_as_a_year_s_pool(tmp_path: Path, amount: str, said: list[str]) -> None:
    kind = "penalty" if amount.startswith("-") else "award"
    sheets = {**TWO, "Actuals": ACTUALS, "Adjustments": [ADJUSTMENTS, ["A", "2026-01", kind, amount, "Fair", "Li"]]}
    expected = said or (["large-adjustment inputs.xlsx!Adjustments!D2"] if kind == "penalty" else [])
    assert odd(found(tmp_path, sheets, period=APRIL)) == expected


LARGE_IN_MARCH = "unusual-value.large-pool inputs.xlsx!Pools!C7"


@pytest.mark.parametrize(
    ("amount", "said"),
    [
        ("0.1", ["paid-far.small inputs.xlsx!Paid!C2"]),  # a thousandth of 100 a month
        ("0.11", []),
        ("3600", ["paid-far.large inputs.xlsx!Paid!C2"]),
        ("3599.99", []),
        ("0", []),
    ],
)
def test_what_was_paid_is_compared_with_the_pool(tmp_path: Path, amount: str, said: list[str]) -> None:
    sheets = {**TWO, "Actuals": ACTUALS, "Paid": [PAID, ["A", "2026-03", amount], ["B", "2026-03", "100"]]}
    assert odd(found(tmp_path, sheets, period=APRIL)) == said
    of_april = {**sheets, "Paid": [PAID, ["A", "2026-04", amount], *([key, "2026-03", "100"] for key in "AB")]}
    assert odd(found(tmp_path, of_april, period=APRIL)) == ["paid-of-period inputs.xlsx!Paid"]


def test_what_was_paid_is_compared_with_no_pool_where_none_is_funded(tmp_path: Path) -> None:
    sheets = {**TWO, "Actuals": ACTUALS, "Paid": [PAID, ["A", "2026-03", "0.1"], ["B", "2026-03", "100"]]}
    assert odd(found(tmp_path, sheets, {"funding": [{"subsidy": "1000"}]}, period=APRIL)) == []


def of_teams(pools: list[list[str]]) -> dict[str, Any]:
    keys = ["A", "B", "C", "D"]
    return {
        "Teams": [["team", "name"], *([key, f"Team {key}"] for key in keys)],
        "Stages": [["team", "stage", "from"], *([key, "growth", "2025-06-01"] for key in keys)],
        "Owners": [["team", "employee", "name", "from"], *([key, f"E{key}", "Ann", "2025-06-01"] for key in keys)],
        "Members": [["team", "employee", "name", "role"], *([key, f"E{key}", "Ann", "manager"] for key in keys)],
        "Targets": [["team", "metric", "period", "target"], *([key, "revenue", "2026", "1200000"] for key in keys)],
        "Actuals": [HEAD, *([f"2026-0{month}", key, "100000"] for month in (1, 2, 3, 4) for key in keys)],
        "Pools": [PAID, *pools],
    }


@pytest.mark.parametrize(
    ("pools", "said"),
    [
        ([["D", "2026", "599999"]], []),
        ([["D", "2026", "600000"]], ["unusual-value.large-pool inputs.xlsx!Pools!C5"]),
        ([["D", "2026", "2.4"]], ["unusual-value.small-pool inputs.xlsx!Pools!C5"]),
        ([["D", "2026", "2.41"]], []),
        ([["D", "2026", "0"]], []),
        ([["D", "2026-01", "0"], ["D", "2026-02", "100"], ["D", "2026-03", "160000"]], [LARGE_IN_MARCH]),
    ],
)
def test_a_year_s_pool_is_compared_with_other_teams(tmp_path: Path, pools: list[list[str]], said: list[str]) -> None:
    others = [["A", "2026", "1200"], ["B", "2026", "1200"], ["C", "2026", "1200"]]
    assert odd(found(tmp_path, of_teams([*others, *pools]), period=APRIL)) == said


def test_the_pool_of_a_month_is_compared_with_a_twelfth_of_a_year(tmp_path: Path) -> None:
    months = [["D", f"2026-{month:02d}", "100"] for month in range(1, 13)]
    others = [["A", "2026", "1200"], ["B", "2026", "1200"], ["C", "2026", "1200"]]
    assert odd(found(tmp_path, of_teams([*others, *months]), period=APRIL)) == []


@pytest.mark.parametrize(
    ("head", "said"),
    [
        (HEAD, ["column-absent south.xlsx!Actuals"]),
        ([*HEAD, "margin"], []),  # empty cells are what the plan says
        ([*HEAD, "Margn"], []),  # told as the header that it is
    ],
)
def test_a_workbook_that_lacks_the_column_of_a_measure_is_told(
    tmp_path: Path, head: list[str], said: list[str]
) -> None:
    south = tmp_path / "south.xlsx"
    workbook({"Actuals": [head, ["2026-01", "B", "100000", "5"][: max(3, len(head) - ("margin" in head))]]}, south)
    sheets = {**TWO, "Actuals": [[*HEAD, "margin"], ["2026-01", "A", "100000", "5"]]}
    assert [each for each in odd(found(tmp_path, sheets, WITH_MARGIN, more=[south])) if "month-in" not in each] == said


def test_a_sheet_of_measures_in_rows_may_have_none_of_what_happens_seldom(tmp_path: Path) -> None:
    head, later = ["period", "team", "measure", "value"], tmp_path / "february.xlsx"
    workbook({"Actuals": [head, *(["2026-02", team, "revenue", "100000"] for team in "AB")]}, later)
    january = [["2026-01", team, id, "100000"] for team in "AB" for id in ("revenue", "margin")]
    sheets = {**TWO, "Actuals": [head, *january]}
    assert odd(found(tmp_path, sheets, WITH_MARGIN, period=Month(2026, 2), more=[later])) == []


def test_measures_may_come_in_workbooks_of_their_own(tmp_path: Path) -> None:
    margin = tmp_path / "margin.xlsx"
    workbook({"Actuals": [["period", "team", "margin"], ["2026-01", "A", "5"]]}, margin)
    sheets = {**TWO, "Actuals": ACTUALS[:3]}
    assert odd(found(tmp_path, sheets, WITH_MARGIN, more=[margin])) == []


def test_a_measure_that_no_sheet_has_is_told_once(tmp_path: Path) -> None:
    assert odd(found(tmp_path, {**TWO, "Actuals": ACTUALS}, WITH_MARGIN)) == ["column-absent.nowhere None"]


@pytest.mark.parametrize(
    ("to", "value", "said"),
    [
        ("1926-12-31", "100000", ["team-inactive inputs.xlsx!Teams!A3"]),
        ("2026-03-31", "100000", ["team-inactive inputs.xlsx!Teams!A3"]),  # April's number
        ("2026-04-01", "100000", []),
        ("1926-12-31", "0", []),
        ("", "100000", []),
    ],
)
def test_numbers_of_a_team_that_is_not_active_are_told(tmp_path: Path, to: str, value: str, said: list[str]) -> None:
    teams = [["team", "name", "to"], ["A", "Team A", ""], ["B", "Team B", to]]
    actuals = [[*row[:2], value if row[1] == "B" else row[2]] if row != HEAD else row for row in ACTUALS]
    assert odd(found(tmp_path, {**TWO, "Teams": teams, "Actuals": actuals}, period=APRIL)) == said
