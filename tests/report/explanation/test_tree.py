from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from scorecard.model.numbers import decimal_text
from scorecard.model.period import date_of
from scorecard.report.explanation import Node, explain, node_object
from tests.report.explanation.trees import EVERY, labelled, nodes, result, tree, trees
from tests.small_cases import run


def test_the_tree_runs_from_the_payable_to_the_attainment() -> None:
    node = tree("T03")
    path = [
        "Payable", "Due", "Entitlement", "Pool 2026-01/2026-07 Growth", "Held", "Earned", "Factor",
        "Payout", "Composite", "Revenue and margin · Points", "Revenue · Points", "Score", "Attainment", "Actual",
        "2026-07",
    ]  # fmt: skip
    for label in path:
        node = next(child for child in node.children if child.label == label)
    assert str(node.place) == "2026-07-actuals.xlsx!实际!C7"
    assert node.value == "5307729.640000"


def test_an_attainment_shows_its_formula_with_the_numbers() -> None:
    attainment = labelled(labelled(tree("T03"), "Revenue · Points"), "Attainment")
    assert attainment.rule == "100 × (33083821.53 − 0) / (34344000 − 0)"
    assert (attainment.value, attainment.section) == ("96.3307", "4")


def test_a_score_names_the_two_points_of_the_curve_it_lies_between() -> None:
    score = labelled(labelled(tree("T03"), "Revenue · Points"), "Score")
    assert score.rule == "50 + (100 − 50) × (96.3307 − 80) / (100 − 80)"
    assert score.note == "curve at 96.3307, between (80, 50) and (100, 100)"


def test_a_year_target_shows_the_phasing_of_its_months_and_its_cell() -> None:
    target = labelled(labelled(tree("T03"), "Revenue · Points"), "Target")
    assert target.rule == "53/100 × 64800000"
    assert "by phasing: (6 + 6 + 8 + 8 + 8 + 9 + 8) / 100" in target.note
    assert [str(cell.place) for cell in target.children] == ["master.xlsx!目标!D11"]


def test_a_month_value_from_source_rows_leads_to_every_row() -> None:
    month = labelled(labelled(tree("T03"), "Pipeline · Points"), "2026-07")
    assert (month.rule, month.note) == ("1342000 + 1478000", "sum of 2 rows")
    assert [str(row.place) for row in month.children] == [
        "2026-07-actuals.xlsx!线索机会点!E10",
        "2026-07-actuals.xlsx!线索机会点!E11",
    ]


def test_a_missing_month_that_counts_as_zero_says_so() -> None:
    breach = labelled(tree("T03"), "Gate Compliance")
    assert {month.note for month in breach.children[0].children} == {"missing: counts as 0 (when_missing: zero)"}


def test_a_closed_gate_says_what_it_compared_and_what_it_does() -> None:
    gate = labelled(tree("T03"), "Gate Overdue")
    assert gate.note == "0.138067 above 0.1? yes: closed; payout × 0.8"
    factor = labelled(tree("T03"), "Factor")
    assert (factor.rule, factor.note) == ("95.1414 × 0.8", "payout × closed gates: Overdue")


def test_an_adjustment_has_its_kind_reason_approver_and_cell() -> None:
    (award,) = labelled(tree("T02"), "Adjustments").children
    assert award.label == "2026-05 award"
    assert "海峤三期竞标中以方案分第一胜出" in award.note and "沈若岚" in award.note
    assert award.place is not None and award.place.sheet in ("调整", "Adjustments")


def test_what_was_paid_before_names_the_earlier_periods_it_is_assumed_from() -> None:
    paid = labelled(tree("T03"), "Paid before")
    assert [month.label for month in paid.children] == [f"2026-0{month}" for month in range(1, 7)]
    assert "no closing and no Paid sheet" in paid.note


def test_the_first_month_has_nothing_paid_before_and_says_why() -> None:
    paid = labelled(tree("T03", period="2026-01"), "Paid before")
    assert (paid.value, paid.note) == ("0.00", "the first month of the fiscal year")


def test_each_member_has_a_part_and_a_share_that_lead_to_the_members_row() -> None:
    member = labelled(tree("T03"), "LC0264 梁思齐 Account manager")
    assert (member.rule, member.note) == ("19537.07 + 5426.96", "share + premium")
    assert [child.label for child in member.children] == ["Share, cut", "Part"]
    active, factor = member.children[1].children
    assert (active.value, active.note, str(active.place)) == ("1", "31 of 31 days", "master.xlsx!成员!F13")
    assert (factor.value, factor.note, str(factor.place)) == ("1", "an empty cell counts as 1", "master.xlsx!成员!E13")


def test_the_owner_leads_to_the_row_of_owners_in_force() -> None:
    owner = labelled(tree("T03"), "Owner")
    assert (owner.value, str(owner.place)) == ("LC0264 梁思齐", "master.xlsx!第一责任人!B4")


def test_with_a_metric_only_its_lines_stand_under_every_segment() -> None:
    node = tree("T03", metric="share_of_wallet")
    assert [segment.label for segment in node.children] == ["2026-01/2026-07 Growth"]
    assert [line.label for line in node.children[0].children] == ["Share of wallet · Points"]


def test_labels_and_rules_are_chinese_where_chinese_is_asked_for() -> None:
    node = tree("T03", "zh")
    assert labelled(node, "此前已发").note == "没有关账记录，也没有“已发”表：按同样数据重算此前各期的应发"
    assert labelled(node, "营业收入 · 加权得分").value == "31.7894"


def test_the_json_tree_writes_a_place_as_book_sheet_cell() -> None:
    owner = node_object(labelled(tree("T03"), "Owner"))
    assert owner["place"] == "master.xlsx!第一责任人!B4"
    assert owner["children"] == []


@pytest.mark.parametrize("name", EVERY)
def test_every_listed_team_is_explained_with_the_payable_of_its_result(name: str) -> None:
    money, decimals = result(name).payables["payable"].tolist(), result(name).plan.decimals
    assert [node.children[0].value for node in trees(name)] == [decimal_text(each, decimals) for each in money]


def test_evidence_stands_under_the_metric_that_needs_it_with_note_and_cell() -> None:
    _, evidence = labelled(labelled(tree("T05"), "Relationship ladder · Points"), "Evidence").children
    assert evidence.label == "2026-03 Relationship level"
    assert evidence.note == "客户技术部确认方案评审通过; https://docs.lanchuan.example/ka/T05/2026-03"
    assert str(evidence.place) == "2026-03-actuals.xlsx!Evidence!D4"


def test_that_evidence_is_needed_and_not_there_stands_under_the_metric() -> None:
    evidence = labelled(labelled(tree("T11"), "Relationship ladder · Points"), "Evidence")
    assert (evidence.note, evidence.children) == ("needed, but there is none in these months", ())


def warnings(node: Node) -> list[str]:
    return [warning.label for each in nodes(node) if each.label == "Warnings" for warning in each.children]


def test_warnings_about_the_team_stand_at_the_end() -> None:
    assert tree("T11").children[-1].label == "Warnings"
    assert warnings(tree("T11")) == ["evidence-missing", "role-vacant"]


def test_a_warning_about_a_cell_stands_with_the_team_whose_tree_leads_to_it() -> None:
    teams = result("key-accounts").inputs.teams["key"].tolist()
    assert [team for team in teams if "text-number" in warnings(tree(team))] == ["T06"]


def test_with_a_metric_only_warnings_about_it_and_its_cells_stand_below() -> None:
    assert warnings(tree("T11", metric="relationship_ladder")) == ["evidence-missing"]
    assert warnings(tree("T11", metric="revenue")) == []


def test_a_gate_on_the_attainment_of_a_metric_that_is_scored_by_its_actual_derives_the_attainment() -> None:
    february = trees("level2-01")[0].children[0].children[0].children[0].children[0].children[1]
    attainment = labelled(february, "Attainment of Share of wallet")
    assert attainment.rule == "100 × (0.285714 − 0.04) / (0.2 − 0.04)"


def test_a_cut_by_the_budget_shows_the_uncut_sum_and_the_budget() -> None:
    entitlement = labelled(trees("level2-01")[0], "Entitlement")
    assert entitlement.rule == "rounddown(158423.082 × 43404.080 / 176025.652, 3) + 0.001"
    assert [child.label for child in entitlement.children] == ["Entitlement uncut", "Budget"]


def of_case(name: str, team: str, language: str = "en") -> Node:
    return next(node for node in trees(name, language) if node.label.startswith(f"{team} "))


def test_a_team_without_segments_says_so_and_still_shows_what_it_owes() -> None:
    node = of_case("level3-30", "T79")
    assert labelled(node, "Entitlement").note == "the team was in no stage in these months"
    assert labelled(node, "Due").rule == "0 + (-1950) − 103117"


def test_of_a_team_without_segments_a_metric_has_no_lines_and_says_why() -> None:
    found = result("level3-30")
    team = found.inputs.teams["key"].tolist().index("T79")
    node = explain(found, team, "en", next(iter(found.plan.metrics)))
    assert (node.note, node.children) == ("the team was in no stage in these months", ())


def test_owner_and_members_of_a_team_that_has_ended_are_those_of_its_last_day() -> None:
    found = result("level3-37")
    (ended,) = [node for node in trees("level3-37") if "as of the team's last day" in labelled(node, "Members").note]
    last = found.inputs.teams.set_index("key")["last"][ended.label.split(" ")[0]]
    assert str(date_of(int(last))) in labelled(ended, "Members").note


def test_what_was_paid_in_the_paid_sheet_stands_in_the_order_of_months() -> None:
    paid = labelled(of_case("level3-30", "T79"), "Paid before")
    assert [month.label for month in paid.children] == ["2025-10", "2025-11", "2026-02", "2026-04"]


def test_a_year_row_in_a_later_window_is_the_difference_of_two_cumulated_shares_each_rounded() -> None:
    targets = [node for tree in trees("level2-05") for node in nodes(tree) if node.label == "Target"]
    shown = {(node.rule, node.note) for node in targets if node.rule.startswith("round(")}
    assert (
        "round(407/607 × 4415391.72, 6) − round(387/607 × 4415391.72, 6)",
        "of the year by phasing: (59 + 120 + 30 + 80 + 60 + 28 + 10 + 20) / 607 "
        "− (59 + 120 + 30 + 80 + 60 + 28 + 10) / 607",
    ) in shown


def test_a_weight_after_others_are_left_out_shows_its_share_and_the_unit_left_over() -> None:
    weight = labelled(labelled(tree("T05"), "Relationship ladder · Points"), "Weight")
    assert (weight.value, weight.rule) == ("55.5556", "rounddown(100 × 50 / 90, 4) + 0.0001")


def test_a_month_cut_by_days_of_a_value_from_rows_shows_the_whole_month_below_it() -> None:
    found = [node for name in EVERY for tree in trees(name) for node in nodes(tree)]
    whole = [(node, node.children[0]) for node in found if node.children and node.children[0].label == "whole month"]
    assert whole
    assert all("/" in month.rule and child.children for month, child in whole if child.section == "2")


def test_a_payout_below_0_is_cut_in_the_way_from_the_target_pool_too(tmp_path: Path) -> None:
    case = {
        "plan": {
            "curves": {
                "standard": {"points": [["0", "0"], ["100", "100"]]},
                "falling": {"points": [["0", "100"], ["60", "-5"]]},
            },
            "payout": "falling",
            "gates": {"low": {"when": {"actual": "revenue", "at_least": "0"}, "then": {"cap": {"revenue": "20"}}}},
            "stages": {"growth": {"weights": {"revenue": "100"}, "gates": ["low"]}},
        },
        "sheets": {"Actuals": [["period", "team", "revenue"], ["2026-01", "A", "97000"]]},
    }
    (tmp_path / "case.yaml").write_text(yaml.safe_dump(case), "utf-8")
    outcome = run(tmp_path / "case.yaml", tmp_path)
    assert outcome.result, outcome.problems
    payouts = [node for node in nodes(explain(outcome.result, 0, "en")) if node.label == "Payout"]
    assert ("0.0000", "max((-5), 0)") in [(node.value, node.rule) for node in payouts]
