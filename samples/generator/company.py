"""A made-up company, 澜川智能装备: twelve core teams on twelve made-up key accounts, each with its story."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

MONTHS = ("2026-01", "2026-02", "2026-03", "2026-04", "2026-05", "2026-06", "2026-07")
PHASING = (6, 6, 8, 8, 8, 9, 8)
"""How the year spreads over these months: the plan's phasing."""
BREAKTHROUGH, GROWTH, POSITION = "关系突破期", "增长期", "格局期"
ACCOUNT, SOLUTION, DELIVERY = "客户经理", "解决方案经理", "交付经理"


@dataclass(frozen=True)
class Stage:
    name: str
    start: str
    evidence: str
    approved_by: str


@dataclass(frozen=True)
class Person:
    employee: str
    name: str
    role: str
    factor: float | None = None
    start: str | None = None
    end: str | None = None


@dataclass(frozen=True)
class Business:
    """What a team sells in a year (CNY), and how well it does against that."""

    revenue: float
    level: float
    margin_rate: float
    margin_level: float
    share: float
    """Of the customer's spend that is bought from us."""
    overdue: float
    """Of the revenue since January that is overdue."""
    new_product: float = 0.0
    """Of the revenue that comes from new products."""


@dataclass(frozen=True)
class Team:
    key: str
    name: str
    account: str
    account_name: str
    unit: str
    stages: tuple[Stage, ...]
    owners: tuple[tuple[str, str], ...]
    """Employee and first day."""
    members: tuple[Person, ...]
    pool: Mapping[str, float]
    """Period (a year or a month) to amount."""
    wallet: tuple[float, float, float]
    """Threshold, target and stretch of the share of wallet."""
    ladder: tuple[int | None, ...]
    """Relationship level by month; None: not looked at, the last one stands."""
    business: Business | None = None
    revenue_targets: Mapping[str, float] = field(default_factory=dict)
    new_product_target: float = 0.0
    """Of the revenue; 0: not a target of this team."""
    start: str | None = None
    opportunities: float = 0.0
    """New opportunities expected of a month; 0: not a target of this team."""
    spend: float = 0.0
    """Yearly spend of a customer that does not buy from us yet."""
    overrides: Mapping[tuple[str, str], float] = field(default_factory=dict)
    """(month, measure) to the value that the story demands."""


def year(amount: float) -> dict[str, float]:
    return {"2026年": float(amount)}


def months(first: int, last: int, amount: float) -> dict[str, float]:
    return {f"2026-{month:02d}": float(amount) for month in range(first, last + 1)}


T01 = Team(
    key="T01",
    name="东岚新能源核心团队",
    account="C1003",
    account_name="东岚新能源科技",
    unit="华东大区",
    stages=(Stage(POSITION, "2024-01-01", "框架协议 LC-2023-118", "沈若岚"),),
    owners=(("LC0187", "2024-01-01"),),
    members=(
        Person("LC0187", "周启明", ACCOUNT),
        Person("LC0342", "林书瑶", SOLUTION, 1.05),
        Person("LC0516", "高嘉木", SOLUTION, 0.95, "2026-04-07"),
        Person("LC0298", "郑海宁", DELIVERY),
    ),
    pool=year(1_434_200),
    wallet=(0.36, 0.42, 0.48),
    ladder=(4, None, 5, None, None, 5, None),
    business=Business(186_400_000, 1.043, 0.268, 1.02, 0.437, 0.031, 0.12),
    revenue_targets=year(186_400_000),
    new_product_target=0.115,
)
T02 = Team(
    key="T02",
    name="海峤重工核心团队",
    account="C1017",
    account_name="海峤重工集团",
    unit="华北大区",
    stages=(Stage(GROWTH, "2025-07-01", "首批订单验收单 HQ-250618", "沈若岚"),),
    owners=(("LC0233", "2025-07-01"),),
    members=(
        Person("LC0233", "韩立群", ACCOUNT, 1.1),
        Person("LC0405", "苏婉清", SOLUTION),
        Person("LC0377", "马天佑", DELIVERY),
        Person("LC0528", "叶知秋", DELIVERY, 0.9),
    ),
    pool=year(873_100),
    wallet=(0.16, 0.21, 0.27),
    opportunities=3_860_000,
    ladder=(3, None, 4, None, None, 4, None),
    business=Business(92_600_000, 1.128, 0.243, 1.05, 0.232, 0.044, 0.08),
    revenue_targets=year(92_600_000),
)
T03 = Team(
    key="T03",
    name="云麓乳业核心团队",
    account="C1029",
    account_name="云麓乳业",
    unit="华南大区",
    stages=(Stage(GROWTH, "2025-01-01", "二期产线合同 YL-2024-77", "顾承泽"),),
    owners=(("LC0264", "2025-01-01"),),
    members=(
        Person("LC0264", "梁思齐", ACCOUNT),
        Person("LC0391", "何雨桐", SOLUTION),
        Person("LC0433", "唐振邦", DELIVERY),
    ),
    pool=year(691_300),
    wallet=(0.24, 0.30, 0.36),
    opportunities=2_540_000,
    ladder=(4, None, None, 4, None, None, 4),
    business=Business(64_800_000, 0.967, 0.312, 0.98, 0.287, 0.137, 0.15),
    revenue_targets=year(64_800_000),
)
T04 = Team(
    key="T04",
    name="启沅电子核心团队",
    account="C1006",
    account_name="启沅电子",
    unit="华南大区",
    stages=(Stage(POSITION, "2023-07-01", "战略合作备忘录 QY-2306", "顾承泽"),),
    owners=(("LC0152", "2025-03-01"),),
    members=(
        Person("LC0152", "罗文斌", ACCOUNT),
        Person("LC0318", "谢安然", SOLUTION),
        Person("LC0467", "冯子墨", DELIVERY),
        Person("LC0471", "曾可欣", DELIVERY, 1.05),
    ),
    pool=year(1_207_800),
    wallet=(0.32, 0.38, 0.45),
    ladder=(4, None, None, None, 4, None, None),
    business=Business(143_500_000, 0.905, 0.221, 0.94, 0.366, 0.058, 0.05),
    revenue_targets=year(143_500_000),
    new_product_target=0.055,
)
T05 = Team(
    key="T05",
    name="南屿港务核心团队",
    account="C1041",
    account_name="南屿港务",
    unit="华南大区",
    stages=(
        Stage(BREAKTHROUGH, "2025-04-01", "立项审批 KA-2025-09", "顾承泽"),
        Stage(GROWTH, "2026-05-18", "首单合同 NY-260512 生效", "顾承泽"),
    ),
    owners=(("LC0285", "2025-04-01"),),
    members=(
        Person("LC0285", "蒋沐阳", ACCOUNT, 1.05),
        Person("LC0412", "丁晓彤", SOLUTION),
        Person("LC0539", "任远航", DELIVERY, None, "2026-05-18"),
        Person("LC0367", "潘志恒", DELIVERY, None, None, "2026-05-31"),
    ),
    pool=months(1, 4, 31_300) | months(5, 12, 52_400),
    wallet=(0.06, 0.10, 0.16),
    opportunities=1_960_000,
    ladder=(2, None, 3, None, 4, None, 4),
    business=Business(24_200_000, 1.076, 0.255, 1.01, 0.093, 0.022),
    revenue_targets=months(5, 8, 2_350_000) | months(9, 12, 2_960_000),
    overrides={
        **{("2026-01", m): 0.0 for m in ("revenue", "gross_margin", "overdue")},
        **{("2026-02", m): 0.0 for m in ("revenue", "gross_margin", "overdue")},
        ("2026-03", "revenue"): 0.0,
        ("2026-03", "gross_margin"): 0.0,
        ("2026-03", "overdue"): 0.0,
        ("2026-04", "revenue"): 186_320.75,
        ("2026-04", "gross_margin"): 41_107.33,
        ("2026-05", "revenue"): 2_174_836.28,
        ("2026-06", "revenue"): 2_718_905.66,
        ("2026-07", "revenue"): 2_563_417.94,
    },
)
T06 = Team(
    key="T06",
    name="禾稷粮油核心团队",
    account="C1033",
    account_name="禾稷粮油",
    unit="华北大区",
    stages=(Stage(GROWTH, "2024-10-01", "年度采购协议 HJ-2409", "沈若岚"),),
    owners=(("LC0271", "2024-10-01"),),
    members=(
        Person("LC0271", "宋怀瑾", ACCOUNT),
        Person("LC0398", "白露", SOLUTION, 1.1),
        Person("LC0446", "石磊", DELIVERY),
    ),
    pool=year(632_400),
    wallet=(0.28, 0.34, 0.40),
    opportunities=2_310_000,
    ladder=(4, None, 5, None, None, None, 5),
    business=Business(57_200_000, 1.214, 0.286, 1.11, 0.391, 0.019, 0.22),
    revenue_targets=year(57_200_000),
)
T07 = Team(
    key="T07",
    name="鹿野制药核心团队",
    account="C1052",
    account_name="鹿野制药",
    unit="华东大区",
    stages=(Stage(BREAKTHROUGH, "2025-09-01", "立项审批 KA-2025-21", "沈若岚"),),
    owners=(("LC0309", "2025-09-01"),),
    members=(
        Person("LC0309", "姚景行", ACCOUNT),
        Person("LC0425", "贺南枝", SOLUTION),
        Person("LC0483", "邹立", DELIVERY),
    ),
    pool=year(438_200),
    wallet=(0.02, 0.05, 0.09),
    opportunities=1_480_000,
    ladder=(2, None, 3, None, None, 3, 4),
    business=Business(6_200_000, 0.91, 0.15, 1.0, 0.034, 0.0),
    revenue_targets=year(6_200_000),
    overrides={
        ("2026-01", "gross_margin"): -61_204.18,
        ("2026-03", "gross_margin"): -148_936.52,
        ("2026-04", "gross_margin"): -87_415.90,
        ("2026-06", "gross_margin"): -112_668.47,
    },
)
T08 = Team(
    key="T08",
    name="正阙汽车部件核心团队",
    account="C1011",
    account_name="正阙汽车部件",
    unit="华东大区",
    stages=(Stage(POSITION, "2024-07-01", "独家供应协议 ZQ-2405", "沈若岚"),),
    owners=(("LC0196", "2024-07-01"), ("LC0357", "2026-06-01")),
    members=(
        Person("LC0196", "钱伯言", ACCOUNT, None, None, "2026-05-31"),
        Person("LC0357", "陆一鸣", ACCOUNT, None, "2026-05-11"),
        Person("LC0384", "江映雪", SOLUTION),
        Person("LC0459", "崔浩然", DELIVERY, 1.05),
    ),
    pool=year(1_096_400),
    wallet=(0.44, 0.50, 0.56),
    ladder=(5, None, None, 5, None, None, 5),
    business=Business(128_900_000, 1.006, 0.207, 1.005, 0.507, 0.047, 0.09),
    revenue_targets=year(128_900_000),
    new_product_target=0.08,
)
T09 = Team(
    key="T09",
    name="北溟轨道核心团队",
    account="C1024",
    account_name="北溟轨道交通装备",
    unit="华北大区",
    stages=(Stage(GROWTH, "2025-01-01", "站台门一期合同 BM-2411", "沈若岚"),),
    owners=(("LC0248", "2025-01-01"),),
    members=(
        Person("LC0248", "孟长河", ACCOUNT),
        Person("LC0419", "温如玉", SOLUTION),
        Person("LC0492", "侯建平", DELIVERY, 0.8),
    ),
    pool=year(769_100),
    wallet=(0.18, 0.23, 0.28),
    opportunities=3_120_000,
    ladder=(4, None, None, 4, None, 3, None),
    business=Business(76_300_000, 1.071, 0.225, 1.01, 0.236, 0.062, 0.04),
    revenue_targets=year(76_300_000),
    overrides={("2026-06", "gross_margin"): -9_784_316.55, ("2026-07", "gross_margin"): 412_875.06},
)
T10 = Team(
    key="T10",
    name="锦汀水务核心团队",
    account="C1058",
    account_name="锦汀水务",
    unit="西部大区",
    stages=(Stage(BREAKTHROUGH, "2025-11-01", "立项审批 KA-2025-27", "顾承泽"),),
    owners=(("LC0326", "2025-11-01"),),
    members=(
        Person("LC0326", "卢清越", ACCOUNT),
        Person("LC0437", "方一诺", SOLUTION),
        Person("LC0505", "尹大川", DELIVERY),
    ),
    pool=year(396_300),
    wallet=(0.03, 0.06, 0.10),
    opportunities=1_250_000,
    ladder=(1, None, 1, None, 2, None, 2),
    spend=31_600_000,
)
T11 = Team(
    key="T11",
    name="天朔风电核心团队",
    account="C1020",
    account_name="天朔风电",
    unit="西部大区",
    stages=(Stage(GROWTH, "2024-04-01", "塔筒检测线合同 TS-2403", "顾承泽"),),
    owners=(("LC0219", "2024-04-01"),),
    members=(
        Person("LC0219", "薛承志", ACCOUNT),
        Person("LC0388", "乔安", SOLUTION),
        Person("LC0450", "段飞", DELIVERY, None, None, "2026-06-30"),
    ),
    pool=year(936_700),
    wallet=(0.20, 0.25, 0.31),
    opportunities=4_150_000,
    ladder=(3, None, 4, None, None, 4, None),
    business=Business(103_700_000, 0.943, 0.234, 1.03, 0.244, 0.071, 0.06),
    revenue_targets=year(103_700_000),
)
T12 = Team(
    key="T12",
    name="瑞苇包装核心团队",
    account="C1063",
    account_name="瑞苇包装",
    unit="西部大区",
    stages=(Stage(BREAKTHROUGH, "2026-03-16", "立项审批 KA-2026-04", "顾承泽"),),
    owners=(("LC0334", "2026-03-16"),),
    members=(
        Person("LC0334", "贾若水", ACCOUNT, None, "2026-03-16"),
        Person("LC0441", "严少谦", SOLUTION, None, "2026-03-16"),
        Person("LC0513", "莫凡", DELIVERY, None, "2026-04-01"),
    ),
    pool=months(3, 12, 29_200),
    wallet=(0.02, 0.05, 0.08),
    opportunities=980_000,
    ladder=(None, None, 1, 2, None, 3, 4),
    start="2026-03-16",
    spend=38_600_000,
    overrides={("2026-07", "revenue"): 861_504.42, ("2026-07", "gross_margin"): 183_262.77},
)
TEAMS = (T01, T02, T03, T04, T05, T06, T07, T08, T09, T10, T11, T12)

ADJUSTMENTS = (
    ("T04", "2026-01", "结转", -19132.08, "2025 年度结转：12 月已发超过全年应得", "顾承泽"),
    ("T02", "2026-05", "专项奖", 20000.00, "海峤三期竞标中以方案分第一胜出", "沈若岚"),
    ("T11", "2026-06", "专项奖", 8000.00, "现场抢修，避免客户停产", "顾承泽"),
    ("T06", "2026-07", "更正", -6180.25, "4 月毛利重复计入运费返还，财务复核后冲回", "沈若岚"),
)
