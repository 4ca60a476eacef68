"""The JSON Schema of plan files, for editors (plan.md, Rules of the file)."""

from __future__ import annotations

from typing import Any

from scorecard.read.plan_shapes import PlanShape


def plan_schema() -> dict[str, Any]:
    """The schema as a JSON object (draft 2020-12); numbers may stand as numbers or as text."""
    schema = PlanShape.model_json_schema(by_alias=True)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}
