"""The use case run: a period's result into its folder (commands.md, outputs.md)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from scorecard import __version__
from scorecard.model.period import Month
from scorecard.model.result import Result
from scorecard.report.folder import write_folder
from scorecard.report.manifest import manifest_bytes
from scorecard.report.result_json import result_bytes
from scorecard.workflow.loading import Outcome, Progress, load


@dataclass(frozen=True, slots=True)
class Run:
    """A run's outcome, and the folder it was written to, if it was."""

    outcome: Outcome
    folder: Path | None


def run(
    plan_path: Path,
    paths: Sequence[Path],
    period: Month | None,
    out: Path | None,
    language: str | None,
    moment: datetime,
    progress: Progress,
) -> Run:
    """Calculate, and where ``out`` is given write ``out/PERIOD``, whole or not at all. Raises OSError if it cannot.

    ``language`` is that of the files; without it the plan's. ``moment`` goes into the manifest alone.
    """
    outcome = load(plan_path, paths, period, progress)
    if outcome.result is None or out is None:
        return Run(outcome, None)
    return Run(
        outcome, write(outcome.result, plan_path, out, language or outcome.result.plan.language, moment, progress)
    )


def write(result: Result, plan_path: Path, out: Path, language: str, moment: datetime, progress: Progress) -> Path:
    """The run folder of outputs.md."""
    from scorecard.report.workbook import write_workbook

    target = out / str(result.period)
    with write_folder(target) as folder:
        progress("writing", 0, 2)
        (folder / "result.json").write_bytes(result_bytes(result, language))
        progress("writing", 1, 2)
        kept = folder.keep_inputs(plan_path, result.inputs.files)
        about = {"version": __version__, "plan": kept.plan.sha256}
        about |= {f"input {each.name}": each.sha256 for each in kept.inputs}
        write_workbook(result, folder / "bonus-pools.xlsx", language, about)
        (folder / "manifest.json").write_bytes(manifest_bytes(result, kept, folder.path, __version__, moment))
        progress("writing", 2, 2)
    return target
