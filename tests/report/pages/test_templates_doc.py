"""docs/templates.md names what a template gets, and its examples work."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from scorecard.model.messages.templates import TEMPLATES
from scorecard.report.explanation import Node
from scorecard.report.pages.number import Number
from scorecard.report.pages.pictures import Bar, CurvePicture
from scorecard.report.pages.reader import Reader
from scorecard.report.pages.sandbox.environment import user_environment
from scorecard.report.pages.sandbox.fields import field_names
from scorecard.report.pages.sandbox.meter import LONGEST, Limits
from scorecard.report.pages.sandbox.rendering import rendered
from scorecard.report.pages.sandbox.vocabulary import FUNCTIONS, known_filters
from scorecard.report.pages.slip import Slip, SlipDeferral, SlipLine, slip
from scorecard.report.pages.statement import money, segments, sources
from scorecard.report.pages.statement.changes import ChangesView, ChangeView
from scorecard.report.pages.statement.deferral import DeferralView, DeferredView
from scorecard.report.pages.statement.view import Statement, statement
from scorecard.report.pages.texts import texts
from tests.report.pages.golden import edition

DOCS = Path(__file__).parents[3] / "docs"
VIEWS: list[Any] = [
    *(Statement, segments.SegmentView, segments.LineView, segments.PerspectiveView, segments.GateView),
    *(segments.StepView, money.FallView, money.AdjustmentView, money.MemberView, DeferralView, DeferredView),
    *(ChangesView, ChangeView, money.MonthView),
    *(sources.EvidenceView, sources.SourceView, sources.ValueView, sources.SignatureView, sources.WarningView, Node),
    *(Slip, SlipLine, SlipDeferral, Number, Bar, CurvePicture),
]
PAGES = ("templates.md", "templates.zh.md")


def text(page: str) -> str:
    return (DOCS / page).read_text("utf-8")


def tables(page: str) -> dict[str, list[str]]:
    """View to the fields that its table names."""
    found = re.split(r"^### `(\w+)`$", text(page), flags=re.MULTILINE)[1:]
    return {
        name: re.findall(r"^\| `(\w+)` \| \S", table.partition("\n## ")[0], re.MULTILINE)
        for name, table in zip(found[::2], found[1::2], strict=True)
    }


@pytest.mark.parametrize("page", PAGES)
def test_every_field_of_every_view_is_told(page: str) -> None:
    assert tables(page) == {view.__name__: list(field_names(view)) for view in VIEWS}


@pytest.mark.parametrize("page", PAGES)
def test_what_a_field_is_a_list_of_is_told(page: str) -> None:
    kinds = {view.__name__ for view in VIEWS}
    for view in VIEWS:
        for name in field_names(view):
            for kind in kinds & set(re.findall(r"\w+", str(view.__annotations__[name]))):
                assert re.search(rf"^\| `{name}` \| [^|]*`{kind}`", text(page), re.MULTILINE), (view, name)


@pytest.mark.parametrize("page", PAGES)
def test_every_filter_function_code_and_limit_is_told(page: str) -> None:
    named = set(re.findall(r"`([\w-]+)`", text(page)))
    assert named >= {*known_filters(), *FUNCTIONS, *(kind.partition(".")[0] for kind in TEMPLATES)}
    limits = Limits()
    for number in (limits.steps, limits.characters, LONGEST, limits.depth):
        assert f" {number:,} " in text(page)


@pytest.mark.parametrize("page", PAGES)
def test_the_examples_work(page: str, tmp_path: Path) -> None:
    examples = re.findall(r"```jinja\n\{# (\S+) #\}\n(.*?)```", text(page), re.DOTALL)
    for name, example in examples:
        (tmp_path / name).write_text(example, "utf-8")
    own, reader = user_environment(tmp_path), Reader(edition("key-accounts", "en"), 0)
    views: dict[str, Any] = {"slip.html": slip(reader, "LC0298"), "statement.html": statement(reader)}
    pages = {name: rendered(own, name, s=views[name], t=texts("en")) for name, _ in examples}
    assert "people@example.com" in pages["slip.html"]
    assert "Payable CNY " in pages["statement.html"]
