"""Fills an input workbook as somebody would who chooses from its lists, from inputs that were read elsewhere."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

from openpyxl import Workbook, load_workbook
from pandas import NA

from scorecard.model.inputs import Inputs
from scorecard.model.numbers import QUANTITY
from scorecard.model.period import OPEN_END, OPEN_START, date_of
from scorecard.model.plan import Plan
from scorecard.read.cells import folded
from scorecard.read.tables import KINDS, STANDARD, actuals_wide, source_table
from scorecard.report.input_book import input_book

Row = Mapping[str, Any]
"""Column's id to what is typed there."""
GOALS = ("target", "baseline", "threshold", "stretch")


def filled(plan: Plan, language: str, rows: Mapping[str, Sequence[Row]], target: Path) -> Path:
    """The plan's workbook with rows below the headings; the table's id names the sheet."""
    target.write_bytes(input_book(plan, language))
    fill_in(plan, rows, target)
    return target


def fill_in(plan: Plan, rows: Mapping[str, Sequence[Row]], target: Path) -> None:
    """Rows below the headings of a workbook that is there."""
    book = load_workbook(target)
    for table, every in rows.items():
        if every:
            _fill(book, plan, table, every)
    book.save(target)


def _fill(book: Workbook, plan: Plan, id: str, rows: Sequence[Row]) -> None:
    tables = [source_table(plan, each) for each in plan.sources.values()]
    tables += [actuals_wide(plan) if each.id == "Actuals" else each for each in STANDARD]
    table = next(each for each in tables if each.id == id)
    sheet = next(book[name] for name in book.sheetnames if folded(name) in {folded(each) for each in table.names})
    places = {table.known.get(folded(str(cell.value))): cell.column for cell in sheet[1] if cell.value}
    for number, row in enumerate(rows, 2):
        for column, value in row.items():
            if value is not None:
                cell = sheet.cell(number, places[column], value)
                if isinstance(value, str):
                    cell.data_type = "s"  # as somebody types it into a cell of text: no formula


def rows_of(plan: Plan, inputs: Inputs, language: str, books: Mapping[str, Path]) -> dict[str, list[Row]]:
    """All rows of all sheets: what is chosen by its name in the language, periods as text, dates as dates."""
    say = _Words(plan, inputs, language)
    return {
        "Teams": [_team(row) for row in _records(inputs.teams)],
        "Stages": [
            {"team": say.team(row), "stage": say.stage(row), "from": _date(row["day"])}
            | _texts(row, "evidence", "approved_by")
            for row in _records(inputs.stages)
        ],
        "Owners": [
            {"team": say.team(row), "from": _date(row["day"])} | _texts(row, "employee", "name")
            for row in _records(inputs.owners)
        ],
        "Members": [_member(say, row) for row in _records(inputs.members)],
        "Pools": [say.money(row) for row in _records(inputs.pools)],
        "Targets": [_target(say, row) for row in _records(inputs.targets)],
        "Actuals": _actuals(say, inputs),
        "Evidence": [
            say.month(row) | {"measure": say.measure(row)} | _texts(row, "note", "link")
            for row in _records(inputs.evidence)
        ],
        "Adjustments": [
            say.money(row) | {"kind": say.kind(row)} | _texts(row, "reason", "approved_by")
            for row in _records(inputs.adjustments)
        ],
        "Paid": [say.money(row) for row in _records(inputs.paid)],
        **{id: list(_copied(inputs, id, books)) for id in plan.sources},
    }


class _Words:
    """How the codes of the tables are written in cells."""

    def __init__(self, plan: Plan, inputs: Inputs, language: str) -> None:
        self.plan, self.language = plan, language
        self._teams = inputs.teams["key"].tolist()

    def team(self, row: Row) -> str:
        return str(self._teams[row["team"]])

    def stage(self, row: Row) -> str:
        return [*self.plan.stages.values()][row["stage"]].title.text(self.language)

    def role(self, row: Row) -> str:
        return [*self.plan.roles.values()][row["role"]].title.text(self.language)

    def metric(self, row: Row) -> str:
        return [*self.plan.metrics.values()][row["metric"]].title.text(self.language)

    def measure(self, row: Row) -> str:
        return [*self.plan.measures.values()][row["measure"]].title.text(self.language)

    def kind(self, row: Row) -> str:
        return KINDS[row["kind"]][self.language == "zh"]

    def month(self, row: Row) -> dict[str, Any]:
        year = self.plan.fiscal_year_name or str(self.plan.fiscal_year.year)
        return {"team": self.team(row), "period": year if row["month"] < 0 else str(self.plan.month(row["month"]))}

    def money(self, row: Row) -> dict[str, Any]:
        return self.month(row) | {"amount": _number(row["amount"], self.plan.decimals)}


def _records(table: Any) -> Iterator[Row]:
    columns = {name: [None if value is None or value is NA else value for value in table[name]] for name in table}
    return (dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True))


def _number(value: int | None, decimals: int) -> Decimal | None:
    return None if value is None else Decimal(int(value)).scaleb(-decimals)


def _date(day: int) -> dt.date | None:
    return None if day in (OPEN_START, OPEN_END) else date_of(int(day))


def _texts(row: Row, *names: str) -> dict[str, Any]:
    return {name: row[name] for name in names}


def _team(row: Row) -> Row:
    told = _texts(row, "name", "account", "account_name", "unit")
    return {"team": row["key"], "from": _date(row["first"]), "to": _date(row["last"])} | told


def _member(say: _Words, row: Row) -> Row:
    factor = _number(row["personal_factor"], QUANTITY)
    spell = {"from": _date(row["first"]), "to": _date(row["last"])}
    return (
        {"team": say.team(row), "role": say.role(row), "personal_factor": factor}
        | spell
        | _texts(row, "employee", "name")
    )


def _target(say: _Words, row: Row) -> Row:
    return say.month(row) | {"metric": say.metric(row)} | {goal: _number(row[goal], QUANTITY) for goal in GOALS}


def _actuals(say: _Words, inputs: Inputs) -> list[Row]:
    """One row a team and month; columns go by the measures' ids."""
    found: dict[tuple[int, int], dict[str, Any]] = {}
    ids = [*say.plan.measures]
    for row in _records(inputs.values):
        cells = found.setdefault((row["month"], row["team"]), say.month(row))
        cells[ids[row["measure"]]] = _number(row["value"], QUANTITY)
    return [found[key] for key in sorted(found)]


def _copied(inputs: Inputs, id: str, books: Mapping[str, Path]) -> Iterator[Row]:
    """The rows of a source as they stand, since the tables have only what is computed of them."""
    for sheet in (each for each in inputs.sheets if each.table == id):
        rows = list(load_workbook(books[sheet.book], data_only=True)[sheet.name].iter_rows(values_only=True))
        heads = {column: sheet.headers[column] for column in sheet.columns}
        below = next(
            number
            for number, row in enumerate(rows, 1)
            if all(folded(str(row[sheet.columns[column]])) == folded(text) for column, text in heads.items())
        )
        for row in rows[below:]:
            yield {column: row[index] for column, index in sheet.columns.items()}
