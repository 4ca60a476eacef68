"""What Excel lets somebody type into a column, what it says to anything else, and the prompt that each cell shows."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from scorecard.model.plan import Plan
from scorecard.report.input_book.forms import Field
from scorecard.report.input_book.lists import ACCOUNT, TEAM, Choices, named
from scorecard.report.input_book.texts import WORDS, said
from scorecard.report.workbook.sheets import clean

LONGEST_TITLE, LONGEST_TEXT = 32, 255
"""Characters of a prompt that Excel shows."""
FIRST_DAY, LAST_DAY = date(1950, 1, 1), date(2199, 12, 31)
"""Beyond these a date is a number that was typed into the wrong column."""
LARGEST = 999_999_999_999
"""A quantity has at most twelve digits before the point (inputs.md)."""


def check(plan: Plan, field: Field, lists: Mapping[str, Choices], cell: str, language: str) -> dict[str, Any]:
    """The validation of a column in XlsxWriter's terms; ``cell`` is its first cell, like ``C2``."""
    must = said(WORDS["must be filled" if field.must else "may be empty"], language)
    prompt = {
        "input_title": cut(field.header, LONGEST_TITLE),
        "input_message": cut(clean(must + field.hint), LONGEST_TEXT),
        "error_title": cut(said(WORDS["error"], language), LONGEST_TITLE),
    }
    if field.chosen_from:
        return {**prompt, **_chosen(field.chosen_from, lists, language)}
    return {**prompt, **_typed(plan, field.kind, cell, language)}


def _chosen(id: str, lists: Mapping[str, Choices], language: str) -> dict[str, Any]:
    """From a list; it only warns where something else may be understood too."""
    source = {"validate": "list", "source": f"={named(id)}"}
    if id == TEAM:
        return {**source, "error_type": "warning", "error_message": said(WORDS["not.team"], language)}
    if id == ACCOUNT or lists[id].free:
        return {**source, "show_error": False}  # other rows may stand there, to be left out
    strict = lists[id].strict
    text = said(WORDS["not.strict" if strict else "not.list"], language)
    return {**source, "error_type": "stop" if strict else "warning", "error_message": text}


def _typed(plan: Plan, kind: str, cell: str, language: str) -> dict[str, Any]:
    facts = {"currency": plan.currency, "decimals": str(plan.decimals), "month": str(plan.month(0))}
    if kind == "date":
        rule = {"validate": "date", "criteria": "between", "minimum": FIRST_DAY, "maximum": LAST_DAY}
    elif kind == "factor":
        rule = {"validate": "decimal", "criteria": "between", "minimum": 0, "maximum": LARGEST}
    elif kind == "number":
        rule = {"validate": "decimal", "criteria": "between", "minimum": -LARGEST, "maximum": LARGEST}
    elif kind in ("money", "pool"):
        least = f",{cell}>=0" if kind == "pool" else ""
        exact = f"=AND(ISNUMBER({cell}),ROUND({cell},{plan.decimals})={cell}{least})"
        rule = {"validate": "custom", "value": exact}
    else:
        return {"validate": "any"}
    return {**rule, "error_message": cut(said(WORDS[f"not.{kind}"], language, **facts), LONGEST_TEXT)}


def cut(text: str, longest: int) -> str:
    """The text, or as much of it as there is room for."""
    return text if len(text) <= longest else text[: longest - 1] + "…"
