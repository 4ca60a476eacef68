"""What is kept back, on the Pools and Members sheets (calculation.md 13); there only where a result defers."""

from __future__ import annotations

from typing import Any

from scorecard.report.workbook.expressions import cut_text
from scorecard.report.workbook.frame import Frame
from scorecard.report.workbook.sheets import Column, scaled

POOL_LETTERS = {
    "deferred": "V", "paid_now": "W", "deferred_before": "X", "released": "Y", "forfeited": "Z",
    "deferred_balance": "AA",
}  # fmt: skip
"""Columns of the Pools sheet."""
LEDGER = ("deferred_before", "released", "forfeited")
"""Values: the ledger says them, and which of them are due."""
WIDTH = 14


def pool_columns(frame: Frame) -> list[Column]:
    """Behind the others of the Pools sheet."""
    if not frame.book.result.defers:
        return []
    table, decimals = frame.book.result.payables, frame.book.decimals
    present = table["deferred_balance"].notna().tolist()
    stages = [*frame.book.result.plan.stages, ""]
    percents = [frame.plan.stage.get((stages[code], "deferral"), "0") for code in table["stage"].tolist()]
    forms = {
        "deferred": [f"=IF(R#>0,ROUND(R#*{percent}/100,{decimals}),0)" for percent in percents],
        "paid_now": [f"=ROUND(R#-V#,{decimals})"] * len(table),
        "deferred_balance": [f"=ROUND(X#+V#-Y#-Z#,{decimals})"] * len(table),
    }
    columns = []
    for key in POOL_LETTERS:
        texts = _filled(forms.get(key, []), frame.pools.row, present)
        columns.append(_money(frame, key, table[key], texts, _total(table[key]) / 10**decimals))
    return columns


def member_columns(frame: Frame) -> list[Column]:
    """Behind the others of the Members sheet; what stands of a person, in the first of their lines."""
    if not frame.book.result.defers:
        return []
    book, table, decimals = frame.book, frame.book.result.members, frame.book.decimals
    present = table["deferred_balance"].notna().tolist()
    texts = {key: _filled(forms, frame.members.row, present) for key, forms in _member_forms(frame).items()}
    units = [unit or None for unit in scaled(table["deferred_unit"], decimals)]
    columns = [
        _money(frame, "deferred_cut", table["deferred_cut"], texts["deferred_cut"]),
        Column(book.word("unit_left"), "money", units, width=10, note=book.word("unit_note")),
    ]
    for key in POOL_LETTERS:
        total = _total(table[key]) / 10**decimals
        columns.append(_money(frame, key, table[key], texts.get(key, []), total))
    return columns


def _money(frame: Frame, key: str, column: Any, texts: list[str | None], total: float | None = None) -> Column:
    note = frame.book.word("kept_note") if key in LEDGER else ""
    return Column(frame.book.word(key), "money", scaled(column, frame.book.decimals), texts, WIDTH, total, note=note)


def _total(column: Any) -> int:
    pairs = zip(column.tolist(), column.notna().tolist(), strict=True)
    return sum(int(value) for value, there in pairs if there)


def _filled(forms: list[str], rows: list[int], present: list[bool]) -> list[str | None]:
    """Each row's formula, with its own number for #; none where nothing is kept back."""
    return [
        form.replace("#", str(row)) if there else None
        for form, row, there in zip(forms, rows[: len(forms)], present[: len(forms)], strict=True)
    ]


def _member_forms(frame: Frame) -> dict[str, list[str]]:
    decimals, table, at = frame.book.decimals, frame.book.result.members, frame.members
    forms: dict[str, list[str]] = {key: [] for key in ("deferred_cut", "deferred", "paid_now", "deferred_balance")}
    seen = set()
    for team, employee in zip(table["team"].tolist(), table["employee"].tolist(), strict=True):
        pool = frame.team_row[team]
        home = f"{frame.pools.prefix[pool]}$%s${frame.pools.row[pool]}"
        share = cut_text(f"{home % 'V'}*Q#/{home % 'R'}", decimals)
        forms["deferred_cut"].append(f"=IF({home % 'V'}=0,0,{share})")
        forms["deferred"].append(f"=ROUND(R#+S#,{decimals})")
        forms["paid_now"].append(f"=ROUND(Q#-T#,{decimals})")
        first, last = (at.row[frame.member_starts[team + step] - step] for step in (0, 1))
        granted = f"SUMPRODUCT(EXACT(C${first}:C${last},C#)*T${first}:T${last})"
        balance = "=0" if (team, employee) in seen else f"=ROUND(V#+{granted}-W#-X#,{decimals})"
        forms["deferred_balance"].append(balance)
        seen.add((team, employee))
    return forms
