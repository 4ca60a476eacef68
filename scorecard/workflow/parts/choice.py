"""Who is to work on a run, and whether its teams go in groups; it loads nothing of what groups need."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Literal

from msgspec import Struct

from scorecard.model.plan import Plan
from scorecard.read.parts.size import is_large


class Crew(Struct, frozen=True):
    """Who is to work: the processes of this machine, or a cluster (the one of that scheduler, else one made here)."""

    engine: Literal["local", "dask"] = "local"
    scheduler: str | None = None


HERE = Crew()


def goes_in_groups(plan: Plan, paths: Sequence[Path], crew: Crew) -> bool:
    """Whether there is a cluster to work on, or more to read than at once."""
    return crew.engine != "local" or is_large(plan, paths)
