"""The groups' results as one."""

from __future__ import annotations

from scorecard.calc import pipeline
from scorecard.calc.joined import Whole, joined
from scorecard.model.result import Result
from scorecard.read.parts.material import Material
from scorecard.workflow.parts.engine import Engine
from scorecard.workflow.parts.groups import Groups


def together(engine: Engine, found: Material, groups: Groups) -> Result:
    """The result of all teams, the same as if they had been calculated together; all of it must fit the memory."""
    parts = []
    for kept in groups.made:
        parts.append(engine.fetch(kept))
        engine.drop([kept])
    known = groups.known
    grants = tuple(known.standing.grants) if known.standing else ()
    return pipeline.concluded(joined(parts, Whole(tuple(found.files), known.warnings, grants)))
