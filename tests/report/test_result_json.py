"""result.json: the form of outputs.md, and the same digits by every way of writing them."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from scorecard.model.numbers import decimal_text
from scorecard.model.period import Month
from scorecard.model.problems import CellPlace, Problem
from scorecard.model.result import Result
from scorecard.report.json_columns import decimals_of, fractions, numbers
from scorecard.report.result_json import result_bytes, result_object
from scorecard.workflow.loading import load

CASES = Path(__file__).parents[1] / "cases"
DEFERRED = ("deferred", "paid_now", "released", "forfeited", "deferred_balance")
INT64 = st.integers(-(2**63) + 1, 2**63 - 1)


@cache
def case(name: str) -> Result:
    folder = CASES / name
    said = json.loads((folder / "case.json").read_text("utf-8"))
    books = [folder / book for book in said["books"]]
    result = load(folder / "plan.yaml", books, Month.parse(said["period"]), lambda *step: None).result
    assert result is not None
    return result


def form(value: Any) -> Any:
    """The keys in their order, all the way down."""
    if isinstance(value, dict):
        return [(key, form(each)) for key, each in value.items()]
    return [form(each) for each in value] if isinstance(value, list) else type(value)


@pytest.mark.parametrize("name", ["level1-02", "level3-59"])
def test_keys_stand_in_the_order_of_the_specification(name: str) -> None:
    expected = json.loads((CASES / name / "result.json").read_text("utf-8"))
    found = result_object(case(name), "en")
    assert form({**found, "warnings": []}) == form({**expected, "warnings": []})


def test_no_number_is_written_as_one() -> None:
    def unwanted(text: str) -> None:
        raise AssertionError(text)

    text = result_bytes(case("level3-59"), "en")
    assert json.loads(text, parse_float=unwanted, parse_int=unwanted)


def test_the_same_result_gives_the_same_bytes() -> None:
    assert result_bytes(case("level1-02"), "zh") == result_bytes(case("level1-02"), "zh")


def test_numbers_beyond_64_bits_and_nulls_beside_them_are_written_to_the_last_digit() -> None:
    result = case("level1-02")
    wide = pd.Series([10**30, None, *[5] * (len(result.scores) - 2)], dtype=object)
    found = result_object(replace(result, scores=result.scores.assign(actual=wide)), "en")
    metrics = [metric for team in found["teams"] for segment in team["segments"] for metric in segment["metrics"]]
    assert [metric["actual"] for metric in metrics][:3] == ["1" + "0" * 24 + ".000000", None, "0.000005"]


def test_messages_are_in_the_language_of_the_files() -> None:
    warned = replace(case("level1-02"), warnings=(Problem("paid-before-assumed", {}, None, "warning"),))
    (english,), (chinese,) = (result_object(warned, language)["warnings"] for language in ("en", "zh"))
    assert english["message"].startswith("no closing")
    assert chinese["message"].startswith("没有关账记录")


def test_warnings_stand_by_team_and_code_with_those_of_the_run_first_and_without_notes() -> None:
    place = CellPlace("a.xlsx", "Actuals", "B7")
    told = (
        Problem("nobody-to-pay", {"team": "B", "money": "1"}, None, "warning", "B"),
        Problem("role-vacant", {"team": "A", "role": "x", "month": "2026-01"}, place, "warning", "A"),
        Problem("nobody-to-pay", {"team": "A", "money": "1"}, None, "warning", "A"),
        Problem("sheet-left-alone", {}, CellPlace("a.xlsx", "Old"), "note"),
        Problem("paid-before-assumed", {}, None, "warning"),
    )
    found = result_object(replace(case("level1-02"), warnings=told), "en")["warnings"]
    assert [(each["team"], each["code"], each["where"]) for each in found] == [
        (None, "paid-before-assumed", None),
        ("A", "nobody-to-pay", None),
        ("A", "role-vacant", "a.xlsx!Actuals!B7"),
        ("B", "nobody-to-pay", None),
    ]


def test_quotes_line_ends_and_control_characters_of_a_name_survive() -> None:
    result, name = case("level1-02"), 'a "b" \\ \n\t\x07 团队 \U0001f600'
    teams = result.inputs.teams.assign(name=name)
    found = result_object(replace(result, inputs=replace(result.inputs, teams=teams)), "en")
    assert {team["name"] for team in found["teams"]} == {name}


def test_a_team_without_segments_and_members_has_empty_lists() -> None:
    result = case("level1-02")
    tables = {name: getattr(result, name).iloc[:0] for name in ("segments", "months", "scores", "gates", "pools")}
    tables |= {name: getattr(result, name).iloc[:0] for name in ("held", "members")}
    found = result_object(replace(result, **tables), "en")
    assert [(team["segments"], team["members"]) for team in found["teams"]] == [([], [])] * len(found["teams"])


@given(st.lists(INT64, max_size=20), st.integers(0, 6))
def test_a_column_has_the_decimal_text_of_each_number(values: list[int], decimals: int) -> None:
    found = decimals_of(np.array(values, np.int64), decimals).to_pylist()
    assert found == [decimal_text(value, decimals) for value in values]


@given(st.lists(st.none() | INT64, max_size=20), st.sampled_from([2, 4, 6]))
def test_a_null_stays_null_whatever_the_type_of_the_column(values: list[int | None], decimals: int) -> None:
    narrow, wide = (numbers(pd.Series(values, dtype=dtype), decimals) for dtype in ("Int64", object))
    assert narrow.whole.to_pylist() == wide.whole.to_pylist()


@pytest.mark.parametrize(("part", "whole", "text"), [(31, 31, "1"), (0, 30, "0"), (17, 31, "17/31"), (14, 28, "1/2")])
def test_a_fraction_stands_in_lowest_terms(part: int, whole: int, text: str) -> None:
    (found,) = fractions(np.array([part]), np.array([whole])).whole.to_pylist()
    assert found == f'"{text}"'


def test_with_a_ledger_s_closing_nothing_kept_back_is_null() -> None:
    found = replace(case("level1-02"), paid_before_from="ledger")
    for team in result_object(found, "en")["teams"]:
        for each in (team, *team["members"]):
            assert [each[name] for name in DEFERRED] == [None] * len(DEFERRED)


def test_without_a_ledger_s_closing_nothing_is_said_of_what_is_kept_back() -> None:
    for team in result_object(case("level1-02"), "en")["teams"]:
        assert not set(DEFERRED) & team.keys()
