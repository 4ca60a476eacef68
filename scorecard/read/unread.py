"""Filled columns of a known sheet that are not read: told, since what stands there may be money (inputs.md)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from scorecard.model.problems import CellPlace, Level, Problem, cell_name, column_letters
from scorecard.read.cells import folded, shown
from scorecard.read.counted import Unread
from scorecard.read.formats.grid import Grid
from scorecard.read.headers import Header
from scorecard.read.log import Log, list_of, nearest
from scorecard.read.tables import STANDARD, Column, Table

_OTHERWISE: Mapping[str, str] = {
    "personal_factor": "factor, coefficient, personal coefficient, individual factor, multiplier, weight, share, "
    "系数, 绩效系数, 个人绩效系数, 分配系数, 奖金系数, 权重",
    "from": "start, since, begin, begins, valid from, start date, from date, joined, entry, hired, date, "
    "开始日期, 起始日期, 生效日期, 起始, 起, 自, 入职日期, 入职, 加入日期, 日期",
    "to": "until, end, till, ends, valid to, valid until, end date, to date, left, exit, leaving date, last day, "
    "结束日期, 截止日期, 失效日期, 截止, 止, 至, 离职日期, 离职, 退出日期, 最后日期",
    "target": "goal, plan, budget, quota, target value, 目标值, 计划, 计划值, 预算, 指标值",
    "baseline": "base, basis, last year, previous year, prior year, base value, 基准, 基数, 基期, 基线值, 上年, 去年",
    "threshold": "minimum, min, floor, lower limit, 门槛值, 下限, 最低, 最低值, 底线",
    "stretch": "maximum, max, ceiling, upper limit, stretch target, 挑战值, 挑战目标, 上限, 最高, 最高值",
    "account": "customer, client, account no, customer no, 客户编号, 客户号, 客户代码",
    "account_name": "customer name, client name, account title, 客户名, 客户全称",
    "unit": "department, division, segment, business unit, bu, 部门, 事业部, 业务单元, 单位",
    "link": "url, file, document, attachment, 网址, 附件, 文件, 文件链接",
}
"""Column to what people call it otherwise. A hint only: such a column is never read."""
_HINTS = {id: frozenset(folded(each) for each in names.split(", ")) for id, names in _OTHERWISE.items()}
_NO_MONEY = frozenset(("account_name", "unit", "link"))
"""Columns without which every amount is the same."""
_REMARKS = frozenset(("remark", "remarks", "note", "notes", "comment", "comments", "no.", "备注", "说明", "注", "序号"))
"""Folded headings of columns that are plainly for people."""
_LACKING: tuple[str, Level] = ("unread-columns.lacking", "warning")
_PLAIN: tuple[str, Level] = ("unread-columns", "note")
_STANDARD = frozenset(table.id for table in STANDARD)


def note_unread(log: Log, grid: Grid, spot: tuple[int, int], header: Header, table: Table) -> None:
    """A warning for each column that is probably one that the sheet lacks; the others that are filled are noted.

    What is said of them is a warning where the sheet lacks a column that may change an amount, unless they are remarks;
    a note otherwise. The sheet of a source is an export of another system: what its plan needs is required, and the
    rest of no account.
    """
    lacking = [column for column in table.columns if column.id not in header.columns]
    rest = {}
    unread = dict(_unread(grid, header))
    filled = _filled(grid, header.row, unread) if table.id in _STANDARD else frozenset()
    for position, text in unread.items():
        near = _meant(text, lacking)
        if near:
            place = CellPlace(grid.book, grid.name, cell_name(position, header.row))
            args = {"column": shown(text), "near": near}
            log.add((*spot, header.row, position), Problem("misspelt-column", args, place, "warning"))
        elif position in filled:
            rest[position] = text
    wanted = tuple(" / ".join(column.all_names) for column in lacking if column.id not in _NO_MONEY)
    _note(log, Unread(spot, grid.book, grid.name, header.row, wanted), rest)


def note_unnamed(log: Log, grid: Grid, spot: tuple[int, int], header: Header, lacking: tuple[str, ...]) -> None:
    """The same for a sheet whose columns with a heading are told already: those without. ``lacking`` are not there."""
    unnamed = [position for position, text in _unread(grid, header) if not text]
    rest = dict.fromkeys(_filled(grid, header.row, unnamed), "")
    _note(log, Unread(spot, grid.book, grid.name, header.row, lacking), rest)


def _note(log: Log, sheet: Unread, rest: Mapping[int, str]) -> None:
    if rest:
        log.counted.unread.setdefault(sheet, {}).update(rest)


def tell_unread(log: Log) -> None:
    """One line for the columns of each sheet; a warning where one of them may be one that the sheet lacks."""
    for sheet, columns in log.counted.unread.items():
        rest = sorted(columns.items())
        places = [f"{shown(text)} ({column_letters(at)})" if text else f"({column_letters(at)})" for at, text in rest]
        doubtful = any(folded(text) not in _REMARKS for _, text in rest)
        lacking = sheet.lacking if doubtful else ()
        kind, level = _LACKING if lacking else _PLAIN
        args = {"columns": list_of(places), "lacking": list_of(lacking)}
        first = rest[0][0]
        place = CellPlace(sheet.book, sheet.sheet, cell_name(first, sheet.row))
        log.add((*sheet.spot, sheet.row, first), Problem(kind, args, place, level))


def _unread(grid: Grid, header: Header) -> Iterator[tuple[int, str]]:
    """Position and heading of each column that the table does not know; "" where it has none.

    A row of a CSV file that goes beyond its header is told of by itself.
    """
    known = {*header.columns.values(), *(position for _, position in header.twice)}
    width = max(map(len, grid.rows[header.row - 1 :]), default=0) if grid.typed else 0
    last = max((*known, *header.others), default=0)
    for position in range(max(width, last + 1)):
        if position not in known:
            yield position, header.others.get(position, "")


def _filled(grid: Grid, row: int, positions: Iterable[int]) -> frozenset[int]:
    """The columns among these (zero-based) in which anything but 0 stands below that row (1-based).

    Rows are gone through once: a sheet may be a million rows long, or thousands of columns wide.
    """
    wanted = set(positions)
    first, found = min(wanted, default=0), set[int]()
    for cells in grid.rows[row:] if wanted else ():
        if any(cells[first:]):
            new = {position for position in wanted if position < len(cells) and _stands(cells[position])}
            found |= new
            wanted -= new
            if not wanted:
                break
    return frozenset(found)


def _stands(cell: Any) -> bool:
    return bool(cell.strip() if isinstance(cell, str) else cell)


def _meant(text: str, lacking: list[Column]) -> str | None:
    """The name of the column that was probably meant."""
    near = nearest(text, [name for column in lacking for name in column.all_names], 0.8) if text else None
    if near:
        return near
    meant = folded(text).replace("_", " ")
    return next((" / ".join(each.all_names) for each in lacking if meant in _HINTS.get(each.id, ())), None)
