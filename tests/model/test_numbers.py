"""Exact numbers: every function agrees with Python's own integers, however large."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scorecard.model import numbers

EDGES = st.builds(
    lambda size, off, sign: sign * (size + off),
    st.sampled_from([2**31, 2**32, 3_037_000_499, 2**62, 2**63, 2**64]),  # the third squared is just below 2**63
    st.integers(-3, 3),
    st.sampled_from([1, -1]),
)
WIDE = st.one_of(st.integers(-100, 100), st.integers(-(10**18), 10**18), st.integers(-(10**24), 10**24), EDGES)
DIVISORS = WIDE.filter(bool)


def array(values: list[int]) -> numbers.Ints:
    return numbers.fit(np.array(values, object))


def half_away(exact: Fraction) -> int:
    sign = -1 if exact < 0 else 1
    return sign * ((2 * abs(exact.numerator) + exact.denominator) // (2 * exact.denominator))


@given(st.lists(st.tuples(WIDE, DIVISORS), min_size=1, max_size=8))
def test_divide_rounds_half_away_from_zero_whatever_the_size(pairs: list[tuple[int, int]]) -> None:
    n, d = (array(list(column)) for column in zip(*pairs, strict=True))
    assert numbers.divide(n, d).tolist() == [half_away(Fraction(a, b)) for a, b in pairs]


@given(st.lists(st.tuples(WIDE, WIDE, DIVISORS), min_size=1, max_size=8))
def test_multiply_divide_rounds_once_whatever_the_size(rows: list[tuple[int, int, int]]) -> None:
    a, b, d = (array(list(column)) for column in zip(*rows, strict=True))
    assert numbers.multiply_divide(a, b, d).tolist() == [half_away(Fraction(x * y, z)) for x, y, z in rows]


@given(st.lists(st.tuples(WIDE, DIVISORS), min_size=1, max_size=8), st.sampled_from([0, 4, 6]))
def test_ratio_has_exactly_the_decimals_asked_for(pairs: list[tuple[int, int]], decimals: int) -> None:
    n, d = (array(list(column)) for column in zip(*pairs, strict=True))
    expected = [half_away(Fraction(a * 10**decimals, b)) for a, b in pairs]
    assert numbers.ratio(n, d, decimals).tolist() == expected


@given(st.lists(st.tuples(WIDE, WIDE), min_size=1, max_size=8))
def test_sums_differences_and_products_never_wrap(pairs: list[tuple[int, int]]) -> None:
    a, b = (array(list(column)) for column in zip(*pairs, strict=True))
    assert numbers.add(a, b).tolist() == [x + y for x, y in pairs]
    assert numbers.subtract(a, b).tolist() == [x - y for x, y in pairs]
    assert numbers.multiply(a, b).tolist() == [x * y for x, y in pairs]


@given(st.lists(st.lists(WIDE, min_size=1, max_size=5), min_size=1, max_size=5))
def test_running_totals_begin_anew_at_each_group(groups: list[list[int]]) -> None:
    values = array([value for group in groups for value in group])
    start = np.repeat(np.cumsum([0, *map(len, groups)])[:-1], list(map(len, groups)))
    expected = [sum(group[: i + 1]) for group in groups for i in range(len(group))]
    assert numbers.running_total(values, start).tolist() == expected


@given(st.lists(st.tuples(WIDE, st.integers(0, 3)), min_size=1, max_size=12))
def test_group_sums_are_exact_and_empty_groups_are_zero(rows: list[tuple[int, int]]) -> None:
    values, group = array([value for value, _ in rows]), np.array([g for _, g in rows])
    assert numbers.group_sum(values, group, 4).tolist() == [sum(v for v, g in rows if g == n) for n in range(4)]


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [(0, 2, "0.00"), (-5, 2, "-0.05"), (123456, 4, "12.3456"), (7, 0, "7"), (-(10**20), 6, "-100000000000000.000000")],
)
def test_decimal_text_shows_exactly_the_decimals(value: int, decimals: int, text: str) -> None:
    assert numbers.decimal_text(value, decimals) == text
    assert numbers.texts(array([value]), decimals) == [text]


@pytest.mark.parametrize(("value", "text"), [(1_000_000, "1"), (950_000, "0.95"), (0, "0"), (-1, "-0.000001")])
def test_shortest_text_drops_trailing_zeros_only(value: int, text: str) -> None:
    assert numbers.shortest_text(value, 6) == text
