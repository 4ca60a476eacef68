"""The JSON Schema of plan files, for editors (plan.md, Rules of the file)."""

from __future__ import annotations

import ast
import inspect
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from scorecard.read import plan_shapes
from scorecard.read.plan_shapes import PlanShape


def plan_schema() -> dict[str, Any]:
    """The schema as a JSON object (draft 2020-12); numbers may stand as numbers or as text."""
    schema = PlanShape.model_json_schema(by_alias=True, schema_generator=_Generator)
    texts = _descriptions()
    for shape in (schema, *schema["$defs"].values()):
        name = shape.pop("title")  # the class's name, which tells nobody anything
        shape["properties"] = {
            key: dict(sorted((property_ | {"description": texts[name, key]}).items()))
            for key, property_ in shape["properties"].items()
        }
    return {"$schema": GenerateJsonSchema.schema_dialect, **schema}


def _descriptions() -> dict[tuple[str, str], str]:
    """The texts below the fields of the shapes, by class and key. pydantic can collect them too, but only when the
    shapes are loaded, and then each run would wait for it (decision 020).
    """
    nodes = [node for node in ast.parse(inspect.getsource(plan_shapes)).body if isinstance(node, ast.ClassDef)]
    written = {(node.name, field): text for node in nodes for field, text in _texts_of(node)}
    return {
        (node.name, field.alias or name): next(
            written[class_.__name__, name] for class_ in shape.__mro__ if (class_.__name__, name) in written
        )
        for node in nodes
        if (shape := getattr(plan_shapes, node.name))
        for name, field in shape.model_fields.items()
    }


def _texts_of(shape: ast.ClassDef) -> Iterator[tuple[str, str]]:
    for field, text in pairwise(shape.body):
        match field, text:
            case ast.AnnAssign(target=ast.Name(name)), ast.Expr(ast.Constant(str(described))):
                yield name, inspect.cleandoc(described)


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
