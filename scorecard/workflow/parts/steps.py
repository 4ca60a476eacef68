"""The work on one group of teams, as it is ordered of an engine: the same functions that a run of all teams calls."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import pandas as pd
from msgspec import Struct

from scorecard.calc.entitlement import entitlements
from scorecard.calc.pipeline import Begun, Paid, begin, finish
from scorecard.model.inputs import Inputs
from scorecard.model.numbers import Ints
from scorecard.model.period import Month
from scorecard.model.plan import Plan
from scorecard.model.problems import Problem
from scorecard.model.result import Result
from scorecard.read.parts.columnar import Chunk, cut_chunk
from scorecard.read.parts.cut import Cut
from scorecard.read.parts.part import Said, read_part
from scorecard.read.parts.shares import Piece
from scorecard.read.people import Roster
from scorecard.workflow.consequences import doubtful_teams, unaffected
from scorecard.workflow.control_totals import ControlTotals, control_totals
from scorecard.workflow.filled import Actuals, Filled, filled
from scorecard.workflow.gaps import Gaps, gaps
from scorecard.workflow.odd_money import Pools, mean_pools
from scorecard.workflow.same_month import first_rows

Then = Callable[[Result], tuple[Any, Any]]
"""What is made of a group's result: (what is kept, what is told)."""


class Ended(Struct, frozen=True):
    """How a group ended: what stands in its way, or what there is to tell."""

    gaps: Gaps
    told: Any


class Surroundings(Struct, frozen=True):
    """What all groups' sheets come to, by which it is judged what one group lacks."""

    actuals: Actuals
    left_out: frozenset[str]
    """Sheets from which rows are gone, by what they are (consequences.py)."""
    faulty: bool
    """Whether reading found any error."""


class Group(Struct, frozen=True):
    """The inputs of some teams, and what is wrong with them."""

    inputs: Inputs
    faults: tuple[Problem, ...]


class Counted(Struct, frozen=True):
    """Of a group's rows: control totals, which months stand in which sheets (first_rows), the teams' pools."""

    totals: ControlTotals
    firsts: pd.DataFrame
    pools: Pools


class Heard(Struct, frozen=True):
    """What reading a group gives to say, and its counts if they are wanted."""

    said: Said
    filled: Filled
    counted: Counted | None


class Halfway(Struct, frozen=True):
    """A group that waits for its share of the budget."""

    group: Group
    begun: Begun


def cut(plan: Plan, chunk: Chunk, at: Cut) -> list[Piece]:
    """The rows of some row groups, a share for each group of teams; where they cannot be read, the problem."""
    return list(cut_chunk(plan, chunk, at))


def read(plan: Plan, all_teams: Roster, counts: bool, given: Sequence[Piece]) -> tuple[Group, Heard]:
    """(The inputs of a group, what they give to say; with control totals if it ``counts``.)"""
    inputs, said = read_part(plan, given, all_teams, tallied=counts)
    counted = Counted(control_totals(plan, inputs), first_rows(inputs), mean_pools(inputs)) if counts else None
    return Group(inputs, said.faults), Heard(said, filled(inputs), counted)


def half(plan: Plan, group: Group, period: Month, paid: Paid) -> tuple[Halfway, Ints]:
    """(A group up to the budget, its entitlements before any cut as uncut_entitlements gives them.)"""
    begun = begin(plan, group.inputs, period, paid)
    return Halfway(group, begun), begun.uncut


def second_half(waiting: Halfway, entitled: Mapping[int, Ints], then: Then, around: Surroundings) -> tuple[Any, Ended]:
    """(What is made of the group's result, what stands in its way and what there is to tell).

    ``entitled`` is what its teams have of the budget, by month.
    """
    group, begun = waiting.group, waiting.begun
    result, problems = finish(begun, entitled)
    if result is None or around.faulty:
        left = unaffected(around.left_out, doubtful_teams(group.inputs, group.faults), problems)
        return None, Ended(gaps(around.actuals, left), None)
    made, told = then(result)
    return made, Ended(Gaps(), told)


def whole(plan: Plan, group: Group, period: Month, paid: Paid, then: Then, around: Surroundings) -> tuple[Any, Ended]:
    """Both halves, where no budget is shared with other groups."""
    waiting, uncut = half(plan, group, period, paid)
    return second_half(waiting, entitlements(plan, uncut, paid.source), then, around)


def keep(result: Result) -> tuple[Result, None]:
    """The result as it is."""
    return result, None


def forget(_: Result) -> tuple[None, None]:
    """Nothing: it was only to be seen that there is a result."""
    return None, None
