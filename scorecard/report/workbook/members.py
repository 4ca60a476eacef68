"""The Members sheet: who gets what of a team's payable (calculation.md 12)."""

from __future__ import annotations

from typing import Any

from scorecard.model.numbers import QUANTITY
from scorecard.model.period import OPEN_END, OPEN_START, Month
from scorecard.report.workbook.criteria import Rows, are_told_apart
from scorecard.report.workbook.deferral import member_columns
from scorecard.report.workbook.expressions import cut_text
from scorecard.report.workbook.frame import Frame
from scorecard.report.workbook.input_details import EXCEL_EPOCH
from scorecard.report.workbook.sheets import Column, names, scaled, write_table


def write_members(frame: Frame) -> None:
    """The sheet: active days from the dates, parts from roles, shares cut by formula and the units left over."""
    book, result = frame.book, frame.book.result
    table, decimals = result.members, book.decimals
    keys, titles = frame.team_names(table["team"].tolist())
    roles = [role.title.text(book.language) for role in result.plan.roles.values()]
    dates, texts = _dates(frame), _texts(frame)
    units = [unit / 10**decimals if unit else None for unit in table["unit"].tolist()]
    columns = [
        Column(book.word("team"), "text", keys, width=9),
        Column(book.word("name"), "text", titles, width=32),
        Column(book.word("employee"), "text", table["employee"].tolist(), width=10),
        Column(book.word("person"), "text", table["name"].tolist(), width=12),
        Column(book.word("role"), "text", names(table["role"], roles), width=15),
        *(Column(book.word(key), "date", cells, texts.get(key, ()), 11) for key, cells in dates.items()),
        Column(book.word("active_days"), "whole", _plain(table["active_days"]), texts["active_days"], 9),
        Column(book.word("month_days"), "whole", _plain(table["month_days"]), texts["month_days"], 9),
        Column(
            book.word("personal_factor"), "quantity", scaled(table["personal_factor"], QUANTITY),
            texts["personal_factor"], 10,
        ),
        Column(book.word("part"), "quantity", scaled(table["part"], QUANTITY), texts["part"], 13),
        Column(book.word("share_cut"), "money", scaled(table["share_cut"], decimals), texts["share_cut"], 15),
        Column(book.word("unit_left"), "money", units, width=10, note=book.word("unit_note")),
        Column(book.word("premium"), "money", scaled(table["premium"], decimals), texts["premium"], 14),
        Column(
            book.word("amount"), "money", scaled(table["amount"], decimals), texts["amount"], 15,
            sum(table["amount"].tolist()) / 10**decimals,
        ),
    ]  # fmt: skip
    write_table(book, "Members", [*columns, *member_columns(frame)], frame.member_starts)


def _plain(column: Any) -> list[int | None]:
    return [
        int(value) if there else None for value, there in zip(column.tolist(), column.notna().tolist(), strict=True)
    ]


def _dates(frame: Frame) -> dict[str, list[int | None]]:
    """First and last day of the row, empty where open; and of the month that counts."""
    result = frame.book.result
    rows = result.members["row"].tolist()
    first, last = result.inputs.members["first"].tolist(), result.inputs.members["last"].tolist()
    ends = result.inputs.teams["last"].tolist()
    teams = result.members["team"].tolist()
    months = {team: _reference(result.period, ends[team]) for team in set(teams)}
    return {
        "from": [None if r < 0 or first[r] == OPEN_START else first[r] + EXCEL_EPOCH for r in rows],
        "to": [None if r < 0 or last[r] == OPEN_END else last[r] + EXCEL_EPOCH for r in rows],
        "opens": [None if r < 0 else months[t].first_day + EXCEL_EPOCH for r, t in zip(rows, teams, strict=True)],
        "closes": [None if r < 0 else months[t].last_day + EXCEL_EPOCH for r, t in zip(rows, teams, strict=True)],
    }


def _reference(period: Month, last_day: int) -> Month:
    """The period's month, or that of the team's last active day before its end."""
    month = period
    while month.first_day > last_day:
        month = month + -1
    return month


def _texts(frame: Frame) -> dict[str, list[str | None]]:
    result, decimals = frame.book.result, frame.book.decimals
    table = result.members
    team, role, lines = table["team"].tolist(), table["role"].tolist(), table["row"].tolist()
    roles = list(result.plan.roles)
    plainly = are_told_apart(each.title.text(frame.book.language) for each in result.plan.roles.values())
    at, pools = frame.members, frame.pools
    texts: dict[str, list[str | None]] = {
        key: [] for key in ("active_days", "month_days", "part", "share_cut", "amount")
    }
    for index, row in enumerate(at.row):
        start, end = (frame.member_starts[team[index] + step] for step in (0, 1))
        first, last = at.row[start], at.row[end - 1]
        pool = frame.team_row[team[index]]
        home, line = f"{pools.prefix[pool]}$%s${pools.row[pool]}", lines[index] >= 0
        days = f'=MAX(0,MIN(I{row},IF(G{row}="",I{row},G{row}))-MAX(H{row},IF(F{row}="",H{row},F{row}))+1)'
        texts["active_days"].append(days if line else None)
        texts["month_days"].append(f"=I{row}-H{row}+1" if line else None)
        if line:
            whole = Rows(f"E${first}:E${last}", f"E{row}", plainly).sum(f"J${first}:J${last}")
            texts["part"].append(f"=ROUND({frame.plan.role[roles[role[index]]]}*J{row}*L{row}/{whole},6)")
            rest = f"{home % 'R'}-{home % 'T'}"
            cut = cut_text(f"({rest})*M{row}/SUM(M${first}:M${last})", decimals, rest)
            texts["share_cut"].append(f"=IF(SUM(M${first}:M${last})=0,0,{cut})")
        else:
            texts["part"].append(None)
            texts["share_cut"].append("=0")
        texts["amount"].append(f"=ROUND(N{row}+O{row}+P{row},{decimals})")
    return texts | _read(frame) | {"premium": _premiums(frame)}


def _read(frame: Frame) -> dict[str, list[str | None]]:
    """From, to and personal factor as they stand in the member's row of the Inputs sheet."""
    lines = frame.book.result.members["row"].to_numpy()
    lines = lines[lines >= 0]
    known, rows = frame.book.result.inputs.members.iloc[lines], frame.rows
    at = dict(zip(lines.tolist(), rows.index(known["sheet"], known["row"]).tolist(), strict=True))
    texts: dict[str, list[str | None]] = {}
    for key, form in (("from", '=IF(#="","",#)'), ("to", '=IF(#="","",#)'), ("personal_factor", "=#")):
        cells = {line: form.replace("#", frame.texts.cell(index, rows.columns[key])) for line, index in at.items()}
        texts[key] = [cells.get(line) for line in frame.book.result.members["row"].tolist()]
    return texts


def _premiums(frame: Frame) -> list[str | None]:
    """The team's premium in the owner's first line; in others, if their employee becomes the owner."""
    table = frame.book.result.members
    owners = dict(zip(*(frame.book.result.payables[name].tolist() for name in ("team", "owner")), strict=True))
    found: list[str | None] = []
    seen = set()
    for team, employee, row in zip(table["team"].tolist(), table["employee"].tolist(), frame.members.row, strict=True):
        pool = frame.team_row[team]
        home = f"{frame.pools.prefix[pool]}$%s${frame.pools.row[pool]}"
        if employee != owners[team]:
            found.append(f"=IF(EXACT(C{row},{home % 'E'}),{home % 'T'},0)")
        else:
            found.append("=0" if team in seen else f"={home % 'T'}")
            seen.add(team)
    return found
