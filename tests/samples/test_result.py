"""The sample company's pools, and that its year shows what such years bring."""

from __future__ import annotations

import json
import subprocess
import sys
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
EXPECTED = ROOT / "samples" / "expected"
GOLDEN = {
    "2026-07/result.json": ("configs/key-accounts-2026.yaml", "samples/key-accounts", "2026-07"),
    "growth-sales-2026-03/result.json": ("configs/growth-sales-2026.yaml", "samples/growth-sales", "2026-03"),
}
"""Expected file to plan, inputs and period."""


def run(plan: str, inputs: str, period: str, out: Path) -> bytes:
    scorecard = str(Path(sys.executable).with_name("scorecard"))
    command = [scorecard, "run", plan, inputs, "--period", period, "--out", str(out)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    return (out / period / "result.json").read_bytes()


@pytest.mark.parametrize("name", GOLDEN)
def test_the_result_is_the_expected_one(name: str, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    found = run(*GOLDEN[name], tmp_path)
    if request.config.getoption("--update-golden"):
        (EXPECTED / name).parent.mkdir(parents=True, exist_ok=True)
        (EXPECTED / name).write_bytes(found)
    assert found == (EXPECTED / name).read_bytes()


def test_every_expected_file_is_compared() -> None:
    there = {path.relative_to(EXPECTED).as_posix() for path in EXPECTED.rglob("*") if path.is_file()}
    assert there == set(GOLDEN)


@pytest.fixture(scope="module")
def july() -> dict[str, Any]:
    found: dict[str, Any] = json.loads((EXPECTED / "2026-07/result.json").read_text("utf-8"))
    return found


def teams(result: dict[str, Any], *keys: str) -> list[dict[str, Any]]:
    return [team for team in result["teams"] if team["team"] in keys]


def segments(result: dict[str, Any]) -> list[dict[str, Any]]:
    return [segment for team in result["teams"] for segment in team["segments"]]


def codes(result: dict[str, Any]) -> set[tuple[str, str | None]]:
    return {(warning["code"], warning["team"]) for warning in result["warnings"]}


def test_twelve_teams_stand_in_all_three_stages(july: dict[str, Any]) -> None:
    assert len(july["teams"]) == 12
    assert {team["stage"] for team in july["teams"]} == {"breakthrough", "growth", "position"}


def test_one_account_went_from_breakthrough_to_growth_in_may(july: dict[str, Any]) -> None:
    (port,) = teams(july, "T05")
    assert [(s["stage"], *s["months"]) for s in port["segments"]] == [
        ("breakthrough", "2026-01", "2026-02", "2026-03", "2026-04"),
        ("growth", "2026-05", "2026-06", "2026-07"),
    ]


def test_the_owner_changed_in_june(july: dict[str, Any]) -> None:
    (parts,) = teams(july, "T08")
    assert parts["owner"] == {"employee": "LC0357", "name": "陆一鸣"}


def test_a_role_without_anybody_is_warned_of(july: dict[str, Any]) -> None:
    assert ("role-vacant", "T11") in codes(july)


def test_a_loss_closes_the_margin_gate_and_is_carried_forward(july: dict[str, Any]) -> None:
    (rail,) = teams(july, "T09")
    (segment,) = rail["segments"]
    margin = next(m for m in segment["metrics"] if m["metric"] == "margin_rate")
    revenue = next(m for m in segment["metrics"] if m["metric"] == "revenue")
    assert Decimal(margin["actual"]) < 0
    assert revenue["capped_by"] == "thin_deals"
    assert rail["payable"] == "0.00"
    assert Decimal(rail["carried"]) < 0


def test_overdue_receivables_take_a_fifth_off_one_factor(july: dict[str, Any]) -> None:
    (dairy,) = teams(july, "T03")
    (segment,) = dairy["segments"]
    assert [gate["gate"] for gate in segment["gates"] if gate["closed"]] == ["overdue"]
    assert (segment["payout"], segment["factor"]) == ("95.1414", "76.1131")


def test_the_floor_holds_a_pool_while_the_door_is_shut(july: dict[str, Any]) -> None:
    assert "floor" in {segment["held_by"] for segment in segments(july)}


def test_factors_lie_below_at_and_well_above_the_target(july: dict[str, Any]) -> None:
    factors = [Decimal(segment["factor"]) for segment in segments(july)]
    assert min(factors) == 0
    assert any(60 <= factor < 95 for factor in factors)
    assert any(factor > 120 for factor in factors)
