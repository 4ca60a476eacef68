"""What the year before left: its last period's carried must come in as adjustments (calculation.md 11, ledger.md)."""

from __future__ import annotations

from collections.abc import Mapping

from scorecard.model.numbers import decimal_text
from scorecard.model.problems import Problem
from scorecard.model.result import Result


def carry_over_missing(result: Result, carried: Mapping[str, int]) -> tuple[Problem, ...]:
    """A warning for each team whose adjustments of kind carry_over are not what the year before carried.

    ``carried`` is money by team, as the ledger has it.
    """
    entered = _entered(result)
    return tuple(
        Problem(
            "carry-over-missing",
            {
                "team": team,
                "carried": decimal_text(money, result.plan.decimals),
                "entered": decimal_text(entered.get(team, 0), result.plan.decimals),
                "month": str(result.plan.fiscal_year + -1),
            },
            level="warning",
            team=team,
        )
        for team, money in sorted(carried.items())
        if entered.get(team, 0) != money
    )


def _entered(result: Result) -> dict[str, int]:
    """Adjustments of kind carry_over up to the period, by team."""
    rows, keys = result.inputs.adjustments, result.inputs.teams["key"].tolist()
    found: dict[str, int] = {}
    columns = (rows[name].tolist() for name in ("team", "month", "kind", "amount"))
    for team, month, kind, amount in zip(*columns, strict=True):
        if kind == "carry_over" and 0 <= month <= result.period - result.plan.fiscal_year:
            found[keys[team]] = found.get(keys[team], 0) + amount
    return found
