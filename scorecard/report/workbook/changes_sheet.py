"""The Changes sheet: a row is a value of a closed month that differs today, with its effect on its team's money."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from scorecard.model.changes import Change
from scorecard.report import changes as told
from scorecard.report.workbook.criteria import Rows, are_told_apart
from scorecard.report.workbook.frame import Frame
from scorecard.report.workbook.layout import shown_width
from scorecard.report.workbook.sheets import FIRST, Book, Column, write_table

NUMBER = "#,##0.00####;[Red]-#,##0.00####"
"""Of what was and is: quantities and money stand in one column."""
EFFECT, TEAM = "H", "A"
"""Letters of columns."""


def write_changes(frame: Frame) -> None:
    """The sheet, if today's inputs were compared with a closing; a line that says so where nothing differs."""
    book, found = frame.book, frame.book.result.changes
    if found is None:
        return
    look = {"font_name": "Arial", "font_size": 10, "num_format": NUMBER, "align": "right"}
    book.formats["said"] = book.file.add_format(look)
    starts = [row for row, change in enumerate(found) if not row or change.team != found[row - 1].team]
    sheet = write_table(book, "Changes", _columns(frame, found, starts), starts)[0]
    if not found:
        month = str(told.closed_month(book.result))
        sheet.write_string(FIRST - 1, 0, told.say("nothing", book.language, month=month), book.formats["text"])


def _columns(frame: Frame, found: Sequence[Change], starts: Sequence[int]) -> list[Column]:
    book, language = frame.book, frame.book.language
    teams = frame.book.result.inputs.teams
    names = dict(zip(teams["key"].tolist(), teams["name"].tolist(), strict=True))
    month = str(told.closed_month(book.result))

    def head(key: str) -> str:
        return told.say(key, language)

    return [
        Column(book.word("team"), "text", [each.team for each in found], width=10),
        Column(
            book.word("name"), "text",
            [names.get(each.team) if each.team else head("everybody") for each in found], width=26,
        ),
        Column(book.word("month"), "text", [each.month or None for each in found], width=12),
        Column(head("kind"), "text", [told.say(each.kind, language) for each in found], width=20),
        Column(head("what"), "text", [told.what(each, language) or None for each in found], width=48),
        _said(book, head("then"), found, "then"),
        _said(book, head("now"), found, "now"),
        Column(
            head("effect"), "money", [_money(book, each.effect) for each in found], (), 16,
            _sum(book, found), note=told.say("note", language, month=month),
        ),
        *_sums(book, found, starts),
        Column(head("cell_then"), "text", [_place(each.place_then) for each in found], width=34),
        Column(head("cell_now"), "text", [_place(each.place_now) for each in found], width=34),
    ]  # fmt: skip


def _said(book: Book, title: str, found: Sequence[Change], name: str) -> Column:
    """Then or now: numbers as numbers, whatever else as text."""
    values: list[float | str | None] = []
    widest = 0
    for change in found:
        text = told.plain(getattr(change, name), change, book.language)
        number = text is not None and change.unit in ("quantity", "money")
        values.append(float(text) if text is not None and number else text)
        widest = max(widest, (len(text) * 4 // 3 + 4) if text and number else min(shown_width(text or ""), 40))
    return Column(title, "said", values, width=widest + 3)


def _place(place: object) -> str | None:
    return None if place is None else str(place)


def _money(book: Book, amount: int | None) -> float | None:
    return None if amount is None else amount / 10**book.decimals


def _sum(book: Book, found: Sequence[Change]) -> float:
    total = sum(change.effect or 0 for change in found)
    return float(total / 10**book.decimals)


def _sums(book: Book, found: Sequence[Change], starts: Sequence[int]) -> list[Column]:
    """In the first row of each team what its effects add up to; none where that cannot be told."""
    values: list[float | None] = [None] * len(found)
    formulas: list[str | None] = [None] * len(found)
    area = f"${{0}}${FIRST}:${{0}}${FIRST + max(len(found), 1) - 1}"
    plainly = are_told_apart(change.team for change in found if change.team is not None)
    for start, end in pairwise([*starts, len(found)]):
        money = told.total(found[start:end])
        if found[start].team is not None and money is not None:
            row = FIRST + start
            values[start] = _money(book, money)
            effects, teams = area.format(EFFECT), area.format(TEAM)
            formulas[start] = f"=ROUND({Rows(teams, f'{TEAM}{row}', plainly).sum(effects)},{book.decimals})"
    return [Column(told.say("team_sum", book.language), "money", values, formulas, 16)]
