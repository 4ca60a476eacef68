"""The calculation and the reference agree on every number, and on what is wrong."""

from __future__ import annotations

from hypothesis import given

from scorecard.calc import calculate
from tests.properties.thorough import examples
from tests.reference.calculator import reference
from tests.reference.compare import differences
from tests.reference.scenarios import Scenario, scenarios


def disagreements(given: Scenario) -> list[tuple[str, object, object]]:
    expected = reference(given.plan, given.inputs, given.period, given.ledger)
    return differences(expected, *calculate(given.plan, given.inputs, given.period, given.ledger))


@examples(120)
@given(scenarios(tidy=True))
def test_every_number_is_that_of_the_reference(given: Scenario) -> None:
    assert disagreements(given) == []


@examples(40)
@given(scenarios(tidy=False))
def test_the_problems_are_those_of_the_reference(given: Scenario) -> None:
    assert disagreements(given) == []
