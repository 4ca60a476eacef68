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
ANY_TEXT = {"type": ["string", "number", "boolean"]}
"""What an editor takes for another type is a text here all the same."""


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
        {"anyOf": [ANY_TEXT, {"type": "object", "minProperties": 1, "additionalProperties": ANY_TEXT}]},
    ),
]
Names = Annotated[
    list[Name],
    BeforeValidator(_many),
    WithJsonSchema({"anyOf": [ANY_TEXT, {"type": "array", "items": ANY_TEXT}]}),
]
Total = Literal["sum", "average", "last", "max", "min"]


def _kind(value: object) -> str:
    return "name" if isinstance(value, str) else "shape"


class Shape(BaseModel):
    """Unknown keys are errors."""

    model_config = ConfigDict(extra="forbid", frozen=True, use_attribute_docstrings=True)


class Titled(Shape):
    """A thing with a title."""

    title: Titles | None = None
    """Shown name: a text, or {zh: ..., en: ...} · 显示名称"""


class ProductShape(Shape):
    """Two source columns multiplied, row by row."""

    product: Annotated[list[Name], Field(min_length=2, max_length=2)]
    """Two columns that are multiplied row by row, like [quantity, price] · 逐行相乘的两列"""


ColumnUse = Annotated[Annotated[Name, Tag("name")] | Annotated[ProductShape, Tag("shape")], Discriminator(_kind)]


class MeasureShape(Titled):
    """A number per team and month."""

    total: Total = "sum"
    """How the months add up · 多个月如何合计"""
    when_missing: Literal["error", "zero", "carry"] = "error"
    """What an empty cell means: a problem, 0, or the last known value · 未填时：报错、按零、沿用上次"""
    split: Truth = True
    """false for counts that are never divided among stages · 不在阶段之间拆分的次数写 false"""
    from_: Annotated[Name | None, Field(alias="from")] = None
    """The source whose rows are read; without it a column of Actuals · 逐行读取的来源"""
    column: ColumnUse | None = None
    """The source column that is added up · 汇总的列"""
    where: dict[Name, Names] = {}
    """Only rows whose columns hold one of these texts · 只取这些内容的行"""
    each_month: Literal["sum", "count", "average", "max", "min", "last"] = "sum"
    """How the rows of one month combine · 同月多行如何合并"""


class SourceShape(Shape):
    """A sheet beyond the standard ones."""

    sheet: Names
    """Names of the sheet · 工作表名称"""
    columns: dict[Name, Names]
    """What we call a column, and its headers; team or account, and period must be there · 列与其表头"""
    others: Literal["error", "ignore"] = "error"
    """Rows of teams that are not in Teams: a problem, or left out · 不在团队表中的行"""


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
    """What x is: attainment in percent, or the actual itself · 横轴：达成率或实际值"""
    kind: Literal["linear", "step"] = "linear"
    """Straight lines between the points, or steps · 直线插值或阶梯"""
    points: Annotated[list[tuple[PointX, Percent]], Field(min_length=1)]
    """[x, y] from worst to best; x may be threshold, target or stretch · 由差到好的点"""
    below: Percent = Decimal(0)
    """y before the first point (default 0) · 首点之前的得分"""
    above: SlopeOrScore | None = None
    """y beyond the last point (default: the last point's), or slope to go on · 末点之后"""


CurveUse = Annotated[Annotated[Name, Tag("name")] | Annotated[CurveShape, Tag("shape")], Discriminator(_kind)]


class ExpressionShape(Shape):
    """Measures combined: exactly one key."""

    ratio: Annotated[list[Name], Field(min_length=2, max_length=2)] | None = None
    """[a, b]: a divided by b · 比率"""
    sum: Annotated[list[Name], Field(min_length=2)] | None = None
    """[a, b, ...]: added up · 合计"""
    difference: Annotated[list[Name], Field(min_length=2, max_length=2)] | None = None
    """[a, b]: a less b · 差"""


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
    """The side of the scorecard it belongs to · 所属维度"""
    actual: Actual
    """A measure, or a ratio, sum or difference of measures · 实际值取自"""
    curve: CurveUse
    """Name of a curve, or a curve written here · 曲线"""
    better: Literal["higher", "lower"] = "higher"
    """Whether more or less is better · 越高越好或越低越好"""
    formula: Literal["standard", "inverse"] = "standard"
    """standard: (actual - baseline) / (target - baseline); inverse: target / actual · 达成率公式"""
    target_total: Total | None = None
    """How the targets of the months add up · 各月目标如何合计"""
    when_undefined: ScoreOrSkip | None = None
    """Score where a ratio divides by 0, or skip · 分母为零时"""
    when_no_target: ScoreOrRule = "error"
    """error, skip, or a score · 没有目标时"""
    evidence: Literal["required", "optional"] = "optional"
    """Whether a row in Evidence is asked for · 是否需要佐证"""


class WhenShape(Shape):
    """What a gate looks at, and one comparison."""

    actual: Actual | None = None
    """Looks at a measure or an expression · 看实际值"""
    attainment: Name | None = None
    """Looks at a metric's attainment · 看达成率"""
    composite: Truth | None = None
    """true: looks at the composite · 看综合得分"""
    below: Quantity | None = None
    """Closed if it is less · 小于"""
    at_most: Quantity | None = None
    """Closed if it is less or equal · 小于等于"""
    above: Quantity | None = None
    """Closed if it is more · 大于"""
    at_least: Quantity | None = None
    """Closed if it is more or equal · 大于等于"""


class ThenShape(Shape):
    """A gate's one effect."""

    cap: Annotated[dict[Name, Percent], Field(min_length=1)] | None = None
    """metric: score, at most · 得分封顶"""
    multiply: Percent | None = None
    """The factor is multiplied by this, 0 to 1 · 系数乘以"""
    forfeit: Truth | None = None
    """true: the pool is lost · 奖金包清零"""


class GateShape(Titled):
    """One comparison, one effect."""

    when: WhenShape
    """One comparison · 一次比较"""
    then: ThenShape
    """One effect · 一种后果"""
    when_undefined: Literal["open", "closed"] | None = None
    """What a ratio 0 / 0 means · 比率无法计算时"""


class ShareShape(Shape):
    """A percentage of a measure."""

    of: Name
    """The measure · 度量"""
    rate: Percent
    """Percent of it · 百分比"""
    losses: Percent = Decimal(0)
    """Percent of a loss that is borne (default 0) · 亏损承担的百分比"""


class ComponentShape(Shape):
    """A part of the funding: exactly one of target_pool, share, subsidy."""

    target_pool: Truth | None = None
    """The Pools sheet's amounts · 奖金基数"""
    share: ShareShape | None = None
    """A percentage of a measure · 某度量的分成"""
    subsidy: Money | None = None
    """A fixed amount a month · 每月固定补贴"""
    scored: Truth = True
    """false: paid whatever the score · 不看得分"""


Component = Annotated[
    Annotated[Literal["target_pool"], Tag("name")] | Annotated[ComponentShape, Tag("shape")], Discriminator(_kind)
]
FloorPercent = Annotated[
    Annotated[Literal["none"], Tag("name")] | Annotated[Percent, Tag("number")],
    Discriminator(lambda v: "name" if v == "none" else "number"),
]


class DeferralShape(Shape):
    """Part of a payable kept back."""

    percent: Percent
    """Of the payable, kept back · 递延的百分比"""
    months: Annotated[Decimal, _number(0), _schema("whole months")]
    """For so long · 递延月数"""
    keep_if: WhenShape
    """Paid out then if this holds · 届时满足此条件才发放"""


class StageShape(Titled):
    """What counts in a stage."""

    weights: Annotated[dict[Name, Percent], Field(min_length=1)]
    """metric: weight; they sum to 100 · 权重合计 100"""
    payout: CurveUse | None = None
    """This stage's own payout curve · 本阶段的兑现曲线"""
    funding: Annotated[list[Component], Field(min_length=1)] | None = None
    """This stage's own funding · 本阶段的奖金来源"""
    floor: FloorPercent | None = None
    """Least pool, in percent of the target pool, or none · 保底"""
    cap: FloorPercent | None = None
    """Largest pool, in percent of the target pool, or none · 封顶"""
    gates: list[Name] | None = None
    """The gates that apply here; without this key all · 本阶段适用的门槛"""
    deferral: DeferralShape | None = None
    """Part of the payable kept back · 递延"""


class RoleShape(Titled):
    """A place in the core team."""

    share: Percent
    """Of the pool; all roles sum to 100 · 份额合计 100"""


class OwnerShape(Shape):
    """What the first-responsible owner gets."""

    premium: Percent = Decimal(0)
    """Percent of the payable on top for the owner · 第一责任人津贴"""
    needs_score: Percent | None = None
    """Composite that the premium asks for · 津贴要求的综合得分"""
    outside_team: Truth = False
    """true: the owner need not be a member · 可以不是成员"""


class BudgetShape(Shape):
    """The most that may be paid."""

    per_month: Money
    """For each month of the year so far · 每月"""


class PlanShape(Shape):
    """One incentive plan for one fiscal year."""

    plan: PlanId
    """Id of the plan: lower case, digits, hyphens · 方案编号"""
    title: Titles | None = None
    """Shown name: a text, or {zh: ..., en: ...} · 方案名称"""
    currency: Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}$")]
    """ISO 4217, like CNY · 币种"""
    language: Literal["zh", "en"] | None = None
    """Of what is written; --lang overrides · 输出语言"""
    fiscal_year: Annotated[str, StringConstraints(pattern=r"^[0-9]{4}-(0[1-9]|1[0-2])$")]
    """Its first month, like 2026-01 · 财年第一个月"""
    fiscal_year_name: Text | None = None
    """What workbooks call the year, like FY27 · 工作簿中财年的叫法"""
    basis: Literal["month", "quarter", "year"] = "year"
    """What is scored: each month, each quarter, or the year so far · 计分区间"""
    stage_change: Literal["month_end", "month_start", "by_day"] = "month_end"
    """Where a month counts in which the stage changes · 换阶段的月份归哪个阶段"""
    negative_payable: Literal["carry_forward", "recover"] = "carry_forward"
    """Less than was paid: carried into the next months, or taken back · 应发为负时"""
    phasing: Annotated[list[Weight], Field(min_length=12, max_length=12)] | None = None
    """Twelve relative weights: how a year target spreads over its months · 年度目标的月度节奏"""
    perspectives: dict[Id, Titled]
    """The sides of the scorecard · 维度"""
    measures: Annotated[dict[Id, MeasureShape], Field(min_length=1)]
    """Numbers read from the workbooks, per team and month · 度量"""
    sources: dict[Id, SourceShape] = {}
    """Sheets beyond the standard ones · 其他来源表"""
    curves: dict[Id, CurveShape] = {}
    """Curves that metrics and payout name · 曲线"""
    metrics: Annotated[dict[Id, MetricShape], Field(min_length=1)]
    """The lines of the scorecard · 指标"""
    gates: dict[Id, GateShape] = {}
    """One comparison, one effect · 门槛"""
    payout: CurveUse | None = None
    """Composite to percent of funding · 兑现曲线"""
    funding: Annotated[list[Component], Field(min_length=1)] | None = None
    """What the pool is made of · 奖金来源"""
    floor: FloorPercent | None = None
    """Least pool, in percent of the target pool, or none · 保底"""
    cap: FloorPercent | None = None
    """Largest pool, in percent of the target pool, or none · 封顶"""
    stages: Annotated[dict[Id, StageShape], Field(min_length=1)]
    """Each weighs the metrics in its own way · 阶段"""
    roles: Annotated[dict[Id, RoleShape], Field(min_length=1)]
    """Places in the core team; shares sum to 100 · 角色"""
    owner: OwnerShape = OwnerShape()
    """What the first-responsible owner gets · 第一责任人"""
    budget: BudgetShape | None = None
    """The most that all teams together may get · 总额上限"""
    sign_off: list[Name] = []
    """Roles that must sign a result before it is closed · 需要签字的角色"""
    separate_duties: Truth = True
    """Nobody signs as two roles · 一人不得以两个角色签字"""
