"""A curve as a spreadsheet formula over its cells on the Plan sheet, or over a row's own values (calculation.md 5)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from scorecard.model.plan import Curve
from scorecard.report.workbook.plan_sheet import PlanCells


def curve_formula(cells: PlanCells, curve: Curve, x: str, own: Mapping[str, str], falling: bool) -> str:
    """y at ``x``, without the leading ``=``; ``own`` are the addresses of the row's threshold, target and stretch."""
    addresses = cells.points[id(curve)]
    xs = [own[p.x] if isinstance(p.x, str) else address[0] for p, address in zip(curve.points, addresses, strict=True)]
    ys = [address[1] for address in addresses]
    below, above = cells.ends[id(curve)]
    worse = ">" if falling else "<"
    tail = _beyond(curve, x, xs, ys, above)
    for index in range(len(xs) - 1, 0, -1):
        tail = f"IF({x}{worse}{xs[index]},{_between(curve, x, xs, ys, index - 1)},{tail})"
    return f"ROUND(IF({x}{worse}{xs[0]},{below},{tail}),4)"


def _between(curve: Curve, x: str, xs: Sequence[str], ys: Sequence[str], left: int) -> str:
    if curve.kind == "step":
        return ys[left]
    return _line(x, xs[left : left + 2], ys[left : left + 2], 0)


def _line(x: str, xs: Sequence[str], ys: Sequence[str], start: int) -> str:
    """y on the line through two points, reckoned from the one or the other."""
    rise, run = difference(ys[1], ys[0]), difference(xs[1], xs[0])
    return f"{ys[start]}+{rise}*{difference(x, xs[start])}/{run}"


def difference(one: str, other: str) -> str:
    """What two numbers of at most 6 decimals differ by: of near ones a double has lost the last digits."""
    return f"ROUND({one}-{other},6)"


def _beyond(curve: Curve, x: str, xs: Sequence[str], ys: Sequence[str], above: str) -> str:
    """At the last point, and better than it."""
    if curve.above == "slope":
        return _line(x, xs[-2:], ys[-2:], 1)
    return ys[-1] if curve.above == curve.points[-1].y else f"IF({x}={xs[-1]},{ys[-1]},{above})"
