"""A page can lead from a number to the line that derives it."""

from __future__ import annotations

from collections import Counter

import pytest

from scorecard.model.numbers import decimal_text
from scorecard.report.explanation import node_object
from scorecard.report.explanation.node import percent, quantity
from tests.report.explanation.trees import EVERY, nodes, result, tree, trees


@pytest.mark.parametrize("name", EVERY)
def test_no_two_lines_of_a_tree_have_one_key(name: str) -> None:
    for root in trees(name):
        counted = Counter(node.key for node in nodes(root) if node.key)
        assert [key for key, count in counted.items() if count > 1] == []


@pytest.mark.parametrize("name", EVERY)
def test_the_money_of_a_team_and_of_its_segments_stands_behind_its_keys(name: str) -> None:
    found = result(name)
    for row, root in zip(found.payables.to_dict("records"), trees(name), strict=True):
        known = {node.key: node.value for node in nodes(root)}
        for key in ("payable", "due", "entitlement", "adjustments", "paid_before", "premium"):
            assert known[key] == decimal_text(row[key], found.plan.decimals)
        own = found.segments.index[found.segments["team"] == row["team"]]
        for position, segment in enumerate(own):
            for key in ("pool", "held", "earned", "scored"):
                assert known[f"s{position}.{key}"] == decimal_text(
                    found.held[key].iloc[segment].item(), found.plan.decimals
                )


@pytest.mark.parametrize("name", EVERY)
def test_the_numbers_of_a_scorecard_stand_behind_the_keys_of_their_metric(name: str) -> None:
    found, metrics = result(name), list(result(name).plan.metrics.values())
    known = {
        team: {node.key: node for node in nodes(root)} for team, root in zip(teams(name), trees(name), strict=True)
    }
    for row in found.scores.to_dict("records"):
        lines, at = known[int(found.segments["team"].iloc[row["segment"]])], metrics[row["metric"]]
        prefix = f"s{position(name, row['segment'])}.{at.id}"
        assert lines[f"{prefix}.actual"].value == quantity(row["actual"])
        assert lines[f"{prefix}.points"].value == (None if row["skipped"] else percent(row["points"]))
        if not row["skipped"]:
            assert lines[f"{prefix}.score"].value == percent(row["score"])
            assert lines[f"{prefix}.weight"].value == percent(row["weight"])
        if at.curve.on == "attainment":
            assert lines[f"{prefix}.attainment"].value == percent(row["attainment"])
            assert lines[f"{prefix}.target"].value == quantity(row["target"])


def teams(name: str) -> list[int]:
    return [int(team) for team in result(name).payables["team"].tolist()]


def position(name: str, segment: int) -> int:
    """The segment's place among those of its team."""
    team = result(name).segments["team"].to_numpy()
    return int((team[:segment] == team[segment]).sum())


def test_a_capped_score_keeps_the_one_before_the_cap() -> None:
    capped = [
        root for name in EVERY for root in trees(name) if any(n.key.endswith(".score_uncapped") for n in nodes(root))
    ]
    assert capped
    for root in capped:
        known = {node.key: node for node in nodes(root)}
        assert all(key.removesuffix("_uncapped") in known for key in known if key.endswith(".score_uncapped"))


@pytest.mark.parametrize("name", EVERY)
def test_gates_components_and_members_are_counted_as_the_result_counts_them(name: str) -> None:
    found = result(name)
    gates = list(found.plan.gates)
    keys = {team: {node.key for node in nodes(root)} for team, root in zip(teams(name), trees(name), strict=True)}
    for table, suffix in ((found.gates, "gate"), (found.pools, "component")):
        for row in table.to_dict("records"):
            own = keys[int(found.segments["team"].iloc[row["segment"]])]
            last = f"{gates[row['gate']]}.gate" if suffix == "gate" else f"f{row['component']}"
            assert f"s{position(name, row['segment'])}.{last}" in own
    for team, own in keys.items():
        members = {key for key in own if key.startswith("member.") and key.count(".") == 1}
        assert members == {f"member.{at}" for at in range(int((found.members["team"] == team).sum()))}


def test_keys_are_no_part_of_the_json() -> None:
    assert "key" not in node_object(tree("T03"))
