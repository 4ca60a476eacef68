"""What changed most against the month before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import Struct

from scorecard.report.pages.pictures import Bar, bar
from scorecard.report.pages.review.teams import Teams

MOST_MOVEMENTS = 10


class Movement(Struct, frozen=True):
    """A team's payable of the month before and of this one."""

    link: str
    key: str
    name: str
    before: str
    now: str
    change: str
    entitlement: str
    """The change of the entitlement, a dash where the month before's is not known."""
    negative: bool
    bar: Bar


class Movements(Struct, frozen=True):
    """The largest movements, or why there are none."""

    title: str
    before: str
    """The heading of the month before's payable."""
    against: str
    """The heading of the change."""
    rows: Sequence[Movement]
    total: Movement | None
    """Of all teams together."""
    note: str


class _Month(Struct, frozen=True):
    """The month before: payable by team (index), entitlement where it is known."""

    payable: Mapping[int, int]
    entitlement: Mapping[int, int]
    note: str


def movements(teams: Teams) -> Movements:
    """By the size of payable's change."""
    earlier, why = _month_before(teams)
    if earlier is None:
        return Movements(teams.texts["movements_plain"], "", "", (), None, teams.texts[why])
    month = teams.formats.month(teams.result.period + -1)
    title, before, against = (teams.say(key, month=month) for key in ("movements", "payable_before", "against"))
    rows = _largest(teams, earlier)
    note = teams.texts[earlier.note if rows else "no_movements"]
    return Movements(title, before, against, rows, _total(teams, earlier) if rows else None, note)


def _month_before(teams: Teams) -> tuple[_Month | None, str]:
    """The month before, or the text that says why it is not known."""
    result = teams.result
    period = result.plan.month_index(result.period) or 0
    if not period:
        return None, "first_month"
    if result.paid_before_from == "paid":
        return _Month(_paid(teams, period - 1), {}, "paid_rows_note"), ""
    rows = result.monthly[result.monthly["month"] == period - 1]
    if not len(rows):
        return None, "months_unknown"
    names = ("team", "payable", "entitlement")
    team, payable, entitlement = ([int(value) for value in rows[name].tolist()] for name in names)
    known = dict(zip(team, payable, strict=True)), dict(zip(team, entitlement, strict=True))
    return _Month(*known, f"{result.paid_before_from}_note"), ""


def _paid(teams: Teams, month: int) -> dict[int, int]:
    """The Paid rows of a month; a team without any was paid nothing."""
    paid = teams.result.inputs.paid
    rows = paid[paid["month"] == month]
    found = dict.fromkeys(teams.row_of, 0)
    for team, amount in zip(rows["team"].tolist(), rows["amount"].tolist(), strict=True):
        found[team] = found.get(team, 0) + int(amount)
    return found


def _largest(teams: Teams, earlier: _Month) -> list[Movement]:
    now = teams.money("payable")
    changes = {team: now[row] - earlier.payable.get(team, 0) for team, row in teams.row_of.items()}
    moved = sorted((team for team in changes if changes[team]), key=lambda team: (-abs(changes[team]), team))
    entitled = teams.money("entitlement")
    most = abs(changes[moved[0]]) if moved else 0
    return [
        _movement(
            teams,
            (teams.links[row], teams.keys[row], teams.names[row]),
            (now[row] - changes[team], now[row]),
            entitled[row] - earlier.entitlement[team] if team in earlier.entitlement else None,
            most,
        )
        for team in moved[:MOST_MOVEMENTS]
        for row in (teams.row_of[team],)
    ]


def _total(teams: Teams, earlier: _Month) -> Movement:
    before, now = (sum(earlier.payable.get(team, 0) for team in teams.row_of), sum(teams.money("payable")))
    known = sum(earlier.entitlement.get(team, 0) for team in teams.row_of)
    entitlement = sum(teams.money("entitlement")) - known if earlier.entitlement else None
    return _movement(teams, ("", teams.texts["all_teams"], ""), (before, now), entitlement, 0)


def _movement(
    teams: Teams, who: tuple[str, str, str], payable: tuple[int, int], entitlement: int | None, most: int
) -> Movement:
    formats, (before, now) = teams.formats, payable
    return Movement(
        *who,
        formats.money(before),
        formats.money(now),
        formats.signed(now - before),
        formats.signed(entitlement),
        now < before,
        bar(now - before, most),
    )
