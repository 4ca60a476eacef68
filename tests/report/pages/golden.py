"""Pages as they are expected, a file each; ``pytest tests/report/pages --update-golden`` writes them anew.

Each kind of page adds its maker to ``PAGES``: name of the page to what gives its text in a language.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path

from scorecard.model.result import Result
from scorecard.report.pages.environment import environment
from scorecard.report.pages.names import file_names
from scorecard.report.pages.plan_document import plan_document
from scorecard.report.pages.reader import Edition, Reader
from scorecard.report.pages.review import review_page
from scorecard.report.pages.slip import slip
from scorecard.report.pages.statement.view import statement
from tests.report.explanation.trees import result

FOLDER = Path(__file__).with_name("golden")
LANGUAGES = ("en", "zh")
DIGEST = "0123456789abcdef" * 4


@cache
def edition(name: str, language: str) -> Edition:
    """A sample or a case of tests/cases."""
    return Edition(result(name), language, DIGEST)


def reader(name: str, team: str, language: str) -> Reader:
    keys = result(name).inputs.teams["key"].tolist()
    return Reader(edition(name, language), keys.index(team))


def slip_page(name: str, team: str, employee: str) -> Callable[[str], str]:
    def page(language: str) -> str:
        of = reader(name, team, language)
        return environment().get_template("slip.html").render(s=slip(of, employee), t=of.texts)

    return page


def statement_page(name: str, team: str) -> Callable[[str], str]:
    def page(language: str) -> str:
        of = reader(name, team, language)
        return environment().get_template("statement.html").render(s=statement(of), t=of.texts)

    return page


def plan_page(name: str) -> Callable[[str], str]:
    return lambda language: plan_document(result(name).plan, language, DIGEST)


def review(name: str) -> Callable[[str], str]:
    return lambda language: review_page(edition(name, language), statement_links(result(name)))


def statement_links(found: Result) -> dict[int, str]:
    """Where the statements stand beside a review page."""
    keys, teams = found.inputs.teams["key"].tolist(), found.payables["team"].tolist()
    names = file_names([(keys[team],) for team in teams])
    return {team: f"statements/{name}.html" for team, name in zip(teams, names, strict=True)}


PAGES: dict[str, Callable[[str], str]] = {
    "review-key-accounts": review("key-accounts"),
    "review-growth-sales": review("growth-sales"),
    "plan-key-accounts": plan_page("key-accounts"),
    "statement-two-stages": statement_page("key-accounts", "T05"),
    "statement-carried": statement_page("key-accounts", "T09"),
    "statement-monthly": statement_page("growth-sales", "G2"),
    "statement-deferral": statement_page("deferring", "T02"),
    "statement-forfeited": statement_page("deferring", "T09"),
    "statement-changes": statement_page("changed", "T01"),
    "slip-deferral": slip_page("deferring", "T02", "LC0377"),
    "slip-owner": slip_page("key-accounts", "T01", "LC0187"),
    "slip-member": slip_page("key-accounts", "T04", "LC0467"),
}


def golden_file(page: str, language: str) -> Path:
    return FOLDER / f"{page}.{language}.html"
