"""What a ledger says, shared out among groups of teams."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

from msgspec.structs import replace

from scorecard.model.ledger import Grant, Standing
from scorecard.read.parts.cut import Cut

T = TypeVar("T")


def shared_out(standing: Standing, cut: Cut) -> list[Standing]:
    """The same for each group of teams alone."""
    settled = [None] * cut.parts if standing.settled is None else _each(standing.settled, cut)
    months = [(month, _each(teams, cut)) for month, teams in standing.months.items()]
    carried = _each(standing.carried, cut)
    grants: list[list[Grant]] = [[] for _ in range(cut.parts)]
    for grant in standing.grants:
        grants[cut.of_key(grant.team)].append(grant)
    return [
        replace(
            standing,
            settled=settled[part],
            months={month: teams[part] for month, teams in months},
            grants=tuple(grants[part]),
            carried=carried[part],
        )
        for part in range(cut.parts)
    ]


def _each(teams: Mapping[str, T], cut: Cut) -> list[dict[str, T]]:
    found: list[dict[str, T]] = [{} for _ in range(cut.parts)]
    for team, value in teams.items():
        found[cut.of_key(team)][team] = value
    return found
