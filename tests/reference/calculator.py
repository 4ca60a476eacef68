"""A second calculator, written from calculation.md alone: plain, slow, one thing after the other.

It shares no line with ``scorecard.calc``; the property tests hold the two against each other.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from scorecard.model.inputs import Inputs
from scorecard.model.ledger import Grant
from scorecard.model.period import Month
from scorecard.model.plan import Plan
from tests.reference.deferral import KEYS, Numbers, kept_of
from tests.reference.exact import PERCENT, QUANTITY, ZERO, allocation, decimal, optional, shortest
from tests.reference.money import Pool, money, payable, pool_of
from tests.reference.notices import Notice, Notices
from tests.reference.people import Split, split_of
from tests.reference.scorecards import Card, card_of
from tests.reference.segments import Segment, active_without_stage, counting_in, ever_active, segments_of
from tests.reference.tables import Team, teams_of

TOTALS = (
    "entitlement_uncut",
    "entitlement",
    "adjustments",
    "paid_before",
    "due",
    "payable",
    "carried",
    "unallocated",
)
WARNINGS = (
    "budget-overpaid",
    "nobody-to-pay",
    "nothing-to-score",
    "paid-before-assumed",
    "ratio-undefined",
    "role-vacant",
)
"""Those that calculation.md names."""


@dataclass
class Standing:
    """A listed team up to its payable."""

    team: Team
    parts: list[tuple[Segment, Card, Pool]]
    uncut: Fraction = ZERO
    entitlement: Fraction = ZERO
    adjustments: Fraction = ZERO
    paid_before: Fraction = ZERO
    due: Fraction = ZERO
    payable: Fraction = ZERO


@dataclass
class Outcome:
    """result.json without texts of warnings; None where there are problems."""

    result: dict[str, Any] | None
    problems: set[Notice]


def reference(
    plan: Plan,
    inputs: Inputs,
    period: Month,
    ledger: Mapping[str, int] | None = None,
    grants: Sequence[Grant] = (),
) -> Outcome:
    """Calculate one period; `ledger` is paid_before as the ledger has it (money units by team key)."""
    month = plan.month_index(period)
    assert month is not None
    teams, notices = teams_of(plan, inputs), Notices()
    paid, assumed = _paid_before(plan, teams, month, ledger, notices)
    if assumed:
        notices.warnings.append(("paid-before-assumed", None))
    kept = {team.key: [grant for grant in grants if grant.team == team.key] for team in teams}
    standings = _run(plan, teams, month, paid, notices, [team for team, own in kept.items() if own])
    keeps = ledger is not None or bool(grants) or any(stage.deferral for stage in plan.stages.values())
    listed = [
        _team(plan, standing, month, notices, kept[standing.team.key] if keeps else None) for standing in standings
    ]
    budget = budget_of(plan, month)
    paid_in_all = sum((each.paid_before + each.payable for each in standings), ZERO)
    entitled = sum((each.entitlement for each in standings), ZERO)
    if budget is not None and paid_in_all > budget and not entitled > budget:
        notices.warnings.append(("budget-overpaid", None))
    if notices.problems:
        return Outcome(None, notices.problems)
    return Outcome(
        {
            "plan": plan.id,
            "period": str(period),
            "currency": plan.currency,
            "teams": listed,
            "budget": optional(budget, plan.decimals),
            "totals": _totals(plan, listed),
            "warnings": sorted(notices.warnings, key=lambda each: (each[0], each[1] or "")),
        },
        set(),
    )


def _totals(plan: Plan, listed: list[dict[str, Any]]) -> dict[str, str]:
    return {name: decimal(sum((Fraction(team[name]) for team in listed), ZERO), plan.decimals) for name in TOTALS}


def budget_of(plan: Plan, month: int) -> Fraction | None:
    return None if plan.budget_per_month is None else money(plan, plan.budget_per_month) * (month + 1)


def _paid_before(
    plan: Plan, teams: list[Team], month: int, ledger: Mapping[str, int] | None, notices: Notices
) -> tuple[dict[str, Fraction], bool]:
    """paid_before of every team (calculation.md 11), and whether it had to be assumed."""
    if ledger is not None:
        return {team.key: money(plan, ledger.get(team.key, 0)) for team in teams}, False
    if any(team.paid for team in teams):
        return {
            team.key: sum((amount for paid_in, amount in team.paid if paid_in < month), ZERO) for team in teams
        }, False
    paid = {team.key: ZERO for team in teams}
    for earlier in range(month):
        silent = Notices(problems=notices.problems)
        for standing in _run(plan, teams, earlier, paid, silent):
            paid[standing.team.key] += standing.payable
    return paid, month > 0


def _run(
    plan: Plan,
    teams: list[Team],
    month: int,
    paid: dict[str, Fraction],
    notices: Notices,
    kept: Sequence[str] = (),
) -> list[Standing]:
    """One period up to the payables; a team with money kept back (`kept`) is listed in any case."""
    standings = []
    for team in teams:
        if paid[team.key] != 0 or team.key in kept or _is_listed(plan, team, month):
            standings.append(_entitled(plan, team, month, notices))
    _cut(plan, standings, month)
    for standing in standings:
        standing.adjustments = sum((amount for when, amount in standing.team.adjustments if when <= month), ZERO)
        standing.paid_before = paid[standing.team.key]
        standing.due = standing.entitlement + standing.adjustments - standing.paid_before
        standing.payable = payable(plan, standing.due)
    return standings


def _is_listed(plan: Plan, team: Team, month: int) -> bool:
    """Active, or with adjustments or paid amounts; what a ledger paid is a paid amount too (see _run)."""
    if ever_active(team, plan.month(0).first_day, plan.month(month).last_day):
        return True
    return any(when <= month for when, _ in [*team.adjustments, *team.paid])


def _entitled(plan: Plan, team: Team, month: int, notices: Notices) -> Standing:
    if active_without_stage(plan, team, month):
        notices.problems.add(("no-stage", team.key))
    parts = []
    for segment in segments_of(plan, team, month):
        card = card_of(plan, segment, notices)
        parts.append((segment, card, pool_of(plan, segment, card, notices)))
    uncut = sum((pool.pool for _, _, pool in parts), ZERO)
    return Standing(team, parts, uncut=uncut, entitlement=uncut)


def _cut(plan: Plan, standings: list[Standing], month: int) -> None:
    """Positive entitlements beyond the budget are cut in proportion (calculation.md 10)."""
    budget = budget_of(plan, month)
    positive = [standing for standing in standings if standing.uncut > 0]
    if budget is None or sum((each.uncut for each in positive), ZERO) <= budget:
        return
    for standing, cut in zip(
        positive, allocation(budget, [each.uncut for each in positive], plan.decimals), strict=True
    ):
        standing.entitlement = cut


def _team(
    plan: Plan, standing: Standing, month: int, notices: Notices, grants: Sequence[Grant] | None
) -> dict[str, Any]:
    """`grants` is None where no ledger is asked and nothing is kept back at all: then no key says so."""
    team = standing.team
    now = counting_in(plan, [segment for segment, _, _ in standing.parts], team, month)
    composite = next((card.composite for segment, card, _ in standing.parts if segment is now), None)
    split = split_of(plan, team, plan.month(month), standing.payable, composite, notices)
    period, payable = plan.month(month), standing.payable
    kept = None if grants is None else kept_of(plan, period, now, composite, payable, split, grants, notices)
    amounts = {
        "entitlement_uncut": standing.uncut,
        "entitlement": standing.entitlement,
        "adjustments": standing.adjustments,
        "paid_before": standing.paid_before,
        "due": standing.due,
        "payable": standing.payable,
        "carried": standing.due - standing.payable,
        "premium": split.premium,
    }
    return {
        "team": team.key,
        "name": team.name,
        "account": team.account,
        "unit": team.unit,
        "owner": {"employee": split.owner[0], "name": split.owner[1]} if split.owner else None,
        "stage": now.stage if now else None,
        "composite": optional(composite, PERCENT),
        "segments": [_segment(plan, *part) for part in standing.parts],
        **{name: decimal(amount, plan.decimals) for name, amount in amounts.items()},
        **({} if grants is None else _kept(plan, kept.team if kept else None)),
        "members": _members(plan, split, None if grants is None else kept.lines if kept else [None] * len(split.lines)),
        "unallocated": decimal(split.unallocated, plan.decimals),
    }


def _segment(plan: Plan, segment: Segment, card: Card, pool: Pool) -> dict[str, Any]:
    return {
        "window": f"{plan.month(segment.first)}/{plan.month(segment.last)}",
        "stage": segment.stage,
        "months": {str(plan.month(month)): str(part) for month, part in segment.f.items()},
        "metrics": [
            {
                "metric": line.metric.id,
                "actual": optional(line.actual, QUANTITY),
                **{goal: optional(number, QUANTITY) for goal, number in line.goals.items()},
                "attainment": optional(line.attainment, PERCENT),
                "score_uncapped": optional(line.uncapped, PERCENT),
                "score": optional(line.score, PERCENT),
                "capped_by": line.capped_by,
                "skipped": line.skipped,
                "weight": decimal(line.weight, PERCENT),
                "points": optional(line.points, PERCENT),
            }
            for line in card.lines
        ],
        "gates": [
            {
                "gate": line.gate.id,
                "value": optional(line.value, QUANTITY if line.gate.of == "actual" else PERCENT),
                "closed": line.closed,
            }
            for line in card.gates
        ],
        "composite": decimal(card.composite, PERCENT),
        "payout": decimal(card.payout, PERCENT),
        "factor": decimal(card.factor, PERCENT),
        "funding": [
            {
                "component": component.kind,
                "scored": component.scored,
                **({"of": component.of} if component.kind == "share" else {}),
                "money": decimal(amount, plan.decimals),
            }
            for component, amount in pool.funding
        ],
        "earned": decimal(pool.earned, plan.decimals),
        "held": decimal(pool.held, plan.decimals),
        "held_by": pool.held_by,
        "forfeited_by": pool.forfeited_by,
        "pool": decimal(pool.pool, plan.decimals),
    }


def _kept(plan: Plan, numbers: Numbers | None) -> dict[str, str | None]:
    return {key: None if numbers is None else decimal(numbers[key], plan.decimals) for key in KEYS}


def _members(plan: Plan, split: Split, kept: Sequence[Numbers | None] | None) -> list[dict[str, Any]]:
    return [
        {
            "employee": line.employee,
            "name": line.name,
            "role": line.member.role if line.member else None,
            "active": None if line.active is None else str(line.active),
            "personal_factor": shortest(line.member.factor) if line.member else None,
            "part": optional(line.part, QUANTITY),
            "premium": decimal(line.premium, plan.decimals),
            "amount": decimal(line.amount, plan.decimals),
            **({} if kept is None else _kept(plan, kept[index])),
        }
        for index, line in enumerate(split.lines)
    ]
