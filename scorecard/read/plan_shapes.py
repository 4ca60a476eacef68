"""The shape of a plan file: which keys there are and what each may hold (plan.md). Names are looked up later."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Discriminator, Field, StringConstraints, Tag
from pydantic_core import PydanticCustomError

from scorecard.read.plan_values import (
    Id,
    Money,
    Name,
    Names,
    Percent,
    PlanId,
    Quantity,
    Text,
    Titles,
    Total,
    Truth,
    Weight,
    WholeMonths,
)


def _kind(value: object) -> str:
    return "name" if isinstance(value, str) else "shape"


class Shape(BaseModel):
    """Unknown keys are errors. What checks a shape is made when the first plan is read, and for the whole plan at
    once (decision 020).
    """

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)


class Titled(Shape):
    """A thing with a title."""

    title: Titles | None = None
    """What people call it; by language, like {zh: 增长期, en: Growth}. 名称，可按语言分别填写"""


class ProductShape(Shape):
    """Two source columns multiplied, row by row."""

    product: Annotated[list[Name], Field(min_length=2, max_length=2)]
    """Two columns that are multiplied, row by row. 逐行相乘的两列"""


ColumnUse = Annotated[Annotated[Name, Tag("name")] | Annotated[ProductShape, Tag("shape")], Discriminator(_kind)]


class MeasureShape(Titled):
    """A number per team and month."""

    total: Total = "sum"
    """How months make one number. 各月如何合计"""
    when_missing: Literal["error", "zero", "carry"] = "error"
    """What an empty month means: a problem, 0, or the latest value. 缺数：报错、按 0、沿用上一个值"""
    split: Truth = True
    """false: counts that happen or not are never divided among stages. false：不在阶段间拆分"""
    from_: Annotated[Name | None, Field(alias="from")] = None
    """The source that it is read from; without it, the sheet Actuals. 数据来源；缺省为实际数据表"""
    column: ColumnUse | None = None
    """The source's column with the number, or {product: [a, b]}. 取数的列，或两列相乘"""
    where: dict[Name, Names] = {}
    """Only rows with these values: {column: [value, …]}. 只取这些值的行"""
    each_month: Literal["sum", "count", "average", "max", "min", "last"] = "sum"
    """How the rows of one month combine. 同月多行如何汇总"""


class SourceShape(Shape):
    """A sheet beyond the standard ones."""

    sheet: Names
    """Name of the sheet, or several that it may have. 工作表名称，可列多个"""
    columns: dict[Name, Names]
    """Column id to its headers; period and team (or account) are needed. 列编号: 表头；须有 period、team 或 account"""
    others: Literal["error", "ignore"] = "error"
    """Rows of teams or accounts that are not in Teams: a problem, or ignored. 名单外的行：报错或忽略"""


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
    """What x is: the attainment in percent, or the actual itself. 横轴：达成率或实际值"""
    kind: Literal["linear", "step"] = "linear"
    """linear between the points, or steps. 线性或阶梯"""
    points: Annotated[list[tuple[PointX, Percent]], Field(min_length=1)]
    """[x, score] from worst to best; x may be threshold, target, stretch. 由差到好的点，x 也可用这三者"""
    below: Percent = Decimal(0)
    """Score of what is worse than the first point; default 0. 低于第一点时的得分"""
    above: SlopeOrScore | None = None
    """Score of what is better than the last point, or slope to go on. 高于最后一点时的得分，或 slope"""


CurveUse = Annotated[Annotated[Name, Tag("name")] | Annotated[CurveShape, Tag("shape")], Discriminator(_kind)]


ONE_KEY = ConfigDict(json_schema_extra={"minProperties": 1, "maxProperties": 1})


class ExpressionShape(Shape):
    """Measures combined: exactly one key."""

    model_config = ONE_KEY

    ratio: Annotated[list[Name], Field(min_length=2, max_length=2)] | None = None
    """First measure / second measure. 两个度量之比"""
    sum: Annotated[list[Name], Field(min_length=2)] | None = None
    """Measures added up. 度量之和"""
    difference: Annotated[list[Name], Field(min_length=2, max_length=2)] | None = None
    """First measure minus the second. 两个度量之差"""


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
    """The perspective that it belongs to. 所属维度"""
    actual: Actual
    """A measure, or measures combined. 度量，或度量的组合"""
    curve: CurveUse
    """Name of a curve, or a curve written here. 曲线名称，或直接写出曲线"""
    better: Literal["higher", "lower"] = "higher"
    """Whether more or less is better. 越高越好或越低越好"""
    formula: Literal["standard", "inverse"] = "standard"
    """How attainment is calculated; inverse is target / actual. 达成率公式；inverse 为目标/实际"""
    target_total: Total | None = None
    """How monthly targets make one; default as the measure. 月度目标如何合计"""
    when_undefined: ScoreOrSkip | None = None
    """Score where a ratio has nothing to divide by, or skip. 分母为 0 时的得分，或 skip"""
    when_no_target: ScoreOrRule = "error"
    """Score where there is no target, or error, or skip. 没有目标时的得分，或 error、skip"""
    evidence: Literal["required", "optional"] = "optional"
    """Whether the reached value needs evidence. 是否必须有佐证"""


class WhenShape(Shape):
    """What a gate looks at, and one comparison."""

    model_config = ConfigDict(json_schema_extra={"minProperties": 2, "maxProperties": 2})

    actual: Actual | None = None
    """Look at this measure, or measures combined. 看某度量或其组合"""
    attainment: Name | None = None
    """Look at the attainment of this metric. 看某指标的达成率"""
    composite: Truth | None = None
    """true: look at the composite score. true：看综合得分"""
    below: Quantity | None = None
    """True for less than this number. 小于"""
    at_most: Quantity | None = None
    """True for this number or less. 小于或等于"""
    above: Quantity | None = None
    """True for more than this number. 大于"""
    at_least: Quantity | None = None
    """True for this number or more. 大于或等于"""


class ThenShape(Shape):
    """A gate's one effect."""

    model_config = ONE_KEY

    cap: Annotated[dict[Name, Percent], Field(min_length=1)] | None = None
    """Metric: highest score that it may have. 指标: 得分上限"""
    multiply: Percent | None = None
    """The payout is multiplied by this, 0 to 1. 兑现系数乘以此数（0 至 1）"""
    forfeit: Truth | None = None
    """true: no pool for this segment. true：该段奖金清零"""


class GateShape(Titled):
    """One comparison, one effect."""

    when: WhenShape
    """One thing that is looked at, and one comparison. 看什么，怎么比较"""
    then: ThenShape
    """One effect. 门槛的一个后果"""
    when_undefined: Literal["open", "closed"] | None = None
    """What the gate does where there is nothing to compare. 无法比较时门槛开或关"""


class ShareShape(Shape):
    """A percentage of a measure."""

    of: Name
    """The measure that a percentage is taken of. 按哪个度量提成"""
    rate: Percent
    """Percent of the measure. 提成百分比"""
    losses: Percent = Decimal(0)
    """Percent of a loss that counts; default 0. 亏损计入的百分比"""


class ComponentShape(Shape):
    """A part of the funding: exactly one of target_pool, share, subsidy."""

    model_config = ConfigDict(
        json_schema_extra={"oneOf": [{"required": [key]} for key in ("target_pool", "share", "subsidy")]}
    )

    target_pool: Truth | None = None
    """true: the amount of the sheet Pools. true：奖金基数表中的金额"""
    share: ShareShape | None = None
    """A percentage of a measure. 某度量的提成"""
    subsidy: Money | None = None
    """Money a month. 每月补贴金额"""
    scored: Truth = True
    """false: paid whatever the score. false：不论得分照付"""


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
    """Percent of the payable that is kept back. 递延百分比"""
    months: WholeMonths
    """Months until it is released. 递延月数"""
    keep_if: WhenShape
    """What must hold then for it to be released. 届时发放须满足的条件"""


class StageShape(Titled):
    """What counts in a stage."""

    weights: Annotated[dict[Name, Percent], Field(min_length=1)]
    """Metric: weight; they sum to 100. 指标: 权重；合计 100"""
    payout: CurveUse | None = None
    """This stage's own payout curve. 本阶段的兑现曲线"""
    funding: Annotated[list[Component], Field(min_length=1)] | None = None
    """This stage's own funding. 本阶段的奖金来源"""
    floor: FloorPercent | None = None
    """This stage's own floor, percent of the target pool, or none. 本阶段的保底"""
    cap: FloorPercent | None = None
    """This stage's own cap, percent of the target pool, or none. 本阶段的封顶"""
    gates: list[Name] | None = None
    """The gates that apply here; without this key all do. 本阶段适用的门槛；缺省为全部"""
    deferral: DeferralShape | None = None
    """Part of the payable that is kept back. 递延支付"""


class RoleShape(Titled):
    """A place in the core team."""

    share: Percent
    """Percent of the pool for this role. 该角色的份额（百分比）"""


class OwnerShape(Shape):
    """What the first-responsible owner gets."""

    premium: Percent = Decimal(0)
    """Percent of the payable on top, default 0. 第一责任人的加成百分比"""
    needs_score: Percent | None = None
    """Least composite for the premium; without it, always. 取得加成所需的综合得分"""
    outside_team: Truth = False
    """true: the owner need not be a member. true：第一责任人可以不在团队名单内"""


class BudgetShape(Shape):
    """The most that may be paid."""

    per_month: Money
    """Money a month for all teams together. 全部团队每月预算"""


class PlanShape(Shape):
    """One incentive plan for one fiscal year."""

    plan: PlanId
    """Id of this plan: lower case, digits, hyphens. 方案编号：小写字母、数字、连字符"""
    title: Titles | None = None
    """What people call it; by language, like {zh: 增长期, en: Growth}. 名称，可按语言分别填写"""
    currency: Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}$")]
    """Three letters of ISO 4217, like CNY. 货币代码，例如 CNY"""
    language: Literal["zh", "en"] | None = None
    """Of what is written; without it, the title's first language. 输出语言；缺省取标题的第一种语言"""
    fiscal_year: Annotated[str, StringConstraints(pattern=r"^[0-9]{4}-(0[1-9]|1[0-2])$")]
    """First month of the fiscal year, like 2026-01. 财年的第一个月"""
    fiscal_year_name: Text | None = None
    """The only name the year has in workbooks, like FY27. 工作簿中该财年的唯一名称"""
    basis: Literal["month", "quarter", "year"] = "year"
    """What is scored together: each month, quarter or the year so far. 按月、按季或按年累计评分"""
    stage_change: Literal["month_end", "month_start", "by_day"] = "month_end"
    """Which stage a month counts in when the stage changes. 阶段变更当月归属哪个阶段"""
    negative_payable: Literal["carry_forward", "recover"] = "carry_forward"
    """What was overpaid is carried forward or taken back. 多付的金额：结转或收回"""
    phasing: Annotated[list[Weight], Field(min_length=12, max_length=12)] | None = None
    """Twelve weights that spread a year target over its months; default even. 年度目标分摊到十二个月的权重；缺省平均"""
    perspectives: dict[Id, Titled]
    """The perspectives of the scorecard, by id. 平衡计分卡的维度"""
    measures: Annotated[dict[Id, MeasureShape], Field(min_length=1)]
    """Numbers read from the workbooks, per team and month. 从工作簿读取的度量（每团队每月）"""
    sources: dict[Id, SourceShape] = {}
    """Sheets beyond the standard ones. 标准工作表以外的数据来源"""
    curves: dict[Id, CurveShape] = {}
    """Curves from attainment (or an actual) to a score, for use by name. 可按名称引用的得分曲线"""
    metrics: Annotated[dict[Id, MetricShape], Field(min_length=1)]
    """The lines of the scorecard. 计分卡的指标"""
    gates: dict[Id, GateShape] = {}
    """Conditions that cap scores, reduce the payout or forfeit the pool. 门槛：限分、打折或清零"""
    payout: CurveUse | None = None
    """Curve from the composite to percent of the funding, where a stage has none. 通用兑现曲线"""
    funding: Annotated[list[Component], Field(min_length=1)] | None = None
    """Where the money comes from, where a stage does not say. 通用奖金来源"""
    floor: FloorPercent | None = None
    """Least percent of the target pool that is kept, or none; default 0. 保底（奖金基数的百分比）或 none"""
    cap: FloorPercent | None = None
    """Most percent of the target pool that is paid, or none. 封顶（奖金基数的百分比）或 none"""
    stages: Annotated[dict[Id, StageShape], Field(min_length=1)]
    """The stages of a key account: what counts in each. 客户阶段：各阶段看重什么"""
    roles: Annotated[dict[Id, RoleShape], Field(min_length=1)]
    """Roles of the core team; shares sum to 100. 核心团队角色；份额合计 100"""
    owner: Annotated[OwnerShape, Field(default_factory=OwnerShape)]
    """The first-responsible owner. 第一责任人"""
    budget: BudgetShape | None = None
    """The most that may be earned by all teams together. 全部团队的预算上限"""
    sign_off: list[Name] = []
    """Who must sign a result before its period is closed. 关账前须签核的角色"""
    separate_duties: Truth = True
    """Nobody signs as two roles, default true. 同一人不得以两个角色签核，缺省为 true"""
