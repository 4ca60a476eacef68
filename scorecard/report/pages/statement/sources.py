"""What supports a statement's numbers: evidence, the cells of every actual, warnings (outputs.md, Statements)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

from msgspec import Struct
from pandas import DataFrame

from scorecard.model.ledger import Signature
from scorecard.model.plan import Measure
from scorecard.report.explanation.evidence import warning_nodes
from scorecard.report.explanation.facts import Row, by_month
from scorecard.report.pages.reader import Reader

PLACE, PLACE_OF_SHEET = itemgetter(0, 1, 2), itemgetter(0, 1)
SIGNING_ROLES = frozenset({"owner", "sales_ops", "hr", "finance"})
"""Those that have a name in both languages."""
MOST_CELLS = 40
"""Cells of one month and sheet that a statement lists one by one."""


class EvidenceView(Struct, frozen=True):
    """A row of Evidence."""

    month: str
    measure: str
    note: str
    link: str
    href: str
    """The link if it leads to a web page, else empty."""
    place: str


class ValueView(NamedTuple):
    """A value that was read, and its cell."""

    measure: str
    value: str
    cell: str


class SourceView(Struct, frozen=True):
    """What a sheet gave for a month; ``more`` says what is not listed cell by cell."""

    month: str
    book: str
    sheet: str
    values: Sequence[ValueView]
    more: str = ""


class SignatureView(Struct, frozen=True):
    """A sign-off of exactly this result."""

    role: str
    by: str
    moment: str
    """Day and time, UTC."""
    note: str


class WarningView(Struct, frozen=True):
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
    measure = reader.edition.lookup.measures[row["measure"]]
    link = row["link"] or ""
    return EvidenceView(
        reader.facts.month(row["month"]),
        reader.title(measure.title),
        row["note"] or "",
        link,
        link if link.startswith(("https://", "http://")) else "",
        str(reader.facts.lookup.place(row["sheet"], row["row"], "note")),
    )


def sources(reader: Reader) -> list[SourceView]:
    """The cells that gave the team its actuals up to the period, by month and sheet."""
    facts = reader.facts
    tables = (facts.inputs.values, facts.inputs.lines)
    cells = [cell for table in tables for cell in _cells(reader, table) if 0 <= cell[0] <= facts.period]
    known = [(reader.title(measure.title), _columns(reader, measure)) for measure in reader.edition.lookup.measures]
    return [_source(reader, known, list(found)) for _, found in groupby(sorted(cells, key=PLACE), key=PLACE_OF_SHEET)]


def _cells(reader: Reader, table: DataFrame) -> Iterator[tuple[int, ...]]:
    """Month, sheet, row, measure and value of the team's rows."""
    names = ("month", "sheet", "row", "measure", "value")
    return zip(*reader.edition.lookup.team_columns(table, reader.team, *names), strict=True)


def _source(reader: Reader, known: Sequence[tuple[str, Sequence[str]]], cells: Sequence[tuple[int, ...]]) -> SourceView:
    """What one sheet gave for one month: the first cells one by one; of a measure its title and columns are known."""
    month, sheet, *_ = cells[0]
    read, quantity = reader.facts.inputs.sheets[sheet], reader.formats.quantity
    values = list[ValueView]()
    for _, _, row, index, value in cells[:MOST_CELLS]:
        title, columns = known[index]
        values.append(ValueView(title, quantity(value), _cell(reader, sheet, row, columns)))
    rest, more = cells[MOST_CELLS:], ""
    if rest:
        more = reader.say("more_cells", count=str(len(rest)), first=str(rest[0][2]), last=str(rest[-1][2]))
    return SourceView(reader.facts.month(month), read.book, read.name, values, more)


def _cell(reader: Reader, sheet: int, row: int, columns: Sequence[str]) -> str:
    """The cell of a value, or the cells of a product."""
    lookup = reader.edition.lookup
    return " × ".join([lookup.cell(sheet, row, column) for column in columns])


def _columns(reader: Reader, measure: Measure) -> Sequence[str]:
    """The columns in which the measure's value stands; where rows are counted, the one that says whose they are."""
    if measure.source is None:
        return (measure.id,)
    return measure.column or (reader.plan.sources[measure.source].key,)


def warnings(reader: Reader) -> list[WarningView]:
    """The warnings about the team and about the cells that its numbers come from."""
    found = warning_nodes(reader.facts, reader.tree.children, None)
    return [WarningView(node.label, node.note, str(node.place or "")) for each in found for node in each.children]


def role_name(reader: Reader, role: str) -> str:
    """What a role that signs is called."""
    return reader.texts[role] if role in SIGNING_ROLES else role


def signatures(reader: Reader) -> list[SignatureView]:
    """The sign-offs of exactly this result that the ledger has."""
    formats = reader.formats
    return [
        SignatureView(role_name(reader, each.role), each.by, formats.moment(each.moment), each.note)
        for each in _signed(reader)
    ]


def to_sign(reader: Reader, roles: Sequence[str]) -> list[str]:
    """Those of the roles that have not signed yet."""
    signed = {each.role for each in _signed(reader)}
    return [role for role in roles if role not in signed]


def _signed(reader: Reader) -> list[Signature]:
    standing = reader.result.standing
    found = standing.signatures if standing else ()
    return [each for each in found if each.result == reader.edition.digest]
