"""Sheets beyond the standard ones: the rows that a measure's ``where`` lets pass (inputs.md, A source)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Mapping
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from scorecard.model.numbers import QUANTITY, Bools, Ints, multiply_divide
from scorecard.model.plan import Measure, Plan, Source
from scorecard.read.cells import folded, key_text, shown
from scorecard.read.columns import (
    Amounts,
    Codes,
    Days,
    Names,
    amounts,
    codes,
    keys,
    periods,
    tell_shown_instead,
    tell_unreadable,
)
from scorecard.read.counted import MOST_TEXTS, Text
from scorecard.read.frames import Columns, usable
from scorecard.read.log import Cell, Log, nearest
from scorecard.read.regions import Region

_ADDED = re.compile(r"[\W_]|(?<!\d)0+(?=\d)")
_DECIMALS = re.compile(r"(?<=\d)\.0+$")

FACTORS = ("factor", "other")
"""Columns of ``Inputs.lines``."""
_MOST = 10**12 * 10**QUANTITY
"""A product is smaller, like every quantity."""


def line_rows(region: Region, source: Source, teams: Names, owners: pd.DataFrame) -> list[Columns]:
    """The rows of one sheet of a source, for each of its measures. ``owners`` is the table of teams."""
    found = periods(region)
    rows = found.region
    team = _team(rows, source, teams) if source.key == "team" else _team_of_account(rows, source, found.day, owners)
    if source.others == "ignore":
        _tell_ignored(rows, source, team, teams.codes if source.key == "team" else _holders(owners))
    rows.leave_out("faulty", rows.bad)
    ours = (team >= 0) & ~rows.bad
    rows, columns = rows.where(ours), {"team": team[ours], "month": found.month[ours], "day": found.day[ours]}
    measures = {i: each for i, each in enumerate(rows.log.plan.measures.values()) if each.source == source.id}
    passes = _passes(rows, measures)
    factors = _factors(rows, measures, passes)
    parts = []
    for index, measure in measures.items():
        value = _value(rows, measure, factors, passes[index])
        code = np.full(len(rows), index, np.int32)
        told = {**columns, "measure": code, "value": value, **_both(rows, measure, factors)}
        parts.append(usable(rows, told, passes[index]))
    return parts


def _team(rows: Region, source: Source, teams: Names) -> Codes:
    if source.others == "error":
        return codes(rows, "team", teams)
    return np.array([teams.codes.get(text or "", -1) for text in keys(rows, "team").tolist()], np.int32)


def _team_of_account(rows: Region, source: Source, day: Days, owners: pd.DataFrame) -> Codes:
    """The team of each row's account that is active on the row's day; two are a problem, none as ``others`` says."""
    accounts = keys(rows, "account")
    holders = _holders(owners)
    known: dict[tuple[str, int], list[int]] = {}
    found = np.full(len(rows), -1, np.int32)
    for index, (account, on) in enumerate(zip(accounts.tolist(), day.tolist(), strict=True)):
        if account is None or rows.bad[index]:
            continue
        if (account, on) not in known:
            known[account, on] = [team for team, first, last in holders.get(account, ()) if first <= on <= last]
        active = known[account, on]
        if len(active) == 1:
            found[index] = active[0]
        elif active:
            named = ", ".join(owners["key"].iloc[team] for team in active)
            rows.reject(index, "account", "account-twice", teams=named)
        elif source.others == "error":
            _tell_unknown_account(rows, index, account, holders)
    return found


def _tell_ignored(rows: Region, source: Source, team: Codes, known: Collection[str]) -> None:
    """How many rows ``others: ignore`` leaves out, and which of them are written almost like a known one."""
    rows.leave_out("ignored", (team < 0) & ~rows.bad)
    left_out = np.flatnonzero((team < 0) & ~rows.bad).tolist()
    if not left_out:
        return
    rows.note("ignored-rows", len(left_out), column=rows.header(source.key))
    alike = {_bare(name): name for name in known}
    found: dict[str, list[int]] = {}
    for index in left_out:
        text = key_text(rows.columns[source.key].raw[index]) or ""
        near = alike.get(_bare(text))
        if near is not None and text not in known:
            found.setdefault(near, []).append(index)
    for near, indexes in found.items():
        rows.warn(indexes, source.key, "ignored-alike", near=near)


def _holders(owners: pd.DataFrame) -> Mapping[str, list[tuple[int, int, int]]]:
    """Account to (team, first day, last day) of its teams."""
    holders: dict[str, list[tuple[int, int, int]]] = {}
    columns = (owners[name].tolist() for name in ("account", "first", "last"))
    for team, (account, first, last) in enumerate(zip(*columns, strict=True)):
        if account is not None:
            holders.setdefault(account, []).append((team, first, last))
    return holders


def _tell_unknown_account(rows: Region, index: int, account: str, holders: Mapping[str, object]) -> None:
    if account in holders:
        rows.reject(index, "account", "unknown-account.inactive")
        return
    near = rows.log.nearest(account, holders.keys())
    rows.reject(index, "account", "unknown-account.near" if near else "unknown-account", near=near or "")


def _passes(rows: Region, measures: Mapping[int, Measure]) -> dict[int, Bools]:
    """The rows that each measure's ``where`` lets pass."""
    columns = dict.fromkeys(column for measure in measures.values() for column in measure.where)
    compared = {column: _compared(rows, column) for column in columns}
    for column, texts in compared.items():
        known = {_visible(text) for measure in measures.values() for text in measure.where.get(column, ())}
        _note_others(rows, column, texts, known)
    found = {}
    for index, measure in measures.items():
        found[index] = ~rows.bad
        for column, wanted in measure.where.items():
            found[index] &= np.isin(compared[column], [_visible(text) for text in wanted])
    return found


def _note_others(rows: Region, column: str, texts: NDArray[np.str_], known: Collection[str]) -> None:
    """The texts that no ``where`` names, and where each stands first."""
    there = texts[~rows.bad]
    others = [text for text in np.unique(there).tolist() if text and text not in known]
    found = {}
    for text in others[:MOST_TEXTS]:
        same = np.flatnonzero((texts == text) & ~rows.bad)
        found[text] = Text(rows.noted(int(same[0]), column), len(same))
    rows.log.counted.text(rows.sheet, column, found)


def tell_alike(log: Log) -> None:
    """A warning for each text that no ``where`` names, yet is almost like one that some ``where`` does."""
    for (sheet, column), texts in log.counted.texts.items():
        read = log.sheets[sheet]
        known = {_visible(text): text for text in _wanted(log.plan, read.table, column)}
        for text, found in texts.items():
            near = nearest(text, known, 0.75)
            if near and near[0] == text[0] and _without_digits(near) != _without_digits(text):
                told = {"column": read.headers[column], "value": found.first.value}
                args = {**told, "near": known[near], "count": str(found.rows)}
                cell = Cell(sheet, found.first.row, read.columns[column])
                log.tell_cell("where-alike", cell, args, "warning", found.first.team)


def _wanted(plan: Plan, source: str, column: str) -> list[str]:
    """The texts of a source's column that its measures' ``where`` name."""
    return [text for each in plan.measures.values() if each.source == source for text in each.where.get(column, ())]


def _without_digits(text: str) -> str:
    return "".join(letter for letter in text if not letter.isdigit())


def _compared(rows: Region, column: str) -> NDArray[np.str_]:
    """The cells as ``where`` compares them; an error cell is a problem."""
    cells = rows.columns[column]
    tell_unreadable(rows, column)
    different, which = cells.each_once()
    if not rows.typed:
        tell_shown_instead(rows, column, different, which)
    return np.array([*(_visible(key_text(cell) or shown(cell)) for cell in different), ""])[which]


def _visible(text: str) -> str:
    """How ``where`` compares: like keys, whatever the case, and without letters that no one sees.

    A key that differs by such a letter is told as unknown; a row that ``where`` holds back would go without a word.
    """
    return folded("".join(letter for letter in text if unicodedata.category(letter) != "Cf"))


def _bare(text: str) -> str:
    """The text without what is added or left out by mistake: signs, spaces, zeros before a number, ``.0`` behind."""
    return _ADDED.sub("", _DECIMALS.sub("", _visible(text))) or text


def _factors(rows: Region, measures: Mapping[int, Measure], passes: Mapping[int, Bools]) -> dict[str, Ints]:
    """The numbers of each column that a measure adds or multiplies, read only in the rows that some measure takes."""
    wanted: dict[str, Bools] = {}
    for index, measure in measures.items():
        for column in measure.column:
            wanted[column] = wanted.get(column, np.zeros(len(rows), bool)) | passes[index]
    found = {}
    for column, keep in wanted.items():
        part = rows.where(keep)
        read: Amounts = amounts(part, column, needed=True)
        found[column] = np.zeros(len(rows), np.int64)
        found[column][keep] = read.value
        rows.bad[keep] |= part.bad
    return found


def _value(rows: Region, measure: Measure, factors: Mapping[str, Ints], passes: Bools) -> Ints:
    """Each row's amount, or product rounded to 6 decimals; 0 where rows are counted."""
    if measure.each_month == "count":
        return np.zeros(len(rows), np.int64)
    first, *others = (np.where(passes, factors[column], 0) for column in measure.column)
    for other in others:
        first = multiply_divide(first, other, np.full(1, 10**QUANTITY))
    too_large = np.abs(first) >= _MOST
    for index in np.flatnonzero(too_large).tolist():
        rows.tell(index, measure.column[0], "number-too-large.product", {"digits": "12"})
    return np.where(too_large, 0, first).astype(np.int64)


def _both(rows: Region, measure: Measure, factors: Mapping[str, Ints]) -> Columns:
    """The two numbers of a product; empty where the measure is none."""
    product = len(measure.column) > 1
    numbers = [factors[column] for column in measure.column] if product else [np.zeros(len(rows), np.int64)] * 2
    return {name: Amounts(each, np.full(len(rows), product)) for name, each in zip(FACTORS, numbers, strict=True)}


def tell_two_latest(log: Log, lines: pd.DataFrame) -> None:
    """A problem for each further row that shares its month's latest date, where a measure takes the last row."""
    last = [index for index, each in enumerate(log.plan.measures.values()) if each.each_month == "last"]
    rows = lines[lines["measure"].isin(last)]
    key = ["measure", "team", "month"]
    latest = rows[rows["day"] == rows.groupby(key)["day"].transform("max")]
    firsts: dict[tuple[int, ...], Cell] = {}
    row: Any
    for row in latest.itertuples():
        cell = Cell(row.sheet, row.row, log.sheets[row.sheet].columns["period"])
        first = firsts.setdefault((row.measure, row.team, row.month), cell)
        if first is not cell:
            title = list(log.plan.measures.values())[row.measure].title
            log.tell_cell("two-latest", cell, {"other": str(log.at(first)), "measure": title})
