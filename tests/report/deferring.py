"""The key-account sample with a deferral: a fifth is kept back for a year, and a year ago it was so too."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from scorecard.calc import calculate
from scorecard.model.ledger import Grant, condition_text
from scorecard.model.period import Month
from scorecard.model.plan import Deferral, Expression, Gate, Plan
from scorecard.model.result import Result
from scorecard.model.titles import Title

PERCENT, UNIT = 10**4, 10**6
OVERDUE = Expression("ratio", ("overdue", "revenue"))
BEFORE = (Month(2025, 7), Month(2025, 8), Month(2025, 12))
"""Months in which money was kept back."""


def kept_if(of: str, comparison: str, number: int, **more: object) -> Gate:
    told = {"actual": None, "metric": None} | more
    return Gate("keep_if", Title("keep_if"), of, comparison=comparison, number=number, effect="forfeit", **told)  # type: ignore[arg-type]


LITTLE_OVERDUE = kept_if("actual", "at_most", UNIT // 10, actual=OVERDUE)
MARGIN = kept_if("attainment", "at_least", 60 * UNIT, metric="margin_rate")
GOOD = kept_if("composite", "at_least", 80 * UNIT)


def deferring(sample: Result) -> Result:
    """Breakthrough keeps nothing back; growth by what is overdue, position by the composite."""
    plan = deferring_plan(sample.plan)
    result, problems = calculate(plan, sample.inputs, sample.period, None, list(_grants(sample)))
    assert result is not None, problems
    return result


def deferring_plan(plan: Plan) -> Plan:
    rules = {"growth": Deferral(20 * PERCENT, 12, LITTLE_OVERDUE), "position": Deferral(25 * PERCENT // 2, 24, GOOD)}
    return replace(plan, stages={id: replace(stage, deferral=rules.get(id)) for id, stage in plan.stages.items()})


def _grants(sample: Result) -> Iterator[Grant]:
    """Of teams in every stage; T02 lost a member since, and something of its money had found nobody."""
    conditions = {"T01": GOOD, "T02": LITTLE_OVERDUE, "T07": LITTLE_OVERDUE, "T09": MARGIN}
    keys = sample.inputs.teams["key"].tolist()
    rows = sample.members.drop_duplicates(["team", "employee"])
    people = list(zip(rows["team"].tolist(), rows["employee"].tolist(), rows["name"].tolist(), strict=True))
    people += [(keys.index("T02"), "LC0101", "江一帆"), (keys.index("T02"), None, "")]
    for position, (team, employee, name) in enumerate(people):
        for month in BEFORE if keys[team] in conditions else ():
            amount = 100_000 + 7_919 * position + month.month
            text = condition_text(conditions[keys[team]])
            yield Grant("key-accounts-2025", keys[team], employee, name, month, month + 12, amount, text)
