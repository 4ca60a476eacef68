"""scorecard ledger: log, show, verify, export, migrate."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from scorecard.cli import console, options
from scorecard.cli.guard import DONE, PROBLEMS
from scorecard.cli.help import Command as Sub
from scorecard.cli.help import Group, Option
from scorecard.cli.texts import counted, text

if TYPE_CHECKING:
    from scorecard.ledger.entries import Entry
    from scorecard.model.period import Month


@click.group("ledger", cls=Group)
def command() -> None:
    """What was closed, by whom, and whether the chain is whole."""


@command.command("log", cls=Sub)
@options.of_plan
@options.lang
@options.ledger
@options.json
def log_command(plan: str | None, lang: str | None, ledger: str | None, as_json: bool) -> int:
    """Every closing, void and sign-off, in the order in which they were made."""
    from scorecard.workflow.access import ledger_to_write
    from scorecard.workflow.ledger_book import log

    spoken = console.language(lang)
    found = log(ledger_to_write(ledger), plan)
    console.show(found.problems, spoken, {})
    if found.problems:
        return PROBLEMS
    if as_json:
        console.print_json([entry_object(each, each.digest in found.void) for each in found.entries])
        return DONE
    for each in found.entries:
        click.echo(console.one_line(_line(each, each.digest in found.void, spoken)))
    return DONE


def entry_object(entry: Entry, void: bool) -> dict[str, Any]:
    """An entry for --json."""
    names = ("plan", "number", "kind", "moment", "by", "role", "note", "result", "previous", "digest")
    said = {name: getattr(entry, name) for name in names}
    return {**said, "period": str(entry.period), "void": void}


def _line(entry: Entry, void: bool, spoken: str) -> str:
    what = text(f"entry.{'taken_back' if void else entry.kind}", spoken, role=entry.role)
    from scorecard.model.ledger import DIGITS

    note = f"  {entry.note}" if entry.note else ""
    return f"{entry.moment}  {entry.plan}  {entry.period}  {what}  {entry.by}  {entry.digest[:DIGITS]}{note}"


@command.command("show", cls=Sub)
@options.period_argument
@options.of_plan
@options.lang
@options.ledger
@options.json
def show_command(period: Month, plan: str | None, lang: str | None, ledger: str | None, as_json: bool) -> int:
    """What was closed, as then."""
    from scorecard.workflow.access import ledger_to_write
    from scorecard.workflow.ledger_book import show

    spoken = console.language(lang)
    found = show(ledger_to_write(ledger), period, plan)
    console.show(found.problems, spoken, {})
    if found.entry is None:
        return PROBLEMS
    if as_json:
        console.print_bytes(found.result)
        return DONE
    _print_closing(found.entry, json.loads(found.result), spoken)
    return DONE


def _print_closing(entry: Entry, result: Mapping[str, Any], spoken: str) -> None:
    from scorecard.cli.ledger_table import print_teams

    said = {"plan": entry.plan, "period": entry.period, "moment": entry.moment, "by": entry.by}
    click.echo(console.one_line(text("shown", spoken, **said)))
    click.echo(text("digest", spoken, digest=entry.digest))
    print_teams(result, spoken)


@command.command("verify", cls=Sub)
@click.option("--digest", metavar="SHA256", cls=Option)
@options.lang
@options.ledger
def verify_command(digest: str | None, lang: str | None, ledger: str | None) -> int:
    """Walk every chain, recompute every hash and every result."""
    from scorecard.workflow.access import ledger_to_write
    from scorecard.workflow.ledger_book import verify_ledger

    spoken = console.language(lang)
    found = verify_ledger(ledger_to_write(ledger), digest)
    console.show(found.problems, spoken, {})
    if found.problems:
        return PROBLEMS
    counts = {
        "entries": counted("entries", found.entries, spoken),
        "closings": counted("closings", found.closings, spoken),
    }
    click.echo(text("whole", spoken, **counts))
    return DONE


@command.command("export", cls=Sub)
@click.option(
    "-o", "--output", "folder", type=click.Path(path_type=Path), default=Path("export"), metavar="DIR", cls=Option
)
@options.of_plan
@options.one_period
@options.lang
@options.ledger
def export_command(folder: Path, plan: str | None, only: Month | None, lang: str | None, ledger: str | None) -> int:
    """Payroll and accruals of what was closed, as xlsx and csv."""
    from scorecard.workflow.access import ledger_to_write
    from scorecard.workflow.export import export

    spoken = console.language(lang)
    done = export(ledger_to_write(ledger), folder, plan, only, lang)
    console.show(done.problems, spoken, {})
    if done.problems:
        return PROBLEMS
    for each in done.files:
        click.echo(f"→ {console.one_line(str(each))}")
    return DONE


@command.command("migrate", cls=Sub)
@options.lang
@options.ledger
def migrate_command(lang: str | None, ledger: str | None) -> int:
    """Bring an older ledger's tables forward."""
    from scorecard.workflow.access import ledger_to_write
    from scorecard.workflow.ledger_book import migrate

    spoken = console.language(lang)
    before, now = migrate(ledger_to_write(ledger))
    key = "migrated.not" if before == now else "migrated"
    click.echo(text(key, spoken, before=before, now=now))
    return DONE
