"""The Scorecards sheet: a row is a metric of a team's segment (outputs.md)."""

from __future__ import annotations

from typing import Any

from xlsxwriter.worksheet import Worksheet

from scorecard.model.numbers import PERCENT, QUANTITY
from scorecard.model.plan import Metric
from scorecard.report.workbook.curve_formulas import curve_formula, difference
from scorecard.report.workbook.expressions import cut_text
from scorecard.report.workbook.frame import Frame
from scorecard.report.workbook.sheets import FIRST, Column, names, quoted_text, scaled, write_table

GOALS = ("baseline", "target", "threshold", "stretch")
LETTERS = {
    "perspective": "E", "actual": "G", "baseline": "H", "target": "I", "threshold": "J", "stretch": "K",
    "attainment": "L", "score_uncapped": "M", "score": "O", "weight_cut": "P", "weight_unit": "Q", "weight": "R",
    "points": "S",
}  # fmt: skip
Texts = list[str | None]


def write_scorecards(frame: Frame) -> None:
    """The sheet, with data bars on attainment and score."""
    book, result = frame.book, frame.book.result
    table, plan = result.scores, result.plan
    segment = table["segment"].tolist()
    heads = frame.segment_heads
    metrics = list(plan.metrics.values())
    lang = book.language
    perspective = {m.id: plan.perspectives[m.perspective].text(lang) for m in metrics}
    codes = table["metric"].tolist()
    cells = _formulas(frame, [metrics[code] for code in codes])
    columns = [Column(book.word(key), "text", [heads[key][s] for s in segment], width=w) for key, w in HEADS]
    columns.append(
        Column(book.word("perspective"), "text", [perspective[metrics[code].id] for code in codes], width=16)
    )
    titles = [metric.title.text(lang) for metric in metrics]
    columns.append(Column(book.word("metric"), "text", [titles[code] for code in codes], width=18))
    for key in ("actual", *GOALS):
        columns.append(Column(book.word(key), "quantity", scaled(table[key], QUANTITY), cells[key], 15))
    for key in ("attainment", "score_uncapped"):
        columns.append(Column(book.word(key), "percent", scaled(table[key], PERCENT), cells[key], 12))
    gates = [gate.title.text(lang) for gate in plan.gates.values()]
    columns.append(Column(book.word("capped_by"), "text", names(table["capped_by"], gates), cells["capped_by"], 12))
    columns.append(Column(book.word("score"), "percent", scaled(table["score"], PERCENT), cells["score"], 12))
    columns += _weight_columns(frame, cells)
    columns.append(Column(book.word("points"), "percent", scaled(table["points"], PERCENT), cells["points"], 12))
    skipped = [None, book.word("undefined"), book.word("no-target")]
    columns.append(
        Column(book.word("skipped"), "text", [skipped[code] for code in table["skipped"].tolist()], width=11)
    )
    sheets = write_table(book, "Scorecards", columns, frame.score_breaks)
    for sheet, end in zip(sheets, frame.scores.ends, strict=True):
        _bars(sheet, end)


HEADS = (("team", 9), ("name", 32), ("window", 18), ("stage", 24))


def _bars(sheet: Worksheet, end: int) -> None:
    for letter, colour in ((LETTERS["attainment"], "#9DC3E6"), (LETTERS["score"], "#A9D18E")):
        area = f"{letter}{FIRST}:{letter}{max(end, FIRST)}"
        look = {"type": "data_bar", "bar_color": colour, "bar_solid": True, "min_type": "num", "min_value": 0}
        sheet.conditional_format(area, {**look, "max_type": "num", "max_value": 150, "data_bar_2010": True})


def _weight_columns(frame: Frame, cells: dict[str, Texts]) -> list[Column]:
    """The weight's share cut by formula, the unit left over as a value, and their sum."""
    book, table = frame.book, frame.book.result.scores
    weight = table["weight"].tolist()
    cut: list[float | None] = []
    unit: list[float | None] = []
    for value, share in zip(weight, _cuts(frame), strict=True):
        cut.append((value if share is None else share) / 10**PERCENT)
        unit.append(None if share is None else (value - share) / 10**PERCENT)
    return [
        Column(book.word("weight_cut"), "percent", cut, cells["weight_cut"], 12),
        Column(book.word("weight_unit"), "percent", unit, width=10, note=book.word("unit_note")),
        Column(book.word("weight"), "percent", scaled(table["weight"], PERCENT), cells["weight"], 11),
    ]


def _cuts(frame: Frame) -> list[int | None]:
    """Where weights were allocated anew, each one's share without the unit left over."""
    result = frame.book.result
    stages, metrics = list(result.plan.stages.values()), list(result.plan.metrics)
    stage, codes = result.segments["stage"].tolist(), result.scores["metric"].tolist()
    skipped = result.scores["skipped"].tolist()
    cuts: list[int | None] = [None] * len(codes)
    for segment, (start, end) in enumerate(zip(frame.score_starts, frame.score_starts[1:], strict=False)):
        if not any(skipped[start:end]):
            continue
        weights = stages[stage[segment]].weights
        rest = sum(weights[metrics[codes[row]]] for row in range(start, end) if not skipped[row])
        for row in range(start, end):
            cuts[row] = 0 if skipped[row] else 1_000_000 * weights[metrics[codes[row]]] // rest
    return cuts


def _formulas(frame: Frame, metrics: list[Metric]) -> dict[str, Texts]:
    result = frame.book.result
    table, texts, rows = result.scores, frame.texts, frame.scores.row
    segment = table["segment"].tolist()
    present = {key: table[key].notna().tolist() for key in ("actual", *GOALS, "attainment")}
    cells: dict[str, Texts] = {
        "actual": [f"={texts.actual(m.actual, s)}" for m, s in zip(metrics, segment, strict=True)]
    }
    for key in GOALS:
        there = zip(metrics, segment, present[key], strict=True)
        cells[key] = [f"={texts.goal(m, key, s)}" if given else None for m, s, given in there]
    there = zip(metrics, rows, present["attainment"], strict=True)
    cells["attainment"] = [_attainment(m, row) if given else None for m, row, given in there]
    cells["score_uncapped"] = _scores(frame, metrics)
    cells["score"], cells["capped_by"] = _caps(frame, metrics)
    cells |= _weights(frame, metrics)
    skipped = table["skipped"].tolist()
    cells["points"] = [None if s else f"=ROUND(R{row}*O{row}/100,4)" for row, s in zip(rows, skipped, strict=True)]
    return cells


def _attainment(metric: Metric, row: int) -> str:
    if metric.formula == "inverse":
        return f"=ROUND(100*I{row}/G{row},4)"
    return f"=ROUND(100*{difference(f'G{row}', f'H{row}')}/{difference(f'I{row}', f'H{row}')},4)"


def _scores(frame: Frame, metrics: list[Metric]) -> Texts:
    """The curve at its x; where the plan gives a score in its place, that."""
    table, rows = frame.book.result.scores, frame.scores.row
    forms: dict[tuple[str, bool], str] = {}
    found: Texts = []
    falling = _falling(frame, metrics)
    lines = zip(metrics, rows, table["state"].tolist(), table["skipped"].tolist(), falling, strict=True)
    for metric, row, state, skipped, falls in lines:
        if skipped:
            found.append(None)
        elif state:
            key = "when_undefined" if state == 1 else "when_no_target"
            found.append(f"={frame.plan.given[metric.id, key]}")
        else:
            form = forms.get((metric.id, falls))
            if form is None:
                x = "L#" if metric.curve.on == "attainment" else "G#"
                own = {"threshold": "J#", "target": "I#", "stretch": "K#"}
                form = forms[metric.id, falls] = "=" + curve_formula(frame.plan, metric.curve, x, own, falls)
            found.append(form.replace("#", str(row)))
    return found


def _falling(frame: Frame, metrics: list[Metric]) -> list[bool]:
    """Whether the curve's x fall, from worst to best, in each row."""
    table = frame.book.result.scores
    own = {key: scaled(table[key], QUANTITY) for key in ("threshold", "target", "stretch")}
    known: dict[str, bool] = {}
    found = []
    for index, metric in enumerate(metrics):
        curve = metric.curve
        if not curve.names:
            if metric.id not in known:
                xs = [point.x for point in curve.points if isinstance(point.x, int)]
                known[metric.id] = curve.on == "actual" and (
                    xs[0] > xs[-1] or (xs[0] == xs[-1] and metric.better == "lower")
                )
            found.append(known[metric.id])
            continue
        values: list[Any] = [own[p.x][index] if isinstance(p.x, str) else p.x / 10**QUANTITY for p in curve.points]
        if None in values:
            found.append(False)
        else:
            found.append(values[0] > values[-1] or (values[0] == values[-1] and metric.better == "lower"))
    return found


def _caps(frame: Frame, metrics: list[Metric]) -> tuple[Texts, Texts]:
    """The lowest of the uncapped score and the caps of the segment's closed gates, and which gate's that is."""
    result, plan = frame.book.result, frame.book.result.plan
    gates = list(plan.gates.values())
    codes = result.gates["gate"].tolist()
    segment, skipped = result.scores["segment"].tolist(), result.scores["skipped"].tolist()
    capping = {metric: {i for i, gate in enumerate(gates) if metric in gate.caps} for metric in plan.metrics}
    found: Texts = []
    setters: Texts = []
    for metric, row, s, skip in zip(metrics, frame.scores.row, segment, skipped, strict=True):
        if skip:
            found.append(None)
            setters.append(None)
            continue
        terms = [f"M{row}"]
        hits = []
        for index in range(frame.gate_starts[s], frame.gate_starts[s + 1]) if capping[metric.id] else ():
            if codes[index] in capping[metric.id]:
                cap = frame.plan.gate[gates[codes[index]].id, metric.id]
                terms.append(f"IF({frame.gate_closed(index)},{cap},M{row})")
                title = quoted_text(gates[codes[index]].title.text(frame.book.language))
                hits.append(f"AND({frame.gate_closed(index)},{cap}=O{row}),{title}")
        found.append(f"=MIN({','.join(terms)})" if hits else f"=M{row}")
        setters.append(_first_of(hits, row))
    return found, setters


def _first_of(hits: list[str], row: int) -> str | None:
    """The title of the first gate whose cap is the score, where it is lower than without any."""
    text = '""'
    for hit in reversed(hits):
        text = f"IF({hit},{text})"
    return f'=IF(O{row}<M{row},{text},"")' if hits else None


def _weights(frame: Frame, metrics: list[Metric]) -> dict[str, Texts]:
    result = frame.book.result
    stages = list(result.plan.stages)
    stage = result.segments["stage"].tolist()
    segment, skipped = result.scores["segment"].tolist(), result.scores["skipped"].tolist()
    own = [frame.plan.weight[m.id, stages[stage[s]]] for m, s in zip(metrics, segment, strict=True)]
    cut: Texts = []
    for index, (address, s) in enumerate(zip(own, segment, strict=True)):
        start, end = frame.score_starts[s], frame.score_starts[s + 1]
        if not any(skipped[start:end]):
            cut.append(f"={address}")
        elif skipped[index]:
            cut.append("=0")
        else:
            rest = "+".join(own[row] for row in range(start, end) if not skipped[row])
            cut.append(f"={cut_text(f'100*{address}/({rest})', PERCENT)}")
    return {"weight_cut": cut, "weight": [f"=ROUND(P{row}+Q{row},4)" for row in frame.scores.row]}
