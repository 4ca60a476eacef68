"""A statement says what the result says, leads to each derivation, and holds nothing of another team."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pytest
from msgspec import Struct

from scorecard.report.pages.formats import NOTHING
from scorecard.report.pages.number import Number
from scorecard.report.pages.statement.view import Statement
from tests.report.explanation.trees import EVERY, SAMPLES, nodes, result
from tests.report.pages.golden import LANGUAGES
from tests.report.pages.markup import Page
from tests.report.pages.statements import html, statements, texts_of, views, with_texts

HOSTILE = (
    "<script>alert(1)</script>",
    "</style><script>alert(1)</script>",
    "</title><img src=x onerror=alert(1)>",
    "<img src=//evil.example/x>",
    "<svg onload=alert(1)>",
    "<!-- no end",
    "<![CDATA[",
    "</svg></table></body></html>",
    '" onmouseover="alert(1)',
    "' onfocus='alert(1)' autofocus='",
    "javascript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "=cmd|' /C calc'!A0",
    "+1+1",
    "-2+3",
    "@SUM(A1:A9)",
    '=HYPERLINK("http://evil.example","x")',
    "../../x",
    "..\\..\\x",
    "/etc/passwd",
    "C:\\Windows",
    "CON",
    "nul.txt",
    "a\u202eb\u202dc",
    "\u200fשלום\u200f",
    "\ufeffBOM",
    "zero\u200bwidth",
    "👩‍👩‍👧‍👦🏳️‍🌈",
    "e\u0301\u0323 combining",
    "{{ 7*7 }}{% for %}",
    "{{ s.__class__ }}",
    "${7*7}#{x}<%= x %>",
    "%s %n %(x)s {0} {x.y}",
    "&amp;&lt;&#x3c;script&#62;",
    "名" * 10_000,
)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", EVERY)
def test_every_link_leads_to_a_line_of_the_page_and_every_id_is_there_once(name: str, language: str) -> None:
    for of, view in statements(name, language):
        page = Page(html(of, view))
        assert len(page.ids) == len(set(page.ids))
        assert {link.removeprefix("#") for link in page.inner} <= set(page.ids)
        assert page.tags.count("h1") == 1


def amounts(view: Statement) -> list[tuple[Decimal, bool]]:
    return [(Decimal(f.number.text.replace(",", "").replace("−", "-")), f.total) for f in view.falls]


@pytest.mark.parametrize("name", EVERY)
def test_the_waterfall_goes_from_total_to_total_without_a_gap(name: str) -> None:
    for _, view in statements(name):
        level = amounts(view)[0][0]
        for amount, total in amounts(view)[1:]:
            level = level if total else level + amount
            assert not total or amount == level
        assert amounts(view)[-1][0] == Decimal(view.payable.text.replace(",", "").replace("−", "-"))


@pytest.mark.parametrize("name", EVERY)
def test_what_the_members_get_and_what_is_unallocated_is_the_payable(name: str) -> None:
    for _, view in statements(name):
        parts = [member.amount.text for member in view.members] + ([view.unallocated.text] if view.unallocated else [])
        paid = sum(Decimal(part.replace(",", "").replace("−", "-")) for part in parts)
        assert paid == Decimal(view.payable.text.replace(",", "").replace("−", "-"))


@pytest.mark.parametrize("name", EVERY)
def test_the_perspectives_points_are_the_composite(name: str) -> None:
    for _, view in statements(name):
        for segment in view.segments:
            points = sum(Decimal(each.points.text.replace(",", "").replace("−", "-")) for each in segment.perspectives)
            assert points == Decimal(segment.composite.text.replace(",", "").replace("−", "-"))


@pytest.mark.parametrize("name", SAMPLES)
def test_every_cell_that_gave_an_actual_is_listed(name: str) -> None:
    inputs, period = result(name).inputs, result(name).period - result(name).plan.fiscal_year
    for of, view in statements(name):
        listed = sum(len(source.values) for source in view.sources)
        tables = (inputs.values, inputs.lines)
        read = sum(int(((t["team"] == of.team) & t["month"].between(0, period)).sum()) for t in tables)
        assert listed == read


def test_more_cells_than_a_page_can_hold_are_counted() -> None:
    from scorecard.report.pages.statement import sources

    of, _ = statements("key-accounts")[0]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sources, "MOST_CELLS", 2)
        found = sources.sources(of)
    assert all(len(source.values) <= 2 for source in found)
    assert any(re.search(r"and \d+ more cells \(rows \d+ to \d+\)", source.more) for source in found)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_derivation_on_the_page_is_that_of_explain(language: str) -> None:
    for of, view in statements("key-accounts", language):
        text = Page(html(of, view)).text
        for node in nodes(of.tree):
            assert node is of.tree or (node.label in text and (node.rule in text) and (node.note in text))
            assert node.place is None or str(node.place) in text


@pytest.mark.parametrize("name", SAMPLES)
def test_no_statement_holds_a_text_of_another_team(name: str) -> None:
    marked = with_texts(name, lambda table, team, column: f"canary-{table}-{team:03}-{column}-")
    pages = {of.team: html(of, view) for of, view in views(marked)}
    texts = {team: texts_of(marked.inputs, team) for team in pages}
    assert all(own for own in texts.values())
    for team, page in pages.items():
        strange = {text for other, own in texts.items() if other != team for text in own if text in page}
        assert not strange
        assert any(text in page for text in texts[team])


@pytest.mark.parametrize("hostile", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_texts_come_out_as_text(hostile: str) -> None:
    marked = with_texts("growth-sales", lambda table, team, key: key if table == "employee" else hostile)
    tame = with_texts("growth-sales", lambda table, team, key: key if table == "employee" else "tame")
    for (of, view), (_, same) in zip(views(marked), views(tame), strict=True):
        page, expected = Page(html(of, view)), Page(html(of, same))
        assert page.tags == expected.tags
        assert hostile in page.text
        assert all(link.startswith(("https://", "http://", "../index.html")) for link in page.outer)


@pytest.mark.parametrize("name", SAMPLES)
def test_a_page_loads_nothing(name: str) -> None:
    for of, view in statements(name):
        page = html(of, view)
        assert not re.search(r"\bsrc=|@import|url\(|<link|<script", page)


@pytest.mark.parametrize("name", EVERY)
def test_every_number_leads_to_the_line_that_derives_it(name: str) -> None:
    """Only a baseline that nothing looks at, which the page does not show, and what is not there do not."""
    for _, view in statements(name):
        for where, number in numbers(view):
            hidden = where == ".segments.lines.baseline" or number.text in ("", NOTHING)
            assert number.key or hidden, (view.team, where, number)


@pytest.mark.parametrize("name", SAMPLES)
def test_the_weight_of_a_perspective_and_the_sum_of_weights_lead_to_what_they_add_up(name: str) -> None:
    for reader, view in statements(name):
        lines = {node.key: node for node in nodes(reader.tree) if node.key}
        for segment in view.segments:
            weighed = [lines[each.weight.key] for each in segment.perspectives]
            whole = lines[segment.weights.key]
            assert [round(evaluated(line.rule), 4) for line in weighed] == [float(line.value or "") for line in weighed]
            assert evaluated(whole.rule) == sum(float(line.value or "") for line in weighed) == 100


def evaluated(rule: str) -> float:
    """A sum like ``35 + 20.5``."""
    return sum(float(part) for part in rule.split(" + "))


def numbers(view: Any, where: str = "") -> Iterator[tuple[str, Number]]:
    """Every number of a view, and the path of fields to it."""
    if isinstance(view, Number):
        yield where, view
    elif isinstance(view, list | tuple):
        for each in view:
            yield from numbers(each, where)
    elif isinstance(view, Struct):
        for name in view.__struct_fields__:
            yield from numbers(getattr(view, name), f"{where}.{name}")
