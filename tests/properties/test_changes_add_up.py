"""What corrections of closed months change is what their effects add up to, to the last unit, team by team."""

from __future__ import annotations

import copy
from collections import Counter
from collections.abc import Callable
from random import Random

from hypothesis import assume, given
from hypothesis import strategies as st

from scorecard.calc import calculate
from scorecard.calc.changes import changes
from scorecard.model.changes import Change
from scorecard.model.result import Result
from tests.properties.test_invariants import changed, result_of
from tests.properties.thorough import examples
from tests.reference.random_inputs import Row, Rows, random_rows
from tests.reference.random_plans import Style, Tree, random_plan
from tests.reference.scenarios import Scenario, plan_of, scenarios

RANDOM = st.integers(0, 10**6).map(Random)
NUMBERS = {
    "values": ("value",),
    "lines": ("value",),
    "pools": ("amount",),
    "targets": ("target", "baseline", "threshold", "stretch"),
    "adjustments": ("amount",),
    "members": ("personal_factor",),
}


def corrected(rows: Rows, random: Random, many: int) -> Rows:
    """The rows with some of them changed, dropped or added, as somebody who corrects months would."""
    rows = copy.deepcopy(rows)
    for _ in range(random.randint(1, many)):
        random.choice(CORRECTIONS)(rows, random)
    for each in rows.values():
        random.shuffle(each)
    return rows


def _number(rows: Rows, random: Random) -> None:
    table = random.choice(list(NUMBERS))
    if rows[table]:
        row, name = random.choice(rows[table]), random.choice(NUMBERS[table])
        if row[name] is not None:
            row[name] = max(row[name] * random.choice([0, 1, 2, 3]) // 2 + random.choice([0, 1, 10**6]), 0)


def _drop(rows: Rows, random: Random) -> None:
    table = random.choice(["values", "lines", "targets", "pools", "adjustments", "members"])
    if rows[table]:
        rows[table].remove(random.choice(rows[table]))


def _day(rows: Rows, random: Random) -> None:
    """A stage that began some days earlier or later; a team that ended then."""
    row = random.choice(rows["stages"]) if rows["stages"] else None
    if row is not None and random.random() < 0.7:
        days = {each["day"] for each in rows["stages"] if each["team"] == row["team"]}
        moved = row["day"] + random.choice([-40, -3, 3, 40])
        row["day"] = row["day"] if moved in days else moved
        return
    team = random.choice(rows["teams"])
    team["last"] = max(team["first"], team["last"] - random.choice([0, 30, 100])) if team["last"] < 10**6 else 20_500


def _stage(rows: Rows, random: Random) -> None:
    if rows["stages"]:
        random.choice(rows["stages"])["stage"] = random.choice(rows["stages"])["stage"]


def _adjust(rows: Rows, random: Random) -> None:
    team, amount = random.choice(rows["teams"])["key"], random.randint(-(10**6), 10**6)
    row = {"kind": "award", "reason": "late", "approved_by": "b"}
    rows["adjustments"].append({"team": team, "month": random.randint(0, 11), "amount": amount, **row})


def _year_of_months(rows: Rows, random: Random) -> None:
    """A team's months of the pool as one row of the year."""
    if rows["pools"]:
        team = random.choice(rows["pools"])["team"]
        own = [row for row in rows["pools"] if row["team"] == team]
        rows["pools"] = [row for row in rows["pools"] if row["team"] != team]
        rows["pools"].append({"team": team, "month": -1, "amount": sum(row["amount"] for row in own)})


def _team(rows: Rows, random: Random) -> None:
    """A team under another key: one is gone, one is new."""
    old, new = random.choice(rows["teams"])["key"], f"N{random.randint(1, 99)}"
    for table in rows.values():
        row: Row
        for row in table:
            for name in ("team", "key"):
                if row.get(name) == old:
                    row[name] = new


CORRECTIONS: list[Callable[[Rows, Random], None]] = [
    *[_number] * 8,
    *[_drop, _day, _stage, _adjust, _year_of_months] * 2,
    _team,
]


def another_plan(tree: Tree, random: Random) -> Tree:
    """The plan with some of its numbers changed, and its metrics in another order."""
    tree = copy.deepcopy(tree)
    for stage in tree["stages"].values():
        if random.random() < 0.5 and len(stage["weights"]) > 1:
            a, b = random.sample(list(stage["weights"]), 2)
            stage["weights"][a], stage["weights"][b] = stage["weights"][b], stage["weights"][a]
    if random.random() < 0.5:
        tree["metrics"] = dict(reversed(tree["metrics"].items()))
    if random.random() < 0.5:
        tree["measures"] = dict(reversed(tree["measures"].items()))
    if random.random() < 0.4:
        tree["budget"] = {"per_month": str(random.randint(1, 10**5))}
    return tree


def settled(given: Scenario) -> Result:
    result, _ = calculate(given.plan, given.inputs, given.period, {})
    assume(result is not None)
    assert result is not None
    return result


def money(result: Result) -> Counter[str]:
    """Entitlement and adjustments of each team, by key."""
    table, keys = result.payables, result.inputs.teams["key"].tolist()
    names = ("team", "entitlement", "adjustments")
    return Counter({keys[t]: e + a for t, e, a in zip(*(table[name].tolist() for name in names), strict=True)})


def effects(found: tuple[Change, ...]) -> Counter[str]:
    total: Counter[str] = Counter()
    for each in found:
        if each.team is not None:
            total[each.team] += each.effect or 0
    return total


def of(then: Scenario, now: Scenario) -> tuple[Change, ...]:
    return changes((then.plan, then.inputs), (now.plan, now.inputs), then.period)


def assert_they_add_up(then: Scenario, now: Scenario) -> tuple[Change, ...]:
    before, after = money(settled(then)), money(settled(now))
    found = of(then, now)
    total = effects(found)
    for team in {*before, *after, *total}:
        assert total[team] == after[team] - before[team], (team, found)
    return found


@examples(25)
@given(scenarios(tidy=True), RANDOM)
def test_the_effects_of_corrections_add_up_to_the_whole_difference(given: Scenario, random: Random) -> None:
    assert_they_add_up(given, changed(given, rows=corrected(given.rows, random, 12)))


@examples(8)
@given(scenarios(tidy=True), RANDOM)
def test_effects_add_up_where_there_are_too_many_to_tell_one_by_one(given: Scenario, random: Random) -> None:
    rows = copy.deepcopy(given.rows)
    for row in (*rows["values"], *rows["pools"]):
        name = "value" if "value" in row else "amount"
        row[name] += random.randint(0, 3) * 10**6 * (1 if row[name] >= 0 else -1)
    found = assert_they_add_up(given, changed(given, rows=rows))
    told = Counter(each.team for each in found if each.effect is not None and each.kind in ("value", "pool", "rest"))
    assert max(told.values(), default=0) <= 31


@examples(15)
@given(scenarios(tidy=True), RANDOM)
def test_effects_add_up_where_the_plan_changes_too(given: Scenario, random: Random) -> None:
    tree = another_plan(given.tree, random)
    assume(plan_of(tree)[0] is not None)
    assert_they_add_up(given, changed(given, tree, corrected(given.rows, random, 6)))


def stranger(given: Scenario, random: Random) -> Scenario:
    """Another plan and other inputs for the same months and the same money."""
    style = Style(random, tidy=True, rising=False, scale=1000)
    tree = random_plan(style) | {key: given.tree[key] for key in ("currency", "fiscal_year")}
    plan, _ = plan_of(tree)
    assume(plan is not None)
    assert plan is not None
    period = given.plan.month_index(given.period)
    assert period is not None
    return Scenario(0, tree, plan, random_rows(plan, style, period), given.period, None)


@examples(12)
@given(scenarios(tidy=True), RANDOM)
def test_effects_add_up_between_two_strangers(given: Scenario, random: Random) -> None:
    """Whatever ids they share, and whatever cannot be calculated in between."""
    assert_they_add_up(given, stranger(given, random))


@examples(15)
@given(scenarios(), RANDOM)
def test_where_nothing_differs_nothing_is_told_whatever_the_order_of_rows(given: Scenario, random: Random) -> None:
    result_of(given)
    rows = copy.deepcopy(given.rows)
    for each in rows.values():
        random.shuffle(each)
    assert of(given, changed(given, rows=rows)) == ()


@examples(15)
@given(scenarios(tidy=True), RANDOM)
def test_what_is_of_later_months_is_not_told(given: Scenario, random: Random) -> None:
    result_of(given)
    rows, closed = copy.deepcopy(given.rows), given.plan.month_index(given.period)
    assert closed is not None
    for table in ("values", "lines", "pools", "targets", "adjustments"):
        for row in rows[table]:
            if row["month"] > closed:
                row.update({name: 7 for name in NUMBERS[table] if row[name] is not None})
    assert of(given, changed(given, rows=rows)) == ()
