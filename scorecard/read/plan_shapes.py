"""The shape of a plan file: which keys there are and what each may hold (plan.md). Names are looked up later."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Discriminator,
    Field,
    StringConstraints,
    Tag,
    WithJsonSchema,
)
from pydantic_core import PydanticCustomError

NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?")
WHOLE_DIGITS = 12


def _number(decimals: int | None) -> BeforeValidator:
    def parse(value: object) -> object:
        if not isinstance(value, str) or not NUMBER.fullmatch(value):
            raise PydanticCustomError("not-a-number.key", "", {"value": shown(value)})
        whole, _, fraction = value.lstrip("-").partition(".")
        if len(whole.lstrip("0")) > WHOLE_DIGITS:
            raise PydanticCustomError("number-too-large.key", "", {"value": value})
        if decimals is not None and len(fraction) > decimals:
            raise PydanticCustomError("too-many-decimals", "", {"value": value, "decimals": str(decimals)})
        return Decimal(value)

    return BeforeValidator(parse)


def _schema(description: str) -> WithJsonSchema:
    return WithJsonSchema(
        {"type": ["number", "string"], "pattern": "^-?[0-9]+(\\.[0-9]+)?$", "description": description}
    )


def shown(value: object) -> str:
    """A value as a person would call it."""
    if isinstance(value, dict):
        return "{...}"
    return "[...]" if isinstance(value, list) else str(value)


def _truth(value: object) -> object:
    if value not in ("true", "false"):
        raise PydanticCustomError("not-true-or-false", "", {"value": shown(value)})
    return value == "true"


def _title(value: object) -> object:
    return {"": value} if isinstance(value, str) else value


def _many(value: object) -> object:
    return [value] if isinstance(value, str) else value


Percent = Annotated[Decimal, _number(4), _schema("percent or factor, at most 4 decimals")]
Quantity = Annotated[Decimal, _number(6), _schema("number, at most 6 decimals")]
Money = Annotated[Decimal, _number(None), _schema("money, at most the currency's decimals")]
Weight = Annotated[Decimal, _number(6), _schema("relative weight")]
Truth = Annotated[bool, BeforeValidator(_truth)]
Name = Annotated[str, StringConstraints(min_length=1)]
Id = Annotated[str, StringConstraints(pattern=r"^[A-Za-z][A-Za-z0-9_-]*$")]
PlanId = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
Text = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]
Titles = Annotated[
    dict[str, Text],
    BeforeValidator(_title),
    WithJsonSchema(
        {"anyOf": [{"type": "string"}, {"type": "object", "additionalProperties": {"type": "string"}}],
         "description": "a text, or language: text"}
    ),
]  # fmt: skip
Names = Annotated[
    list[Name],
    BeforeValidator(_many),
    WithJsonSchema({"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]}),
]
Total = Literal["sum", "average", "last", "max", "min"]


def _kind(value: object) -> str:
    return "name" if isinstance(value, str) else "shape"


class Shape(BaseModel):
    """Unknown keys are errors."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Titled(Shape):
    """A thing with a title."""

    title: Titles | None = None


class ProductShape(Shape):
    """Two source columns multiplied, row by row."""

    product: Annotated[list[Name], Field(min_length=2, max_length=2)]


ColumnUse = Annotated[Annotated[Name, Tag("name")] | Annotated[ProductShape, Tag("shape")], Discriminator(_kind)]


class MeasureShape(Titled):
    """A number per team and month."""

    total: Total = "sum"
    when_missing: Literal["error", "zero", "carry"] = "error"
    split: Truth = True
    from_: Annotated[Name | None, Field(alias="from")] = None
    column: ColumnUse | None = None
    where: dict[Name, Names] = {}
    each_month: Literal["sum", "count", "average", "max", "min", "last"] = "sum"


class SourceShape(Shape):
    """A sheet beyond the standard ones."""

    sheet: Names
    columns: dict[Name, Names]
    others: Literal["error", "ignore"] = "error"


def _point_x(value: object) -> object:
    if value in ("threshold", "target", "stretch"):
        return value
    if isinstance(value, str) and re.fullmatch(r"[A-Za-z_ ]+", value):
        raise PydanticCustomError("point-name", "", {"value": value})
    return value


PointX = Annotated[
    Annotated[Literal["threshold", "target", "stretch"], Tag("name")] | Annotated[Quantity, Tag("number")],
    Discriminator(lambda v: "name" if v in ("threshold", "target", "stretch") else "number"),
    BeforeValidator(_point_x),
]


SlopeOrScore = Annotated[
    Annotated[Literal["slope"], Tag("name")] | Annotated[Percent, Tag("number")],
    Discriminator(lambda v: "name" if v == "slope" else "number"),
]


class CurveShape(Shape):
    """x to y."""

    on: Literal["attainment", "actual"] | None = None
    kind: Literal["linear", "step"] = "linear"
    points: Annotated[list[tuple[PointX, Percent]], Field(min_length=1)]
    below: Percent = Decimal(0)
    above: SlopeOrScore | None = None


CurveUse = Annotated[Annotated[Name, Tag("name")] | Annotated[CurveShape, Tag("shape")], Discriminator(_kind)]


class ExpressionShape(Shape):
    """Measures combined: exactly one key."""

    ratio: Annotated[list[Name], Field(min_length=2, max_length=2)] | None = None
    sum: Annotated[list[Name], Field(min_length=2)] | None = None
    difference: Annotated[list[Name], Field(min_length=2, max_length=2)] | None = None


Actual = Annotated[Annotated[Name, Tag("name")] | Annotated[ExpressionShape, Tag("shape")], Discriminator(_kind)]


ScoreOrSkip = Annotated[
    Annotated[Literal["skip"], Tag("name")] | Annotated[Percent, Tag("number")],
    Discriminator(lambda v: "name" if v == "skip" else "number"),
]
ScoreOrRule = Annotated[
    Annotated[Literal["error", "skip"], Tag("name")] | Annotated[Percent, Tag("number")],
    Discriminator(lambda v: "name" if v in ("error", "skip") else "number"),
]


class MetricShape(Titled):
    """A line of the scorecard."""

    perspective: Name
    actual: Actual
    curve: CurveUse
    better: Literal["higher", "lower"] = "higher"
    formula: Literal["standard", "inverse"] = "standard"
    target_total: Total | None = None
    when_undefined: ScoreOrSkip | None = None
    when_no_target: ScoreOrRule = "error"
    evidence: Literal["required", "optional"] = "optional"


class WhenShape(Shape):
    """What a gate looks at, and one comparison."""

    actual: Actual | None = None
    attainment: Name | None = None
    composite: Truth | None = None
    below: Quantity | None = None
    at_most: Quantity | None = None
    above: Quantity | None = None
    at_least: Quantity | None = None


class ThenShape(Shape):
    """A gate's one effect."""

    cap: Annotated[dict[Name, Percent], Field(min_length=1)] | None = None
    multiply: Percent | None = None
    forfeit: Truth | None = None


class GateShape(Titled):
    """One comparison, one effect."""

    when: WhenShape
    then: ThenShape
    when_undefined: Literal["open", "closed"] | None = None


class ShareShape(Shape):
    """A percentage of a measure."""

    of: Name
    rate: Percent
    losses: Percent = Decimal(0)


class ComponentShape(Shape):
    """A part of the funding: exactly one of target_pool, share, subsidy."""

    target_pool: Truth | None = None
    share: ShareShape | None = None
    subsidy: Money | None = None
    scored: Truth = True


def _component(value: object) -> object:
    return {value: "true"} if isinstance(value, str) else value


Component = Annotated[
    ComponentShape,
    BeforeValidator(_component),
]
FloorPercent = Annotated[
    Annotated[Literal["none"], Tag("name")] | Annotated[Percent, Tag("number")],
    Discriminator(lambda v: "name" if v == "none" else "number"),
]


class DeferralShape(Shape):
    """Part of a payable kept back."""

    percent: Percent
    months: Annotated[Decimal, _number(0), _schema("whole months")]
    keep_if: WhenShape


class StageShape(Titled):
    """What counts in a stage."""

    weights: Annotated[dict[Name, Percent], Field(min_length=1)]
    payout: CurveUse | None = None
    funding: Annotated[list[Component], Field(min_length=1)] | None = None
    floor: FloorPercent | None = None
    cap: FloorPercent | None = None
    gates: list[Name] | None = None
    deferral: DeferralShape | None = None


class RoleShape(Titled):
    """A place in the core team."""

    share: Percent


class OwnerShape(Shape):
    """What the first-responsible owner gets."""

    premium: Percent = Decimal(0)
    needs_score: Percent | None = None
    outside_team: Truth = False


class BudgetShape(Shape):
    """The most that may be paid."""

    per_month: Money


class PlanShape(Shape):
    """One incentive plan for one fiscal year."""

    plan: PlanId
    title: Titles | None = None
    currency: Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}$")]
    language: Literal["zh", "en"] | None = None
    fiscal_year: Annotated[str, StringConstraints(pattern=r"^[0-9]{4}-(0[1-9]|1[0-2])$")]
    fiscal_year_name: Text | None = None
    basis: Literal["month", "quarter", "year"] = "year"
    stage_change: Literal["month_end", "month_start", "by_day"] = "month_end"
    negative_payable: Literal["carry_forward", "recover"] = "carry_forward"
    phasing: Annotated[list[Weight], Field(min_length=12, max_length=12)] | None = None
    perspectives: dict[Id, Titled]
    measures: Annotated[dict[Id, MeasureShape], Field(min_length=1)]
    sources: dict[Id, SourceShape] = {}
    curves: dict[Id, CurveShape] = {}
    metrics: Annotated[dict[Id, MetricShape], Field(min_length=1)]
    gates: dict[Id, GateShape] = {}
    payout: CurveUse | None = None
    funding: Annotated[list[Component], Field(min_length=1)] | None = None
    floor: FloorPercent | None = None
    cap: FloorPercent | None = None
    stages: Annotated[dict[Id, StageShape], Field(min_length=1)]
    roles: Annotated[dict[Id, RoleShape], Field(min_length=1)]
    owner: OwnerShape = OwnerShape()
    budget: BudgetShape | None = None
    sign_off: list[Name] = []
    separate_duties: Truth = True
