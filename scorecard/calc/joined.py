"""The results of several groups of teams as one: the same tables as if all teams had been calculated together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import accumulate
from typing import Any

import numpy as np
import pandas as pd
from msgspec import Struct
from msgspec.structs import replace

from scorecard.calc.calendar import Index
from scorecard.model.inputs import InputFile, Inputs
from scorecard.model.ledger import Grant
from scorecard.model.problems import Problem
from scorecard.model.result import Result

BY_PLACE = ("sheet", "row")
INPUTS: Mapping[str, Sequence[str]] = {
    **dict.fromkeys(("stages", "owners", "members", "pools", "targets", "values"), BY_PLACE),
    **dict.fromkeys(("evidence", "adjustments", "paid"), BY_PLACE),
    "lines": ("sheet", "measure", "row"),
}
"""Table of ``Inputs`` to what its rows stand by."""
OF_TEAMS: Mapping[str, Sequence[str]] = {"segments": (), "payables": (), "month_values": (), "monthly": ("month",)}
"""Table of ``Result`` with a team to what its rows stand by, before the team."""
OF_SEGMENTS = ("months", "scores", "gates", "pools", "held")


class Whole(Struct, frozen=True):
    """What is known of all teams together: the files that were read, what reading gave to know, what is kept back."""

    files: tuple[InputFile, ...]
    warnings: tuple[Problem, ...]
    grants: tuple[Grant, ...]


def joined(parts: Sequence[Result], whole: Whole) -> Result:
    """One result out of those of groups of teams, in the order of the teams' keys.

    The groups' inputs have the same sheets. What is to be said about the run as a whole comes later (``concluded``).
    """
    teams = _offsets(len(part.inputs.teams) for part in parts)
    segments = _offsets(len(part.segments) for part in parts)
    inputs = _inputs([part.inputs for part in parts], teams, whole)
    tables: dict[str, Any] = {name: _ordered(_of(parts, name, team=teams), each) for name, each in OF_TEAMS.items()}
    tables |= {name: _of(parts, name, segment=segments) for name in OF_SEGMENTS}
    tables["deferrals"] = _of(parts, "deferrals", team=teams, segment=segments)
    tables["members"] = _of(parts, "members", team=teams, row=_offsets(len(part.inputs.members) for part in parts))
    tables["members"]["row"] = _places_after(_members(parts), tables["members"]["row"].to_numpy())
    told = tuple(problem for part in parts for problem in part.warnings)
    return replace(parts[0], inputs=inputs, grants=whole.grants, warnings=(*whole.warnings, *told), **tables)


def _offsets(sizes: Iterable[int]) -> list[int]:
    """Where each begins if all stand one behind the other."""
    return list(accumulate(sizes, initial=0))[:-1]


def _inputs(parts: Sequence[Inputs], teams: Sequence[int], whole: Whole) -> Inputs:
    """All inputs; rows stand by files, sheets and rows again, as they were read."""
    tables: dict[str, Any] = {name: _ordered(_of(parts, name, team=teams), each) for name, each in INPUTS.items()}
    tables["teams"] = _of(parts, "teams")
    return replace(parts[0], files=whole.files, warnings=whole.warnings, **tables)


def _members(parts: Sequence[Result]) -> pd.DataFrame:
    """Where the rows of Members stand, one part's behind the other's."""
    return _of([part.inputs for part in parts], "members")[[*BY_PLACE]]


def _places_after(rows: pd.DataFrame, numbers: Index) -> Index:
    """The numbers of rows once these stand by sheet and row; -1 stays."""
    order = np.lexsort((rows["row"].to_numpy(), rows["sheet"].to_numpy()))
    places = np.full(len(order) + 1, -1)
    places[order] = np.arange(len(order))
    return places[numbers]


def _of(parts: Sequence[Inputs] | Sequence[Result], table: str, **offsets: Sequence[int]) -> pd.DataFrame:
    """A table of all parts, one below the other; what counts from 0 in each counts on, -1 stays."""
    frames = [getattr(part, table) for part in parts]
    moved = [
        frame.assign(**{name: _moved(frame[name].to_numpy(), starts[index]) for name, starts in offsets.items()})
        for index, frame in enumerate(frames)
    ]
    columns = {name: _stacked([frame[name] for frame in moved]) for name in moved[0].columns}
    return pd.DataFrame(columns, copy=False)


def _moved(numbers: Index, start: int) -> Index:
    return np.where(numbers < 0, numbers, numbers + start).astype(numbers.dtype)


def _stacked(columns: Sequence[pd.Series[Any]]) -> pd.Series[Any]:
    """The columns as one; objects where one of them holds objects, and null is None there."""
    if len({column.dtype for column in columns}) == 1:
        return pd.concat(columns, ignore_index=True)
    values = [None if value is pd.NA else value for column in columns for value in column.tolist()]
    return pd.Series(values, dtype=object)


def _ordered(rows: pd.DataFrame, order: Sequence[str]) -> pd.DataFrame:
    """The rows by these columns, and otherwise as they stand."""
    return rows.sort_values([*order], kind="stable", ignore_index=True) if order else rows
