"""What lies in the given folders and is not read: told of what was given, and in no file of a result."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from msgspec.structs import replace

from scorecard.model.plan import Plan
from scorecard.read.files import list_files
from scorecard.read.tables import sheet_names
from scorecard.workflow.loading import Outcome


def with_beside(outcome: Outcome, plan: Plan, paths: Sequence[Path]) -> Outcome:
    """The outcome, with warnings and notes of what lies beside its inputs."""
    beside = list_files(paths, sheet_names(plan)).beside
    return replace(outcome, problems=(*outcome.problems, *beside)) if beside else outcome
