from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from scorecard.model.numbers import decimal_text
from scorecard.model.period import Month
from scorecard.model.result import Result
from scorecard.report.explanation import Node, explain, node_object
from scorecard.workflow.loading import load

ROOT = Path(__file__).parents[3]
CASES = sorted(path.parent for path in (ROOT / "tests" / "cases").glob("*/case.json"))


@cache
def key_accounts(period: str = "2026-07") -> Result:
    plan, books = ROOT / "configs/key-accounts-2026.yaml", ROOT / "samples/key-accounts"
    result = load(plan, [books], Month.parse(period), lambda *step: None).result
    assert result is not None
    return result


@cache
def case(folder: Path) -> Result:
    import json

    said = json.loads((folder / "case.json").read_text(encoding="utf-8"))
    books = [folder / name for name in said["books"]]
    result = load(folder / "plan.yaml", books, Month.parse(said["period"]), lambda *step: None).result
    assert result is not None
    return result


def tree(team: str, language: str = "en", metric: str | None = None, period: str = "2026-07") -> Node:
    result = key_accounts(period)
    return explain(result, result.inputs.teams["key"].tolist().index(team), language, metric)


@cache
def explained(folder: Path, language: str) -> list[Node]:
    result = case(folder)
    return [explain(result, team, language) for team in result.payables["team"].tolist()]


def nodes(node: Node) -> Iterator[Node]:
    yield node
    for child in node.children:
        yield from nodes(child)


def found(node: Node, label: str) -> Node:
    return next(each for each in nodes(node) if each.label == label)


def test_the_tree_runs_from_the_payable_to_the_attainment() -> None:
    node = tree("T03")
    path = [
        "Payable", "Due", "Entitlement", "Pool 2026-01/2026-07 Growth", "Held", "Earned", "Factor",
        "Payout", "Composite", "Revenue · Points", "Score", "Attainment", "Actual", "2026-07",
    ]  # fmt: skip
    for label in path:
        node = next(child for child in node.children if child.label == label)
    assert str(node.place) == "2026-07-actuals.xlsx!实际!C7"
    assert node.value == "5307729.640000"


def test_an_attainment_shows_its_formula_with_the_numbers() -> None:
    attainment = found(found(tree("T03"), "Revenue · Points"), "Attainment")
    assert attainment.rule == "100 × (33083821.53 − 0) / (34344000 − 0)"
    assert (attainment.value, attainment.section) == ("96.3307", "4")


def test_a_score_names_the_two_points_of_the_curve_it_lies_between() -> None:
    score = found(found(tree("T03"), "Revenue · Points"), "Score")
    assert score.rule == "50 + (100 − 50) × (96.3307 − 80) / (100 − 80)"
    assert score.note == "curve at 96.3307, between (80, 50) and (100, 100)"


def test_a_year_target_shows_the_phasing_of_its_months_and_its_cell() -> None:
    target = found(found(tree("T03"), "Revenue · Points"), "Target")
    assert target.rule == "53/100 × 64800000"
    assert "by phasing: 6 + 6 + 8 + 8 + 8 + 9 + 8 / 100" in target.note
    assert [str(cell.place) for cell in target.children] == ["master.xlsx!目标!D11"]


def test_a_month_value_from_source_rows_leads_to_every_row() -> None:
    month = found(found(tree("T03"), "Pipeline · Points"), "2026-07")
    assert (month.rule, month.note) == ("1342000 + 1478000", "sum of 2 rows")
    assert [str(row.place) for row in month.children] == [
        "2026-07-actuals.xlsx!线索机会点!E10",
        "2026-07-actuals.xlsx!线索机会点!E11",
    ]


def test_a_missing_month_that_counts_as_zero_says_so() -> None:
    breach = found(tree("T03"), "Gate Compliance")
    assert {month.note for month in breach.children[0].children} == {"missing: counts as 0 (when_missing: zero)"}


def test_a_closed_gate_says_what_it_compared_and_what_it_does() -> None:
    gate = found(tree("T03"), "Gate Overdue")
    assert gate.note == "0.138067 above 0.1? yes: closed; payout × 0.8"
    factor = found(tree("T03"), "Factor")
    assert (factor.rule, factor.note) == ("95.1414 × 0.8", "payout × closed gates: Overdue")


def test_an_adjustment_has_its_kind_reason_approver_and_cell() -> None:
    (award,) = found(tree("T02"), "Adjustments").children
    assert award.label == "2026-05 award"
    assert "海峤三期竞标中以方案分第一胜出" in award.note and "沈若岚" in award.note
    assert award.place is not None and award.place.sheet in ("调整", "Adjustments")


def test_what_was_paid_before_names_the_earlier_periods_it_is_assumed_from() -> None:
    paid = found(tree("T03"), "Paid before")
    assert [month.label for month in paid.children] == [f"2026-0{month}" for month in range(1, 7)]
    assert "no ledger and no Paid sheet" in paid.note


def test_the_first_month_has_nothing_paid_before_and_says_why() -> None:
    paid = found(tree("T03", period="2026-01"), "Paid before")
    assert (paid.value, paid.note) == ("0.00", "the first month of the fiscal year")


def test_each_member_has_a_part_and_a_share_that_lead_to_the_members_row() -> None:
    member = found(tree("T03"), "LC0264 梁思齐 Account manager")
    assert (member.rule, member.note) == ("19537.07 + 5426.96", "share + premium")
    assert [child.label for child in member.children] == ["Share, cut", "Part"]
    assert str(member.children[1].place) == "master.xlsx!成员!E13"


def test_the_owner_leads_to_the_row_of_owners_in_force() -> None:
    owner = found(tree("T03"), "Owner")
    assert (owner.value, str(owner.place)) == ("LC0264 梁思齐", "master.xlsx!第一责任人!B4")


def test_with_a_metric_only_its_lines_stand_under_every_segment() -> None:
    node = tree("T03", metric="share_of_wallet")
    assert [segment.label for segment in node.children] == ["2026-01/2026-07 Growth"]
    assert [line.label for line in node.children[0].children] == ["Share of wallet · Points"]


def test_labels_and_rules_are_chinese_where_chinese_is_asked_for() -> None:
    node = tree("T03", "zh")
    assert found(node, "此前已发").note == "没有台账，也没有“已发”表：按同样数据重算此前各期的应发"
    assert found(node, "营业收入 · 加权得分").value == "31.7894"


def test_the_json_tree_writes_a_place_as_book_sheet_cell() -> None:
    owner = node_object(found(tree("T03"), "Owner"))
    assert owner["place"] == "master.xlsx!第一责任人!B4"
    assert owner["children"] == []


@pytest.mark.parametrize("folder", CASES, ids=lambda folder: folder.name)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_team_of_every_case_is_explained_with_the_payable_of_its_result(folder: Path, language: str) -> None:
    result = case(folder)
    payable = [decimal_text(money, result.plan.decimals) for money in result.payables["payable"].tolist()]
    assert [node.children[0].value for node in explained(folder, language)] == payable


@pytest.mark.parametrize("folder", CASES, ids=lambda folder: folder.name)
def test_every_formula_of_an_attainment_gives_its_value(folder: Path) -> None:
    """The reader's pocket calculator: 100 × (a − b) / (t − b), rounded half away from zero to 4 decimals."""
    shown = [node for tree in explained(folder, "en") for node in nodes(tree) if node.label == "Attainment"]
    for node in shown:
        if node.value is not None and node.rule.startswith("100 × "):
            assert calculated(node.rule) == node.value


def calculated(rule: str) -> str:
    import re
    from decimal import ROUND_HALF_UP, Decimal
    from fractions import Fraction

    python = rule.replace("×", "*").replace("−", "-")
    exact = re.sub(r"\d+(\.\d+)?", lambda number: f'Fraction("{number[0]}")', python)
    value: Fraction = eval(exact, {"Fraction": Fraction})  # our own formula, in a test
    scaled = Decimal(value.numerator * 10**4) / Decimal(value.denominator)
    return str(scaled.quantize(Decimal(1), ROUND_HALF_UP).scaleb(-4))
