"""A result that was never put together, written piece by piece: its folder, or its JSON (outputs.md)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd

from scorecard import __version__
from scorecard.model.inputs import InputFile, Inputs
from scorecard.model.result import Result
from scorecard.report.folder import ClosedError, FileChangedError, keep_inputs, kept_apart, write_folder
from scorecard.report.manifest import MANIFEST, RESULT, WORKBOOK, Made, Making, manifest_bytes
from scorecard.report.pages.order import PageOrder
from scorecard.workflow.access import Access
from scorecard.workflow.loading import Outcome, Progress
from scorecard.workflow.order import Large, Order, Run, Wanted
from scorecard.workflow.parts.streamed import Streamed
from scorecard.workflow.run_folder import closed_folder
from scorecard.workflow.write import about_files

MOST_TOGETHER = 50_000
"""The results of so many teams are put together, and have pages; of more the files are written piece by piece."""


def goes_in_pieces(teams: int, order: Order | None) -> bool:
    """Whether so many teams are written piece by piece, where nothing is ordered that needs all of them at once.

    Pages do, and so does a workbook that holds every row.
    """
    return teams > MOST_TOGETHER and (order is None or order.tables == "parquet")


def write_large(found: Streamed, wanted: Wanted, progress: Progress, ledger: Access | None) -> Run:
    """Writes the folder, or where none is ordered hands on result.json. Raises OSError and LedgerFault."""
    target = None
    if wanted.order is not None:
        target = _folder(found, wanted.plan, wanted.order, progress, ledger)
    elif wanted.large_json:
        for piece in found.result_json():
            wanted.large_json(piece)
    terms = found.looked.plan
    sums = found.overview
    large = Large(found.period, terms.currency, terms.decimals, sums.teams, sums.totals["payable"], found.warnings)
    files = tuple(found.looked.found.files)
    return Run(Outcome(terms, None, None, found.shown, files), target, large)


def _folder(found: Streamed, plan: InputFile | None, order: Order, progress: Progress, ledger: Access | None) -> Path:
    """result.json, tables, overview, plan document and manifest: no pages of teams."""
    if plan is None:
        raise FileChangedError(Path(order.out))
    target = order.out / str(found.period)
    closed = closed_folder(target, found.looked.plan.id, found.period, ledger)
    if closed:
        raise ClosedError(target)
    files = found.looked.found.files
    kept = kept_apart(plan, files)
    with write_folder(target, closed is None) as folder:
        progress("writing", 0, 3)
        copied = keep_inputs(folder, (kept, *files))
        with (folder / RESULT).open("wb") as file:
            file.writelines(found.result_json())
        progress("writing", 1, 3)
        _books(found, kept, folder)
        progress("writing", 2, 3)
        making = Making(__version__, order.moment, found.language, PageOrder(teams=False), copied, order.tables)
        made = Made(found.looked.plan.id, found.period, kept, files, found.groups.known.standing)
        (folder / MANIFEST).write_bytes(manifest_bytes(made, folder, making))
    return target


def _books(found: Streamed, plan: InputFile, folder: Path) -> None:
    """Tables, the workbook that names them, and the plan document."""
    from scorecard.report.pages.write import write_plan  # heavy, all three, and not needed for JSON alone
    from scorecard.report.parquet.files import write_tables
    from scorecard.report.workbook.overview import write_overview

    language, terms = found.language, found.looked.plan
    tables = write_tables(folder, terms, found.period, found.tables())
    about = about_files(plan, found.looked.found.files, language)
    write_overview(_bare(found), found.overview, tables, folder / WORKBOOK, language, about)
    write_plan(terms, language, folder, plan.sha256)


def _bare(found: Streamed) -> Result:
    """What the workbook says of a result beside its rows."""
    none = pd.DataFrame()
    no_inputs: dict[str, Any] = dict.fromkeys(Inputs.__struct_fields__, none) | {"files": (), "sheets": ()}
    no_rows: dict[str, Any] = dict.fromkeys(Result.__struct_fields__, none)
    known, head = found.groups.known, found.head
    said: dict[str, Any] = {
        "plan": head.plan,
        "period": head.period,
        "inputs": Inputs(**no_inputs | {"warnings": (), "tallies": ()}),
        "budget": head.budget,
        "paid_before_from": known.source,
        "grants": (),
        "warnings": found.whole_run,  # which of the others a group shows depends on the groups
        "standing": known.standing,
        "changes": None,
    }
    return Result(**no_rows | said)
