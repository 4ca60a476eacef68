"""What only the pages say, in English and Chinese; names of the specification stand in report/words.py."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from scorecard.report.changes import TEXTS as CHANGES
from scorecard.report.words import WORDS

TEXTS: dict[str, tuple[str, str]] = {
    # punctuation
    "colon": (": ", "："),
    "comma": (", ", "，"),
    "stop": (". ", "。"),
    "bracket": ("(", "（"),
    "bracket_end": (")", "）"),
    # statement
    "statement": ("Statement", "奖金说明书"),
    "responsible": ("First-responsible owner", "第一责任人"),
    "nobody": ("nobody", "无"),
    "no_stage": ("none in this month", "本月无阶段"),
    "composite_of": ("Composite", "综合得分"),
    "scorecard": ("Scorecard", "计分卡"),
    "perspectives": ("Perspectives", "维度"),
    "points_beside_weight": ("Points, and the weight ┆", "得分与权重 ┆"),
    "curve_and_team": ("Curve, and the team on it", "曲线与本团队位置"),
    "on_curve": (
        "Curve of {metric}: the team is at x = {x}, which gives {y}",
        "“{metric}”的曲线：本团队位于 x = {x}，得 {y}",
    ),
    "off_curve": ("Curve of {metric}", "“{metric}”的曲线"),
    "one_point": ("+1 % of target", "目标 +1%"),
    "one_point_note": (
        "“+1 % of target” says what one more point is worth: by how much payable would change if the actual of this "
        "metric alone were better by one percent of its target and all else stayed as it is, worked out by the "
        "calculation itself. Other metrics, gates and shares that read the same cells do not move with it: the "
        "lines of this column are not to be added up.",
        "“目标 +1%”表示再多一点值多少：若仅该指标的实际值再改善目标的 1%，其他一切不变，"
        "本期应发将变动多少；由计算程序按规则重算得出。读取相同单元格的其他指标、门槛与分成不随之变动，"
        "因此本列各行不可相加。",
    ),
    "left_out": ("left out: {why}", "不计分：{why}"),
    "capped_by_gate": ("capped by “{gate}”", "被“{gate}”封顶"),
    "no_gates": ("No gate applies in this stage.", "本阶段没有适用的门槛。"),
    "closed_gate": ("CLOSED", "已触发"),
    "open_gate": ("open", "未触发"),
    "from_score_to_pool": ("From score to pool", "从得分到奖金包"),
    "waterfall": ("From target pool to payable", "从奖金基数到本期应发"),
    "budget_effect": ("Budget cut", "预算削减"),
    "less_paid_before": ("Less paid before", "减：此前已发"),
    "less_carried": ("Less carried to the next period", "减：结转下期"),
    "carried_on": ("Carried to the next period", "结转下期"),
    "no_adjustments": ("No adjustments up to this period.", "截至本期没有调整。"),
    "kind": ("Kind", "类别"),
    "reason": ("Reason", "原因"),
    "approved_by": ("Approved by", "批准人"),
    "cell": ("Cell", "单元格"),
    "settlement": ("Adjustments, paid before, carried", "调整、此前已发与结转"),
    "split": ("Who gets what", "成员分配"),
    "deferral_note": (
        "{percent} % is kept back until {month}; it is then released if {condition}, else forfeited. What is released "
        "now is paid beside “paid now” and is no part of the payable.",
        "应发的 {percent} % 递延至 {month}；届时若{condition}则发放，否则取消。“递延发放”在“当期支付”之外另行支付，"
        "不计入应发。",
    ),
    "deferral_none": (
        "Nothing of this payable is kept back. What is released now is paid beside “paid now” and is no part of the "
        "payable.",
        "本期不递延。“递延发放”在“当期支付”之外另行支付，不计入应发。",
    ),
    "months_line": ("The months of the year", "全年各月"),
    "entitlement_line": ("Entitlement so far", "累计应得奖金"),
    "months_none": (
        "The months before this period are not known one by one: what was paid came from elsewhere.",
        "本期之前各月的数额未逐月记录：已发金额来自其他来源。",
    ),
    "evidence": ("Evidence", "佐证"),
    "no_evidence": (
        "No row of Evidence belongs to this team up to this period.",
        "截至本期，“佐证”表中没有该团队的行。",
    ),
    "sources": ("Sources of the actuals", "实际值的来源"),
    "sources_note": (
        "Every number read from the workbooks for this team, with its cell; how they become the actuals stands under "
        "“Derivation”.",
        "从工作簿中为该团队读取的每个数值及其单元格；如何得出实际值，见“推导”。",
    ),
    "values_read": ("Values with their cells", "数值与单元格"),
    "more_cells": (
        "and {count} more cells (rows {first} to {last}), listed in the sheet “Inputs” of the workbook",
        "以及另外 {count} 个单元格（第 {first} 至 {last} 行），列于工作簿的“数据来源”表",
    ),
    "warnings": ("Warnings", "提示"),
    "no_warnings": ("No warning concerns this team.", "没有涉及该团队的提示。"),
    "sign_off": ("Sign-off", "签核"),
    "signed_as": ("Signed as", "签核角色"),
    "signed_by": ("Name", "姓名"),
    "signed_at": ("When", "时间"),
    "remark": ("Remark", "附注"),
    "ledger_digest": ("Newest closing in the ledger", "台账中最近一次关账"),
    "sign_name": ("Name", "姓名"),
    "sign_date": ("Date and signature", "日期与签名"),
    "owner": ("First-responsible owner", "第一责任人"),
    "sales_ops": ("Sales operations", "销售运营"),
    "hr": ("Human resources", "人力资源"),
    "finance": ("Finance", "财务"),
    "derivation": ("Derivation", "推导"),
    "derivation_note": (
        "Every number with its rule, the numbers filled in, and for what was read its workbook, sheet and cell. § is "
        "the section of the rules of calculation. Each number above leads here.",
        "每个数值附其规则与代入的数字，读入的数值附其工作簿、工作表与单元格。"
        "§ 为计算规则的章节。上文每个数字均可点击至此。",
    ),
    "digest": ("Run digest (SHA-256 of result.json)", "运行摘要（result.json 的 SHA-256）"),
    "page": ("page", "页"),
    "back": ("All teams", "全部团队"),
    "skip_to": ("Skip to the scorecard", "跳至计分卡"),
    "unscored_paid": ("unscored: paid whatever the score", "不计分：与得分无关"),
    # slip
    "slip": ("Personal slip", "个人奖金单"),
    "slip_amount": ("Your amount", "本人应发金额"),
    "slip_how": ("How it came about", "金额由来"),
    "role_share": ("Role share", "角色份额"),
    "slip_days": ("{active} of {all} days", "{active} / {all} 天"),
    "slip_share": ("Share of the team’s bonus", "团队奖金分配额"),
    "slip_premium": ("Premium as first-responsible owner", "第一责任人津贴"),
    "slip_note": (
        "The team’s bonus is divided in proportion to role share × active part × personal factor; those who hold the "
        "same role divide its share. This page shows nobody else’s money: the team’s statement, which the "
        "first-responsible owner and human resources hold, derives every number.",
        "团队奖金按“角色份额 × 在岗比例 × 个人系数”的比例分配；同一角色的成员共同分享该角色的份额。"
        "本页不显示他人的金额；团队的奖金说明书列有每个数值的推导，由第一责任人与人力资源部保管。",
    ),
    "slip_deferral": ("Kept back and released", "递延与发放"),
    "slip_less_deferred": ("Less deferred until later", "减：本期递延"),
    "slip_plus_deferred": ("Plus deferred now", "加：本期递延"),
    "slip_less_released": ("Less released: paid out with this period", "减：递延发放（随本期另行支付）"),
    "slip_less_forfeited": ("Less forfeited", "减：递延取消"),
    "slip_received": ("Received", "本人签收"),
    "slip_handed": ("Handed over", "发放人"),
    "slip_confidential": ("Confidential: for the person named above only", "保密：仅供上述本人阅读"),
}
"""Key to (English, Chinese) with named braces."""


@cache
def texts(language: str) -> Mapping[str, str]:
    """All words and texts of the pages in ``zh`` or ``en``; where both name a thing, the pages' own text.

    What report/changes.py says stands with ``change_`` before its name.
    """
    every = {**WORDS, **{f"change_{key}": pair for key, pair in CHANGES.items()}, **TEXTS}
    return MappingProxyType({key: pair[language == "zh"] for key, pair in every.items()})
