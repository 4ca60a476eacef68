"""What is ordered of a run, and what it came to."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Literal

from msgspec import Struct, field

from scorecard.model.inputs import InputFile
from scorecard.model.period import Month
from scorecard.report.pages.order import PageOrder
from scorecard.workflow.loading import Outcome

Tables = Literal["xlsx", "parquet"]
"""``parquet``: the tables lie in files of their own too, and where rows fit no sheet the workbook is an overview."""


class Order(Struct, frozen=True):
    """Where to write, in which language (None: the plan's), the moment that the manifest names, and what."""

    out: Path
    language: str | None
    moment: datetime
    pages: PageOrder = field(default_factory=PageOrder)
    tables: Tables = "xlsx"


class Wanted(Struct, frozen=True):
    """What is to be made of a run."""

    plan: InputFile | None
    """The plan's file before it was read; None where it could not be."""
    order: Order | None
    """None: nothing is written."""
    language: str
    """Of what is written or printed."""
    large_json: Callable[[bytes], None] | None
    """Is given a result that is too large to be put together, where nothing is to be written."""


class Large(Struct, frozen=True):
    """In short, a result that was never put together."""

    period: Month
    currency: str
    decimals: int
    teams: int
    payable: int
    """Of all teams, in money."""
    warnings: int


class Run(Struct, frozen=True):
    """A run's outcome, and the folder it was written to, if it was."""

    outcome: Outcome
    folder: Path | None
    large: Large | None = None
    """In place of the outcome's result."""
