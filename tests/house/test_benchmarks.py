"""What the benchmarks hold the product against does the same job: an analyst's script, and inputs as Parquet."""

from __future__ import annotations

import json
import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import pytest

BENCHMARKS = Path(__file__).parents[2] / "benchmarks"
TEAMS = 8
ANALYST = """
import json, sys
from pathlib import Path
sys.path.insert(0, sys.argv[1])
import analyst
from generate import Size, generate
from generate_parquet import generate_parquet
folder = Path(sys.argv[2])
plan, books = generate(folder / "xlsx", Size(int(sys.argv[3])))
generate_parquet(folder / "parquet", Size(int(sys.argv[3])), shuffle=True)
found = analyst.calculate(books)
said = {team: [str(money), {e: str(a) for e, a in amounts.items()}] for team, (money, amounts) in found.items()}
print(json.dumps(said))
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("benchmark")


@pytest.fixture(scope="module")
def script(folder: Path) -> dict[str, tuple[str, dict[str, str]]]:
    command = [sys.executable, "-c", ANALYST, str(BENCHMARKS), str(folder), str(TEAMS)]
    found: dict[str, tuple[str, dict[str, str]]] = json.loads(
        subprocess.run(command, check=True, capture_output=True).stdout
    )
    return found


def product(plan: Path, inputs: Path) -> bytes:
    command = [sys.executable, "-m", "scorecard", "run", str(plan), str(inputs), "--period", "2026-12", "--json"]
    return subprocess.run(command, check=True, capture_output=True).stdout


def test_an_analysts_script_comes_to_the_same_cents(
    folder: Path, script: dict[str, tuple[str, dict[str, str]]]
) -> None:
    teams = json.loads(product(folder / "xlsx" / "plan.yaml", folder / "xlsx"))["teams"]
    assert len(teams) == len(script) == TEAMS
    for team in teams:
        payable, amounts = script[team["team"]]
        assert Decimal(payable) == Decimal(team["payable"])
        assert {employee: Decimal(money) for employee, money in amounts.items()} == {
            member["employee"]: Decimal(member["amount"]) for member in team["members"]
        }


def test_the_inputs_as_parquet_in_no_order_give_the_same_bytes(
    folder: Path, script: dict[str, tuple[str, dict[str, str]]]
) -> None:
    assert script
    books = product(folder / "xlsx" / "plan.yaml", folder / "xlsx")
    assert product(folder / "parquet" / "plan.yaml", folder / "parquet" / "inputs") == books
