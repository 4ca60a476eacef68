"""Random deferrals of a plan's stages, and money kept back in earlier periods."""

from __future__ import annotations

from random import Random

from msgspec.structs import replace

from scorecard.model.ledger import Grant, condition_text
from scorecard.model.plan import Deferral, Gate, Plan
from scorecard.model.titles import Title
from tests.reference.random_inputs import Rows

PERCENT, UNIT = 10**4, 10**6


def condition(plan: Plan, random: Random) -> Gate:
    """What one of the plan's gates compares, or the composite."""
    number = random.randint(0, 120) * UNIT
    composite = Gate("keep_if", Title("keep_if"), "composite", None, None, "at_least", number, "forfeit")
    return random.choice([*plan.gates.values(), composite])


def with_deferral(plan: Plan, random: Random, longest: int = 24) -> Plan:
    """The plan with a deferral in some of its stages."""
    stages = {}
    for id, stage in plan.stages.items():
        percent = random.choice([0, 100 * PERCENT, 20 * PERCENT, random.randint(0, 100 * PERCENT)])
        rule = Deferral(percent, random.randint(1, longest), condition(plan, random))
        stages[id] = replace(stage, deferral=rule if random.random() < 0.7 else None)
    return replace(plan, stages=stages)


def random_grants(plan: Plan, rows: Rows, period: int, random: Random) -> list[Grant]:
    """Of teams' members, of somebody who left, and of what nobody got; some are due, some are not."""
    found = []
    for row in rows["teams"]:
        people = [each["employee"] for each in rows["members"] if each["team"] == row["key"]]
        for _ in range(random.choice([0, 0, 1, 3, 6])):
            due = plan.month(period) + random.randint(-2, 3)
            person = random.choice([*people, "left", "left too", None])
            name = next((each["name"] for each in rows["members"] if each["employee"] == person), person or "")
            amount = random.choice([1, random.randint(1, 10**4), random.randint(1, 10**9)])
            text = condition_text(condition(plan, random))
            found.append(Grant("before", row["key"], person, name, due + -12, due, amount, text))
    return found
