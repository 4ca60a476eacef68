"""Months of Actuals that are the same as an earlier one."""

from __future__ import annotations

from pathlib import Path

import pytest

from scorecard.model.period import Month
from tests.workflow.test_check_odd import HEAD, found, odd
from tests.workflow.test_odd_money import of_teams

COPIED = "month-copied inputs.xlsx!Actuals"


def actuals(*months: tuple[int, ...]) -> list[list[str]]:
    """Four teams, two measures: a month of each of these, whose numbers follow from the month's own."""
    rows = [
        [f"2026-{number:02}", key, str(1000 + 7 * each + 100 * like), str(500 + each + like)]
        for number, (like, *_) in enumerate(months, 1)
        for each, key in enumerate("ABCD")
    ]
    return [[*HEAD, "margin"], *rows]


@pytest.mark.parametrize(
    ("likes", "period", "said"),
    [
        ((1, 2, 3), 3, []),
        ((1, 2, 2), 3, [COPIED]),
        ((1, 2, 1), 3, [COPIED]),
        ((1, 1, 1), 3, [COPIED]),
        ((1, 2, 1, 2), 4, [COPIED, COPIED]),
        ((1, 2, 2), 2, []),
    ],
)
def test_a_month_with_the_numbers_of_an_earlier_one_is_told(
    tmp_path: Path, likes: tuple[int, ...], period: int, said: list[str]
) -> None:
    sheets = of_teams([[key, "2026", "1200"] for key in "ABCD"])
    sheets["Actuals"] = actuals(*((like,) for like in likes))
    assert odd(found(tmp_path, sheets, period=Month(2026, period))) == said


def test_one_other_number_is_enough(tmp_path: Path) -> None:
    sheets = of_teams([[key, "2026", "1200"] for key in "ABCD"])
    rows = actuals((1,), (1,))
    rows[-1][-1] = "595"
    sheets["Actuals"] = rows
    assert odd(found(tmp_path, sheets, period=Month(2026, 2))) == []


def test_the_months_that_are_the_same_are_told_together(tmp_path: Path) -> None:
    sheets = of_teams([[key, "2026", "1200"] for key in "ABCD"])
    sheets["Actuals"] = actuals((1,), (1,), (1,))
    told = [each.args for each in found(tmp_path, sheets, period=Month(2026, 3)) if each.code == "month-copied"]
    assert told == [{"months": "2026-02, 2026-03", "other": "2026-01"}]


@pytest.mark.parametrize(("number", "said"), [("99", []), ("100", [COPIED]), ("7.5", [COPIED])])
def test_small_whole_numbers_may_be_the_same(tmp_path: Path, number: str, said: list[str]) -> None:
    sheets = of_teams([[key, "2026", "1200"] for key in "ABCD"])
    sheets["Actuals"] = [[*HEAD, "margin"], *([f"2026-0{m}", key, number, number] for m in (1, 2) for key in "ABCD")]
    told = odd(found(tmp_path, sheets, period=Month(2026, 2)))
    assert [each for each in told if each.startswith("month-copied")] == said


@pytest.mark.parametrize("measure", [{"total": "last"}, {"total": "average"}])
def test_levels_may_stand_still(tmp_path: Path, measure: dict[str, str]) -> None:
    sheets = of_teams([[key, "2026", "1200"] for key in "ABCD"])
    sheets["Actuals"] = actuals((1,), (1,))
    measures = {"revenue": measure, "margin": measure}
    assert odd(found(tmp_path, sheets, {"measures": measures}, period=Month(2026, 2))) == []


def test_a_handful_of_numbers_may_be_the_same(tmp_path: Path) -> None:
    sheets = of_teams([[key, "2026", "1200"] for key in "ABCD"])
    told = odd(found(tmp_path, {**sheets, "Actuals": [HEAD, *(row[:3] for row in actuals((1,), (1,))[1:])]}))
    assert [each for each in told if each.startswith("month-copied")] == []


OF_B = "month-copied.team inputs.xlsx!Actuals!A5"


@pytest.mark.parametrize(
    ("numbers", "said"),
    [
        ([("100230.5", "21345.7"), ("100230.5", "21345.7")], [OF_B]),
        ([("100230.5", "21345.7"), ("100230.5", "21345.8")], []),
        ([("100000", "21345.7"), ("100000", "21345.7")], []),  # round numbers are the same by chance
        ([("100230.5", ""), ("100230.5", "")], []),
        ([("100230.5", "21345.7"), ("100230.5", "21345.7"), ("100230.5", "21345.7")], [OF_B]),  # constant by right
        ([("7", "7"), ("100230.5", "21345.7"), ("100230.5", "21345.7")], ["month-copied.team inputs.xlsx!Actuals!A7"]),
    ],
)
def test_a_team_with_the_numbers_of_the_month_before_is_told(
    tmp_path: Path, numbers: list[tuple[str, str]], said: list[str]
) -> None:
    rows = [
        [f"2026-0{month}", key, *(own if key == "B" else (str(100 + month), "1"))]
        for month, own in enumerate(numbers, 1)
        for key in "AB"
    ]
    sheets = {**of_teams([[key, "2026", "1200"] for key in "AB"]), "Actuals": [[*HEAD, "margin"], *rows]}
    told = odd(found(tmp_path, sheets, period=Month(2026, len(numbers))))
    assert [each for each in told if each.startswith("month-copied")] == said


@pytest.mark.parametrize(
    ("revenue", "measure", "said"),
    [
        (("100", "0", "0"), {}, ["2026-02, 2026-03"]),
        (("100", "0", "7"), {}, ["2026-02"]),
        (("0", "0", "7"), {}, []),
        (("0", "0", "0"), {}, []),
        (("100", "0", ""), {}, ["2026-02"]),
        (("100", "0", "0"), {"total": "last"}, []),
    ],
)
def test_months_of_zeros_are_told(
    tmp_path: Path, revenue: tuple[str, ...], measure: dict[str, str], said: list[str]
) -> None:
    rows = [[f"2026-0{month}", key, value] for month, value in enumerate(revenue, 1) for key in "AB"]
    sheets = {**of_teams([[key, "2026", "1200"] for key in "AB"]), "Actuals": [HEAD, *rows]}
    plan = {"measures": {"revenue": {"title": "Revenue", "when_missing": "zero", **measure}}}
    told = [
        each.args["months"] for each in found(tmp_path, sheets, plan, Month(2026, 3)) if each.kind == "month-of-zeros"
    ]
    assert told == said
