"""The section of a statement that says what of the closed months differs today (outputs.md, Statements)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import NamedTuple

from msgspec import Struct

from scorecard.model.changes import Change, Said
from scorecard.model.period import day_number
from scorecard.report import changes as told
from scorecard.report.pages.formats import NOTHING
from scorecard.report.pages.number import Number
from scorecard.report.pages.reader import Reader


class ChangeView(NamedTuple):
    """A value that differs."""

    month: str
    what: str
    then: str
    now: str
    number: bool
    """Whether then and now are numbers or days, which do not break."""
    effect: Number
    """Empty for what differs in the plan: that is told together."""
    place: str
    """Both cells; one where they are the same."""


class ChangesView(Struct, frozen=True):
    """What differs since the newest closing."""

    title: str
    lines: Sequence[ChangeView]
    total: Number
    """What of it flows into this due."""
    note: str
    """How to read it; without any line that nothing differs."""


def changes(reader: Reader) -> ChangesView | None:
    """The team's changes and those of the plan, no other team's; None where no closing was compared."""
    result, language = reader.result, reader.language
    if result.changes is None:
        return None
    found = reader.edition.lookup.changes(reader.facts.known["key"])
    total, month = told.total(found), str(told.closed_month(result))
    notes = [told.say("note" if found else "nothing", language, month=month)]
    if total is None:
        notes.insert(0, told.say("sum_untold", language, month=month))
    return ChangesView(
        told.title(result, language),
        [_line(reader, change, position) for position, change in enumerate(found)],
        reader.number(reader.formats.signed(total), "changes"),
        " ".join(notes) if language == "en" else "".join(notes),
    )


def _line(reader: Reader, change: Change, position: int) -> ChangeView:
    return ChangeView(
        change.month,
        told.whole(change, reader.language),
        _said(reader, change.then, change),
        _said(reader, change.now, change),
        change.unit != "text",
        Number("")
        if change.team is None
        else reader.number(reader.formats.signed(change.effect), f"change.{position}"),
        told.cells(change),
    )


def _said(reader: Reader, said: Said, change: Change) -> str:
    text = told.text(said, reader.language)
    if text is None:
        return NOTHING
    if change.unit == "day":
        return reader.formats.day(_day(text))
    if change.unit == "text":
        return text
    number = int(text.replace(".", "", 1))
    return reader.formats.money(number) if change.unit == "money" else reader.formats.quantity(number)


def _day(text: str) -> int:
    return day_number(dt.date.fromisoformat(text))
