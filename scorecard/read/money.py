"""Sheets of money and what goes with it: Pools, Adjustments, Paid; Targets and Evidence (inputs.md)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from pathlib import PurePath

import numpy as np
import pandas as pd

from scorecard.read.cells import DATE
from scorecard.read.columns import Codes, Names, amounts, codes, money, names_of_things, periods, texts
from scorecard.read.counted import Sum
from scorecard.read.files import FLAT
from scorecard.read.frames import Columns, usable
from scorecard.read.log import Log
from scorecard.read.people import tell_below_zero
from scorecard.read.regions import Region
from scorecard.read.tables import KINDS

GOALS = ("target", "baseline", "threshold", "stretch")
_KIND_CODES = {name: code for code, names in enumerate(KINDS.values()) for name in names}
_KIND_NAMES = Names(_KIND_CODES, "unknown-kind", _KIND_CODES.keys())


def pool_rows(region: Region, teams: Names) -> Columns:
    """Rows of Pools; one without an amount is none."""
    found = periods(region, years=True)
    rows = found.region
    _note_first_days(rows, found.month)
    team, amount = codes(rows, "team", teams), amounts(rows, "amount", money(region.log.plan))
    tell_below_zero(rows, "amount", amount.value < 0)
    return usable(rows, {"team": team, "month": found.month, "amount": amount.value}, amount.filled)


def tell_years(log: Log, tables: Mapping[str, pd.DataFrame]) -> None:
    """A warning of a team's only rows, with a date of the year's first month, where nothing is of a later month:
    formatted as a year such a date shows the year, and it may be meant.
    """
    for name, key in (("pools", ["team"]), ("targets", ["team", "metric"])):
        rows = tables[name]
        if not log.first_days or (rows["month"].to_numpy() > 0).any():
            continue
        alone = rows[~rows.duplicated(key, keep=False).to_numpy()]
        places = zip(alone["sheet"].tolist(), alone["row"].tolist(), strict=True)
        counts = Counter(sheet for sheet, row in places if (sheet, row) in log.first_days)
        for sheet, count in counts.items():
            args = (
                ("month", str(log.plan.month(0))),
                ("year", str(log.plan.fiscal_year_name or log.plan.fiscal_year.year)),
            )
            log.counted.sum(Sum(sheet, "year-as-month", "warning", args), count)


def _note_first_days(rows: Region, month: Codes) -> None:
    if (
        rows.log.tallied and PurePath(rows.log.sheets[rows.sheet].book).suffix.lower() not in FLAT
    ):  # they have no formats
        dates = rows.columns["period"].kinds == DATE
        rows.log.first_days.update((rows.sheet, row) for row in rows.rows[dates & (month == 0)].tolist())


def paid_rows(region: Region, teams: Names) -> Columns:
    """Rows of Paid."""
    found = periods(region)
    rows = found.region
    team, amount = codes(rows, "team", teams), amounts(rows, "amount", money(region.log.plan), needed=True)
    return usable(rows, {"team": team, "month": found.month, "amount": amount.value})


def adjustment_rows(region: Region, teams: Names) -> Columns:
    """Rows of Adjustments; an award below 0 or a penalty above 0 is a problem."""
    found = periods(region)
    rows = found.region
    team, kind = codes(rows, "team", teams), codes(rows, "kind", _KIND_NAMES)
    amount = amounts(rows, "amount", money(region.log.plan), needed=True)
    ids = [*KINDS]
    for id, wrong in (("award", amount.value < 0), ("penalty", amount.value > 0)):
        for index in np.flatnonzero(wrong & (kind == ids.index(id))).tolist():
            rows.tell(index, "amount", f"adjustment-sign.{id}")
    told = {column: texts(rows, column, needed=True) for column in ("reason", "approved_by")}
    named = np.array([*ids, None], object)[kind]
    return usable(rows, {"team": team, "month": found.month, "kind": named, "amount": amount.value, **told})


def target_rows(region: Region, teams: Names) -> Columns:
    """Rows of Targets."""
    metrics = names_of_things({id: each.title for id, each in region.log.plan.metrics.items()}, "unknown-metric")
    found = periods(region, years=True)
    rows = found.region
    _note_first_days(rows, found.month)
    team, metric = codes(rows, "team", teams), codes(rows, "metric", metrics)
    goals = {column: amounts(rows, column) for column in GOALS}
    empty = ~np.logical_or.reduce([goal.filled for goal in goals.values()])
    empty &= not rows.columns.keys().isdisjoint(GOALS)  # a sheet without any of these columns is told as such
    rows.warn(np.flatnonzero(empty & ~rows.bad).tolist(), "metric", "empty-target")
    return usable(rows, {"team": team, "metric": metric, "month": found.month, **goals})


def evidence_rows(region: Region, teams: Names) -> Columns:
    """Rows of Evidence."""
    measures = names_of_things({id: each.title for id, each in region.log.plan.measures.items()}, "unknown-measure")
    found = periods(region)
    rows = found.region
    team, measure = codes(rows, "team", teams), codes(rows, "measure", measures)
    note, link = texts(rows, "note", needed=True), texts(rows, "link")
    return usable(rows, {"team": team, "month": found.month, "measure": measure, "note": note, "link": link})
