"""Totals of all teams and how they tie out; payable by unit and by stage (calculation.md, What must hold)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec import Struct
from msgspec.structs import replace

from scorecard.model.numbers import decimal_text, round_half_away
from scorecard.report.pages.formats import NOTHING
from scorecard.report.pages.pictures import Bar, bar
from scorecard.report.pages.review.teams import Teams

MOST_GROUPS = 20
"""Units that stand by themselves; the others are added up in one line."""


class Line(Struct, frozen=True):
    """An amount; ``sum``: it closes what stands above it; ``part``: it is contained in the amount above it."""

    label: str
    amount: str
    negative: bool
    sum: bool = False
    part: bool = False


class Tie(Struct, frozen=True):
    """Two sides that must be equal, with their difference."""

    label: str
    difference: str
    ties: bool


class Totals(Struct, frozen=True):
    """The totals of a run."""

    payable: str
    teams: str
    account: Sequence[Line]
    destination: Sequence[Line]
    budget: Sequence[Line]
    deferral: Sequence[Line]
    """Empty where nothing is kept back."""
    ties: Sequence[Tie]


class Group(Struct, frozen=True):
    """Teams of one unit or stage."""

    name: str
    teams: str
    entitlement: str
    payable: str
    share: str
    bar: Bar | None
    """None for others that stand in one line."""


def totals(teams: Teams) -> Totals:
    """All totals; amounts are sums of what the calculation gave each team."""
    formats = teams.formats
    return Totals(
        formats.money(_sum(teams, "payable")),
        formats.quantity(len(teams.keys) * 10**6),
        _account(teams),
        _destination(teams),
        _budget(teams),
        _deferral(teams),
        _ties(teams),
    )


def _sum(teams: Teams, name: str) -> int:
    return sum(teams.money(name))


def _members(teams: Teams) -> int:
    return sum(int(amount) for amount in teams.result.members["amount"].tolist())


def _account(teams: Teams) -> list[Line]:
    """From entitlement to payable, as amounts that are added."""
    uncut, entitlement = _sum(teams, "entitlement_uncut"), _sum(teams, "entitlement")
    cut = [("entitlement_uncut", uncut), ("budget_effect", entitlement - uncut)] if uncut != entitlement else []
    moves = [("adjustments", _sum(teams, "adjustments")), ("less_paid_before", -_sum(teams, "paid_before"))]
    carried = [("less_carried", -_sum(teams, "carried"))]
    return [
        *_lines(teams, cut),
        _line(teams, "entitlement", entitlement, closes=bool(cut)),
        *_lines(teams, moves),
        _line(teams, "due", _sum(teams, "due"), closes=True),
        *_lines(teams, carried),
        _line(teams, "payable", _sum(teams, "payable"), closes=True),
    ]


def _destination(teams: Teams) -> list[Line]:
    return [
        _line(teams, "amounts_of_members", _members(teams)),
        replace(_line(teams, "of_which_premium", _sum(teams, "premium")), part=True),
        _line(teams, "unallocated", _sum(teams, "unallocated")),
        _line(teams, "payable", _sum(teams, "payable"), closes=True),
    ]


def _budget(teams: Teams) -> list[Line]:
    budget = teams.result.budget
    if budget is None:
        return []
    used = _sum(teams, "paid_before") + _sum(teams, "payable")
    lines = _lines(teams, [("budget_line", budget), ("budget_used", used)])
    return [*lines, _line(teams, "budget_left", budget - used, closes=True)]


def _deferral(teams: Teams) -> list[Line]:
    """What of the payable is kept back, and what stands kept back (calculation.md 13).

    Paid now is here what a stage that keeps nothing back pays, too.
    """
    if not teams.result.defers:
        return []
    names = ("deferred", "deferred_before", "released", "forfeited", "deferred_balance")
    money = {name: sum(value or 0 for value in teams.whole(name)) for name in names}
    return [
        _line(teams, "payable", _sum(teams, "payable")),
        _line(teams, "slip_less_deferred", -money["deferred"]),
        _line(teams, "paid_now", _sum(teams, "payable") - money["deferred"], closes=True),
        _line(teams, "deferred_before", money["deferred_before"]),
        _line(teams, "slip_plus_deferred", money["deferred"]),
        _line(teams, "slip_less_released", -money["released"]),
        _line(teams, "slip_less_forfeited", -money["forfeited"]),
        _line(teams, "deferred_balance", money["deferred_balance"], closes=True),
    ]


def _lines(teams: Teams, amounts: Iterable[tuple[str, int]]) -> list[Line]:
    return [_line(teams, key, amount) for key, amount in amounts]


def _line(teams: Teams, key: str, amount: int, closes: bool = False) -> Line:
    return Line(teams.texts[key], teams.formats.money(amount), amount < 0, closes)


def _ties(teams: Teams) -> list[Tie]:
    """The two differences of the workbook's Summary sheet."""
    names = ("payable", "carried", "entitlement", "adjustments", "paid_before", "unallocated")
    payable, carried, entitlement, adjustments, paid_before, unallocated = (_sum(teams, name) for name in names)
    differences = {
        "money_tie": payable + carried - (entitlement + adjustments - paid_before),
        "members_and_unallocated": _members(teams) + unallocated - payable,
    }
    return [Tie(teams.texts[key], teams.formats.money(gap), not gap) for key, gap in differences.items()]


def by_unit(teams: Teams) -> list[Group]:
    """Units by payable, the largest first; beyond twenty of them the others in one line."""
    found = _grouped(teams, teams.units)
    names = sorted(found, key=lambda name: (-found[name][2], name is None, name or ""))
    shown = names if len(names) <= MOST_GROUPS else names[: MOST_GROUPS - 1]
    groups = _groups(teams, [(name or teams.texts["inactive"], found[name]) for name in shown])
    rest = [found[name] for name in names[len(shown) :]]
    if not rest:
        return groups
    count, entitlement, payable = (sum(part) for part in zip(*rest, strict=True))
    (others,) = _groups(teams, [(teams.say("others", count=str(len(rest))), (count, entitlement, payable))])
    return [*groups, replace(others, bar=None)]


def by_stage(teams: Teams) -> list[Group]:
    """Stages in the order of the plan; those without a team are left out."""
    found = _grouped(teams, teams.stages)
    titles = [stage.title.text(teams.edition.language) for stage in teams.result.plan.stages.values()]
    names = [*dict.fromkeys(titles), None]
    return _groups(teams, [(name or teams.texts["inactive"], found[name]) for name in names if name in found])


def _grouped(teams: Teams, groups: Sequence[str | None]) -> dict[str | None, tuple[int, int, int]]:
    """Group to (teams, entitlement, payable)."""
    found: dict[str | None, tuple[int, int, int]] = {}
    amounts = zip(groups, teams.money("entitlement"), teams.money("payable"), strict=True)
    for name, entitlement, payable in amounts:
        before = found.get(name, (0, 0, 0))
        found[name] = (before[0] + 1, before[1] + entitlement, before[2] + payable)
    return found


def _groups(teams: Teams, sums: Sequence[tuple[str, tuple[int, int, int]]]) -> list[Group]:
    formats = teams.formats
    most = max((abs(payable) for _, (_, _, payable) in sums), default=0)
    whole = _sum(teams, "payable")
    return [
        Group(
            name,
            str(count),
            formats.money(entitlement),
            formats.money(payable),
            f"{decimal_text(round_half_away(1000 * payable, whole), 1)} %" if whole > 0 else NOTHING,
            bar(payable, most),
        )
        for name, (count, entitlement, payable) in sums
    ]
