"""The use case template: the empty input workbook that fits a plan (commands.md)."""

from __future__ import annotations

import os
from pathlib import Path

from msgspec import Struct

from scorecard.report.folder import ThereAlreadyError
from scorecard.workflow.loading import Outcome, Progress, load
from scorecard.workflow.plan_document import write_whole


class Template(Struct, frozen=True):
    """The workbook's content, or None where the plan has errors; the outcome tells them and its warnings."""

    outcome: Outcome
    content: bytes | None


def template(path: Path, language: str | None, progress: Progress) -> Template:
    """The workbook for the plan in that language, else in the plan's."""
    from scorecard.report.input_book import input_book  # heavy, and not needed for a faulty plan

    outcome = load(path, (), None, progress)
    if outcome.plan is None or outcome.errors:
        return Template(outcome, None)
    return Template(outcome, input_book(outcome.plan, language or outcome.plan.language))


def write_new(target: Path, content: bytes) -> None:
    """A file that was not there before, whole or not at all. Raises OSError: ThereAlreadyError where it was."""
    if os.path.lexists(target):
        raise ThereAlreadyError(target)
    write_whole(target, content)
