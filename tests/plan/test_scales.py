"""Percents that are written as fractions are told, and what is small by right is not."""

from __future__ import annotations

from pathlib import Path

import pytest

from scorecard.read.plan_file import read_plan
from tests.plan.test_reading import BASE

CURVE = "{points: [[0, 0], [50, 50], [100, 100]]}"


def told(folder: Path, old: str, new: str) -> list[tuple[str, str]]:
    assert old in BASE
    (folder / "plan.yaml").write_text(BASE.replace(old, new, 1), "utf-8")
    plan, problems = read_plan(folder / "plan.yaml")
    assert plan is not None, problems
    return [(each.kind, str(each.args["key"])) for each in problems if each.code == "fraction"]


@pytest.mark.parametrize(
    ("old", "new", "key"),
    [
        ("floor: 0", "floor: 0.5", "floor"),
        ("floor: 0", "floor: 0\ncap: 2", "cap"),
        ("thrift: 40}", "thrift: 40}, floor: 0.5", "stages.early.floor"),
        ("thrift: 40}", "thrift: 40}, cap: 1.5", "stages.early.cap"),
        ("roles:", "owner: {premium: 0.1}\nroles:", "owner.premium"),
        ("roles:", "owner: {premium: 10, needs_score: 0.8}\nroles:", "owner.needs_score"),
        ("actual: cost, above: 5", "attainment: growth, below: 0.6", "gates.red_line.when.below"),
        ("actual: cost, above: 5", "composite: true, below: 0.6", "gates.red_line.when.below"),
        ("multiply: 0.5", "cap: {growth: 1}", "gates.red_line.then.cap.growth"),
        (
            "funding: [target_pool]",
            "funding: [target_pool, {share: {of: revenue, rate: 1.5, losses: 0.5}}]",
            "funding[2].share.losses",
        ),
        (
            "thrift: 40}",
            "thrift: 40}, funding: [target_pool, {share: {of: revenue, rate: 1, losses: 0.5}}]",
            "stages.early.funding[2].share.losses",
        ),
        (
            "thrift: 40}",
            "thrift: 40}, deferral: {percent: 0.2, months: 12, keep_if: {actual: cost, below: 1}}",
            "stages.early.deferral.percent",
        ),
        (
            "thrift: 40}",
            "thrift: 40}, deferral: {percent: 20, months: 12, keep_if: {composite: true, at_least: 0.8}}",
            "stages.early.deferral.keep_if.at_least",
        ),
    ],
)
def test_a_number_that_is_a_fraction_is_told(tmp_path: Path, old: str, new: str, key: str) -> None:
    assert told(tmp_path, old, new) == [("fraction", key)]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (CURVE, "{points: [[0, 0], [0.8, 50], [1.2, 150]]}", [("fraction.x", "curves.straight.points")]),
        (CURVE, "{points: [[0, 0], [100, 1]], above: 1.5}", [("fraction.y", "curves.straight.points")]),
        (
            "curve: straight}\n  thrift",
            "curve: {points: [[0, 0], [1, 100]]}}\n  thrift",
            [("fraction.x", "metrics.growth.curve.points")],
        ),
        ("payout: straight", "payout: {points: [[60, 0.6], [100, 1]]}", [("fraction.y", "payout.points")]),
        (
            "thrift: 40}",
            "thrift: 40}, payout: {points: [[0, 0], [1, 100]]}",
            [("fraction.x", "stages.early.payout.points")],
        ),
    ],
)
def test_a_curve_of_fractions_is_told(tmp_path: Path, old: str, new: str, said: list[tuple[str, str]]) -> None:
    assert told(tmp_path, old, new) == said


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("curve: straight}\n  thrift", "curve: {on: actual, kind: step, points: [[0, 0], [1, 100]]}}\n  thrift"),
        (CURVE, "{points: [[0, 0], [100, 0.5], [200, 100]]}"),
        (CURVE, "{points: [[0, 0], [0.5, 50], [100, 100]]}"),
        ("multiply: 0.5", "multiply: 0.1"),
        ("actual: cost, above: 5", "actual: cost, above: 0.1"),
        ("multiply: 0.5", "cap: {growth: 0}"),
        ("roles:", "owner: {premium: 1}\nroles:"),
        ("funding: [target_pool]", "funding: [target_pool, {share: {of: revenue, rate: 0.5}}]"),
    ],
)
def test_what_is_small_by_right_is_not_told(tmp_path: Path, old: str, new: str) -> None:
    assert told(tmp_path, old, new) == []
