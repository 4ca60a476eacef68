"""The use case plan: a plan file as a page to read (commands.md, outputs.md)."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from msgspec import Struct

from scorecard.report.folder import FileChangedError
from scorecard.report.manifest import sha256_of
from scorecard.workflow.loading import Outcome, Progress, load


class PlanDocument(Struct, frozen=True):
    """The page, or None where the plan has errors; the outcome tells them and its warnings."""

    outcome: Outcome
    page: bytes | None


def plan_page(path: Path, language: str | None, progress: Progress) -> PlanDocument:
    """The plan document in that language, else in the plan's. Raises OSError where the file changes meanwhile."""
    from scorecard.report.pages.plan_document import plan_document  # heavy, and not needed for a faulty plan

    digest = _digest(path)
    outcome = load(path, (), None, progress)
    if outcome.plan is None or outcome.errors:
        return PlanDocument(outcome, None)
    if digest is None or digest != _digest(path):
        raise FileChangedError(path)
    page = plan_document(outcome.plan, language or outcome.plan.language, digest)
    return PlanDocument(outcome, page.encode("utf-8", "replace"))


def _digest(path: Path) -> str | None:
    """None where the file cannot be read, which reading the plan tells."""
    try:
        return sha256_of(path)
    except OSError:
        return None


def write_whole(target: Path, content: bytes) -> None:
    """The file with that content, or as it was before. Raises OSError, which names the target."""
    try:
        if target.exists() and not target.is_file():
            target.write_bytes(content)  # a device or a pipe takes the place of no file
        else:
            _replace(target.resolve(), content)
    except OSError as error:
        raise OSError(error.errno, error.strerror or str(error), str(target)) from error


def _replace(target: Path, content: bytes) -> None:
    beside = target.with_name(f".{secrets.token_hex(8)}")
    try:
        with beside.open("xb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(target)
    finally:
        beside.unlink(missing_ok=True)
