"""A closing computed again from what it stores: its plan, its inputs, and the ledger as it was then (ledger.md)."""

from __future__ import annotations

import json
import tempfile
import zlib
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from scorecard.model.inputs import Inputs
from scorecard.model.plan import Plan
from scorecard.model.problems import Problem
from scorecard.read.plan_file import read_plan
from scorecard.report.result_json import result_bytes
from scorecard.workflow.loading import Read, calculated_with

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from scorecard.ledger.entries import Entry


def stored_plan(connection: Connection, entry: Entry) -> tuple[Plan | None, tuple[Problem, ...]]:
    """The plan of a closing, read from its file as it was. Raises KeyError, ValueError, zlib.error if damaged."""
    from scorecard.ledger.entries import part

    name = Path(json.loads(part(connection, entry, "manifest"))["plan"]["file"]).name
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, name)
        file.write_bytes(part(connection, entry, "plan"))
        return read_plan(file)


def stored_inputs(connection: Connection, entry: Entry, plan: Plan) -> Inputs:
    """The inputs of a closing. Raises KeyError, ValueError, zlib.error if damaged."""
    from scorecard.ledger.canonical import inputs_of
    from scorecard.ledger.entries import part

    return inputs_of(plan, part(connection, entry, "inputs"))


def recomputes(connection: Connection, entry: Entry, every: Sequence[Entry]) -> bool:
    """Whether a closing's plan and inputs, with the entries that were there before, give the result that it holds."""
    from scorecard.ledger.entries import part

    try:
        again = _again(connection, entry, every)
        return again is not None and again == part(connection, entry, "result")
    except (KeyError, TypeError, ValueError, zlib.error):
        return False


def _again(connection: Connection, entry: Entry, every: Sequence[Entry]) -> bytes | None:
    from scorecard.ledger.entries import part
    from scorecard.ledger.standing import standing

    plan, told = stored_plan(connection, entry)
    if plan is None:
        return None
    inputs = stored_inputs(connection, entry, plan)
    before = [each.digest for each in every if each.id < entry.id]
    found = standing(connection, plan, entry.period, before[-1] if before else "")
    outcome = calculated_with(Read(plan, told, inputs, ()), entry.period, found)
    language = json.loads(part(connection, entry, "manifest"))["language"]
    return None if outcome.result is None else result_bytes(outcome.result, language)
