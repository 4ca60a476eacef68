"""The Members sheet: who gets what of a team's payable (calculation.md 12)."""

from __future__ import annotations

from typing import Any

from scorecard.model.numbers import QUANTITY
from scorecard.model.period import OPEN_END, OPEN_START, Month
from scorecard.report.workbook.frame import Frame
from scorecard.report.workbook.sheets import Column, names, scaled, write_table

EXCEL_EPOCH = 25_569
"""1970-01-01 as Excel counts days."""


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
        *(Column(book.word(key), "date", dates[key], width=11) for key in ("from", "to", "opens", "closes")),
        Column(book.word("active_days"), "whole", _plain(table["active_days"]), texts["active_days"], 9),
        Column(book.word("month_days"), "whole", _plain(table["month_days"]), texts["month_days"], 9),
        Column(book.word("personal_factor"), "quantity", scaled(table["personal_factor"], QUANTITY), width=10),
        Column(book.word("part"), "quantity", scaled(table["part"], QUANTITY), texts["part"], 13),
        Column(book.word("share_cut"), "money", scaled(table["share_cut"], decimals), texts["share_cut"], 15),
        Column(book.word("unit_left"), "money", units, width=10),
        Column(book.word("premium"), "money", scaled(table["premium"], decimals), texts["premium"], 14),
        Column(
            book.word("amount"), "money", scaled(table["amount"], decimals), texts["amount"], 15,
            sum(table["amount"].tolist()) / 10**decimals,
        ),
    ]  # fmt: skip
    write_table(book, "Members", columns, frame.member_starts)


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
    premium = table["premium"].tolist()
    roles = list(result.plan.roles)
    at, pools = frame.members, frame.pools
    texts: dict[str, list[str | None]] = {
        key: [] for key in ("active_days", "month_days", "part", "share_cut", "premium", "amount")
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
            whole = f"SUMIFS(J${first}:J${last},E${first}:E${last},E{row})"
            texts["part"].append(f"=ROUND({frame.plan.role[roles[role[index]]]}*J{row}*L{row}/{whole},6)")
            rest = f"({home % 'R'}-{home % 'T'})*M{row}/SUM(M${first}:M${last})"
            cut = f"ROUNDDOWN(ROUND({rest},{decimals + 6}),{decimals})"
            texts["share_cut"].append(f"=IF(SUM(M${first}:M${last})=0,0,{cut})")
        else:
            texts["part"].append(None)
            texts["share_cut"].append("=0")
        texts["premium"].append(f"={home % 'T'}" if premium[index] else "=0")
        texts["amount"].append(f"=ROUND(N{row}+O{row}+P{row},{decimals})")
    return texts
