"""Whatever a drop-down offers is understood, and keys, names and dates stay as they were typed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from pathlib import Path

import pytest

from scorecard.model.inputs import Inputs
from scorecard.model.period import day_number
from scorecard.model.plan import Plan
from scorecard.read.plan_file import read_plan
from scorecard.read.workbooks import read_inputs
from scorecard.report.input_book.lists import Choices, choices
from tests.input_book.filling import Row, filled
from tests.read.books import plan_of

ROOT = Path(__file__).parents[2]
TEAMS = [("0017", "北方团队", "00042"), ("17", '=1+1 "O\'Brien" & <Söhne>', "42")]
"""Two keys that a number would make one, and a name that is no formula."""
KINDS = ["correction", "award", "penalty", "carry_over"]
FIRST = dt.date(2026, 1, 1)


def plans(folder: Path) -> dict[str, Plan]:
    found = {"by another year": plan_of(folder, {"fiscal_year": "2026-07", "fiscal_year_name": "FY27"})}
    for name in ("key-accounts", "growth-sales"):
        plan, problems = read_plan(ROOT / "configs" / f"{name}-2026.yaml")
        assert plan is not None, problems
        found[name] = plan
    return found


def rows(plan: Plan, lists: Mapping[str, Choices]) -> dict[str, list[Row]]:
    """A row for each text of each list."""
    team, month = {"team": "0017"}, {"period": lists["month"].texts[0]}
    here, year = team | month, {"period": lists["period"].texts[0]}
    stages = enumerate(lists["stage"].texts)
    people = enumerate(lists["role"].texts)
    sizes = dict(zip(lists["kind"].texts, (-5, 5, -5, -5), strict=True))
    by_hand = {"reason": "原因", "approved_by": "李娜"}
    found: dict[str, list[Row]] = {
        "Teams": [{"team": key, "name": name, "account": account, "from": FIRST} for key, name, account in TEAMS],
        "Stages": [team | {"stage": text, "from": FIRST + dt.timedelta(index)} for index, text in stages],
        "Owners": [{"team": key, "employee": "007", "name": "王芳", "from": FIRST} for key, _, _ in TEAMS],
        "Members": [team | {"employee": f"00{i}", "name": f"员工{i}", "role": text} for i, text in people],
        "Targets": [team | year | {"metric": text, "target": 1} for text in lists["metric"].texts],
        "Actuals": [team | {"period": text, plan_measure(plan): 1.25} for text in lists["month"].texts],
        "Evidence": [here | {"measure": text, "note": "签字"} for text in lists["measure"].texts],
        "Adjustments": [here | {"kind": kind, "amount": size} | by_hand for kind, size in sizes.items()],
        "Paid": [here | {"amount": 1.5}],
    }
    if any(part.kind == "target_pool" for stage in plan.stages.values() for part in stage.funding):
        periods = lists["period"].texts
        found["Pools"] = [team | {"period": text, "amount": 1.5} for text in periods[1:]]
        found["Pools"].append({"team": "17", "period": periods[0], "amount": 0})
    return found


def plan_measure(plan: Plan) -> str:
    return next(id for id, measure in plan.measures.items() if measure.source is None)


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("name", ["by another year", "key-accounts", "growth-sales"])
def test_every_text_of_every_list_is_understood(name: str, language: str, tmp_path: Path) -> None:
    plan = plans(tmp_path)[name]
    lists = choices(plan, language)
    typed = rows(plan, lists)
    inputs, problems = read_inputs(plan, [filled(plan, language, typed, tmp_path / "inputs.xlsx")])
    assert not problems
    assert {warning.kind for warning in inputs.warnings} == {"sheet-left-alone"}
    assert inputs.stages["stage"].tolist() == list(range(len(plan.stages)))
    assert inputs.members["role"].tolist() == list(range(len(plan.roles)))
    assert inputs.targets["metric"].tolist() == list(range(len(plan.metrics)))
    assert inputs.evidence["measure"].tolist() == list(range(len(plan.measures)))
    assert inputs.adjustments["kind"].tolist() == KINDS
    assert inputs.values["month"].tolist() == list(range(12))
    if "Pools" in typed:
        assert inputs.pools["month"].tolist() == [*range(12), -1]
    assert as_typed(inputs) == sorted((key, name, account, day_number(FIRST)) for key, name, account in TEAMS)


def as_typed(inputs: Inputs) -> list[tuple[str, str, str, int]]:
    teams = inputs.teams
    columns = (teams[name].tolist() for name in ("key", "name", "account", "first"))
    return list(zip(*columns, strict=True))
