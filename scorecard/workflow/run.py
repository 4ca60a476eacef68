"""The use case run: a period's result into its folder (commands.md, outputs.md)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import partial
from hashlib import sha256
from pathlib import Path

from scorecard import __version__
from scorecard.model.inputs import InputFile
from scorecard.model.period import Month
from scorecard.model.problems import Problem
from scorecard.model.result import Result
from scorecard.read.plan_file import read_plan
from scorecard.read.workbooks import read_inputs
from scorecard.report.folder import (
    ClosedError,
    FileChangedError,
    keep_inputs,
    keep_templates,
    kept_apart,
    plan_file,
    write_folder,
)
from scorecard.report.manifest import MANIFEST, RESULT, Making, manifest_bytes
from scorecard.report.pages.order import PageOrder
from scorecard.report.result_json import result_bytes
from scorecard.workflow.access import Access
from scorecard.workflow.changes import with_changes
from scorecard.workflow.loading import Outcome, Progress, Read, calculated
from scorecard.workflow.parts.load import (
    HERE,
    MOST_TOGETHER,
    Crew,
    Looked,
    engine_of,
    goes_in_groups,
    load_together,
    look,
)
from scorecard.workflow.parts.streamed import Streamed, stream
from scorecard.workflow.run_folder import closed_folder

ABOUT = {"zh": ("程序版本", "{} 的 SHA-256"), "en": ("Program version", "SHA-256 of {}")}


@dataclass(frozen=True, slots=True)
class Large:
    """In short, a result that was never put together."""

    period: Month
    teams: int
    payable: int
    """Of all teams, in money."""
    warnings: int


@dataclass(frozen=True, slots=True)
class Run:
    """A run's outcome, and the folder it was written to, if it was."""

    outcome: Outcome
    folder: Path | None
    large: Large | None = None
    """In place of the outcome's result."""


@dataclass(frozen=True, slots=True)
class Order:
    """Where to write, in which language (None: the plan's), the moment that the manifest names, and which pages."""

    out: Path
    language: str | None
    moment: datetime
    pages: PageOrder = field(default_factory=PageOrder)


def run(
    plan: Path,
    paths: Sequence[Path],
    period: Month | None,
    order: Order | None,
    progress: Progress,
    ledger: Access | None = None,
    crew: Crew = HERE,
    language: str | None = None,
    large_json: Callable[[bytes], None] | None = None,
) -> Run:
    """Calculate, and where it is ordered write ``out/PERIOD``, whole or not at all. Raises OSError if it cannot.

    Where nothing is to be written, a result that is too large to be put together goes to ``large_json``, in
    ``language`` or the plan's.

    Raises TemplateFault where the user's own templates fail: before anything is read for those that cannot be right.
    Raises LedgerFault and ClusterFault.
    """
    if order is not None:
        require_pages(order.pages)
    before = _as_it_is(plan)
    known, told = read_plan(plan)
    if known is None or not paths:
        return Run(Outcome(known, None, None, told), None)
    if goes_in_groups(known, paths, crew):
        with engine_of(crew) as engine:
            looked = look(known, told, paths, progress)
            if order is None and large_json and len(looked.keys) > MOST_TOGETHER:
                streamed = stream(looked, engine, period, language or known.language, progress, ledger)
                return _told_large(streamed, looked, large_json)
            outcome = load_together(looked, engine, period, progress, ledger)
    else:
        read = Read(known, told, *read_inputs(known, paths, progress))
        outcome = calculated(read, period, progress, ledger)
    if outcome.result is None or order is None:
        return Run(outcome, None)
    if before is None:
        raise FileChangedError(plan)
    return Run(outcome, _put(outcome.result, before, order, progress, ledger))


def _put(result: Result, plan: InputFile, order: Order, progress: Progress, ledger: Access | None) -> Path:
    """The folder of a result, unless a closed one stands there."""
    target = order.out / str(result.period)
    closed = closed_folder(target, result.plan.id, result.period, ledger)
    if closed:
        raise ClosedError(target)
    kept = kept_apart(plan, result.inputs.files)
    return write(with_changes(result, ledger), kept, order, progress, taken_back=closed is None)


def _told_large(
    found: tuple[Streamed | None, tuple[Problem, ...]], looked: Looked, large_json: Callable[[bytes], None]
) -> Run:
    """A result that goes out piece by piece, or what stands in its way."""
    streamed, problems = found
    files = tuple(looked.found.files)
    if streamed is None:
        return Run(Outcome(looked.plan, None, None, (*looked.told, *problems), files), None)
    for piece in streamed.result_json():
        large_json(piece)
    large = Large(streamed.period, streamed.teams, streamed.head.totals["payable"], streamed.warnings)
    return Run(Outcome(looked.plan, None, None, streamed.shown, files), None, large)


def require_pages(pages: PageOrder) -> None:
    """What the pages need, looked at before any work is done; heavy, and imported by those alone who order it."""
    if pages.pdf:
        from scorecard.report.pages.pdf import require_pdf

        require_pdf()
    if pages.templates is not None:
        from scorecard.report.pages.sandbox.rendering import require_templates

        require_templates(pages.templates)


def _as_it_is(plan: Path) -> InputFile | None:
    """The plan's file before it is read; None where it cannot be, which reading it tells."""
    try:
        return plan_file(plan)
    except OSError:
        return None


def write(result: Result, plan: InputFile, order: Order, progress: Progress, taken_back: bool = False) -> Path:
    """The run folder of outputs.md; one that is there may be replaced, also a closed one that was ``taken_back``."""
    from scorecard.report.pages.reader import Edition  # heavy, all three, and not needed by run --json
    from scorecard.report.pages.write import write_pages
    from scorecard.report.workbook import write_workbook

    language = order.language or result.plan.language
    target, result = order.out / str(result.period), _with_own_signatures(result, plan)
    with write_folder(target, taken_back) as folder:
        progress("writing", 0, 2)
        copied = keep_inputs(folder, (plan, *result.inputs.files))
        if order.pages.templates is not None:
            keep_templates(folder, order.pages.templates)
        content = result_bytes(result, language)
        (folder / RESULT).write_bytes(content)
        progress("writing", 1, 2)
        about = _about(result, plan, language)
        write_workbook(result, folder / "bonus-pools.xlsx", language, about, progress=partial(progress, "workbook"))
        edition = Edition(result, language, sha256(content).hexdigest())
        write_pages(edition, folder, order.pages, plan.sha256, content, progress)
        making = Making(__version__, order.moment, language, order.pages, copied)
        (folder / MANIFEST).write_bytes(manifest_bytes(result, plan, folder, making))
        progress("writing", 2, 2)
    return target


def _with_own_signatures(result: Result, plan: InputFile) -> Result:
    """The result with the sign-offs of exactly this plan file: others are of other terms."""
    standing = result.standing
    if standing is None:
        return result
    own = tuple(each for each in standing.signatures if each.plan_file == plan.sha256)
    return replace(result, standing=replace(standing, signatures=own))


def _about(result: Result, plan: InputFile, language: str) -> dict[str, str]:
    """What the workbook says about its origin: version and hashes."""
    version, hashed = ABOUT[language]
    files = sorted(result.inputs.files, key=lambda each: each.name)
    hashes = {hashed.format(each.name): each.sha256 for each in (plan, *files)}
    return {version: __version__, **hashes}
