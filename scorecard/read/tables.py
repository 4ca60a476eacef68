"""The standard sheets and their columns, in both languages (inputs.md)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from scorecard.model.plan import Plan, Source
from scorecard.read.cells import folded

Kind = Literal[
    "team", "key", "text", "day", "period", "money", "quantity", "stage", "role", "metric", "measure", "kind"
]


@dataclass(frozen=True, slots=True)
class Column:
    """A column that is known: its id, its names beside the id, what it holds, and whether it must be there."""

    id: str
    names: tuple[str, ...]
    kind: Kind
    required: bool = False
    filled: bool = False
    """Whether every row must fill it."""


@dataclass(frozen=True, slots=True)
class Table:
    """A sheet that is known."""

    id: str
    names: tuple[str, ...]
    columns: tuple[Column, ...]


def _column(text: str, kind: Kind) -> Column:
    id, _, name = text.partition(" ")
    return Column(id.rstrip("*"), (name,), kind, id.endswith("*"), id.endswith("*"))


def _table(id: str, name: str, columns: Mapping[str, Kind]) -> Table:
    return Table(id, (id, name), tuple(_column(text, kind) for text, kind in columns.items()))


TEAM, PERIOD, AMOUNT = "team* 团队", "period* 期间", "amount* 金额"
TABLES = {
    table.id: table
    for table in (
        _table("Teams", "团队", {
            "team* 团队": "key", "name* 团队名称": "text", "account 客户": "key", "account_name 客户名称": "text",
            "unit 所属单位": "text", "from 开始": "day", "to 结束": "day",
        }),
        _table("Stages", "阶段", {
            TEAM: "team", "stage* 阶段": "stage", "from* 开始": "day", "evidence 依据": "text",
            "approved_by 批准人": "text",
        }),
        _table("Owners", "第一责任人", {
            TEAM: "team", "employee* 工号": "key", "name* 姓名": "text", "from* 开始": "day",
        }),
        _table("Members", "成员", {
            TEAM: "team", "employee* 工号": "key", "name* 姓名": "text", "role* 角色": "role",
            "personal_factor 个人系数": "quantity", "from 开始": "day", "to 结束": "day",
        }),
        _table("Pools", "奖金基数", {TEAM: "team", PERIOD: "period", AMOUNT: "money"}),
        _table("Targets", "目标", {
            TEAM: "team", "metric* 指标": "metric", PERIOD: "period", "target 目标": "quantity",
            "baseline 基线": "quantity", "threshold 门槛": "quantity", "stretch 挑战": "quantity",
        }),
        _table("Evidence", "佐证", {
            PERIOD: "period", TEAM: "team", "measure* 度量": "measure", "note* 说明": "text", "link 链接": "text",
        }),
        _table("Adjustments", "调整", {
            TEAM: "team", PERIOD: "period", "kind* 类别": "kind", AMOUNT: "money", "reason* 原因": "text",
            "approved_by* 批准人": "text",
        }),
        _table("Paid", "已发", {TEAM: "team", PERIOD: "period", AMOUNT: "money"}),
    )
}  # fmt: skip
ACTUALS = ("Actuals", "实际")
LONG = Table("Actuals", ACTUALS, (
    _column(PERIOD, "period"), _column(TEAM, "team"), _column("measure* 度量", "measure"),
    Column("value", ("数值",), "quantity", required=True),
))  # fmt: skip
KINDS = {
    "correction": ("correction", "更正"),
    "award": ("award", "专项奖"),
    "penalty": ("penalty", "处罚"),
    "carry_over": ("carry_over", "结转", "carry over"),
}


def is_table(name: str) -> bool:
    """Whether a sheet of this name is one of the standard sheets."""
    return folded(name) in {folded(each) for names in (ACTUALS, *(t.names for t in TABLES.values())) for each in names}


def wide(plan: Plan) -> Table:
    """The Actuals sheet with one column per measure."""
    measures = [
        Column(id, tuple(measure.title.texts.values()), "quantity")
        for id, measure in plan.measures.items()
        if measure.source is None
    ]
    return Table("Actuals", ACTUALS, (_column(PERIOD, "period"), _column(TEAM, "team"), *measures))


def source_table(plan: Plan, source: Source) -> Table:
    """The sheet of a source; the columns that its measures use must be there."""
    users = [measure for measure in plan.measures.values() if measure.source == source.id]
    used = {source.key, "period"}.union(*({*m.column, *m.where} for m in users))
    numeric = {name for measure in users for name in measure.column}

    def kind(id: str) -> Kind:
        return "period" if id == "period" else "quantity" if id in numeric else "key"

    columns = [Column(id, names, kind(id), id in used) for id, names in source.columns.items()]
    return Table(source.id, source.sheets, tuple(columns))


def names_of(items: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """Every name, folded, to its id."""
    return {folded(name): id for id, names in items.items() for name in (id, *names)}
