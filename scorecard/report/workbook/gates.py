"""The Gates sheet: a row is a gate of a team's segment, what it looked at, whether it closed, what that cost."""

from __future__ import annotations

from scorecard.model.numbers import PERCENT, QUANTITY, round_half_away
from scorecard.model.plan import Gate
from scorecard.report.workbook.frame import Frame
from scorecard.report.workbook.plan_sheet import looks_at
from scorecard.report.workbook.sheets import Column, write_table

HEADS = (("team", 9), ("name", 32), ("window", 18), ("stage", 24))
SIGNS = {"below": "<", "at_most": "<=", "above": ">", "at_least": ">="}


def write_gates(frame: Frame) -> None:
    """The sheet."""
    book, result = frame.book, frame.book.result
    table, heads = result.gates, frame.segment_heads
    segment = table["segment"].tolist()
    gates = [list(result.plan.gates.values())[code] for code in table["gate"].tolist()]
    numbers = table["value"].tolist()
    known = table["value"].notna().tolist()
    value = [
        number / 10 ** (QUANTITY if gate.of == "actual" else PERCENT) if there else None
        for number, there, gate in zip(numbers, known, gates, strict=True)
    ]
    closed = [bool(each) for each in table["closed"].tolist()]
    points, points_text = _cost_points(frame, gates, segment, closed)
    money, money_text = _cost_money(frame, gates, segment, closed)
    columns = [Column(book.word(key), "text", [heads[key][s] for s in segment], width=w) for key, w in HEADS]
    columns += [
        Column(book.word("gate"), "text", [gate.title.text(book.language) for gate in gates], width=16),
        Column(book.word("looks_at"), "text", [looks_at(book, gate) for gate in gates], width=40),
        Column(book.word("value"), "quantity", value, _values(frame, gates, segment, known), 15),
        Column(book.word("comparison"), "text", [book.word(gate.comparison) for gate in gates], width=10),
        Column(
            book.word("number"), "quantity", [gate.number / 10**QUANTITY for gate in gates],
            [f"={frame.plan.gate[gate.id, 'number']}" for gate in gates], 12,
        ),
        Column(
            book.word("closed"), "text", [_answer(frame, each) for each in closed],
            _closed(frame, gates, known, closed), 10,
        ),
        Column(book.word("effect"), "text", [_effect(frame, gate) for gate in gates], width=24),
        Column(book.word("cost_points"), "percent", points, points_text, 12),
        Column(book.word("cost_money"), "money", money, money_text, 15),
    ]  # fmt: skip
    write_table(book, "Gates", columns, frame.gate_breaks)


def _values(frame: Frame, gates: list[Gate], segment: list[int], known: list[bool]) -> list[str | None]:
    found: list[str | None] = []
    metric_at = _metric_rows(frame)
    metrics = list(frame.book.result.plan.metrics)
    for gate, s, there in zip(gates, segment, known, strict=True):
        if not there:
            found.append(None)
        elif gate.actual is not None:
            found.append(f"={frame.texts.actual(gate.actual, s, whole=True)}")
        elif gate.metric is None:
            found.append(f"={frame.segments.prefix[s]}$G${frame.segments.row[s]}")
        else:
            row = metric_at.get((s, metrics.index(gate.metric)))
            found.append(f"={_attainment(frame, gate, s, row)}")
    return found


def _metric_rows(frame: Frame) -> dict[tuple[int, int], int]:
    table = frame.book.result.scores
    keys = zip(table["segment"].tolist(), table["metric"].tolist(), strict=True)
    return {key: index for index, key in enumerate(keys)}


def _attainment(frame: Frame, gate: Gate, segment: int, row: int | None) -> str:
    """The scorecard's attainment; of a metric that the stage does not weigh, the same formula over the inputs."""
    if row is not None:
        return f"{frame.scores.prefix[row]}$L${frame.scores.row[row]}"
    metric = frame.book.result.plan.metrics[gate.metric or ""]
    actual, target = frame.texts.actual(metric.actual, segment), frame.texts.goal(metric, "target", segment)
    if metric.formula == "inverse":
        return f"ROUND(100*({target})/({actual}),4)"
    baseline = frame.texts.goal(metric, "baseline", segment)
    return f"ROUND(100*(({actual})-({baseline}))/(({target})-({baseline})),4)"


def _closed(frame: Frame, gates: list[Gate], known: list[bool], closed: list[bool]) -> list[str]:
    """The comparison; where there is nothing to compare, what the plan says of it."""
    yes, no = _answer(frame, True), _answer(frame, False)
    found = []
    for gate, row, there, shut in zip(gates, frame.gates.row, known, closed, strict=True):
        compared = f'IF(G{row}{SIGNS[gate.comparison]}I{row},"{yes}","{no}")'
        found.append(f"={compared}" if there else f'=IF(G{row}="","{yes if shut else no}",{compared})')
    return found


def _answer(frame: Frame, closed: bool) -> str:
    return frame.book.word("yes" if closed else "no")


def _effect(frame: Frame, gate: Gate) -> str:
    book, plan = frame.book, frame.book.result.plan
    if gate.effect == "multiply":
        return f"{book.word('multiply')} {gate.multiply / 10**PERCENT:g}"
    if gate.effect == "forfeit":
        return book.word("forfeit")
    caps = (f"{plan.metrics[m].title.text(book.language)} ≤ {cap / 10**PERCENT:g}" for m, cap in gate.caps.items())
    return f"{book.word('cap_at')}: {', '.join(caps)}"


def _cost_points(
    frame: Frame, gates: list[Gate], segment: list[int], closed: list[bool]
) -> tuple[list[float | None], list[str | None]]:
    """Points that a cap took: weight x (uncapped - score) / 100 of the scores it lowered."""
    table = frame.book.result.scores
    rows = _metric_rows(frame)
    metrics, codes = list(frame.book.result.plan.metrics), list(frame.book.result.plan.gates)
    capped = table["capped_by"].tolist()
    weight = table["weight"].tolist()
    uncapped, score = (table[name].fillna(0).tolist() for name in ("score_uncapped", "score"))
    values: list[float | None] = []
    texts: list[str | None] = []
    for gate, s, shut in zip(gates, segment, closed, strict=True):
        hit = [rows.get((s, metrics.index(metric))) for metric in gate.caps] if shut else []
        lowered = [row for row in hit if row is not None and capped[row] == codes.index(gate.id)]
        if not lowered:
            values.append(None)
            texts.append(None)
            continue
        cost = sum(round_half_away(weight[row] * (uncapped[row] - score[row]), 10**6) for row in lowered)
        values.append(cost / 10**PERCENT)
        sheet, number = frame.scores.prefix, frame.scores.row
        parts = (
            f"ROUND({sheet[r]}$R${number[r]}*({sheet[r]}$M${number[r]}-{sheet[r]}$O${number[r]})/100,4)"
            for r in lowered
        )
        texts.append(f"=ROUND({'+'.join(parts)},4)")
    return values, texts


def _cost_money(
    frame: Frame, gates: list[Gate], segment: list[int], closed: list[bool]
) -> tuple[list[float | None], list[str | None]]:
    """Money that a closed gate took by itself: of the scored funding, or the whole pool."""
    result, decimals = frame.book.result, frame.book.decimals
    scored, unscored, held = (result.held[name].tolist() for name in ("scored", "unscored", "held"))
    payout = result.segments["payout"].tolist()
    values: list[float | None] = []
    texts: list[str | None] = []
    where = frame.segment_columns
    for gate, s, shut in zip(gates, segment, closed, strict=True):
        at = f"{frame.segments.prefix[s]}$%s${frame.segments.row[s]}"
        if not shut or gate.effect == "cap":
            values.append(None)
            texts.append(None)
        elif gate.effect == "multiply":
            lost = max(scored[s], 0) * payout[s] * (10**PERCENT - gate.multiply)
            values.append(round_half_away(lost, 10 ** (PERCENT + PERCENT + 2)) / 10**decimals)
            share = f"(1-{frame.plan.gate[gate.id, 'multiply']})"
            texts.append(f"=ROUND(MAX({at % where['scored']},0)*{at % 'H'}*{share}/100,{decimals})")
        else:
            values.append(max(held[s] + unscored[s], 0) / 10**decimals)
            texts.append(f"=ROUND(MAX({at % where['held']}+{at % where['unscored']},0),{decimals})")
    return values, texts
