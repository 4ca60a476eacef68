"""The key-account sample after its closing of June, in which a few things had stood otherwise."""

from __future__ import annotations

import pandas as pd
from msgspec.structs import replace

from scorecard.calc import calculate
from scorecard.calc.changes import changes
from scorecard.model.inputs import Inputs, Sheet
from scorecard.model.ledger import Standing
from scorecard.model.period import Month
from scorecard.model.plan import Plan
from scorecard.model.result import Result

CLOSED = Month(2026, 6)
UNIT, PERCENT = 10**6, 10**4
DIGEST = "fedcba9876543210" * 4


def changed(sample: Result, *, other_plan: bool = False) -> Result:
    """July of the sample, after June was closed on ``closed_inputs``; of another plan if that is wanted."""
    plan = closed_plan(sample.plan) if other_plan else sample.plan
    then = closed_inputs(plan, sample.inputs)
    june, problems = calculate(plan, then, CLOSED, {})
    assert june is not None, problems
    keys = then.teams["key"].tolist()
    settled = {keys[team]: (0, pay) for team, pay in zip(june.payables["team"], june.payables["payable"], strict=True)}
    standing = Standing(digest=DIGEST, newest=DIGEST, state=DIGEST, closed=CLOSED, closing=DIGEST, settled=settled)
    july, problems = calculate(sample.plan, sample.inputs, sample.period, standing.paid_before)
    assert july is not None, problems
    found = changes((plan, then), (sample.plan, sample.inputs), CLOSED)
    return replace(july, standing=standing, changes=found)


def unchanged(sample: Result) -> Result:
    """The same, where nothing stood otherwise."""
    result = changed(sample)
    return replace(result, changes=())


def closed_plan(plan: Plan) -> Plan:
    """The same with another floor."""
    floors = {id: replace(stage, floor=5 * PERCENT) for id, stage in plan.stages.items()}
    return replace(plan, stages=floors)


def closed_inputs(plan: Plan, inputs: Inputs) -> Inputs:
    """T01: an actual, a target, the pool, the owner, members. T02: every value of six months. T05: a stage.

    T03: an adjustment whose reason begins with ``=``. The master data stood in a workbook of another name.
    """
    measure, metric = list(plan.measures), list(plan.metrics)
    values, targets, pools = inputs.values.copy(), inputs.targets.copy(), inputs.pools.copy()
    of = (values["team"] == 0) & (values["month"] == 2) & (values["measure"] == measure.index("revenue"))
    values.loc[of, "value"] -= 2_345_678_500_000
    values.loc[(values["team"] == 1) & (values["month"] < 6), "value"] += UNIT
    of = (targets["team"] == 0) & (targets["metric"] == metric.index("revenue"))
    targets.loc[of, "target"] += 400_000 * UNIT
    pools.loc[(pools["team"] == 0), "amount"] += 10_000_00
    owners, members, stages = _people(inputs)
    late = {"team": 2, "month": 4, "kind": "correction", "amount": -123_456, "reason": "=1+1 late", "approved_by": "HR"}
    rows = [*inputs.adjustments.to_dict("records"), {**inputs.adjustments.iloc[0].to_dict(), **late}]
    adjustments = pd.DataFrame(rows).astype(inputs.adjustments.dtypes)
    return replace(
        inputs,
        sheets=tuple(_renamed(sheet) for sheet in inputs.sheets),
        values=values,
        targets=targets,
        pools=pools,
        adjustments=adjustments,
        owners=owners,
        members=members,
        stages=stages,
    )


def _people(inputs: Inputs) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    owners, members, stages = inputs.owners.copy(), inputs.members.copy(), inputs.stages.copy()
    own = members.index[members["team"] == 0]
    owners.loc[owners.index[owners["team"] == 0][:1], ["employee", "name"]] = members.loc[
        own[3], ["employee", "name"]
    ].tolist()
    members.loc[own[2:3], "personal_factor"] = 900_000
    members.loc[own[1:2], "last"] = Month(2026, 5).last_day
    stages.loc[stages.index[stages["team"] == 4][-1:], "day"] += 40
    return owners, members, stages


def _renamed(sheet: Sheet) -> Sheet:
    return replace(sheet, book=sheet.book.replace("master", "master-june"))
