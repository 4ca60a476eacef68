"""The table of all teams: what its script sorts, filters and draws, and the rows that stand there without it.

The script gets every cell as the text that is shown; beside a number's text stands the exact whole number (scaled
by its decimals) as text, since no JavaScript number holds all of them.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from markupsafe import Markup
from msgspec import Struct

from scorecard.report.pages.review.teams import Teams
from scorecard.report.pages.review.warned import warnings_of

MOST_STATIC = 500
"""Teams that all stand in the page itself, script or not."""
FEW = 100
"""The first of more teams, for a reader without scripts."""
SCRIPT_TEXTS = ("shown", "payable", "search", "shown_pages", "inactive", "every", "nothing_found")


class Column(Struct, frozen=True):
    """A column: its texts as shown; of numbers also the exact values, None where there is none."""

    id: str
    title: str
    texts: Sequence[str]
    values: Sequence[int | None] | None = None
    category: bool = False
    """Whether it can be filtered by; an empty text means that a team has none."""


def columns(teams: Teams) -> list[Column]:
    """The columns in the order in which they are shown."""
    counts = warnings_of(teams)
    warnings = [counts.get(row, 0) for row in range(len(teams.keys))]
    return [
        Column("team", teams.texts["team"], teams.keys),
        Column("name", teams.texts["name"], teams.names),
        Column("account", teams.texts["account"], teams.accounts),
        _category(teams, "unit", teams.units),
        _category(teams, "stage", teams.stages),
        _category(teams, "owner", teams.owners),
        _composite(teams),
        *(_money(teams, name) for name in ("entitlement", "payable", "carried")),
        Column("warnings", teams.texts["warnings_count"], [str(count or "") for count in warnings], warnings),
    ]


def _category(teams: Teams, name: str, values: Sequence[str | None]) -> Column:
    return Column(name, teams.texts[name], [value or "" for value in values], category=True)


def _composite(teams: Teams) -> Column:
    shown = [teams.formats.percent(value) for value in teams.composites]
    return Column("composite", teams.texts["composite"], shown, teams.composites)


def _money(teams: Teams, name: str) -> Column:
    amounts = teams.money(name)
    return Column(name, teams.texts[name], [teams.formats.money(amount) for amount in amounts], amounts)


def static_rows(table: Sequence[Column]) -> list[tuple[str, ...]]:
    """The first rows, cell by cell."""
    shown = FEW if len(table[0].texts) > MOST_STATIC else MOST_STATIC
    return list(zip(*(column.texts[:shown] for column in table), strict=True))


def script_data(teams: Teams, table: Sequence[Column], marks: Mapping[str, Sequence[int]]) -> Markup:
    """JSON for the page's script, as it may stand within a script element."""
    formats = teams.formats
    data = {
        "language": formats.locale.language,
        "currency": formats.currency,
        "decimals": formats.decimals,
        "links": list(teams.links),
        "columns": [_column(column) for column in table],
        "marks": marks,
        "texts": {key: teams.texts[key] for key in SCRIPT_TEXTS},
    }
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    for sign in "<>&\u2028\u2029":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return Markup(text)


def _column(column: Column) -> dict[str, Any]:
    shown = {"id": column.id, "title": column.title}
    if column.values is not None:
        exact = [None if value is None else str(value) for value in column.values]
        return {**shown, "kind": "number", "texts": list(column.texts), "values": exact}
    if column.category:
        known = {text: code for code, text in enumerate(dict.fromkeys(column.texts))}
        return {**shown, "kind": "category", "known": list(known), "codes": [known[text] for text in column.texts]}
    return {**shown, "kind": "text", "texts": list(column.texts)}
