"""The sheets that are known and their columns, in both languages (inputs.md)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from msgspec import Struct

from scorecard.model.plan import Plan, Source
from scorecard.model.titles import Title
from scorecard.read.cells import folded

_CHINESE = "\u2e7f"
"""Chinese characters lie behind this one."""


class Column(Struct, frozen=True):
    """A column that is known by its id and other names; where ``required``, a header is none without it."""

    id: str
    names: tuple[str, ...] = ()
    required: bool = False

    @property
    def all_names(self) -> tuple[str, ...]:
        """The id and the other names."""
        return (self.id, *self.names)

    def name_in(self, language: str) -> str:
        """The name for a header in that language."""
        return in_language((*self.names, self.id), language)


@dataclass(frozen=True, slots=True)
class Table:
    """A sheet that is known: by its names, with its columns."""

    id: str
    names: tuple[str, ...]
    columns: tuple[Column, ...]
    known: Mapping[str, str] = field(init=False)
    """Every folded header to its column's id."""
    required: frozenset[str] = field(init=False)

    def name_in(self, language: str) -> str:
        """The name for a sheet in that language."""
        return in_language(self.names, language)

    def __post_init__(self) -> None:
        object.__setattr__(self, "known", names_of({column.id: column.all_names for column in self.columns}))
        object.__setattr__(self, "required", frozenset(column.id for column in self.columns if column.required))


def names_of(things: Mapping[str, Iterable[str]]) -> dict[str, str]:
    """Every folded name to the id of what it names."""
    return {folded(name): id for id, names in things.items() for name in names}


def in_language(names: Sequence[str], language: str) -> str:
    """The first name in that language: Chinese where it has such a character, English otherwise; else the first one."""
    return next((name for name in names if (max(name) > _CHINESE) == (language == "zh")), names[0])


def names_of_title(title: Title) -> tuple[str, ...]:
    """Every text by which a workbook may call it: the id and all titles (plan.md, Rules of the file)."""
    return (title.id, *title.texts.values())


def _table(names: str, *columns: str) -> Table:
    """A table from its English and Chinese name, and from its columns' names, required ones with a star."""
    english, chinese = names.split()
    known = []
    for column in columns:
        id, name = column.split()
        known.append(Column(id.rstrip("*"), (name,), id.endswith("*")))
    return Table(english, (english, chinese), tuple(known))


TEAMS = _table(
    "Teams 团队",
    "team* 团队",
    "name* 团队名称",
    "account 客户",
    "account_name 客户名称",
    "unit 所属单位",
    "from 开始",
    "to 结束",
)
STAGES = _table("Stages 阶段", "team* 团队", "stage* 阶段", "from* 开始", "evidence 依据", "approved_by 批准人")
OWNERS = _table("Owners 第一责任人", "team* 团队", "employee* 工号", "name* 姓名", "from* 开始")
MEMBERS = _table(
    "Members 成员",
    *("team* 团队", "employee* 工号", "name* 姓名", "role* 角色"),
    *("personal_factor 个人系数", "from 开始", "to 结束"),
)
POOLS = _table("Pools 奖金基数", "team* 团队", "period* 期间", "amount* 金额")
TARGETS = _table(
    "Targets 目标",
    *("team* 团队", "metric* 指标", "period* 期间", "target 目标", "baseline 基线", "threshold 门槛", "stretch 挑战"),
)
ACTUALS_LONG = _table("Actuals 实际", "period* 期间", "team* 团队", "measure* 度量", "value* 数值")
EVIDENCE = _table("Evidence 佐证", "period* 期间", "team* 团队", "measure* 度量", "note* 说明", "link 链接")
ADJUSTMENTS = _table(
    "Adjustments 调整",
    *("team* 团队", "period* 期间", "kind* 类别", "amount* 金额", "reason* 原因", "approved_by* 批准人"),
)
PAID = _table("Paid 已发", "team* 团队", "period* 期间", "amount* 金额")
STANDARD = (TEAMS, STAGES, OWNERS, MEMBERS, POOLS, TARGETS, ACTUALS_LONG, EVIDENCE, ADJUSTMENTS, PAID)

KINDS = {
    "correction": ("correction", "更正"),
    "award": ("award", "专项奖"),
    "penalty": ("penalty", "处罚"),
    "carry_over": ("carry_over", "结转"),
}
"""Kinds of adjustments and their names."""


def actuals_wide(plan: Plan) -> Table:
    """Actuals with one column per measure that is read from there."""
    period, team = ACTUALS_LONG.columns[:2]
    measures = (Column(id, names_of_title(each.title)) for id, each in plan.measures.items() if each.source is None)
    return Table(ACTUALS_LONG.id, ACTUALS_LONG.names, (period, team, *measures))


def source_table(plan: Plan, source: Source) -> Table:
    """The sheet of a source; the columns that its measures use must be there."""
    used = {source.key, "period"}
    for measure in plan.measures.values():
        if measure.source == source.id:
            used.update(measure.column, measure.where)
    columns = (Column(id, names, id in used) for id, names in source.columns.items())
    return Table(source.id, source.sheets, tuple(columns))


def tables_named(plan: Plan, name: str) -> list[Table]:
    """The tables that a sheet of this name may be: one, unless the plan gives two sources the same sheet."""
    standard = (actuals_wide(plan) if table is ACTUALS_LONG else table for table in STANDARD)
    every = [*standard, *(source_table(plan, source) for source in plan.sources.values())]
    return [table for table in every if folded(name) in map(folded, table.names)]


def sheet_names(plan: Plan) -> frozenset[str]:
    """Every folded name of a sheet that is read."""
    tables = [table.names for table in STANDARD] + [source.sheets for source in plan.sources.values()]
    return frozenset(folded(name) for names in tables for name in names)
