"""What of the closed months differs today, in words: one source for workbook, statement and derivation."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from scorecard.model.changes import Change, Said
from scorecard.model.numbers import trimmed
from scorecard.model.period import Month
from scorecard.model.problems import CellPlace
from scorecard.model.result import Result
from scorecard.model.titles import Title
from scorecard.report.words import WORDS

TEXTS: Mapping[str, tuple[str, str]] = {
    # kinds
    "team": ("Team", "团队"),
    "stage": ("Stage", "阶段"),
    "pool": ("Target pool", "奖金基数"),
    "target": ("Target values", "目标值"),
    "value": ("Actual", "实际"),
    "line": ("Actual, from source rows", "实际（来源明细）"),
    "rest": ("Further values", "其他数值"),
    "adjustment": ("Adjustment", "调整"),
    "owner": ("Owner", "第一责任人"),
    "member": ("Member", "成员"),
    "plan": ("Plan", "方案"),
    "budget": ("Budget", "预算"),
    # what
    "since": ("from {day}", "自 {day} 起"),
    "new": ("the team is new", "新增团队"),
    "gone": ("the team is gone", "团队已移除"),
    "further": ("the {count} values without an effect of their own, together", "未单列影响金额的 {count} 个数值合计"),
    "whole_plan": ("all that differs in the plan, taken together", "方案的全部变动合并计算"),
    "cut": ("what the budget takes", "预算削减额"),
    "correction": ("correction", "更正"),
    "award": ("award", "专项奖"),
    "penalty": ("penalty", "处罚"),
    "carry_over": ("carry-over", "结转"),
    "to_day": ("last day", "最后一天"),
    "from_day": ("first day", "第一天"),
    # the whole
    "title": ("What differs since the closing of {month}", "自 {month} 关账以来的变动"),
    "nothing": (
        "Nothing of the closed months differs from what was closed with {month}.",
        "已关账各月的数据与 {month} 关账时完全一致。",
    ),
    "sum": ("Flows into this due", "计入本期应计"),
    "sum_untold": (
        "The whole cannot be told: with today’s inputs {month} itself could not be calculated.",
        "合计无法得出：按现有数据已无法计算 {month} 当月。",
    ),
    "effect": ("Effect", "影响金额"),
    "note": (
        "The differences are made one after the other, in this order. Each effect is what one more changes of the "
        "entitlement and adjustments as of {month}, so that a team’s effects add up to the whole. “–”: cannot be told "
        "alone; it is contained in the next effect. Changes of owners and members move no money of closed months: "
        "these stay divided as they were paid.",
        "各项变动按此顺序逐项计入，“影响金额”为每多计入一项时截至 {month} 的应得奖金与调整的变动额，"
        "因此同一团队各项之和即为全部影响。"
        "“–”表示无法单独得出，已含在下一个影响金额中。责任人与成员的变动不影响已关账月份的金额：已发部分维持原分配。",
    ),
    "then": ("Then", "当时"),
    "now": ("Now", "现在"),
    "cell_then": ("Cell then", "当时单元格"),
    "cell_now": ("Cell now", "现在单元格"),
    "kind": ("Kind", "类别"),
    "what": ("What differs", "变动内容"),
    "everybody": ("all teams", "全部团队"),
    "team_sum": ("Team’s effects, sum", "团队影响合计"),
}
"""Key to (English, Chinese) with named braces; a column's name stands in report/words.py."""
UNTOLD_BY = ("team", "stage", "pool", "target", "value", "line", "rest", "plan", "budget")
"""Kinds whose effect may only be told with a later one."""


def say(key: str, language: str, **args: str) -> str:
    """A text with its braces filled."""
    english, chinese = TEXTS[key]
    return (chinese if language == "zh" else english).format_map(args)


def closed_month(result: Result) -> Month:
    """The newest closed month, with whose inputs today's are compared."""
    closed = result.standing.closed if result.standing else None
    return closed or result.period + -1


def title(result: Result, language: str) -> str:
    """What the section is called."""
    return say("title", language, month=str(closed_month(result)))


def what(change: Change, language: str) -> str:
    """What differs, without its kind: ``Revenue``, ``Revenue · Baseline``, ``from 2026-02-01``; may be empty."""
    parts = [text(each, language) or "" for each in change.subject]
    if change.kind in ("stage", "owner"):
        return say("since", language, day=parts[0])
    if change.kind == "rest":
        return say("further", language, count=parts[0])
    if change.kind == "budget" or (change.kind == "plan" and change.team is not None):
        return say("cut" if change.kind == "budget" else "whole_plan", language)
    if change.kind == "team" and change.column == "name":
        return say("new" if change.then is None else "gone", language)
    column = _column(change, language)
    parts = [column, *parts] if change.kind == "adjustment" else [*parts, column]
    return " · ".join(part for part in parts if part)


def _column(change: Change, language: str) -> str:
    if change.kind in ("value", "line", "pool", "plan"):
        return ""
    if change.column in ("from", "to"):
        return say(f"{change.column}_day", language)
    if change.kind == "adjustment":
        return say(change.column, language)
    return WORDS[change.column][language == "zh"]


def whole(change: Change, language: str) -> str:
    """Kind and what: ``Actual: Revenue``, ``Baseline: Margin``."""
    told, kind = what(change, language), say(change.kind, language)
    if change.kind == "target":
        told, kind = text(change.subject[0], language) or "", _column(change, language)
    colon = "：" if language == "zh" else ": "
    return f"{kind}{colon}{told}" if told else kind


def text(said: Said, language: str) -> str | None:
    """A text as it stands, a title in the language."""
    return said.text(language) if isinstance(said, Title) else said


def plain(said: Said, change: Change, language: str) -> str | None:
    """Then or now as plain text: numbers as decimal text, quantities without zeros at their end."""
    told = text(said, language)
    return trimmed(told) if told is not None and change.unit == "quantity" else told


def cells(change: Change) -> str:
    """Both cells, ``then → now``; one where they are the same."""
    places = [str(place) if isinstance(place, CellPlace) else "–" for place in (change.place_then, change.place_now)]
    if change.place_then is None and change.place_now is None:
        return ""
    return places[0] if places[0] == places[1] else " → ".join(places)


def by_team(found: Iterable[Change]) -> dict[str | None, list[Change]]:
    """The changes of each team that has any, in the order of their making; the plan's are those of None."""
    teams: dict[str | None, list[Change]] = {}
    for change in found:
        teams.setdefault(change.team, []).append(change)
    return teams


def count(found: Iterable[Change]) -> int:
    """How many values of inputs differ; what the plan and the budget change of them are none."""
    own = [each for each in found if each.kind not in ("plan", "budget")]
    rest = [int(text(each.subject[0], "en") or 0) for each in own if each.kind == "rest"]
    return len(own) - len(rest) + sum(rest)


def added(totals: Iterable[int | None]) -> int | None:
    """Sum of the totals of several teams; None where one of them could not be told."""
    every = list(totals)
    return None if None in every else sum(each for each in every if each is not None)


def total(found: Iterable[Change]) -> int | None:
    """Sum of the effects of one team, in money; None where the last that counts could not be told."""
    money, told = 0, True
    for change in found:
        if change.team is not None:
            money += change.effect or 0
            if change.kind in UNTOLD_BY:
                told = change.effect is not None
    return money if told else None
