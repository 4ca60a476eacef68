"""What the months brought: deterministic figures around each team's story."""

from __future__ import annotations

import random
from collections.abc import Mapping

from company import MONTHS, PHASING, Team

MEASURES = (
    "revenue",
    "gross_margin",
    "customer_spend",
    "new_product",
    "relationship_level",
    "overdue",
    "compliance_breach",
)
NOTES = (
    "与客户采购总监完成季度复盘，会议纪要已归档",
    "客户技术部确认方案评审通过",
    "进入客户年度合格供应商名录",
    "客户副总裁来访工厂，签署会谈备忘",
    "完成样机现场试用，客户出具试用报告",
)
PROJECTS = (
    "智能仓储线",
    "产线改造",
    "视觉检测站",
    "能源管理系统",
    "备件年度框架",
    "机器人工作站",
    "预测性维护",
    "包装线扩容",
)


def team_months(team: Team) -> dict[str, dict[str, float]]:
    """Month to measure to value, for the months in which the team is there."""
    chance = random.Random(f"{team.key} 2026")
    rows: dict[str, dict[str, float]] = {}
    revenue_so_far = 0.0
    for month, weight, level in zip(MONTHS, PHASING, team.ladder, strict=True):
        values = dict(_figures(team, weight, chance))
        for measure in MEASURES:
            if (month, measure) in team.overrides:
                values[measure] = team.overrides[month, measure]
        if team.start and month < team.start[:7]:
            continue
        revenue_so_far += values.get("revenue", 0.0)
        if team.business and team.business.overdue and (month, "overdue") not in team.overrides:
            values["overdue"] = round(revenue_so_far * team.business.overdue * chance_around(chance, 0.04), 2)
        if level is not None:
            values["relationship_level"] = level
        rows[month] = values
    return rows


def chance_around(chance: random.Random, spread: float) -> float:
    """A factor near 1."""
    return 1 + spread * (2 * chance.random() - 1)


def _figures(team: Team, weight: int, chance: random.Random) -> Mapping[str, float]:
    business = team.business
    if business is None:
        spend = round(team.spend * weight / 100 * chance_around(chance, 0.08), 2)
        return {"revenue": 0.0, "gross_margin": 0.0, "customer_spend": spend}
    revenue = round(business.revenue * weight / 100 * business.level * chance_around(chance, 0.07), 2)
    margin = round(revenue * business.margin_rate * business.margin_level * chance_around(chance, 0.04), 2)
    planned = business.revenue * weight / 100 * business.level
    spend = round(planned / business.share * chance_around(chance, 0.05), 2)
    values = {"revenue": revenue, "gross_margin": margin, "customer_spend": spend}
    if business.new_product:
        values["new_product"] = round(revenue * business.new_product * chance_around(chance, 0.3), 2)
    return values


def pipeline(team: Team, month: str) -> list[tuple[str, str, float]]:
    """A month's new leads and opportunities: type, project, amount."""
    chance = random.Random(f"{team.key} {month} pipeline")
    amount = (team.opportunities or 5_200_000.0) * chance_around(chance, 0.25)
    cut = 0.3 + 0.4 * chance.random()
    shares = (("机会点", cut), ("机会点", 1 - cut), ("线索", 0.2 + 0.6 * chance.random()))
    return [(kind, PROJECTS[int(chance.random() * len(PROJECTS))], round(amount * part, -2)) for kind, part in shares]


def evidence(team: Team, month: str) -> str:
    """What supports this month's relationship level."""
    return NOTES[int(random.Random(f"{team.key} {month} evidence").random() * len(NOTES))]
