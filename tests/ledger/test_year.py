"""Twelve months of the samples closed in order, with random corrections to earlier months in between: what was paid is,
to the cent and at every month, what calculation.md says must hold.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from scorecard.calc import calculate
from scorecard.ledger.opening import Ledger, open_ledger, reading
from scorecard.ledger.standing import standing
from scorecard.ledger.store import Closing, close_period
from scorecard.model.inputs import Inputs
from scorecard.model.plan import Plan
from scorecard.model.result import Result
from scorecard.read.plan_file import read_plan
from scorecard.read.workbooks import read_inputs
from scorecard.workflow.close import deferral_rows, payable_rows

ROOT = Path(__file__).parents[2]
LAST = 6
"""The samples' last month; the rest of the year repeats it."""


@cache
def samples() -> tuple[Plan, Inputs]:
    plan, _ = read_plan(ROOT / "configs" / "key-accounts-2026.yaml")
    assert plan is not None
    inputs, problems = read_inputs(plan, [ROOT / "samples" / "key-accounts"])
    assert not problems
    return plan, replace(inputs, values=_whole_year(inputs.values), lines=_whole_year(inputs.lines))


def _whole_year(rows: pd.DataFrame) -> pd.DataFrame:
    last = rows[rows["month"] == LAST]
    further = [last.assign(month=last["month"] + more) for more in range(1, 12 - LAST)]
    return pd.concat([rows, *further], ignore_index=True).astype(rows.dtypes.to_dict())


@dataclass(frozen=True)
class Correction:
    """Made before a month is closed: a value becomes so many percent of what it was, or an adjustment is entered."""

    before: int
    row: int
    percent: int
    adjustment: int


def corrected(plan: Plan, inputs: Inputs, made: Correction) -> Inputs:
    """In months that are closed already; quantities are never below 0 here, so that no rule refuses them."""
    values = inputs.values.copy()
    known = [index for index, row in enumerate(values["month"].tolist()) if row < made.before]
    if known:
        at = known[made.row % len(known)]
        values.loc[at, "value"] = abs(int(values["value"].iloc[at])) * made.percent // 100
    adjustments = inputs.adjustments
    if made.adjustment and made.before:
        whole_year = np.flatnonzero(inputs.teams["first"] <= plan.month(0).last_day).tolist()
        first = adjustments.iloc[[0]].assign(
            team=whole_year[made.row % len(whole_year)], month=made.row % made.before, amount=made.adjustment
        )
        adjustments = pd.concat([adjustments, first], ignore_index=True).astype(adjustments.dtypes.to_dict())
    return replace(inputs, values=values, adjustments=adjustments)


corrections = st.lists(
    st.builds(Correction, st.integers(1, 11), st.integers(0, 10**4), st.integers(0, 250), st.integers(-(10**7), 10**6)),
    max_size=8,
)


def close(ledger: Ledger, plan: Plan, inputs: Inputs, index: int) -> Result:
    """Calculate the month with what the ledger says, and close it."""
    period = plan.month(index)
    asked = None
    if ledger.exists:
        with reading(ledger) as connection:
            asked = standing(connection, plan, period)
    result, problems = calculate(
        plan, inputs, period, asked.paid_before if asked else None, asked.grants if asked else ()
    )
    assert result is not None, problems
    rows = payable_rows(result)
    closing = Closing(
        plan=plan.id,
        period=period,
        moment="2026-01-01T00:00:00+00:00",
        by="Wang",
        note="",
        fiscal_year=plan.fiscal_year,
        currency=plan.currency,
        parts={"result": repr(rows).encode()},
        payables=rows,
        deferrals=deferral_rows(result),
    )
    close_period(ledger, closing, asked.state if asked else "")
    return result


def money(result: Result, *names: str) -> Mapping[str, int]:
    """Sums of these columns by team."""
    keys = result.inputs.teams["key"]
    columns = [result.payables[name].tolist() for name in names]
    rows = zip(result.payables["team"].tolist(), *columns, strict=True)
    return {str(keys.iloc[team]): sum(amounts) for team, *amounts in rows}


def added(first: Mapping[str, int], second: Mapping[str, int]) -> dict[str, int]:
    return {team: first.get(team, 0) + second.get(team, 0) for team in first.keys() | second.keys()}


@pytest.mark.parametrize("policy", ["carry_forward", "recover"])
@settings(max_examples=3, deadline=None)
@given(made=corrections)
def test_what_was_paid_is_what_must_hold_at_every_month(policy: Any, made: list[Correction]) -> None:
    plan, inputs = samples()
    plan = replace(plan, negative_payable=policy)
    paid: dict[str, int] = {}
    reached: dict[str, int] = {}
    with TemporaryDirectory() as folder:
        ledger = open_ledger(f"sqlite:///{folder}/ledger.db")
        for index in range(12):
            for each in made:
                if each.before == index:
                    inputs = corrected(plan, inputs, each)
            result = close(ledger, plan, inputs, index)
            assert money(result, "paid_before") == {team: paid.get(team, 0) for team in money(result, "due")}
            paid = added(paid, money(result, "payable"))
            earned = money(result, "entitlement", "adjustments")
            if policy == "carry_forward":
                reached = {team: max(0, reached.get(team, 0), earned.get(team, 0)) for team in paid}
                assert paid == reached
            else:
                assert paid == {team: earned.get(team, 0) for team in paid}
            assert added(money(result, "payable"), money(result, "carried")) == money(result, "due")
