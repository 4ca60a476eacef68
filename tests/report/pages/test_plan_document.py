"""The plan document: whole, in both languages, for any plan, and its example is the calculator's (outputs.md)."""

from __future__ import annotations

import re
from functools import cache
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from scorecard.model.numbers import PERCENT, QUANTITY, decimal_text
from scorecard.model.plan import Deferral, Plan
from scorecard.model.titles import Title
from scorecard.read.plan_file import read_plan
from scorecard.report.pages.formats import Formats
from scorecard.report.pages.plan_document import plan_document
from scorecard.report.pages.plan_document.example import example, pool_amount
from scorecard.report.pages.plan_document.speech import Speech
from scorecard.report.pages.plan_document.texts import TEXTS

ROOT = Path(__file__).parents[3]
PLANS = {
    path.parent.name if path.stem == "plan" else path.stem: path
    for path in [*ROOT.glob("configs/*.yaml"), *sorted(ROOT.glob("tests/cases/*/plan.yaml"))]
}
LANGUAGES = ("en", "zh")
VOID = {"meta", "br", "link", "input", "hr", "img"}
HOSTILE = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "=cmd|' /C calc'!A0",
    "../../x",
    "\u202eevil\u202c",
    "{{ 7*7 }}{% raise %}",
    "{0.__class__}{name}%s",
    "👩‍👩‍👧 emoji",
    "</style></title>]]>",
    "long " * 2000,
)


@cache
def plan_of(name: str) -> Plan:
    plan, told = read_plan(PLANS[name])
    assert plan is not None, told
    return plan


@cache
def page(name: str, language: str) -> str:
    return plan_document(plan_of(name), language, "0" * 64)


class Reading(HTMLParser):
    """A page read as HTML: an element left open or closed twice is a fault."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.faults: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.loaded: list[str] = []
        self.headings: list[int] = []
        self.elements: set[str] = set()
        self.cells: list[str] = []
        self.words: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if len(given) < len(attrs):
            self.faults.append(f"{tag}: an attribute twice")
        self.elements.add(tag)
        self.ids += [given["id"] or ""] if "id" in given else []
        self.links += [given["href"] or ""] if "href" in given else []
        self.loaded += [given["src"] or ""] if "src" in given else []
        if re.fullmatch("h[1-6]", tag):
            self.headings.append(int(tag[1]))
        if tag in ("td", "th"):
            self.cells.append("")
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.faults.append(f"</{tag}> at {self.getpos()}")

    def handle_data(self, data: str) -> None:
        self.words.append(data)
        if {"td", "th"} & set(self.open):
            self.cells[-1] += data

    @property
    def text(self) -> str:
        return "".join(self.words)


@cache
def read(name: str, language: str) -> Reading:
    return Reading(page(name, language))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", PLANS)
def test_every_plan_gives_a_page_that_is_whole(name: str, language: str) -> None:
    found = read(name, language)
    assert (found.faults, found.open) == ([], [])
    assert len(found.ids) == len(set(found.ids))
    assert {link.removeprefix("#") for link in found.links} <= set(found.ids)
    assert all(link.startswith("#") for link in found.links)
    assert not found.loaded
    assert not {"script", "link", "iframe", "img"} & found.elements


@pytest.mark.parametrize("name", PLANS)
def test_headings_leave_out_no_level(name: str) -> None:
    levels = read(name, "en").headings
    assert levels[0] == 1 and levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", PLANS)
def test_every_weight_and_every_point_of_the_plan_stands_in_a_table(name: str, language: str) -> None:
    plan, cells = plan_of(name), [cell.strip() for cell in read(name, language).cells]
    formats = Formats.of(plan, language)
    for stage in plan.stages.values():
        assert {formats.short_percent(weight) for weight in stage.weights.values()} <= set(cells)
    assert cells.count("100") >= len(plan.stages)
    for curve in [*plan.curves.values(), *(metric.curve for metric in plan.metrics.values())]:
        assert {formats.short_percent(point.y) for point in curve.points} <= set(cells)
        x = {point.x for point in curve.points if isinstance(point.x, int)}
        shown = formats.quantity if curve.on == "actual" else formats.short_percent
        assert {shown(each) for each in x} <= set(cells)


@pytest.mark.parametrize("name", PLANS)
def test_the_example_shows_what_the_calculator_gives(name: str) -> None:
    plan, speech = plan_of(name), Speech(plan_of(name), "en")
    cells = [cell.strip() for cell in read(name, "en").cells]
    fullest = max(plan.stages.values(), key=lambda stage: len(stage.weights))
    for stage in plan.stages.values():
        result, problems = example(plan, stage, speech.texts)
        assert result is not None, problems
        composite, payable = result.segments["composite"].iloc[0], result.payables["payable"].iloc[0]
        assert {speech.formats.percent(composite), speech.formats.money(payable)} <= set(cells)
        if stage == fullest:
            amounts, points = result.members["amount"].tolist(), result.scores["points"].dropna().tolist()
            assert {speech.formats.money(amount) for amount in amounts} <= set(cells)
            assert {speech.formats.percent(each) for each in points} <= set(cells)


@pytest.mark.parametrize("name", ["key-accounts-2026", "growth-sales-2026"])
def test_the_made_up_team_lies_where_curves_rise_and_gates_stay_open(name: str) -> None:
    plan, speech = plan_of(name), Speech(plan_of(name), "en")
    for stage in plan.stages.values():
        result, _ = example(plan, stage, speech.texts)
        assert result is not None
        assert result.scores["score_uncapped"].between(50 * 10**PERCENT, 150 * 10**PERCENT).all()
        assert not result.gates["closed"].any()
        assert not [warning.code for warning in result.warnings]


def test_a_small_budget_makes_the_example_small() -> None:
    plan = replace(plan_of("key-accounts-2026"), budget_per_month=9_999_00)
    assert decimal_text(pool_amount(plan), plan.decimals) == "2000.00"


def test_an_example_that_cannot_be_worked_out_says_why_in_a_sentence() -> None:
    plan = plan_of("key-accounts-2026")
    ladder, other = plan.metrics["relationship_ladder"], plan.metrics["pipeline"]
    points = tuple(
        replace(point, x=point.x - 10 * 10**QUANTITY) for point in ladder.curve.points if isinstance(point.x, int)
    )
    ladder = replace(ladder, curve=replace(ladder.curve, points=points))
    inverse = replace(other, actual=ladder.actual, better="lower", formula="inverse")
    metrics = {**plan.metrics, "relationship_ladder": ladder, "pipeline": inverse}
    text = Reading(plan_document(replace(plan, metrics=metrics), "en", "")).text
    assert "No example could be worked out for the stage “Breakthrough”: " in text


@pytest.mark.parametrize("x", [10**18 - 1, 1, 0, -(10**18) + 1])
def test_extreme_points_of_curves_still_make_a_page(x: int) -> None:
    plan = plan_of("key-accounts-2026")
    metric = plan.metrics["margin_rate"]
    points = tuple(replace(metric.curve.points[0], x=each, y=abs(each)) for each in (x - 1, x))
    metric = replace(metric, curve=replace(metric.curve, on="actual", points=points, above="slope"))
    found = Reading(plan_document(replace(plan, metrics={**plan.metrics, metric.id: metric}), "en", ""))
    assert (found.faults, found.open) == ([], [])
    assert Formats.of(plan, "en").quantity(x) in [cell.strip() for cell in found.cells]


@pytest.mark.parametrize("hostile", HOSTILE)
def test_a_hostile_name_comes_out_as_text(hostile: str) -> None:
    text = Reading(plan_document(renamed(plan_of("key-accounts-2026"), hostile), "en", "0" * 64))
    assert (text.faults, text.open) == ([], [])
    assert not {"script", "img"} & text.elements
    assert text.text.count(hostile) > 20


def renamed(plan: Plan, name: str) -> Plan:
    """The plan with that title for everything that has one, and for sheets, columns and their values."""
    title = Title("x", {"": name})
    tables = ("measures", "metrics", "gates", "stages", "roles")
    renamed = {each: {id: replace(x, title=title) for id, x in getattr(plan, each).items()} for each in tables}
    measures = {id: replace(each, where=dict.fromkeys(each.where, (name,))) for id, each in renamed["measures"].items()}
    sources = {
        id: replace(each, sheets=(name,), columns=dict.fromkeys(each.columns, (name,)))
        for id, each in plan.sources.items()
    }
    perspectives = dict.fromkeys(plan.perspectives, title)
    return replace(plan, title=title, perspectives=perspectives, sources=sources, **{**renamed, "measures": measures})


def test_the_same_plan_gives_the_same_page() -> None:
    plan = plan_of("key-accounts-2026")
    assert plan_document(plan, "zh", "0" * 64) == plan_document(plan, "zh", "0" * 64)


def test_every_text_names_the_same_things_in_both_languages() -> None:
    braces = re.compile(r"\{(\w+)\}")
    for key, (english, chinese) in TEXTS.items():
        assert set(braces.findall(english)) == set(braces.findall(chinese)), key


def test_a_gate_is_told_in_a_sentence() -> None:
    text = read("key-accounts-2026", "en").text
    told = "If “Overdue receivables” divided by “Revenue” is above 0.1 (that is 10 %), the payout is multiplied by 0.8."
    assert told in text
    assert "Applies in “Growth” and “Market position”." in text
    assert "若“逾期应收”除以“营业收入”高于 0.1（即 10%），则兑现率乘以 0.8。" in read("key-accounts-2026", "zh").text


def test_who_must_sign_is_told_where_the_plan_says_it() -> None:
    plan = replace(plan_of("key-accounts-2026"), sign_off=("hr", "works council"))
    text = Reading(plan_document(plan, "en", "")).text
    assert "Each result must be signed by: Human resources and works council." in text
    assert "Nobody signs as two of them." in text


def test_a_deferral_is_told_with_its_condition() -> None:
    plan = plan_of("key-accounts-2026")
    keep = replace(plan.gates["overdue"], comparison="below", number=50_000)
    stage = replace(plan.stages["growth"], deferral=Deferral(20 * 10**PERCENT, 12, keep))
    text = Reading(plan_document(replace(plan, stages={**plan.stages, "growth": stage}), "en", "")).text
    assert (
        "Deferral: 20 % of a payable is kept back and released 12 months later if then “Overdue receivables” "
        "divided by “Revenue” is below 0.05 (that is 5 %); otherwise it is forfeited."
    ) in text


def test_phasing_is_shown_in_percent_of_the_year() -> None:
    plan = replace(plan_of("key-accounts-2026"), phasing=(1,) * 12)
    assert Reading(plan_document(plan, "en", "")).text.count("8.33") == 12


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({}, ["A target must be given, and lie above the baseline; otherwise nothing is calculated."]),
        (
            {"better": "lower"},
            ["A target must be given, and lie below the baseline; otherwise nothing is calculated."],
        ),
        (
            {"better": "lower", "formula": "inverse"},
            ["A target must be given, and lie above 0; otherwise nothing is calculated."],
        ),
        (
            {"when_no_target": "skip"},
            [
                "Without a target, or where it equals the baseline, the metric is left out, ",
                "A target below the baseline is an error.",
            ],
        ),
        (
            {"better": "lower", "when_no_target": 40 * 10**PERCENT},
            [
                "Without a target, or where it equals the baseline, it scores 40.",
                "A target above the baseline is an error.",
            ],
        ),
        (
            {"better": "lower", "formula": "inverse", "when_no_target": "skip"},
            ["Without a target the metric is left out, ", "A target that is not above 0 is an error."],
        ),
        (
            {"better": "lower", "formula": "inverse", "when_no_target": 40 * 10**PERCENT},
            ["Without a target it scores 40.", "A target that is not above 0 is an error."],
        ),
    ],
)
def test_what_must_hold_of_a_target_is_told_as_the_formula_has_it(changes: dict[str, Any], told: list[str]) -> None:
    plan = plan_of("key-accounts-2026")
    metrics = {id: replace(each, when_no_target="error") for id, each in plan.metrics.items()}
    one = next(each for each in metrics.values() if each.curve.on == "attainment" and each.better == "higher")
    rest = {id: each for id, each in metrics.items() if id == one.id}
    stages = {id: replace(stage, weights={one.id: 100 * 10**PERCENT}) for id, stage in plan.stages.items()}
    alone = replace(plan, metrics=rest | {one.id: replace(one, **changes)}, stages=stages, gates={})
    alone = replace(alone, stages={id: replace(stage, gates=()) for id, stage in alone.stages.items()})
    text = Reading(plan_document(alone, "en", "")).text
    assert [each for each in told if each not in text] == []
    assert ("baseline" in "".join(told)) == ("equals the baseline" in text or "the baseline; otherwise" in text)
