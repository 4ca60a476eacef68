"""How numbers and days stand on a page, by Babel; nothing is rounded here, they come with the decimals they have."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from babel import Locale
from babel.dates import format_date, format_skeleton
from babel.numbers import get_decimal_symbol, get_group_symbol

from scorecard.model.numbers import PERCENT, QUANTITY
from scorecard.model.period import Month, date_of
from scorecard.model.plan import Plan
from scorecard.report.explanation.node import there

NOTHING = "–"
"""What stands where there is no number."""
POWERS = tuple(10**decimals for decimals in range(QUANTITY + 1))
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
    def _symbols(self) -> tuple[str, str]:
        """What parts the thousands, and what stands before the decimals."""
        return get_group_symbol(self.locale), get_decimal_symbol(self.locale)

    def money(self, value: Any) -> str:
        """``1,234.50``; a dash for null."""
        return self._written(value, self.decimals) if there(value) else NOTHING

    def signed(self, value: Any) -> str:
        """``+1,234.50`` or ``−1,234.50``: a change; a dash for null."""
        text = self.money(value)
        return f"+{text}" if there(value) and value > 0 else text

    def amount(self, value: Any) -> str:
        """``CNY 1,234.50``."""
        return f"{self.currency} {self.money(value)}"

    def percent(self, value: Any) -> str:
        """``97.1250``: with all decimals, so that a column aligns."""
        return self._written(value, PERCENT) if there(value) else NOTHING

    def short_percent(self, value: Any) -> str:
        """``97.125``."""
        return self._written(value, PERCENT, short=True) if there(value) else NOTHING

    def quantity(self, value: Any) -> str:
        """``1,200,000.5``: as many decimals as it has."""
        return self._written(value, QUANTITY, short=True) if there(value) else NOTHING

    def _written(self, value: Any, decimals: int, short: bool = False) -> str:
        """As Babel writes it with the pattern ``#,##0.00``, or ``#,##0.##`` where short, in a tenth of the time."""
        if value < 0:
            return f"−{self._written(-value, decimals, short)}"
        group, point = self._symbols
        whole, rest = divmod(int(value), POWERS[decimals])
        text = f"{whole:,}" if group == "," else f"{whole:,}".replace(",", group)
        if not decimals or (short and not rest):
            return text
        digits = f"{POWERS[decimals] + rest}"[1:]
        return f"{text}{point}{digits.rstrip('0') if short else digits}"

    def day(self, day: int) -> str:
        """``Mar 5, 2026``, ``2026年3月5日``, of a day number."""
        return str(format_date(date_of(day), "medium", self.locale))

    def moment(self, text: str) -> str:
        """``Mar 5, 2026, 14:30 UTC``, of ISO 8601 in UTC."""
        moment = datetime.fromisoformat(text)
        return f"{format_date(moment.date(), 'medium', self.locale)} {moment:%H:%M} UTC"

    def month(self, month: Month) -> str:
        """``Mar 2026``, ``2026年3月``."""
        return str(format_skeleton("yMMM", date_of(month.first_day), locale=self.locale))
