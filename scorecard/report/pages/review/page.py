"""The review page as one file that loads nothing and runs no script but its own."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping
from functools import cache

from markupsafe import Markup

from scorecard.report.pages.environment import environment, templates_folder
from scorecard.report.pages.reader import Edition
from scorecard.report.pages.review.distribution import distribution
from scorecard.report.pages.review.exceptions import finding_views, findings, marks
from scorecard.report.pages.review.movements import movements
from scorecard.report.pages.review.table import columns, script_data, static_rows
from scorecard.report.pages.review.teams import Teams
from scorecard.report.pages.review.totals import by_stage, by_unit, totals
from scorecard.report.pages.review.warned import run_warnings


def review_page(edition: Edition, links: Mapping[int, str]) -> str:
    """``index.html`` (outputs.md); ``links`` has the relative URL of the statement of every listed team, by its index.

    The same edition and links give the same text.
    """
    teams = Teams(edition, links)
    found, table = findings(teams), columns(teams)
    marked = marks(teams, found)
    warnings, more = run_warnings(teams)
    return environment().get_template("index.html").render(
        t=teams.texts,
        say=teams.say,
        language=edition.language,
        plan=edition.result.plan.title.text(edition.language),
        period=str(edition.result.period),
        month=edition.formats.month(edition.result.period),
        currency=edition.formats.currency,
        digest=edition.digest,
        style=_asset("page.css", "review.css"),
        script=_asset("review.js"),
        policy=_policy(),
        totals=totals(teams),
        findings=finding_views(teams, found),
        exceptional=len({case.row for each in found for case in each.cases}),
        warnings=warnings,
        more_warnings=more,
        movements=movements(teams),
        distribution=distribution(teams),
        stages=by_stage(teams),
        units=by_unit(teams),
        marks={key: len(rows) for key, rows in marked.items()},
        columns=table,
        rows=static_rows(table),
        links=teams.links,
        data=script_data(teams, table, marked),
    )  # fmt: skip


@cache
def _asset(*names: str) -> Markup:
    """Style sheets or scripts of our own, as they stand within their element."""
    return Markup("\n".join((templates_folder() / name).read_text("utf-8") for name in names))


@cache
def _policy() -> str:
    """A Content-Security-Policy that lets the page's own style and script pass by their hashes, and nothing else."""
    style, script = (_hash(_asset(*names)) for names in (("page.css", "review.css"), ("review.js",)))
    return f"default-src 'none'; style-src '{style}'; script-src '{script}'; base-uri 'none'; form-action 'none'"


def _hash(text: str) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"
