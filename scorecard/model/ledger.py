"""What a ledger of closed periods tells a calculation and its pages (ledger.md)."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from msgspec import Struct, field

from scorecard.model.period import Month
from scorecard.model.plan import Expression, Gate
from scorecard.model.titles import Title

DIGITS = 12
"""Of a digest, where it is only named."""


class Grant(Struct, frozen=True):
    """Money kept back from one person of a team, neither released nor forfeited yet (calculation.md 13)."""

    plan: str
    """Id of the plan under which it was granted."""
    team: str
    employee: str | None
    """None: what was unallocated."""
    name: str
    period: Month
    """In which it was granted."""
    due: Month
    """With whose closing it is released or forfeited."""
    amount: int
    """Money, above 0."""
    keep_if: str
    """The comparison that releases it, as ``condition_text`` writes it: that of the plan when it was granted."""


class Signature(Struct, frozen=True):
    """A sign-off of exactly one result."""

    role: str
    by: str
    moment: str
    """ISO 8601, to the second, UTC."""
    note: str
    result: str
    """SHA-256 of result.json."""
    plan_file: str
    """SHA-256 of the plan's file."""


class Standing(Struct, frozen=True):
    """How a plan stands in the ledger before a period is calculated.

    Money is in units of the currency's last decimal; teams go by their keys.
    """

    digest: str
    """Of the newest closing or void of the plan's chain; empty where there is none."""
    newest: str = ""
    """Of the newest entry of the whole ledger: names its state."""
    state: str = ""
    """Of the newest closing or void of the plan's line: on it the next one is appended."""
    others: tuple[str, ...] = ()
    """Where the plan has no closing before the period: other plans with closings in the same fiscal year."""
    closed: Month | None = None
    """The newest closed period before this one in the fiscal year."""
    closing: str = ""
    """The digest of that closing."""
    settled: Mapping[str, tuple[int, int]] | None = None
    """That closing's paid_before and payable of every team; None without one."""
    months: Mapping[Month, Mapping[str, tuple[int, int]]] = field(default_factory=dict)
    """Entitlement and payable of every team in each closed month of the fiscal year before this one."""
    grants: tuple[Grant, ...] = ()
    """All that is still kept back, of this plan and of those of the years before."""
    carried: Mapping[str, int] = field(default_factory=dict)
    """What the last closing of the year before carried, as long as this year has no closing; only what is not 0."""
    signatures: tuple[Signature, ...] = ()
    """Sign-offs of results of the period."""

    @property
    def since(self) -> Month | None:
        """The first closed month of the fiscal year; None where none before the period is."""
        return min(self.months, default=None)

    @property
    def paid_before(self) -> Mapping[str, int] | None:
        """The sum of both, where it is not 0 (calculation.md 11)."""
        if self.settled is None:
            return None
        return {team: sum(money) for team, money in self.settled.items() if sum(money)}


def condition_text(gate: Gate) -> str:
    """A gate's comparison as canonical JSON, without its effect."""
    actual = None if gate.actual is None else {"kind": gate.actual.kind, "measures": list(gate.actual.measures)}
    said = {
        "of": gate.of,
        "actual": actual,
        "metric": gate.metric,
        "comparison": gate.comparison,
        "number": gate.number,
        "closed_when_undefined": gate.closed_when_undefined,
    }
    return json.dumps({key: value for key, value in said.items() if value is not None}, sort_keys=True)


def condition_of(text: str) -> Gate:
    """The comparison that ``condition_text`` wrote; a gate that closes where it holds."""
    said: dict[str, Any] = json.loads(text)
    actual = said.get("actual")
    expression = None if actual is None else Expression(actual["kind"], tuple(actual["measures"]))
    return Gate(
        id="keep_if",
        title=Title("keep_if"),
        of=said["of"],
        actual=expression,
        metric=said.get("metric"),
        comparison=said["comparison"],
        number=said["number"],
        effect="forfeit",
        closed_when_undefined=said.get("closed_when_undefined"),
    )
