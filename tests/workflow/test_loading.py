"""From paths to a result: what is read, when it stops, and what is told (plan.md, inputs.md)."""

from __future__ import annotations

from pathlib import Path

import pytest

from scorecard.calc import calculate
from scorecard.model.period import Month
from scorecard.read.plan_file import read_plan
from scorecard.read.workbooks import read_inputs
from scorecard.workflow.loading import Outcome, load
from tests.cli.calling import written

MONTH = Month(2026, 1)


def loaded(folder: Path, period: Month | None = MONTH) -> Outcome:
    return load(folder / "plan.yaml", [folder / "inputs.xlsx"], period, lambda *step: None)


def codes(outcome: Outcome) -> list[str]:
    return [problem.code for problem in outcome.problems]


def test_of_a_faulty_plan_no_workbook_is_read(tmp_path: Path) -> None:
    written(
        tmp_path, plan={"basis": "week"}, sheets={"Actuals": [["period", "team", "revenue"], ["2026-01", "A", "x"]]}
    )
    outcome = loaded(tmp_path)
    assert outcome.inputs is None
    assert [problem.code for problem in outcome.errors] == ["not-one-of"]


def test_problems_of_reading_and_of_the_calculation_come_together(tmp_path: Path) -> None:
    pools = [["team", "period", "amount"], ["A", "2026-02", "5"]]
    written(tmp_path, sheets={"Actuals": [["period", "team", "revenue"], ["2026-01", "A", "x"]], "Pools": pools})
    assert [problem.code for problem in loaded(tmp_path).errors] == ["not-a-number", "missing-pool"]


def test_without_a_period_it_is_the_newest_month_of_actuals(tmp_path: Path) -> None:
    rows = [["period", "team", "revenue"], ["2026-03", "A", "1"], ["2026-05", "A", "1"], ["2026-04", "A", "1"]]
    written(tmp_path, sheets={"Actuals": rows})
    result = loaded(tmp_path, None).result
    assert result is not None and result.period == Month(2026, 5)


def test_where_actuals_could_not_be_read_the_missing_period_is_not_told_too(tmp_path: Path) -> None:
    written(tmp_path, sheets={"Actuals": [["period", "group", "revenue"], ["2026-01", "A", "5"]]})
    assert codes(loaded(tmp_path, None))[1:] == ["missing-column"]


def test_the_result_holds_the_plan_s_warnings_too_with_the_plan_s_name_and_not_its_path(tmp_path: Path) -> None:
    written(tmp_path)
    outcome = loaded(tmp_path)
    assert outcome.result is not None
    assert [str(warning.place) for warning in outcome.result.warnings] == ["plan.yaml:13:3"]
    assert [str(warning.place) for warning in outcome.warnings] == [f"{tmp_path / 'plan.yaml'}:13:3"]


def test_a_plan_that_is_not_there_is_a_problem(tmp_path: Path) -> None:
    assert codes(loaded(tmp_path)) == ["plan-unreadable"]


def test_each_step_is_told(tmp_path: Path) -> None:
    written(tmp_path)
    steps: list[tuple[str, int, int]] = []
    load(tmp_path / "plan.yaml", [tmp_path / "inputs.xlsx"], MONTH, lambda *step: steps.append(step))
    assert steps == [("inputs.xlsx", 1, 1), ("calculating", 0, 1), ("calculating", 1, 1)]


MISREAD = {
    "Actuals": ([["period", "team", "revenue"], ["January", "A", "5"]], "missing-value"),
    "Pools": ([["team", "period", "amount"], ["A", "always", "5"]], "missing-pool"),
    "Targets": ([["team", "metric", "period", "target"], ["A", "revenu", "2026", "5"]], "missing-target"),
    "Stages": ([["team", "stage", "from"], ["A", "growth", "once"]], "no-stage"),
    "Owners": ([["team", "employee", "name", "from"], ["A", "E1", "Ann", "once"]], "no-owner"),
    "Members": ([["team", "employee", "name", "role"], ["A", "E1", "Ann", "boss"]], "owner-outside-team"),
}
"""A sheet in which a row cannot be placed, and what the calculation misses without it."""
STRICT = {"measures": {"revenue": {"title": "Revenue"}}}


@pytest.mark.parametrize("sheet", MISREAD)
def test_a_row_that_was_left_out_is_not_missing_as_well(tmp_path: Path, sheet: str) -> None:
    rows, consequence = MISREAD[sheet]
    written(tmp_path, plan=STRICT, sheets={sheet: rows})
    plan, _ = read_plan(tmp_path / "plan.yaml")
    assert plan is not None
    inputs, faults = read_inputs(plan, [tmp_path / "inputs.xlsx"])
    assert consequence in [problem.code for problem in calculate(plan, inputs, MONTH)[1]]
    assert loaded(tmp_path).errors == faults


def test_a_workbook_that_could_not_be_read_leaves_no_further_gaps_to_tell(tmp_path: Path) -> None:
    written(tmp_path, plan=STRICT, sheets={"Pools": None})
    (tmp_path / "pools.xlsx").write_bytes(b"no workbook")
    books = [tmp_path / "inputs.xlsx", tmp_path / "pools.xlsx"]
    outcome = load(tmp_path / "plan.yaml", books, MONTH, lambda *step: None)
    assert [problem.code for problem in outcome.errors] == ["not-a-workbook"]


def test_a_faulty_target_is_told_once_and_not_as_a_target_of_0(tmp_path: Path) -> None:
    written(tmp_path, sheets={"Targets": [["team", "metric", "period", "target"], ["A", "revenue", "2026", "x"]]})
    assert [problem.code for problem in loaded(tmp_path).errors] == ["not-a-number"]


def test_a_value_that_is_missing_beside_a_faulty_number_is_told_all_the_same(tmp_path: Path) -> None:
    rows = [["period", "team", "revenue"], ["2026-01", "A", "x"]]
    written(tmp_path, plan=STRICT, sheets={"Actuals": rows})
    outcome = loaded(tmp_path, Month(2026, 2))
    assert [problem.code for problem in outcome.errors] == ["not-a-number", "missing-value"]
