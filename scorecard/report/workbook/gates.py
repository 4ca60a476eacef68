"""The Gates sheet: a row is a gate of a team's segment, what it looked at, whether it closed, what that cost."""

from __future__ import annotations

from xlsxwriter.worksheet import Worksheet

from scorecard.model.numbers import PERCENT, QUANTITY
from scorecard.model.plan import Gate
from scorecard.report.workbook.frame import Frame
from scorecard.report.workbook.gate_costs import cost_columns
from scorecard.report.workbook.plan_sheet import looks_at
from scorecard.report.workbook.sheets import FIRST, Book, Column, write_table

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
            _closed(frame, gates, segment), 10,
        ),
        Column(book.word("effect"), "text", [_effect(frame, gate) for gate in gates], width=24),
        *cost_columns(frame),
    ]  # fmt: skip
    for sheet, end in zip(write_table(book, "Gates", columns, frame.gate_breaks), frame.gates.ends, strict=True):
        _mark_closed(book, sheet, max(end, FIRST), len(columns))


def _mark_closed(book: Book, sheet: Worksheet, end: int, columns: int) -> None:
    """Closed gates stand out, in print without colours too."""
    rule = {"type": "formula", "criteria": f'=$J{FIRST}="{book.word("yes")}"', "format": book.formats["closed"]}
    sheet.conditional_format(FIRST - 1, 0, end - 1, columns - 1, rule)


def _values(frame: Frame, gates: list[Gate], segment: list[int], known: list[bool]) -> list[str | None]:
    found: list[str | None] = []
    metric_at = _metric_rows(frame)
    metrics = list(frame.book.result.plan.metrics)
    for gate, s, there in zip(gates, segment, known, strict=True):
        if gate.actual is not None and (there or gate.actual.kind == "ratio"):
            found.append(f"={frame.texts.actual(gate.actual, s, whole=True)}")
        elif gate.metric is None:
            found.append(f"={frame.segments.prefix[s]}$G${frame.segments.row[s]}")
        else:
            row = metric_at.get((s, metrics.index(gate.metric)))
            found.append(_attained(frame, gate, s, row, there))
    return found


def _attained(frame: Frame, gate: Gate, segment: int, row: int | None, there: bool) -> str | None:
    """The attainment; where there is none, whatever the scorecard comes to show."""
    if there:
        return f"={_attainment(frame, gate, segment, row)}"
    if row is None:
        return None
    cell = _attainment(frame, gate, segment, row)
    return f'=IF({cell}="","",{cell})'


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


def _closed(frame: Frame, gates: list[Gate], segment: list[int]) -> list[str]:
    """The comparison; where there is nothing to compare, the sign of what cannot be divided, or the plan's word."""
    yes, no = (f'"{_answer(frame, closed)}"' for closed in (True, False))
    found = []
    for gate, row, s in zip(gates, frame.gates.row, segment, strict=True):
        compared = f"IF(G{row}{SIGNS[gate.comparison]}I{row},{yes},{no})"
        given = yes if gate.closed_when_undefined else no
        if gate.actual is not None and gate.actual.kind == "ratio":
            upper = frame.texts.measure(gate.actual.measures[0], s, whole=True)
            above, below = (yes, no) if gate.comparison in ("above", "at_least") else (no, yes)
            given = f"IF({upper}=0,{given},IF({upper}>0,{above},{below}))"
        elif gate.metric is None:
            found.append(f"={compared}")
            continue
        found.append(f'=IF(G{row}="",{given},{compared})')
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
