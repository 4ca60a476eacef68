"""What only the review page says, in English and Chinese."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from scorecard.report.pages.texts import texts

REVIEW: dict[str, tuple[str, str]] = {
    "review": ("Review", "复核页"),
    "skip_to_teams": ("Skip to the table of all teams", "跳至全部团队表"),
    "all_teams": ("All teams", "全部团队"),
    "files": ("Files of this run", "本次运行的文件"),
    "file_workbook": ("workbook", "工作簿"),
    "file_plan": ("plan document", "方案文档"),
    "exceptions": ("Exceptions", "异常事项"),
    "exceptions_of": ("Teams with exceptions", "有异常的团队"),
    "no_exceptions": ("Nothing out of the ordinary in this period.", "本期没有异常事项。"),
    "whole_run": ("The whole run", "整体提示"),
    "more_run": ("and {count} more, in the sheet “Notes” of the workbook", "以及另外 {count} 条，见工作簿的“提示”表"),
    "what": ("What", "事项"),
    "whom": ("Whom it concerns", "涉及团队"),
    "more_teams": ("{count} more", "另有 {count} 个"),
    "more_warnings": ("and {count} more (teams: {teams})", "以及另外 {count} 条（涉及 {teams} 个团队）"),
    "in_statement": ("show in the statement", "在说明书中显示"),
    "in_table": ("show in the table", "在表中显示"),
    "budget_cut": ("Budget cut", "预算削减"),
    "unallocated_money": ("Money without a member to get it", "无人可分配的金额"),
    "forfeited": ("Pool forfeited by a gate", "奖金包因门槛被没收"),
    "closed_gates": ("Gate closed", "门槛已触发"),
    "closed_forfeiting": ("Gate closed, forfeits included", "门槛已触发（含没收）"),
    "carried_money": ("Carried to the next period", "结转下期"),
    "negative": ("To be paid back", "应退回"),
    "limited": ("Held by floor or cap", "触及保底或封顶"),
    "no_owner": ("No first-responsible owner", "没有第一责任人"),
    "owner_changed": ("Owner changed this fiscal year", "本财年更换过责任人"),
    "then": ("; ", "；"),
    "from_to": ("{day}: {before} → {after}", "{day}：{before} → {after}"),
    "stage_changed": ("More than one stage this fiscal year", "本财年经历多个阶段"),
    "adjusted": ("Adjustments", "调整"),
    "closed_changed": ("Changed in closed months since the closing of {month}", "已关账月份自 {month} 关账以来有变动"),
    "values_changed": ("{money} (values: {count})", "{money}（{count} 个数值）"),
    "out_of_stage": ("In no stage in this month", "本月无阶段"),
    "left_out_metrics": ("Metrics left out", "有指标未计分"),
    "warned": ("With warnings", "有提示"),
    "warning_of": ("Warning: {code}", "提示：{code}"),
    "tie_note": (
        "The same totals stand on the sheet “Summary” of bonus-pools.xlsx and under “totals” in result.json.",
        "相同的合计列于 bonus-pools.xlsx 的“汇总”表以及 result.json 的 “totals”。",
    ),
    "gaps": ("Differences, which must be 0", "差异，应为 0"),
    "ties_ok": ("ties", "相符"),
    "ties_not": ("DOES NOT TIE", "不符"),
    "amounts_of_members": ("Members’ amounts", "成员金额"),
    "of_payable": ("Where payable goes", "本期应发的去向"),
    "of_which_premium": ("of which owners’ premiums", "其中责任人津贴"),
    "budget_line": ("Budget up to this period", "截至本期的预算"),
    "budget_used": ("Used: paid before + payable", "已用：此前已发 + 本期应发"),
    "budget_left": ("Left", "剩余"),
    "budget_left_over": ("Budget left", "预算剩余"),
    "movements": ("Largest movements against {month}", "与 {month} 相比的最大变动"),
    "movements_plain": ("Largest movements against the month before", "与上月相比的最大变动"),
    "payable_before": ("Payable {month}", "{month}应发"),
    "change": ("Change", "变动"),
    "entitlement_change": ("Change of entitlement", "应得奖金变动"),
    "no_movements": ("Every team has the same payable as in the month before.", "各团队本期应发均与上月相同。"),
    "first_month": (
        "This is the first month of the fiscal year; there is no month before to compare with.",
        "本期是财年的第一个月，没有上月可比。",
    ),
    "months_unknown": (
        "The month before is not known: what was paid came from the ledger, which has no closing of it.",
        "上月数额未知：已发金额来自台账，而台账中没有上月的关账。",
    ),
    "paid_rows_note": (
        "The month before is what the Paid sheet has for it; its entitlement is not known.",
        "上月数额取自“已发”表；上月的应得奖金未知。",
    ),
    "ledger_note": ("The month before as it was closed.", "上月数额为关账时的数额。"),
    "assumed_note": (
        "The month before as it computes on today’s data.",
        "上月数额按今天的数据重算。",
    ),
    "to_movements": ("Movements", "变动"),
    "against": ("Against {month}", "较 {month}"),
    "distribution": ("Distribution", "分布"),
    "composites": ("Teams by composite", "团队按综合得分分布"),
    "bins": (
        "A bar counts the composites from its left number to below its right one.",
        "每柱含左端数值、不含右端数值。",
    ),
    "bins_text": ("{low} to below {high}: {count}", "{low} 至不足 {high}：{count}"),
    "without_composite": ("Without a composite: {count}", "无综合得分：{count}"),
    "others": ("{count} others", "其余 {count} 个"),
    "share_of_payable": ("Share", "占比"),
    "payable_by_stage": ("Payable by stage", "各阶段本期应发"),
    "payable_by_unit": ("Payable by unit", "各单位本期应发"),
    "search": ("Search", "搜索"),
    "search_in": ("team, name, account, owner", "团队、名称、客户、责任人"),
    "show": ("Show", "显示"),
    "every": ("all", "全部"),
    "sort_by": ("Sort by", "排序"),
    "direction": ("Other direction", "反向排序"),
    "clear": ("Clear", "清除筛选"),
    "shown": ("{shown} of {all} teams", "显示 {shown} / {all} 个团队"),
    "shown_pages": ("page {page} of {pages}", "第 {page} / {pages} 页"),
    "before": ("Previous page", "上一页"),
    "after": ("Next page", "下一页"),
    "pages": ("Pages of the table", "表格分页"),
    "nothing_found": ("No team fits this search and these filters.", "没有符合搜索与筛选条件的团队。"),
    "first_rows": (
        "Without scripts this table shows the first {count} of {all} teams; all of them stand in bonus-pools.xlsx.",
        "未启用脚本时，此表仅显示 {all} 个团队中的前 {count} 个；全部团队见 bonus-pools.xlsx。",
    ),
    "warnings_count": ("Warnings", "提示数"),
    "sorting_hint": ("Press a heading to sort.", "点击表头可排序。"),
}  # fmt: skip
"""Key to (English, Chinese) with named braces."""


@cache
def review_texts(language: str) -> Mapping[str, str]:
    """All words and texts of the review page in ``zh`` or ``en``."""
    own = {key: pair[language == "zh"] for key, pair in REVIEW.items()}
    return MappingProxyType({**texts(language), **own})
