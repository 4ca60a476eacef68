"""scorecard run."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from scorecard.cli import console
from scorecard.cli.guard import DONE, PROBLEMS

if TYPE_CHECKING:
    from scorecard.model.result import Result
    from scorecard.workflow.loading import Outcome

DEFAULT_OUT = Path("out")


@click.command("run")
@console.plan_argument
@click.argument("inputs", nargs=-1, required=True, metavar="INPUT...", type=click.Path(path_type=Path))
@console.period_option
@click.option("--out", type=click.Path(path_type=Path), help="Where the period's folder goes (default: out).")
@console.lang_option
@console.json_option
def command(
    plan: Path, inputs: tuple[Path, ...], period: str | None, out: Path | None, lang: str | None, as_json: bool
) -> int:
    """Calculate a period of PLAN from the workbooks INPUT and write its folder: workbook, result, manifest, inputs.

    INPUT is a workbook, a CSV or Parquet file, or a folder of them. With --json and without --out nothing is written:
    the result is printed.

    \b
    Example:
      scorecard run configs/key-accounts-2026.yaml samples/key-accounts --period 2026-07
    """
    month = console.month_option(period)
    from scorecard.workflow.run import run

    where = out if out is not None or as_json else DEFAULT_OUT
    with console.progress() as tell:
        done = run(plan, inputs, month, where, lang, datetime.now(UTC), tell)
    spoken = console.language(lang)
    result = done.outcome.result
    if as_json:
        _print_json(done.outcome, lang, spoken)
    else:
        console.show_problems(done.outcome, spoken)
    if result is None:
        return PROBLEMS
    if not as_json:
        _summary(result, done.folder, spoken)
    return DONE


def _print_json(outcome: Outcome, lang: str | None, spoken: str) -> None:
    from scorecard.report.result_json import result_bytes

    if outcome.result is None:
        books = console.book_paths(outcome)
        console.print_json({"problems": console.problem_objects(outcome.errors, spoken, books)})
    else:
        click.echo(result_bytes(outcome.result, lang or outcome.result.plan.language).decode(), nl=False)


def _summary(result: Result, folder: Path | None, spoken: str) -> None:
    """What was calculated and where it lies; on a terminal the largest payables as a table."""
    from scorecard.model.numbers import decimal_text

    plan, table = result.plan, result.payables
    total = decimal_text(sum(table["payable"].tolist()), plan.decimals)
    warnings = sum(each.level == "warning" for each in result.warnings)
    if sys.stdout.isatty():
        _table(result, spoken)
    if spoken == "zh":
        click.echo(f"{result.period}：{len(table)} 个团队，应发合计 {plan.currency} {total}，{warnings} 个警告")
    else:
        click.echo(f"{result.period}: {len(table)} teams, payable {plan.currency} {total}, {warnings} warnings")
    click.echo(f"→ {folder}")


def _table(result: Result, spoken: str) -> None:
    from rich.console import Console
    from rich.table import Table

    from scorecard.model.numbers import decimal_text

    heads = ("团队", "名称", "第一责任人", "综合得分", "应发") if spoken == "zh" else (
        "Team", "Name", "Owner", "Composite", "Payable",
    )  # fmt: skip
    shown = Table(*heads)
    for column in shown.columns[3:]:
        column.justify = "right"
    largest = result.payables.sort_values("payable", ascending=False, kind="stable").head(20)
    for row in largest.to_dict("records"):
        team = result.inputs.teams.iloc[row["team"]]
        composite = "" if row["stage"] < 0 else decimal_text(int(row["composite"]), 4)
        money = decimal_text(int(row["payable"]), result.plan.decimals)
        shown.add_row(str(team["key"]), str(team["name"]), row["owner_name"] or "", composite, money)
    Console().print(shown)
