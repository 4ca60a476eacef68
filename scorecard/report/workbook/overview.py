"""bonus-pools.xlsx of a run whose rows fit no sheet: its totals, its plan, and where the rows lie (outputs.md)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from msgspec.structs import replace
from xlsxwriter.worksheet import Worksheet

from scorecard.model.numbers import PERCENT, round_half_away
from scorecard.model.result import Result
from scorecard.report.overview import Overview
from scorecard.report.parquet.files import Written
from scorecard.report.result_json import told
from scorecard.report.workbook.book import new_book, pack
from scorecard.report.workbook.changes_sheet import write_changes
from scorecard.report.workbook.frame import Frame
from scorecard.report.workbook.notes import write_about, write_notes
from scorecard.report.workbook.plan_sheet import write_plan
from scorecard.report.workbook.sheets import Book, add_sheet, clean
from scorecard.report.workbook.summary import TOTALS, chart, header
from scorecard.report.workbook.tables_sheet import write_columns, write_tables_sheet

Cells = Sequence[tuple[int | float, str]]
"""Numbers of a row and the format of each."""


def write_overview(
    result: Result, overview: Overview, tables: Sequence[Written], path: Path, language: str, about: Mapping[str, str]
) -> None:
    """Write the workbook. Raises OSError.

    Of the result nothing is looked at but plan, period, budget, the warnings about the run as a whole, and changes.
    """
    whole = tuple(each for each in told(result) if each.team is None)
    book = new_book(path, replace(result, warnings=whole), language)
    frame = Frame(book)
    _write_summary(frame, overview)
    write_tables_sheet(book, tables)
    write_columns(book, tables)
    write_changes(frame)
    write_notes(frame, book.word("warned_teams").format(count=f"{sum(overview.warnings.values()):,}"))
    write_plan(book, frame.plan)
    write_about(frame, about, "reproduce_tables")
    pack(book)


def _write_summary(frame: Frame, overview: Overview) -> None:
    """Totals and how they tie out, then tables with charts beside them."""
    book, decimals = frame.book, frame.book.decimals
    sheet = add_sheet(book, book.word("Summary"))
    sheet.fit_to_pages(1, 1)
    sheet.set_column(0, 0, 46)
    sheet.set_column(1, 3, 20)
    sheet.write_string(0, 0, clean(book.result.plan.title.text(book.language)), book.formats["title"])
    facts = f"{book.word('period')} {book.result.period} · {book.word('currency')} {book.result.plan.currency}"
    sheet.write_string(1, 0, f"{facts} · {book.word('teams')} {overview.teams:,}", book.formats["text"])
    sheet.write_string(2, 0, book.word("elsewhere"), book.formats["text"])
    row = _totals(book, sheet, 4, overview)
    row = _budget(frame, sheet, row + 1, overview)
    row = _numbers(book, sheet, row, "deferral", overview.deferred) + 1
    inactive = book.word("inactive")
    units = [(name or inactive, money, teams) for name, (money, teams) in _by_name(overview.units)]
    row = _groups(book, sheet, row, "by_unit", ("payable", "teams"), ((n, _pair(m, t, decimals)) for n, m, t in units))
    titles = [*(stage.title.text(book.language) for stage in book.result.plan.stages.values()), inactive]
    stages = [(titles[number], money, teams) for number, (money, teams) in sorted(overview.stages.items(), key=_last)]
    begin = row + 1
    pairs = ((name, _pair(money, teams, decimals)) for name, money, teams in stages)
    row = _groups(book, sheet, row + 1, "by_stage", ("payable", "teams"), pairs)
    below = chart(frame, sheet, "by_stage", (begin + 1, row - 1), "column", 1)
    begin = row + 1
    row = _groups(book, sheet, row + 1, "by_perspective", ("score",), _perspectives(book, overview))
    below = chart(frame, sheet, "by_perspective", (begin + 1, row - 1), "column", below)
    begin = row + 1
    months = (
        (str(book.result.plan.month(month)), _money(sums, decimals)) for month, sums in sorted(overview.months.items())
    )
    row = _groups(book, sheet, row + 1, "by_month", ("payable", "entitlement"), months)
    if row - begin > 2:
        chart(frame, sheet, "by_month", (begin + 1, row - 1), "line", below)
    warned = Counter(each.code for each in book.result.warnings) + Counter(overview.warnings)
    if warned:
        counts = ((code, [(number, "whole")]) for code, number in sorted(warned.items()))
        _groups(book, sheet, row + 1, "warnings_of", ("count",), counts)


def _by_name(groups: Mapping[Any, tuple[int, ...]]) -> list[tuple[str | None, tuple[int, ...]]]:
    """By name, none last."""
    return sorted(groups.items(), key=lambda item: (item[0] is None, item[0] or ""))


def _last(item: tuple[Any, Any]) -> tuple[bool, int]:
    """-1 last."""
    return item[0] < 0, item[0]


def _pair(money: int, teams: int, decimals: int) -> Cells:
    return (money / 10**decimals, "money"), (teams, "whole")


def _money(sums: Iterable[int], decimals: int) -> Cells:
    return [(money / 10**decimals, "money") for money in sums]


def _perspectives(book: Book, overview: Overview) -> Iterable[tuple[str, Cells]]:
    """Points over weight of the perspective's metrics, in all segments."""
    for id, title in book.result.plan.perspectives.items():
        points, weight = overview.perspectives.get(id, (0, 0))
        score = round_half_away(points * 100 * 10**PERCENT, weight) / 10**PERCENT if weight else 0
        yield title.text(book.language), [(score, "percent")]


def _totals(book: Book, sheet: Worksheet, row: int, overview: Overview) -> int:
    """The totals, and two differences that must be 0, as formulas (calculation.md, What must hold)."""
    at = {key: f"B{row + 2 + index}" for index, key in enumerate((*TOTALS, "members_total"))}
    row = _numbers(book, sheet, row, "totals", {**overview.totals, "members_total": overview.members})
    sheet.write_string(row + 1, 0, book.word("ties"), book.formats["section"])
    sheet.write_string(row + 1, 1, book.word("check"), book.formats["text"])
    money = f"{at['payable']}+{at['carried']}-{at['entitlement']}-{at['adjustments']}+{at['paid_before']}"
    people = f"{at['members_total']}+{at['unallocated']}-{at['payable']}"
    for offset, (key, formula) in enumerate((("money_tie", money), ("members_and_unallocated", people)), 2):
        sheet.write_string(row + offset, 0, book.word(key), book.formats["text"])
        sheet.write_formula(row + offset, 1, f"=ROUND({formula},{book.decimals})", book.formats["money"], 0)
    return row + 4


def _budget(frame: Frame, sheet: Worksheet, row: int, overview: Overview) -> int:
    """Budget, the entitlements that it must suffice for, and what it cuts; nothing without a budget."""
    book, budget = frame.book, frame.book.result.budget
    if budget is None:
        return row
    sheet.write_string(row, 0, book.word("budget"), book.formats["section"])
    cut = max(overview.positive - budget, 0)
    lines = (
        ("budget", f"={frame.plan.budget}", budget),
        ("positive", "", overview.positive),
        ("cut", f"=MAX(B{row + 3}-B{row + 2},0)", cut),
    )
    for offset, (key, formula, money) in enumerate(lines, 1):
        sheet.write_string(row + offset, 0, book.word(key), book.formats["text"])
        number = money / 10**book.decimals
        if formula:
            sheet.write_formula(row + offset, 1, formula, book.formats["money"], number)
        else:
            sheet.write_number(row + offset, 1, number, book.formats["money"])
    return row + 5


def _numbers(book: Book, sheet: Worksheet, row: int, title: str, money: Mapping[str, int]) -> int:
    """A section of sums; nothing without any."""
    if not money:
        return row - 1
    sheet.write_string(row, 0, book.word(title), book.formats["section"])
    for offset, (key, amount) in enumerate(money.items(), 1):
        sheet.write_string(row + offset, 0, clean(book.word(key)), book.formats["text"])
        sheet.write_number(row + offset, 1, amount / 10**book.decimals, book.formats["money"])
    return row + len(money) + 1


def _groups(
    book: Book, sheet: Worksheet, row: int, title: str, heads: Sequence[str], rows: Iterable[tuple[str, Cells]]
) -> int:
    header(book, sheet, row, (title, *heads))
    for name, cells in rows:
        row += 1
        sheet.write_string(row, 0, clean(name), book.formats["text"])
        for column, (number, look) in enumerate(cells, 1):
            sheet.write_number(row, column, number, book.formats[look])
    return row + 1
