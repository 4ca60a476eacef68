"""Statements of the samples and cases, and of inputs whose every text was replaced."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import pandas as pd
from msgspec.structs import replace

from scorecard.calc import calculate
from scorecard.model.inputs import Inputs
from scorecard.model.result import Result
from scorecard.report.pages.environment import environment
from scorecard.report.pages.reader import Edition, Reader
from scorecard.report.pages.statement.view import Statement, statement
from tests.report.explanation.trees import result
from tests.report.pages.golden import DIGEST

TEXTS = {
    "teams": ("name", "account", "account_name", "unit"),
    "stages": ("evidence", "approved_by"),
    "owners": ("name",),
    "members": ("name",),
    "evidence": ("note", "link"),
    "adjustments": ("reason", "approved_by"),
}
"""Table to its columns that hold nothing but text."""


@cache
def statements(name: str, language: str = "en") -> list[tuple[Reader, Statement]]:
    """Of every listed team of a sample or case."""
    return views(result(name), language)


def views(found: Result, language: str = "en") -> list[tuple[Reader, Statement]]:
    edition = Edition(found, language, DIGEST)
    readers = [Reader(edition, team) for team in found.payables["team"].tolist()]
    return [(of, statement(of)) for of in readers]


def html(of: Reader, view: Statement) -> str:
    return environment().get_template("statement.html").render(s=view, t=of.texts)


def with_texts(name: str, text: Callable[[str, int, str], str]) -> Result:
    """The result on inputs whose texts are ``text(table, team, column)``; employees ``text("employee", team, key)``."""
    found = result(name)
    inputs = found.inputs
    tables = {table: replaced(getattr(inputs, table), table, text) for table in TEXTS}
    again, problems = calculate(found.plan, replace(inputs, **tables), found.period)
    assert again is not None, problems
    return again


def replaced(rows: pd.DataFrame, table: str, text: Callable[[str, int, str], str]) -> pd.DataFrame:
    teams = list(range(len(rows))) if table == "teams" else rows["team"].tolist()
    columns = {column: [text(table, team, f"{column}{at}") for at, team in enumerate(teams)] for column in TEXTS[table]}
    if "employee" in rows:
        columns["employee"] = [text("employee", *pair) for pair in zip(teams, rows["employee"].tolist(), strict=True)]
    return rows.assign(**columns)


def texts_of(inputs: Inputs, team: int) -> set[str]:
    """Every text that belongs to one team alone."""
    found: set[str] = set()
    for table, columns in TEXTS.items():
        rows = getattr(inputs, table)
        own = rows.iloc[[team]] if table == "teams" else rows[rows["team"].to_numpy() == team]
        for column in (*columns, *(("employee",) if "employee" in rows else ())):
            found |= set(own[column].dropna())
    return found
