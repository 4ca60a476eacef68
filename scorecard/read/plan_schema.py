"""The JSON Schema of plan files, for editors (plan.md, Rules of the file)."""

from __future__ import annotations

from typing import Any

from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from scorecard.read.plan_shapes import PlanShape


def plan_schema() -> dict[str, Any]:
    """The schema as a JSON object (draft 2020-12); numbers may stand as numbers or as text."""
    schema = PlanShape.model_json_schema(by_alias=True, schema_generator=_Generator)
    for shape in (schema, *schema["$defs"].values()):
        shape.pop("title", None)  # the classes' names, which tell nobody anything
    return {"$schema": GenerateJsonSchema.schema_dialect, **schema}


class _Generator(GenerateJsonSchema):
    """Without what an editor would only repeat: titles made of keys, and null for what may be left out."""

    def field_title_should_be_set(self, schema: Any) -> bool:
        """Never."""
        return False

    def nullable_schema(self, schema: core_schema.NullableSchema) -> JsonSchemaValue:
        """What may be left out may not stand empty."""
        return self.generate_inner(schema["schema"])

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> JsonSchemaValue:
        """Defaults that say something."""
        found = super().default_schema(schema)
        if found.get("default", "") is None:
            del found["default"]
        return found
