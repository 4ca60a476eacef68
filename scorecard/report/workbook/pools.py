"""The Pools sheet: a row a team, from its segments' pools to what is payable now (calculation.md 10 and 11)."""

from __future__ import annotations

from typing import Any

from scorecard.model.numbers import PERCENT
from scorecard.report.workbook.deferral import POOL_LETTERS, pool_columns
from scorecard.report.workbook.expressions import cut_text
from scorecard.report.workbook.frame import Frame
from scorecard.report.workbook.inputs_sheet import table_name
from scorecard.report.workbook.sheets import FIRST, Column, scaled, write_table

LETTERS = {
    "unit": "D", "owner_id": "E", "owner": "F", "stage": "G", "composite": "H", "entitlement_uncut": "K",
    "entitlement": "N", "adjustments": "O", "paid_before": "P", "due": "Q", "payable": "R", "carried": "S",
    "premium": "T", "unallocated": "U", **POOL_LETTERS,
}  # fmt: skip


def write_pools(frame: Frame) -> None:
    """The sheet, with the totals of the money on top."""
    book, result = frame.book, frame.book.result
    table = result.payables
    teams = table["team"].tolist()
    keys, titles = frame.team_names(teams)
    known = result.inputs.teams
    accounts, units = (known[name].iloc[teams].tolist() for name in ("account", "unit"))
    stages = [*(stage.title.text(book.language) for stage in result.plan.stages.values()), None]
    current = [_current(frame, team, code) for team, code in zip(teams, table["stage"].tolist(), strict=True)]
    factor = result.segments["factor"].tolist()
    texts = _texts(frame, teams)
    columns = [
        Column(book.word("team"), "text", keys, width=9),
        Column(book.word("name"), "text", titles, width=32),
        Column(book.word("account"), "text", [_text(each) for each in accounts], width=10),
        Column(book.word("unit"), "text", [_text(each) for each in units], width=12),
        Column(book.word("owner_id"), "text", [_text(each) for each in table["owner"].tolist()], width=10),
        Column(book.word("owner"), "text", [_text(each) for each in table["owner_name"].tolist()], width=12),
        Column(book.word("stage"), "text", [stages[code] for code in table["stage"].tolist()], width=13),
        Column(
            book.word("composite"), "percent", scaled(table["composite"], PERCENT),
            _of_current(frame, current, "G"), 11,
        ),
        Column(
            book.word("factor"), "percent", [None if s is None else factor[s] / 10**PERCENT for s in current],
            _of_current(frame, current, "I"), 11,
        ),
        _funding(frame, teams),
        _money(frame, "entitlement_uncut", texts["entitlement_uncut"]),
        *_cut(frame, texts["entitlement_cut"]),
    ]  # fmt: skip
    for key in ("entitlement", "adjustments", "paid_before", "due", "payable", "carried", "premium", "unallocated"):
        columns.append(_money(frame, key, texts.get(key, [])))
    write_table(book, "Pools", [*columns, *pool_columns(frame)])


def _text(value: Any) -> str | None:
    return value if isinstance(value, str) else None


def _current(frame: Frame, team: int, stage: int) -> int | None:
    """The team's segment that the period counts in."""
    if stage < 0:
        return None
    period = frame.book.result.plan.month_index(frame.book.result.period)
    last = frame.segment_lasts
    for segment in range(frame.team_segments[team + 1] - 1, frame.team_segments[team] - 1, -1):
        if frame.stage_codes[segment] == stage and last[segment] == period:
            return segment
    return None


def _of_current(frame: Frame, current: list[int | None], letter: str) -> list[str | None]:
    at = frame.segments
    return [None if s is None else f"={at.prefix[s]}${letter}${at.row[s]}" for s in current]


def _money(frame: Frame, key: str, texts: list[str | None]) -> Column:
    table, decimals = frame.book.result.payables, frame.book.decimals
    total = sum(table[key].tolist()) / 10**decimals
    return Column(frame.book.word(key), "money", scaled(table[key], decimals), texts, 16, total)


def _span(frame: Frame, team: int, letter: str) -> str | None:
    start, end = frame.team_segments[team], frame.team_segments[team + 1]
    at = frame.segments
    return f"{at.prefix[start]}${letter}${at.row[start]}:${letter}${at.row[end - 1]}" if end > start else None


def _by_name(frame: Frame, team: int, *keys: str) -> str:
    """What the Segments sheet has of a team without a segment: nothing, until a row there bears its key."""
    at, row = frame.segments, frame.pools.row[frame.team_row[team]]
    columns = [frame.segment_columns[key] for key in keys]
    parts = [
        f"SUMPRODUCT(--EXACT({name}$A${FIRST}:$A${end},$A{row}),{name}${column}${FIRST}:${column}${end})"
        for name, end in zip(at.names, at.ends, strict=True)
        for column in columns
        if end >= FIRST
    ]
    return f"=ROUND({'+'.join(parts) or '0'},{frame.book.decimals})"


def _funding(frame: Frame, teams: list[int]) -> Column:
    """Scored and unscored funding of all the team's segments."""
    held, decimals, at = frame.book.result.held, frame.book.decimals, frame.segment_columns
    money = [a + b for a, b in zip(held["scored"].tolist(), held["unscored"].tolist(), strict=True)]
    values: list[float | None] = []
    texts: list[str | None] = []
    for team in teams:
        values.append(sum(money[frame.team_segments[team] : frame.team_segments[team + 1]]) / 10**decimals)
        spans = [_span(frame, team, at[key]) for key in ("scored", "unscored")]
        summed = ",".join(span for span in spans if span)
        texts.append(f"=ROUND(SUM({summed}),{decimals})" if summed else _by_name(frame, team, "scored", "unscored"))
    return Column(frame.book.word("funding"), "money", values, texts, 16)


def _cut(frame: Frame, texts: list[str | None]) -> list[Column]:
    """The entitlement's share of the budget cut by formula, and the unit left over as a value."""
    book, table = frame.book, frame.book.result.payables
    uncut, entitlement = table["entitlement_uncut"].tolist(), table["entitlement"].tolist()
    positive = sum(max(each, 0) for each in uncut)
    budget = book.result.budget
    values, units = [], []
    for before, after in zip(uncut, entitlement, strict=True):
        share = before if not _is_cut(frame) or before <= 0 else (budget or 0) * before // positive
        values.append(share / 10**book.decimals)
        units.append((after - share) / 10**book.decimals if after != share else None)
    return [
        Column(book.word("entitlement_cut"), "money", values, texts, 16, spare=budget is None),
        Column(book.word("unit_left"), "money", units, width=10, spare=budget is None, note=book.word("unit_note")),
    ]


def _is_cut(frame: Frame) -> bool:
    table = frame.book.result.payables
    return bool((table["entitlement_uncut"] != table["entitlement"]).any())


def _texts(frame: Frame, teams: list[int]) -> dict[str, list[str | None]]:
    plan, decimals = frame.book.result.plan, frame.book.decimals
    rows = frame.pools.row
    kind = table_name(frame.book, "Adjustments")
    letter = frame.segment_columns["pool"]
    spans = [_span(frame, team, letter) for team in teams]
    forms = {
        "entitlement_cut": f"={_share_of_budget(frame)}" if frame.book.result.budget is not None else "=K#",
        "entitlement": f"=IF(L#=K#,L#,ROUND(L#+M#,{decimals}))",
        "due": f"=ROUND(N#+O#-P#,{decimals})",
        "payable": "=MAX(Q#,0)" if plan.negative_payable == "carry_forward" else "=Q#",
        "carried": f"=ROUND(Q#-R#,{decimals})",
        "premium": _premium(frame),
    }
    texts: dict[str, list[str | None]] = {key: [form.replace("#", str(r)) for r in rows] for key, form in forms.items()}
    texts["entitlement_uncut"] = [
        f"=ROUND(SUM({span}),{decimals})" if span else _by_name(frame, team, "pool")
        for span, team in zip(spans, teams, strict=True)
    ]
    texts["adjustments"] = [f"={frame.texts.adjustments(team, kind)}" for team in teams]
    texts["unallocated"] = [_unallocated(frame, team, row) for team, row in zip(teams, rows, strict=True)]
    return texts


def _share_of_budget(frame: Frame) -> str:
    """A positive entitlement's share where all of them together exceed the budget (calculation.md 10)."""
    budget, positive = frame.plan.budget, frame.positive
    share = cut_text(f"{budget}*K#/{positive}", frame.book.decimals)
    return f"IF(AND(K#>0,{positive}>{budget}),{share},K#)"


def _premium(frame: Frame) -> str:
    decimals = frame.book.decimals
    needed = f",H#>={frame.plan.needs_score}" if frame.plan.needs_score else ""
    return f'=IF(AND(R#>0,G#<>""{needed}),ROUND(R#*{frame.plan.premium}/100,{decimals}),0)'


def _unallocated(frame: Frame, team: int, row: int) -> str:
    start, end = frame.member_starts[team], frame.member_starts[team + 1]
    if start == end:
        return f"=R{row}"
    at = frame.members
    return f"=ROUND(R{row}-SUM({at.prefix[start]}$Q${at.row[start]}:$Q${at.row[end - 1]}),{frame.book.decimals})"
