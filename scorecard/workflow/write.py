"""A result into its run folder, which appears whole or not at all (outputs.md)."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path

from msgspec.structs import replace

from scorecard import __version__
from scorecard.model.inputs import InputFile
from scorecard.model.result import Result
from scorecard.report.folder import keep_inputs, keep_templates, write_folder
from scorecard.report.manifest import MANIFEST, RESULT, Making, made_of, manifest_bytes
from scorecard.report.pages.order import PageOrder
from scorecard.report.result_json import result_bytes
from scorecard.workflow.loading import Progress
from scorecard.workflow.order import Order

ABOUT = {"zh": ("程序版本", "{} 的 SHA-256"), "en": ("Program version", "SHA-256 of {}")}


def require_pages(pages: PageOrder) -> None:
    """What the pages need, looked at before any work is done; heavy, and imported by those alone who order it."""
    if pages.pdf:
        from scorecard.report.pages.pdf import require_pdf

        require_pdf()
    if pages.templates is not None:
        from scorecard.report.pages.sandbox.rendering import require_templates

        require_templates(pages.templates)


def write(result: Result, plan: InputFile, order: Order, progress: Progress, taken_back: bool = False) -> Path:
    """The run folder of outputs.md; one that is there may be replaced, also a closed one that was ``taken_back``."""
    from scorecard.report.pages.reader import Edition  # heavy, all three, and not needed by run --json
    from scorecard.report.pages.write import write_pages, write_plan
    from scorecard.workflow.books import write_books

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
        about = about_files(plan, result.inputs.files, language)
        write_books(result, folder, language, about, order.tables, progress)
        edition = Edition(result, language, sha256(content).hexdigest())
        write_pages(edition, folder, order.pages, content, progress)
        write_plan(result.plan, language, folder, plan.sha256)
        making = Making(__version__, order.moment, language, order.pages, copied, order.tables)
        (folder / MANIFEST).write_bytes(manifest_bytes(made_of(result, plan), folder, making))
        progress("writing", 2, 2)
    return target


def _with_own_signatures(result: Result, plan: InputFile) -> Result:
    """The result with the sign-offs of exactly this plan file: others are of other terms."""
    standing = result.standing
    if standing is None:
        return result
    own = tuple(each for each in standing.signatures if each.plan_file == plan.sha256)
    return replace(result, standing=replace(standing, signatures=own))


def about_files(plan: InputFile, files: Sequence[InputFile], language: str) -> dict[str, str]:
    """What the workbook says about its origin: version and hashes."""
    version, hashed = ABOUT[language]
    named = (plan, *sorted(files, key=lambda each: each.name))
    return {version: __version__, **{hashed.format(each.name): each.sha256 for each in named}}
