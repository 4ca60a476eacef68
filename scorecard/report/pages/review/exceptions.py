"""What finance wants to see before anything else: one finding a kind, with the teams that it concerns."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from scorecard.model.messages import message
from scorecard.report.pages.review.teams import Teams, person, texts_of

MOST_CASES = 6
MOST_MESSAGES = 3
LONGEST = 60
"""Characters of a person in a case; the table below has the whole name."""
MOST_WHOLE = 20
"""Warnings of the whole run that are written out."""
WARNED = "warned"
"""The mark of every team that has a warning."""


@dataclass(frozen=True, slots=True)
class Case:
    """A team that a finding concerns: its row, what is to be said of it, and how much it weighs."""

    row: int
    detail: str = ""
    weight: int = 0


@dataclass(frozen=True, slots=True)
class Finding:
    """A kind of exception; ``money`` is the sum where adding makes sense."""

    key: str
    title: str
    cases: Sequence[Case]
    money: int | None = None
    messages: bool = False
    """The details are whole sentences."""


@dataclass(frozen=True, slots=True)
class CaseView:
    """A team of a finding."""

    link: str
    key: str
    name: str
    detail: str


@dataclass(frozen=True, slots=True)
class FindingView:
    """A finding with its heaviest cases; ``more`` counts the others."""

    key: str
    title: str
    teams: str
    money: str
    negative: bool
    messages: bool
    cases: Sequence[CaseView]
    more: int
    several: bool


@dataclass(frozen=True, slots=True)
class RunWarning:
    """A warning that concerns no single team."""

    code: str
    text: str
    place: str


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
    ]
    people = [
        Finding("no_owner", teams.texts["no_owner"], _without(teams.owners)),
        _changed_owners(teams),
        Finding("out_of_stage", teams.texts["out_of_stage"], _without(teams.stages)),
        _changed_stages(teams),
        _left_out(teams),
    ]
    return [found for found in (*money, *people, *_warned(teams)) if found.cases]


def marks(teams: Teams, found: Sequence[Finding]) -> dict[str, list[int]]:
    """What the table can be filtered by: key of a finding, or ``warned``, to its rows."""
    warned = {row for row, _ in teams.warnings if row is not None}
    by_key = {each.key: {case.row for case in each.cases} for each in found}
    return {key: sorted(rows) for key, rows in {WARNED: warned, **by_key}.items() if rows}


def finding_views(teams: Teams, found: Sequence[Finding]) -> list[FindingView]:
    """The findings as they are shown, of each the heaviest cases."""
    return [_view(teams, each) for each in found]


def run_warnings(teams: Teams) -> tuple[list[RunWarning], int]:
    """The first warnings of the whole run, and how many more there are."""
    own = [problem for row, problem in teams.warnings if row is None]
    shown = [
        RunWarning(each.code, message(each, teams.edition.language), "" if each.place is None else str(each.place))
        for each in own[:MOST_WHOLE]
    ]
    return shown, len(own) - len(shown)


def _view(teams: Teams, found: Finding) -> FindingView:
    most = MOST_MESSAGES if found.messages else MOST_CASES
    rows = {case.row for case in found.cases}
    cases = sorted(found.cases, key=lambda case: (-case.weight, case.row))[:most]
    return FindingView(
        found.key,
        found.title,
        str(len(rows)),
        "" if found.money is None else teams.formats.signed(found.money),
        (found.money or 0) < 0,
        found.messages,
        [CaseView(teams.links[each.row], teams.keys[each.row], teams.names[each.row], each.detail) for each in cases],
        len(rows - {case.row for case in cases}),
        len(rows) > 1,
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
    held = teams.result.held[teams.result.held["forfeited_by"] >= 0]
    titles = _gate_titles(teams)
    gates = (titles[gate] for gate in held["forfeited_by"].tolist())
    return _titled("forfeited", teams, zip(_rows(teams, held["segment"].tolist()), gates, strict=True))


def _closed(teams: Teams) -> Finding:
    closed = teams.result.gates[teams.result.gates["closed"].to_numpy(bool)]
    titles = _gate_titles(teams)
    gates = (titles[gate] for gate in closed["gate"].tolist())
    return _titled("closed_gates", teams, zip(_rows(teams, closed["segment"].tolist()), gates, strict=True))


def _limited(teams: Teams) -> Finding:
    """What floor and cap added or took."""
    held = teams.result.held[teams.result.held["held_by"] > 0]
    changes: dict[int, int] = {}
    columns = (held[name].tolist() for name in ("segment", "earned", "held"))
    segments, earned, kept = columns
    for row, before, after in zip(_rows(teams, segments), earned, kept, strict=True):
        changes[row] = changes.get(row, 0) + int(after) - int(before)
    cases = [Case(row, teams.formats.signed(change), abs(change)) for row, change in sorted(changes.items())]
    return Finding("limited", teams.texts["limited"], cases, sum(changes.values()))


def _changed_owners(teams: Teams) -> Finding:
    """Who took over from whom within the fiscal year, up to the period."""
    result = teams.result
    rows = result.inputs.owners.sort_values(["team", "day"], kind="stable")
    team, day = rows["team"].tolist(), rows["day"].tolist()
    who = [_short(person(*each)) for each in zip(texts_of(rows["name"]), rows["employee"].tolist(), strict=True)]
    first, last = result.plan.fiscal_year.first_day, result.period.last_day
    cases = [
        Case(teams.row_of[of], teams.say("from_to", day=teams.formats.day(since), before=before, after=after), since)
        for of, earlier, since, before, after in zip(team[1:], team, day[1:], who, who[1:], strict=False)
        if of == earlier and before != after and first <= since <= last and of in teams.row_of
    ]
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


def _warned(teams: Teams) -> list[Finding]:
    """A finding for each code among the warnings of teams."""
    language = teams.edition.language
    by_code: dict[str, list[Case]] = {}
    for row, problem in teams.warnings:
        if row is not None:
            cases = by_code.setdefault(problem.code, [])
            cases.append(Case(row, message(problem, language) if len(cases) < MOST_MESSAGES else ""))
    return [
        Finding(f"warning-{code}", teams.say("warning_of", code=code), cases, messages=True)
        for code, cases in sorted(by_code.items())
    ]


def warnings_of(teams: Teams) -> Mapping[int, int]:
    """Row to its number of warnings."""
    counts: dict[int, int] = {}
    for row, _ in teams.warnings:
        if row is not None:
            counts[row] = counts.get(row, 0) + 1
    return counts
