"""The workbooks as a sales-operations desk would keep them: one master workbook, and one a month."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from actuals import MEASURES, evidence, pipeline, team_months
from company import ADJUSTMENTS, MONTHS, TEAMS
from sheets import Cell, Sheet, write_book

CREATED = dt.datetime(2026, 8, 3, 9, 0)
"""Written into every file instead of the clock's time."""

CHINESE = {
    "revenue": "营业收入",
    "gross_margin": "毛利额",
    "customer_spend": "客户总采购额",
    "new_product": "新产品收入",
    "relationship_level": "关系等级",
    "overdue": "逾期应收",
    "compliance_breach": "合规事件",
}
ENGLISH = {
    "revenue": "Revenue",
    "gross_margin": "Gross margin",
    "customer_spend": "Customer spend",
    "new_product": "New-product revenue",
    "relationship_level": "Relationship level",
    "overdue": "Overdue receivables",
    "compliance_breach": "Compliance breaches",
}
ENGLISH_MONTH = "2026-03"
"""Kept that month by a colleague who writes English."""
AS_TEXT = {("2026-04", "T06", "gross_margin")}
"""Pasted as text, as it happens."""
NO_EVIDENCE = {"T11"}


def write_all(folder: Path) -> None:
    """All eight workbooks."""
    folder.mkdir(parents=True, exist_ok=True)
    write_book(folder / "master.xlsx", master(), CREATED)
    for month in MONTHS:
        write_book(folder / f"{month}-actuals.xlsx", monthly(month), CREATED)


def day(text: str | None) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None


def master() -> list[Sheet]:
    """Teams, stages, owners, members, pools, targets and adjustments."""
    title = ("澜川智能装备 大客户核心团队名册", "2026 年度 · 销售运营部维护")
    people = [(t, p) for t in TEAMS for p in t.members]
    names = {p.employee: p.name for _, p in people}
    return [
        Sheet("说明", ("内容",), [("每月 3 日前由各大区更新；金额单位：元。",), ("新客户立项后先登记团队与阶段。",)]),
        Sheet(
            "团队",
            ("团队", "团队名称", "客户", "客户名称", "所属单位", "开始", "结束"),
            [(t.key, t.name, t.account, t.account_name, t.unit, day(t.start), None) for t in TEAMS],
            title,
        ),
        Sheet(
            "阶段",
            ("团队", "阶段", "开始", "依据", "批准人"),
            [(t.key, s.name, day(s.start), s.evidence, s.approved_by) for t in TEAMS for s in t.stages],
        ),
        Sheet(
            "第一责任人",
            ("团队", "工号", "姓名", "开始"),
            [(t.key, employee, names[employee], day(start)) for t in TEAMS for employee, start in t.owners],
        ),
        Sheet(
            "成员",
            ("团队", "工号", "姓名", "角色", "个人系数", "开始", "结束"),
            [(t.key, p.employee, p.name, p.role, p.factor, day(p.start), day(p.end)) for t, p in people],
            title,
            "0.00",
        ),
        Sheet(
            "奖金基数",
            ("团队", "期间", "金额"),
            [(t.key, period, amount) for t in TEAMS for period, amount in t.pool.items()],
            ("2026 年度目标奖金包（元）", "年度金额按方案的月度节奏分解；新团队按月核定"),
        ),
        Sheet(
            "目标",
            ("团队", "指标", "期间", "目标", "基线", "门槛", "挑战"),
            _targets(),
            ("2026 年度目标责任书",),
            "#,##0.00##",
        ),
        Sheet("调整", ("团队", "期间", "类别", "金额", "原因", "批准人"), ADJUSTMENTS),
    ]


def _targets() -> list[tuple[Cell, ...]]:
    rows: list[tuple[Cell, ...]] = []
    for team in TEAMS:
        for period, target in team.revenue_targets.items():
            rows.append((team.key, "营业收入", period, target, None, None, None))
        if team.business:
            rows.append((team.key, "毛利率", "2026年", team.business.margin_rate, None, None, None))
        if team.opportunities:
            rows.append((team.key, "机会点储备", "2026年", team.opportunities, None, None, None))
        threshold, target, stretch = team.wallet
        rows.append((team.key, "客户份额", "2026年", target, None, threshold, stretch))
    new_products = [(team.key, team.new_product_target) for team in TEAMS if team.new_product_target]
    return rows + [(key, "新产品占比", "2026年", target, None, None, None) for key, target in new_products]


def monthly(month: str) -> list[Sheet]:
    """One month's actuals, pipeline and evidence."""
    english = month == ENGLISH_MONTH
    names = ENGLISH if english else CHINESE
    period = _period_cell(month)
    there = [(team, months[month]) for team in TEAMS if month in (months := team_months(team))]
    chinese_month = f"{month[:4]} 年 {int(month[5:])} 月"
    actuals = [
        (period, team.key, *(_cell(month, team.key, m, values.get(m)) for m in MEASURES)) for team, values in there
    ]
    leads = [
        (team.key, period, kind, project, amount)
        for team, _ in there
        for kind, project, amount in pipeline(team, month)
    ]
    proofs = [
        (
            team.key,
            period,
            names["relationship_level"],
            evidence(team, month),
            f"https://docs.lanchuan.example/ka/{team.key}/{month}",
        )
        for team, values in there
        if "relationship_level" in values and team.key not in NO_EVIDENCE
    ]
    if english:
        return [
            Sheet("Actuals", ("Period", "Team", *(names[m] for m in MEASURES)), actuals),
            Sheet("Pipeline", ("Team", "Month", "Type", "Project", "Amount"), leads),
            Sheet("Evidence", ("Team", "Period", "Measure", "Note", "Link"), proofs),
        ]
    title = (f"澜川智能装备 大客户经营月报 {chinese_month}", "单位：元（关系等级、合规事件除外） 编制：销售运营部")
    return [
        Sheet("实际", ("期间", "团队", *(names[m] for m in MEASURES)), actuals, title),
        Sheet("线索机会点", ("团队", "月份", "类型", "项目", "金额"), leads, (f"{chinese_month}新增线索与机会点",)),
        Sheet("佐证", ("团队", "期间", "度量", "说明", "链接"), proofs),
    ]


def _period_cell(month: str) -> Cell:
    """As each month's clerk likes to write it."""
    if month == "2026-02":
        return "2026年2月"
    if month == ENGLISH_MONTH:
        return dt.date(2026, 3, 1)
    return month


def _cell(month: str, team: str, measure: str, value: float | None) -> Cell:
    if value is not None and (month, team, measure) in AS_TEXT:
        return f"{value:,.2f}"
    return value
