"""What finance wants to see before anything else: one finding a kind, with the teams that it concerns."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec import Struct
from msgspec.structs import replace

from scorecard.calc.gate_costs import gate_costs
from scorecard.report import changes as told
from scorecard.report.pages.review.finding import Case, Finding
from scorecard.report.pages.review.teams import Teams, person, texts_of
from scorecard.report.pages.review.warned import MOST_MESSAGES, warned

MOST_CASES = 6
LONGEST = 60
"""Characters of a person in a case; the table below has the whole name."""
WARNED = "warned"
"""The mark of every team that has a warning."""


class CaseView(Struct, frozen=True):
    """A team of a finding."""

    link: str
    key: str
    name: str
    detail: str


class FindingView(Struct, frozen=True):
    """A finding with its heaviest cases; ``more`` counts the others, ``more_teams`` the teams that these are of."""

    key: str
    title: str
    teams: str
    money: str
    negative: bool
    messages: bool
    cases: Sequence[CaseView]
    more: int
    more_teams: int
    link: str
    """Where all of a single team stands; empty where the table shows all teams."""


def findings(teams: Teams) -> list[Finding]:
    """All kinds that occur, those that cost money first; warnings at the end, a finding a code."""
    money = [
        _amounts(teams, "budget_cut", _difference(teams, "entitlement", "entitlement_uncut")),
        _amounts(teams, "unallocated_money", teams.money("unallocated")),
        _forfeited(teams),
        _closed(teams),
        _amounts(teams, "carried_money", teams.money("carried")),
        _amounts(teams, "negative", [min(amount, 0) for amount in teams.money("payable")]),
        _limited(teams),
        _amounts(teams, "adjusted", teams.money("adjustments")),
        _changed_months(teams),
    ]
    people = [
        Finding("no_owner", teams.texts["no_owner"], _without(teams.owners)),
        _changed_owners(teams),
        Finding("out_of_stage", teams.texts["out_of_stage"], _without(teams.stages)),
        _changed_stages(teams),
        _left_out(teams),
    ]
    return [found for found in (*money, *people, *warned(teams)) if found.cases]


def marks(teams: Teams, found: Sequence[Finding]) -> dict[str, list[int]]:
    """What the table can be filtered by: key of a finding, or ``warned``, to its rows."""
    concerned = {row for row, _ in teams.warnings if row is not None}
    by_key = {each.key: {case.row for case in each.cases} for each in found}
    return {key: sorted(rows) for key, rows in {WARNED: concerned, **by_key}.items() if rows}


def finding_views(teams: Teams, found: Sequence[Finding]) -> list[FindingView]:
    """The findings as they are shown, of each the heaviest cases."""
    return [_view(teams, each) for each in found]


def _view(teams: Teams, found: Finding) -> FindingView:
    most = MOST_MESSAGES if found.messages else MOST_CASES
    rows = {case.row for case in found.cases}
    ordered = sorted(found.cases, key=lambda case: (-case.weight, case.row))
    cases, others = ordered[:most], ordered[most:]
    return FindingView(
        found.key,
        found.title,
        str(len(rows)),
        "" if found.money is None else teams.formats.signed(found.money),
        (found.money or 0) < 0,
        found.messages,
        [CaseView(teams.links[each.row], teams.keys[each.row], teams.names[each.row], each.detail) for each in cases],
        len(others),
        len({case.row for case in others}),
        f"{teams.links[cases[0].row]}{'#warnings' if found.messages else ''}" if len(rows) == 1 else "",
    )


def _difference(teams: Teams, name: str, less: str) -> list[int]:
    return [a - b for a, b in zip(teams.money(name), teams.money(less), strict=True)]


def _amounts(teams: Teams, key: str, amounts: Sequence[int]) -> Finding:
    """The teams with an amount other than 0."""
    signed = teams.formats.signed
    cases = [Case(row, signed(amount), abs(amount)) for row, amount in enumerate(amounts) if amount]
    return Finding(key, teams.texts[key], cases, sum(amounts))


def _without(values: Iterable[str | None]) -> list[Case]:
    return [Case(row) for row, value in enumerate(values) if value is None]


def _rows(teams: Teams, segments: Iterable[int]) -> list[int]:
    """The row of each segment."""
    team = teams.result.segments["team"].tolist()
    return [teams.row_of[team[segment]] for segment in segments]


def _gate_titles(teams: Teams) -> list[str]:
    return [gate.title.text(teams.edition.language) for gate in teams.result.plan.gates.values()]


def _titled(key: str, teams: Teams, pairs: Iterable[tuple[int, str]]) -> Finding:
    """A finding whose details are titles, each once a team."""
    found: dict[int, dict[str, None]] = {}
    for row, title in pairs:
        found.setdefault(row, {})[title] = None
    cases = [Case(row, ", ".join(titles), len(titles)) for row, titles in sorted(found.items())]
    return Finding(key, teams.texts[key], cases)


def _forfeited(teams: Teams) -> Finding:
    """What forfeits took, as the statements' waterfalls have it."""
    held = teams.result.held[teams.result.held["forfeited_by"] >= 0]
    taken = _forfeits(teams) if len(held) else []
    segments = held["segment"].tolist()
    return _gated("forfeited", teams, segments, held["forfeited_by"].tolist(), [taken[each] for each in segments])


def _forfeits(teams: Teams) -> Sequence[int]:
    """What a forfeit makes in each segment, in money."""
    return teams.edition.lookup.bridge["forfeited"]


def _closed(teams: Teams) -> Finding:
    """What closed gates cost, those that forfeit too, as the workbook's sheet of gates has it."""
    gates = teams.result.gates
    closed = gates["closed"].to_numpy(bool)
    costs = gate_costs(teams.result)[closed].tolist() if closed.any() else []
    segments, codes = (gates.loc[closed, name].tolist() for name in ("segment", "gate"))
    forfeits = (teams.result.held["forfeited_by"] >= 0).any()
    found = _gated("closed_gates", teams, segments, codes, [-cost for cost in costs])
    return replace(found, title=teams.texts["closed_forfeiting"]) if forfeits else found


def _gated(key: str, teams: Teams, segments: Sequence[int], gates: Sequence[int], changes: Sequence[int]) -> Finding:
    """A finding whose details are gates, each once a team, and what they made of the team's money."""
    known, titles, made = _gate_titles(teams), dict[int, dict[str, None]](), dict[int, int]()
    for row, gate, change in zip(_rows(teams, segments), gates, changes, strict=True):
        titles.setdefault(row, {})[known[gate]] = None
        made[row] = made.get(row, 0) + int(change)
    cases = [
        Case(row, f"{', '.join(names)} {teams.formats.signed(made[row])}", abs(made[row]))
        for row, names in sorted(titles.items())
    ]
    return Finding(key, teams.texts[key], cases, sum(made.values()) if cases else None)


def _limited(teams: Teams) -> Finding:
    """What floor and cap added or took, where a gate did not forfeit it all the same."""
    held = teams.result.held[teams.result.held["held_by"] > 0]
    if (held["forfeited_by"] >= 0).any():
        taken = _forfeits(teams)
        held = held[[not taken[segment] for segment in held["segment"].tolist()]]
    changes: dict[int, int] = {}
    columns = (held[name].tolist() for name in ("segment", "earned", "held"))
    segments, earned, kept = columns
    for row, before, after in zip(_rows(teams, segments), earned, kept, strict=True):
        changes[row] = changes.get(row, 0) + int(after) - int(before)
    cases = [Case(row, teams.formats.signed(change), abs(change)) for row, change in sorted(changes.items())]
    return Finding("limited", teams.texts["limited"], cases, sum(changes.values()))


def _changed_months(teams: Teams) -> Finding:
    """The teams of which a value of a closed month differs today, and what of it flows into this due."""
    found = told.by_team(teams.result.changes or ())
    rows = teams.row_of_key
    sums = {rows[key]: (told.total(of), told.count(of)) for key, of in found.items() if key is not None and key in rows}
    cases = [
        Case(row, teams.say("values_changed", money=teams.formats.signed(money), count=str(count)), abs(money or 0))
        for row, (money, count) in sorted(sums.items())
    ]
    title = teams.say("closed_changed", month=str(told.closed_month(teams.result)))
    return Finding("closed_changed", title, cases, told.added(money for money, _ in sums.values()))


def _changed_owners(teams: Teams) -> Finding:
    """Who took over from whom within the fiscal year, up to the period."""
    result = teams.result
    rows = result.inputs.owners.sort_values(["team", "day"], kind="stable")
    team, day = rows["team"].tolist(), rows["day"].tolist()
    who = [_short(person(*each)) for each in zip(texts_of(rows["name"]), rows["employee"].tolist(), strict=True)]
    first, last = result.plan.fiscal_year.first_day, result.period.last_day
    changes = [
        (teams.row_of[of], since, teams.say("from_to", day=teams.formats.day(since), before=before, after=after))
        for of, earlier, since, before, after in zip(team[1:], team, day[1:], who, who[1:], strict=False)
        if of == earlier and before != after and first <= since <= last and of in teams.row_of
    ]
    by_row: dict[int, list[str]] = {}
    for row, _, text in changes:
        by_row.setdefault(row, []).append(text)
    newest = {row: since for row, since, _ in changes}
    cases = [Case(row, teams.texts["then"].join(texts), newest[row]) for row, texts in by_row.items()]
    return Finding("owner_changed", teams.texts["owner_changed"], cases)


def _short(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"


def _changed_stages(teams: Teams) -> Finding:
    """The stages of teams that were in more than one this year, in the order of time."""
    titles = [stage.title.text(teams.edition.language) for stage in teams.result.plan.stages.values()]
    stages: dict[int, list[str]] = {}
    codes = teams.result.segments["stage"].tolist()
    for row, code in zip(_rows(teams, range(len(codes))), codes, strict=True):
        known = stages.setdefault(row, [])
        if not known or known[-1] != titles[code]:
            known.append(titles[code])
    cases = [Case(row, " → ".join(names)) for row, names in sorted(stages.items()) if len(names) > 1]
    return Finding("stage_changed", teams.texts["stage_changed"], cases)


def _left_out(teams: Teams) -> Finding:
    scores = teams.result.scores[teams.result.scores["skipped"] > 0]
    titles = [metric.title.text(teams.edition.language) for metric in teams.result.plan.metrics.values()]
    metrics = (titles[metric] for metric in scores["metric"].tolist())
    return _titled("left_out_metrics", teams, zip(_rows(teams, scores["segment"].tolist()), metrics, strict=True))
