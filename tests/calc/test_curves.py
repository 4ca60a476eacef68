"""Curves: what y an x gets, to the last digit (calculation.md 5)."""

from __future__ import annotations

from typing import Literal

import numpy as np
import pytest

from scorecard.calc.curves import evaluate, point_places
from scorecard.model.plan import Curve, Point

PERCENT = 10**4


def curve(
    points: list[tuple[float, float]],
    *,
    kind: Literal["linear", "step"] = "linear",
    below: float = 0,
    above: float | Literal["slope"] | None = None,
) -> Curve:
    scaled = tuple(Point(round(x * PERCENT), round(y * PERCENT)) for x, y in points)
    beyond = scaled[-1].y if above is None else above if above == "slope" else round(above * PERCENT)
    return Curve("c", "attainment", kind, scaled, round(below * PERCENT), beyond)


def y_of(given: Curve, *xs: float) -> list[float]:
    x = np.array([round(each * PERCENT) for each in xs])
    return [y / PERCENT for y in evaluate(given, x, point_places(given, {}, len(x), True)).tolist()]


STANDARD = curve([(80, 50), (100, 100), (120, 150)])


@pytest.mark.parametrize(
    ("x", "y"),
    [(79.9999, 0), (80, 50), (90, 75), (99.9999, 99.9998), (100, 100), (101, 102.5), (120, 150), (500, 150), (-5, 0)],
)
def test_between_two_points_lies_a_straight_line(x: float, y: float) -> None:
    assert y_of(STANDARD, x) == [y]


def test_a_step_holds_from_its_point_to_just_before_the_next() -> None:
    ladder = curve([(0, 0), (1, 20), (2, 50)], kind="step")
    assert y_of(ladder, 0.9999, 1, 1.9999, 2, 99) == [0, 20, 20, 50, 50]


def test_where_two_points_share_an_x_the_second_holds_there() -> None:
    jump = curve([(0, 0), (100, 50), (100, 80), (200, 100)])
    assert y_of(jump, 99, 100, 150) == [49.5, 80, 90]


def test_below_and_above_hold_outside_of_the_points_only() -> None:
    given = curve([(80, 50), (120, 150)], below=10, above=120)
    assert y_of(given, 79.9999, 80, 120, 120.0001) == [10, 50, 150, 120]


def test_a_slope_goes_on_as_the_last_two_points_do() -> None:
    assert y_of(curve([(80, 50), (100, 100), (120, 150)], above="slope"), 120, 130, 1120) == [150, 175, 2650]


def test_a_half_is_rounded_away_from_zero_on_both_sides() -> None:
    given = curve([(-1, -0.0001), (0, 0), (1, 0.0001)])
    assert y_of(given, 0.5, -0.5) == [0.0001, -0.0001]
    assert y_of(given, 0.4999, -0.4999) == [0, 0]


def test_named_points_lie_where_each_team_has_them_whichever_way_they_run() -> None:
    points = (Point("threshold", 50 * PERCENT), Point("target", 100 * PERCENT))
    named = Curve("c", "actual", "linear", points, 0, 100 * PERCENT)
    own = {"threshold": np.array([10, 40]), "target": np.array([20, 20])}
    x = np.array([15, 30])
    places = point_places(named, own, 2, True)
    assert evaluate(named, x, places).tolist() == [75 * PERCENT, 75 * PERCENT]
    assert places.falling.tolist() == [False, True]
    assert not places.broken.any()


def test_named_points_that_run_both_ways_are_told() -> None:
    points = (Point("threshold", 0), Point("target", PERCENT), Point("stretch", 2 * PERCENT))
    named = Curve("c", "actual", "linear", points, 0, 2 * PERCENT)
    own = {"threshold": np.array([80, 80]), "target": np.array([100, 100]), "stretch": np.array([90, 120])}
    assert point_places(named, own, 2, True).broken.tolist() == [True, False]


def test_numbers_beyond_64_bits_are_interpolated_exactly() -> None:
    far = curve([(0, 0), (99_999_999_999, 1)], above="slope")
    huge = np.array([3 * 10**25], object)
    y = evaluate(far, huge, point_places(far, {}, 1, True))
    assert y.tolist() == [(2 * 3 * 10**25 * PERCENT + 999_999_999_990_000) // (2 * 999_999_999_990_000)]
