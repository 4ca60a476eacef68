"""The sheet that lists problems gives each the room that its message takes."""

from __future__ import annotations

import io
from xml.etree import ElementTree

import pytest

from scorecard.report.marked.entries import Entry
from scorecard.report.marked.listing import Listing, Section, list_sheet

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


@pytest.mark.parametrize(
    ("message", "lines"),
    [("short", 1), ("word " * 40, 3), ("中" * 100, 3), ("x" * 9_000, 29)],
    ids=["short", "words", "Chinese", "long"],
)
def test_a_row_is_as_high_as_its_message_takes_lines(message: str, lines: int) -> None:
    entry = Entry("error", "not-a-number", "in.xlsx", "Actuals", "C2", message, None, "")
    made = list_sheet(Listing("Title", [], [Section("", [entry])], "en"), MAIN, "urn:office", lambda look: 0)
    rows = [each.get("ht") for _, each in ElementTree.iterparse(io.BytesIO(made.content)) if each.tag.endswith("}row")]
    assert rows[-1] is not None
    assert 13.5 * lines <= float(rows[-1]) < 13.5 * (lines + 1)
