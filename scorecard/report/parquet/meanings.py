"""What stands in each column of each table, in Chinese and English (calculation.md, outputs.md)."""

from __future__ import annotations

from collections.abc import Mapping

Texts = Mapping[str, tuple[str, str]]

EVERYWHERE: Texts = {
    "team": ("The team's key", "团队编号"),
    "stage": ("Id of the stage", "阶段编号"),
    "first": ("First month of the window", "考核窗口首月"),
    "last": ("Last month of the window, the period at most", "考核窗口末月，至多到本期"),
    "month": ("The month", "月份"),
    "employee": ("Employee number", "工号"),
    "metric": ("Id of the metric", "指标编号"),
    "measure": ("Id of the measure", "度量编号"),
    "gate": ("Id of the gate", "门槛编号"),
    "book": ("The file that it stands in", "所在文件"),
    "sheet": ("The sheet in that file", "所在工作表"),
    "cell": ("The cell on that sheet", "所在单元格"),
    "row": ("The row on that sheet", "所在行"),
    "amount": ("Money", "金额"),
    "premium": ("What the owner gets on top", "责任人津贴"),
    "deferred": ("Kept back now; null without deferral", "本期递延；无递延时为空"),
    "paid_now": ("Payable or amount - deferred", "本期应发或金额 − 本期递延"),
    "released": ("Released now from earlier periods", "本期发放的此前递延"),
    "forfeited": ("Forfeited now from earlier periods", "本期取消的此前递延"),
    "deferred_balance": ("Still kept back after this period", "本期后的递延余额"),
    "deferred_before": ("Kept back before this period", "本期前的递延余额"),
    "composite": ("Composite score", "综合得分"),
}
"""Where a table has no meaning of its own."""

OWN: Mapping[str, Texts] = {
    "Pools": {
        "name": ("The team's name", "团队名称"),
        "account": ("Number of the account", "客户编号"),
        "account_name": ("Name of the account", "客户名称"),
        "unit": ("The unit it belongs to", "所属单位"),
        "owner": ("Employee number of the first-responsible owner", "第一责任人工号"),
        "owner_name": ("Name of the owner", "第一责任人姓名"),
        "stage": (
            "Id of the stage at the end of the period; null where no longer active",
            "期末阶段编号；不再活动时为空",
        ),
        "entitlement_uncut": (
            "Sum of the pools of all segments so far, before the budget",
            "至本期各段奖金包合计（预算前）",
        ),
        "entitlement": ("The same after the budget's cut", "应得奖金（预算后）"),
        "adjustments": ("Corrections, awards, penalties and money carried over", "调整合计：更正、奖励、扣罚、结转"),
        "paid_before": ("Paid in earlier periods of the fiscal year", "本财年此前各期已发"),
        "due": ("Entitlement + adjustments - paid before", "应得奖金 + 调整 − 此前已发"),
        "payable": (
            "What is paid: due; below 0 it is 0, unless the plan recovers it",
            "本期应发：本期应计；为负时记 0，方案规定收回的除外",
        ),
        "carried": ("Due - payable: what is carried on", "本期应计 − 本期应发：结转"),
        "unallocated": ("Payable that no member gets", "未分配给成员的应发"),
    },
    "Segments": {
        "payout": (
            "What the payout curve gives for the composite, in percent",
            "综合得分在兑现曲线上对应的兑现率（%）",
        ),
        "factor": ("Payout × what the closed gates multiply it by", "兑现率 × 已触发门槛的乘数"),
        "scored": ("Funding that the factor multiplies", "计分资金（乘以系数）"),
        "unscored": ("Funding that it does not", "不计分资金"),
        "earned": ("Scored funding × factor / 100; below 0 as it is", "计分资金 × 系数 / 100；为负时照原值"),
        "held": ("Earned within floor and cap", "保底、封顶后的应得"),
        "held_by": ("floor or cap, where one held it; else null", "floor（保底）或 cap（封顶）；未限幅时为空"),
        "forfeited_by": ("The first gate that forfeits; else null", "首个没收奖金包的门槛；无则为空"),
        "pool": ("Held + unscored funding; a gate that forfeits leaves 0", "限幅后 + 不计分资金；被没收时为 0"),
        "target_pool": ("Money of the segment's target_pool", "本段的奖金基数"),
    },
    "Months": {
        "numerator": ("Of the fraction of the month that counts in the segment", "该月计入本段比例的分子"),
        "denominator": ("Of the same fraction", "同一比例的分母"),
    },
    "Scorecards": {
        "actual": ("The actual; null where it is undefined", "实际值；无法计算时为空"),
        "target": ("The target; null without one", "目标；无则为空"),
        "baseline": ("The baseline", "基线"),
        "threshold": ("The threshold; null without one", "门槛值；无则为空"),
        "stretch": ("The stretch target; null without one", "挑战值；无则为空"),
        "attainment": ("Attainment in percent", "达成率（%）"),
        "score_uncapped": ("What the curve gives", "曲线给出的得分"),
        "score": ("The same after caps; null where it is skipped", "封顶后得分；未计分时为空"),
        "capped_by": ("The gate that capped it; else null", "触发封顶的门槛；无则为空"),
        "skipped": (
            "undefined or no-target; null where it is scored",
            "undefined（无法计算）或 no-target（无目标）；计分时为空",
        ),
        "weight": ("Weight in percent, shared anew where others are skipped", "权重（%），其他指标未计分时重新分摊"),
        "points": ("Score × weight / 100", "得分 × 权重 / 100"),
    },
    "Gates": {
        "value": ("What it looked at; null where that is undefined", "考察的数值；无法计算时为空"),
        "closed": ("Whether it closed", "是否触发"),
    },
    "Funding": {
        "component": ("Kind of the component", "资金项类别"),
        "of": ("The measure that a share is of; else null", "分成所基于的度量；其他为空"),
        "scored": ("Whether the factor multiplies it", "是否计分"),
        "money": ("What it gives", "金额"),
        "base": ("The measure's sum that a share is of; else null", "分成基数；其他为空"),
    },
    "Members": {
        "name": ("The person's name", "姓名"),
        "role": ("Id of the role; null for an owner without a line", "角色编号；未列为成员的责任人为空"),
        "active_days": ("Days of the month from first to last day of the line", "该行在当月的在岗天数"),
        "month_days": ("Days of the month", "当月天数"),
        "personal_factor": ("Personal factor", "个人系数"),
        "part": (
            "Role share × active part × personal factor / active parts of the role",
            "角色份额 × 在岗比例 × 个人系数 / 该角色在岗比例之和",
        ),
        "amount": ("What the person gets, premium included", "个人金额，含责任人津贴"),
    },
    "Deferrals": {
        "kind": ("grant, release or forfeit", "grant（递延）、release（发放）或 forfeit（取消）"),
        "employee": ("Employee number; null for what found no member", "工号；未分配金额为空"),
        "name": ("The person's name", "姓名"),
        "granted": ("Month in which it was kept back", "递延月份"),
        "due": ("Month in which it is decided", "到期月份"),
        "plan": ("Id of the plan under which it was kept back", "递延时所依方案"),
        "keep_if": ("The condition under which it is released", "发放条件"),
    },
    "Values": {
        "value": ("The value that was used", "所用数值"),
        "origin": ("read, zero (for a missing one) or carried", "read（读取）、zero（缺失记 0）或 carried（沿用）"),
        "from_month": ("The month that it was carried from; else the month", "沿用自哪个月；否则为当月"),
        "cell": ("The cell; null where it was not read from Actuals", "所在单元格；并非读自实际值表时为空"),
    },
    "Inputs": {
        "table": ("Which sheet of the inputs: Targets, Pools or a source's id", "输入表：Targets、Pools 或来源编号"),
        "period": ("A month, or the fiscal year", "月份，或财年"),
        "item": ("Id of the measure or metric; null for Pools", "度量或指标编号；Pools 为空"),
        "column": ("Its column", "所在列"),
        "value": ("The number", "数值"),
    },
    "Records": {
        "table": ("Teams, Stages, Owners, Members, Adjustments, Paid or Evidence", "输入表名称"),
        "month": ("The month; null where the row belongs to none", "月份；不属于某月时为空"),
        "item": ("Id of stage, role or measure, or the kind of an adjustment", "阶段、角色或度量编号，或调整类别"),
        "name": ("Name of team or person", "团队名称或姓名"),
        "account": ("Number of the account", "客户编号"),
        "unit": ("The unit it belongs to", "所属单位"),
        "from": ("First day on which it holds; null where open", "生效首日；不限时为空"),
        "to": ("Last day on which it holds; null where open", "生效末日；不限时为空"),
        "personal_factor": ("Personal factor of a member", "成员的个人系数"),
        "amount": ("Money of an adjustment, or paid", "调整或已发金额"),
        "basis": ("Reason or evidence", "原因或依据"),
        "approved_by": ("Who approved it", "批准人"),
        "link": ("Link to the evidence", "依据链接"),
    },
    "Warnings": {
        "team": ("The team; null for the run as a whole", "团队编号；涉及整次计算时为空"),
        "code": ("Its code", "代码"),
        "message": ("What it says", "说明"),
        "where": ("Workbook, sheet and cell", "工作簿、工作表与单元格"),
    },
}
"""Table to its own columns, and to those that mean something of their own in it."""


def meaning(table: str, column: str, language: str) -> str:
    """What stands in a column. Raises KeyError for a column that no table has."""
    english, chinese = OWN[table].get(column) or EVERYWHERE[column]
    return chinese if language == "zh" else english
