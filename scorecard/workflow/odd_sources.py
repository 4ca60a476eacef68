"""What is odd about the rows of sources: a month that was pasted twice."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from scorecard.model.inputs import Inputs, Sheet
from scorecard.model.plan import Plan
from scorecard.model.problems import Problem
from scorecard.workflow.filled import place_of

ENOUGH = 8
"""So many rows do not all stand there twice by chance."""
_Key = tuple[int, int]
"""Sheet and month."""
Doubled = Mapping[_Key, tuple[int, bool]]
"""How many rows, and whether each of them stands there an even number of times."""
_SAME = ["sheet", "month", "team", "measure", "day", "value"]


def doubled_rows(plan: Plan, inputs: Inputs, period: int) -> Doubled:
    """Of every sheet and month of sources, up to the period."""
    amounts = [index for index, each in enumerate(plan.measures.values()) if each.column]  # what is counted is alike
    rows = inputs.lines
    rows = rows[(rows["month"].to_numpy() <= period) & rows["measure"].isin(amounts).to_numpy()]
    if rows.empty:
        return {}
    sizes = rows.groupby(["sheet", "month"])["row"].nunique()
    even = (rows.groupby(_SAME).size() % 2 == 0).groupby(level=["sheet", "month"]).all()
    keys = [(int(sheet), int(month)) for sheet, month in sizes.index]
    return dict(zip(keys, zip(sizes.tolist(), even.tolist(), strict=True), strict=True))


def doubled_months(plan: Plan, sheets: Sequence[Sheet], groups: Sequence[Doubled]) -> Iterator[Problem]:
    """A warning for each month of a sheet in which every row stands twice; ``groups`` are all teams."""
    for key in sorted(set().union(*groups)):
        own = [each[key] for each in groups if key in each]
        count = sum(rows for rows, _ in own)
        if count >= ENOUGH and all(even for _, even in own):
            sheet, month = key
            args = {"month": str(plan.month(month)), "count": str(count)}
            yield Problem("source-doubled", args, place_of(sheets[sheet]), "warning")
