"""Allocation: parts of an amount always add up to it (calculation.md 12)."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from scorecard.calc.allocation import allocate
from scorecard.model.numbers import fit

AMOUNTS = st.integers(-(10**15), 10**15)
PARTS = st.lists(st.integers(0, 10**9), min_size=1, max_size=6)


@given(st.lists(st.tuples(AMOUNTS, PARTS), min_size=1, max_size=5))
def test_the_shares_of_every_group_sum_to_its_amount(groups: list[tuple[int, list[int]]]) -> None:
    amount = np.array([a for a, _ in groups])
    parts = np.array([p for _, ps in groups for p in ps])
    group = np.repeat(np.arange(len(groups)), [len(ps) for _, ps in groups])
    cut, unit = allocate(amount, parts, group)
    for number, (whole, ps) in enumerate(groups):
        shares = (cut + unit)[group == number]
        assert shares.sum() == (whole if any(ps) else 0)
        assert all(abs(s * sum(ps) - whole * p) < max(sum(ps), 1) for s, p in zip(shares.tolist(), ps, strict=True))


def test_units_left_over_go_to_the_largest_remainders_and_ties_to_the_earlier() -> None:
    cut, unit = allocate(np.array([100]), np.array([1, 1, 1]), np.zeros(3, int))
    assert cut.tolist() == [33, 33, 33]
    assert unit.tolist() == [1, 0, 0]
    _, unit = allocate(np.array([10]), np.array([1, 5, 6]), np.zeros(3, int))
    assert unit.tolist() == [1, 0, 0]  # 0.83, 4.17, 5.00


def test_a_negative_amount_is_the_mirror_of_the_positive() -> None:
    parts, group = np.array([3, 3, 1]), np.zeros(3, int)
    plus, minus = allocate(np.array([101]), parts, group), allocate(np.array([-101]), parts, group)
    assert [(-a).tolist() for a in plus] == [a.tolist() for a in minus]


def test_amounts_beyond_64_bits_are_shared_exactly() -> None:
    cut, unit = allocate(fit(np.array([10**20 + 1], object)), np.array([1, 1]), np.zeros(2, int))
    assert (cut + unit).tolist() == [5 * 10**19 + 1, 5 * 10**19]
