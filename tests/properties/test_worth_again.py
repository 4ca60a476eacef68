"""What one percent of target more is worth is what the calculation gives on Actuals that really say so."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from random import Random
from typing import Any

import pandas as pd
from hypothesis import assume, given

from scorecard.calc import calculate
from scorecard.calc.worth import worth
from scorecard.model.numbers import round_half_away
from scorecard.model.result import Result
from scorecard.report.explanation.node import there
from tests.properties.test_invariants import changed, result_of
from tests.properties.thorough import examples
from tests.reference.scenarios import Scenario, plan_of, scenarios

WIDE = {"points": [["-5000", "0"], ["5000", "200"]]}
"""A curve on which most moves count."""


def with_own_measures(given: Scenario) -> Scenario:
    """The scenario with a measure for each metric that nothing else looks at: the month's last value."""
    tree, rows = copy.deepcopy(given.tree), copy.deepcopy(given.rows)
    random = Random(given.seed)
    if random.random() < 0.7:
        tree["payout"] = copy.deepcopy(WIDE)
    for metric in tree["metrics"]:
        tree["measures"][f"own_{metric}"] = {"total": "last", "split": random.choice(["true", "false"])}
        tree["metrics"][metric]["actual"] = f"own_{metric}"
        if random.random() < 0.7:
            tree["metrics"][metric]["curve"] = copy.deepcopy(WIDE)
        rows["values"] += [
            {"team": team["key"], "month": month, "measure": f"own_{metric}", "value": value}
            for team in rows["teams"]
            for month in range(12)
            for value in [_near_target(rows, team["key"], metric, month, random)]
        ]
    assume(plan_of(tree)[0] is not None)
    return changed(given, tree, rows)


def _near_target(rows: dict[str, Any], team: str, metric: str, month: int, random: Random) -> int:
    known = [row for row in rows["targets"] if row["team"] == team and row["metric"] == metric]
    targets = [row["target"] or 0 for row in known if row["month"] in (-1, month)]
    return random.choice([*targets, 0]) * random.choice([5, 8, 9, 10, 11]) // 10


def alone_at_the_period(given: Scenario, result: Result) -> Iterator[tuple[int, pd.Series[Any]]]:
    """The scores of segments that hold their team's month P alone, with their place."""
    period = given.plan.month_index(given.period)
    months = result.months.assign(team=result.segments["team"].to_numpy()[result.months["segment"].to_numpy()])
    now = months[months["month"] == period].drop_duplicates("team", keep=False)["segment"].tolist()
    for index, row in result.scores.iterrows():
        if row["segment"] in now:
            yield int(str(index)), row


def moved(given: Scenario, team: str, metric: str, row: pd.Series[Any]) -> Scenario:
    """The scenario in which the metric's measure is better by one percent of the target in the period."""
    period = given.plan.month_index(given.period)
    step = round_half_away(abs(int(row["target"])), 100)
    step = step if given.plan.metrics[metric].better == "higher" else -step
    rows = copy.deepcopy(given.rows)
    for value in rows["values"]:
        if (value["team"], value["month"], value["measure"]) == (team, period, f"own_{metric}"):
            value["value"] += step
    return changed(given, rows=rows)


@examples(40)
@given(scenarios(tidy=True))
def test_the_change_is_that_of_a_calculation_with_the_better_actual(given: Scenario) -> None:
    given = with_own_measures(given)
    result = result_of(given)
    found = worth(result)["change"].tolist()
    rows = list(alone_at_the_period(given, result))
    rows.sort(key=lambda each: there(found[each[0]]) and not found[each[0]])  # what changes nothing says less
    for index, row in rows[:5]:
        team, metric = int(result.segments["team"].iloc[row["segment"]]), list(given.plan.metrics)[row["metric"]]
        if row["skipped"] or not there(row["target"]) or row["target"] == 0:
            assert not there(found[index])
            continue
        key = given.inputs.teams["key"].iloc[team]
        after = moved(given, key, metric, row)
        then, _ = calculate(after.plan, after.inputs, after.period, after.ledger)
        assert there(found[index]) == (then is not None)
        if then is not None:
            before, now = (int(each.payables.set_index("team")["payable"][team]) for each in (result, then))
            assert found[index] == now - before
