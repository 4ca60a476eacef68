"""scorecard run."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

from scorecard.cli import console, options
from scorecard.cli.clock import moment
from scorecard.cli.guard import DONE, PROBLEMS, UNWRITTEN
from scorecard.cli.help import Command, Option
from scorecard.cli.progress import progress
from scorecard.cli.texts import text

if TYPE_CHECKING:
    from scorecard.model.period import Month
    from scorecard.workflow.loading import Outcome

DEFAULT_OUT = Path("out")
ENGINES = ("local", "dask")
TABLES = ("xlsx", "parquet")


@click.command("run", cls=Command)
@options.plan
@options.inputs
@options.period
@click.option("--out", type=click.Path(path_type=Path), metavar="DIR", cls=Option)
@options.lang
@click.option("--pdf", is_flag=True, cls=Option)
@click.option("--slips", is_flag=True, cls=Option)
@click.option(
    "--templates",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    metavar="DIR",
    cls=Option,
)
@click.option("--tables", type=click.Choice(TABLES), default="xlsx", cls=Option)
@options.ledger
@click.option("--engine", type=click.Choice(ENGINES), default="local", cls=Option)
@click.option("--scheduler", metavar="ADDRESS", cls=Option)
@options.json
def command(
    plan: Path,
    inputs: tuple[Path, ...],
    period: Month | None,
    out: Path | None,
    lang: str | None,
    pdf: bool,
    slips: bool,
    templates: Path | None,
    tables: Literal["xlsx", "parquet"],
    ledger: str | None,
    engine: Literal["local", "dask"],
    scheduler: str | None,
    as_json: bool,
) -> int:
    """Calculate a period of PLAN from the workbooks INPUT and write its folder: workbook, pages, result, inputs."""
    from scorecard.cli.summary import summary, summary_of_large
    from scorecard.report.pages.order import PageOrder
    from scorecard.report.pages.sandbox.faults import TemplateFault
    from scorecard.workflow.access import access
    from scorecard.workflow.order import Order
    from scorecard.workflow.parts.choice import Crew
    from scorecard.workflow.parts.engine import ClusterFault
    from scorecard.workflow.run import run

    spoken = console.language(lang)
    if scheduler is not None and engine != "dask":
        raise click.UsageError(text("scheduler-without-dask", spoken))
    where = out if out is not None or as_json else DEFAULT_OUT
    order = None if where is None else Order(where, lang, moment(), PageOrder(pdf, slips, templates), tables)
    try:
        with progress(spoken) as tell:
            crew = Crew(engine, scheduler)
            done = run(plan, inputs, period, order, tell, access(ledger), crew, lang, console.print_bytes)
    except TemplateFault as fault:
        console.show(fault.problems, spoken, {})
        return PROBLEMS
    except ClusterFault as fault:
        console.show([fault.problem], spoken, {})
        return UNWRITTEN
    if done.large is not None:
        console.show_told(done.outcome, spoken)
        if done.folder is not None and not as_json:
            summary_of_large(done.large, done.folder, spoken)
        return DONE
    if as_json:
        _print_json(done.outcome, lang, spoken)
    else:
        console.show_told(done.outcome, spoken)
    if done.outcome.result is None:
        return PROBLEMS
    if done.folder is not None and not as_json:
        warnings = sum(each.level == "warning" for each in done.outcome.warnings)
        summary(done.outcome.result, done.folder, spoken, warnings)
    return DONE


def _print_json(outcome: Outcome, lang: str | None, spoken: str) -> None:
    from scorecard.report.result_json import result_bytes

    result = outcome.result
    if result is None:
        console.print_json(console.told_object(outcome, spoken))
    else:
        console.print_bytes(result_bytes(result, lang or result.plan.language))
