"""The Owners sheet: each first-responsible owner's teams, and who took over from whom this year."""

from __future__ import annotations

from scorecard.report.workbook.criteria import Rows, are_told_apart
from scorecard.report.workbook.frame import Frame
from scorecard.report.workbook.input_details import EXCEL_EPOCH
from scorecard.report.workbook.pools import LETTERS
from scorecard.report.workbook.sheets import FIRST, Column, width_of, write_rows, write_table


def write_owners(frame: Frame) -> None:
    """Owners first, the year's changes below them."""
    book, result = frame.book, frame.book.result
    table, decimals = result.payables, book.decimals
    teams: dict[str, list[int]] = {}
    titles: dict[str, str] = {}
    for index, (employee, name) in enumerate(zip(table["owner"].tolist(), table["owner_name"].tolist(), strict=True)):
        if isinstance(employee, str):
            teams.setdefault(employee, []).append(index)
            titles.setdefault(employee, name)
    keys, _ = frame.team_names(table["team"].tolist())
    payable, composite = table["payable"].tolist(), table["composite"]
    known, percents = composite.notna().tolist(), composite.tolist()
    found = sorted(teams)
    area = f"{book.ref('Pools')}${{0}}${FIRST}:${{0}}${frame.pools.ends[-1]}"
    ids, pay, score = (area.format(LETTERS[key]) for key in ("owner_id", "payable", "composite"))
    rows = range(FIRST, FIRST + len(found))
    best = [[percents[i] / 10**4 for i in teams[e] if known[i]] for e in found]
    plainly = are_told_apart(found)
    own = [Rows(ids, f"A{r}", plainly) for r in rows]
    average = [f'=IF({each.count_of(score)}=0,"",ROUND({each.sum(score)}/{each.count_of(score)},4))' for each in own]
    count = [f"={each.count}" for each in own]
    columns = [
        Column(book.word("employee"), "text", found, width=12),
        Column(book.word("person"), "text", [titles[each] for each in found], width=14),
        Column(book.word("teams"), "whole", [len(teams[e]) for e in found], count, 9),
        Column(book.word("team_list"), "text", [", ".join(keys[i] for i in teams[e]) for e in found], width=34),
        Column(
            book.word("composite"), "percent", [_mean(each) for each in best],
            average, 12,
        ),
        Column(
            book.word("payable"), "money", [sum(payable[i] for i in teams[e]) / 10**decimals for e in found],
            [f"=ROUND({each.sum(pay)},{decimals})" for each in own], 16,
        ),
    ]  # fmt: skip
    sheet = write_table(book, "Owners", columns)[0]
    top = FIRST + len(found) + 1
    sheet.write_string(top, 0, book.word("changes"), book.formats["section"])
    changes = _changes(frame)
    sheet.set_row(top + 1, 30)
    for index, column in enumerate(changes):
        sheet.write_string(top + 1, index, column.title, book.formats["header"])
    for index, (above, below) in enumerate(zip(columns, changes, strict=True)):
        widths = (width_of(each, 0, len(each.values), decimals) for each in (above, below))
        sheet.set_column(index, index, max(widths), book.formats[above.kind])
    looks = [book.formats[each.kind] for each in changes]
    write_rows(sheet, changes, looks, top + 2, 0, len(changes[0].values))


def _mean(percents: list[float]) -> float | None:
    """The plain average as it is shown, with 4 decimals."""
    if not percents:
        return None
    whole = sum(round(percent * 10**4) for percent in percents)
    quotient, rest = divmod(whole, len(percents))
    return (quotient + (2 * rest >= len(percents))) / 10**4


def _changes(frame: Frame) -> list[Column]:
    """Who took over from whom within the fiscal year, up to the period; a team's first owner took over from nobody."""
    book, result = frame.book, frame.book.result
    rows = result.inputs.owners.sort_values(["team", "day"], kind="stable")
    rows = rows.assign(before=rows.groupby("team")["name"].shift())
    days = rows["day"].to_numpy()
    within = (days >= result.plan.fiscal_year.first_day) & (days <= result.period.last_day)
    rows = rows[within & rows["before"].notna().to_numpy()]
    keys, titles = frame.team_names(rows["team"].tolist())
    return [
        Column(book.word("team"), "text", keys),
        Column(book.word("name"), "text", titles, width=32),
        Column(book.word("owner_before"), "text", rows["before"].tolist()),
        Column(book.word("employee"), "text", rows["employee"].tolist()),
        Column(book.word("person"), "text", rows["name"].tolist()),
        Column(book.word("since"), "date", [day + EXCEL_EPOCH for day in rows["day"].tolist()]),
    ]
