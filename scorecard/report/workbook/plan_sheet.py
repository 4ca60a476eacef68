"""The Plan sheet: weights, curves, gates, funding, roles; and where each of its numbers stands, for the formulas."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from msgspec import Struct, field
from xlsxwriter.utility import xl_col_to_name

from scorecard.model.numbers import PERCENT, QUANTITY
from scorecard.model.plan import Curve, Expression, Gate, Plan
from scorecard.report.workbook.layout import page_breaks, set_scale
from scorecard.report.workbook.sheets import Book, add_sheet, clean

Cell = tuple[Any, str]
"""A value and the key of its format."""


class PlanCells(Struct):
    """The rows of the sheet, and the absolute address of every number that a formula may need."""

    prefix: str
    rows: list[list[Cell | None]] = field(default_factory=list)
    weight: dict[tuple[str, str], str] = field(default_factory=dict)
    """By metric and stage."""
    given: dict[tuple[str, str], str] = field(default_factory=dict)
    """By metric and key: when_undefined, when_no_target."""
    points: dict[int, list[tuple[str, str]]] = field(default_factory=dict)
    """By id() of the curve: x and y of each point."""
    ends: dict[int, tuple[str, str]] = field(default_factory=dict)
    """By id() of the curve: below and above."""
    gate: dict[tuple[str, str], str] = field(default_factory=dict)
    """By gate and key: number, multiply, or the capped metric."""
    stage: dict[tuple[str, str], str] = field(default_factory=dict)
    """By stage and key: floor, cap, deferral (percent)."""
    component: dict[tuple[str, int, str], str] = field(default_factory=dict)
    """By stage, position and key: rate, losses, amount."""
    role: dict[str, str] = field(default_factory=dict)
    premium: str = ""
    needs_score: str = ""
    budget: str = ""
    charts: list[tuple[int, int, str, bool]] = field(default_factory=list)
    """First and last row (0-based) of a curve's points, and its title."""
    blocks: list[int] = field(default_factory=list)
    """Rows (0-based) of the headings; no page parts one from its table."""

    def address(self, column: int) -> str:
        """The absolute address of a cell of the row that is added next."""
        return f"{self.prefix}${xl_col_to_name(column)}${len(self.rows) + 1}"

    def add(self, *cells: Cell | None) -> None:
        """Add a row."""
        self.rows.append(list(cells))


def plan_cells(book: Book) -> PlanCells:
    """Lay the sheet out."""
    plan, cells = book.result.plan, PlanCells(book.ref("Plan"))
    cells.add((f"{book.word('Plan')} · {plan.title.text(book.language)}", "title"))
    _weights(book, plan, cells)
    _metrics(book, plan, cells)
    _gates(book, plan, cells)
    _stages(book, plan, cells)
    _deferral(book, plan, cells)
    _roles(book, plan, cells)
    for title, curve in curves_of(book, plan).values():
        _curve(book, title, curve, cells)
    return cells


def curves_of(book: Book, plan: Plan) -> Mapping[int, tuple[str, Curve]]:
    """Every curve in use, by id()."""
    found: dict[int, tuple[str, Curve]] = {}
    for metric in plan.metrics.values():
        found.setdefault(id(metric.curve), (metric.curve.id or metric.title.text(book.language), metric.curve))
    for stage in plan.stages.values():
        name = stage.payout.id or f"{stage.title.text(book.language)} {book.word('payout')}"
        found.setdefault(id(stage.payout), (name, stage.payout))
    return found


def _section(book: Book, cells: PlanCells, key: str, *heads: str) -> None:
    cells.add()
    cells.blocks.append(len(cells.rows))
    cells.add((book.word(key), "section"))
    cells.add(*((head, "header") for head in heads))


def _percent(value: int) -> Cell:
    return value / 10**PERCENT, "percent"


def _weights(book: Book, plan: Plan, cells: PlanCells) -> None:
    lang = book.language
    _section(book, cells, "weights", book.word("metric"), *(stage.title.text(lang) for stage in plan.stages.values()))
    for metric in plan.metrics.values():
        row: list[Cell | None] = [(metric.title.text(lang), "text")]
        for column, stage in enumerate(plan.stages.values(), 1):
            weight = stage.weights.get(metric.id)
            cells.weight[metric.id, stage.id] = cells.address(column)
            row.append(None if weight is None else _percent(weight))
        cells.add(*row)


def _metrics(book: Book, plan: Plan, cells: PlanCells) -> None:
    words = ("metric", "perspective", "actual", "curve", "better", "when_undefined", "when_no_target")
    _section(book, cells, "metric", *(book.word(word) for word in words))
    for metric in plan.metrics.values():
        given: list[Cell] = []
        rules = {"when_undefined": metric.when_undefined or 0, "when_no_target": metric.when_no_target}
        for column, (key, rule) in enumerate(rules.items(), 5):
            cells.given[metric.id, key] = cells.address(column)
            given.append(_percent(rule) if isinstance(rule, int) else (rule, "text"))
        perspective = plan.perspectives.get(metric.perspective)
        name = perspective.text(book.language) if perspective else metric.perspective
        texts: tuple[str, ...] = (metric.title.text(book.language), name, expression_text(book, metric.actual))
        texts += (metric.curve.id or metric.title.text(book.language), book.word(metric.better))
        cells.add(*((text, "text") for text in texts), *given)


def expression_text(book: Book, expression: Expression) -> str:
    """``Overdue / Revenue``."""
    sign = {"measure": "", "ratio": " / ", "sum": " + ", "difference": " - "}[expression.kind]
    measures = book.result.plan.measures
    return sign.join(measures[id].title.text(book.language) for id in expression.measures)


def looks_at(book: Book, gate: Gate) -> str:
    """What a gate looks at, in words."""
    if gate.actual is not None:
        return expression_text(book, gate.actual)
    if gate.metric is None:
        return book.word("composite")
    return f"{book.word('attainment')}: {book.result.plan.metrics[gate.metric].title.text(book.language)}"


def _gates(book: Book, plan: Plan, cells: PlanCells) -> None:
    if not plan.gates:
        return
    _section(book, cells, "gates", *(book.word(w) for w in ("gate", "looks_at", "comparison", "number", "effect")))
    for gate in plan.gates.values():
        row: list[Cell] = [(gate.title.text(book.language), "text"), (looks_at(book, gate), "text")]
        cells.gate[gate.id, "number"] = cells.address(3)
        row += [(book.word(gate.comparison), "text"), (gate.number / 10**QUANTITY, "quantity")]
        if gate.effect == "multiply":
            cells.gate[gate.id, "multiply"] = cells.address(5)
            row += [(book.word("multiply"), "text"), (gate.multiply / 10**PERCENT, "percent")]
        elif gate.effect == "forfeit":
            row.append((book.word("forfeit"), "text"))
        for index, (metric, cap) in enumerate(gate.caps.items()):
            cells.gate[gate.id, metric] = cells.address(5 + 2 * index)
            title = plan.metrics[metric].title.text(book.language)
            row += [(f"{book.word('cap_at')}: {title}", "text"), _percent(cap)]
        cells.add(*row)


def _stages(book: Book, plan: Plan, cells: PlanCells) -> None:
    _section(book, cells, "stages", *(book.word(word) for word in ("stage", "payout", "floor", "cap", "gates")))
    for stage in plan.stages.values():
        cells.stage[stage.id, "floor"], cells.stage[stage.id, "cap"] = cells.address(2), cells.address(3)
        title = stage.payout.id or f"{stage.title.text(book.language)} {book.word('payout')}"
        gates = ", ".join(plan.gates[gate].title.text(book.language) for gate in stage.gates)
        floor, cap = (None if value is None else _percent(value) for value in (stage.floor, stage.cap))
        cells.add((stage.title.text(book.language), "text"), (title, "text"), floor, cap, (gates, "text"))
    heads = ("stage", "component", "scored", "of", "rate", "losses", "amount")
    _section(book, cells, "funding", *(book.word(word) for word in heads))
    for stage in plan.stages.values():
        for index, part in enumerate(stage.funding):
            of = plan.measures[part.of].title.text(book.language) if part.of else ""
            row: list[Cell | None] = [(stage.title.text(book.language), "text"), (book.word(part.kind), "text")]
            row += [(book.word("yes" if part.scored else "no"), "text"), (of, "text"), None, None, None]
            for column, key in ((4, "rate"), (5, "losses"), (6, "amount")):
                cells.component[stage.id, index, key] = cells.address(column)
            if part.kind == "share":
                row[4:6] = _percent(part.rate), _percent(part.losses)
            elif part.kind == "subsidy":
                row[6] = part.amount / 10**plan.decimals, "money"
            cells.add(*row)


def _deferral(book: Book, plan: Plan, cells: PlanCells) -> None:
    """What each stage keeps back of a payable, and what releases it; nothing where none does."""
    found = [(stage, stage.deferral) for stage in plan.stages.values() if stage.deferral]
    if not found:
        return
    heads = ("stage", "deferral_percent", "deferral_months", "looks_at", "deferral_if", "number")
    _section(book, cells, "deferral", *(book.word(word) for word in heads))
    for stage, rule in found:
        cells.stage[stage.id, "deferral"] = cells.address(1)
        texts = ((looks_at(book, rule.keep_if), "text"), (book.word(rule.keep_if.comparison), "text"))
        number = (rule.keep_if.number / 10**QUANTITY, "quantity")
        title = (stage.title.text(book.language), "text")
        cells.add(title, _percent(rule.percent), (rule.months, "whole"), *texts, number)


def _roles(book: Book, plan: Plan, cells: PlanCells) -> None:
    _section(book, cells, "roles", book.word("role"), book.word("share"))
    for role in plan.roles.values():
        cells.role[role.id] = cells.address(1)
        cells.add((role.title.text(book.language), "text"), _percent(role.share))
    cells.premium = cells.address(1)
    cells.add((book.word("premium"), "text"), _percent(plan.owner.premium))
    if plan.owner.needs_score is not None:
        cells.needs_score = cells.address(1)
        cells.add((book.word("needs_score"), "text"), _percent(plan.owner.needs_score))
    if book.result.budget is not None:
        cells.budget = cells.address(1)
        cells.add((book.word("budget"), "text"), (book.result.budget / 10**plan.decimals, "money"))


def _curve(book: Book, title: str, curve: Curve, cells: PlanCells) -> None:
    cells.add()
    cells.blocks.append(len(cells.rows))
    stages = book.result.plan.stages.values()
    on = "composite" if any(stage.payout is curve for stage in stages) else curve.on
    cells.add((f"{book.word('curve')}: {title} ({book.word(on)}, {book.word(curve.kind)})", "section"))
    cells.add(("x", "header right"), ("y", "header right"))
    decimals = PERCENT if curve.on == "attainment" else QUANTITY
    first = len(cells.rows)
    addresses = []
    for point in curve.points:
        addresses.append((cells.address(0), cells.address(1)))
        x: Cell = (book.word(point.x), "text") if isinstance(point.x, str) else (point.x / 10**decimals, "quantity")
        cells.add(x, _percent(point.y))
    cells.points[id(curve)] = addresses
    if not curve.names:
        cells.charts.append((first, len(cells.rows) - 1, title, curve.kind == "step"))
    below, above = cells.address(1), cells.prefix + f"$B${len(cells.rows) + 2}"
    cells.ends[id(curve)] = below, above
    cells.add((book.word("below"), "text"), _percent(curve.below))
    cells.add((book.word("above"), "text"), ("slope", "text") if curve.above == "slope" else _percent(curve.above))


def write_plan(book: Book, cells: PlanCells) -> None:
    """The sheet itself, with a chart for each curve over numbers."""
    sheet = add_sheet(book, book.word("Plan"))
    widths = [34.0, *[25.0] * (max(5, *map(len, cells.rows)) - 1)]
    for column, width in enumerate(widths):
        sheet.set_column(column, column, width)
    rows = set_scale(sheet, widths)
    sheet.set_h_pagebreaks(page_breaks(cells.blocks, 0, len(cells.rows), rows))
    for row, line in enumerate(cells.rows):
        for column, cell in enumerate(line):
            if cell is None:
                continue
            value, look = cell
            if isinstance(value, str):
                sheet.write_string(row, column, clean(value), book.formats[look])
            else:
                sheet.write_number(row, column, value, book.formats[look])
    name = book.word("Plan")
    for first, last, title, stepped in cells.charts:
        series = {"categories": [name, first, 0, last, 0], "values": [name, first, 1, last, 1], "name": title}
        sheet.insert_chart(first - 1, 3, _curve_chart(book, series, stepped))


def _curve_chart(book: Book, series: dict[str, Any], stepped: bool) -> Any:
    """Steps as columns, for a line between them would show what is not so."""
    kind = {"type": "column"} if stepped else {"type": "scatter", "subtype": "straight_with_markers"}
    look = {"fill": {"color": "#2E75B6"}, "gap": 0} if stepped else {"line": {"color": "#1F3864"}}
    chart: Any = book.file.add_chart(kind)
    chart.add_series({**series, **look})
    chart.set_title({"name": series["name"], "name_font": {"name": "Arial", "size": 10}})
    chart.set_legend({"none": True})
    chart.set_x_axis({"num_font": {"name": "Arial", "size": 8}})
    chart.set_y_axis(
        {"num_font": {"name": "Arial", "size": 8}, "major_gridlines": {"visible": True, "line": {"color": "#D9D9D9"}}}
    )
    chart.set_size({"width": 300, "height": 150})
    return chart
