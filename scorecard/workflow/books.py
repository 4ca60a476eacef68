"""The workbook of a run, and the tables beside it (outputs.md, bonus-pools.xlsx)."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from pathlib import Path

from scorecard.model.result import Result
from scorecard.report.manifest import WORKBOOK
from scorecard.report.overview import overview_of
from scorecard.report.parquet.files import write_tables
from scorecard.report.parquet.tables import result_tables
from scorecard.report.workbook import fits_sheets, write_workbook
from scorecard.report.workbook.overview import write_overview
from scorecard.workflow.loading import Progress
from scorecard.workflow.order import Tables


def write_books(
    result: Result, folder: Path, language: str, about: Mapping[str, str], tables: Tables, progress: Progress
) -> None:
    """Workbook and tables into the folder; an overview where rows fit no sheet. Raises OSError."""
    path = folder / WORKBOOK
    if tables == "xlsx":
        return write_workbook(result, path, language, about, progress=partial(progress, "workbook"))
    written = write_tables(folder, result.plan, result.period, [result_tables(result, language)])
    if fits_sheets(result):
        return write_workbook(result, path, language, about, progress=partial(progress, "workbook"))
    return write_overview(result, overview_of(result), written, path, language, about)
