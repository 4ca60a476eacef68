"""The Segments sheet: how each segment's composite became a pool (calculation.md 6 to 9)."""

from __future__ import annotations

from xlsxwriter.utility import xl_col_to_name

from scorecard.model.numbers import PERCENT, QUANTITY, round_half_away
from scorecard.model.plan import Component, Stage
from scorecard.report.workbook.curve_formulas import curve_formula
from scorecard.report.workbook.expressions import Slice
from scorecard.report.workbook.frame import Frame
from scorecard.report.workbook.sheets import Column, names, quoted_text, scaled, write_table

HEADS = (("team", 9), ("name", 32), ("window", 18), ("stage", 24))
Texts = list[str | None]


def write_segments(frame: Frame) -> None:
    """The sheet; columns A to J stand before the components, two for each of these."""
    book, result = frame.book, frame.book.result
    table, held, decimals = result.segments, result.held, book.decimals
    rows = frame.segments.row
    at = frame.segment_columns
    columns = [Column(book.word(key), "text", frame.segment_heads[key], width=width) for key, width in HEADS]
    columns.append(Column(book.word("months"), "text", [_months(frame, each) for each in frame.texts.slices], width=24))
    weights: Texts = [f"=ROUND(SUM({_span(frame, 'R', s)}),4)" for s in range(len(table))]
    columns.append(Column(book.word("weight_total"), "percent", scaled(table["weight_total"], PERCENT), weights, 10))
    points: Texts = [f"=ROUND(SUM({_span(frame, 'S', s)}),4)" for s in range(len(table))]
    for key, formulas in (("composite", points), ("payout", _payouts(frame)), ("factor", _factors(frame))):
        columns.append(Column(book.word(key), "percent", scaled(table[key], PERCENT), formulas, 12))
    pools = [_has_pool(frame, s) for s in range(len(table))]
    pool_texts = [f"={frame.texts.target_pool(s)}" if there else None for s, there in enumerate(pools)]
    pool_values = [v if there else None for v, there in zip(scaled(held["target_pool"], decimals), pools, strict=True)]
    columns.append(Column(book.word("target_pool"), "money", pool_values, pool_texts, 15))
    columns += _components(frame)
    money: dict[str, Texts] = {
        "scored": _sums(frame, scored=True),
        "unscored": _sums(frame, scored=False),
        "earned": [
            f"=ROUND(MAX({at['scored']}{r},0)*I{r}/100,{decimals})+MIN({at['scored']}{r},0)" for r in rows
        ],
        "held": [_held(frame, s) for s in range(len(table))],
        "pool": [_pool(frame, s) for s in range(len(table))],
    }  # fmt: skip
    for key in ("scored", "unscored", "earned"):
        columns.append(Column(book.word(key), "money", scaled(held[key], decimals), money[key], 15))
    columns += [_limit(frame, key) for key in ("floor", "cap")]
    columns.append(Column(book.word("held"), "money", scaled(held["held"], decimals), money["held"], 15))
    reasons = [_reason(frame, code) for code in held["held_by"].tolist()]
    columns.append(Column(book.word("held_by"), "text", reasons, [_held_by(frame, s) for s in range(len(table))], 9))
    gates = [gate.title.text(book.language) for gate in result.plan.gates.values()]
    forfeits: Texts = [_forfeited_by(frame, s) for s in range(len(table))]
    columns.append(Column(book.word("forfeited_by"), "text", names(held["forfeited_by"], gates), forfeits, 14))
    total = sum(held["pool"].tolist()) / 10**decimals
    columns.append(Column(book.word("pool"), "money", scaled(held["pool"], decimals), money["pool"], 16, total))
    write_table(book, "Segments", columns, frame.team_segments)


def _reason(frame: Frame, code: int) -> str | None:
    return (None, frame.book.word("floor"), frame.book.word("cap"))[code]


def _months(frame: Frame, months: list[Slice]) -> str:
    plan = frame.book.result.plan
    parts = [
        f"{'' if m.numerator == m.denominator else f'{m.numerator}/{m.denominator} × '}{plan.month(m.month)}"
        for m in months
    ]
    whole = all(m.numerator == m.denominator for m in months) and len(months) > 2
    return (
        f"{parts[0]} … {parts[-1]}"
        if whole and months[-1].month - months[0].month == len(months) - 1
        else ", ".join(parts)
    )


def _span(frame: Frame, letter: str, segment: int) -> str:
    start, end = frame.score_starts[segment], frame.score_starts[segment + 1]
    row = frame.scores.row
    return f"{frame.scores.prefix[start]}${letter}${row[start]}:${letter}${row[end - 1]}"


def _payouts(frame: Frame) -> Texts:
    stages = list(frame.book.result.plan.stages.values())
    forms = [curve_formula(frame.plan, stage.payout, "G#", {}, falling=False) for stage in stages]
    codes = frame.book.result.segments["stage"].tolist()
    rows = frame.segments.row
    return [f"=IF(F{r}=0,0,MAX(0,{forms[code]}))".replace("#", str(r)) for code, r in zip(codes, rows, strict=True)]


def _gates_of(frame: Frame, segment: int, effect: str) -> list[tuple[str, str]]:
    """(the gate's id, the condition that it closed) of the segment's gates with this effect."""
    gates = list(frame.book.result.plan.gates.values())
    codes = frame.gate_codes
    found = []
    for index in range(frame.gate_starts[segment], frame.gate_starts[segment + 1]):
        gate = gates[codes[index]]
        if gate.effect == effect:
            found.append((gate.id, frame.gate_closed(index)))
    return found


def _factors(frame: Frame) -> Texts:
    found: Texts = []
    for segment, row in enumerate(frame.segments.row):
        shares = [
            f"IF({cell},{frame.plan.gate[gate, 'multiply']},1)" for gate, cell in _gates_of(frame, segment, "multiply")
        ]
        found.append(f"=ROUND({'*'.join([f'H{row}', *shares])},4)" if shares else f"=H{row}")
    return found


def _has_pool(frame: Frame, segment: int) -> bool:
    return any(component.kind == "target_pool" for component in _funding(frame, segment))


def _funding(frame: Frame, segment: int) -> tuple[Component, ...]:
    return frame.stage_list[frame.stage_codes[segment]].funding


def _components(frame: Frame) -> list[Column]:
    """For each component a column of what it is a share of, and one of its money."""
    book, result = frame.book, frame.book.result
    money, base = result.pools["money"].tolist(), scaled(result.pools["base"], QUANTITY)
    columns = []
    size = len(result.segments)
    for position in range(frame.most_components):
        bases: Texts = [None] * size
        base_values: list[float | None] = [None] * size
        texts: Texts = [None] * size
        values: list[float | None] = [None] * size
        for segment in range(size):
            funding = _funding(frame, segment)
            if position < len(funding):
                part = funding[position]
                values[segment] = money[frame.component_starts[segment] + position] / 10**book.decimals
                texts[segment], bases[segment] = _component(frame, segment, position, part)
                base_values[segment] = base[frame.component_starts[segment] + position]
        title = f"{book.word('component')} {position + 1}"
        columns.append(Column(f"{title}: {book.word('base')}", "quantity", base_values, bases, 15))
        same = all(stage.funding[position].kind == "target_pool" for stage in _with(frame, position))
        columns.append(Column(title, "money", values, texts, 15, spare=same))  # it stands in column J already
    return columns


def _with(frame: Frame, position: int) -> list[Stage]:
    """The stages whose funding has so many components."""
    return [stage for stage in frame.stage_list if len(stage.funding) > position]


def _component(frame: Frame, segment: int, position: int, part: Component) -> tuple[str, str | None]:
    decimals, row = frame.book.decimals, frame.segments.row[segment]
    stage = frame.stage_list[frame.stage_codes[segment]].id
    if part.kind == "target_pool":
        return f"=J{row}", None
    if part.kind == "subsidy":
        return f"={frame.texts.subsidy(frame.plan.component[stage, position, 'amount'], segment)}", None
    base = f"{xl_col_to_name(10 + 2 * position)}{row}"
    rate, losses = (frame.plan.component[stage, position, key] for key in ("rate", "losses"))
    gain, loss = f"MAX({base},0)*{rate}/100", f"MIN({base},0)*{rate}*{losses}/10000"
    assert part.of is not None
    return f"=ROUND({gain},{decimals})+ROUND({loss},{decimals})", f"={frame.texts.measure(part.of, segment)}"


def _sums(frame: Frame, *, scored: bool) -> Texts:
    found: Texts = []
    for segment, row in enumerate(frame.segments.row):
        parts = _funding(frame, segment)
        cells = [f"{xl_col_to_name(11 + 2 * i)}{row}" for i, part in enumerate(parts) if part.scored == scored]
        found.append(f"=ROUND({'+'.join(cells)},{frame.book.decimals})" if cells else "=0")
    return found


def _limit(frame: Frame, key: str) -> Column:
    """The floor or the cap in money, empty where there is none."""
    book, result = frame.book, frame.book.result
    pools = result.held["target_pool"].tolist()
    values: list[float | None] = []
    texts: Texts = []
    for segment, row in enumerate(frame.segments.row):
        stage = frame.stage_list[frame.stage_codes[segment]]
        percent = stage.floor if key == "floor" else stage.cap
        if percent is None:
            values.append(None)
            texts.append(None)
            continue
        values.append(round_half_away(pools[segment] * percent, 100 * 10**PERCENT) / 10**book.decimals)
        cell = frame.plan.stage[stage.id, key]
        texts.append(f"=ROUND(J{row}*{cell}/100,{book.decimals})")
    return Column(book.word(key), "money", values, texts, 13)


def _held(frame: Frame, segment: int) -> str:
    at, row = frame.segment_columns, frame.segments.row[segment]
    stage = frame.stage_list[frame.stage_codes[segment]]
    text = f"{at['earned']}{row}"
    text = text if stage.floor is None else f"MAX({text},{at['floor']}{row})"
    return "=" + (text if stage.cap is None else f"MIN({text},{at['cap']}{row})")


def _held_by(frame: Frame, segment: int) -> str | None:
    """Which limit made held another number than earned."""
    stage = frame.stage_list[frame.stage_codes[segment]]
    if stage.floor is None and stage.cap is None:
        return None
    earned, held = (f"{frame.segment_columns[key]}{frame.segments.row[segment]}" for key in ("earned", "held"))
    floor, cap = frame.book.word("floor"), frame.book.word("cap")
    return f'=IF({held}>{earned},"{floor}",IF({held}<{earned},"{cap}",""))'


def _forfeited_by(frame: Frame, segment: int) -> str | None:
    """The first closed gate that forfeits."""
    text = '""'
    for gate, closed in reversed(_gates_of(frame, segment, "forfeit")):
        title = frame.book.result.plan.gates[gate].title.text(frame.book.language)
        text = f"IF({closed},{quoted_text(title)},{text})"
    return None if text == '""' else f"={text}"


def _pool(frame: Frame, segment: int) -> str:
    at, row, decimals = frame.segment_columns, frame.segments.row[segment], frame.book.decimals
    whole = f"ROUND({at['held']}{row}+{at['unscored']}{row},{decimals})"
    gates = [cell for _, cell in _gates_of(frame, segment, "forfeit")]
    return f"=IF(OR({','.join(gates)}),MIN({whole},0),{whole})" if gates else f"={whole}"
