"""An incentive plan, resolved: every name looked up, every default filled in, every number a scaled integer.

Scales (calculation.md, Numbers): percents and ``multiply`` 4 decimals, quantities and gate numbers 6, money the
currency's. ``read/`` makes a plan from a file; nothing else does.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from msgspec import Struct, field

from scorecard.model.period import Month
from scorecard.model.titles import Title

Total = Literal["sum", "average", "last", "max", "min"]
EachMonth = Literal["sum", "count", "average", "max", "min", "last"]
Column = Literal["threshold", "target", "stretch"]
Language = Literal["zh", "en"]

__all__ = [
    "Column",
    "Component",
    "Curve",
    "Deferral",
    "EachMonth",
    "Expression",
    "Gate",
    "Language",
    "Measure",
    "Metric",
    "OwnerRule",
    "Plan",
    "Point",
    "Role",
    "Source",
    "Stage",
    "Title",
    "Total",
]


class Source(Struct, frozen=True):
    """A sheet beyond the standard ones (inputs.md, sources)."""

    id: str
    sheets: tuple[str, ...]
    columns: Mapping[str, tuple[str, ...]]
    """Column id to the header texts it may have (besides its id)."""
    others: Literal["error", "ignore"] = "error"

    @property
    def key(self) -> Literal["team", "account"]:
        """The column that says whose row it is."""
        return "team" if "team" in self.columns else "account"


class Measure(Struct, frozen=True):
    """A number per team and month."""

    id: str
    title: Title
    total: Total = "sum"
    when_missing: Literal["error", "zero", "carry"] = "error"
    split: bool = True
    source: str | None = None
    """The source's id; None: the Actuals sheet."""
    column: tuple[str, ...] = ()
    """Source columns multiplied with each other: one or two; none where rows are counted."""
    where: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    each_month: EachMonth = "sum"


class Point(Struct, frozen=True):
    """A curve's point: x a percent (4 decimals), a quantity (6), or a column of the team's Targets row; y a percent."""

    x: int | Column
    y: int


class Curve(Struct, frozen=True):
    """Turns x into a score or a payout (calculation.md 5)."""

    id: str | None
    """Its name in the plan's ``curves``; None for a curve written in place."""
    on: Literal["attainment", "actual"]
    kind: Literal["linear", "step"]
    points: tuple[Point, ...]
    below: int = 0
    above: int | Literal["slope"] = 0
    """Already resolved: the last point's y where the plan says nothing."""

    @property
    def names(self) -> tuple[Column, ...]:
        """The Targets columns among the points, each once, in their order."""
        return tuple(dict.fromkeys(point.x for point in self.points if not isinstance(point.x, int)))


class Expression(Struct, frozen=True):
    """What a metric or a gate looks at: a measure, or measures combined (calculation.md 2)."""

    kind: Literal["measure", "ratio", "sum", "difference"]
    measures: tuple[str, ...]


class Metric(Struct, frozen=True):
    """One line of a scorecard."""

    id: str
    title: Title
    perspective: str
    actual: Expression
    curve: Curve
    target_total: Total
    """Already resolved (calculation.md 3)."""
    better: Literal["higher", "lower"] = "higher"
    formula: Literal["standard", "inverse"] = "standard"
    when_undefined: int | Literal["skip"] | None = None
    """A score, ``skip``, or None where the plan does not say (then 0, with a warning)."""
    when_no_target: int | Literal["error", "skip"] = "error"
    evidence: bool = False


class Gate(Struct, frozen=True):
    """One comparison with one effect (calculation.md 7)."""

    id: str
    title: Title
    of: Literal["actual", "attainment", "composite"]
    actual: Expression | None
    metric: str | None
    """The metric whose attainment it looks at."""
    comparison: Literal["below", "at_most", "above", "at_least"]
    number: int
    """6 decimals, whatever it is compared with."""
    effect: Literal["cap", "multiply", "forfeit"]
    caps: Mapping[str, int] = field(default_factory=dict)
    """Metric to highest score (4 decimals)."""
    multiply: int = 0
    """4 decimals: 0.8 is 8000."""
    closed_when_undefined: bool | None = None
    """None where the plan does not say: then it stays open, with a warning."""


class Component(Struct, frozen=True):
    """A part of the funding (calculation.md 9)."""

    kind: Literal["target_pool", "share", "subsidy"]
    scored: bool = True
    of: str | None = None
    """share: the measure."""
    rate: int = 0
    """share: percent, 4 decimals."""
    losses: int = 0
    """share: percent, 4 decimals."""
    amount: int = 0
    """subsidy: money a month."""


class Deferral(Struct, frozen=True):
    """Part of a payable kept back (calculation.md 13)."""

    percent: int
    """4 decimals."""
    months: int
    """Until it is released or forfeited."""
    keep_if: Gate
    """The comparison that releases it: it is released where this, as a gate, would be closed."""


class Stage(Struct, frozen=True):
    """What counts while an account is in this stage."""

    id: str
    title: Title
    weights: Mapping[str, int]
    """Metric to weight (4 decimals), in the order of the plan's metrics; they sum to 100.0000."""
    payout: Curve
    funding: tuple[Component, ...]
    gates: tuple[str, ...]
    """Those that apply, in the order of the plan's gates."""
    floor: int | None = 0
    """Percent of the target pool (4 decimals); None: no floor at all (``none``)."""
    cap: int | None = None
    deferral: Deferral | None = None


class Role(Struct, frozen=True):
    """A place in the core team, with its share of the pool (percent, 4 decimals)."""

    id: str
    title: Title
    share: int


class OwnerRule(Struct, frozen=True):
    """What the first-responsible owner gets (calculation.md 12)."""

    premium: int = 0
    needs_score: int | None = None
    outside_team: bool = False


class Plan(Struct, frozen=True):
    """One incentive plan for one fiscal year (plan.md). Mappings keep the order of the file."""

    id: str
    title: Title
    currency: str
    decimals: int
    """Decimals of the currency's money."""
    language: Language
    fiscal_year: Month
    fiscal_year_name: str | None
    basis: Literal["month", "quarter", "year"]
    stage_change: Literal["month_end", "month_start", "by_day"]
    negative_payable: Literal["carry_forward", "recover"]
    phasing: tuple[int, ...]
    """Twelve relative weights on one integer scale."""
    perspectives: Mapping[str, Title]
    measures: Mapping[str, Measure]
    sources: Mapping[str, Source]
    curves: Mapping[str, Curve]
    metrics: Mapping[str, Metric]
    gates: Mapping[str, Gate]
    stages: Mapping[str, Stage]
    roles: Mapping[str, Role]
    owner: OwnerRule
    budget_per_month: int | None = None
    sign_off: tuple[str, ...] = ()
    separate_duties: bool = True

    def month(self, index: int) -> Month:
        """The fiscal year's month by index, 0 to 11."""
        return self.fiscal_year + index

    def month_index(self, month: Month) -> int | None:
        """0 to 11, or None for a month outside the fiscal year."""
        index = month - self.fiscal_year
        return index if 0 <= index < 12 else None

    @property
    def window_months(self) -> int:
        """Months of a whole window of the plan's basis."""
        return {"month": 1, "quarter": 3, "year": 12}[self.basis]
