"""Months as users close them, from the command line, on both databases."""

from __future__ import annotations

import csv
import json
import shutil
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from tests.cli.calling import Called, scorecard, written

SIGNED = {"sign_off": ["hr", "finance"]}
ACTUALS = [["period", "team", "revenue"]]


def actuals(*revenue: float, year: int = 2026) -> dict[str, Any]:
    rows = [[f"{year}-{month:02d}", "A", str(value)] for month, value in enumerate(revenue, 1)]
    return {"Actuals": [*ACTUALS, *rows]}


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ledger_url: str) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SCORECARD_LEDGER", ledger_url)
    return tmp_path


def done(command: str) -> Called:
    called = scorecard(command, SOURCE_DATE_EPOCH="1770110100")
    assert called.code == 0, called.err
    return called


def month(period: str, out: str = "out") -> dict[str, Any]:
    """Run and close it; the team's part of its result."""
    done(f"run plan.yaml inputs.xlsx --period {period} --out {out}")
    done(f"close {out}/{period} --by Wang")
    return team(period, out)


def team(period: str, out: str = "out") -> dict[str, Any]:
    return dict(json.loads(Path(out, period, "result.json").read_bytes())["teams"][0])


def test_a_month_is_run_signed_closed_and_proved(here: Path) -> None:
    written(here, SIGNED)
    done("run plan.yaml inputs.xlsx --period 2026-01")
    assert scorecard("close out/2026-01 --by Wang").code == 1
    done("sign out/2026-01 --as hr --by 'Li Na' --note seen")
    done("sign out/2026-01 --as finance --by 'Zhao Lei'")
    digest = done("close out/2026-01 --by Wang").out.split()[-1]
    assert json.loads(Path("out/2026-01/closing.json").read_bytes())["digest"] == digest
    done("verify out/2026-01")
    done(f"ledger verify --digest {digest[:16]}")
    entries = json.loads(done("ledger log --json").out)
    assert [(each["kind"], each["role"], each["by"]) for each in entries] == [
        ("sign_off", "hr", "Li Na"),
        ("sign_off", "finance", "Zhao Lei"),
        ("closing", "", "Wang"),
    ]
    assert done("ledger show 2026-01 --json").out == Path("out/2026-01/result.json").read_text()


def test_a_sign_off_is_of_exactly_one_result(here: Path) -> None:
    written(here, SIGNED)
    done("run plan.yaml inputs.xlsx --period 2026-01")
    for role, name in (("hr", "Li Na"), ("finance", "Zhao Lei")):
        done(f"sign out/2026-01 --as {role} --by '{name}'")
    written(here, SIGNED, actuals(90000))
    done("run plan.yaml inputs.xlsx --period 2026-01")
    refused = scorecard("close out/2026-01 --by Wang")
    assert refused.code == 1 and "missing-sign-off" in refused.err and "hr, finance" in refused.err


def test_a_statement_says_who_signed_once_it_is_run_again(here: Path) -> None:
    written(here, SIGNED)
    done("run plan.yaml inputs.xlsx --period 2026-01 --lang en")
    page = Path("out/2026-01/statements/A.html")
    assert "Li Na" not in page.read_text()
    done("sign out/2026-01 --as hr --by 'Li Na'")
    done("verify out/2026-01")
    done("run plan.yaml inputs.xlsx --period 2026-01 --lang en")
    assert "<bdi>Li Na</bdi>" in page.read_text() and "Feb 3, 2026 09:15 UTC" in page.read_text()
    done("sign out/2026-01 --as finance --by 'Zhao Lei'")
    done("close out/2026-01 --by Wang")


def test_a_correction_of_a_closed_month_goes_into_the_next(here: Path) -> None:
    written(here, sheets=actuals(100000))
    assert month("2026-01")["payable"] == "10000.00"
    closed = Path("out/2026-01/statements/A.html").read_bytes()
    written(here, sheets=actuals(110000, 100000))
    told = done("run plan.yaml inputs.xlsx --period 2026-02").out.splitlines()[1]
    assert told == (
        "changed in closed months since the closing of 2026-01: 1 value (1 team); this due holds CNY +2500.00 of that "
        "(sheet Changes 变动)"
    )
    review = Path("out/2026-02/index.html").read_text()
    assert "Changed in closed months since the closing of 2026-01" in review and "+2,500.00 (values: 1)" in review
    done("close out/2026-02 --by Wang")
    second = team("2026-02")
    whole = Decimal(second["entitlement"])
    assert second["paid_before"] == "10000.00" and Decimal(second["payable"]) == whole - 10000
    assert Path("out/2026-01/statements/A.html").read_bytes() == closed
    page = Path("out/2026-02/statements/A.html").read_text()
    assert "100,000" in page and "110,000" in page
    book = load_workbook("out/2026-02/bonus-pools.xlsx")
    cells = [str(cell.value) for row in book["Changes"].iter_rows() for cell in row if cell.value is not None]
    assert {"inputs.xlsx!Actuals!C2"} <= set(cells)
    assert json.loads(done("ledger show 2026-01 --json").out)["teams"][0]["payable"] == "10000.00"
    done("ledger verify")


@pytest.mark.parametrize(
    ("revenue", "what"), [((100000, 100000), "the plan (1 team)"), ((110000, 100000), "1 value and the plan (1 team)")]
)
def test_a_run_tells_a_changed_plan_from_changed_values(here: Path, revenue: tuple[float, ...], what: str) -> None:
    written(here, sheets=actuals(100000))
    month("2026-01")
    written(here, {"payout": {"points": [["0", "0"], ["100", "90"]]}}, actuals(*revenue))
    assert f": {what}; this due holds CNY " in done("run plan.yaml inputs.xlsx --period 2026-02").out


def test_a_corrected_loss_is_carried_and_never_paid_twice(here: Path) -> None:
    written(here, sheets=actuals(110000))
    first = month("2026-01")
    written(here, sheets=actuals(10000, 10000))
    assert "this due holds CNY -" in done("run plan.yaml inputs.xlsx --period 2026-02").out
    second = month("2026-02")
    assert second["payable"] == "0.00" and Decimal(second["carried"]) == -Decimal(first["payable"])
    written(here, sheets=actuals(110000, 110000, 110000))
    third = month("2026-03")
    paid = sum(Decimal(each["payable"]) for each in (first, second, third))
    assert paid == Decimal(third["entitlement"])


def test_a_closed_folder_stays_and_a_voided_one_may_be_replaced(here: Path) -> None:
    written(here, sheets=actuals(100000))
    month("2026-01")
    refused = scorecard("run plan.yaml inputs.xlsx --period 2026-01")
    assert refused.code == 3 and "holds a closed period" in refused.err
    Path("out/2026-01/closing.json").unlink()
    assert scorecard("run plan.yaml inputs.xlsx --period 2026-01").code == 3
    done("void 2026-01 --reason wrong --by Wang")
    month("2026-01")
    done("ledger verify")


def test_a_closed_folder_stays_also_where_the_ledger_is_not_at_hand(
    here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written(here, sheets=actuals(100000))
    month("2026-01")
    monkeypatch.delenv("SCORECARD_LEDGER")
    Path("ledger.db").rename("elsewhere.db") if Path("ledger.db").exists() else None
    assert scorecard("run plan.yaml inputs.xlsx --period 2026-01").code == 3


def test_a_void_makes_the_next_run_count_from_before(here: Path) -> None:
    written(here, sheets=actuals(100000, 100000))
    month("2026-01")
    month("2026-02")
    done("void 2026-02 --reason wrong --by Wang")
    done("run plan.yaml inputs.xlsx --period 2026-02")
    assert team("2026-02")["paid_before"] == "10000.00"


@pytest.mark.parametrize("damage", ["result.json", "statements/A.html", "inputs/inputs.xlsx", "inputs/plan.yaml"])
def test_a_run_folder_in_which_a_byte_differs_is_neither_signed_nor_closed(here: Path, damage: str) -> None:
    written(here)
    done("run plan.yaml inputs.xlsx --period 2026-01")
    with Path("out/2026-01", damage).open("ab") as file:
        file.write(b" ")
    for command in ("close out/2026-01 --by Wang", "sign out/2026-01 --as hr --by Ann", "verify out/2026-01"):
        refused = scorecard(command)
        assert refused.code == 1 and f"{damage}: error[run-file-changed]" in refused.err


def test_a_run_folder_is_evidence_wherever_it_was_moved(here: Path) -> None:
    written(here)
    done("run plan.yaml inputs.xlsx --period 2026-01 --slips")
    shutil.move("out/2026-01", "elsewhere")
    Path("plan.yaml").unlink()
    Path("inputs.xlsx").unlink()
    done("verify elsewhere")
    done("close elsewhere --by Wang")
    done("verify elsewhere")


def test_inputs_too_large_to_be_copied_are_given(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("scorecard.report.folder.MOST_COPIED", 0)
    written(here)
    done("run plan.yaml inputs.xlsx --period 2026-01")
    Path("kept").mkdir()
    Path("inputs.xlsx").rename("kept/renamed.xlsx")
    done("verify out/2026-01 kept plan.yaml")
    done("close out/2026-01 kept plan.yaml --by Wang")
    done("ledger verify")


def test_tables_in_parts_are_evidence_too(here: Path) -> None:
    written(here, sheets={"Actuals": None})
    Path("in/Actuals").mkdir(parents=True)
    Path("inputs.xlsx").rename("in/master.xlsx")
    Path("in/Actuals/part-1.csv").write_text("period,team,revenue\n2026-01,A,100000\n")
    Path("in/Actuals/part-2.csv").write_text("period,team,margin\n2026-01,A,5\n")
    done("run plan.yaml in --period 2026-01")
    done("verify out/2026-01")
    done("close out/2026-01 --by Wang")
    done("ledger verify")


def test_own_templates_are_kept_and_verified(here: Path) -> None:
    written(here)
    Path("own").mkdir()
    Path("own/statement.html").write_text("<p>{{ s.team }}: {{ s.payable.text }}</p>\n")
    done("run plan.yaml inputs.xlsx --period 2026-01 --templates own")
    shutil.rmtree("own")
    assert Path("out/2026-01/statements/A.html").read_text() == "<p>A: 10,000.00</p>\n"
    done("verify out/2026-01")
    done("run plan.yaml inputs.xlsx --period 2026-01")


def test_what_is_kept_back_is_released_a_year_on_under_the_next_plan(here: Path) -> None:
    deferral = {"percent": "20", "months": "2", "keep_if": {"composite": "true", "at_least": "80"}}
    stages = {"stages": {"growth": {"weights": {"revenue": "100"}, "deferral": deferral}}}
    months = [100000] * 12
    written(here, {"plan": "rules-2026", **stages}, actuals(*months))
    first = month("2026-11")
    assert Decimal(first["deferred"]) == Decimal(first["payable"]) / 5
    assert Decimal(first["paid_now"]) + Decimal(first["deferred"]) == Decimal(first["payable"])
    december = month("2026-12")
    assert december["released"] == "0.00"
    both = Decimal(first["deferred"]) + Decimal(december["deferred"])
    assert Decimal(december["deferred_balance"]) == both
    sheets = {
        "Pools": [["team", "period", "amount"], ["A", "2027", "120000"]],
        "Targets": [["team", "metric", "period", "target"], ["A", "revenue", "2027", "1200000"]],
        **actuals(100000, year=2027),
    }
    written(here, {"plan": "rules-2027", "fiscal_year": "2027-01", **stages}, sheets)
    january = month("2027-01", "next")
    assert january["released"] == first["deferred"] and january["paid_before"] == "0.00"
    assert Decimal(january["deferred_balance"]) == Decimal(december["deferred"]) + Decimal(january["deferred"])
    people = {each["employee"]: Decimal(each["released"]) for each in january["members"]}
    assert sum(people.values()) == Decimal(january["released"])
    done("ledger verify")
    refused = scorecard("void 2026-12 --reason wrong --by Wang --plan rules-2026")
    assert refused.code == 1 and "rules-2027 2027-01" in refused.err


def test_payroll_says_what_each_gets_and_ties_to_the_closings(here: Path) -> None:
    deferral = {"percent": "10", "months": "1", "keep_if": {"composite": "true", "at_least": "0"}}
    written(here, {"stages": {"growth": {"weights": {"revenue": "100"}, "deferral": deferral}}}, actuals(1e5, 1e5))
    months = [month("2026-01"), month("2026-02")]
    done("ledger export -o tables --lang en")
    rows = list(csv.DictReader(Path("tables/payroll.csv").read_text("utf-8-sig").splitlines()))
    for each, period in zip(months, ("2026-01", "2026-02"), strict=True):
        paid = sum(Decimal(row["Amount"]) for row in rows if row["Period"] == period)
        assert paid == Decimal(each["paid_now"]) + Decimal(each["released"])
    digest = json.loads(Path("out/2026-02/closing.json").read_bytes())["digest"]
    last = [row for row in rows if row["Period"] == "2026-02"]
    assert {row["Closing digest"] for row in last} == {digest}
    assert {(row["Employee"], row["Name"], row["Team"], row["Currency"]) for row in last} == {
        ("E1", "Ann", "A", "CNY"),
        ("E2", "Bob", "A", "CNY"),
    }
    sheet = load_workbook("tables/payroll.xlsx")["payroll"]
    cells = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)]
    assert [[str(row["Employee"]), float(row["Amount"])] for row in rows] == [[row[0], row[4]] for row in cells]
    accruals = list(csv.DictReader(Path("tables/accruals.csv").read_text("utf-8-sig").splitlines()))
    assert [row["Still deferred"] for row in accruals] == [each["deferred_balance"] for each in months]
    done("ledger export -o one --period 2026-01 --lang zh")
    assert "工号" in Path("one/payroll.csv").read_text("utf-8-sig").splitlines()[0]


def test_a_name_that_begins_like_a_formula_is_none_in_the_payroll(here: Path) -> None:
    people = [["team", "employee", "name", "role"], ["A", "E1", "=cmd|' /C calc'!A0", "manager"]]
    owners = [["team", "employee", "name", "from"], ["A", "E1", "=cmd|' /C calc'!A0", "2025-06-01"]]
    written(here, sheets={"Members": people, "Owners": owners})
    book = load_workbook("inputs.xlsx")
    for name in ("Members", "Owners"):
        book[name]["C2"].data_type = "s"
    book.save("inputs.xlsx")
    month("2026-01")
    done("ledger export")
    assert "'=cmd" in Path("export/payroll.csv").read_text("utf-8-sig")
    assert load_workbook("export/payroll.xlsx")["payroll"]["B2"].data_type == "s"


def test_explain_and_check_ask_the_ledger_too(here: Path) -> None:
    written(here, sheets=actuals(100000, 100000))
    month("2026-01")
    assert "paid-before-assumed" not in done("check plan.yaml inputs.xlsx --period 2026-02").err
    told = done("explain plan.yaml inputs.xlsx --period 2026-02 --team A --lang en").out
    assert "Paid before  10000.00  = 0.00 + 10000.00  what the closing of 2026-01 had paid before" in told


def test_a_team_that_was_paid_cannot_be_left_out(here: Path) -> None:
    teams = {"Teams": [["team", "name"], ["A", "Team A"], ["B", "Team B"]]}
    both = {
        name: [head, *([team, *rest] for team in "AB")]
        for name, head, rest in (
            ("Stages", ["team", "stage", "from"], ["growth", "2025-06-01"]),
            ("Owners", ["team", "employee", "name", "from"], ["E1", "Ann", "2025-06-01"]),
            ("Members", ["team", "employee", "name", "role"], ["E1", "Ann", "manager"]),
            ("Pools", ["team", "period", "amount"], ["2026", "120000"]),
            ("Targets", ["team", "metric", "period", "target"], ["revenue", "2026", "1200000"]),
        )
    }
    rows = [["2026-01", "A", "100000"], ["2026-01", "B", "100000"], ["2026-02", "A", "100000"]]
    written(here, sheets={**teams, **both, "Actuals": [*ACTUALS, *rows]})
    month("2026-01")
    written(here, sheets=actuals(100000, 100000))
    refused = scorecard("run plan.yaml inputs.xlsx --period 2026-02")
    assert refused.code == 1 and "ledger-team-missing" in refused.err and "B" in refused.err


def test_a_manifest_that_names_another_plan_closes_nothing_a_second_time(here: Path) -> None:
    written(here, sheets=actuals(100000, 100000, 100000))
    month("2026-01")
    done("run plan.yaml inputs.xlsx --period 2026-03")
    for period in ("2026-01", "2026-03"):
        manifest = Path("out", period, "manifest.json")
        manifest.write_text(manifest.read_text().replace('"id": "rules"', '"id": "other"'))
        refused = scorecard(f"close out/{period} --by Wang")
        assert refused.code == 1 and "manifest.json: error[run-file-changed]" in refused.err
    assert len(json.loads(done("ledger log --json").out)) == 1


def test_a_ledger_that_is_made_is_told(here: Path) -> None:
    written(here, sheets=actuals(100000, 100000))
    done("run plan.yaml inputs.xlsx --period 2026-01")
    assert "a new ledger was made" in done("close out/2026-01 --by Wang").out
    done("run plan.yaml inputs.xlsx --period 2026-02")
    assert "a new ledger was made" not in done("close out/2026-02 --by Wang").out


def test_months_that_were_closed_stand_on_the_statement(here: Path) -> None:
    written(here, sheets=actuals(110000, 90000, 100000))
    months = [month("2026-01"), month("2026-02"), month("2026-03")]
    page = Path("out/2026-03/statements/A.html").read_text()
    for each in months:
        assert f"{Decimal(each['payable']):,}" in page and f"{Decimal(each['entitlement']):,}" in page
    assert "The month before as it was closed" in Path("out/2026-03/index.html").read_text()


def test_sign_offs_of_a_looser_plan_count_for_nothing(here: Path) -> None:
    written(here, {**SIGNED, "separate_duties": "false"})
    done("run plan.yaml inputs.xlsx --period 2026-01 --out loose")
    for role in SIGNED["sign_off"]:
        done(f"sign loose/2026-01 --as {role} --by Mallory")
    written(here, SIGNED)
    shutil.copyfile("loose/2026-01/inputs/inputs.xlsx", "inputs.xlsx")
    done("run plan.yaml inputs.xlsx --period 2026-01")
    assert Path("out/2026-01/result.json").read_bytes() == Path("loose/2026-01/result.json").read_bytes()
    refused = scorecard("close out/2026-01 --by Wang")
    assert refused.code == 1 and "hr, finance" in refused.err
