"""Sheets, plans and values in Markdown, as a reader knows them from a spreadsheet or an editor."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from scorecard.model.problems import column_letters
from tests.gallery.wording import say

SPECIAL = re.compile(r"[\\`*|<>~]|\b_|_\b|\[(?=[^\]]*\]\()")
"""What Markdown would take as its own; an underscore or a bracket within a text is none."""
PLAIN = re.compile(r"[^\W\d][\w .-]*|-?\d[\d.-]*")
"""Texts that YAML takes as they are."""


def sheet_table(name: str, rows: Sequence[Sequence[Any]], pointed_at: set[str], language: str) -> str:
    """The rows under Excel's letters, beside Excel's numbers, the sheet's name in the corner; cells named are bold."""
    width = max(len(row) for row in rows)
    columns = [column_letters(index) for index in range(width)]
    lines = [[escaped(name), *columns], ["---"] * (width + 1)]
    for number, row in enumerate(rows, 1):
        cells = [cell_text(cell) for cell in row] + [""] * (width - len(row))
        names = [f"{column}{number}" for column in columns]
        shown = [bold(cell, language) if at in pointed_at else cell for at, cell in zip(names, cells, strict=True)]
        lines.append([str(number), *shown])
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def cell_text(cell: Any) -> str:
    if isinstance(cell, bool):
        return str(cell).upper()
    return "" if cell is None else escaped(str(cell))


def bold(cell: str, language: str) -> str:
    return f"**{cell.strip() or say('empty', language)}**"


def escaped(text: str) -> str:
    return SPECIAL.sub(r"\\\g<0>", text).replace("\n", " ")


def fenced(text: str, language: str = "text") -> str:
    fence = "````" if "```" in text else "```"
    return f"{fence}{language}\n{text.rstrip()}\n{fence}"


def code(text: str) -> str:
    """The text as it is within a line."""
    return f"`` {text} ``" if "`" in text else f"`{text}`"


def flow(value: Any) -> str:
    """The value in a line of YAML."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {flow(each)}" for key, each in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(flow, value)) + "]"
    text = str(value)
    return text if PLAIN.fullmatch(text) else '"' + text.replace('"', '\\"') + '"'


def block(mapping: dict[str, Any]) -> str:
    """A line of YAML for each key."""
    return "\n".join(f"{key}: {flow(value)}" for key, value in mapping.items())
