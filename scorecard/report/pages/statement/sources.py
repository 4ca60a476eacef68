"""What supports a statement's numbers: evidence, the cells of every actual, warnings (outputs.md, Statements)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from scorecard.model.plan import Measure
from scorecard.report.explanation.evidence import warning_nodes
from scorecard.report.explanation.facts import Row, by_month
from scorecard.report.pages.reader import Reader

MOST_ROWS = 40
"""Rows of one sheet that a statement lists one by one."""


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
    """A row of a sheet that gave values for a month; or, without values, the rows that are not listed one by one."""

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
    """Every row that gave the team an actual up to the period, with the values taken from it."""
    facts = reader.facts
    rows = [
        row
        for table in (facts.inputs.values, facts.inputs.lines)
        for row in by_month(facts.own(table))
        if 0 <= row["month"] <= facts.period
    ]
    found = []
    for _, sheet in groupby(sorted(rows, key=_row), key=lambda row: int(row["sheet"])):
        found += list(_sheet(reader, list(sheet)))
    return found


def _row(row: Row) -> tuple[int, int]:
    return int(row["sheet"]), int(row["row"])


def _sheet(reader: Reader, rows: Sequence[Row]) -> Iterator[SourceView]:
    """The rows of one sheet, the first of them one by one."""
    read = reader.facts.inputs.sheets[rows[0]["sheet"]]
    by_row = [list(found) for _, found in groupby(rows, key=_row)]
    for cells in by_row[:MOST_ROWS]:
        values = [_value(reader, cell) for cell in cells]
        yield SourceView(reader.facts.month(cells[0]["month"]), read.book, read.name, values)
    rest = by_row[MOST_ROWS:]
    if rest:
        first, last = str(rest[0][0]["row"]), str(rest[-1][0]["row"])
        more = reader.say("more_rows", count=str(len(rest)), sheet=read.name, first=first, last=last)
        yield SourceView("", read.book, read.name, (), more)


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
