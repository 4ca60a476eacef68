"""Teams that are explained together find the rows that each would find alone."""

from __future__ import annotations

import pandas as pd
import pytest

from scorecard.report.explanation import derivation
from scorecard.report.explanation.facts import Facts
from scorecard.report.explanation.lookup import Lookup, Rows
from tests.report.explanation.trees import EVERY, result, trees


@pytest.mark.parametrize("name", EVERY)
def test_with_a_shared_lookup_every_team_has_the_tree_that_it_has_alone(name: str) -> None:
    found = result(name)
    lookup = Lookup(found)
    together = [derivation(Facts(found, team, "en", lookup)) for team in found.payables["team"].tolist()]
    assert together == trees(name)


def test_rows_of_one_number_keep_their_order_and_a_number_may_have_none() -> None:
    table = pd.DataFrame(
        {"team": [2, 0, 2, 0], "value": pd.array([5, None, 3, 1], dtype="Int64"), "name": list("abcd")}
    )
    rows = Rows(table, "team", 4)
    assert [row["name"] for row in rows.of(0)] == ["b", "d"]
    assert [(row["value"], row["name"]) for row in rows.of(2)] == [(5, "a"), (3, "c")]
    assert rows.of(0)[0]["value"] is pd.NA
    assert (rows.of(1), rows.of(3)) == ([], [])


def test_a_table_without_rows_has_none_for_any_number() -> None:
    assert Rows(pd.DataFrame({"team": [], "month": []}), "team", 2).of(1) == []
