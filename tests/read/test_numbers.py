from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from typing import Any

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from scorecard.read.cells import kinds
from scorecard.read.numbers import Limits, Numbers, read_numbers, text_number

QUANTITY = Limits(6, 12, rounds=True)
CENTS = Limits(2, 15, rounds=False)


def read(*cells: Any, limits: Limits = QUANTITY, typed: bool = True) -> Numbers:
    return read_numbers(cells, kinds(cells), limits, typed=typed)


def printed(number: float, decimals: int) -> int:
    """What the specification says: printf %.15g, then half away from zero."""
    exact = Decimal(f"{number:.15g}")
    return int(exact.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP).scaleb(decimals))


NEAR_TIES = st.builds(
    lambda whole, steps: float(np.nextafter(whole / 2e6, np.inf if steps > 0 else -np.inf)) if steps else whole / 2e6,
    st.integers(-(10**13), 10**13),
    st.integers(-1, 1),
)
SUMS = st.builds(
    lambda parts: sum(part / 100 for part in parts), st.lists(st.integers(-(10**9), 10**9), min_size=2, max_size=9)
)


@given(st.lists(st.one_of(st.floats(-(10**11), 10**11), NEAR_TIES, SUMS), min_size=1))
@example([0.1 + 0.2, 10.199999999999999, 999999999999.999, -0.0000005, 0.0000005, 1e-300])
@example([2.675, 1.005, 1234567890.123456, 123456789012.345, 0.30000000000000004])
def test_a_number_is_its_double_printed_with_15_digits(cells: list[float]) -> None:
    assert read(*cells).value.tolist() == [printed(cell, 6) for cell in cells]


@given(st.lists(st.floats(-(10**11), 10**11), min_size=1))
def test_a_number_is_rounded_with_a_warning_only_where_15_digits_go_beyond_6_decimals(cells: list[float]) -> None:
    rounded = [i for i, cell in enumerate(cells) if Decimal(f"{cell:.15g}") != Decimal(printed(cell, 6)).scaleb(-6)]
    assert read(*cells).warnings == [(index, "rounded-input") for index in rounded]


@given(st.lists(st.integers(-(10**17) + 1, 10**17 - 1).filter(lambda cents: len(str(abs(cents))) <= 15), min_size=1))
def test_money_with_cents_is_read_to_the_cent(cents: list[int]) -> None:
    found = read(*(cent / 100 for cent in cents), limits=CENTS)
    assert (found.value.tolist(), found.faults) == (cents, [])


def test_money_with_half_cents_is_a_fault_and_stands_as_0() -> None:
    found = read(1.25, 1.255, 3, limits=CENTS)
    assert (found.value.tolist(), found.faults) == ([125, 0, 300], [(1, "money-decimals")])


def test_money_without_decimals_takes_whole_numbers_only() -> None:
    found = read(5, 5.5, limits=Limits(0, 15, rounds=False))
    assert (found.value.tolist(), found.faults) == ([5, 0], [(1, "money-decimals")])


@pytest.mark.parametrize("number", [10.0**12, -(10.0**12), 999999999999.9999, 1e300, float("inf")])
def test_more_than_12_digits_before_the_point_are_a_fault(number: float) -> None:
    found = read(number)
    assert found.value.tolist() == [0]
    assert found.faults[0][1] in ("number-too-large", "not-a-number")


def test_twelve_digits_before_the_point_are_read() -> None:
    assert read(999999999999.0, -999999999999.5).value.tolist() == [999999999999 * 10**6, -9999999999995 * 10**5]


def test_what_is_no_number_is_no_number() -> None:
    assert read(float("nan")).faults == [(0, "not-a-number")]


def test_decimals_of_a_parquet_file_keep_all_their_digits() -> None:
    assert read(Decimal("123456789012.123456")).value.tolist() == [123456789012123456]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("1,234.50", "1234.50"),
        ("１２３４", "1234"),
        ("12%", "0.12"),
        ("12.5 %", "0.125"),
        ("(500)", "-500"),
        ("（1,500.25）", "-1500.25"),
        ("¥1,200", "1200"),
        ("￥1,200", "1200"),
        ("-$5", "-5"),
        ("$-5", "-5"),
        ("(€5)", "-5"),
        ("€(5)", "-5"),
        ("5 €", "5"),
        ("+7", "7"),
        ("−7", "-7"),
        ("0.10", "0.10"),
        ("007", "7"),
        (" 42 ", "42"),
        ("(12%)", "-0.12"),
        ("1234567890.123456789", "1234567890.123456789"),
    ],
)
def test_text_that_is_a_number_to_a_person_is_one(text: str, number: str) -> None:
    assert text_number(text) == Decimal(number)


@pytest.mark.parametrize(
    "text",
    [
        *("1.234,50", "1,23", "12,34,567", "0,123", "1,2345", "1 234", "1'234", "1.2.3", "1e5", "0x10", "1_000"),
        *("n/a", "-", "--5", "5-", "(-5)", "((5))", "(5", "5)", "$5$", "$€5", "¥12%", "5$5", "12%%", "%", "$", "+"),
        *("about 5", "5 pcs", "100元", "1/2", "#N/A", "TRUE", "五", ".", "1.", "½"),
        *("10²", "①", "1₂"),
    ],
)
def test_any_other_text_is_none(text: str) -> None:
    assert text_number(text) is None
    assert [(row, kind.partition(".")[0]) for row, kind in read(text).faults] == [(0, "not-a-number")]


def test_text_numbers_are_told() -> None:
    assert read("12", 5.0, "1.2345678").warnings == [(0, "text-number"), (2, "rounded-input"), (2, "text-number")]


def test_a_text_number_that_is_too_large_is_not_said_to_be_read() -> None:
    found = read("9,999,999,999,999")
    assert (found.faults, found.warnings) == ([(0, "number-too-large")], [])


def test_digits_in_a_format_of_texts_are_numbers_without_a_word() -> None:
    found = read("1200.5", "-3", "1,200", typed=False)
    assert found.value.tolist() == [1200500000, -3000000, 1200000000]
    assert found.warnings == [(2, "text-number")]


def test_raised_digits_in_a_format_of_texts_are_no_number() -> None:
    assert read("10²", typed=False).faults == [(0, "not-a-number")]


def test_long_digits_in_a_format_of_texts_lose_nothing() -> None:
    assert read("123456789012.123456", typed=False).value.tolist() == [123456789012123456]


def test_empty_cells_and_spaces_are_0_without_a_word() -> None:
    found = read("", None, "  ", 1.5)
    assert (found.value.tolist(), found.faults, found.warnings) == ([0, 0, 0, 1500000], [], [])
