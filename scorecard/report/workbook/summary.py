"""The Summary sheet: totals, how they tie out, payable by unit and stage, and the charts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from xlsxwriter.worksheet import Worksheet

from scorecard.model.numbers import PERCENT, round_half_away
from scorecard.report.workbook.criteria import Rows, are_told_apart
from scorecard.report.workbook.deferral import POOL_LETTERS
from scorecard.report.workbook.frame import POSITIVE_ROW, Frame
from scorecard.report.workbook.pools import LETTERS
from scorecard.report.workbook.sheets import FIRST, Book, add_sheet, clean

TOTALS = ("entitlement_uncut", "entitlement", "adjustments", "paid_before", "due", "payable", "carried", "unallocated")
PAYABLE = f"B{5 + TOTALS.index('payable')}"
"""The cell of their sum."""
MOST_BARS = 20
ROW_HEIGHT = 17
"""Pixels of a row, about; programs differ, so charts keep some distance."""
DARK, BLUE = "#1F3864", "#2E75B6"
FAINT = {"visible": True, "line": {"color": "#D9D9D9", "width": 0.5}}
SMALL = {"name": "Arial", "size": 9}


def write_summary(frame: Frame) -> None:
    """The sheet; its charts look at the tables below the totals, and at the Pools sheet."""
    book, result = frame.book, frame.book.result
    sheet = add_sheet(book, book.word("Summary"))
    sheet.fit_to_pages(1, 1)
    sheet.set_column(0, 0, 46)
    sheet.set_column(1, 3, 20)
    sheet.write_string(0, 0, clean(result.plan.title.text(book.language)), book.formats["title"])
    facts = f"{book.word('period')} {result.period} · {book.word('currency')} {result.plan.currency}"
    sheet.write_string(1, 0, facts, book.formats["text"])
    row = _totals(frame, sheet, 3)
    row = _ties(frame, sheet, row + 1)
    row = _budget(frame, sheet, row + 1)
    row = _deferral(frame, sheet, row + 1)
    row = _groups(frame, sheet, row + 1, "by_unit", "unit", _units(frame))
    row = _groups(frame, sheet, row + 1, "by_stage", "stage", _stages(frame))
    beside = _team_chart(frame, sheet, 1)
    first, row = row + 1, _perspectives(frame, sheet, row + 1)
    beside = chart(frame, sheet, "by_perspective", (first + 1, row - 1), "column", beside)
    first, last = row + 1, _months(frame, sheet, row + 1)
    if last > first + 1:
        chart(frame, sheet, "by_month", (first + 1, last - 1), "line", beside)


def _column(frame: Frame, key: str) -> str:
    return f"{frame.book.ref('Pools')}${LETTERS[key]}${FIRST}:${LETTERS[key]}${frame.pools.ends[-1]}"


def _line(frame: Frame, sheet: Worksheet, row: int, text: str, formula: str, value: float, kind: str = "money") -> None:
    sheet.write_string(row, 0, clean(text), frame.book.formats["text"])
    sheet.write_formula(row, 1, formula, frame.book.formats[kind], value)


def _sum(frame: Frame, key: str) -> int:
    return int(sum(frame.book.result.payables[key].tolist()))


def _totals(frame: Frame, sheet: Worksheet, row: int) -> int:
    book, decimals = frame.book, frame.book.decimals
    sheet.write_string(row, 0, book.word("totals"), book.formats["section"])
    for offset, key in enumerate(TOTALS, 1):
        formula = f"=ROUND(SUM({_column(frame, key)}),{decimals})"
        _line(frame, sheet, row + offset, book.word(key), formula, _sum(frame, key) / 10**decimals)
    return row + len(TOTALS) + 1


def _ties(frame: Frame, sheet: Worksheet, row: int) -> int:
    """Two differences that must be 0 (calculation.md, What must hold)."""
    book, decimals = frame.book, frame.book.decimals
    sheet.write_string(row, 0, book.word("ties"), book.formats["section"])
    sheet.write_string(row, 1, book.word("check"), book.formats["text"])
    at = {key: f"B{5 + index}" for index, key in enumerate(TOTALS)}
    money = (
        "+".join(at[k] for k in ("payable", "carried"))
        + f"-{at['entitlement']}-{at['adjustments']}+{at['paid_before']}"
    )
    members = [f"{name}$Q${FIRST}:$Q${end}" for name, end in zip(frame.members.names, frame.members.ends, strict=True)]
    _line(frame, sheet, row + 1, book.word("money_tie"), f"=ROUND({money},{decimals})", 0)
    people = f"=ROUND(SUM({','.join(members)})+{at['unallocated']}-{at['payable']},{decimals})"
    _line(frame, sheet, row + 2, book.word("members_and_unallocated"), people, 0)
    return row + 3


def _budget(frame: Frame, sheet: Worksheet, row: int) -> int:
    """Budget, the entitlements that it must suffice for, and what it cuts; nothing without a budget."""
    book, decimals = frame.book, frame.book.decimals
    if book.result.budget is None:
        return row - 1
    assert row + 3 == POSITIVE_ROW
    sheet.write_string(row, 0, book.word("budget"), book.formats["section"])
    _line(frame, sheet, row + 1, book.word("budget"), f"={frame.plan.budget}", book.result.budget / 10**decimals)
    uncut = book.result.payables["entitlement_uncut"].tolist()
    parts = [
        f'SUMIF({name}$K${FIRST}:$K${end},">0")' for name, end in zip(frame.pools.names, frame.pools.ends, strict=True)
    ]
    positive = sum(each for each in uncut if each > 0)
    formula = f"=ROUND({'+'.join(parts)},{decimals})"
    _line(frame, sheet, row + 2, book.word("positive"), formula, positive / 10**decimals)
    cut = max(positive - book.result.budget, 0)
    _line(frame, sheet, row + 3, book.word("cut"), f"=MAX(B{row + 3}-B{row + 2},0)", cut / 10**decimals)
    return row + 4


def _deferral(frame: Frame, sheet: Worksheet, row: int) -> int:
    """What all teams have kept back now and before; nothing where a result defers nothing.

    Paid now is here what a stage that keeps nothing back pays, too: a Pools row of such a team has no number for it.
    """
    book, decimals = frame.book, frame.book.decimals
    if not book.result.defers:
        return row - 1
    sheet.write_string(row, 0, book.word("deferral"), book.formats["section"])
    deferred = 0
    for offset, key in enumerate(POOL_LETTERS, 1):
        column = book.result.payables[key]
        money = sum(int(each) for each in column[column.notna()].tolist())
        formula = f"=ROUND(SUM({_column(frame, key)}),{decimals})"
        if key == "paid_now":
            money = _sum(frame, "payable") - deferred
            formula = f"=ROUND({PAYABLE}-B{row + offset},{decimals})"
        deferred = money if key == "deferred" else deferred
        _line(frame, sheet, row + offset, book.word(key), formula, money / 10**decimals)
    return row + len(POOL_LETTERS) + 1


def _units(frame: Frame) -> list[str | None]:
    result = frame.book.result
    units = result.inputs.teams["unit"].iloc[result.payables["team"].tolist()].tolist()
    return [unit if isinstance(unit, str) else None for unit in units]


def _stages(frame: Frame) -> list[str | None]:
    result = frame.book.result
    known = [*(stage.title.text(frame.book.language) for stage in result.plan.stages.values()), None]
    return [known[code] for code in result.payables["stage"].tolist()]


def header(book: Book, sheet: Worksheet, row: int, heads: Sequence[str]) -> None:
    """Names stand left, as the texts below them; numbers right."""
    for column, head in enumerate(heads):
        look = "header right" if column else "header"
        sheet.write_string(row, column, book.word(head), book.formats[look])


def _groups(frame: Frame, sheet: Worksheet, row: int, title: str, key: str, groups: Sequence[str | None]) -> int:
    """Teams and payable of each group of teams."""
    book, decimals = frame.book, frame.book.decimals
    header(book, sheet, row, (title, "payable", "teams"))
    payable = frame.book.result.payables["payable"].tolist()
    names = sorted({group for group in groups if group}) + ([None] if None in groups else [])
    area = _column(frame, key)
    for name in names:
        row += 1
        money = sum(amount for amount, group in zip(payable, groups, strict=True) if group == name)
        sheet.write_string(row, 0, clean(name or book.word("inactive")), book.formats["text"])
        if name is None:
            total = f'=ROUND(SUMPRODUCT(({area}="")*{_column(frame, "payable")}),{decimals})'
            count = f'=SUMPRODUCT(--({area}=""))'
        else:
            same = f"--EXACT({area},$A{row + 1})"
            total = f"=ROUND(SUMPRODUCT({same},{_column(frame, 'payable')}),{decimals})"
            count = f"=SUMPRODUCT({same})"
        sheet.write_formula(row, 1, total, book.formats["money"], money / 10**decimals)
        sheet.write_formula(row, 2, count, book.formats["whole"], sum(group == name for group in groups))
    return row + 1


def _perspectives(frame: Frame, sheet: Worksheet, row: int) -> int:
    """Points over weight of the perspective's metrics, in all segments of the result."""
    book, result = frame.book, frame.book.result
    header(book, sheet, row, ("by_perspective", "score"))
    metrics = list(result.plan.metrics.values())
    of = [metrics[code].perspective for code in result.scores["metric"].tolist()]
    weight, points = result.scores["weight"].tolist(), result.scores["points"].fillna(0).tolist()
    plainly = are_told_apart(title.text(book.language) for title in result.plan.perspectives.values())
    for id, title in result.plan.perspectives.items():
        row += 1
        rows = [index for index, perspective in enumerate(of) if perspective == id]
        weights, total = sum(weight[i] for i in rows), sum(points[i] for i in rows)
        value = round_half_away(total * 100 * 10**PERCENT, weights) / 10**PERCENT if weights else 0
        sheet.write_string(row, 0, clean(title.text(book.language)), book.formats["text"])
        ends = list(zip(frame.scores.names, frame.scores.ends, strict=True))
        sums = [
            "+".join(
                Rows(f"{n}$E${FIRST}:$E${e}", f"$A{row + 1}", plainly).sum(f"{n}${c}${FIRST}:${c}${e}") for n, e in ends
            )
            for c in "SR"
        ]
        formula = f"=IF({sums[1]}=0,0,ROUND(100*({sums[0]})/({sums[1]}),4))"
        sheet.write_formula(row, 1, formula, book.formats["percent"], value)
    return row + 1


def _months(frame: Frame, sheet: Worksheet, row: int) -> int:
    """What every month up to the period gives on these inputs."""
    book, result = frame.book, frame.book.result
    if not len(result.monthly):
        return row
    header(book, sheet, row, ("by_month", "payable", "entitlement"))
    totals: dict[int, list[int]] = {}
    columns = (result.monthly[name].tolist() for name in ("month", "payable", "entitlement"))
    for month, payable, entitlement in zip(*columns, strict=True):
        found = totals.setdefault(month, [0, 0])
        found[0] += payable
        found[1] += entitlement
    for month, values in sorted(totals.items()):
        row += 1
        sheet.write_string(row, 0, str(result.plan.month(month)), book.formats["text"])
        for column, value in enumerate(values, 1):
            sheet.write_number(row, column, value / 10**book.decimals, book.formats["money"])
    return row + 1


def chart(frame: Frame, sheet: Worksheet, title: str, rows: tuple[int, int], kind: str, top: int) -> int:
    """A chart of the table in these rows, beginning in row ``top``; the row for the next one."""
    name = frame.book.word("Summary")
    first, last = rows
    chart: Any = frame.book.file.add_chart({"type": kind})
    look = {"line": {"color": DARK}} if kind == "line" else {"fill": {"color": BLUE}}
    values = {"categories": [name, first, 0, last, 0], "values": [name, first, 1, last, 1]}
    chart.add_series({**values, **look, "name": frame.book.word(title)})
    chart.set_x_axis({"num_font": SMALL})
    chart.set_y_axis({"min": 0, "num_format": "#,##0", "major_gridlines": FAINT, "num_font": SMALL})
    return _insert(frame, sheet, chart, title, top, 280)


def _team_chart(frame: Frame, sheet: Worksheet, top: int) -> int:
    """Payable by team, of the first twenty rows of the Pools sheet, each of them named; the row for the next one."""
    name = frame.book.word("Pools")
    last = min(frame.pools.ends[-1], FIRST + MOST_BARS - 1) - 1
    chart: Any = frame.book.file.add_chart({"type": "bar"})
    series = {"categories": [name, FIRST - 1, 1, last, 1], "values": [name, FIRST - 1, 17, last, 17]}
    chart.add_series({**series, "fill": {"color": BLUE}, "gap": 60, "name": frame.book.word("payable")})
    chart.set_y_axis({"reverse": True, "interval_unit": 1, "num_font": SMALL})
    chart.set_x_axis({"num_format": "#,##0", "major_gridlines": FAINT, "num_font": SMALL})
    return _insert(frame, sheet, chart, "by_team", top, 100 + 24 * (last - FIRST + 2))


def _insert(frame: Frame, sheet: Worksheet, chart: Any, title: str, top: int, height: int) -> int:
    chart.set_title({"name": frame.book.word(title), "name_font": {"name": "Arial", "size": 11}})
    chart.set_legend({"none": True})
    chart.set_size({"width": 700, "height": height})
    sheet.insert_chart(top, 4, chart, {"x_offset": 20})
    return top + height // ROW_HEIGHT + 2
