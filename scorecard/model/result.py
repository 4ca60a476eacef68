"""The result of one period: tables that the calculator fills and everything else only reads."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from scorecard.model.changes import Change
from scorecard.model.inputs import Inputs
from scorecard.model.ledger import Grant, Standing
from scorecard.model.period import Month
from scorecard.model.plan import Plan
from scorecard.model.problems import Problem

if TYPE_CHECKING:
    from pandas import DataFrame


class Result(Struct, frozen=True):
    """All numbers of one period (calculation.md); names as there.

    Scales: quantity (q) 6 decimals, percent (p) 4, money (m) the currency's. Numeric columns are int64; where null is
    possible ``Int64``; where 64 bits do not suffice ``object`` (int or None). ``team`` indexes ``inputs.teams``,
    ``stage``, ``metric``, ``gate``, ``measure``, ``role`` index the plan's order; ``segment`` indexes ``segments``.

    ========== ========================================================================================
    segments   team, stage, first, last (months of the fiscal year, 0 to 11: the window up to the period),
               weight_total (p: 1000000, or 0 where nothing is left to score), composite, payout, factor (p); rows by
               team, then in the order of time
    months     segment, month, numerator, denominator (f as it stands, not in lowest terms), total (sum of the
               numerators of the team's segments of that month: g = numerator / total); f > 0; by segment, month
    scores     segment, metric, actual, target, baseline, threshold, stretch (q, null), attainment (p, null),
               score_uncapped, score (p, null), capped_by (gate, -1: none), skipped (0: no, 1: undefined,
               2: no-target), weight (p), points (p, null), state (0: the curve gave the score, 1: when_undefined did,
               2: when_no_target did); by segment, metric
    gates      segment, gate, value (null; 6 decimals for an actual, else 4), infinite (-1, 1: a / 0; else 0), closed
               (bool); by segment, gate
    pools      segment, component (index into the stage's funding), money (m), base (q: a share's measure, null for
               other components); by segment, component
    held       segment, scored, unscored (m: S and U), earned, held (m), held_by (0: no, 1: floor, 2: cap),
               forfeited_by (gate, -1: none), pool (m), target_pool (m); one row a segment
    payables   team, owner (employee, None), owner_name, stage (-1: none), composite (p, null), entitlement_uncut,
               entitlement, adjustments, paid_before, due, payable, carried, premium, unallocated (m), parts_total
               (q: sum of the members' parts), deferred, paid_now, released, forfeited, deferred_balance (m, null),
               deferred_before (m, null: what was kept back before this period); one row a listed team, by key
    members    team, employee, name, role (-1: none: an owner without a line), active_days, month_days (active =
               active_days / month_days; null without a line), personal_factor (q, null), part (q, null), role_days
               (sum of active_days of the role in the team), premium (m), share_cut (m: the allocation before the
               units left over), unit (m: 1, 0 or -1 unit of the left over), amount (m), row (index into inputs.members,
               -1: none), deferred, paid_now, released, forfeited, deferred_balance, deferred_before (m, null), of
               deferred also deferred_cut and deferred_unit, like share_cut and unit; in the order of calculation.md 12.
               released, forfeited, deferred_before and the balance stand in a person's first line of the team; behind
               the others a line (row -1, amount 0) for who has money kept back and no other
    deferrals  kind (grant, release, forfeit), team, employee (None: what was unallocated), name, amount (m), granted,
               due (months: 2026-03), plan (id of the one under which it was granted), keep_if (condition_text), segment
               (in which it was decided; -1: none) and value (what was compared there: null, 6 decimals for an actual,
               else 4); by team, kind, granted, employee (None last)
    monthly    team, month, entitlement (m: after the budget's cut), payable (m): what every month of the fiscal
               year up to the period would give on the same inputs, or with a ledger what its closed months gave and
               the period; empty where the earlier months were not needed
    month_values  team, month, measure, value (q), origin (0: read, 1: zero for missing, 2: carried), from_month (the
               month it was carried from; else month): every month's value that exists; by team, measure, month
    ========== ========================================================================================
    """

    plan: Plan
    period: Month
    inputs: Inputs
    segments: DataFrame
    months: DataFrame
    scores: DataFrame
    gates: DataFrame
    pools: DataFrame
    held: DataFrame
    payables: DataFrame
    members: DataFrame
    deferrals: DataFrame
    monthly: DataFrame
    month_values: DataFrame
    budget: int | None
    """B (m), or None without a budget."""
    paid_before_from: str
    """``ledger``, ``paid`` (the Paid sheet), ``assumed`` (earlier periods run on the same inputs), or ``none`` (first
    month)."""
    grants: tuple[Grant, ...]
    """What was kept back before the period, as it was given."""
    warnings: tuple[Problem, ...]
    """Those of the plan, of reading and of the calculation; those of the whole run first, then by team, code,
    message."""
    standing: Standing | None
    """What the ledger said; None without one."""
    changes: tuple[Change, ...] | None = None
    """What of the closed months differs today (calc/changes); None where no closing is there to compare with."""

    @property
    def defers(self) -> bool:
        """Whether money is kept back at all: by the plan, or from earlier periods (calculation.md 13)."""
        return bool(self.grants) or any(stage.deferral for stage in self.plan.stages.values())
