"""What an editor shows beside each key of a plan file (plan.md), in English and Chinese."""

from __future__ import annotations

TITLE = "What people call it; by language, like {zh: 增长期, en: Growth}. 名称，可按语言分别填写"

DESCRIPTIONS: dict[str, dict[str, str]] = {
    "PlanShape": {
        "plan": "Id of this plan: lower case, digits, hyphens. 方案编号：小写字母、数字、连字符",
        "title": TITLE,
        "currency": "Three letters of ISO 4217, like CNY. 货币代码，例如 CNY",
        "language": "Of what is written; without it, the title's first language. 输出语言；缺省取标题的第一种语言",
        "fiscal_year": "First month of the fiscal year, like 2026-01. 财年的第一个月",
        "fiscal_year_name": "The only name the year has in workbooks, like FY27. 工作簿中该财年的唯一名称",
        "basis": "What is scored together: each month, quarter or the year so far. 按月、按季或按年累计评分",
        "stage_change": "Which stage a month counts in when the stage changes. 阶段变更当月归属哪个阶段",
        "negative_payable": "What was overpaid is carried forward or taken back. 多付的金额：结转或收回",
        "phasing": "Twelve weights that spread a year target over its months; default even. "
        "年度目标分摊到十二个月的权重；缺省平均",
        "perspectives": "The perspectives of the scorecard, by id. 平衡计分卡的维度",
        "measures": "Numbers read from the workbooks, per team and month. 从工作簿读取的度量（每团队每月）",
        "sources": "Sheets beyond the standard ones. 标准工作表以外的数据来源",
        "curves": "Curves from attainment (or an actual) to a score, for use by name. 可按名称引用的得分曲线",
        "metrics": "The lines of the scorecard. 计分卡的指标",
        "gates": "Conditions that cap scores, reduce the payout or forfeit the pool. 门槛：限分、打折或清零",
        "payout": "Curve from the composite to percent of the funding, where a stage has none. 通用兑现曲线",
        "funding": "Where the money comes from, where a stage does not say. 通用奖金来源",
        "floor": "Least percent of the target pool that is kept, or none; default 0. 保底（奖金基数的百分比）或 none",
        "cap": "Most percent of the target pool that is paid, or none. 封顶（奖金基数的百分比）或 none",
        "stages": "The stages of a key account: what counts in each. 客户阶段：各阶段看重什么",
        "roles": "Roles of the core team; shares sum to 100. 核心团队角色；份额合计 100",
        "owner": "The first-responsible owner. 第一责任人",
        "budget": "The most that may be earned by all teams together. 全部团队的预算上限",
        "sign_off": "Who signs a closing, in order. 结账签批顺序",
        "separate_duties": "Whoever prepares may not approve. 编制人与审批人不得为同一人",
    },
    "Titled": {"title": TITLE},
    "MeasureShape": {
        "title": TITLE,
        "total": "How months make one number. 各月如何合计",
        "when_missing": "What an empty month means: a problem, 0, or the latest value. 缺数：报错、按 0、沿用上一个值",
        "split": "false: counts that happen or not are never divided among stages. false：不在阶段间拆分",
        "from": "The source that it is read from; without it, the sheet Actuals. 数据来源；缺省为实际数据表",
        "column": "The source's column with the number, or {product: [a, b]}. 取数的列，或两列相乘",
        "where": "Only rows with these values: {column: [value, …]}. 只取这些值的行",
        "each_month": "How the rows of one month combine. 同月多行如何汇总",
    },
    "ProductShape": {"product": "Two columns that are multiplied, row by row. 逐行相乘的两列"},
    "SourceShape": {
        "sheet": "Name of the sheet, or several that it may have. 工作表名称，可列多个",
        "columns": "Column id: headers that it may have. period and team (or account) are needed. "
        "列编号: 可用表头；必须有 period 与 team（或 account）",
        "others": "Rows of teams or accounts that are not in Teams: a problem, or ignored. 名单外的行：报错或忽略",
    },
    "CurveShape": {
        "on": "What x is: the attainment in percent, or the actual itself. 横轴：达成率或实际值",
        "kind": "linear between the points, or steps. 线性或阶梯",
        "points": "Points [x, score] from worst to best; x may be threshold, target, stretch. "
        "由差到好的点 [x, 得分]；x 可为 threshold、target、stretch",
        "below": "Score of what is worse than the first point; default 0. 低于第一点时的得分",
        "above": "Score of what is better than the last point, or slope to go on. 高于最后一点时的得分，或 slope",
    },
    "ExpressionShape": {
        "ratio": "First measure / second measure. 两个度量之比",
        "sum": "Measures added up. 度量之和",
        "difference": "First measure minus the second. 两个度量之差",
    },
    "MetricShape": {
        "title": TITLE,
        "perspective": "The perspective that it belongs to. 所属维度",
        "actual": "A measure, or measures combined. 度量，或度量的组合",
        "curve": "Name of a curve, or a curve written here. 曲线名称，或直接写出曲线",
        "better": "Whether more or less is better. 越高越好或越低越好",
        "formula": "How attainment is calculated; inverse is target / actual. 达成率公式；inverse 为目标/实际",
        "target_total": "How monthly targets make one; default as the measure. 月度目标如何合计",
        "when_undefined": "Score where a ratio has nothing to divide by, or skip. 分母为 0 时的得分，或 skip",
        "when_no_target": "Score where there is no target, or error, or skip. 没有目标时的得分，或 error、skip",
        "evidence": "Whether the reached value needs evidence. 是否必须有佐证",
    },
    "GateShape": {
        "title": TITLE,
        "when": "One thing that is looked at, and one comparison. 看什么，怎么比较",
        "then": "One effect. 门槛的一个后果",
        "when_undefined": "What the gate does where there is nothing to compare. 无法比较时门槛开或关",
    },
    "WhenShape": {
        "actual": "Look at this measure, or measures combined. 看某度量或其组合",
        "attainment": "Look at the attainment of this metric. 看某指标的达成率",
        "composite": "true: look at the composite score. true：看综合得分",
        "below": "True for less than this number. 小于",
        "at_most": "True for this number or less. 小于或等于",
        "above": "True for more than this number. 大于",
        "at_least": "True for this number or more. 大于或等于",
    },
    "ThenShape": {
        "cap": "Metric: highest score that it may have. 指标: 得分上限",
        "multiply": "The payout is multiplied by this, 0 to 1. 兑现系数乘以此数（0 至 1）",
        "forfeit": "true: no pool for this segment. true：该段奖金清零",
    },
    "ShareShape": {
        "of": "The measure that a percentage is taken of. 按哪个度量提成",
        "rate": "Percent of the measure. 提成百分比",
        "losses": "Percent of a loss that counts; default 0. 亏损计入的百分比",
    },
    "ComponentShape": {
        "target_pool": "true: the amount of the sheet Pools. true：奖金基数表中的金额",
        "share": "A percentage of a measure. 某度量的提成",
        "subsidy": "Money a month. 每月补贴金额",
        "scored": "false: paid whatever the score. false：不论得分照付",
    },
    "DeferralShape": {
        "percent": "Percent of the payable that is kept back. 递延百分比",
        "months": "Months until it is released. 递延月数",
        "keep_if": "What must hold then for it to be released. 届时发放须满足的条件",
    },
    "StageShape": {
        "title": TITLE,
        "weights": "Metric: weight; they sum to 100. 指标: 权重；合计 100",
        "payout": "This stage's own payout curve. 本阶段的兑现曲线",
        "funding": "This stage's own funding. 本阶段的奖金来源",
        "floor": "This stage's own floor, percent of the target pool, or none. 本阶段的保底",
        "cap": "This stage's own cap, percent of the target pool, or none. 本阶段的封顶",
        "gates": "The gates that apply here; without this key all do. 本阶段适用的门槛；缺省为全部",
        "deferral": "Part of the payable that is kept back. 递延支付",
    },
    "RoleShape": {"title": TITLE, "share": "Percent of the pool for this role. 该角色的份额（百分比）"},
    "OwnerShape": {
        "premium": "Percent of the payable on top, default 0. 第一责任人的加成百分比",
        "needs_score": "Least composite for the premium; without it, always. 取得加成所需的综合得分",
        "outside_team": "true: the owner need not be a member. true：第一责任人可以不在团队名单内",
    },
    "BudgetShape": {"per_month": "Money a month for all teams together. 全部团队每月预算"},
}
"""By the shape's class and the key as it stands in the file."""
