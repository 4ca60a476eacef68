"""Attainment by a pocket calculator (calculation.md 4)."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

import numpy as np
import pytest

from scorecard.calc.actuals import Actual
from scorecard.calc.attainment import Attainment, attainment
from scorecard.calc.targets import Goal
from scorecard.model.plan import Curve, Expression, Metric, Title


def goal(text: str | None) -> Goal:
    return Goal(np.array([int(Decimal(text or 0).scaleb(6))]), np.array([text is not None]))


def attained(
    actual: str | None,
    target: str | None,
    baseline: str | None = "0",
    better: Literal["higher", "lower"] = "higher",
    formula: Literal["standard", "inverse"] = "standard",
) -> Attainment:
    curve = Curve(None, "attainment", "linear", ())
    metric = Metric("m", Title("m"), "p", Expression("measure", ("x",)), curve, "sum", better, formula)
    given = goal(actual)
    looked_at = Actual(given.value, ~given.present, np.zeros(1, np.int64))
    return attainment(metric, looked_at, {"target": goal(target), "baseline": goal(baseline)})


@pytest.mark.parametrize(
    ("actual", "target", "baseline", "percent"),
    [
        ("3", "4", "1", "66.6667"),  # a ladder climbed from 1 towards 4: 2 / 3
        ("0.15", "0.18", "0.12", "50"),
        ("-5", "10", "0", "-50"),
        ("1", "3", "0", "33.3333"),
        ("-2", "-1", "-3", "50"),
        ("0.000001", "800000", "0", "0"),  # 0.000000000125 %
        ("0.4", "800000", "0", "0.0001"),  # 0.00005 %, away from zero
        ("-0.4", "800000", "0", "-0.0001"),
        ("999999999999", "0.000001", "0", "99999999999900000000"),  # beyond 64 bits
    ],
)
def test_0_lies_at_the_baseline_and_100_at_the_target(actual: str, target: str, baseline: str, percent: str) -> None:
    found = attained(actual, target, baseline)
    assert found.value.tolist() == [int(Decimal(percent).scaleb(4))]
    assert found.present.all() and not found.wrong_side.any()


def test_receivable_days_fall_from_baseline_to_target() -> None:
    found = attained("75", "60", "90", "lower")
    assert (found.value.tolist(), found.wrong_side.tolist()) == ([500_000], [False])


@pytest.mark.parametrize(("better", "target"), [("higher", "9"), ("lower", "11")])
def test_a_target_on_the_worse_side_of_the_baseline_is_told(better: Literal["higher", "lower"], target: str) -> None:
    assert attained("10", target, "10", better).wrong_side.all()


@pytest.mark.parametrize(("target", "baseline"), [(None, "0"), ("5", None), ("5", "5")])
def test_without_a_way_from_baseline_to_target_there_is_no_attainment(target: str | None, baseline: str | None) -> None:
    found = attained("5", target, baseline)
    assert (found.without_target.tolist(), found.present.tolist(), found.wrong_side.tolist()) == (
        [True],
        [False],
        [False],
    )


@pytest.mark.parametrize(
    ("actual", "percent"), [("50", "200"), ("100", "100"), ("150", "66.6667"), ("0.000001", "10000000000")]
)
def test_inverse_is_target_over_actual(actual: str, percent: str) -> None:
    found = attained(actual, "100", None, "lower", "inverse")
    assert found.value.tolist() == [int(Decimal(percent).scaleb(4))]


def test_the_inverse_of_0_is_undefined_and_that_of_a_loss_a_problem() -> None:
    assert attained("0", "100", None, "lower", "inverse").undefined.tolist() == [True]
    assert attained("-1", "100", None, "lower", "inverse").negative.tolist() == [True]
    assert attained("-1", "100", None, "lower", "inverse").undefined.tolist() == [False]


@pytest.mark.parametrize("target", ["0", "-1"])
def test_an_inverse_needs_a_target_above_0(target: str) -> None:
    assert attained("5", target, None, "lower", "inverse").wrong_side.tolist() == [True]


def test_an_undefined_actual_has_no_attainment_whatever_the_target() -> None:
    found = attained(None, None)
    assert (found.undefined.tolist(), found.present.tolist()) == ([True], [False])
