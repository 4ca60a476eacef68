"""A workbook from outside, not made for this program: its lines as a source, its countries as teams."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from scorecard.calc import calculate
from scorecard.model.period import Month
from scorecard.read.plan_file import read_plan
from scorecard.read.workbooks import read_inputs
from scorecard.report.result_json import result_object

HERE = Path(__file__).parent
BOOK = HERE.parents[2] / "shared" / "real" / "financial-sample.xlsx"
CENT = Decimal("0.01")

pytestmark = pytest.mark.skipif(not BOOK.exists(), reason="financial-sample.xlsx is not in ../shared/real")


@pytest.fixture(scope="module")
def result() -> dict[str, Any]:
    plan, problems = read_plan(HERE / "plan.yaml")
    assert plan, problems
    inputs, problems = read_inputs(plan, [HERE / "master.xlsx", BOOK])
    assert not problems
    found, problems = calculate(plan, inputs, Month(2014, 12))
    assert found, problems
    return result_object(found, "en")


@pytest.fixture(scope="module")
def totals() -> pd.DataFrame:
    """Sales and profit of 2014 by country, as pandas adds them up by itself."""
    lines = pd.read_excel(BOOK, engine="openpyxl")
    return lines[lines["Date"].dt.year == 2014].groupby("Country")[[" Sales", "Profit"]].sum()


def metrics(result: dict[str, Any]) -> dict[tuple[str, str], dict[str, str]]:
    return {(team["team"], m["metric"]): m for team in result["teams"] for m in team["segments"][0]["metrics"]}


def cents(number: float | str) -> Decimal:
    return Decimal(number if isinstance(number, str) else f"{number:.6f}").quantize(CENT, ROUND_HALF_UP)


def test_revenue_and_profit_are_what_pandas_adds_up(result: dict[str, Any], totals: pd.DataFrame) -> None:
    found = metrics(result)
    assert len(totals) == 5
    for country, row in totals.iterrows():
        assert cents(found[str(country), "revenue"]["actual"]) == cents(row[" Sales"])
        assert cents(found[str(country), "profit"]["actual"]) == cents(row["Profit"])


def test_the_grand_totals_are_those_of_the_year_alone(result: dict[str, Any], totals: pd.DataFrame) -> None:
    found = metrics(result)
    for metric, column in (("revenue", " Sales"), ("profit", "Profit")):
        total = sum(Decimal(m["actual"]) for (_, name), m in found.items() if name == metric)
        assert cents(str(total)) == cents(totals[column].sum())


def test_the_margin_rate_is_profit_over_revenue(result: dict[str, Any], totals: pd.DataFrame) -> None:
    found = metrics(result)
    for country, row in totals.iterrows():
        assert found[str(country), "margin_rate"]["actual"] == f"{row['Profit'] / row[' Sales']:.6f}"


def test_every_country_is_scored_against_its_targets(result: dict[str, Any]) -> None:
    found = metrics(result)
    assert {metric for _, metric in found} == {"revenue", "profit", "margin_rate"}
    canada = found["Canada", "revenue"]
    attainment = (Decimal(canada["actual"]) * 100 / 19_000_000).quantize(Decimal("0.0001"), ROUND_HALF_UP)
    assert Decimal(canada["attainment"]) == attainment
    assert all((Decimal(m["score"]) > 0) == (Decimal(m["attainment"]) >= 80) for m in found.values())
    assert {team["team"] for team in result["teams"] if Decimal(team["payable"]) > 0} == {
        "Canada",
        "France",
        "Germany",
        "Mexico",
    }
