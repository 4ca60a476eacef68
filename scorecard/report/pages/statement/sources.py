"""What supports a statement's numbers: evidence, the cells of every actual, warnings (outputs.md, Statements)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from scorecard.model.plan import Measure
from scorecard.report.explanation.evidence import warning_nodes
from scorecard.report.explanation.facts import Row, by_month
from scorecard.report.pages.reader import Reader

MOST_CELLS = 40
"""Cells of one month and sheet that a statement lists one by one."""


@dataclass(frozen=True, slots=True)
class EvidenceView:
    """A row of Evidence."""

    month: str
    measure: str
    note: str
    link: str
    href: str
    """The link if it leads to a web page, else empty."""
    place: str


@dataclass(frozen=True, slots=True)
class ValueView:
    """A value that was read, and its cell."""

    measure: str
    value: str
    cell: str


@dataclass(frozen=True, slots=True)
class SourceView:
    """What a sheet gave for a month; ``more`` says what is not listed cell by cell."""

    month: str
    book: str
    sheet: str
    values: Sequence[ValueView]
    more: str = ""


@dataclass(frozen=True, slots=True)
class WarningView:
    """A warning that concerns the team."""

    code: str
    text: str
    place: str


def evidence(reader: Reader) -> list[EvidenceView]:
    """The team's rows of Evidence up to the period."""
    facts = reader.facts
    found = by_month(row for row in facts.own(facts.inputs.evidence) if 0 <= row["month"] <= facts.period)
    return [_evidence(reader, row) for row in found]


def _evidence(reader: Reader, row: Row) -> EvidenceView:
    measure = list(reader.plan.measures.values())[row["measure"]]
    link = row["link"] or ""
    return EvidenceView(
        reader.facts.month(row["month"]),
        reader.title(measure.title),
        row["note"] or "",
        link,
        link if link.startswith(("https://", "http://")) else "",
        str(reader.facts.inputs.place(row["sheet"], row["row"], "note")),
    )


def sources(reader: Reader) -> list[SourceView]:
    """The cells that gave the team its actuals up to the period, by month and sheet."""
    facts = reader.facts
    tables = (facts.inputs.values, facts.inputs.lines)
    rows = [row for table in tables for row in facts.own(table) if 0 <= row["month"] <= facts.period]
    grouped = groupby(sorted(rows, key=_place), key=lambda row: _place(row)[:2])
    return [_source(reader, list(found)) for _, found in grouped]


def _place(row: Row) -> tuple[int, int, int]:
    return row["month"], row["sheet"], row["row"]


def _source(reader: Reader, rows: Sequence[Row]) -> SourceView:
    """What one sheet gave for one month: the first cells one by one."""
    read = reader.facts.inputs.sheets[rows[0]["sheet"]]
    values = [_value(reader, row) for row in rows[:MOST_CELLS]]
    rest, more = rows[MOST_CELLS:], ""
    if rest:
        first, last = str(rest[0]["row"]), str(rest[-1]["row"])
        more = reader.say("more_cells", count=str(len(rest)), first=first, last=last)
    return SourceView(reader.facts.month(rows[0]["month"]), read.book, read.name, values, more)


def _value(reader: Reader, row: Row) -> ValueView:
    measure = list(reader.plan.measures.values())[row["measure"]]
    place = reader.facts.inputs.place(row["sheet"], row["row"], _column(measure))
    return ValueView(reader.title(measure.title), reader.formats.quantity(row["value"]), place.cell)


def _column(measure: Measure) -> str:
    """The column in which the measure's value stands; where rows are counted, the one that says whose they are."""
    if measure.source is None:
        return measure.id
    return measure.column[0] if measure.column else "team"


def warnings(reader: Reader) -> list[WarningView]:
    """The warnings about the team and about the cells that its numbers come from."""
    found = warning_nodes(reader.facts, reader.tree.children, None)
    return [WarningView(node.label, node.note, str(node.place or "")) for each in found for node in each.children]
