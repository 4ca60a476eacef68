"""Numbers on a page stand as Babel writes them in the language's locale."""

from __future__ import annotations

from decimal import Decimal

import pytest
from babel.numbers import parse_pattern
from hypothesis import given
from hypothesis import strategies as st

from scorecard.model.numbers import decimal_text
from scorecard.report.pages.formats import NOTHING, Formats
from tests.properties.thorough import examples

VALUES = st.one_of(
    st.integers(-(10**19), 10**19), st.integers(-2000, 2000), st.integers(-99, 99).map(lambda n: n * 10**6)
)


def by_babel(formats: Formats, pattern: str, value: int, decimals: int) -> str:
    number = Decimal(decimal_text(value, decimals))
    return str(parse_pattern(f"{pattern};−{pattern.removeprefix('+')}").apply(number, formats.locale))


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("decimals", [0, 2, 3])
@examples(60)
@given(VALUES)
def test_money_is_that_of_babel(language: str, decimals: int, value: int) -> None:
    formats = Formats(language, "CNY", decimals)
    pattern = f"#,##0.{'0' * decimals}" if decimals else "#,##0"
    assert formats.money(value) == by_babel(formats, pattern, value, decimals)
    assert formats.signed(value) == by_babel(formats, f"+{pattern}" if value else pattern, value, decimals)


@pytest.mark.parametrize("language", ["zh", "en"])
@examples(60)
@given(VALUES)
def test_percents_and_quantities_are_those_of_babel(language: str, value: int) -> None:
    formats = Formats(language, "CNY", 2)
    assert formats.percent(value) == by_babel(formats, "#,##0.0000", value, 4)
    assert formats.short_percent(value) == by_babel(formats, "#,##0.######", value, 4)
    assert formats.quantity(value) == by_babel(formats, "#,##0.######", value, 6)


def test_where_there_is_no_number_stands_a_dash() -> None:
    formats = Formats("en", "CNY", 2)
    for write in (formats.money, formats.signed, formats.percent, formats.short_percent, formats.quantity):
        assert write(None) == NOTHING
