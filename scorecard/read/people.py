"""Teams, their stages, their owners and their members (inputs.md)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from scorecard.model.numbers import QUANTITY, Bools
from scorecard.model.period import OPEN_END, OPEN_START
from scorecard.read.cells import folded
from scorecard.read.columns import Amounts, Days, Names, amounts, codes, days, keys, names_of_things, texts
from scorecard.read.frames import Columns, usable
from scorecard.read.log import MOST_COMPARED
from scorecard.read.regions import Region

LARGE_FACTOR = 3
"""No one earns three times a colleague's part; such a factor lacks its point (8 for 0.8) or its percent sign."""

_SHOWN = 20
"""Of very many keys so many are kept, of which a message shows the first."""


def team_rows(region: Region) -> Columns:
    """Rows of Teams; one with a key stays whatever else is wrong with it, so that its team is not unknown too."""
    key, name = keys(region, "team"), texts(region, "name", needed=True)
    account = keys(region, "account", needed=False)
    told = {column: texts(region, column) for column in ("account_name", "unit")}
    first, last = _spell(region)
    totals = [(region.sheet, row) in region.log.totals for row in region.rows.tolist()]
    region.bad = np.array([text is None for text in key.tolist()], bool) | np.array(totals, bool)
    return usable(region, {"key": key, "name": name, "account": account, "first": first, "last": last, **told})


@dataclass(frozen=True)
class Roster:
    """All teams, as they are offered to whoever mistyped one."""

    keys: Sequence[str]
    """Sorted; of very many only the first."""
    titles: Sequence[str]
    """What they are called; nothing of very many."""
    complete: bool
    """Whether these are all."""

    def of_title(self, title: str) -> str | None:
        """The key of the only team that is called so; none where that is a key as well."""
        return self._by_title.get(folded(title))

    @cached_property
    def _by_title(self) -> Mapping[str, str]:
        """Made once somebody asks: names of teams are compared only where one stands in place of a key."""
        every = [folded(title) for title in self.titles]
        counts = Counter([*every, *(folded(key) for key in self.keys)])
        found = zip(every, self.keys, strict=False)
        return {title: key for title, key in found if title and counts[title] == 1}


def roster(titles: Mapping[str, str]) -> Roster:
    """Of the teams with these keys, sorted, that are called so."""
    keys = tuple(titles)
    if len(keys) > MOST_COMPARED:
        return Roster(keys[:_SHOWN], (), complete=False)
    return Roster(keys, tuple(titles.values()), complete=True)


def team_names(keys_in_order: Iterable[str], all_teams: Roster, *, silent: bool) -> Names:
    """The keys of these teams, whose case counts; ``all_teams`` are those that may have been meant."""
    known = {key: index for index, key in enumerate(keys_in_order)}
    shown, meant = all_teams.keys, all_teams.of_title
    return Names(known, "unknown-team", shown, folds=False, silent=silent, meant=meant, compared=all_teams.complete)


def _spell(region: Region) -> tuple[Days, Days]:
    """First and last day of each row."""
    first, last = days(region, "from", OPEN_START), days(region, "to", OPEN_END)
    for index in np.flatnonzero(first > last).tolist():
        region.reject(index, "to", "to-before-from")
    return first, last


def stage_rows(region: Region, teams: Names) -> Columns:
    """Rows of Stages."""
    stages = names_of_things({id: stage.title for id, stage in region.log.plan.stages.items()}, "unknown-stage")
    team, stage, day = codes(region, "team", teams), codes(region, "stage", stages), days(region, "from")
    told = {column: texts(region, column) for column in ("evidence", "approved_by")}
    return usable(region, {"team": team, "stage": stage, "day": day, **told})


def owner_rows(region: Region, teams: Names) -> Columns:
    """Rows of Owners."""
    team, employee = codes(region, "team", teams), keys(region, "employee")
    name, day = texts(region, "name", needed=True), days(region, "from")
    return usable(region, {"team": team, "employee": employee, "name": name, "day": day})


def member_rows(region: Region, teams: Names) -> Columns:
    """Rows of Members; an empty personal factor is 1, one below 0 a problem."""
    roles = names_of_things({id: role.title for id, role in region.log.plan.roles.items()}, "unknown-role")
    team, employee, role = codes(region, "team", teams), keys(region, "employee"), codes(region, "role", roles)
    name = texts(region, "name", needed=True)
    factor = amounts(region, "personal_factor")
    tell_below_zero(region, "personal_factor", factor.value < 0)
    _tell_large(region, "personal_factor", factor)
    first, last = _spell(region)
    found = {"team": team, "employee": employee, "name": name, "role": role, "first": first, "last": last}
    return usable(region, {**found, "personal_factor": np.where(factor.filled, factor.value, 10**QUANTITY)})


def _tell_large(region: Region, column: str, factor: Amounts) -> None:
    """A warning for each factor that was probably meant otherwise: 105 for 1.05, 8 for 0.8."""
    large = np.flatnonzero(factor.value >= LARGE_FACTOR * 10**QUANTITY).tolist()
    region.warn(large, column, "large-factor")


def tell_below_zero(region: Region, column: str, below: Bools) -> None:
    """A problem for each number that must not be negative."""
    for index in np.flatnonzero(below).tolist():
        region.tell(index, column, "below-zero.cell")
