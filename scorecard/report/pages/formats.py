"""How numbers and days stand on a page, by Babel; nothing is rounded here, they come with the decimals they have."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Any

from babel import Locale
from babel.dates import format_date, format_skeleton
from babel.numbers import NumberPattern, parse_pattern

from scorecard.model.numbers import PERCENT, QUANTITY, decimal_text
from scorecard.model.period import Month, date_of
from scorecard.model.plan import Plan
from scorecard.report.explanation.node import there

NOTHING = "–"
"""What stands where there is no number."""
LOCALES = {"zh": "zh_CN", "en": "en_US"}


@dataclass(frozen=True)
class Formats:
    """The formats of one language and one plan's currency."""

    language: str
    currency: str
    decimals: int
    """Of money."""

    @classmethod
    def of(cls, plan: Plan, language: str) -> Formats:
        """Those of a plan's pages."""
        return cls(language, plan.currency, plan.decimals)

    @cached_property
    def locale(self) -> Locale:
        """Babel's locale."""
        return Locale.parse(LOCALES[self.language])

    @cached_property
    def _money(self) -> NumberPattern:
        return parse_pattern(f"#,##0{_places(self.decimals)};−#,##0{_places(self.decimals)}")

    @cached_property
    def _signed(self) -> NumberPattern:
        return parse_pattern(f"+#,##0{_places(self.decimals)};−#,##0{_places(self.decimals)}")

    @cached_property
    def _percent(self) -> NumberPattern:
        return parse_pattern(f"#,##0{_places(PERCENT)};−#,##0{_places(PERCENT)}")

    @cached_property
    def _short(self) -> NumberPattern:
        return parse_pattern(f"#,##0.{'#' * QUANTITY};−#,##0.{'#' * QUANTITY}")

    def money(self, value: Any) -> str:
        """``1,234.50``; a dash for null."""
        return self._applied(self._money, value, self.decimals)

    def signed(self, value: Any) -> str:
        """``+1,234.50`` or ``−1,234.50``: a change; a dash for null."""
        return self._applied(self._signed, value, self.decimals) if there(value) and value else self.money(value)

    def amount(self, value: Any) -> str:
        """``CNY 1,234.50``."""
        return f"{self.currency} {self.money(value)}"

    def percent(self, value: Any) -> str:
        """``97.1250``: with all decimals, so that a column aligns."""
        return self._applied(self._percent, value, PERCENT)

    def short_percent(self, value: Any) -> str:
        """``97.125``."""
        return self._applied(self._short, value, PERCENT)

    def quantity(self, value: Any) -> str:
        """``1,200,000.5``: as many decimals as it has."""
        return self._applied(self._short, value, QUANTITY)

    def _applied(self, pattern: NumberPattern, value: Any, decimals: int) -> str:
        if not there(value):
            return NOTHING
        return str(pattern.apply(Decimal(decimal_text(int(value), decimals)), self.locale))

    def day(self, day: int) -> str:
        """``Mar 5, 2026``, ``2026年3月5日``, of a day number."""
        return str(format_date(date_of(day), "medium", self.locale))

    def month(self, month: Month) -> str:
        """``Mar 2026``, ``2026年3月``."""
        return str(format_skeleton("yMMM", date_of(month.first_day), locale=self.locale))


def _places(decimals: int) -> str:
    return f".{'0' * decimals}" if decimals else ""
